"""A page's inputs as a reader sees them: the cell to edit, and each figure with its range, source and certainty."""

import html
from collections.abc import Mapping, Sequence

from flsguide.evidence.parameters import Parameter, Parameters
from flsguide.evidence.places import HIPS, RESIDENTS, Place
from flsguide.evidence.population import BASE_YEAR
from flsguide.evidence.sources import sources
from flsguide.report.numbers import about, in_words, step_of, with_range
from flsguide.report.tables import Cell, Table, badge

__all__ = [
    "UNCHECKED",
    "caseload_rows",
    "chip",
    "inputs_table",
    "is_unchecked",
    "numbers_cell",
    "population_note",
    "share_sentence",
    "value_alone",
    "value_of",
]

UNCHECKED = "not yet checked"
PARAMETERS_PAGE = "../methods/parameters.html"
"""Where a number's row is, seen from any page one folder down."""


def value_alone(parameter: Parameter) -> str:
    """A parameter's value without its range, for a sentence that says where the range comes from: "24%"."""
    if parameter.unit == "proportion":
        return _percent(parameter.value)
    if parameter.unit == "pounds":
        return f"{about(parameter.value, step_of(parameter.range.high - parameter.range.low))} pounds"
    return f"{_plain(parameter.value)} {parameter.unit}"


def value_of(parameter: Parameter) -> str:
    """A parameter's value with its range, as a reader takes it in: "24% (20% to 37%)".

    Money is rounded to what its range supports; the row itself keeps every digit.
    """
    low, high = parameter.low, parameter.high
    if parameter.unit == "pounds":
        return f"{with_range(parameter.range)} pounds"
    shown = value_alone(parameter)
    if low is None or high is None:
        return shown
    end = _percent if parameter.unit == "proportion" else _plain
    return f"{shown} ({end(low)} to {end(high)})"


def chip(parameter: Parameter) -> Cell:
    """A value with its range that leads to its row; a service's own value leads to the national row it replaces."""
    shown = html.escape(value_of(parameter))
    link = f'<a class="fls-number" href="{PARAMETERS_PAGE}#{parameter.name}">{shown}</a>'
    return Cell(value_of(parameter), link)


def caseload_rows(inputs: Parameters, place: Place, more: Sequence[str] = ()) -> list[Parameter]:
    """The rows that a place's count of fractures is made from, and `more`: never one that was not used."""
    own = inputs[HIPS].counted_in is not None
    names = [RESIDENTS] if place.area is None else []
    names += [HIPS, "p_non_hip_calibration"] if own else [] if place.is_england else ["p_place_difference"]
    return [inputs[name] for name in (*names, *more)]


def share_sentence(asked: Sequence[Parameter]) -> str:
    """How much of a case is the service's own: said, so that nobody takes a national figure for a local one."""
    own = sum(p.national is not None for p in asked)
    return f"{own} of the {len(asked)} figures that a service is asked for {'is' if own == 1 else 'are'} its own."


def inputs_table(caption: str, given: Sequence[Parameter], note: str = "") -> Table:
    """The evidence used: each input with its range, its source and how sure we are of it."""
    return Table(
        caption,
        ("What", "Value (range)", "Source", "How sure"),
        tuple((p.label, chip(p), _source(p), _how_sure(p)) for p in given),
        note=note,
        is_text=True,
    )


def population_note(place: Place) -> str:
    """Whose population is counted, how sure we are of it, and what a reader must know before using it."""
    area = place.area
    if area is None:
        return (
            f"Population of {place.counted_in}, grown by the national projection at each age. "
            "Ages are England's (derived); women are England's share at each age."
        )
    grown = f"Population of mid-{BASE_YEAR}, grown by the national projection at each age."
    parts = [
        f"{area.name}, {area.kind_in_words}, name and code as at {in_words(area.as_at)}.",
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


def _how_sure(parameter: Parameter) -> Cell:
    """The badge, and whether nobody has read the figure in its source yet."""
    shown = badge(parameter.certainty)
    if not is_unchecked(parameter):
        return shown
    return Cell(f"{shown.text}, {UNCHECKED}", f'{shown.html} <span class="fls-unchecked">{UNCHECKED}</span>')


def is_unchecked(parameter: Parameter) -> bool:
    """True for a national figure with a source that nobody has compared it with yet."""
    return parameter.national is None and bool(parameter.source) and parameter.checked_on is None


def _source(parameter: Parameter) -> str:
    if parameter.national is not None:
        return f"{parameter.source[0]}, {parameter.counted_in} (in place of {value_of(parameter.national)})"
    known = sources()
    return "; ".join(known[key].short for key in parameter.source) or "assumed: no source found"


def _percent(share: float) -> str:
    return f"{100 * share:.1f}".removesuffix(".0") + "%"


def _plain(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 1000 or value == int(value) else f"{value:g}"  # noqa: PLR2004  # thousands
