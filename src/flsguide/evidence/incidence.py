"""How often bones break: fractures a year per 100,000 people by site, sex and age."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from flsguide.data_path import data_path
from flsguide.evidence.errors import EvidenceError
from flsguide.evidence.population import AGE_BANDS, SEXES
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
        EvidenceError: a missing or unknown band, a rate outside its range, a negative rate.
    """
    rows = read_table(data_path("fracture_incidence.csv"), _COLUMNS, key=("site", "sex", "age_low"))
    found = tuple(
        Incidence(
            site=row.text("site", RECORDED_SITES),
            sex=row.text("sex", SEXES),
            age_low=row.whole_in("age_low", 50, 90),
            age_high=row.whole_in("age_high", 54, 120),
            rate=row.number_in("rate_per_100000", 0, 100_000),
            low=row.number_in("low", 0, row.number_in("rate_per_100000")),
            high=row.number_in("high", row.number_in("rate_per_100000"), 100_000),
            certainty=row.text("certainty", _CERTAINTIES),
            source=_source(row),
            note=row.cells["note"],
        )
        for row in rows
    )
    expected = {(site, sex, band) for site in RECORDED_SITES for sex in SEXES for band in AGE_BANDS}
    held = {(i.site, i.sex, (i.age_low, i.age_high)) for i in found}
    if held != expected:
        site, sex, band = min(held ^ expected)
        where = f"{site}, {sex}, {band[0]} to {band[1]}"
        what = "an unknown age band" if (site, sex, band) in held else "no row"
        msg = f"fracture_incidence.csv: {what} for {where}; every site, sex and age band of the model has one row"
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


def _source(row: Row) -> tuple[str, ...]:
    keys = tuple(filter(None, row.cells["source"].split(";")))
    if not keys and not (row.cells["certainty"] == "illustrative" and row.cells["note"]):
        raise row.error("source", "a key of sources.bib; only an illustrative row with a note may lack one")
    return keys


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
