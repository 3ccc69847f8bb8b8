"""How options and scenarios are called on the page "Is it worth it?", and how its amounts are written."""

import numpy as np
from numpy.typing import NDArray

from flsguide.analysis.incremental import Standing
from flsguide.analysis.probabilistic import EIGHT_IN_TEN, estimate
from flsguide.analysis.scenarios import PEOPLE, Result, Verdict, verdict
from flsguide.evidence.ranges import Range
from flsguide.report.bases import FULL_COST
from flsguide.report.money import signed
from flsguide.report.numbers import about, of_digits, step_of
from flsguide.report.ten_marks import with_ends
from flsguide.report.worth import Worth

__all__ = [
    "SCENARIO_WORDS", "cost_range", "few", "fractures_range", "fractures_words", "pounds_a_qaly",
    "qalys_range", "ranged", "ratio_words", "rounded", "step_words", "value_words",
]  # fmt: skip

SCENARIO_WORDS = {
    "base": "Base case",
    "whole posts": "Staff are hired in whole posts",
    "whole posts, shared": "Whole posts, in a team shared by several hospitals",
    "no effect": "The medicines do nothing",
    "survival": "Being seen itself lowers deaths",
    "followed up": "The service follows people up, and more keep taking tablets",
    "of everybody": "The studies' share treated counts those missed too",
    "infusions": "Some have yearly infusions in place of tablets",
    "audit": "A service as the national audit found them",
    "goal": "The audit's 80-50-80 goal is met",
    "glasgow": "As many treated as in the Glasgow model",
    "all hospital care": "All hospital care after a hip fracture is counted",
    "whole stays": "Hospital care valued by whole stays",
    "tariff": "Hospital care valued at the tariff",
    "short": "A shorter view",
    "lifetime": "A lifetime",
    "of everybody, lifetime": "A lifetime, and the studies' share counts those missed too",
    "health discounted less": "Later health counts for more (the Treasury's rate)",
}
_NO_RATIO: dict[Verdict, str] = {
    "saves and gains": "saves, gains",
    "dominated": "costs, loses health",
    "saves and loses": "saves, loses health",
    "gains nothing": "gains nothing",
}
LEAST = 0.1
"""What is above 0 and below this is said to be so: 0.0 would look like nothing."""
FAR_TOO_DEAR = 10
"""Times the highest threshold, from which on a cost for each QALY says no more than that it is far too dear."""


def cost_range(worth: Worth, basis: str, option: str = "fls") -> Range:
    """Pounds added for 1,000 people: the rows as they stand, and where 8 in 10 draws lie."""
    choice = worth.draws[basis].choice()
    more = choice.cost[choice.place(option)] - choice.cost[choice.place("usual")]
    return _around(worth.options[option].cost_added[basis], PEOPLE * more)


def qalys_range(worth: Worth, option: str = "fls") -> Range:
    """QALYs gained for 1,000 people, likewise."""
    choice = worth.draws[FULL_COST].choice()
    more = choice.qalys[choice.place(option)] - choice.qalys[choice.place("usual")]
    return _around(worth.options[option].qalys_gained, PEOPLE * more)


def fractures_range(worth: Worth, option: str = "fls") -> Range:
    """Further fractures avoided for 1,000 people, likewise."""
    drawn = worth.draws[FULL_COST]
    return _around(
        worth.options[option].fractures_avoided,
        -PEOPLE / drawn.people * drawn.difference("usual", option, "fractures"),
    )


def pounds_a_qaly(icer: float) -> str:
    """To two digits: what no range supports is left off.

    >>> pounds_a_qaly(82_819.4)
    '83,000'
    """
    return of_digits(icer, 2)


def few(number: float) -> str:
    """Fractures or QALYs of 1,000 people, to a tenth; below 0 with a true minus sign.

    >>> few(2.164), few(0.016), few(0.0)
    ('2.2', 'under 0.1', '0.0')
    """
    return f"under {about(LEAST, LEAST)}" if LEAST / 1e6 < number < LEAST else signed(number, LEAST)


def value_words(result: Result, basis: str, highest: float) -> str:
    """A cost for each QALY, or what it is where that would mislead."""
    return ratio_words(result.cost_added[basis], result.qalys_gained, highest)


def ratio_words(cost: float, qalys: float, highest: float) -> str:
    """The same of any cost added and QALYs gained; `highest` is the highest threshold in use.

    >>> ratio_words(60_000, 2, 35_000), ratio_words(-5, 2, 35_000), ratio_words(60_000, 0.01, 35_000)
    ('30,000', 'saves, gains', 'over 350,000')
    """
    if (said := verdict(cost, qalys)) in _NO_RATIO:
        return _NO_RATIO[said]
    dear = FAR_TOO_DEAR * highest
    return pounds_a_qaly(cost / qalys) if cost / qalys < dear else f"over {about(dear, 0)}"


def step_words(standing: Standing) -> str:
    """What the step up to an option costs for each QALY, or why nobody should take it.

    In two words: a long cell would push the table off the page. What beats it stands in the table too.
    """
    if standing.status == "the same as another":
        return "the same"
    if standing.status == "strongly dominated":
        return "beaten"
    if standing.status == "extendedly dominated":
        return "beaten by a mix"
    return "the start" if standing.icer is None else pounds_a_qaly(standing.icer)


def ranged(given: Range, least: float) -> str:
    """A value with its range, rounded to a tenth of the range, but not more finely than to `least`.

    >>> ranged(Range(180.8, 109.8, 257.7), 10), ranged(Range(0.66, 0.16, 1.01), 0.1)
    ('180 (110 to 260)', '0.7 (0.2 to 1.0)')
    """
    return with_ends(given.value, given.low, given.high, max(least, step_of((given.high - given.low) / 2)))


def fractures_words(given: Range) -> str:
    """Fractures avoided with their range: whole ones where the range is wide, as few are known to a half.

    >>> fractures_words(Range(6.2, 1.4, 11.0)), fractures_words(Range(1.8, 0.4, 2.8))
    ('6 (1 to 11)', '1.8 (0.4 to 2.8)')
    """
    return ranged(given, step_of(given.high - given.low))


def rounded(given: Range) -> str:
    """The value alone, as its range would be rounded."""
    return about(given.value, step_of(given.high - given.low))


def _around(value: float, drawn: NDArray[np.float64]) -> Range:
    """The run of the rows can lie outside the draws where a service has its own numbers: then it is an end."""
    found = estimate(drawn, EIGHT_IN_TEN)
    return Range(value, min(value, found.low), max(value, found.high))
