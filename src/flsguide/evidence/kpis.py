"""What the national audit, FLS-DB, measures (its indicators, KPIs), and what it has published."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from flsguide.data_path import data_path
from flsguide.evidence.days import past_day, this_year
from flsguide.evidence.sources import CERTAINTIES, source_keys, sources
from flsguide.evidence.tables import Row, read_table

__all__ = ["AuditResult", "Kpi", "audit_results", "kpis"]

_STEPS = ("", "identified", "assessed", "recommended", "started", "persisting")
_AUDITS = ("FLS-DB", "NHFD")
_FIRST_YEAR = 2007
"""The National Hip Fracture Database began; FLS-DB is younger."""
_UNITS = ("%", "records", "patients", "patients a year", "services")
_KPI_COLUMNS = (
    "kpi", "name", "label", "plain_meaning", "numerator", "denominator", "green_from", "amber_from", "cascade_step",
    "source", "locator", "note",
)  # fmt: skip
_RESULT_COLUMNS = (
    "audit", "year", "area", "kpi", "measure", "value", "unit", "denominator", "certainty", "source", "locator",
    "checked_on", "note",
)  # fmt: skip


@dataclass(frozen=True)
class Kpi:
    """One indicator of the audit, in our words."""

    number: int
    name: str
    label: str
    plain_meaning: str
    numerator: str
    denominator: str
    green_from: float | None
    """Lowest % shown green; None where the audit gives no colour."""
    amber_from: float | None
    """Lowest % shown amber; None where an indicator is only green or red."""
    cascade_step: str
    """The step of the care cascade that it measures; blank where it is none."""
    source: tuple[str, ...]
    locator: str
    note: str


@dataclass(frozen=True)
class AuditResult:
    """One number that an audit published."""

    audit: str
    year: int
    area: str
    kpi: Kpi | None
    """None where it is no indicator: a count of records, of services, of hip fractures."""
    measure: str
    value: float
    unit: str
    denominator: str
    certainty: str
    source: tuple[str, ...]
    locator: str
    checked_on: date | None
    """None where the digits are still to be compared with the live page; the note says so."""
    note: str


@cache
def kpis() -> Mapping[int, Kpi]:
    """Every indicator by its number.

    Raises:
        EvidenceError: an unknown step or source, a colour that is not a %, a text that is missing, a number or
            name that is repeated.
    """
    rows = read_table(data_path("kpis.csv"), _KPI_COLUMNS, key=("kpi",))
    names: dict[str, int | None] = {}
    for row in rows:
        if row.cells["name"] in names:
            raise row.error("name", f"each name once (row {names[row.cells['name']]} has it already)")
        names[row.cells["name"]] = row.number
    return {kpi.number: kpi for kpi in map(_kpi, rows)}


@cache
def audit_results() -> tuple[AuditResult, ...]:
    """Every published result of the audits.

    Raises:
        EvidenceError: an unknown audit, indicator, unit, certainty or source; an indicator under another name; a
            value, year or date that is not one; a result that nobody has checked and whose note does not say so.
    """
    rows = read_table(data_path("audit_results.csv"), _RESULT_COLUMNS, key=("audit", "year", "area", "measure"))
    return tuple(_result(row) for row in rows)


def _kpi(row: Row) -> Kpi:
    green = row.optional_number("green_from", 0, 100)
    if green is None and row.cells["amber_from"]:
        raise row.error("green_from", "a number from 0 to 100 where amber has one")
    return Kpi(
        number=row.whole_in("kpi", 1, 99),
        name=row.required("name"),
        label=row.required("label"),
        plain_meaning=row.required("plain_meaning"),
        numerator=row.required("numerator"),
        denominator=row.required("denominator"),
        green_from=green,
        amber_from=row.optional_number("amber_from", 0, 100 if green is None else green),
        cascade_step=row.text("cascade_step", _STEPS),
        source=source_keys(row, sources()),
        locator=row.required("locator", "where in the source it stands"),
        note=row.cells["note"],
    )


def _result(row: Row) -> AuditResult:
    unit = row.text("unit", _UNITS)
    checked_on = past_day(row, "checked_on")
    if checked_on is None and "recheck" not in row.cells["note"]:
        raise row.error(
            "note", "a note with the word recheck, as nobody has checked the row, or a date in checked_on"
        )
    return AuditResult(
        audit=row.text("audit", _AUDITS),
        year=row.whole_in("year", _FIRST_YEAR, this_year()),
        area=row.required("area"),
        kpi=_indicator(row),
        measure=row.required("measure"),
        value=row.number_in("value", 0, 100 if unit == "%" else math.inf),
        unit=unit,
        denominator=row.cells["denominator"],
        certainty=row.text("certainty", CERTAINTIES),
        source=source_keys(row, sources()),
        locator=row.required("locator", "where in the source it stands"),
        checked_on=checked_on,
        note=row.cells["note"],
    )


def _indicator(row: Row) -> Kpi | None:
    """The indicator that a row names by number, whose name its measure must be."""
    known = {str(number): kpi for number, kpi in kpis().items()}
    number = row.text("kpi", ("", *known))
    if number and row.cells["measure"] != known[number].name:
        raise row.error("measure", f"{known[number].name}, the name of indicator {number} in kpis.csv")
    return known.get(number)
