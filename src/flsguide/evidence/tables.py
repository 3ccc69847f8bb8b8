"""Reads a CSV table of figures, or says in one line what is wrong with it and where.

Excel writes CSV in more than one way: with semicolons where the comma is the decimal sign, in the Windows
character set, with thousands separators. Each is refused with its remedy: a wrong guess would change a number.
"""

import csv
import difflib
import io
import math
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from flsguide.evidence.errors import EvidenceError

__all__ = ["Row", "finite", "read_table", "read_text"]


@dataclass(frozen=True)
class Row:
    """One line of a table, which still knows where it came from."""

    file: str
    number: int | None
    """The line a spreadsheet shows: the header is row 1. None where there is no file."""
    cells: Mapping[str, str]

    @property
    def where(self) -> str:
        """File and row, as a message names them."""
        return self.file if self.number is None else f"{self.file}, row {self.number}"

    def text(self, field: str, allowed: Iterable[str] | None = None) -> str:
        """The cell as text; refused if `allowed` is given and does not hold it."""
        value = self.cells[field]
        choices = None if allowed is None else tuple(allowed)
        if choices is not None and value not in choices:
            raise self.error(field, "one of " + ", ".join(c or "(blank)" for c in choices))
        return value

    def required(self, field: str, allowed: str = "a value") -> str:
        """The cell as text, which must not be blank; `allowed` says what belongs there."""
        if not self.cells[field]:
            raise self.error(field, allowed)
        return self.cells[field]

    def number_in(self, field: str, low: float = -math.inf, high: float = math.inf) -> float:
        """The cell as a finite number between `low` and `high`."""
        return finite(self.cells[field], self.file, self.number, field, low, high)

    def optional_number(self, field: str, low: float = -math.inf, high: float = math.inf) -> float | None:
        """The cell as a number, or None when it is blank."""
        return self.number_in(field, low, high) if self.cells[field] else None

    def whole_in(self, field: str, low: int, high: int) -> int:
        """The cell as a whole number between `low` and `high`: an age, a year."""
        value = self.number_in(field, low, high)
        if not value.is_integer():
            raise self.error(field, f"a whole number from {low} to {high}")
        return int(value)

    def interval(self, minimum: float, maximum: float) -> tuple[float, float | None, float | None]:
        """The cells value, low and high, each between `minimum` and `maximum`; low and high may both be blank."""
        value = self.number_in("value", minimum, maximum)
        low = self.optional_number("low", minimum, maximum)
        high = self.optional_number("high", minimum, maximum)
        if (low is None) != (high is None):
            raise self.error("low" if low is None else "high", "both low and high, or neither")
        if low is not None and low > value:
            raise self.error("low", f"a number no higher than the value {value:.12g}")
        if high is not None and high < value:
            raise self.error("high", f"a number no lower than the value {value:.12g}")
        return value, low, high

    def listed(self, field: str, known: Collection[str], what: str) -> tuple[str, ...]:
        """The parts of a cell, joined by ;, each `known` and named once; none if blank. `what` says what they are."""
        parts = tuple(part.strip() for part in self.cells[field].split(";") if part.strip())
        for part in parts:
            if part not in known:
                near = difflib.get_close_matches(part, known, n=1)
                hint = f" such as {near[0]}" if near else ""
                raise self.error(field, f"{what}{hint}, joined by ; ({part[:40]!r} is not one)")
        if len(set(parts)) < len(parts):
            raise self.error(field, f"{what}, each once, joined by ;")
        return parts

    def day(self, field: str, allowed: str = "a date such as 2026-11-23") -> date:
        """The cell as a date."""
        try:
            return date.fromisoformat(self.cells[field])
        except ValueError:
            raise self.error(field, allowed) from None

    def optional_day(self, field: str) -> date | None:
        """The cell as a date, or None when it is blank."""
        return self.day(field, "a date such as 2026-11-23, or a blank") if self.cells[field] else None

    def error(self, field: str, allowed: str) -> EvidenceError:
        """The error that names this row and field."""
        return EvidenceError.at(self.file, self.number, field, self.cells[field], allowed)


def finite(
    text: object,
    file: str | Path,
    row: int | None,
    field: str,
    low: float = -math.inf,
    high: float = math.inf,
) -> float:
    """A finite number between `low` and `high`, from text or a number.

    >>> finite("17.2", "local.csv", 2, "value", 0, 100)
    17.2

    Raises:
        EvidenceError: not a number, not finite, or out of range.
    """
    text = text.strip() if isinstance(text, str) else text
    is_number = not isinstance(text, bool) and "_" not in str(text)  # Python reads True as 1 and 1_0 as 10
    try:
        value = float(text) if is_number else math.nan  # type: ignore[arg-type]  # whatever it is, float() says
    except (TypeError, ValueError, OverflowError):
        value = math.nan
    if math.isfinite(value) and low <= value <= high:
        return value
    allowed = _range_in_words(low, high)
    if isinstance(text, str) and re.search(r"[^0-9.eE+-]", text):
        allowed += ", written with digits and a point only (1200.5, or 0.172 for 17.2%)"
    elif low >= 0 and high <= 1:
        allowed += " (0.24 for 24%)"
    raise EvidenceError.at(file, row, field, text, allowed)


def read_table(path: Path, columns: Sequence[str], key: Sequence[str] = ()) -> tuple[Row, ...]:
    """Every row of a CSV file that has exactly these columns, in file order.

    `key` names the columns that together identify a row; a repeated key is refused.
    Blank lines are skipped. Cells are stripped of surrounding spaces.

    Raises:
        EvidenceError: no such file, wrong encoding, separator or columns, no rows, a short or long row,
            a repeated key.
    """
    name = path.name
    lines = _lines_of(name, read_text(path))
    if not lines:
        msg = f"{name}: the file is empty; its first row must be {','.join(columns)}"
        raise EvidenceError(msg)
    header = lines[0][1]
    _check_header(name, header, columns)
    if len(lines) == 1:
        msg = f"{name}, row 2: there are no rows below the column names; add at least one"
        raise EvidenceError(msg)
    rows: list[Row] = []
    seen: dict[tuple[str, ...], int] = {}
    for number, line in lines[1:]:
        if len(line) != len(header):
            msg = (
                f"{name}, row {number}: {len(line)} cells where the header has {len(header)}; "
                'a comma inside a text needs quotes ("like, this"), and a number has none (340000)'
            )
            raise EvidenceError(msg)
        row = Row(name, number, dict(zip(header, line, strict=True)))
        identity = tuple(row.cells[k] for k in key)
        if key and identity in seen:
            raise row.error(key[0], f"each row once (row {seen[identity]} has it already)")
        seen[identity] = number
        rows.append(row)
    return tuple(rows)


def read_text(path: Path) -> str:
    """The text of a UTF-8 file, without the byte order mark that Excel puts first.

    Raises:
        EvidenceError: no such file, another encoding, not text.
    """
    try:
        content = path.read_bytes()
    except OSError as problem:
        reason = f"cannot be read ({problem.strerror}); check the name, the folder and that it is a file"
        msg = f"{path.name or path}: {reason}"
        raise EvidenceError(msg) from None
    try:
        text = content.decode("utf-8-sig")
        broken = text.find("\x00")  # UTF-16 without a mark, or a workbook with a wrong name
    except UnicodeDecodeError as problem:
        broken = problem.start
    if broken >= 0:
        row = content.count(b"\n", 0, broken) + 1
        how = "in Excel choose 'CSV UTF-8 (comma delimited)' when saving" if path.suffix == ".csv" else "save it so"
        msg = f"{path.name}, row {row}: not UTF-8 text; {how}"
        raise EvidenceError(msg)
    return text


def _lines_of(name: str, text: str) -> list[tuple[int, list[str]]]:
    """Every line that is not blank, stripped, with the row a spreadsheet shows: a quoted line break starts no row."""
    lines: list[tuple[int, list[str]]] = []
    number = 0
    try:
        for number, line in enumerate(csv.reader(io.StringIO(text, newline=""), strict=True), start=1):
            cells = [cell.strip() for cell in line]
            if any(cells):
                lines.append((number, cells))
    except csv.Error as problem:
        msg = (
            f"{name}, row {number + 1}: not readable as CSV ({problem}); "
            "look for a quotation mark that is not closed, or save the sheet again as CSV UTF-8"
        )
        raise EvidenceError(msg) from None
    return lines


def _check_header(name: str, header: list[str], columns: Sequence[str]) -> None:
    for separator, word in ((";", "semicolons"), ("\t", "tabs")):
        if len(header) == 1 and separator in header[0]:
            msg = (
                f"{name}, row 1: the columns are separated by {word}; "
                "save as CSV with commas (in Excel: 'CSV UTF-8 (comma delimited)')"
            )
            raise EvidenceError(msg)
    missing = [c for c in columns if c not in header]
    unknown = [c for c in header if c not in columns]
    repeated = sorted({c for c in header if header.count(c) > 1})
    problems = [
        f"{what} {', '.join(repr(c) if c else '(blank)' for c in which)}"
        for what, which in (("missing", missing), ("unknown", unknown), ("repeated", repeated))
        if which
    ]
    if problems:
        msg = f"{name}, row 1: column names {'; '.join(problems)}; the columns are {','.join(columns)}"
        raise EvidenceError(msg)


def _range_in_words(low: float, high: float) -> str:
    if math.isinf(low) and math.isinf(high):
        return "a finite number"
    if math.isinf(high):
        return f"a number of {low:.12g} or more"
    if math.isinf(low):
        return f"a number of {high:.12g} or less"
    return f"a number from {low:.12g} to {high:.12g}"
