"""Reads a CSV table of figures, or says in one line what is wrong with it and where.

Excel writes CSV in more than one way: with semicolons where the comma is the decimal
sign, in the Windows character set, with thousands separators. Each is refused with its
remedy, because guessing wrongly would change a number silently.
"""

import csv
import io
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from flsguide.evidence.errors import EvidenceError

__all__ = ["Row", "finite", "read_table"]


@dataclass(frozen=True)
class Row:
    """One line of a table, which still knows where it came from."""

    file: str
    number: int | None
    """The line a spreadsheet shows: the header is row 1. None where there is no file."""
    cells: Mapping[str, str]

    def text(self, field: str, allowed: Iterable[str] | None = None) -> str:
        """The cell as text; refused if `allowed` is given and does not hold it."""
        value = self.cells[field]
        choices = None if allowed is None else tuple(allowed)
        if choices is not None and value not in choices:
            raise self.error(field, "one of " + ", ".join(c or "(blank)" for c in choices))
        return value

    def required(self, field: str) -> str:
        """The cell as text, which must not be blank."""
        if not self.cells[field]:
            raise self.error(field, "a value, not a blank")
        return self.cells[field]

    def number_in(self, field: str, low: float = -math.inf, high: float = math.inf) -> float:
        """The cell as a finite number between `low` and `high`."""
        return finite(self.cells[field], self.file, self.number, field, low, high)

    def optional_number(self, field: str, low: float = -math.inf, high: float = math.inf) -> float | None:
        """The cell as a number, or None when it is blank."""
        return self.number_in(field, low, high) if self.cells[field] else None

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
    allowed = _range_in_words(low, high)
    if isinstance(text, str) and text != text.strip():
        text = text.strip()
    if isinstance(text, str) and ("," in text or "_" in text or "£" in text or "%" in text):
        raise EvidenceError.at(
            file,
            row,
            field,
            text,
            f"{allowed}, written with digits and a point only (1200.5, or 0.172 for 17.2%)",
        )
    if isinstance(text, bool):
        raise EvidenceError.at(file, row, field, text, allowed)
    try:
        value = float(text)  # type: ignore[arg-type]  # whatever it is, float() says
    except (TypeError, ValueError):
        raise EvidenceError.at(file, row, field, text, allowed) from None
    if not (math.isfinite(value) and low <= value <= high):
        raise EvidenceError.at(file, row, field, text, allowed)
    return value


def read_table(path: Path, columns: Sequence[str], key: Sequence[str] = ()) -> tuple[Row, ...]:
    """Every row of a CSV file that has exactly these columns, in file order.

    `key` names the columns that together identify a row; a repeated key is refused.
    Blank lines are skipped. Cells are stripped of surrounding spaces.

    Raises:
        EvidenceError: wrong encoding, separator, columns, a short or long row, a repeated key.
        FileNotFoundError: no such file.
    """
    name = path.name
    reader = csv.reader(io.StringIO(_text_of(path), newline=""), strict=True)
    try:
        lines = [(reader.line_num, [cell.strip() for cell in line]) for line in reader]
    except csv.Error as problem:
        msg = f"{name}, row {reader.line_num}: not readable as CSV ({problem}); save the sheet again as CSV UTF-8"
        raise EvidenceError(msg) from None
    lines = [(number, line) for number, line in lines if any(line)]
    if not lines:
        msg = f"{name}: the file is empty; its first row must be {','.join(columns)}"
        raise EvidenceError(msg)
    header = lines[0][1]
    _check_header(name, header, columns)
    rows: list[Row] = []
    seen: dict[tuple[str, ...], int] = {}
    for number, line in lines[1:]:
        if len(line) != len(header):
            msg = (
                f"{name}, row {number}: {len(line)} cells where the header has {len(header)}; "
                'a comma inside a text needs quotes ("like, this")'
            )
            raise EvidenceError(msg)
        row = Row(name, number, dict(zip(header, line, strict=True)))
        identity = tuple(row.cells[k] for k in key)
        if key and identity in seen:
            raise row.error(key[0], f"each row once (row {seen[identity]} has it already)")
        seen[identity] = number
        rows.append(row)
    return tuple(rows)


def _text_of(path: Path) -> str:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        msg = (
            f"{path.name}: byte {problem.start} is not UTF-8 text; "
            "in Excel choose 'CSV UTF-8 (comma delimited)' when saving"
        )
        raise EvidenceError(msg) from None
    if "\x00" in text:
        msg = f"{path.name}: not a text file; in Excel choose 'CSV UTF-8 (comma delimited)' when saving"
        raise EvidenceError(msg)
    return text


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
        f"{what} {', '.join(repr(c) for c in which)}"
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
        return f"a number of {low:g} or more"
    if math.isinf(low):
        return f"a number of {high:g} or less"
    return f"a number from {low:g} to {high:g}"
