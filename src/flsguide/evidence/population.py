"""Who lives where: people aged 50 and over by area, sex and age band, and how they will grow."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from flsguide.data_path import data_path
from flsguide.evidence.areas import ENGLAND, Area, areas
from flsguide.evidence.errors import EvidenceError
from flsguide.evidence.tables import finite, read_table

__all__ = [
    "AGE_BANDS",
    "SEXES",
    "People",
    "growth",
    "people_at_england_shares",
    "people_in",
    "projection_years",
    "residents",
]

BASE_YEAR = 2023
SEXES = ("female", "male")
AGE_BANDS = ((50, 54), (55, 59), (60, 64), (65, 69), (70, 74), (75, 79), (80, 84), (85, 89), (90, 120))


@dataclass(frozen=True)
class People:
    """Number of people of one sex in one age band in the middle of a year."""

    sex: str
    age_low: int
    age_high: int
    number: float


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
        persons = row.number_in("persons", 0)
        women = row.number_in("female", 0, persons)
        bands.setdefault(row.required("area_code"), {})[row.whole_in("age_low", 0, 120)] = (persons, women)
    expected = [0, *(low for low, _ in AGE_BANDS)]
    for code in sorted(bands.keys() | areas().keys()):
        if sorted(bands.get(code, {})) != expected or code not in areas():
            msg = f"population.csv: {code} needs the age bands that start at {expected} and a row in areas.csv"
            raise EvidenceError(msg)
    return {
        code: _Bands(tuple(found[low][0] for low in expected), tuple(found[low][1] for low in expected))
        for code, found in bands.items()
    }


@cache
def _projection() -> Mapping[tuple[int, str, int], float]:
    columns = ("year", "sex", "age_low", "age_high", "population", "source")
    table = {
        (row.whole_in("year", 2000, 2100), row.text("sex", SEXES), row.whole_in("age_low", 0, 120)): row.number_in(
            "population", 1
        )
        for row in read_table(data_path("population_projection.csv"), columns, key=("year", "sex", "age_low"))
    }
    lows = (0, *(low for low, _ in AGE_BANDS))
    years = {BASE_YEAR} | {year for year, _, _ in table}
    wrong = {(year, sex, low) for year in years for sex in SEXES for low in lows} ^ table.keys()
    if wrong:
        year, sex, low = min(wrong)
        msg = f"population_projection.csv: {year}, {sex}, age {low}: each year has one row for each sex and age band"
        raise EvidenceError(msg)
    return table
