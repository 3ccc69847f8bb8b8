"""Counts of further fractures with a service and without one: what studies saw, from the top down.

No inputs of the model. They stand beside what its own chain of medicines gives, and are never multiplied with it.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache

from flsguide.data_path import data_path
from flsguide.evidence.days import past_day
from flsguide.evidence.ranges import Range
from flsguide.evidence.sources import source_keys, sources
from flsguide.evidence.tables import Row, read_table

__all__ = ["MEASURES", "RefractureStudy", "refracture_studies"]

MEASURES = ("hazard_ratio", "shares")
"""A hazard ratio with its 95 % interval, or the shares of people with a further fracture, from which we divide."""
_COLUMNS = (
    "study", "label", "measure", "ratio", "low", "high", "without_service", "with_service", "years", "source",
    "locator", "checked_on", "note",
)  # fmt: skip
_LONGEST = 50
_MOST = 10.0


@dataclass(frozen=True)
class RefractureStudy:
    """One comparison of further fractures with a service and without."""

    name: str
    label: str
    measure: str
    ratio: float
    """Further fractures with a service over those without: a hazard ratio, or one share over the other."""
    interval: Range | None
    """The 95 % interval of a hazard ratio; None where only shares were printed."""
    years: int | None
    """How long people were followed; None where that was not read."""
    source: tuple[str, ...]
    locator: str
    checked_on: date | None
    note: str


@cache
def refracture_studies() -> tuple[RefractureStudy, ...]:
    """Every comparison, in the order of the table.

    Raises:
        EvidenceError: an unknown measure or source, a hazard ratio without its interval or outside it, shares that
            are not two numbers from 0 to 1, years that are not whole.
    """
    return tuple(_study(row) for row in read_table(data_path("refracture_studies.csv"), _COLUMNS, ("study",)))


def _study(row: Row) -> RefractureStudy:
    measure = row.text("measure", MEASURES)
    is_hazard_ratio = measure == "hazard_ratio"
    interval = _interval(row) if is_hazard_ratio else None
    return RefractureStudy(
        name=row.required("study"),
        label=row.required("label", "which people were compared, in plain words"),
        measure=measure,
        ratio=_of_shares(row) if interval is None else interval.value,
        interval=interval,
        years=row.whole_in("years", 1, _LONGEST) if row.cells["years"] else None,
        source=source_keys(row, sources()),
        locator=row.required("locator", "where in the source it stands"),
        checked_on=past_day(row, "checked_on"),
        note=row.required("note", "what a reader must know before comparing"),
    )


def _interval(row: Row) -> Range:
    low, ratio, high = (row.number_in(field, 0, _MOST) for field in ("low", "ratio", "high"))
    if not low <= ratio <= high:
        raise row.error("ratio", f"a number from low to high, {low:g} to {high:g}")
    return Range(ratio, low, high)


def _of_shares(row: Row) -> float:
    for field in ("ratio", "low", "high"):
        if row.cells[field]:
            raise row.error(field, "a blank: the ratio is worked out from the shares")
    without, with_service = (row.number_in(field, 0, 1) for field in ("without_service", "with_service"))
    if without == 0:
        raise row.error("without_service", "a share above 0")
    return with_service / without
