"""A service's own numbers: each stands in for a national row and keeps it, so that both can be shown."""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from flsguide.evidence.days import this_year
from flsguide.evidence.errors import EvidenceError
from flsguide.evidence.parameters import Parameter, Parameters, fitted
from flsguide.evidence.tables import Row, read_table

__all__ = ["LOCAL_COLUMNS", "with_local", "with_values"]

LOCAL_COLUMNS = ("name", "value", "low", "high", "year", "source", "note")
_PAGE = "your numbers"
_FIRST_YEAR = 2000


def with_local(inputs: Parameters, path: Path) -> Parameters:
    """These inputs with a service's own values in place; each keeps the national row it stands in for.

    The file has the columns name, value, low, high, year, source, note. A source that begins with
    "artificial:" marks the value as artificial wherever it appears.

    Raises:
        EvidenceError: an unknown name, a name that is not asked of a service, a value out of range, an interval
            that does not hold the value, no source, no year or one to come; the file is taken whole or not at all.
    """
    return _with(inputs, read_table(path, LOCAL_COLUMNS, key=("name",)))


def with_values(inputs: Parameters, values: Mapping[str, float | None], source: str, year: int) -> Parameters:
    """These inputs with a service's own values, as typed on a page; None keeps the national.

    `source` is where they come from, in the service's own words; `year` the calendar year they were counted in.

    Raises:
        EvidenceError: as `with_local`; values that are not names and numbers, a source that is not a text.
    """
    if not isinstance(values, Mapping):
        raise EvidenceError.at(_PAGE, None, None, values, 'names and numbers, such as {"n_residents": 340_000}')
    if not isinstance(source, str):
        raise EvidenceError.at(_PAGE, None, "source", source, 'a text in quotation marks, such as "our 2024 audit"')
    return _with(
        inputs,
        (
            Row(
                f"{_PAGE}, {name}",
                None,
                dict.fromkeys(LOCAL_COLUMNS, "")
                | {"name": str(name), "value": str(value), "year": str(year), "source": source.strip()},
            )
            for name, value in values.items()
            if value is not None
        ),
    )


def _with(inputs: Parameters, rows: Iterable[Row]) -> Parameters:
    return Parameters(dict(inputs.rows) | {row.cells["name"]: _own(inputs, row) for row in rows})


def _own(inputs: Parameters, row: Row) -> Parameter:
    base = _stands_in_for(inputs, row)
    value, low, high = row.interval(base.minimum, base.maximum)
    if base.distribution == "fixed" and low is not None:
        raise row.error("low", "a blank low and high: this number is taken as it stands, and chance is added to it")
    if base.name.startswith("n_"):  # Excel in some languages writes 340,000 as 340.000
        row.whole_in("value", int(base.minimum), int(base.maximum))
    is_artificial = row.cells["source"].lower().partition(":")[0] == "artificial"
    own = replace(
        base,
        value=value,
        low=low,
        high=high,
        distribution=base.distribution if low is not None else "fixed",
        source=(row.required("source", "where the number comes from, such as our audit of 2024"),),
        locator="",
        transform="",
        certainty="artificial" if is_artificial else "local",
        checked_on=None,
        review_by=None,
        note=row.cells["note"],
        national=base,
        counted_in=_year(row),
        where=row.where,
    )
    return fitted(row, own)


def _stands_in_for(inputs: Parameters, row: Row) -> Parameter:
    asked = {p.name for p in inputs.asked_of_a_service()}
    name = row.cells["name"]
    if name not in asked:
        near = difflib.get_close_matches(name.lower(), asked, n=1) if name not in inputs.rows else []
        known = repr(near[0]) if near else "one of " + ", ".join(sorted(asked))
        raise row.error("name", f"{known}{' (this figure stays national)' if name in inputs.rows else ''}")
    return inputs.rows[name].national or inputs.rows[name]


def _year(row: Row) -> int:
    """A count without a year cannot be moved to another one, so every own number has one."""
    year, latest = row.cells["year"], this_year()
    if not (year.isdecimal() and _FIRST_YEAR <= int(year) <= latest):
        allowed = (
            f"the calendar year the number was counted in, {latest} at the latest, such as 2024 (for 2024/25 too)"
        )
        raise row.error("year", allowed)
    return int(year)
