"""The value of perfect implementation by step of the care cascade, as a table and a chart."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from flsguide.analysis.budget_draws import spread
from flsguide.analysis.implementation import TOGETHER, Raised, most_worth
from flsguide.report.charts import Chart, chart
from flsguide.report.money import MINUS, signed
from flsguide.report.numbers import about
from flsguide.report.numbers_behind import Numbers
from flsguide.report.style import LIGHT
from flsguide.report.tables import Table
from flsguide.report.todays_views import THOUSANDS, drawn

__all__ = ["STEP_WORDS", "implementation_chart", "implementation_table", "money"]

Array = NDArray[np.float64]
STEP_WORDS = {
    "identified": "Found",
    "recommended": "Recommended",
    "started": "Started",
    "persisting": "Still taking",
    TOGETHER: "All four together",
}


def money(amount: float, step: float = THOUSANDS) -> str:
    """An amount with its sign, for what may be a gain or a loss; pounds to thousands."""
    shown = signed(amount, step)
    return shown if shown.startswith(MINUS) or shown == "0" else f"+{shown}"


def implementation_table(
    goal: Sequence[Raised], everybody: Sequence[Raised], thresholds: tuple[float, float]
) -> Table:
    """Each step raised to the audit's green level and to all who need it, the others held."""
    low, high = thresholds
    rows = [
        _row(raised, target, thresholds)
        for pair in zip(goal, everybody, strict=True)
        for target, raised in zip(("green", "all"), pair, strict=True)
    ]
    return Table(
        "What it is worth to raise one step, the others held, for the people of one year",
        (
            "Step, and of 100 before it",
            "More start",
            "More still taking at 12 months",
            "Fractures avoided",
            "QALYs gained",
            "Net benefit, thousands of pounds",
        ),
        tuple(rows),
        numeric=(1, 2, 3, 4, 5),
        note=f"Net benefit at {about(low, 0)} to {about(high, 0)} pounds a QALY. Green: the level from which the "
        "audit's tables show a service in green. All: everybody, and of those found all who need a medicine in "
        "Glasgow's model. Mean of the draws, ranges hold 8 in 10, 10 years. Staff for more people seen is counted at "
        "full cost; what it takes to raise a step is not. So a net benefit is the most that raising it is worth each "
        f"year; below 0 ({MINUS}) it is not worth doing alone.",
        is_text=True,
    )


def _row(raised: Raised, target: str, thresholds: tuple[float, float]) -> tuple[str, ...]:
    words = STEP_WORDS[raised.step]
    if raised.is_met:
        return (f"{words}, {about(100 * (raised.now or 0), 1)}: {target} already", *["0"] * 5)
    if raised.now is not None and raised.to is not None:
        words = f"{words}, {about(100 * raised.now, 1)} to {about(100 * raised.to, 1)}"
    benefit = [money(float(raised.change.net_benefit(t).mean()) / THOUSANDS, 1) for t in thresholds]
    return (
        f"{words} ({target})",
        _people(raised.change.started),
        _people(raised.still_taking),
        drawn(raised.change.fractures_avoided),
        drawn(raised.change.qalys),
        benefit[0] if benefit[0] == benefit[1] else f"{benefit[0]} to {benefit[1]}",
    )


def _people(draws: Array) -> str:
    mean = float(draws.mean())
    return about(mean, 1 if abs(mean) < 100 else 10)  # noqa: PLR2004  # what the range supports


def implementation_chart(found: Sequence[Raised], threshold: float, place: str) -> Chart:
    """Bars of what raising each step is worth a year, with what 8 in 10 draws lie between."""
    steps = [raised for raised in found if raised.step != TOGETHER]
    benefits = [spread(raised.change.net_benefit(threshold)) for raised in steps]
    names = [STEP_WORDS[raised.step] for raised in steps]
    best = most_worth(found, threshold)
    spoken = "; ".join(f"{name} {money(each.mean)}" for name, each in zip(names, benefits, strict=True))

    def draw(axes: Axes, is_narrow: bool) -> None:
        _bars(axes, names, [(e.mean, e.low_80, e.high_80) for e in benefits], is_narrow=is_narrow)

    return chart(
        name="worth-of-each-step",
        title=(
            f"The step most worth raising is: {STEP_WORDS[best[0].step].lower()}"
            if best
            else "No step is worth raising alone"
        ),
        alt="Bar chart of the net benefit a year, in pounds, of raising one step to the audit's green level: "
        f"{spoken}.",
        data=Numbers(
            ("step", "net_benefit_pounds_a_year", "low_80", "high_80"),
            tuple((name, e.mean, e.low_80, e.high_80) for name, e in zip(names, benefits, strict=True)),
        ),
        caption=f"{place}, one year's people, at {about(threshold, 0)} pounds a QALY. Bars: mean. Lines: 8 in 10 "
        "draws. Right of 0 it is worth more than the people seen cost.",
        draw=draw,
        rows=len(steps) + 1,
    )


def _bars(
    axes: Axes, names: Sequence[str], benefits: Sequence[tuple[float, float, float]], *, is_narrow: bool
) -> None:
    left, right = min(0.0, *(low for _, low, _ in benefits)), max(0.0, *(high for _, _, high in benefits))
    width = right - left or 1.0
    for row, (name, (mean, low, high)) in enumerate(zip(names, benefits, strict=True)):
        color = LIGHT["bar"] if mean >= 0 else LIGHT["bar-quiet"]
        axes.barh(row, mean, height=0.5, color=color)
        if low < high:
            axes.plot([low, high], [row, row], color=LIGHT["ink"], linewidth=1.4, solid_capstyle="butt")
        if is_narrow:
            axes.text(left, row - 0.34, f"{name}: {money(mean)} pounds", va="bottom", ha="left")
        else:
            axes.text(max(high, 0) + 0.02 * width, row, money(mean), va="center", color=LIGHT["muted"])
    axes.axvline(0, color=LIGHT["ink"], linewidth=1.2)
    axes.set_xlim(left - 0.02 * width, right + width * (0.04 if is_narrow else 0.2))
    axes.set_ylim(len(names) - 0.5, -0.75 if is_narrow else -0.5)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    axes.set_yticks([] if is_narrow else range(len(names)), [] if is_narrow else names)
