"""Tables that a screen reader can walk: a caption, scoped headers, units in the header, no index column."""

import html
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from flsguide.report.style import BADGES

__all__ = ["Cell", "Folded", "Followed", "Table", "badge", "csv_link"]


@dataclass(frozen=True)
class Cell:
    """What a cell says in plain text, and, where it differs, in HTML."""

    text: str
    markup: str = ""

    @property
    def html(self) -> str:
        """The cell's HTML."""
        return self.markup or html.escape(self.text)


@dataclass(frozen=True)
class Table:
    """A table whose first column names its rows.

    `headings` hold the units. Columns listed in `numeric` are set flush right in tabular figures.
    """

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell | str, ...], ...]
    numeric: tuple[int, ...] = ()
    note: str = ""
    is_text: bool = False
    """Mostly words: on a phone each row becomes a short list under its own name instead of scrolling sideways."""
    is_by_year: bool = False
    """A column for each year, then one for all: on a phone a row's years stand in lines of five under its name."""

    def __post_init__(self) -> None:
        """Refuse a ragged table and any cell that no reader should see."""
        for row in self.rows:
            if len(row) != len(self.headings):
                msg = f"{self.caption}: a row of {len(row)} cells under {len(self.headings)} headings"
                raise ValueError(msg)
            for cell in row:
                if _text(cell).strip().lower() in ("nan", "inf", "-inf", "none", ""):
                    msg = f"{self.caption}: a cell says {_text(cell)!r}; give a number or say why there is none"
                    raise ValueError(msg)

    def _repr_html_(self) -> str:
        # Roles are spelt out because a browser drops a table's own when a style sheet stacks its rows.
        head = "".join(
            f'<th scope="col" role="columnheader"{_class(i, self.numeric)}>{html.escape(h)}</th>'
            for i, h in enumerate(self.headings)
        )
        body = "".join(f'<tr role="row">{self._row(row)}</tr>' for row in self.rows)
        note = f'<p class="fls-table-note">{html.escape(self.note)}</p>' if self.note else ""
        caption = html.escape(self.caption)
        kind = "fls-table" + " fls-text" * self.is_text + " fls-years" * self.is_by_year
        return (
            f'<div class="{kind}" role="region" aria-label="{caption}" tabindex="0">'
            f'<table role="table"><caption>{caption}</caption>'
            f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>'
            f'<tbody role="rowgroup">{body}</tbody></table></div>{note}'
        )

    def _row(self, row: Sequence[Cell | str]) -> str:
        first, *rest = row
        cells = "".join(
            f'<td role="cell" data-heading="{html.escape(self.headings[i])}"{_class(i, self.numeric)}>{_html(c)}</td>'
            for i, c in enumerate(rest, start=1)
        )
        return f'<th scope="row" role="rowheader">{_html(first)}</th>{cells}'

    def __repr__(self) -> str:
        """The table as plain text, for readers without HTML."""
        lines = [" | ".join(self.headings), *(" | ".join(_text(c) for c in row) for row in self.rows)]
        return "\n".join([self.caption, *lines, *([self.note] if self.note else [])])


@dataclass(frozen=True)
class Folded:
    """A long table under a line that opens it, for those who want to look at every row."""

    line: str
    table: Table

    def _repr_html_(self) -> str:
        return f"<details><summary>{html.escape(self.line)}</summary>{self.table._repr_html_()}</details>"

    def __repr__(self) -> str:
        """The line and the whole table as plain text: there is nothing to open."""
        return f"{self.line}\n{self.table!r}"


@dataclass(frozen=True)
class Followed:
    """A table, and below it longer ones, each folded: what is behind it, or more of the same."""

    table: Table
    then: tuple[Folded, ...]
    lead: str = ""
    """What the table says, in a sentence above it."""

    def _repr_html_(self) -> str:
        lead = f"<p>{html.escape(self.lead)}</p>" if self.lead else ""
        more = "".join(f'<div class="fls-more">{each._repr_html_()}</div>' for each in self.then)
        return lead + self.table._repr_html_() + more

    def __repr__(self) -> str:
        """All of the tables as plain text."""
        shown = "\n\n".join(repr(each) for each in (self.table, *self.then))
        return f"{self.lead}\n\n{shown}" if self.lead else shown


def badge(certainty: str) -> Cell:
    """How sure we are of a figure, as a shape and a word."""
    shape = BADGES[certainty]
    return Cell(
        certainty,
        f'<span class="fls-badge fls-{certainty}"><span aria-hidden="true">{shape}</span> {certainty}</span>',
    )


def csv_link(text: str, file_name: str, content: str) -> str:
    """A link that holds the numbers themselves, so that it works in a downloaded copy too."""
    address = "data:text/csv;charset=utf-8," + quote(content)
    return f'<a class="fls-data" download="{html.escape(file_name)}" href="{address}">{html.escape(text)}</a>'


def _text(cell: Cell | str) -> str:
    return cell if isinstance(cell, str) else cell.text


def _html(cell: Cell | str) -> str:
    return html.escape(cell) if isinstance(cell, str) else cell.html


def _class(index: int, numeric: Sequence[int]) -> str:
    return ' class="fls-numeric"' if index in numeric else ""
