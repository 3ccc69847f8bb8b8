"""A service that is there, as tables and a chart: keeping it, expanding it, and who must start before that pays."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from flsguide.analysis.budget_draws import place_budget, spread
from flsguide.analysis.cost_effectiveness import NOTHING
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
from flsguide.model.base_strategies import Choices
from flsguide.report.charts import Chart, chart
from flsguide.report.holder_matrix import HolderMatrix, holder_matrix
from flsguide.report.money import MINUS, signed
from flsguide.report.numbers import about, out_of_100, step_of, with_range
from flsguide.report.numbers_behind import Numbers
from flsguide.report.staffing_views import BASIS_WORDS, staff_costs
from flsguide.report.style import LIGHT
from flsguide.report.tables import Table

__all__ = [
    "counting_table",
    "drawn",
    "pair_budget",
    "per_qaly",
    "rows_behind",
    "share_chart",
    "share_table",
    "worth_table",
]

Array = NDArray[np.float64]
THOUSANDS = 1000
FULL, PAID = BASES
"""Full cost, with overheads and buildings, as savings are counted; and trust pay."""
PAIRS = (KEEP, EXPAND)
PAIR_WORDS = ("Keep it, against losing it", "Expand it, against keeping it")
MATRIX_WORDS = ("keeping it", "expanding it")
MADE_OF = "who-pays-who-saves.html"
"""The page that says of which rows each line of a budget is made."""
MOST = 1_000_000
"""Pounds for a QALY above which a number says only that hardly anything is gained."""


def rows_behind() -> list[str]:
    """The rows that the page's results rest on most, by name."""
    return [
        "p_identified", "p_recommended", "p_started", "p_persisting_12_months", "p_identified_80_50_80",
        "p_treated_usual_care", "p_treated_fls", "p_recommended_glasgow", "p_started_glasgow", "rr_hip_oral",
        "c_hip_fracture_year_1_incremental", "c_oral_month", "c_blood_tests", "p_scanned", "c_bone_scan",
        "n_horizon_years", "r_discount_costs", "n_threshold_low", "n_threshold_high",
        "n_nurse_minutes_person", "n_admin_minutes_person", "n_consultant_minutes_person",
        *staff_costs(Choices(), ("trust_cash",)),
    ]  # fmt: skip


def drawn(values: Array, step: float | None = None) -> str:
    """The mean of draws with what 8 in 10 of them lie between, rounded alike; no range where they do not differ."""
    found = spread(values)
    low, high = min(found.low_80, found.mean), max(found.high_80, found.mean)
    if high - low <= NOTHING * abs(found.mean):
        return signed(found.mean, 1 if step is None else step)
    # Half the step of a published range: the mean must not be pushed off the numbers beside it.
    size = step_of((high - low) / 2) if step is None else step
    return with_range(Range(found.mean, low, high), size).replace("-", MINUS)


def per_qaly(found: Change) -> str:
    """Pounds for one more QALY, to thousands, with what 8 in 10 draws lie between; in words where that says more.

    Where the dear end gains hardly any health, no number could say how dear it is.
    """
    cost = found.cost_per_qaly
    if cost is None:
        return "no health gained on average"
    low, high = (_each(end) for end in found.cost_per_qaly_range)
    return _each(cost) if low == high else f"{_each(cost)} ({low} to {high})"


def _each(cost: float) -> str:
    if np.isinf(cost):
        return "no health gained"
    if cost > MOST:
        return "over a million"
    return about(cost, THOUSANDS if cost < 100 * THOUSANDS else 10 * THOUSANDS) if cost > 0 else "money saved"


def worth_table(by_basis: Mapping[str, Sequence[Change]], thresholds: Sequence[float], place: str) -> Table:
    """What keeping and expanding the service change for one year's people, on two bases of cost."""
    full, paid = by_basis[FULL], by_basis[PAID]
    low, high = min(thresholds), max(thresholds)
    rows = (
        ("More people who start a medicine", *(drawn(c.started) for c in full)),
        ("Further fractures avoided in 10 years", *(drawn(c.fractures_avoided) for c in full)),
        ("Years in good health gained (QALYs)", *(drawn(c.qalys) for c in full)),
        ("Cost added at full cost, pounds", *(drawn(c.cost) for c in full)),
        ("Pounds for each QALY at full cost", *(per_qaly(c) for c in full)),
        ("Cost added at trust pay, pounds", *(drawn(c.cost) for c in paid)),
        ("Pounds for each QALY at trust pay", *(per_qaly(c) for c in paid)),
        (
            f"Of 100 draws, worth it at {about(low, 0)} to {about(high, 0)} pounds a QALY, full cost",
            *(_chances(c, (low, high)) for c in full),
        ),
    )
    return Table(
        f"What keeping and expanding the service change, for the people of one year, {place}",
        ("What", *PAIR_WORDS),
        rows,
        numeric=(1, 2),
        note=f"Mean of the draws; ranges hold 8 in 10 draws. {PRICE_YEAR} pounds, NHS and social care, discounted. "
        "Full cost: staff with overheads and buildings, counted as the care that is saved. Trust pay: what the trust "
        "pays its staff.",
        is_text=True,
    )


def _chances(found: Change, ends: tuple[float, float]) -> str:
    low, high = (out_of_100(found.chance_worth_it(end)).removesuffix(" out of 100") for end in ends)
    return low if low == high else f"{low} to {high}"


def share_table(by_basis: Mapping[str, WorthByShare], today: float, place: str) -> Table:
    """At each threshold, how many of 100 people seen must start before keeping the service is worth its cost."""
    thresholds = tuple(by_basis[FULL].worth_from)
    rows = tuple(
        (f"{about(t, 0)} pounds", *(_of_100(by_basis[basis].worth_from[t]) for basis in (FULL, PAID)))
        for t in thresholds
    )
    return Table(
        f"Of 100 people seen, how many must start before the service is worth its cost, {place}",
        ("For a QALY at most", *(BASIS_WORDS[basis].capitalize() for basis in (FULL, PAID))),
        rows,
        numeric=(1, 2),
        note=f"Today {about(100 * today, 1)} of 100 start within 16 weeks, as the audit counts. Mean of the draws; "
        "those who are not seen have usual care.",
    )


def _of_100(share: float | None) -> str:
    return "never" if share is None else about(100 * share, 1)


def counting_table(service: TodaysService, threshold: float) -> Table:
    """Keeping the service by how many of those seen are taken to start, and which other figures matter most."""
    rows = ways_of_counting(service)
    found = service.run(KEEP, Choices(service_costs=FULL))
    names = movers(found, change(found, KEEP).net_benefit(threshold))
    most = "; ".join(service.inputs[name].label for name in names if name in service.inputs.rows)
    return Table(
        "Keeping the service, by how many of those seen are taken to start",
        ("Counted as in", "Start, of 100 seen", "More start than without it", "Pounds for each QALY, full cost"),
        tuple((words, about(100 * share, 1), drawn(found.started), per_qaly(found)) for words, share, found in rows),
        numeric=(1, 2, 3),
        note="The number seen is today's in every row. Without a service, usual care is as in the studies. The "
        "studies' share is of patients in the care of a service, Glasgow's of those whom it saw. With your "
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
        caption=f"{place}, full cost, 10 years: net benefit in pounds for each person "
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
        height = top + room * (0.07 * (1 + place % 2) if is_narrow else 0.1 * place)  # neighbours stand apart
        axes.plot([100 * share] * 2, [bottom, height], ":", color=LIGHT["attention"], linewidth=1.8)
        label = about(100 * share, 1) if is_narrow else f"{words} {about(100 * share, 1)}"
        axes.text(100 * share + 1, height, label, va="top", color=LIGHT["attention"])
    axes.set_xlim(0, 104 if is_narrow else 128)
    axes.set_ylim(bottom - 0.03 * room, top + room * (0.18 if is_narrow else 0.04 + 0.1 * len(marks)))
    axes.set_xticks([0, 50, 100] if is_narrow else [0, 20, 40, 60, 80, 100])
    axes.set_xlabel("Start, of 100 seen" if is_narrow else "Of 100 people seen, how many start")
    unit = "" if is_narrow else " pounds"
    ticks = [tick for tick in (-300, -200, -100, 0, 100, 200) if bottom <= tick <= top]
    axes.set_yticks(ticks, [f"{tick:+}{unit}".replace("-", MINUS) if tick else "0" for tick in ticks])


def pair_budget(service: TodaysService, pair: tuple[str, str], place: str, first_year: int) -> HolderMatrix:
    """Who pays and who gains by keeping or by expanding the service, year by year, in whole posts at trust pay."""
    found, words = place_budget(service.table, service.inputs, service.cohort, pair), MATRIX_WORDS[PAIRS.index(pair)]
    shown = holder_matrix(found, f"{place}, {words}", first_year)
    return replace(shown, file_name=f"budget-{words.replace(' ', '-')}.csv", made_of=MADE_OF)
