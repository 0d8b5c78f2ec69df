"""A city to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.city.files import city_names, load_city

if TYPE_CHECKING:
    import pandas as pd

    from sim.city.spec import CitySpec
    from sim.tables import Table


class City:
    """A city by the name of its file, its districts and the people that a seed gives it.

    >>> marenga = City("marenga")
    >>> marenga
    City('marenga'): Marenga (fictional), 600,000 adults, 12 districts
    >>> marenga.districts().loc[0, "name"]
    'Old Port'
    >>> people = marenga.people(residents=1000, seed=1)
    >>> len(people), str(people.loc[0, "device"]) in ("none", "basic phone", "smartphone")
    (1000, True)

    Another seed gives other people of the same kind; the same seed always the same ones.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.spec: CitySpec = load_city(name)

    def __repr__(self) -> str:
        spec = self.spec
        return f"City('{self.name}'): {spec.title}, {spec.adults.value:,.0f} adults, {len(spec.districts)} districts"

    @staticmethod
    def names() -> tuple[str, ...]:
        """The cities that come with the program.

        >>> "marenga" in City.names()
        True
        """
        return city_names()

    def districts(self) -> pd.DataFrame:
        """What the city's file says of every district."""
        import pandas as pd

        rows = [district.model_dump() for district in self.spec.districts]
        return pd.DataFrame(rows).dropna(axis="columns", how="all")

    def people(self, residents: int = 20_000, seed: int = 1) -> pd.DataFrame:
        """Every simulated resident at month 0, a row each; codes as words."""
        from sim.city.synthesis import synthesise

        return frame_of(synthesise(self.spec, residents, seed).residents)


def frame_of(table: Table) -> pd.DataFrame:
    """A table of the city as a data frame; a column with codes becomes a categorical one."""
    import pandas as pd

    found = {
        name: pd.Categorical.from_codes(values.astype("int64"), pd.Index(table.columns[name].codes))
        if table.columns[name].codes
        else values
        for name, values in table.arrays().items()
    }
    return pd.DataFrame(found)
