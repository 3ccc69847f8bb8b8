"""How sure a choice between options is, at every threshold: acceptability curves and frontier, with their table."""

import math
from collections.abc import Mapping, Sequence

from matplotlib.axes import Axes

from flsguide.analysis.decision_uncertainty import Acceptability, StrategyDraws, acceptability
from flsguide.report.charts import Chart, chart
from flsguide.report.numbers_behind import Numbers
from flsguide.report.style import LIGHT
from flsguide.report.tables import Table
from flsguide.report.ten_marks import in_ten

__all__ = ["OPTION_WORDS", "acceptability_chart", "acceptability_table"]

OPTION_WORDS = {"usual": "No service", "hip_only": "Hip fractures only", "fls": "A whole service"}
"""The options as a reader knows them."""
_LINES = {"usual": ("-", "muted"), "hip_only": (":", "attention"), "fls": ("--", "accent")}
"""A line's style tells the options apart as well as its colour."""
_MOST, _STEP = 100_000, 1000
_SCALE = 1000


def acceptability_chart(draws: StrategyDraws, ends: Mapping[str, float], place: str, basis: str) -> Chart:
    """A curve for each option, a broad band under the one to choose, and a line at each end of NICE's thresholds.

    `ends` are thresholds in pounds by the words that name them; `basis` says what staff cost.
    """
    found = acceptability(draws, [float(x) for x in range(0, _MOST + 1, _STEP)])
    at = acceptability(draws, sorted(ends.values()))
    turn = next((a for a in found if a.optimal != found[0].optimal), None)
    said = "; ".join(
        f"at {a.threshold:,.0f} pounds, "
        + ", ".join(f"{OPTION_WORDS[o].lower()} {in_ten(p.value, draws.n)}" for o, p in a.probability.items())
        for a in at
    )
    return chart(
        name="acceptability",
        title=_title(at, turn),
        alt=f"Line chart for {place}, {basis}. How often each option is the best of the three: {said}.",
        data=Numbers(
            ("pounds_per_qaly", *draws.names, "option_to_choose"),
            tuple((a.threshold, *(a.probability[o].value for o in draws.names), a.optimal) for a in found),
        ),
        caption=f"{place}, {basis}. Broad band: the option that is best on average (the frontier)."
        f" Upright lines: {_ends_in_words(ends)}.",
        draw=lambda axes, is_narrow: _draw(axes, draws.names, found, sorted(set(ends.values())), is_narrow=is_narrow),
        rows=8,
    )


def acceptability_table(by_basis: Mapping[str, StrategyDraws], ends: Mapping[str, float], place: str) -> Table:
    """At each threshold and on each basis of cost: how often each option is best, and which to choose now."""
    rows = [
        (f"{a.threshold:,.0f} ({name})", words, *(_of_100(a, o) for o in OPTION_WORDS), OPTION_WORDS[a.optimal])
        for name, threshold in ends.items()
        for words, draws in by_basis.items()
        for a in acceptability(draws, [threshold])
    ]
    return Table(
        f"{place}: of 100 draws, how many favour each option",
        ("Pounds a QALY", "Cost counted", *OPTION_WORDS.values(), "Best on average"),
        tuple(rows),
        numeric=(2, 3, 4),
        is_text=True,
        note="Best on average: the option with the most net benefit. How unsure it is does not change which "
        "one it is; it says what more knowledge could be worth. Rounded, so a row may not add up to 100.",
    )


def _of_100(found: Acceptability, option: str) -> str:
    """Whole draws of 100; neither none nor all unless it is so."""
    share = found.probability[option].value
    return "under 1" if 0 < share < 0.005 else "over 99" if 0.995 < share < 1 else f"{100 * share:.0f}"  # noqa: PLR2004


def _title(at: Sequence[Acceptability], turn: Acceptability | None) -> str:
    names = list(dict.fromkeys(OPTION_WORDS[a.optimal].lower() for a in at))
    if len(names) > 1:
        return f"Which option is best on average depends on NICE's threshold: {' or '.join(names)}"
    best = f"On average, {names[0]} is best at each of NICE's thresholds"
    is_later = turn is not None and turn.threshold > at[-1].threshold
    return f"{best}; that turns at about {turn.threshold:,.0f} pounds a QALY" if turn and is_later else best


def _ends_in_words(ends: Mapping[str, float]) -> str:
    return ", ".join(f"{threshold:,.0f} ({name})" for name, threshold in ends.items())


def _draw(
    axes: Axes, names: Sequence[str], found: Sequence[Acceptability], ends: Sequence[float], *, is_narrow: bool
) -> None:
    x = [a.threshold / _SCALE for a in found]
    for name in names:
        # one band for each option, with gaps: where the choice turns the frontier jumps, and nothing lies between
        band = [a.frontier.value if a.optimal == name else math.nan for a in found]
        axes.plot(x, band, color=LIGHT["rule"], linewidth=9, solid_capstyle="butt", zorder=1)
    for end in ends:
        axes.axvline(end / _SCALE, color=LIGHT["bar-quiet"], linewidth=1, zorder=0)
    marked = [(ends[0] + ends[-1]) / 2] if is_narrow else ends
    for end in marked:
        words = f"{ends[0] / _SCALE:.0f} to {ends[-1] / _SCALE:.0f}" if is_narrow else f"{end / _SCALE:.0f}"
        axes.text(end / _SCALE, 1.02, words, ha="center", va="bottom", color=LIGHT["muted"])
    for name in names:
        style, colour = _LINES[name]
        y = [a.probability[name].value for a in found]
        axes.plot(x, y, linestyle=style, color=LIGHT[colour], linewidth=2, zorder=2, label=OPTION_WORDS[name])
    if is_narrow:
        axes.legend(loc="upper left", bbox_to_anchor=(0, -0.16), frameon=False, handlelength=2.5, borderaxespad=0)
    else:
        heights = _apart({name: found[-1].probability[name].value for name in names})
        for name, height in heights.items():
            axes.text(x[-1] * 1.015, height, OPTION_WORDS[name], va="center", color=LIGHT[_LINES[name][1]])
    axes.set_xlim(0, x[-1] * (1 if is_narrow else 1.27))
    axes.set_ylim(0, 1.01)
    axes.set_yticks([0, 0.5, 1], ["0", "5 in 10", "all"])
    axes.set_xticks([0, 50, 100])
    axes.set_xlabel("Thousand pounds for a QALY", loc="left" if not is_narrow else "center")


def _apart(heights: Mapping[str, float]) -> dict[str, float]:
    """Heights of labels, the lowest first, none nearer than a line of text to the one below."""
    found: dict[str, float] = {}
    below = -math.inf
    for name, height in sorted(heights.items(), key=lambda item: item[1]):
        below = found[name] = max(height, below + 0.075)
    return found
