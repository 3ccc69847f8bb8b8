"""Published fracture counts and rates, kept to be compared with: no model input comes from here."""

import math
import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from flsguide.data_path import data_path
from flsguide.evidence.areas import areas
from flsguide.evidence.days import past_day
from flsguide.evidence.incidence import INDEX_SITES
from flsguide.evidence.sources import CERTAINTIES, source_keys, sources
from flsguide.evidence.tables import Row, read_table

__all__ = ["COUNTED", "PublishedCount", "published_counts"]

COUNTED = ("fractures a year", "admissions a year", "people a year")
"""Units in which a caseload can be counted too."""
_UNITS = (
    *COUNTED, "per 100,000 person-years", "per 100,000, age-standardised",
    "patients a year per 320,000 population", "%", "ratio",
)  # fmt: skip

_YEAR = re.compile(r"(19|20)\d\d(/\d\d|-\d\d|-(19|20)\d\d)?")
_COLUMNS = (
    "name", "label", "site", "value", "low", "high", "unit", "area_code", "population", "age_low", "sex", "year",
    "certainty", "source", "locator", "checked_on", "agrees_within", "why", "note",
)  # fmt: skip


@dataclass(frozen=True)
class PublishedCount:
    """A figure that somebody else printed, and what it counts."""

    name: str
    label: str
    sites: tuple[str, ...]
    """Index sites; empty for all."""
    value: float
    """In `unit`; above 0."""
    low: float | None
    high: float | None
    """The range printed with it, if any; a floor has a low only."""
    unit: str
    area_codes: tuple[str, ...]
    """Areas that together make its population; empty where it cannot be rebuilt from areas."""
    population: str
    age_from: int | None
    sex: str
    year: str
    certainty: str
    source: tuple[str, ...]
    locator: str
    checked_on: date | None
    agrees_within: float | None
    """How far the rates' own count may lie from it, as a share of it; None where they are not expected to agree."""
    why: str
    """Why this far, or why not at all."""
    note: str

    @property
    def is_comparable(self) -> bool:
        """Whether a caseload counts the same thing. What nobody published (an expert's band) checks nothing."""
        return bool(self.area_codes) and self.unit in COUNTED and self.certainty in ("published", "derived")


@cache
def published_counts() -> tuple[PublishedCount, ...]:
    """Every published figure that a caseload is compared with.

    Raises:
        EvidenceError: an unknown site, area, unit, certainty or source, a number, year or date that is not one,
            a value of 0, a range that does not hold the value, a comparison without its reason.
    """
    return tuple(_count(row) for row in read_table(data_path("incidence_checks.csv"), _COLUMNS, key=("name",)))


def _count(row: Row) -> PublishedCount:
    found = _read(row)
    if found.is_comparable and not found.why:
        raise row.error("why", "the reason for the tolerance, or for none")
    return found


def _read(row: Row) -> PublishedCount:
    unit = row.text("unit", _UNITS)
    value, low, high = _interval(row, 100 if unit == "%" else math.inf)
    return PublishedCount(
        name=row.required("name"),
        label=row.required("label"),
        sites=_sites(row),
        value=value,
        low=low,
        high=high,
        unit=unit,
        area_codes=row.listed("area_code", areas(), "codes of areas.csv"),
        population=row.required("population"),
        age_from=row.whole_in("age_low", 0, 120) if row.cells["age_low"] else None,
        sex=row.text("sex", ("all", "female", "male")),
        year=_year(row),
        certainty=row.text("certainty", CERTAINTIES),
        source=source_keys(row, sources()),
        locator=row.cells["locator"],
        checked_on=past_day(row, "checked_on"),
        agrees_within=row.optional_number("agrees_within", 0, 1),
        why=row.cells["why"],
        note=row.cells["note"],
    )


def _interval(row: Row, maximum: float) -> tuple[float, float | None, float | None]:
    """Value, low and high. Unlike a parameter's, the range may have one end: many counts are printed as "over"."""
    value = row.number_in("value", 0, maximum)
    if value == 0:  # a caseload is divided by it
        raise row.error("value", "a number above 0")
    return value, row.optional_number("low", 0, value), row.optional_number("high", value, maximum)


def _year(row: Row) -> str:
    """The year or years counted, as printed; blank where the source does not say."""
    year = row.cells["year"]
    if year and not _YEAR.fullmatch(year):
        raise row.error("year", "a year (2024), a financial year (2022/23), several years (2016-19), or a blank")
    return year


def _sites(row: Row) -> tuple[str, ...]:
    sites = tuple(row.required("site").split(";"))
    if sites == ("all",):
        return ()
    if not set(sites) <= set(INDEX_SITES):
        raise row.error("site", f"all, or sites joined by ; from {', '.join(INDEX_SITES)}")
    return sites
