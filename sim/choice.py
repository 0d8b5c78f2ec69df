"""One law of choice for every channel, and the names of what stands in the way.

A resident re-decides with the probability that the channel declares, on what the city looked
like last month:

    V = a + Σ b·x + J·(share of contacts who use it) + …        use = gates AND (V + ε > 0)

with ε a logistic taste fixed for life (a person's Granovetter threshold). Gates come first:
someone without a signal, a phone, the money, the papers or the knowledge that the channel exists
cannot use it whatever they think of it.

Sources: discrete choice with social interaction, Brock & Durlauf (2001, Review of Economic
Studies 68); thresholds, Granovetter (1978, American Journal of Sociology 83).
"""

from __future__ import annotations

from sim.kernels import equation

CHANNELS = ("payments", "eservices", "assistant")
"""The ways of taking part that residents choose one by one."""

OUTCOMES = ("no need", "served online", "assisted", "served at a counter", "denied")
NO_NEED, ONLINE, ASSISTED, COUNTER, DENIED = range(5)
"""What becomes of a need for a public service."""

STAGES = ("unaware", "aware", "registered", "uses", "lapsed")
UNAWARE, AWARE, REGISTERED, USES, LAPSED = range(5)

CONSTRAINTS = (
    "uses it",
    "coverage",
    "device",
    "price",
    "documents",
    "signature",
    "digital ID",
    "account",
    "awareness",
    "agent distance",
    "service not digital",
    "vendor lock-in",
    "skill",
    "trust",
    "acceptance",
    "several at once",
    "own choice",
    "deciding",
)
"""What keeps a resident from using a channel; see `named_constraint`."""

(
    NONE, COVERAGE, DEVICE, PRICE, DOCUMENTS, SIGNATURE, DIGITAL_ID, ACCOUNT, AWARENESS, DISTANCE,
    NOT_DIGITAL, LOCK_IN, SKILL, TRUST, ACCEPTANCE, SEVERAL, CHOICE, DECIDING,
) = range(18)  # fmt: skip


MIDDLING = 0.5
"""Skill, trust and income rank of the middling person, for whom they count neither for nor against use."""


@equation
def personal_utility(
    skill_weight: float,
    skill: float,
    income_weight: float,
    rank: float,
    female_weight: float,
    female: float,
    school_weight: float,
    schooling: float,
    trust_weight: float,
    trust: float,
) -> float:
    """The part of V that comes from the person, in utils; each term is 0 for the middling person.

    skill·(skill − ½) + income·(rank − ½) + female·F + school·(schooling/2 − ½) + trust·(trust − ½);
    schooling counts 0 primary or less, 1 secondary, 2 tertiary.
    """
    return (
        skill_weight * (skill - MIDDLING) + income_weight * (rank - MIDDLING) + female_weight * female
        + school_weight * (0.5 * schooling - 0.5) + trust_weight * (trust - MIDDLING)
    )  # fmt: skip


@equation
def may_sign(guardian_place: float, signing: float) -> bool:
    """place ≤ signing: 18 or older, whose place is 0, or with a guardian who signs (see `Guardians`)."""
    return guardian_place <= signing


@equation
def made_good(weight: float, level: float, enough: float) -> float:
    """What having enough skill or trust would add, in utils: weight · max(enough − level, 0).

    Nothing for those who have enough: more of it might win them over, but it is not what they lack.
    """
    return weight * max(enough - level, 0.0)


@equation
def named_constraint(short: float, price: float, skill: float, trust: float, acceptance: float) -> int:
    """Name what holds back a resident who passes every gate but is `short` utils of using.

    Each other argument is what putting one thing right would add, in utils. What others owe the resident
    is put right entirely, what the resident lacks only up to what is enough (see `made_good`):

        price      = φ · fee                              (nothing to pay)
        skill      = b_skill · max(enough − skill, 0)     (as able as the ordinary user; `skills.enough`)
        trust      = b_trust · max(½ − trust, 0)          (as trusting as the middling person)
        acceptance = G · (1 − offered)                    (every shop takes it; every service is online)

        short = −(V + ε) > 0;  the first of the four ≥ short is named;  SEVERAL if their sum is;  else CHOICE

    So the answer is the cheapest single change that is enough; the order of cost is an assumption. CHOICE is
    the resident to whom it would not be worth it even then. Surveys keep that answer apart, too: "no need"
    beside distance, cost, papers and trust (World Bank, Global Findex 2017), relevance beside affordability,
    skills, safety and access (GSMA, State of Mobile Internet Connectivity). It holds taste, habit and what
    contacts, income, sex and schooling weigh: needs and norms, which no change of this kind puts right.
    """
    if price >= short:
        return PRICE
    if skill >= short:
        return SKILL
    if trust >= short:
        return TRUST
    if acceptance >= short:
        return ACCEPTANCE
    if price + skill + trust + acceptance >= short:
        return SEVERAL
    return CHOICE
