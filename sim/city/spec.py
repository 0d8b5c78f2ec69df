"""What a city file may say, and the checks that tie its parts together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, Field, model_validator

from sim.city.columns import AREAS
from sim.city.institutions import with_institutions
from sim.city.spec_parts import (
    INVENTED,
    Access,
    AgencySpec,
    Businesses,
    Checked,
    DistrictSpec,
    Income,
    Margins,
    Minds,
    Positive,
    Prices,
    Sourced,
    VendorSpec,
    add_up,
    once_each,
)

AREA_CODES: dict[str, int] = {"centre": 0, "periphery": 1, "informal": AREAS.index("informal settlement")}
"""The code of each kind of area; a city file writes the short word."""


class CitySpec(Checked):
    """A city at the start of a run, from which residents, firms and agencies are synthesised.

    `agencies` and `vendors` are lists, or say which other city's they are like (see institutions.py).
    """

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

    @model_validator(mode="before")
    @classmethod
    def _institutions(cls, given: Any) -> Any:
        return with_institutions(given) if isinstance(given, dict) else given

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
