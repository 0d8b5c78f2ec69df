"""The parts of the model description that no metadata can say: purpose, concepts, references."""

from __future__ import annotations

from sim.rules import Phase

FOLLOWS = """\
This page follows the ODD protocol (Grimm et al. 2020) with the questions on human decisions that ODD+D adds
(Müller et al. 2013). It is written from the code: a rule's text is its docstring, and a number here is the number
the program uses. Refresh it with `dpi-city describe --out docs`; a test fails when it is out of date."""

PURPOSE = """\
The model asks how a city takes up Digital Public Infrastructure (DPI: digital identity, payments, data exchange,
AI-assisted services), whom that leaves behind, by which constraint, and what policies change and cost. It is for
people who choose between plans, for researchers who doubt the plans, and for teachers.

In the terms of Edmonds et al. (2019) its purposes are *explanation* (which mechanisms are enough to produce the
patterns below) and *social interaction* (a shared object that people with different views can question). It is not
made for *prediction*: it compares plans on the same synthetic people with the same luck, and reports the difference.

**Patterns.** Following pattern-oriented modelling (Grimm et al. 2005) it is judged by several weak patterns at once
and at several levels, not by one fitted curve:

1. Use of a new instant-payment system grows along an S over years, not months.
2. Shops follow residents with a delay, and the share of payments that goes to shops rises for years.
3. Without the influence of contacts and of acceptance, adoption is far lower.
4. Enrolment for an ID is a straight line while the capacity of the kits binds.
5. Gaps between groups are nearly constant in log-odds, so in points they are humps that peak near half adoption.
6. A denser network of cash agents raises use by tens of points within two years.
7. A signal alone leaves many out; the best bundle leaves out a few.
8. Trust falls fast after harm and returns slowly.
9. A pandemic depresses payments for months, not years, and shops most.
10. A lower price alone hardly moves those who do not use the service.
11. Failed ID checks deny services where there is no way back, and hardly where there is one.
12. More bidders lower the price of a contract.
13. Results do not depend on how many residents are simulated."""

SCALES = """\
One step is one month; month 0 is the start and is recorded. Space is a plane in kilometres, divided into districts.
A simulated city is a sample: each simulated resident stands for (adults of the real city ÷ residents simulated) of
them. Capacities, budgets and costs are entered and reported for the real city, whatever the number simulated.

*Fixed* columns never change after month 0. *State* columns change by the rules. *Monthly* columns return to their
start at the beginning of every month: policies and shocks write them, mechanisms read them."""

SCHEDULE = """\
Each month plays the phases below in order; within a phase rules go by their order, then by name. Residents decide on
what their contacts and shops did in the previous month, so the order in which residents are visited does not matter:
updating is synchronous. Policies and shocks act only in their months; everything else acts always."""

PHASES: dict[Phase, str] = {
    Phase.SHOCK: "Crises strike",
    Phase.POLICY: "Policies act on whom they aim at, and spend",
    Phase.INFRASTRUCTURE: "What is live, covered and near",
    Phase.AGENCIES: "Agencies buy, renew, connect and digitise",
    Phase.IDENTITY: "Residents enrol for a digital ID and activate it",
    Phase.INCOME: "Accounts, wages and benefits",
    Phase.ACCESS: "Phones and plans",
    Phase.AWARENESS: "News of contacts and of channels",
    Phase.CHOICE: "Residents register and decide",
    Phase.BUSINESS: "Businesses decide",
    Phase.NEEDS: "Payments are made, services are needed",
    Phase.EXPERIENCE: "What happened changes trust and skill",
}

CONCEPTS: dict[str, str] = {
    "Basic principles": """\
Residents and businesses choose by discrete choice with social interaction (Brock & Durlauf 2001). A person's taste is
drawn once and kept for life, which makes it a threshold in the sense of Granovetter (1978). Hearing of a channel
splits into outside and inside influence as in Bass (1969), but for hearing and not for adopting, and with each
person's own contacts. Access is a matter of gates and not of attitude: whoever lacks a signal, a phone, the money or
the papers cannot use a channel, whatever they think of it. Registering and using are two states: an institution can
register people in a week, use spreads from person to person.""",
    "Emergence": """\
Adoption curves, gaps between groups, clusters of use in districts and in networks, tipping points, lock-in and the
reach of a policy emerge. Imposed are the population of month 0, prices, the pace of commercial networks, and the
weights in the choices. There can be more than one equilibrium.""",
    "Adaptation and individual decisions": """\
Each month, with some probability, a resident who passes the gates decides afresh whether the value of a channel is
above zero; businesses do the same for accepting payment. Nobody optimises over time. Agencies renew contracts by
comparing offers with the cost of leaving.""",
    "Objectives": """\
The value of a channel, in utils on the logistic scale: skill, income, schooling, trust, habit, what contacts do, what
is accepted, price and distance. The equations stand under each rule.""",
    "Learning": "Use builds habit and skill; unused training is forgotten. Experience moves trust.",
    "Prediction": "None: residents, businesses and agencies look at the present and the past month.",
    "Sensing": """\
Residents know their own state, which of their contacts use a channel, and which of their shops accept. Businesses
know their customers and the share of shops in their district that accept. Nobody knows city-wide figures, with the
exception of prices, papers asked and the quality of public services.""",
    "Interaction": """\
Contacts influence awareness, choice and trust through a fixed social network of households, neighbours, colleagues and
others. Residents and shops influence each other through payments. People compete for places in queues (enrolment
kits, courses), in an order that is fixed for life.""",
    "Stochasticity": """\
Every draw is a hash of (seed, stream, month, row). The same seed gives the same luck in every plan, so differences
between plans are caused by the plans; a new rule does not reshuffle the luck of an old one. Replicates differ in the
city as well as in the luck.""",
    "Collectives": "Households, districts and the groups that indicators report on. They do not act.",
    "Heterogeneity": """\
Residents differ in sex, age, income, schooling, disability, migration, work, home, tastes, skill and trust, jointly
distributed; businesses in size, registration, sector of the city and taste; agencies in caseload, legacy and contract.""",
    "Observation": """\
Once at month 0 and once after every month, residents are counted by state in every group; all figures of the
government table are kept; money is booked by programme and by the six cost categories of the ID4D model,
and subsidies apart from them. Indicators are functions of that record.""",
}

INITIALISATION = """\
A city file gives sizes, margins, districts, prices, agencies and vendors, each with a source. From it and the city
seed a synthetic population is drawn: iterative proportional fitting of district, age, sex and income to margins, a
Gaussian copula for income, schooling, skill and trust, logits with fitted intercepts for phones, papers and accounts,
and a network of households, neighbours, colleagues and others. The people depend on the city seed alone, so every
scenario meets the same residents. Each mechanism then sets the columns it owns."""

INPUT = """\
A scenario may shift any parameter over time, and says when policies and shocks act, how strongly and on whom. No
other outside series drives a run. Observed series of real cases are used to score runs and never enter them."""

ANALYSIS = """\
Compare plans on shared seeds and report the paired difference with its interval; choose the number of replicates by
the precision that the question needs (Lee et al. 2015). Sample the assumptions: rank them (ten Broeke et al. 2016 on
which method answers which question), and rule out what the data contradict (McCulloch et al. 2022). Never show one
run as a result."""

REFERENCES = (
    "Bass, F. M. (1969). A new product growth for model consumer durables. *Management Science* 15(5), 215–227.",
    "Brock, W. A., & Durlauf, S. N. (2001). Discrete choice with social interactions. *Review of Economic Studies* "
    "68(2), 235–260.",
    "Edmonds, B., Le Page, C., Bithell, M., Chattoe-Brown, E., Grimm, V., Meyer, R., Montañola-Sales, C., Ormerod, "
    "P., Root, H., & Squazzoni, F. (2019). Different modelling purposes. *Journal of Artificial Societies and Social "
    "Simulation* 22(3), 6.",
    "Granovetter, M. (1978). Threshold models of collective behavior. *American Journal of Sociology* 83(6), "
    "1420–1443.",
    "Grimm, V., Revilla, E., Berger, U., Jeltsch, F., Mooij, W. M., Railsback, S. F., Thulke, H.-H., Weiner, J., "
    "Wiegand, T., & DeAngelis, D. L. (2005). Pattern-oriented modeling of agent-based complex systems: lessons from "
    "ecology. *Science* 310(5750), 987–991.",
    "Grimm, V., Railsback, S. F., Vincenot, C. E., et al. (2020). The ODD protocol for describing agent-based and "
    "other simulation models: a second update to improve clarity, replication, and structural realism. *Journal of "
    "Artificial Societies and Social Simulation* 23(2), 7.",
    "Lee, J.-S., Filatova, T., Ligmann-Zielinska, A., Hassani-Mahmooei, B., Stonedahl, F., Lorscheid, I., Voinov, A., "
    "Polhill, J. G., Sun, Z., & Parker, D. C. (2015). The complexities of agent-based modeling output analysis. "
    "*Journal of Artificial Societies and Social Simulation* 18(4), 4.",
    "McCulloch, J., Ge, J., Ward, J. A., Heppenstall, A., Polhill, J. G., & Malleson, N. (2022). Calibrating "
    "agent-based models using uncertainty quantification methods. *Journal of Artificial Societies and Social "
    "Simulation* 25(2), 1.",
    "Müller, B., Bohn, F., Dreßler, G., Groeneveld, J., Klassert, C., Martin, R., Schlüter, M., Schulze, J., Weise, "
    "H., & Schwarz, N. (2013). Describing human decisions in agent-based models: ODD + D, an extension of the ODD "
    "protocol. *Environmental Modelling & Software* 48, 37–48.",
    "ten Broeke, G., van Voorn, G., & Ligtenberg, A. (2016). Which sensitivity analysis method should I use for my "
    "agent-based model? *Journal of Artificial Societies and Social Simulation* 19(1), 5.",
)

RIDING = """\
A city launches a service as it launches a policy: `policies: [{use: flood_warning, months: [12]}]`. Services stand on
the components of the infrastructure and stand still without them, so that a component's worth includes what rides on
it. Uptake and hours saved are assumptions, with the examples of the U4SSC framework named in each."""
