"""Where the model can be solved by hand, it gives that answer; and accounts and counts add up."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from sim.choice import CONSTRAINTS
from sim.model import DPICity
from sim.registry import registry
from sim.rules import CATEGORIES
from sim.tables import TABLES, Array
from tests.laws.worlds import RESIDENTS, differing, lived, people, scenario

ALONE = {"payments.peers": 0, "payments.acceptance": 0, "payments.habit": 0, "payments.rate": 1}
ALIKE = {f"payments.{w}": 0 for w in ("skill", "income", "female", "education", "trust", "working", "paid")}
UNCHANGING = {"skills.learn": 0, "trust.gain": 0, "trust.loss": 0, "trust.talk": 0, "trust.recover": 0}
FREE = {"payments.fee_weight": 0}
EASY = {"awareness.media": 0.3, "registration.remote": 1, "registration.counter": 1}
LARGE = 20_000


def logistic(value: Any) -> Any:
    return 1 / (1 + np.exp(-value))


def able(model: DPICity) -> Array:
    """Residents with every gate behind them."""
    return (model.city.residents.stage_payments >= 2) & model.city.residents.online


def users(model: DPICity) -> Array:
    found: Array = model.city.residents.stage_payments == 3
    return found


@pytest.mark.parametrize("base", [-2.0, 0.0, 1.5])
def test_people_alike_and_alone_pay_digitally_with_a_logistic_share(base: float) -> None:
    """Tastes are standard logistic: a share σ(base) of those with every gate behind them uses it."""
    parameters = {**ALONE, **ALIKE, **FREE, **EASY, "payments.base": base}
    model = lived(scenario(parameters=parameters, residents=LARGE))
    free = able(model)
    share, error = logistic(base), np.sqrt(logistic(base) * logistic(-base) / free.sum())
    assert free.sum() > LARGE / 4
    assert abs(users(model)[free].mean() - share) < 4 * error


def test_different_people_alone_pay_digitally_as_their_own_logistic_says() -> None:
    """Σ σ(V_i) users, with V from skill, rank, sex, schooling and trust, which nothing moves here."""
    parameters = {**ALONE, **FREE, **EASY, **UNCHANGING, "payments.working": 0, "payments.paid": 0}
    model = lived(scenario(parameters=parameters, residents=LARGE))
    p, r, free = registry().rules["payments"].defaults(), model.city.residents, able(model)
    trust = (r.trust + r.trust_providers) / 2
    value = (
        p.base + p.skill * (r.skill - 0.5) + p.income * (r.rank - 0.5) + p.female * r.female
        + p.education * (r.education / 2 - 0.5) + p.trust * (trust - 0.5)
    )  # fmt: skip
    chance = logistic(value.astype(float))[free]
    error = np.sqrt((chance * (1 - chance)).sum())
    assert abs(users(model)[free].sum() - chance.sum()) < 4 * error


@pytest.mark.parametrize("capacity", [1.0, 3.7, 8.0])
def test_enrolment_is_a_straight_line_while_capacity_binds(capacity: float) -> None:
    """After m months m · capacity people have been served, to the last whole person."""
    parameters = {"enrolment.capacity": capacity, "enrolment.walk_in": 0.3}
    model = lived(scenario(parameters=parameters, months=24))
    assert model.city.residents.waiting.any()
    enrolled = model.record.share("identity", "enrolled", "active") * RESIDENTS
    line = capacity * RESIDENTS / 1000 * np.arange(25)
    assert (np.abs(enrolled - enrolled[0] - line) <= 1).all()


def test_without_capacity_nobody_enrols_and_with_plenty_everyone_who_comes_does() -> None:
    none = lived(scenario(parameters={"enrolment.capacity": 0}))
    without = none.record.share("identity", "no digital ID")
    assert (without == without[0]).all()
    plenty = lived(scenario(parameters={"enrolment.capacity": 200, "enrolment.walk_in": 0.3}))
    assert not plenty.city.residents.waiting.any()


UNIT_COSTS: dict[str, Any] = {
    "skills_training": lambda p, city: p.cost,
    "agent_network": lambda p, city: p.support,
    "instant_payments": lambda p, city: p.running / 12,
    "ombudsperson": lambda p, city: p.salary / 12,
}


def booked(model: DPICity, programme: str) -> tuple[Array, Array]:
    """Money by category and units of one programme, by month."""
    row = model.record.programmes.index(programme)
    return model.record.spend[:, row].sum(axis=-1), model.record.units[:, row]


@pytest.mark.parametrize("policy", UNIT_COSTS)
def test_what_a_policy_spends_is_units_times_unit_cost(policy: str) -> None:
    model = lived(scenario({"use": policy}))
    money, units = booked(model, policy)
    cost = UNIT_COSTS[policy](registry().rules[policy].defaults(), model.city)
    assert units.sum() > 0
    np.testing.assert_allclose(money.sum(axis=1), units * cost, rtol=1e-9)


@pytest.mark.parametrize(
    ("policy", "price", "fall"),
    [("data_subsidy", "data_price", "price_fall"), ("device_subsidy", "device_price", "device_fall")],
)
def test_a_subsidy_costs_its_share_of_the_price_of_that_month(policy: str, price: str, fall: str) -> None:
    """The price at the end of the month before: for phones, that in which they were taken."""
    model = lived(scenario({"use": policy}))
    p, (money, units) = registry().rules[policy].defaults(), booked(model, policy)
    falling = np.concatenate(([1.0], model.record.series[fall][:-1]))
    prices = float(model.city.government.array(price)[0]) * falling
    assert units.sum() > 0
    np.testing.assert_allclose(money.sum(axis=1), units * p.share * prices, rtol=1e-9)


@pytest.mark.parametrize("policy", ["data_subsidy", "payment_rewards"])
def test_what_is_paid_for_residents_is_no_staff(policy: str) -> None:
    money, _ = booked(lived(scenario({"use": policy})), policy)
    of = dict(zip(CATEGORIES, money.sum(axis=0), strict=True))
    assert of["subsidies"] == pytest.approx(money.sum(), rel=1e-12)
    assert money.sum() > 0


def test_a_campaign_buys_its_kits_once_and_pays_its_teams_every_month() -> None:
    """Kits at their price; teams and outreach for the eleven months from month 2; units are kits."""
    model = lived(scenario({"use": "id_campaign", "months": [2]}))
    p, (money, units) = registry().rules["id_campaign"].defaults(), booked(model, "id_campaign")
    of = dict(zip(CATEGORIES, money.sum(axis=0), strict=True))
    assert units.sum() == p.kits
    np.testing.assert_allclose(of["kits"], p.kits * p.kit_price)
    np.testing.assert_allclose(of["people"], 11 * p.kits * p.team)
    np.testing.assert_allclose(of["campaigns"], 11 * p.outreach)


def test_shops_are_visited_for_the_price_of_a_kit_and_their_payments_processed() -> None:
    model = lived(scenario({"use": "merchant_onboarding"}))
    p, (money, units) = (
        registry().rules["merchant_onboarding"].defaults(),
        booked(model, "merchant_onboarding"),
    )
    of = dict(zip(CATEGORIES, money.sum(axis=0), strict=True))
    np.testing.assert_allclose(of["people"], units.sum() * p.kit, rtol=1e-9)
    paid = model.record.series["paid_shops"][:-1].sum()  # payments of last month are processed in this one
    np.testing.assert_allclose(of["central_it"], p.waiver * p.processing * paid, rtol=1e-9)


def test_broadband_costs_a_home_once_and_a_discount_for_as_long_as_it_lasts() -> None:
    model = lived(scenario({"use": "municipal_broadband"}))
    p, (money, units) = (
        registry().rules["municipal_broadband"].defaults(),
        booked(model, "municipal_broadband"),
    )
    of = dict(zip(CATEGORIES, money.sum(axis=0), strict=True))
    built, discounted = of["central_it"] / p.home, of["subsidies"] / (p.service * p.discount / 12)
    np.testing.assert_allclose(built + discounted, units.sum(), rtol=1e-9)


def test_enrolment_is_paid_by_the_head() -> None:
    model = lived(scenario({"use": "id_campaign"}))
    money, units = booked(model, "enrolment")
    enrolled = model.record.share("identity", "enrolled", "active") * model.city.adults
    np.testing.assert_allclose(np.diff(enrolled), units[1:], rtol=1e-9, atol=1e-6)
    np.testing.assert_allclose(
        money.sum(axis=1), units * registry().rules["enrolment"].defaults().cost, rtol=1e-9
    )


EVERYTHING = tuple({"use": name} for name in sorted(registry().policies))


def corner(seed: int) -> dict[str, float]:
    """Every parameter of the mechanisms at one of its bounds, or at its default."""
    rng, found = np.random.default_rng(seed), {}
    for rule in registry().mechanisms.values():
        for param in rule.params.values():
            values = (*param.bounds, param.default)
            found[param.key] = float(values[rng.integers(3)])
    return found


@pytest.mark.parametrize("seed", range(6))
def test_shares_stay_within_their_bounds_at_the_corners_of_the_parameters(seed: int) -> None:
    model = lived(scenario(*EVERYTHING, parameters=corner(seed), residents=1000))
    for table in TABLES:
        for column in model.city.table(table).columns.values():
            values = model.city.column(column.key)
            assert np.isfinite(values).all(), column.key
            if column.bounds:
                low, high = column.bounds
                assert values.min() >= low - 1e-6, column.key
                assert values.max() <= high + 1e-6, column.key
    for name, indicator in registry().indicators.items():
        if indicator.unit == "share":
            found = indicator.compute(model.record)
            found = found[np.isfinite(found)]
            assert ((found >= -1e-9) & (found <= 1 + 1e-9)).all(), name


def test_renaming_the_districts_changes_nothing() -> None:
    plan = scenario(*EVERYTHING)
    districts = tuple(d.model_copy(update={"name": f"Place {k}"}) for k, d in enumerate(plan.city.districts))
    renamed = replace(plan, city=plan.city.model_copy(update={"districts": districts}))
    cities = [DPICity(one, 1) for one in (plan, renamed)]
    for model in cities:
        model.run_model()
    assert cities[0].city.names["districts"] != cities[1].city.names["districts"]
    assert differing(*cities) == []
    np.testing.assert_array_equal(cities[0].record.spend, cities[1].record.spend)


def test_residents_counted_by_group_add_up_to_everyone() -> None:
    """In every month, for every count and every way to cut the city into groups."""
    record = lived(scenario(*EVERYTHING)).record
    for name, counts in record.counts.items():
        assert (counts.sum(axis=2) == record.groups.sizes).all(), name
        for dimension in set(record.groups.dimension):
            own = record.groups.of(dimension)
            assert (counts[:, own].sum(axis=1) == counts[:, 0]).all(), (name, dimension)


def test_counts_are_those_of_the_residents_at_the_end() -> None:
    model = lived(scenario(*EVERYTHING))
    for name, counts in model.record.counts.items():
        found = np.bincount(model.city.residents.array(name), minlength=counts.shape[2])
        assert (counts[-1, 0] == found).all(), name


def test_who_uses_a_channel_has_no_barrier_and_everyone_else_has_one() -> None:
    r = lived(scenario(*EVERYTHING)).city.residents
    for channel in ("payments", "eservices", "assistant"):
        uses = r.array(f"stage_{channel}") == 3
        assert ((r.array(f"barrier_{channel}") == CONSTRAINTS.index("uses it")) == uses).all(), channel


def test_policies_leave_the_people_of_month_0_alone() -> None:
    before = {
        c: people().column(f"residents.{c}").tobytes() for c in ("skill", "device", "identity", "banked")
    }
    lived(scenario(*EVERYTHING))
    assert before == {c: people().column(f"residents.{c}").tobytes() for c in before}
