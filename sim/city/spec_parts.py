"""The groups of keys in a city file: every figure of a city with the place it was taken from.

A figure is written `{value: 0.52, source: "census 2022"}`; a source that starts with "assumption"
says that nobody measured it. Rows of a list (districts, agencies, vendors) carry one `source` for
all their figures. Only a fictional city may leave sources out.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from sim.city.outlines import fault

INVENTED = "assumption: invented for a fictional city"
ROUNDING = 0.011  # shares copied from a table of whole percents may miss 1 by a point

type Share = Annotated[float, Field(ge=0, le=1)]
type Positive = Annotated[float, Field(gt=0)]
type NotNegative = Annotated[float, Field(ge=0)]
type Shares4 = tuple[Share, Share, Share, Share]
type Shares3 = tuple[Share, Share, Share]
type Kilometres = Annotated[float, Field(ge=-10_000, le=10_000)]
type Ring = Annotated[tuple[tuple[Kilometres, Kilometres], ...], Field(min_length=3, max_length=20_000)]
type Area = Literal["centre", "periphery", "informal"]


class Checked(BaseModel):
    """A frozen group of keys; an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Sourced[T](Checked):
    """A figure and where it comes from."""

    value: T
    source: Annotated[str, Field(min_length=3)]

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, given: Any) -> Any:
        """A bare figure is an invented one; `CitySpec` refuses it in a real city."""
        return given if isinstance(given, (dict, Sourced)) else {"value": given, "source": INVENTED}


class DistrictSpec(Checked):
    """One district: its share of the city's adults, kind, relative income and signal coverage.

    `income` is the typical income relative to the city's (1 is typical). `polygon` is a list of rings
    of (east, north) corners in km; without it the district becomes a cell of a tessellation.
    """

    name: Annotated[str, Field(min_length=1, max_length=60)]
    share: Positive
    area: Area = "periphery"
    income: Annotated[float, Field(ge=0.05, le=20)] = 1.0
    coverage: Share = 0.9
    polygon: Annotated[tuple[Ring, ...], Field(min_length=1, max_length=200)] | None = None
    source: str = INVENTED

    @field_validator("polygon")
    @classmethod
    def _drawn(cls, polygon: tuple[Ring, ...] | None) -> tuple[Ring, ...] | None:
        """An outline that encloses an area, and can be told from its neighbours' in reasonable time."""
        if polygon and (told := fault(polygon)):
            raise ValueError(told)
        return polygon


class Margins(Checked):
    """Shares of the city's adults, except the last two, which are shares of those who are paid.

    Order of the lists: `ages` 15-24, 25-44, 45-59, 60+; `education` primary or less, secondary,
    tertiary; `work` not working, informal, formal. `id_enrolled` counts active IDs too. `id_enrolled_women` is the share
    of women who are enrolled, where it is known; elsewhere the odds of women follow from `city.enrolled_women`.
    """

    female: Sourced[Share]
    ages: Sourced[Shares4]
    education: Sourced[Shares3]
    disabled: Sourced[Share]
    migrant: Sourced[Share]
    work: Sourced[Shares3]
    benefits: Sourced[Share]
    phone: Sourced[Share]
    smartphone: Sourced[Share]
    banked: Sourced[Share]
    documents: Sourced[Share]
    id_enrolled: Sourced[Share]
    id_enrolled_women: Sourced[Share] | None = None
    id_active: Sourced[Share]
    wages_into_account: Sourced[Share]
    benefits_into_account: Sourced[Share]

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        for key in ("ages", "education", "work"):
            add_up(key, sum(getattr(self, key).value))
        for smaller, larger in (("smartphone", "phone"), ("id_active", "id_enrolled"),
                                ("id_enrolled", "documents")):  # fmt: skip
            low, high = getattr(self, smaller).value, getattr(self, larger).value
            if low > high:
                raise ValueError(f"{smaller} is {low:g} but {larger} only {high:g}. Raise {larger}.")
        if self.id_enrolled_women:
            women, all_, given = self.female.value, self.id_enrolled.value, self.id_enrolled_women.value
            least, most = max(0.0, (all_ - (1 - women)) / max(women, 1e-9)), min(1.0, all_ / max(women, 1e-9))
            if not least <= given <= most:
                raise ValueError(
                    f"id_enrolled_women is {given:g}, but with id_enrolled {all_:g} and {women:g} women it lies between "
                    f"{least:.3g} and {most:.3g}."
                )
        return self


class Income(Checked):
    """A lognormal income: median in US$ a month per adult, and its Gini coefficient."""

    median: Sourced[Positive]
    gini: Sourced[Annotated[float, Field(gt=0, lt=0.9)]]


class Prices(Checked):
    """A basic data plan in US$ a month, and an entry smartphone in US$."""

    data: Sourced[NotNegative]
    device: Sourced[NotNegative]


class Minds(Checked):
    """City means of digital skill and of trust in government and in providers, from 0 to 1."""

    skill: Sourced[Annotated[float, Field(gt=0.02, lt=0.98)]]
    trust_government: Sourced[Annotated[float, Field(gt=0.02, lt=0.98)]]
    trust_providers: Sourced[Annotated[float, Field(gt=0.02, lt=0.98)]]


class Access(Checked):
    """Places to be served in person, per 10,000 adults of the real city."""

    id_offices: Sourced[NotNegative]
    agents: Sourced[NotNegative]
    centres: Sourced[NotNegative]


class Businesses(Checked):
    """Businesses per adult, shares of own-account, small, larger ones, and the share registered."""

    per_adult: Sourced[Annotated[float, Field(ge=0.005, le=1)]]
    sizes: Sourced[Shares3]
    formal: Sourced[Share]

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        add_up("sizes", sum(self.sizes.value))
        return self


class AgencySpec(Checked):
    """A public body that serves residents, its systems and its contract (`value` in US$ a year).

    `vendor` names who holds the contract; left out, it is drawn.
    """

    name: Annotated[str, Field(min_length=1, max_length=60)]
    domain: Annotated[str, Field(min_length=1, max_length=40)]
    caseload: Share
    digitisation: Annotated[int, Field(ge=0, le=2)]
    legacy: Share
    vendor: str = ""
    contract_years: Annotated[float, Field(ge=1, le=30)]
    value: Positive
    papers: NotNegative
    standards: Share
    portability: Share
    accessibility: Share
    capacity: Share
    links: Share
    source: str = INVENTED


class VendorSpec(Checked):
    """A company that builds and runs systems; `price` is relative to the market."""

    name: Annotated[str, Field(min_length=1, max_length=60)]
    price: Positive
    open_source: bool
    source: str = INVENTED


def add_up(key: str, total: float, *, plain: bool = True) -> None:
    """Raise when shares do not add up to 1."""
    if abs(total - 1) > ROUNDING:
        subject = f"the shares of {key}" if plain else key
        raise ValueError(f"{subject} add up to {total:.3g}. Make them add up to 1.")


def once_each(names: list[str]) -> None:
    """Raise when a name is given twice."""
    for name in names:
        if names.count(name) > 1:
            raise ValueError(f"the name '{name}' is given twice. Rename one of the two.")
