"""The running total of a budget as ribbons: cash, and beside it freed capacity in a panel of its own."""

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from flsguide.analysis.break_even import BreakEven, break_even
from flsguide.analysis.budget_draws import Budget
from flsguide.report.budget_tables import chance_in_words
from flsguide.report.charts import Chart, chart
from flsguide.report.money import MINUS, THOUSAND, signed
from flsguide.report.numbers import step_of
from flsguide.report.numbers_behind import Numbers
from flsguide.report.style import LIGHT

__all__ = ["budget_chart"]

KINDS = {"cash": "Cash: NHS and councils", "capacity": "Freed capacity: beds, staff time"}
QUANTILES = (0.1, 0.5, 0.9)
Array = NDArray[np.float64]


def budget_chart(budget: Budget, place: str) -> Chart:
    """Median of the running totals, with the middle 8 of 10 draws; above 0 is out, below 0 is saved or freed."""
    running = {kind: budget.nhs_and_social_care(kind).cumsum(axis=0) for kind in KINDS}
    found = {kind: break_even(list(budget.nhs_and_social_care(kind))) for kind in KINDS}
    ends = {kind: _at_the_end(totals) for kind, totals in running.items()}
    when = found["cash"].year
    cash = f"is not back within {budget.years} years" if when is None else f"is back by the end of year {when}"

    def draw(axes: Axes, is_narrow: bool) -> None:
        _panels(axes, budget, running, found, is_narrow=is_narrow)

    return chart(
        name="budget-running-total",
        title=f"The cash {cash}; beds and staff time are freed beside it",
        alt=(
            f"Two line charts with ribbons, thousand pounds added up over {budget.years} years, {place}. "
            f"Cash of the NHS and councils: {ends['cash']} by the end; back by then in "
            f"{chance_in_words(found['cash'].ever, budget.draws)}. Freed capacity: {ends['capacity']} by the end. "
            f"Below 0 is a saving. Nobody new is seen after year {budget.entry_years}."
        ),
        data=_numbers(running, place),
        caption=(
            f"{place}. Thousand pounds, added up. Lines: median. Ribbons: 8 of 10 draws. Below 0 is saved or freed. "
            f"Dotted: the end of year {budget.entry_years}, after which nobody new is seen and no post is paid."
        ),
        draw=draw,
        rows=8,
    )


def _numbers(running: dict[str, Array], place: str) -> Numbers:
    rows: list[tuple[str | float, ...]] = []
    for kind, totals in running.items():
        for year, values in enumerate(totals, start=1):
            spots = (float(values.mean()), *map(float, np.quantile(values, QUANTILES)))
            rows.append((place, kind, year, *spots, float((values <= 0).mean())))
    headings = ("place", "kind_of_money", "year", "running_total_pounds_mean", "low_80", "median", "high_80")
    return Numbers((*headings, "share_of_draws_at_0_or_below"), tuple(rows))


def _at_the_end(totals: Array) -> str:
    low, middle, high = (float(x) / THOUSAND for x in np.quantile(totals[-1], QUANTILES))
    step = max(1.0, step_of((high - low) / 2))
    return f"{signed(middle, step)} ({signed(low, step)} to {signed(high, step)})"


def _panels(
    axes: Axes, budget: Budget, running: dict[str, Array], found: dict[str, BreakEven], *, is_narrow: bool
) -> None:
    figure = axes.figure
    axes.remove()
    panels = figure.subplots(2, 1, sharex=True, sharey=True) if is_narrow else figure.subplots(1, 2, sharey=True)
    years = np.arange(budget.years + 1.0)
    for panel, (kind, words) in zip(panels, KINDS.items(), strict=True):
        low, middle, high = (
            np.concatenate([[0.0], each]) / THOUSAND for each in np.quantile(running[kind], QUANTILES, axis=1)
        )
        _ribbon(panel, years, low, high, hatched=kind == "capacity")
        panel.plot(years, middle, color=LIGHT["ink"], linewidth=1.8)
        panel.axhline(0, color=LIGHT["muted"], linewidth=1)
        panel.axvline(budget.entry_years, color=LIGHT["muted"], linewidth=1.2, linestyle=":")
        panel.set_title(words, loc="left", fontsize="medium", color=LIGHT["ink"])
        panel.spines[["top", "right", "left"]].set_visible(False)
        panel.tick_params(length=0, labelleft=True)
        panel.yaxis.set_major_formatter(lambda value, _: f"{value:,.0f}".replace("-", MINUS))
        panel.set_xlim(0, budget.years)
        panel.set_xticks(range(0, budget.years + 1, 1 if budget.years <= 5 else 2 if budget.years <= 12 else 10))  # noqa: PLR2004
        _say(panel, _said(kind, found[kind], budget), at_top=middle[-1] <= 0)
    for panel in panels[-1:] if is_narrow else panels:
        panel.set_xlabel("End of year")


def _say(panel: Axes, words: str, *, at_top: bool) -> None:
    """The answer in the corner that the ribbon leaves free, on the page's own ground."""
    panel.annotate(
        words,
        (0.98, 0.97 if at_top else 0.03),
        xycoords="axes fraction",
        ha="right",
        va="top" if at_top else "bottom",
        bbox={"facecolor": LIGHT["paper"], "edgecolor": "none", "pad": 2},
    )


def _ribbon(panel: Axes, years: Array, low: Array, high: Array, *, hatched: bool) -> None:
    """Cash is solid and capacity hatched, as everywhere: the kind of money is never a colour."""
    if hatched:
        panel.fill_between(years, low, high, facecolor="none", edgecolor=LIGHT["bar"], hatch="////", linewidth=0.8)
    else:
        panel.fill_between(years, low, high, color=LIGHT["bar"], alpha=0.45, linewidth=0)


def _said(kind: str, found: BreakEven, budget: Budget) -> str:
    if kind == "capacity":
        chance = chance_in_words(found.ever, budget.draws)
        return f"frees more than it takes\n({chance})" if found.year is not None else "takes more than it frees"
    if found.year is None:
        return f"not back in these {budget.years} years\n({chance_in_words(found.ever, budget.draws)})"
    return f"back by the end of year {found.year}\n({chance_in_words(found.by_year[found.year - 1], budget.draws)})"
