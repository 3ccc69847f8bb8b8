"""How often bones break: fractures a year per 100,000 people by site, sex and age."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from flsguide.data_path import data_path
from flsguide.evidence.errors import EvidenceError
from flsguide.evidence.population import AGE_BANDS, SEXES, age_band
from flsguide.evidence.sources import source_keys, sources
from flsguide.evidence.tables import Row, read_table

__all__ = ["INDEX_SITES", "RECORDED_SITES", "Incidence", "incidence", "recorded_incidence"]

INDEX_SITES = ("hip", "vertebral", "humerus", "forearm", "other")
"""Sites of an index fracture in the model. The pelvis counts as other."""
RECORDED_SITES = ("hip", "vertebral", "humerus", "forearm", "pelvis", "other")
_CERTAINTIES = ("published", "derived", "illustrative")
"""From the firmest to the least firm."""
_COLUMNS = (
    "site", "sex", "age_low", "age_high", "rate_per_100000", "low", "high", "certainty", "source", "locator", "note",
)  # fmt: skip


@dataclass(frozen=True)
class Incidence:
    """Fractures a year per 100,000 people of one sex and age band, with a plausible range (by judgement)."""

    site: str
    sex: str
    age_low: int
    age_high: int
    rate: float
    low: float
    high: float
    certainty: str
    source: tuple[str, ...]
    note: str


@cache
def recorded_incidence() -> tuple[Incidence, ...]:
    """Every row of the incidence table as it is held, the pelvis apart.

    Raises:
        EvidenceError: a missing row, an unknown site, sex, age band, certainty or source, a rate outside
            its range, a negative rate.
    """
    rows = read_table(data_path("fracture_incidence.csv"), _COLUMNS, key=("site", "sex", "age_low"))
    found = tuple(_recorded(row) for row in rows)
    expected = {(site, sex, band) for site in RECORDED_SITES for sex in SEXES for band in AGE_BANDS}
    missing = expected - {(i.site, i.sex, (i.age_low, i.age_high)) for i in found}
    if missing:
        site, sex, (low, high) = min(missing)
        where = f"{site}, {sex}, {low} to {high}"
        msg = f"fracture_incidence.csv: no row for {where}; every site, sex and age band of the model has one row"
        raise EvidenceError(msg)
    return found


@cache
def incidence() -> Mapping[tuple[str, str, int], Incidence]:
    """Rates by index site, sex and first year of the age band; the pelvis is added to other."""
    table: dict[tuple[str, str, int], Incidence] = {}
    for row in recorded_incidence():
        site = "other" if row.site == "pelvis" else row.site
        key = (site, row.sex, row.age_low)
        table[key] = _sum(table[key], row) if key in table else row
    return table


def _recorded(row: Row) -> Incidence:
    site, sex = row.text("site", RECORDED_SITES), row.text("sex", SEXES)
    low, high = age_band(row)
    rate = row.number_in("rate_per_100000", 0, 100_000)
    return Incidence(
        site=site,
        sex=sex,
        age_low=low,
        age_high=high,
        rate=rate,
        low=row.number_in("low", 0, rate),
        high=row.number_in("high", rate, 100_000),
        certainty=row.text("certainty", _CERTAINTIES),
        source=source_keys(row, sources(), judged=("illustrative",)),
        note=row.cells["note"],
    )


def _sum(one: Incidence, two: Incidence) -> Incidence:
    """Two rows of one index site as one; ranges add because both were judged to err the same way."""
    return Incidence(
        site="other",
        sex=one.sex,
        age_low=one.age_low,
        age_high=one.age_high,
        rate=one.rate + two.rate,
        low=one.low + two.low,
        high=one.high + two.high,
        certainty=max(one.certainty, two.certainty, key=_CERTAINTIES.index),
        source=tuple(dict.fromkeys(one.source + two.source)),
        note="; ".join(dict.fromkeys(filter(None, (one.note, two.note)))),
    )
