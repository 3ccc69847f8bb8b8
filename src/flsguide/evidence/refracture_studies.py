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

__all__ = ["MEASURES", "UNREAD", "RefractureStudy", "refracture_studies"]

MEASURES = ("hazard_ratio", "shares")
"""A hazard ratio with its 95 % interval, or the shares of people with a further fracture, from which we divide."""
UNREAD = (1, 2, 3, 4)
"""Years at which ours is shown where a study's own were not read. A review saw half a year to four (li2021)."""
DIRECTIONS = ("less", "more", "unclear")
PEOPLE = ("all", "hip")
_COLUMNS = (
    "study", "label", "measure", "ratio", "low", "high", "without_service", "with_service", "years", "people",
    "direction", "source", "locator", "checked_on", "note",
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
    shares: tuple[float, float] | None
    """Of people without a service and with one, the share with a further fracture; None where neither was read."""
    years: int | None
    """How long people were followed; None where that was not read."""
    people: str
    """Who was counted: all, or only people with a hip fracture."""
    direction: str
    """Less or more with a service; unclear where chance may have made the difference, or no test was printed."""
    source: tuple[str, ...]
    locator: str
    checked_on: date | None
    note: str

    @property
    def followed(self) -> tuple[int, ...]:
        """The years after which ours is set beside it: its own, or several where they were not read."""
        return UNREAD if self.years is None else (self.years,)


@cache
def refracture_studies() -> tuple[RefractureStudy, ...]:
    """Every comparison, in the order of the table.

    Raises:
        EvidenceError: an unknown measure or source, a hazard ratio without its interval or outside it, shares that
            are not two numbers from 0 to 1, years that are not whole, a direction that the numbers do not go.
    """
    return tuple(_study(row) for row in read_table(data_path("refracture_studies.csv"), _COLUMNS, ("study",)))


def _study(row: Row) -> RefractureStudy:
    measure = row.text("measure", MEASURES)
    is_hazard_ratio = measure == "hazard_ratio"
    interval = _interval(row) if is_hazard_ratio else None
    shares = _shares(row)
    ratio = interval.value if interval else _of_shares(row, shares)
    return RefractureStudy(
        name=row.required("study"),
        label=row.required("label", "which people were compared, in plain words"),
        measure=measure,
        ratio=ratio,
        interval=interval,
        shares=shares,
        years=row.whole_in("years", 1, _LONGEST) if row.cells["years"] else None,
        people=row.text("people", PEOPLE),
        direction=_direction(row, ratio),
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


def _direction(row: Row, ratio: float) -> str:
    direction = row.text("direction", DIRECTIONS)
    if direction != "unclear" and (direction == "less") != (ratio < 1):
        raise row.error("direction", "the way that the numbers go, or unclear")
    return direction


def _shares(row: Row) -> tuple[float, float] | None:
    fields = ("without_service", "with_service")
    if not any(row.cells[field] for field in fields):
        return None
    without, with_service = (row.number_in(field, 0, 1) for field in fields)
    if without == 0:
        raise row.error("without_service", "a share above 0")
    return without, with_service


def _of_shares(row: Row, shares: tuple[float, float] | None) -> float:
    for field in ("ratio", "low", "high"):
        if row.cells[field]:
            raise row.error(field, "a blank: the ratio is worked out from the shares")
    if shares is None:
        raise row.error("without_service", "a share above 0")
    return shares[1] / shares[0]
