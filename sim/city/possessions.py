"""What residents own or lack at the start: a phone, an account, papers, an ID, a signal at home."""

from __future__ import annotations

import numpy as np
from scipy.special import ndtri

from sim.city.assumptions import P
from sim.city.population import Columns
from sim.city.spec import CitySpec
from sim.city.spec_parts import Margins
from sim.city.traits import MIDDLE, OLD, TINY, YOUNG, cut, logistic, take
from sim.draws import Draws, Floats
from sim.tables import Array

SURELY = 1e6  # utils: nobody without an account is paid into one; who may not sign comes last


def add_access(people: Columns, spec: CitySpec, draws: Draws) -> None:
    """Phone, account, how wages and benefits arrive, documents and digital ID.

    Whoever has one of a phone, an account and papers is likelier to have the others, beyond what schooling, income, sex
    and age say: `engaged` utils for each standard deviation of a standing of one's own, normal and shared by all three.
    """
    standing = P.engaged * ndtri(np.clip(draws.uniform("city/engaged", people["rank"].size), TINY, None))
    _add_phone(people, spec, draws, standing)
    _add_account(people, spec, draws, standing)
    _add_identity(people, spec, draws, standing)


def _add_phone(people: Columns, spec: CitySpec, draws: Draws, standing: Floats) -> None:
    """No phone, a basic one or a smartphone: one logit with two cuts, so who has the better has the other.

    Who is `short` utils of one would have it if its price were multiplied by exp(short ÷ weight of log price):
    that is the resident's limit, at least 1 for owners.
    """
    m, n, age = spec.margins, people["rank"].size, people["age"]
    coverage = np.array([d.coverage for d in spec.districts])[people["district"]]
    utility = (
        P.device_rank * people["rank"] + P.device_skill * people["skill"]
        + P.device_education * people["education"] + P.device_women * people["female"]
        + P.device_disabled * people["disabled"] + P.device_middle * (age == MIDDLE) + P.device_old * (age == OLD)
        + P.device_minor * (people["guardian_place"] > 0) + P.device_coverage * coverage + standing
    )  # fmt: skip
    utility += logistic(draws.uniform("city/device", n))
    for kind, share in (("phone", m.phone.value), ("smartphone", m.smartphone.value)):
        people[f"{kind}_limit"] = utility - cut(utility, int(np.floor(share * n + 0.5)))
    owned = [people[f"{kind}_limit"] >= 0 for kind in ("phone", "smartphone")]
    people["device"] = owned[0].astype(np.uint8) + owned[1]
    for kind in ("phone", "smartphone"):
        people[f"{kind}_limit"] = np.exp(people[f"{kind}_limit"] / P.device_price).astype(np.float32)


def _add_account(people: Columns, spec: CitySpec, draws: Draws, standing: Floats) -> None:
    """Paid into an account: formal workers and recipients of benefits. They have an account first of all.

    Nobody under 18 has one for whom no guardian has signed, even if fewer have one then than the file says.
    """
    m, n, rank, luck = spec.margins, people["rank"].size, people["rank"], draws.uniform
    unsigned = people["guardian_place"] > P.minors_signed
    means = P.paid_rank * rank + P.paid_education * people["education"] - SURELY * unsigned
    formal = people["work"] == 2
    wages = take(m.wages_into_account.value, means, luck("city/wages", n), formal)
    benefits = take(m.benefits_into_account.value, means, luck("city/benefits_paid", n), people["benefits"])
    paid = (wages | benefits) & ~unsigned
    people["banked"] = ~unsigned & take(
        m.banked.value, P.banked_rank * rank + P.banked_education * people["education"]
        + P.banked_working * (people["work"] > 0) + P.banked_formal * formal
        + P.banked_women * people["female"] + P.banked_migrant * people["migrant"]
        + standing + SURELY * paid - SURELY * unsigned, luck("city/banked", n))  # fmt: skip
    people["paid_digitally"] = paid & people["banked"]


def _add_identity(people: Columns, spec: CitySpec, draws: Draws, standing: Floats) -> None:
    """Documents first; only residents with documents are enrolled, only the enrolled are active."""
    m, n, rank, luck = spec.margins, people["rank"].size, people["rank"], draws.uniform
    female = people["female"]
    documents = take(
        m.documents.value, P.documents_rank * rank + P.documents_women * female
        + P.documents_migrant * people["migrant"] + P.documents_disabled * people["disabled"]
        + P.documents_education * people["education"] + P.documents_young * (people["age"] == YOUNG) + standing,
        luck("city/documents", n))  # fmt: skip
    utility = P.enrolled_rank * rank + P.enrolled_women * female + P.enrolled_benefits * people["benefits"]
    enrolled = np.zeros(n, np.bool_)
    for share, among in _enrolled_by_sex(m, documents, female):
        enrolled |= take(share, utility, luck("city/enrolled", n), among)
    active = take(
        m.id_active.value / max(m.id_enrolled.value, TINY),
        P.active_skill * people["skill"] + P.active_rank * rank, luck("city/active", n), enrolled)  # fmt: skip
    people["documents"] = documents
    people["identity"] = enrolled.astype(np.uint8) + active.astype(np.uint8)


def _enrolled_by_sex(m: Margins, documents: Array, female: Array) -> list[tuple[float, Array]]:
    """Shares enrolled of those with papers: of women and men apart where the file tells them apart, else of all."""
    if m.id_enrolled_women is None:
        return [(m.id_enrolled.value / max(m.documents.value, TINY), documents)]
    women = m.id_enrolled_women.value * int(np.count_nonzero(female))
    sexes = ((women, documents & female), (m.id_enrolled.value * female.size - women, documents & ~female))
    return [(wanted / max(int(np.count_nonzero(among)), 1), among) for wanted, among in sexes]


def add_tastes(people: Columns, draws: Draws) -> None:
    """Fixed tastes (standard logistic), and limits: to spending on being online, to trips, to sharing."""
    n = people["rank"].size
    for name in ("taste_payments", "taste_eservices", "taste_assistant"):
        people[name] = logistic(draws.uniform(f"city/{name}", n)).astype(np.float32)
    limit = P.price_limit * np.exp(P.price_spread * logistic(draws.uniform("city/price_limit", n)))
    people["price_limit"] = limit.astype(np.float32)
    for name in ("trip_limit", "share_limit"):
        people[name] = draws.uniform(f"city/{name}", n).astype(np.float32)


def add_signal(people: Columns, draws: Draws) -> None:
    """`cover_rank`: the coverage a district needs before this home has a signal; poorer homes need more.

    Homes of a district are put in the order of tilt·(1 − income rank) + (1 − tilt)·noise; the place
    in that order, (k + ½) / n, is uniform within the district, so coverage c reaches a share c of it.
    """
    household, district = people["household"], people["district"]
    noise = draws.uniform("city/signal", int(household[-1]) + 1)[household]
    poverty = 1 - people["rank"]
    key = district + np.clip(P.cover_tilt * poverty + (1 - P.cover_tilt) * noise, 0, 1 - TINY)
    order = np.argsort(key, kind="stable")
    size = np.bincount(district)
    place = np.arange(order.size) - np.repeat(np.cumsum(size) - size, size)
    need = np.empty(order.size, np.float32)
    need[order] = (place + 0.5) / np.repeat(size, size)
    people["cover_rank"] = need
