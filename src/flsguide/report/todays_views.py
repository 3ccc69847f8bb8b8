"""A service that is there, as tables and a chart: keeping it, expanding it, and who must start before that pays."""

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from flsguide.analysis.cost_effectiveness import NOTHING
from flsguide.analysis.probabilistic import estimate
from flsguide.analysis.todays_service import (
    BASES,
    EXPAND,
    KEEP,
    Change,
    TodaysService,
    WorthByShare,
    change,
    movers,
    ways_of_counting,
)
from flsguide.evidence.prices import PRICE_YEAR
from flsguide.evidence.ranges import Range
from flsguide.evidence.vocabulary import RELEASES
from flsguide.model.base_strategies import Choices
from flsguide.report.charts import Chart, chart
from flsguide.report.model_tables import HOLDER_WORDS, RELEASE_WORDS
from flsguide.report.numbers import about, out_of_100, step_of, with_range
from flsguide.report.numbers_behind import Numbers
from flsguide.report.staffing_views import BASIS_WORDS
from flsguide.report.style import LIGHT
from flsguide.report.tables import Table

__all__ = [
    "budget_table",
    "counting_table",
    "drawn",
    "pair_budget",
    "per_qaly",
    "share_chart",
    "share_table",
    "worth_table",
]

Array = NDArray[np.float64]
THOUSANDS = 1000
ALIKE, PAID = BASES
"""The basis that counts staff as savings are counted, at average cost with overheads; and what the trust pays."""
PAIRS = (KEEP, EXPAND)
PAIR_WORDS = ("Keep it, against losing it", "Expand it, against keeping it")
NEAR = 0.5
"""Thousands of pounds a year below which a budget line is left out."""


def drawn(values: Array, step: float | None = None) -> str:
    """The mean of draws with the range of 95 of 100, rounded alike; no range where the draws do not differ."""
    found = estimate(values)
    low, high = min(found.low, found.mean), max(found.high, found.mean)
    if high - low <= NOTHING * abs(found.mean):
        return about(found.mean, 1 if step is None else step)
    # Half the step of a published range: the mean must not be pushed off the numbers beside it.
    return with_range(Range(found.mean, low, high), step_of((high - low) / 2) if step is None else step)


def per_qaly(found: Change) -> str:
    """Pounds for one more QALY, to thousands; in words where hardly any health is gained."""
    cost = found.cost_per_qaly
    if cost is None:
        return "no health gained on average"
    if cost > 1_000_000:  # noqa: PLR2004  # a number that says only that nearly nothing is gained
        return "over a million"
    return about(cost, THOUSANDS if cost < 100 * THOUSANDS else 10 * THOUSANDS) if cost > 0 else "saves money"


def worth_table(by_basis: Mapping[str, Sequence[Change]], thresholds: Sequence[float], place: str) -> Table:
    """What keeping and expanding the service change for one year's people, on two bases of cost."""
    alike, paid = by_basis[ALIKE], by_basis[PAID]
    low, high = min(thresholds), max(thresholds)
    rows = (
        ("More people who start a medicine", *(drawn(c.started) for c in alike)),
        ("Further fractures avoided in 10 years", *(drawn(c.fractures_avoided) for c in alike)),
        ("Years in good health gained (QALYs)", *(drawn(c.qalys) for c in alike)),
        ("Cost added, like for like, pounds", *(drawn(c.cost) for c in alike)),
        ("Pounds for each QALY, like for like", *(per_qaly(c) for c in alike)),
        ("Cost added, staff at what the trust pays", *(drawn(c.cost) for c in paid)),
        ("Pounds for each QALY, staff at what the trust pays", *(per_qaly(c) for c in paid)),
        (
            f"Of 100 draws, worth it at {about(low, 0)} to {about(high, 0)} pounds a QALY, like for like",
            *(_chances(c, (low, high)) for c in alike),
        ),
    )
    return Table(
        f"What keeping and expanding the service change, for the people of one year, {place}",
        ("What", *PAIR_WORDS),
        rows,
        numeric=(1, 2),
        note=f"Mean of the draws (95 of 100 lie between). {PRICE_YEAR} pounds, NHS and social care, discounted. "
        "Like for like: staff with overheads and buildings, as savings are counted at average cost.",
        is_text=True,
    )


def _chances(found: Change, ends: tuple[float, float]) -> str:
    low, high = (out_of_100(found.chance_worth_it(end)).removesuffix(" out of 100") for end in ends)
    return low if low == high else f"{low} to {high}"


def share_table(by_basis: Mapping[str, WorthByShare], today: float, place: str) -> Table:
    """At each threshold, how many of 100 people seen must start before keeping the service is worth its cost."""
    thresholds = tuple(by_basis[ALIKE].worth_from)
    rows = tuple(
        (f"{about(t, 0)} pounds", *(_of_100(by_basis[basis].worth_from[t]) for basis in (ALIKE, PAID)))
        for t in thresholds
    )
    return Table(
        f"Of 100 people seen, how many must start before the service is worth its cost, {place}",
        ("For a QALY at most", "Like for like", f"Staff at {BASIS_WORDS[PAID]}"),
        rows,
        numeric=(1, 2),
        note=f"Today {about(100 * today, 1)} of 100 start by 16 weeks, as the audit counts. Mean of the draws; "
        "those who are not seen have usual care.",
    )


def _of_100(share: float | None) -> str:
    return "never" if share is None else about(100 * share, 1)


def counting_table(service: TodaysService, threshold: float) -> Table:
    """Keeping the service by how many of those seen are taken to start, and which other figures matter most."""
    rows = ways_of_counting(service)
    found = service.run(KEEP, Choices(service_costs=ALIKE))
    names = movers(found, change(found, KEEP).net_benefit(threshold))
    most = "; ".join(service.inputs[name].label for name in names if name in service.inputs.rows)
    return Table(
        "Keeping the service, by how many of those seen are taken to start",
        ("Counted as in", "Start, of 100 seen", "More start than without it", "Pounds for each QALY, like for like"),
        tuple((words, about(100 * share, 1), drawn(found.started), per_qaly(found)) for words, share, found in rows),
        numeric=(1, 2, 3),
        note="The number seen is today's in every row. Without a service, usual care is as in the studies. With your "
        f"indicators as they are, the figures that move its worth most are: {most}.",
        is_text=True,
    )


def share_chart(
    found: WorthByShare, marks: Mapping[str, float], thresholds: tuple[float, float], place: str
) -> Chart:
    """Net benefit for each person seen by the share who start, at two thresholds, with where services stand."""
    low, high = thresholds
    ends = [found.worth_from[high], found.worth_from[low]]
    from_to = " to ".join(_of_100(end) for end in ends)
    spoken = "; ".join(f"{words} {about(100 * share, 1)}" for words, share in marks.items())

    def draw(axes: Axes, is_narrow: bool) -> None:
        _lines(axes, found, marks, thresholds, is_narrow=is_narrow)

    return chart(
        name="worth-by-share",
        title=f"The service is worth its cost once {from_to} of 100 people seen start",
        alt="Line chart of what keeping the service is worth for each person seen, by how many of 100 start. At "
        f"{about(high, 0)} and {about(low, 0)} pounds a QALY it passes 0 at {from_to} of 100. Of 100: {spoken}.",
        data=Numbers(
            ("threshold_pounds_a_qaly", "started_of_100_seen", "net_benefit_pounds_a_person_seen"),
            tuple(
                (threshold, 100 * share, value)
                for threshold in thresholds
                for share, value in zip(found.shares, found.net_benefit[threshold], strict=True)
            ),
        ),
        caption=f"{place}, staff with overheads and buildings, 10 years: net benefit in pounds for each person "
        f"seen. Solid: at {about(high, 0)} pounds a QALY; dashed: {about(low, 0)}. Dotted, of 100: {spoken}.",
        draw=draw,
        rows=9,
    )


def _lines(
    axes: Axes, found: WorthByShare, marks: Mapping[str, float], thresholds: tuple[float, float], *, is_narrow: bool
) -> None:
    shares = [100 * share for share in found.shares]
    values = [found.net_benefit[threshold] for threshold in thresholds]
    bottom, top = min(map(min, values)), max(map(max, values))
    room = top - bottom
    for threshold, line, style in zip(thresholds, values, ("--", "-"), strict=True):
        axes.plot(shares, line, style, color=LIGHT["bar"], linewidth=2.2)
        if not is_narrow:
            axes.text(101, line[-1], f"at {about(threshold, 0)} a QALY", va="center", color=LIGHT["ink"])
    axes.axhline(0, color=LIGHT["ink"], linewidth=1.2)
    in_order = sorted(marks.items(), key=lambda mark: -mark[1])  # the lower a share, the higher its words: none cross
    for place, (words, share) in enumerate(in_order, start=1):
        height = top + room * 0.1 * (1 if is_narrow else place)
        axes.plot([100 * share] * 2, [bottom, height], ":", color=LIGHT["attention"], linewidth=1.8)
        label = about(100 * share, 1) if is_narrow else f"{words} {about(100 * share, 1)}"
        axes.text(100 * share + 1, height, label, va="top", color=LIGHT["attention"])
    axes.set_xlim(0, 104 if is_narrow else 128)
    axes.set_ylim(bottom - 0.03 * room, top + room * (0.14 if is_narrow else 0.04 + 0.1 * len(marks)))
    axes.set_xticks([0, 50, 100] if is_narrow else [0, 20, 40, 60, 80, 100])
    axes.set_xlabel("Start, of 100 seen" if is_narrow else "Of 100 people seen, how many start")
    unit = "" if is_narrow else " pounds"
    ticks = [tick for tick in (-300, -200, -100, 0, 100, 200) if bottom <= tick <= top]
    axes.set_yticks(ticks, [f"{tick:+}{unit}" if tick else "0" for tick in ticks])


def budget_table(table: Mapping[str, Mapping[str, Sequence[Array]]], title: str, years: int) -> Table:
    """Who pays and who gains in each calendar year: rows of cash, then of freed capacity and welfare, never added."""
    rows = []
    pairs = [(holder, release) for release in RELEASES for holder in table if release in table[holder]]
    for holder, release in pairs:
        amounts = [np.asarray(amount) / THOUSANDS for amount in table[holder][release]]
        means = [float(amount.mean()) for amount in amounts]
        if max(map(abs, means)) < NEAR:
            continue
        total = np.sum(amounts, axis=0)
        words = f"{HOLDER_WORDS[holder][0].upper()}{HOLDER_WORDS[holder][1:]}: {RELEASE_WORDS[release]}"
        rows.append((words, *(about(mean, 1) for mean in means[:years]), drawn(total)))
    headings = ("Who, and what kind of money", *(f"Year {year}" for year in range(1, years + 1)), "All 10 years")
    return Table(
        title,
        headings,
        tuple(rows),
        numeric=tuple(range(1, len(headings))),
        note=f"Thousands of {PRICE_YEAR} pounds, undiscounted; below 0 is a saving. Mean of the draws; for all "
        "years, 95 of 100 draws in brackets. Whole posts at what the trust pays; people enter for five years. Rows "
        "are never added up.",
        is_text=True,
    )


def pair_budget(service: TodaysService, pair: tuple[str, str], place: str) -> Table:
    """Who pays and who gains by keeping or by expanding the service, in whole posts at what the trust pays."""
    words = PAIR_WORDS[PAIRS.index(pair)]
    found = service.run(pair, Choices(staff="posts"))
    years = int(service.inputs.number("n_entry_years"))
    return budget_table(found.budget(*pair), f"{words}: what changes by year, {place}, thousands of pounds", years)
