"""Who lives where: people aged 50 and over by area, sex and age band, and how they will grow."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from flsguide.data_path import data_path
from flsguide.evidence.areas import ENGLAND, Area, areas
from flsguide.evidence.errors import EvidenceError
from flsguide.evidence.sources import source_keys, sources
from flsguide.evidence.tables import Row, finite, read_table

__all__ = [
    "AGE_BANDS",
    "SEXES",
    "People",
    "age_band",
    "growth",
    "people_at_england_shares",
    "people_in",
    "projection_years",
    "residents",
]

BASE_YEAR = 2023
SEXES = ("female", "male")
AGE_BANDS = ((50, 54), (55, 59), (60, 64), (65, 69), (70, 74), (75, 79), (80, 84), (85, 89), (90, 120))
_BANDS = ((0, 49), *AGE_BANDS)
"""Those of the tables of people, which also hold everybody under 50."""


@dataclass(frozen=True)
class People:
    """Number of people of one sex in one age band in the middle of a year."""

    sex: str
    age_low: int
    age_high: int
    number: float


def age_band(row: Row, bands: Sequence[tuple[int, int]] = AGE_BANDS) -> tuple[int, int]:
    """The age_low and age_high of a row, in whole years, both inside the band.

    Raises:
        EvidenceError: a band that is not one of `bands`, which are in order.
    """
    low = row.whole_in("age_low", bands[0][0], bands[-1][0])
    high = row.whole_in("age_high", bands[0][1], bands[-1][1])
    ends = dict(bands)
    if low not in ends:
        raise row.error("age_low", f"the first year of an age band: {', '.join(map(str, ends))}")
    if high != ends[low]:
        raise row.error("age_high", f"{ends[low]}, the last year of the age band from {low}")
    return low, high


def residents(area: Area, year: int = BASE_YEAR) -> float:
    """People of all ages in an area in the middle of a year.

    Raises:
        EvidenceError: a year outside the projection; a specialist trust, whose derived catchment means nothing.
    """
    table = _bands_of(area)
    women, persons = table.women[0], table.persons[0]
    under_50 = women * growth("female", 0, year) + (persons - women) * growth("male", 0, year)
    return under_50 + sum(p.number for p in people_in(area, year))


def people_in(area: Area, year: int = BASE_YEAR) -> tuple[People, ...]:
    """People aged 50 and over in an area by sex and age band in the middle of a year.

    Mid-2023 counts, grown by England's projected change at that sex and age. The split by sex
    is published for England and derived elsewhere (England's female share at each age).

    Raises:
        EvidenceError: a year outside the projection; a specialist trust, whose derived catchment means nothing.
    """
    table = _bands_of(area)
    return tuple(
        People(sex, low, high, (women if sex == "female" else persons - women) * growth(sex, low, year))
        for sex in SEXES
        for (low, high), persons, women in zip(AGE_BANDS, table.persons[1:], table.women[1:], strict=True)
    )


def people_at_england_shares(number: float, year: int = BASE_YEAR, counted_in: int = BASE_YEAR) -> tuple[People, ...]:
    """People aged 50 and over in `year` among `number` residents of all ages in `counted_in`, as old as England's.

    Raises:
        EvidenceError: a number that is negative or not finite, a year outside the projection.
    """
    number = finite(number, "your numbers", None, "residents", 0)
    england = areas()[ENGLAND]
    share = number / residents(england, counted_in)
    return tuple(People(p.sex, p.age_low, p.age_high, p.number * share) for p in people_in(england, year))


def growth(sex: str, age_low: int, year: int) -> float:
    """People of this sex and age band in England in `year` per one in 2023, by the national projection.

    A ratio, so that the projection's level (which is off for 2023) does not matter.

    Raises:
        EvidenceError: a year outside the projection; an unknown sex or age band.
    """
    table = _projection()
    if (BASE_YEAR, sex, age_low) not in table:
        allowed = f"{' or '.join(SEXES)}, and 0 or the first year of an age band from 50"
        raise EvidenceError.at("population_projection.csv", None, "sex and age_low", (sex, age_low), allowed)
    if (year, sex, age_low) not in table:
        years = projection_years()
        allowed = f"a whole year from {years[0]} to {years[-1]}"
        raise EvidenceError.at("year", None, None, year, allowed)
    return table[year, sex, age_low] / table[BASE_YEAR, sex, age_low]


@cache
def projection_years() -> tuple[int, ...]:
    """The years for which a population can be given."""
    return tuple(sorted({year for year, _, _ in _projection()}))


@dataclass(frozen=True)
class _Bands:
    """Persons and women of one area by band; the first band is everybody under 50."""

    persons: tuple[float, ...]
    women: tuple[float, ...]


def _bands_of(area: Area) -> _Bands:
    if area.status == "specialist":
        allowed = "a local authority or integrated care board instead (a specialist trust has no catchment)"
        raise EvidenceError.at("areas.csv", None, "area", area.name, allowed)
    return _population()[area.code]


@cache
def _population() -> Mapping[str, _Bands]:
    columns = ("area_code", "age_low", "age_high", "persons", "female")
    bands: dict[str, dict[int, tuple[float, float]]] = {}
    for row in read_table(data_path("population.csv"), columns, key=("area_code", "age_low")):
        code = row.required("area_code")
        if code not in areas():
            raise row.error("area_code", "a code of areas.csv")
        low, _ = age_band(row, _BANDS)
        persons = row.number_in("persons", 0)
        bands.setdefault(code, {})[low] = (persons, row.number_in("female", 0, persons))
    expected = [low for low, _ in _BANDS]
    for code in areas():
        if sorted(bands.get(code, {})) != expected:
            msg = f"population.csv: {code} needs the age bands that start at {expected}"
            raise EvidenceError(msg)
    return {
        code: _Bands(tuple(found[low][0] for low in expected), tuple(found[low][1] for low in expected))
        for code, found in bands.items()
    }


@cache
def _projection() -> Mapping[tuple[int, str, int], float]:
    columns = ("year", "sex", "age_low", "age_high", "population", "source")
    table: dict[tuple[int, str, int], float] = {}
    for row in read_table(data_path("population_projection.csv"), columns, key=("year", "sex", "age_low")):
        source_keys(row, sources())  # no page shows it, but whoever checks the row looks it up
        low, _ = age_band(row, _BANDS)
        table[row.whole_in("year", 2000, 2100), row.text("sex", SEXES), low] = row.number_in("population", 1)
    years = {BASE_YEAR} | {year for year, _, _ in table}
    missing = {(year, sex, low) for year in years for sex in SEXES for low, _ in _BANDS} - table.keys()
    if missing:
        year, sex, low = min(missing)
        msg = f"population_projection.csv: {year}, {sex}, age {low}: each year has one row for each sex and age band"
        raise EvidenceError(msg)
    return table
