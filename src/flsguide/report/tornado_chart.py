"""Which uncertain numbers move the net benefit: bars, widest first, and the same as a table with where it turns."""

import html
import textwrap
from collections.abc import Mapping, Sequence

from matplotlib.axes import Axes

from flsguide.analysis.tornado import Bar, Move
from flsguide.evidence.parameters import Parameters
from flsguide.model.base_case import RATE
from flsguide.report.charts import Chart, chart
from flsguide.report.inputs import PARAMETERS_PAGE
from flsguide.report.money import signed
from flsguide.report.numbers_behind import Numbers
from flsguide.report.sentences import SITE_WORDS
from flsguide.report.style import LIGHT
from flsguide.report.tables import Cell, Folded, Table
from flsguide.report.ten_marks import PEOPLE

__all__ = ["THOUSANDS", "ends_of", "label_of", "tornado_chart", "tornado_table"]

MOST = 10
"""Bars that are shown: further down they differ by less than chance moves the answer."""
THOUSANDS = 1000
"""To how many pounds a net benefit for 1,000 people is shown."""
_TOGETHER = {
    "p_persisting_12_months": "Still taking tablets at 12, 24 and 60 months (three numbers that move together)",
    "rr_imminent_excess": "Extra fracture risk at the start, and how fast it fades (fitted, so they move together)",
}
_PLATE = {"facecolor": LIGHT["paper"], "edgecolor": "none", "pad": 1.0}
"""Behind words, so that no line runs through them."""
_RATES = {RATE.format(site=site): words for site, words in SITE_WORDS.items()}


def label_of(name: str, inputs: Parameters) -> str:
    """An input in plain words: its row's label, or which fracture rates."""
    return f"Fracture rates: {_RATES[name].lower()}" if name in _RATES else inputs[name].label


def ends_of(move: Move, inputs: Parameters) -> tuple[str, str]:
    """The two ends of a move as a reader takes them in; of several inputs, the first."""
    name = move.names[0]
    return _written(name, move.low[0], inputs), _written(name, move.high[0], inputs)


def tornado_chart(
    base: float, bars: Sequence[Bar], inputs: Parameters, place: str, basis: str, threshold: float
) -> Chart:
    """Bars of net benefit for 1,000 people; to the right of 0 a service is worth its cost at the threshold."""
    shown = bars[:MOST]
    labels = [_label(bar.move, inputs) for bar in shown]
    spoken = "; ".join(
        f"{label}, from {_pounds(bar.at_low)} at {low} to {_pounds(bar.at_high)} at {high}"
        for label, bar in zip(labels, shown, strict=True)
        for low, high in [ends_of(bar.move, inputs)]
    )
    over = [
        label
        for label, bar in zip(labels, shown, strict=True)
        if min(bar.at_low, bar.at_high) < 0 < max(bar.at_low, bar.at_high)
    ]
    return chart(
        name="tornado",
        title=_title(base, len(over)),
        alt=f"Bars, widest first. Net benefit at {threshold:,.0f} pounds a QALY for each {PEOPLE:,} people: "
        f"{_pounds(base)} as things stand. {spoken}.",
        data=Numbers(
            ("inputs", "low", "high", "net_benefit_at_low", "net_benefit_at_high"),
            tuple(
                (
                    " + ".join(bar.move.names),
                    bar.move.low[0],
                    bar.move.high[0],
                    PEOPLE * bar.at_low,
                    PEOPLE * bar.at_high,
                )
                for bar in bars
            ),
        ),
        caption=f"{place}, {basis}, at {threshold:,.0f} pounds a QALY. Thin line: each number as it stands "
        "(the mean of the draws lies a little off). Thick line: 0; "
        "to its right a service is worth its cost. Solid: at the low end; open: at the high end. One number moves at "
        "a time.",
        draw=lambda axes, is_narrow: _draw(axes, base, shown, labels, inputs, is_narrow=is_narrow),
        rows=round(1.5 * len(shown)) + 1,
    )


def tornado_table(
    bars: Sequence[Bar], turns: Mapping[str, float | None], inputs: Parameters, basis: str, threshold: float
) -> Folded:
    """The bars as a table, folded under their chart, with the value of each input that just makes a service worth it.

    `turns` has it for each input that was looked for, None where no value that is possible does.
    """
    rows = []
    for bar in bars[:MOST]:
        name, move = bar.move.names[0], bar.move
        own, low, high = (_number(name, end[0], inputs) for end in (move.value, move.low, move.high))
        amounts = f"{_pounds(bar.at_low)} to {_pounds(bar.at_high)}"
        rows.append(
            (
                _label(bar.move, inputs),
                _chip(name, f"{own} ({low} to {high}) {_unit(name, inputs)}".strip(), inputs),
                amounts,
                _turn(bar.move, turns, inputs),
            )
        )
    table = Table(
        f"What moves net benefit at {threshold:,.0f} pounds a QALY, {basis}, pounds for each {PEOPLE:,} people",
        (
            "Number",
            "Value (low end to high end)",
            "Net benefit at the low and the high end",
            "Just worth its cost at",
        ),
        tuple(rows),
        note="Of numbers that move together the first is shown. Net benefit is the QALYs gained, at so many pounds "
        "each, less the cost added to health and social care, discounted.",
        is_text=True,
    )
    return Folded("These bars as a table, and where each number makes a service just worth its cost", table)


def _chip(name: str, text: str, inputs: Parameters) -> Cell:
    """A value that leads to its row; fracture rates have a table of their own and no row."""
    if name not in inputs.rows:
        return Cell(text)
    return Cell(text, f'<a class="fls-number" href="{PARAMETERS_PAGE}#{name}">{html.escape(text)}</a>')


def _turn(move: Move, turns: Mapping[str, float | None], inputs: Parameters) -> str:
    name = move.names[0]
    if len(move.names) > 1 or name not in turns:
        return "not looked for: it moves with others"
    found, none = turns[name], "no value in its range does"
    if found is None:
        return f"{none}, nor any that is possible"
    within = move.low[0] <= found <= move.high[0]
    rounded = _written(name, float(f"{found:.2g}"), inputs)
    return f"about {rounded}" if within else f"{none}; about {rounded} would"


def _label(move: Move, inputs: Parameters) -> str:
    return _TOGETHER[move.names[0]] if len(move.names) > 1 else label_of(move.names[0], inputs)


def _written(name: str, value: float, inputs: Parameters) -> str:
    """A value with its unit, in three digits at most but for thousands."""
    number, unit = _number(name, value, inputs), _unit(name, inputs)
    return f"{number} {unit.removesuffix('s') if number == '1' else unit}".strip()


def _number(name: str, value: float, inputs: Parameters) -> str:
    if name in inputs.rows and inputs[name].unit == "proportion":
        return f"{100 * value:.3g}%"
    if name not in inputs.rows or inputs[name].unit == "times":
        return f"{value:.2f}"
    return f"{value:,.0f}" if abs(value) >= THOUSANDS else f"{value:.3g}"


def _unit(name: str, inputs: Parameters) -> str:
    """Blank where a percentage says it."""
    unit = inputs[name].unit if name in inputs.rows else "times"
    return "" if unit == "proportion" else unit


def _pounds(benefit: float) -> str:
    return signed(PEOPLE * benefit, THOUSANDS)


def _title(base: float, crossing: int) -> str:
    now = "not worth its cost" if base < 0 else "worth its cost"
    if not crossing:
        return f"As things stand a service is {now}, and no number alone changes that within its range"
    numbers = "one number alone could" if crossing == 1 else f"{crossing} numbers could each alone"
    return f"As things stand a service is {now}; {numbers} change that within its range"


def _draw(
    axes: Axes, base: float, bars: Sequence[Bar], labels: Sequence[str], inputs: Parameters, *, is_narrow: bool
) -> None:
    scale = PEOPLE / THOUSANDS
    every = [scale * end for bar in bars for end in (bar.at_low, bar.at_high)]
    left, right = min(*every, 0), max(*every, 0)
    room = (right - left) * (0.30 if is_narrow else 0.16)
    for row, (bar, label) in enumerate(zip(bars, labels, strict=True)):
        low, high = ends_of(bar.move, inputs)
        for end, words, is_low in ((bar.at_low, low, True), (bar.at_high, high, False)):
            face = LIGHT["bar"] if is_low else LIGHT["paper"]
            axes.barh(
                row,
                scale * (end - base),
                left=scale * base,
                height=0.34,
                color=face,
                edgecolor=LIGHT["bar"],
                linewidth=1.2,
                zorder=2,
            )
            is_right = end >= base
            x = scale * end + (1 if is_right else -1) * 0.015 * (right - left)
            side = "left" if is_right else "right"
            axes.text(x, row, words, va="center", ha=side, color=LIGHT["muted"], fontsize=9, zorder=4, bbox=_PLATE)
        lines = textwrap.wrap(label, 42 if is_narrow else 92)
        said = "\n".join(lines)
        axes.text(left - room, row - 0.26, said, va="bottom", color=LIGHT["ink"], fontsize=9.5, zorder=4, bbox=_PLATE)
    axes.axvline(scale * base, color=LIGHT["muted"], linewidth=0.8, zorder=1)
    axes.axvline(0, color=LIGHT["ink"], linewidth=2, zorder=1)
    axes.set_xlim(left - room, right + room)
    axes.set_ylim(len(bars) - 0.6, -1.0)
    axes.set_yticks([])
    words = f"thousand pounds for {PEOPLE:,} people"
    axes.set_xlabel(words.capitalize() if is_narrow else f"Net benefit, {words}")
