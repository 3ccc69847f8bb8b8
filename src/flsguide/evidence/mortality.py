"""How likely people are to die within a year, by sex and single year of age: the national life tables."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from flsguide.data_path import data_path
from flsguide.evidence.errors import EvidenceError
from flsguide.evidence.population import SEXES
from flsguide.evidence.sources import CERTAINTIES, source_keys, sources
from flsguide.evidence.tables import Row, read_table

__all__ = ["AGES", "CHECK", "IN_USE", "Mortality", "mortality", "recorded_mortality"]

IN_USE = ("UK", "2020-2022")
"""Area and period of the life table that the model uses: the latest."""
CHECK = ("England", "2017-2019")
"""The one it is compared with: England's own, from before the pandemic."""
_PERIODS = dict((IN_USE, CHECK))
AGES = range(50, 101)
"""Single years of age that each table has for each sex."""
_COLUMNS = ("sex", "age", "probability_of_death", "period", "area", "certainty", "source")


@dataclass(frozen=True)
class Mortality:
    """Probability that a person of this sex and exact age dies before the next birthday."""

    sex: str
    age: int
    probability: float
    """Above 0 and below 1."""
    period: str
    area: str
    certainty: str
    source: tuple[str, ...]


@cache
def recorded_mortality() -> tuple[Mortality, ...]:
    """Every row of every life table.

    Raises:
        EvidenceError: an unknown sex, area, period, certainty or source; a probability that is not between 0 and 1
            or is lower than a year before; an age that is missing, repeated or not from 50 to 100.
    """
    rows = read_table(data_path("mortality.csv"), _COLUMNS, key=("area", "sex", "age"))
    found = tuple(_mortality(row) for row in rows)
    by_age = {(m.area, m.sex, m.age): (row, m) for row, m in zip(rows, found, strict=True)}
    for area in _PERIODS:
        for sex in SEXES:
            _check_run_of_ages(area, sex, by_age)
    return found


@cache
def mortality(table: tuple[str, str] = IN_USE) -> Mapping[tuple[str, int], Mortality]:
    """One life table by sex and age.

    >>> mortality()["female", 80].probability
    0.041003

    Raises:
        EvidenceError: a table that is neither the one in use nor the one it is compared with.
    """
    if table not in (IN_USE, CHECK):
        raise EvidenceError.at("mortality.csv", None, "area and period", table, f"{IN_USE} or {CHECK}")
    return {(m.sex, m.age): m for m in recorded_mortality() if (m.area, m.period) == table}


def _mortality(row: Row) -> Mortality:
    area = row.text("area", _PERIODS)
    probability = row.number_in("probability_of_death", 0, 1)
    if probability in (0, 1):  # nobody is safe for a year, and nobody is certain to die in it
        raise row.error("probability_of_death", "a number above 0 and below 1")
    return Mortality(
        sex=row.text("sex", SEXES),
        age=row.whole_in("age", AGES[0], AGES[-1]),
        probability=probability,
        period=row.text("period", (_PERIODS[area],)),
        area=area,
        certainty=row.text("certainty", CERTAINTIES),
        source=source_keys(row, sources()),
    )


def _check_run_of_ages(area: str, sex: str, found: Mapping[tuple[str, str, int], tuple[Row, Mortality]]) -> None:
    """Every age is there, and none is safer than the year before it: from 50 on, that is a digit out of place."""
    before = 0.0
    for age in AGES:
        if (area, sex, age) not in found:
            msg = f"mortality.csv: no row for {area}, {sex}, {age}; each table has one row for each sex and age"
            raise EvidenceError(f"{msg} from {AGES[0]} to {AGES[-1]}")
        row, here = found[area, sex, age]
        if here.probability < before:
            raise row.error("probability_of_death", f"a number no lower than the {before:g} of a year younger")
        before = here.probability
