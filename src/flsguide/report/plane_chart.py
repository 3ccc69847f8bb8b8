"""The cost-effectiveness plane as a chart: every draw, the share in each quadrant, and the thresholds as lines."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator
from numpy.typing import NDArray

from flsguide.analysis.decision_uncertainty import Plane, plane
from flsguide.analysis.scenarios import PEOPLE
from flsguide.report.bases import FULL_COST, TRUST_PAY
from flsguide.report.charts import Chart, chart
from flsguide.report.numbers import about, out_of_100
from flsguide.report.numbers_behind import Numbers
from flsguide.report.style import LIGHT
from flsguide.report.worth import Worth

__all__ = ["plane_chart"]

Array = NDArray[np.float64]
SHOWN = 400
"""Draws that are shown: more would be one blot. Shares are of all of them."""
THOUSAND = 1000
_CORNERS = {
    "north-west": (0.02, 0.97, "left", "top", "costs more, loses health"),
    "north-east": (0.985, 0.97, "right", "top", "costs more, gains health"),
    "south-east": (0.985, 0.03, "right", "bottom", "saves, gains health"),
    "south-west": (0.02, 0.03, "left", "bottom", "saves, loses health"),
}
_MOSTLY = {
    "north-east": "gains health and costs more",
    "south-east": "gains health and saves",
    "north-west": "loses health and costs more",
    "south-west": "loses health and saves",
}


def plane_chart(worth: Worth) -> Chart:
    """A whole service against usual care, for 1,000 people, at full cost; the title is the message."""
    found = plane(worth.draws[FULL_COST].choice(), "usual", "fls")
    qalys, cost = PEOPLE * found.incremental_qalys, PEOPLE * found.incremental_cost
    low, high = worth.thresholds
    under = {t: float(np.mean(t * qalys - cost > 0)) for t in (low, high)}
    shares = {name: out_of_100(share.value) for name, share in found.quadrants.items()}
    mostly = max(_MOSTLY, key=lambda name: found.quadrants[name].value)
    years = worth.base.years

    def draw(axes: Axes, is_narrow: bool) -> None:  # the chart calls it so
        _cloud(axes, qalys, cost, is_narrow=is_narrow)
        _lines(axes, worth.thresholds, is_narrow=is_narrow)
        _marks(axes, worth)
        _corners(axes, found, is_narrow=is_narrow)

    return chart(
        name="plane",
        title=(
            f"The service {_MOSTLY[mostly]} in {shares[mostly]} draws, and is worth its cost at "
            f"{about(high, 0)} pounds a QALY in {out_of_100(under[high])}"
        ),
        alt=(
            f"Scatter chart of {min(SHOWN, len(cost))} draws at {worth.place.name}, for 1,000 people over "
            f"{years} years: years in good health gained to the right, cost added upwards. Of all draws "
            f"{shares['north-east']} cost more and gain health, {shares['north-west']} cost more and lose health, "
            f"{shares['south-east']} save and gain health, {shares['south-west']} save and lose health. "
            f"{out_of_100(under[low])} lie under the line of {about(low, 0)} pounds for a QALY, "
            f"{out_of_100(under[high])} under that of {about(high, 0)}."
        ),
        data=Numbers(("draw", "qalys_gained", "cost_added_pounds"), _rows(qalys, cost)),
        caption=(
            f"{worth.place.name}, people of {worth.year}, for each 1,000 with a fracture, {years} years, 2025/26 "
            "pounds, at full cost. Dots: draws. Dashed lines: thresholds, in pounds for a QALY; below and to "
            "the right of a line the service is worth its cost. Filled mark: the numbers as they stand. Open mark: "
            "the same at trust pay."
        ),
        draw=draw,
        rows=8,
    )


def _rows(qalys: Array, cost: Array) -> tuple[tuple[float, ...], ...]:
    pairs = zip(qalys.tolist(), cost.tolist(), strict=True)
    return tuple((float(i), q, c) for i, (q, c) in enumerate(pairs, start=1))


def _cloud(axes: Axes, qalys: Array, cost: Array, *, is_narrow: bool) -> None:
    x, y = qalys[:SHOWN], cost[:SHOWN] / THOUSAND
    axes.scatter(x, y, s=9, color=LIGHT["bar"], linewidths=0)
    # Room for what is said at the corners, and for both axes.
    left, right = min(float(x.min()), 0.0), max(float(x.max()), 0.0)
    low, high = min(float(y.min()), 0.0), max(float(y.max()), 0.0)
    axes.set_xlim(left - (0.36 if is_narrow else 0.2) * (right - left), right + 0.04 * (right - left))
    axes.set_ylim(low - 0.18 * (high - low), high + 0.16 * (high - low))
    for line in (axes.axhline, axes.axvline):
        line(0, color=LIGHT["muted"], linewidth=0.8, zorder=0)
    axes.spines["bottom"].set_visible(False)
    axes.xaxis.set_major_locator(MaxNLocator(5, integer=True))
    axes.set_xlabel("Years in good health gained (QALYs)")
    axes.set_ylabel("Cost added (thousand pounds)")
    axes.tick_params(axis="y", labelcolor=LIGHT["muted"])


def _lines(axes: Axes, thresholds: tuple[float, float], *, is_narrow: bool) -> None:
    """The lines end where the draws do; what each is worth stands behind its end."""
    left, right = axes.get_xlim()
    top = axes.get_ylim()[1]
    for threshold in thresholds:
        slope = threshold / THOUSAND
        x = min(right, 0.85 * top / slope)
        axes.plot([0, x], [0, slope * x], color=LIGHT["ink"], linewidth=1.1, dashes=(5, 3))
        axes.annotate(about(threshold, 0), (x, slope * x), xytext=(4, 0), textcoords="offset points", va="center")
    axes.set_xlim(left, right + (0.2 if is_narrow else 0.1) * (right - left))


def _marks(axes: Axes, worth: Worth) -> None:
    for basis, fill in ((FULL_COST, LIGHT["ink"]), (TRUST_PAY, LIGHT["paper"])):
        axes.plot(
            worth.base.qalys_gained,
            worth.base.cost_added[basis] / THOUSAND,
            marker="D",
            markersize=8,
            markerfacecolor=fill,
            markeredgecolor=LIGHT["ink"],
            markeredgewidth=1.6,
        )


def _corners(axes: Axes, found: Plane, *, is_narrow: bool) -> None:
    for name, (x, y, ha, va, words) in _CORNERS.items():
        said = words.replace(", ", ",\n") if is_narrow else words
        axes.text(
            x, y, f"{out_of_100(found.quadrants[name].value)}\n{said}", transform=axes.transAxes, ha=ha, va=va,
            color=LIGHT["muted"], fontsize="small", linespacing=1.25,
        )  # fmt: skip
