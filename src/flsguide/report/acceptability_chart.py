"""How sure a choice between options is, at every threshold: acceptability curves and frontier, with their table."""

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise

from matplotlib.axes import Axes

from flsguide.analysis.decision_uncertainty import Acceptability, StrategyDraws, acceptability
from flsguide.analysis.option_draws import OptionDraws
from flsguide.analysis.whole_posts import in_whole_posts
from flsguide.evidence.parameters import Parameters
from flsguide.report.charts import Chart, chart
from flsguide.report.numbers_behind import Numbers
from flsguide.report.option_words import SHORT_WORDS
from flsguide.report.style import LIGHT
from flsguide.report.tables import Table
from flsguide.report.ten_marks import BASES, chance_of_worth, heading, in_ten

__all__ = ["acceptability_chart", "options_table"]

ALIKE = "as a whole one"
"""By the minute a service costs and gains the same whether or not hospitals share it."""
_LINES = {"usual": ("-", "muted"), "hip_only": (":", "attention"), "fls": ("--", "accent")}
"""A line's style tells the options apart as well as its colour."""
_MOST, _STEP = 100_000, 1000
_SCALE = 1000


def acceptability_chart(draws: StrategyDraws, ends: Mapping[str, float], place: str, basis: str) -> Chart:
    """A curve for each option, a broad band under the one to choose, and a line at each end of NICE's threshold.

    Staff are counted by the minute, so `draws` may have a shared service too: it is the same as a whole one, and one
    curve shows both. `ends` are thresholds in pounds by the words that name them; `basis` says what staff cost.
    """
    draws = _by_the_minute(draws)
    found = acceptability(draws, [float(x) for x in range(0, _MOST + 1, _STEP)])
    at = acceptability(draws, sorted(ends.values()))
    turns = [after for before, after in pairwise(found) if after.optimal != before.optimal]
    said = "; ".join(
        f"at {a.threshold:,.0f} pounds, "
        + ", ".join(f"{SHORT_WORDS[o].lower()} {in_ten(p.value, draws.n)}" for o, p in a.probability.items())
        for a in at
    )
    return chart(
        name="acceptability",
        title=_title(at, turns),
        alt=f"Line chart for {place}, {basis}. How often each option is the best of the {len(draws.names)}: {said}.",
        data=Numbers(
            ("pounds_per_qaly", *draws.names, "option_to_choose"),
            tuple((a.threshold, *(a.probability[o].value for o in draws.names), a.optimal) for a in found),
        ),
        caption=f"{place}, {basis}, by the minute: a shared service is then the same as a whole one. "
        f"Broad band: the option that is best on average (the frontier)."
        f" Upright lines: NICE's threshold, {_ends_in_words(ends)}.",
        draw=lambda axes, is_narrow: _draw(axes, draws.names, found, sorted(set(ends.values())), is_narrow=is_narrow),
        rows=8,
    )


def options_table(by_basis: Mapping[str, OptionDraws], inputs: Parameters, threshold: float, place: str) -> Table:
    """How often each option is best, on each basis of cost, by the minute and in whole posts; and which to choose.

    `by_basis` is by the words that head a row, each with a whole service and a shared one among its options.
    """
    rows = []
    for words, draws in by_basis.items():
        minute = acceptability(_by_the_minute(draws.choice()), [threshold])[0]
        posts = acceptability(in_whole_posts(draws, inputs, BASES[words]), [threshold])[0]
        shares = [_of_100(minute.probability[o].value) if o in minute.probability else ALIKE for o in SHORT_WORDS]
        rows.append((f"{heading(words)}, by the minute", *shares, SHORT_WORDS[minute.optimal]))
        shares = [_of_100(posts.probability[o].value) for o in SHORT_WORDS]
        rows.append((f"{heading(words)}, in whole posts", *shares, SHORT_WORDS[posts.optimal]))
    return Table(
        f"{place}: in how many of 100 draws each option is best, at {threshold:,.0f} pounds a QALY",
        ("Staff", *SHORT_WORDS.values(), "Best on average"),
        tuple(rows),
        numeric=(1, 2, 3, 4),
        is_text=True,
        note=f"{_pair(by_basis, threshold)} Whole posts have spare hours, which a shared service has fewer of; "
        "travel and agreements between hospitals are not counted. Best on average: the option with the most net "
        "benefit. Rounded, so a row may not add up to 100.",
    )


def _pair(by_basis: Mapping[str, OptionDraws], threshold: float) -> str:
    """Why a whole service is best less often here than it is worth its cost beside no service."""
    said = []
    for words, draws in by_basis.items():
        alone = 100 * chance_of_worth(draws, "usual", "fls", threshold)
        best = acceptability(_by_the_minute(draws.choice()), [threshold])[0].probability["fls"].value
        said.append(f"{alone:.0f} of 100 {words} but is best in {100 * best:.0f}")
    beats = ", and ".join(said)
    return f"By the minute a whole service beats no service in {beats}: in the others hips only is better still."


def _by_the_minute(draws: StrategyDraws) -> StrategyDraws:
    """The options without a shared service, which would halve every draw with the whole one that it equals."""
    kept = [i for i, name in enumerate(draws.names) if name != "hub"]
    return StrategyDraws(tuple(draws.names[i] for i in kept), draws.cost[kept], draws.qalys[kept])


def _of_100(share: float) -> str:
    """Whole draws of 100; neither none nor all unless it is so."""
    return "under 1" if 0 < share < 0.005 else "over 99" if 0.995 < share < 1 else f"{100 * share:.0f}"  # noqa: PLR2004


def _title(at: Sequence[Acceptability], turns: Sequence[Acceptability]) -> str:
    names = list(dict.fromkeys(_as_said(a.optimal) for a in at))
    if len(names) > 1:
        return f"Which option is best on average depends on NICE's threshold: {' or '.join(names)}"
    later = [turn for turn in turns if turn.threshold > at[-1].threshold]
    ways = [f"{_as_said(turn.optimal)} from about {turn.threshold:,.0f}" for turn in later]
    best = f"On average, {names[0]} is best at both ends of NICE's threshold"
    if not ways:
        return f"{best}, and up to {_MOST:,.0f} pounds a QALY"
    return f"{best}; {', and '.join(ways)} pounds a QALY"


def _as_said(option: str) -> str:
    """An option within a sentence: "no service is best" could be heard as that there is none that is."""
    return {"usual": "having no service", "hip_only": "hip fractures only"}.get(option, SHORT_WORDS[option].lower())


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
        axes.plot(x, y, linestyle=style, color=LIGHT[colour], linewidth=2, zorder=2, label=SHORT_WORDS[name])
    if is_narrow:
        axes.legend(loc="upper left", bbox_to_anchor=(0, -0.16), frameon=False, handlelength=2.5, borderaxespad=0)
    else:
        heights = _apart({name: found[-1].probability[name].value for name in names})
        for name, height in heights.items():
            axes.text(x[-1] * 1.015, height, SHORT_WORDS[name], va="center", color=LIGHT[_LINES[name][1]])
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
