"""A page's inputs as a reader sees them: the cell to edit, and each figure with its range, source and certainty."""

import html
from collections.abc import Mapping, Sequence
from datetime import date

from flsguide.evidence.areas import Area
from flsguide.evidence.parameters import Parameter
from flsguide.evidence.sources import sources
from flsguide.report.numbers import in_words, with_range
from flsguide.report.tables import Cell, Table, badge

__all__ = ["chip", "inputs_table", "numbers_cell", "population_note", "value_of"]

PARAMETERS_PAGE = "../methods/parameters.html"
"""Where a number's row is, seen from any page one folder down."""


def value_of(parameter: Parameter) -> str:
    """A parameter's value with its range, as a reader takes it in: "24% (20% to 37%)".

    Money is rounded to what its range supports; the row itself keeps every digit.
    """
    low, high = parameter.low, parameter.high
    if parameter.unit == "proportion":
        shown = _percent(parameter.value)
        return shown if low is None or high is None else f"{shown} ({_percent(low)} to {_percent(high)})"
    if parameter.unit == "pounds":
        return f"{with_range(parameter.range)} pounds"
    shown = f"{_plain(parameter.value)} {parameter.unit}"
    return shown if low is None or high is None else f"{shown} ({_plain(low)} to {_plain(high)})"


def chip(parameter: Parameter) -> Cell:
    """A value with its range that leads to its row; a service's own value leads to the national row it replaces."""
    shown = html.escape(value_of(parameter))
    link = f'<a class="fls-number" href="{PARAMETERS_PAGE}#{parameter.name}">{shown}</a>'
    return Cell(value_of(parameter), link)


def inputs_table(caption: str, given: Sequence[Parameter], note: str = "") -> Table:
    """The evidence used: each input with its range, source and how sure we are of it; and how much of it is local."""
    asked = [p for p in given if p.local]
    own = sum(p.national is not None for p in asked)
    share = f"{own} of the {len(asked)} figures that a service is asked for are its own. " if asked else ""
    return Table(
        caption,
        ("What", "Value (range)", "Source", "How sure"),
        tuple((p.label, chip(p), _source(p), badge(p.certainty)) for p in given),
        note=share + note,
        is_text=True,
    )


def population_note(area: Area | None) -> str:
    """Whose population is counted, how sure we are of it, and what a reader must know before using it."""
    grown = "Population of mid-2023, grown by the national projection at each age."
    if area is None:
        return f"{grown} Ages are England's (derived); women are England's share at each age."
    parts = [
        f"{area.name}, {area.kind_in_words}, name and code as at {in_words(date.fromisoformat(area.as_at))}.",
        grown,
        "Its size is derived, not published." if area.certainty == "derived" else "",
        "Women are England's share at each age (derived)." if area.kind != "country" else "",
        "Several boards have merged since." if area.kind == "icb" else "",
        f"Note: {area.note}." if area.note else "",
    ]
    return " ".join(part for part in parts if part)


def numbers_cell(
    asked: Sequence[Parameter], values: Mapping[str, float], service: str, extra: Sequence[str] = ()
) -> str:
    """The one cell a reader edits, written from the rows that a service is asked for.

    `values` are the numbers it starts with; a row without one starts as None, which keeps the
    national figure. A test compares each page's cell with this text, so a new input is added in
    one place: the table.
    """
    lines = [f'service = "{service}"', *extra, "yours = {"]
    for p in asked:
        value = values.get(p.name)
        shown = "None" if value is None else f"{int(value):_}" if value == int(value) else f"{value:g}"
        lines += [f"    # {p.label} ({p.unit})", f'    "{p.name}": {shown},']
    return "\n".join([*lines, "}"])


def _source(parameter: Parameter) -> str:
    if parameter.national is not None:
        return f"{parameter.source[0]} (in place of {value_of(parameter.national)})"
    known = sources()
    return "; ".join(known[key].short for key in parameter.source) or "assumed: no source found"


def _percent(share: float) -> str:
    return f"{100 * share:.1f}".removesuffix(".0") + "%"


def _plain(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 1000 or value == int(value) else f"{value:g}"  # noqa: PLR2004  # thousands
