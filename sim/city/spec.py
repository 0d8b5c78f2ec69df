"""What a city file may say: every figure of a city with the place it was taken from.

A figure is written `{value: 0.52, source: "census 2022"}`; a source that starts with "assumption"
says that nobody measured it. Rows of a list (districts, agencies, vendors) carry one `source` for
all their figures. Only a fictional city may leave sources out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from sim.city.columns import AREAS

INVENTED = "assumption: invented for a fictional city"
ROUNDING = 0.011  # shares copied from a table of whole percents may miss 1 by a point

type Share = Annotated[float, Field(ge=0, le=1)]
type Positive = Annotated[float, Field(gt=0)]
type NotNegative = Annotated[float, Field(ge=0)]
type Shares4 = tuple[Share, Share, Share, Share]
type Shares3 = tuple[Share, Share, Share]
type Ring = Annotated[tuple[tuple[float, float], ...], Field(min_length=3)]
type Area = Literal["centre", "periphery", "informal"]

AREA_CODES: dict[str, int] = {"centre": 0, "periphery": 1, "informal": AREAS.index("informal settlement")}


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

    `income` is the typical income relative to the city's (1 is typical). `polygon` is a ring of
    (east, north) corners in km; without it the district becomes a cell of a tessellation.
    """

    name: Annotated[str, Field(min_length=1, max_length=60)]
    share: Positive
    area: Area = "periphery"
    income: Annotated[float, Field(ge=0.05, le=20)] = 1.0
    coverage: Share = 0.9
    polygon: Ring | None = None
    source: str = INVENTED


class Margins(Checked):
    """Shares of the city's adults, except the last two, which are shares of those who are paid.

    Order of the lists: `ages` 15-24, 25-44, 45-59, 60+; `education` primary or less, secondary,
    tertiary; `work` not working, informal, formal. `id_enrolled` counts active IDs too.
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


class CitySpec(Checked):
    """A city at the start of a run, from which residents, firms and agencies are synthesised."""

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,40}$")]
    title: Annotated[str, Field(min_length=1, max_length=120)]
    fictional: bool = False
    country: str
    archetype: Literal["lower_middle", "upper_middle", "high"]
    year: Annotated[int, Field(ge=1990, le=2100)]
    note: str = ""
    adults: Sourced[Annotated[float, Field(ge=1000, le=1e8)]]
    area_km2: Sourced[Annotated[float, Field(ge=1, le=1e5)]]
    product: Sourced[Positive]
    districts: Annotated[tuple[DistrictSpec, ...], Field(min_length=1, max_length=500)]
    margins: Margins
    income: Income
    prices: Prices
    minds: Minds
    access: Access
    businesses: Businesses
    agencies: Annotated[tuple[AgencySpec, ...], Field(min_length=1, max_length=60)]
    vendors: Annotated[tuple[VendorSpec, ...], Field(min_length=1, max_length=40)]

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        add_up("the shares of districts", sum(d.share for d in self.districts), plain=False)
        add_up("the caseloads of agencies", sum(a.caseload for a in self.agencies), plain=False)
        for rows in (self.districts, self.agencies, self.vendors):
            once_each([row.name for row in rows])
        drawn = [d.name for d in self.districts if d.polygon is None]
        if drawn and len(drawn) < len(self.districts):
            raise ValueError(f"district '{drawn[0]}' has no polygon but others have. Draw all or none.")
        known = {v.name for v in self.vendors}
        for agency in self.agencies:
            if agency.vendor and agency.vendor not in known:
                raise ValueError(f"agency '{agency.name}' names the vendor '{agency.vendor}'. "
                                 f"Add it to vendors or use one of: {', '.join(sorted(known))}.")  # fmt: skip
        return self

    @model_validator(mode="after")
    def _grounded(self) -> Self:
        bare = [] if self.fictional else [path for path, source in sources(self) if source == INVENTED]
        if bare:
            raise ValueError(f"{bare[0]} has no source. Write {{value: …, source: …}}, or fictional: true.")
        return self

    def revised(self, changes: dict[str, Any]) -> CitySpec:
        """A checked copy with `changes` laid over it, key by key (for cases that start in the past)."""
        return CitySpec.model_validate(_laid_over(self.model_dump(), changes))


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


def sources(model: BaseModel, path: str = "") -> Iterator[tuple[str, str]]:
    """The dotted path and source of every figure, in file order."""
    if isinstance(source := getattr(model, "source", None), str):
        yield path, source
    for key in type(model).model_fields:
        value = getattr(model, key)
        if isinstance(value, BaseModel):
            yield from sources(value, f"{path}.{key}".lstrip("."))
        elif isinstance(value, tuple):
            for i, row in enumerate(value):
                if isinstance(row, BaseModel):
                    yield from sources(row, f"{path}.{key}[{i}]".lstrip("."))


def _laid_over(base: Any, changes: Any) -> Any:
    """`changes` over `base`: groups are merged, everything else is replaced."""
    if not (isinstance(base, dict) and isinstance(changes, dict)):
        return changes
    return {key: _laid_over(base[key], changes[key]) if key in base and key in changes
            else changes.get(key, base.get(key)) for key in {**base, **changes}}  # fmt: skip
