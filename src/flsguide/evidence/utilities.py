"""How good the population's health is, on the EQ-5D scale (1 is full health, 0 is as bad as being dead)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from flsguide.data_path import data_path
from flsguide.evidence.errors import EvidenceError
from flsguide.evidence.population import AGE_BANDS, SEXES, age_band
from flsguide.evidence.sources import CERTAINTIES, source_keys, sources
from flsguide.evidence.tables import Row, read_table

__all__ = ["Norm", "norms", "recorded_norms"]

_COLUMNS = ("sex", "age_low", "age_high", "eq5d_mean", "low", "high", "n", "certainty", "source", "note")


@dataclass(frozen=True)
class Norm:
    """Mean EQ-5D of people of one sex and age band, with its 95 % limits (not centred on the mean)."""

    sex: str
    age_low: int
    age_high: int
    mean: float
    low: float
    high: float
    people: int
    """How many were asked."""
    certainty: str
    source: tuple[str, ...]
    note: str


@cache
def recorded_norms() -> tuple[Norm, ...]:
    """Every row as it is held, one for each sex and age band.

    Raises:
        EvidenceError: an unknown sex, age band, certainty or source; a mean that is not from 0 to 1 or outside its
            limits; nobody asked; a band that is missing or repeated.
    """
    rows = read_table(data_path("utilities.csv"), _COLUMNS, key=("sex", "age_low"))
    found = tuple(_norm(row) for row in rows)
    missing = {(s, band) for s in SEXES for band in AGE_BANDS} - {(n.sex, (n.age_low, n.age_high)) for n in found}
    if missing:
        sex, (low, high) = min(missing)
        msg = f"utilities.csv: no row for {sex}, {low} to {high}; each sex and age band of the model has one row"
        raise EvidenceError(msg)
    return found


@cache
def norms() -> Mapping[tuple[str, int], Norm]:
    """The norm by sex and single year of age, from 50 on: each year has that of its band.

    >>> norms()["male", 82].mean
    0.767
    """
    return {(n.sex, age): n for n in recorded_norms() for age in range(n.age_low, n.age_high + 1)}


def _norm(row: Row) -> Norm:
    low, high = age_band(row)
    mean = row.number_in("eq5d_mean", 0, 1)
    return Norm(
        sex=row.text("sex", SEXES),
        age_low=low,
        age_high=high,
        mean=mean,
        low=row.number_in("low", 0, mean),
        high=row.number_in("high", mean, 1),
        people=row.whole_in("n", 1, 1_000_000),
        certainty=row.text("certainty", CERTAINTIES),
        source=source_keys(row, sources()),
        note=row.cells["note"],
    )
