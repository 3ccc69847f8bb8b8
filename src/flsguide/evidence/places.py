"""Whose fractures are counted: an area of the tables, or a number of people as old as England's."""

from dataclasses import dataclass

from flsguide.evidence.areas import ENGLAND, Area, find_area
from flsguide.evidence.days import this_year
from flsguide.evidence.errors import EvidenceError
from flsguide.evidence.parameters import Parameters
from flsguide.evidence.population import BASE_YEAR, People, people_at_england_shares, people_in, projection_years

__all__ = ["HIPS", "RESIDENTS", "Place", "place_of"]

HIPS = "n_hip_fractures_60_plus"
RESIDENTS = "n_residents"


@dataclass(frozen=True)
class Place:
    """A population that can be followed from year to year."""

    name: str
    area: Area | None
    """None where a service gave its number of residents instead."""
    residents: float = 0.0
    """People of all ages in `counted_in`, where no area is named."""
    counted_in: int = BASE_YEAR

    @property
    def is_england(self) -> bool:
        """Whether it is the country that the fracture rates were made for."""
        return self.area is not None and self.area.code == ENGLAND

    def people(self, year: int) -> tuple[People, ...]:
        """People aged 50 and over by sex and age band in the middle of a year.

        Raises:
            EvidenceError: as `people_in` and `people_at_england_shares`.
        """
        if self.area is not None:
            return people_in(self.area, year)
        return people_at_england_shares(self.residents, year, self.counted_in)


def place_of(inputs: Parameters, area: str | None, service: str = "") -> Place:
    """The place that a service named, or the one its number of residents makes.

    An area's own population is used even where a number of residents is given too. A named area gives the
    place its name, so that no title can name one place over the numbers of another.

    Raises:
        EvidenceError: neither an area nor residents; an unknown area; artificial numbers for a real area; a
            country whose rates these are not, without its own hip count; a count of a year without a population.
    """
    for name in (HIPS, RESIDENTS):
        _check_year(inputs, name)
    if area is None:
        row = inputs[RESIDENTS]
        if row.counted_in is None:
            raise EvidenceError.at(
                "your numbers", None, RESIDENTS, None, "the number of people you serve, or name an area"
            )
        name = service or f"A population of {row.value:,.0f} ({row.source[0]})"
        return Place(name, None, row.value, row.counted_in)
    found = find_area(area)
    for row in inputs.asked_of_a_service():  # the only rows that can be a service's own
        if row.certainty == "artificial" and row.name != RESIDENTS:
            allowed = f"your own number or none for {found.name}: this one is artificial, and the area is real"
            raise EvidenceError.at(row.where, None, row.name, row.value, allowed)
    if found.kind == "country" and found.code != ENGLAND and inputs[HIPS].counted_in is None:
        allowed = f"an area in England, or a row {HIPS} as well: the fracture rates are England's"
        raise EvidenceError.at("area", None, None, found.name, allowed)
    return Place(f"{found.name} ({found.kind_in_words})", found)


def _check_year(inputs: Parameters, name: str) -> None:
    row, years = inputs[name], projection_years()
    if row.counted_in is not None and row.counted_in not in years:
        latest = min(this_year(), years[-1])
        allowed = f"a count of {years[0]} to {latest}, the years past whose population is known here"
        raise EvidenceError.at(row.where, None, f"year of {name}", row.counted_in, allowed)
