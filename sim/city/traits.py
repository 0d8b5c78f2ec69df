"""Who residents are: schooling, skill, trust, work and benefits, tied together by a copula."""

from __future__ import annotations

import numpy as np
from scipy.special import ndtr, ndtri

from sim.city.assumptions import P
from sim.city.population import Columns
from sim.city.spec import CitySpec
from sim.draws import Draws, Floats
from sim.tables import Array

TINY = 1e-12
YOUNG, MIDDLE, OLD = 0, 2, 3  # codes of age bands


def logistic(luck: Floats) -> Floats:
    """Standard logistic numbers from uniform ones, ln(u / (1 − u)), in place."""
    np.clip(luck, TINY, 1 - TINY, out=luck)
    luck /= 1 - luck
    return np.log(luck, out=luck)


def take(share: float, utility: Array, luck: Floats, among: Array | None = None) -> Array:
    """The `share` of residents with the highest utility + ε, ε logistic.

    This is a logit whose intercept is fitted on this city: the share is right to within one
    resident and the odds between any two kinds of resident are those of `utility`.
    With `among`, the share is of those residents and nobody else is taken.
    """
    value = logistic(luck)
    value += utility
    size = value.size if among is None else int(np.count_nonzero(among))
    if among is not None:
        value[~among] = -np.inf
    taken: Array = value >= cut(value, min(size, int(np.floor(share * size + 0.5))))
    return taken


def cut(value: Array, wanted: int) -> float:
    """The value that the `wanted` highest reach and no other does; infinity when nobody is wanted."""
    return float(np.partition(value, value.size - wanted)[value.size - wanted]) if wanted > 0 else np.inf


def correlations() -> Array:
    """Of income, education, skill, trust in government and trust in providers."""
    t = P.trust_others
    return np.array([
        [1, P.income_education, P.income_skill, t, t],
        [P.income_education, 1, P.education_skill, t, t],
        [P.income_skill, P.education_skill, 1, t, t],
        [t, t, t, 1, P.trust_trust],
        [t, t, t, P.trust_trust, 1],
    ])  # fmt: skip


def latent(people: Columns, draws: Draws) -> list[Floats]:
    """Normal scores of education, skill and the two trusts, given the place in the income order."""
    mix = np.linalg.cholesky(correlations())
    n = people["rank"].size
    names = ("education", "skill", "trust", "trust_providers")
    lucks = (np.clip(draws.uniform(f"city/{name}", n), TINY, None) for name in names)
    scores = [ndtri(people["rank"]), *(ndtri(luck) for luck in lucks)]
    return [sum(mix[k, j] * scores[j] for j in range(k + 1)) for k in range(1, 5)]


def probit_share(score: Floats, spread: float, mean: float) -> Floats:
    """Φ(c + spread · score), with c such that the residents' mean is `mean`."""
    middle, wide = float(score.mean()), float(np.sqrt(1 + (spread * score.std()) ** 2))
    c = float(ndtri(mean)) * wide - spread * middle
    for _ in range(3):  # Newton steps; the slope is taken from the normal case
        slope = np.exp(-0.5 * ndtri(mean) ** 2) / (np.sqrt(2 * np.pi) * wide)
        c += (mean - float(ndtr(c + spread * score).mean())) / slope
    score *= spread
    score += c
    result: Floats = ndtr(score)
    return result


def add_minds(people: Columns, spec: CitySpec, draws: Draws) -> None:
    """Disability, migration, education, skill and trust (the copula of `correlations`)."""
    n, m, age = people["rank"].size, spec.margins, people["age"]
    rank, luck = people["rank"], draws.uniform
    people["disabled"] = take(
        m.disabled.value, P.disabled_old * (age == OLD) + P.disabled_middle * (age == MIDDLE)
        + P.disabled_rank * rank, luck("city/disabled", n))  # fmt: skip
    informal = np.array([d.area == "informal" for d in spec.districts])[people["district"]]
    people["migrant"] = take(
        m.migrant.value, P.migrant_rank * rank + P.migrant_informal * informal, luck("city/migrant", n)
    )
    minor = (age == YOUNG) & (luck("city/minor", n) < P.minors)
    place = np.clip(luck("city/guardian", n), TINY, None) * minor
    people["guardian_place"] = place.astype(np.float32)
    education, skill, government, providers = latent(people, draws)
    education += (
        P.old_education * (age == OLD)
        + P.middle_education * (age == MIDDLE)
        + np.where(minor, P.minor_education, P.young_education * (age == YOUNG))
    )
    cuts = np.quantile(education, np.clip(np.cumsum(m.education.value[:2]), 0, 1))
    people["education"] = np.searchsorted(cuts, education).astype(np.uint8)
    skill += P.women_skill * people["female"] + P.old_skill * (age == OLD) + P.young_skill * (age == YOUNG)
    skill += P.disabled_skill * people["disabled"] + P.migrant_skill * people["migrant"]
    minds = spec.minds
    people["skill"] = probit_share(skill, P.skill_spread, minds.skill.value).astype(np.float32)
    people["trust"] = probit_share(government, P.trust_spread, minds.trust_government.value).astype(
        np.float32
    )
    people["trust_start"] = people["trust"].copy()
    people["trust_providers"] = probit_share(
        providers, P.trust_spread, minds.trust_providers.value).astype(np.float32)  # fmt: skip


def add_work(people: Columns, spec: CitySpec, draws: Draws) -> None:
    """Work and public benefits."""
    n, age, rank, luck = people["rank"].size, people["age"], people["rank"], draws.uniform
    none, informal, formal = spec.margins.work.value
    minor = people["guardian_place"] > 0
    works = take(
        1 - none, P.work_women * people["female"] + P.work_young * (age == YOUNG) + P.work_old * (age == OLD)
        + P.work_minor * minor
        + P.work_disabled * people["disabled"], luck("city/works", n))  # fmt: skip
    registered = take(
        formal / max(formal + informal, TINY), P.formal_rank * rank + P.formal_education * people["education"]
        + P.formal_migrant * people["migrant"], luck("city/formal", n), works)  # fmt: skip
    people["work"] = (works.astype(np.uint8) + registered).astype(np.uint8)
    people["benefits"] = take(
        spec.margins.benefits.value, P.benefits_rank * rank + P.benefits_old * (age == OLD)
        + P.benefits_disabled * people["disabled"] + P.benefits_migrant * people["migrant"],
        luck("city/benefits", n))  # fmt: skip
