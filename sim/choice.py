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
    "digital ID",
    "account",
    "awareness",
    "agent distance",
    "service not digital",
    "vendor lock-in",
    "skill",
    "acceptance",
    "trust",
    "several at once",
    "own choice",
    "deciding",
)
"""What keeps a resident from using a channel; see `named_constraint`."""

(
    NONE, COVERAGE, DEVICE, PRICE, DOCUMENTS, DIGITAL_ID, ACCOUNT, AWARENESS, DISTANCE,
    NOT_DIGITAL, LOCK_IN, SKILL, ACCEPTANCE, TRUST, SEVERAL, CHOICE, DECIDING,
) = range(17)  # fmt: skip


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
        skill_weight * (skill - 0.5) + income_weight * (rank - 0.5) + female_weight * female
        + school_weight * (0.5 * schooling - 0.5) + trust_weight * (trust - 0.5)
    )  # fmt: skip


@equation
def named_constraint(short: float, skill: float, acceptance: float, trust: float, price: float) -> int:
    """Name what holds back a resident who passes every gate but is `short` utils of using.

    Each other argument is what lifting that one constraint entirely would add, in utils. The
    answer is the cheapest single change that is enough, in the order price, skill,
    acceptance, trust (that order of cost is an assumption); SEVERAL when only together they
    would be; CHOICE when not even that.
    """
    if price >= short:
        return PRICE
    if skill >= short:
        return SKILL
    if acceptance >= short:
        return ACCEPTANCE
    if trust >= short:
        return TRUST
    if skill + acceptance + trust + price >= short:
        return SEVERAL
    return CHOICE
