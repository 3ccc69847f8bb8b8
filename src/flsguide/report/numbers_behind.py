"""The numbers behind a chart or an answer, unrounded, for a spreadsheet."""

import csv
import io
import math
from dataclasses import dataclass

__all__ = ["Numbers"]

PLACES = 4
"""Decimals that are kept: shares of 100 and people need no more, and more would look like knowledge."""


@dataclass(frozen=True)
class Numbers:
    """A plain table. Headings are lower-case words joined by _, so that any program reads them.

    Raises:
        ValueError: a row of another length, a number that is not finite, a blank.
    """

    headings: tuple[str, ...]
    rows: tuple[tuple[str | float, ...], ...]

    def __post_init__(self) -> None:
        """Refuse what a spreadsheet would take for something else."""
        for row in self.rows:
            if len(row) != len(self.headings):
                msg = f"a row of {len(row)} cells under {len(self.headings)} headings"
                raise ValueError(msg)
            for heading, cell in zip(self.headings, row, strict=True):
                if cell == "" or (not isinstance(cell, str) and not math.isfinite(cell)):
                    msg = f"{heading}: {cell!r} cannot be handed on; give a finite number or a word"
                    raise ValueError(msg)

    def to_csv(self) -> str:
        """The table as CSV."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(self.headings)
        writer.writerows([[cell if isinstance(cell, str) else _plain(cell) for cell in row] for row in self.rows])
        return out.getvalue()


def _plain(value: float) -> str:
    """Digits and a point only: no thousands, no exponent, no idle zeros."""
    text = f"{value:.{PLACES}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
