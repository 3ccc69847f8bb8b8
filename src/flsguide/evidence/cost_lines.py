"""What each line of cost is (cash, capacity or welfare), and which budget holder bears which share of it."""

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from flsguide.data_path import data_path
from flsguide.evidence.parameters import Parameter, parameters
from flsguide.evidence.sources import CERTAINTIES, source_keys, sources
from flsguide.evidence.tables import Row, read_table
from flsguide.evidence.vocabulary import HEALTH_OUTPUTS, HOLDERS, RELEASES

__all__ = ["REST", "ROWS", "Bearer", "CostLine", "cost_lines"]

REST = "rest"
"""The share that is whatever the line's other holders leave."""
ROWS = ("p_care_home_family",)
"""Rows that the table names as shares, in full: a page runs again when a row changes that its code names."""
_COLUMNS = ("line", "label", "release", "holder", "share_or_row", "source", "locator", "certainty", "note")
SHARE_ROWS = ("p_care_home_family",)
"""Rows that hold a share. Named here, so that a page that reads the table runs again when one of them changes."""
_LINE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_ROUNDING = 1e-9


@dataclass(frozen=True)
class Bearer:
    """One budget holder's part of a line."""

    holder: str
    fixed: float | None
    """The share, 0 to 1, where the table gives it as a number."""
    row: str
    """The row of `parameters.csv` that gives it; blank where none does. With neither, it is the rest."""
    source: tuple[str, ...]
    locator: str
    certainty: str
    note: str

    def share(self, inputs: Mapping[str, Parameter]) -> float | None:
        """The share, 0 to 1, as the inputs have it; None for the rest."""
        return inputs[self.row].value if self.row else self.fixed


@dataclass(frozen=True)
class CostLine:
    """A named physical cost: what kind of money it is, and who bears it."""

    name: str
    label: str
    release: str
    """cash, capacity, income_neutral or welfare: never added together."""
    bearers: tuple[Bearer, ...]

    def shares(self, inputs: Mapping[str, Parameter]) -> dict[str, float]:
        """Share of the line that each holder bears, 0 to 1, in file order; they sum to 1.

        A share that a row gives is read from `inputs`, so that a service's own value counts.

        >>> {holder: round(share, 3) for holder, share in cost_lines()["care_home"].shares(parameters()).items()}
        {'social': 0.511, 'family': 0.489}
        """
        given = {bearer.holder: bearer.share(inputs) for bearer in self.bearers}
        left = 1 - sum(share for share in given.values() if share is not None)
        return {holder: left if share is None else share for holder, share in given.items()}


@cache
def cost_lines() -> Mapping[str, CostLine]:
    """Every line of cost by name, in file order.

    Raises:
        EvidenceError: a name, release, holder, certainty or source that is none; a holder twice in a line; a line
            with two labels or releases; a share that is neither a number, a row nor `rest`; shares that do not
            sum to 1.
    """
    rows_of: dict[str, list[Row]] = {}
    for row in read_table(data_path("cost_lines.csv"), _COLUMNS, key=("line", "holder")):
        name = row.cells["line"]
        if not _LINE.fullmatch(name) or name in HEALTH_OUTPUTS:  # a result holds both under their names
            raise row.error("line", "lower-case words joined by _, not the name of a health output")
        rows_of.setdefault(name, []).append(row)
    return {name: _line(name, rows) for name, rows in rows_of.items()}


def _line(name: str, rows: Sequence[Row]) -> CostLine:
    first = rows[0]
    line = CostLine(
        name=name,
        label=first.required("label"),
        release=first.text("release", RELEASES),
        bearers=tuple(_bearer(row) for row in rows),
    )
    for row in rows[1:]:
        for field in ("label", "release"):  # a line in part cash and in part capacity would be added up as one
            if row.cells[field] != first.cells[field]:
                raise row.error(field, f"{first.cells[field]}, as the line's first row has it, or another line")
    _check_shares(line, rows[-1])
    return line


def _check_shares(line: CostLine, last: Row) -> None:
    rests = sum(bearer.share(parameters()) is None for bearer in line.bearers)
    if rests > 1:
        raise last.error("share_or_row", f"{REST} for one holder of {line.name} only")
    shares = line.shares(parameters()).values()
    if min(shares) < 0 or abs(sum(shares) - 1) > _ROUNDING:
        stated = sum(shares) if rests == 0 else sum(shares) - min(shares)
        raise last.error("share_or_row", f"shares of {line.name} that sum to 1 ({stated:.12g} as they stand)")


def _bearer(row: Row) -> Bearer:
    fixed, name = _share(row)
    certainty = row.text("certainty", CERTAINTIES)
    return Bearer(
        holder=row.text("holder", HOLDERS),
        fixed=fixed,
        row=name,
        source=source_keys(row, sources(), judged=("expert", "illustrative")),
        locator=row.cells["locator"],
        certainty=certainty,
        note=row.cells["note"],
    )


def _share(row: Row) -> tuple[float | None, str]:
    """The share as a number, or the name of the row that holds it, or neither for the rest."""
    text = row.required("share_or_row", f"a share from 0 to 1, a row of parameters.csv or {REST}")
    if text == REST:
        return None, ""
    if not text[0].isalpha():
        return row.number_in("share_or_row", 0, 1), ""
    known = parameters()
    if text not in known:
        near = difflib.get_close_matches(text, known, n=1)
        hint = f" such as {near[0]}" if near else ""
        raise row.error("share_or_row", f"a share from 0 to 1, a row of parameters.csv{hint}, or {REST}")
    if known[text].maximum > 1:  # a cost or a count would be read as a share
        raise row.error("share_or_row", "a row of parameters.csv that holds a share, with a maximum of 1")
    if text not in SHARE_ROWS:
        words = ", ".join(SHARE_ROWS)
        raise row.error("share_or_row", f"one of {words}; a new one goes into SHARE_ROWS in evidence/cost_lines.py")
    return None, text
