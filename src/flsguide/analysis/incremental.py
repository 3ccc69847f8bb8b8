"""Fully incremental analysis: which strategies are worth considering, and what each step up from the last costs.

For any number of strategies that exclude each other, each with its expected cost and QALYs. A pairwise ratio against
usual care hides that a strategy between the two may do better; NICE asks for the fully incremental one.
Only differences count, so negative costs and QALYs need no special case.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from flsguide.analysis.cost_effectiveness import NOTHING
from flsguide.evidence.errors import EvidenceError

__all__ = [
    "Standing",
    "Strategy",
    "best_by_threshold",
    "fully_incremental",
    "net_health_benefit",
    "net_monetary_benefit",
    "refuse_threshold",
    "refuse_unusable",
]

Status = Literal["on the frontier", "strongly dominated", "extendedly dominated", "the same as another"]


@dataclass(frozen=True)
class Strategy:
    """Expected cost and QALYs of one strategy, discounted, in whatever unit of people all strategies share."""

    name: str
    cost: float
    """Pounds; below 0 where the strategy saves."""
    qalys: float


@dataclass(frozen=True)
class Standing:
    """Where one strategy stands among all of them."""

    strategy: Strategy
    status: Status
    compared_with: str | None = None
    """The strategy before it on the frontier; None for the first one there, and off the frontier."""
    incremental_cost: float | None = None
    incremental_qalys: float | None = None
    icer: float | None = None
    """Pounds for one more QALY than the strategy before it on the frontier; above 0, and never falling along it."""
    beaten_by: tuple[str, ...] = ()
    """The strategy that dominates it or is the same; the two neighbours on the frontier for extended dominance."""


def fully_incremental(strategies: Sequence[Strategy]) -> tuple[Standing, ...]:
    """Every strategy's standing, from the cheapest to the dearest; of equal cost, the one with most QALYs first.

    - **Strongly dominated**: another costs no more and gains no less, and is better in one of the two. So of equal
      QALYs only the cheapest stays, and of equal costs only the one that gains most.
    - **Extendedly dominated**: a mix of two others gains as much for less; its ICER is above that of the next one.
      Three strategies on one line have equal ICERs, and all three stay.
    - **The same as another** in cost and QALYs: the first by name stands for both.

    Costs or QALYs that differ by less than `NOTHING` of the largest are equal. The order given changes nothing.

    Raises:
        EvidenceError: fewer than two strategies, a name that is blank or stands twice, a number that is not finite.

    >>> plans = [Strategy("usual", 0, 10), Strategy("letters", 90, 10.01), Strategy("service", 100, 10.02)]
    >>> [(s.strategy.name, s.status, s.icer and round(s.icer)) for s in fully_incremental(plans)]
    [('usual', 'on the frontier', None), ('letters', 'extendedly dominated', None),
    ('service', 'on the frontier', 5000)]

    Source: briggs2006, whose method is the one of NICE's reference case.
    """
    refuse_unusable([s.name for s in strategies])
    for s in strategies:
        for field, value in (("cost", s.cost), ("qalys", s.qalys)):
            if not math.isfinite(value):
                raise EvidenceError.at("strategies", None, f"{s.name}, {field}", value, "a finite number")
    by_cost = sorted(strategies, key=lambda s: (s.cost, -s.qalys, s.name))
    off = _strongly_dominated(by_cost)
    candidates = [s for s in by_cost if s.name not in off]
    frontier = _frontier(candidates)
    steps = {new.name: _step(before, new) for before, new in pairwise(frontier)}
    steps[frontier[0].name] = Standing(frontier[0], "on the frontier")
    between = {s.name: _between(s, frontier) for s in candidates if s.name not in steps}
    return tuple((off | steps | between)[s.name] for s in by_cost)


def net_monetary_benefit(strategy: Strategy, threshold: float) -> float:
    """Threshold x QALYs - cost, in pounds. Only differences between strategies mean anything.

    Raises:
        EvidenceError: a threshold below 0 or not finite.

    >>> net_monetary_benefit(Strategy("service", 100.0, 0.02), 20_000)
    300.0
    """
    refuse_threshold(threshold)
    return threshold * strategy.qalys - strategy.cost


def net_health_benefit(strategy: Strategy, threshold: float) -> float:
    """QALYs - cost / threshold: what is left when the money's QALYs elsewhere are taken off.

    Raises:
        EvidenceError: a threshold of 0 or less, or not finite.

    >>> net_health_benefit(Strategy("service", 100.0, 0.02), 20_000)
    0.015
    """
    refuse_threshold(threshold)
    if threshold == 0:
        raise EvidenceError.at("thresholds", None, None, threshold, "more than 0 pounds for a QALY")
    return strategy.qalys - strategy.cost / threshold


def best_by_threshold(strategies: Sequence[Strategy], thresholds: Sequence[float]) -> Mapping[float, tuple[str, ...]]:
    """The names of the strategies with the highest net monetary benefit at each threshold, more than one if equal.

    At an ICER of the frontier both of its strategies are best.

    Raises:
        EvidenceError: as `fully_incremental` and `net_monetary_benefit`.

    >>> best_by_threshold([Strategy("usual", 0, 10), Strategy("service", 100, 10.02)], [0, 5000, 20000])
    {0: ('usual',), 5000: ('service', 'usual'), 20000: ('service',)}
    """
    fully_incremental(strategies)  # refuses what cannot be compared
    return {threshold: _best(strategies, threshold) for threshold in thresholds}


def refuse_unusable(names: Sequence[str]) -> None:
    """Strategies that can be compared are two or more, each with a name of its own.

    Raises:
        EvidenceError: fewer than two, a blank, a name that stands twice.
    """
    if len(names) < 2:  # noqa: PLR2004  # a decision is between two or more
        raise EvidenceError.at("strategies", None, None, list(names), "two or more, for there is nothing to decide")
    for i, name in enumerate(names):
        if not name.strip() or name in names[:i]:
            raise EvidenceError.at("strategies", None, "name", name, "each strategy a name of its own")


def refuse_threshold(threshold: float) -> None:
    """A threshold is what one QALY may cost.

    Raises:
        EvidenceError: below 0 or not finite.
    """
    if not 0 <= threshold < math.inf:
        raise EvidenceError.at("thresholds", None, None, threshold, "0 or more pounds for a QALY")


def _strongly_dominated(by_cost: Sequence[Strategy]) -> dict[str, Standing]:
    """Those that another beats or equals; `by_cost` puts whatever can beat a strategy before it, but for rounding."""
    same_cost, same_qalys = (_equal([of(s) for s in by_cost]) for of in (_cost, _qalys))
    found: dict[str, Standing] = {}
    for s in by_cost:
        rivals = [o for o in by_cost if o is not s and o.name not in found]
        no_worse = [
            o
            for o in rivals
            if (o.cost <= s.cost or same_cost(o.cost, s.cost))
            and (o.qalys >= s.qalys or same_qalys(o.qalys, s.qalys))
        ]
        twins = [o for o in no_worse if same_cost(o.cost, s.cost) and same_qalys(o.qalys, s.qalys)]
        better = [o for o in no_worse if o not in twins]
        if better:
            found[s.name] = Standing(s, "strongly dominated", beaten_by=(max(better, key=_qalys).name,))
        elif twins and min(o.name for o in twins) < s.name:
            found[s.name] = Standing(s, "the same as another", beaten_by=(min(o.name for o in twins),))
    return found


def _frontier(candidates: Sequence[Strategy]) -> list[Strategy]:
    """The lower edge of cost over QALYs, from strategies that rise in both."""
    frontier: list[Strategy] = []
    room = NOTHING * max(abs(s.cost) for s in candidates)
    for new in candidates:
        while len(frontier) > 1 and frontier[-1].cost > _mixed(frontier[-2], new, frontier[-1].qalys) + room:
            frontier.pop()
        frontier.append(new)
    return frontier


def _step(before: Strategy, new: Strategy) -> Standing:
    more_cost, more_qalys = new.cost - before.cost, new.qalys - before.qalys
    return Standing(new, "on the frontier", before.name, more_cost, more_qalys, more_cost / more_qalys)


def _between(s: Strategy, frontier: Sequence[Strategy]) -> Standing:
    below, above = ([o for o in frontier if (o.qalys > s.qalys) is is_above] for is_above in (False, True))
    return Standing(s, "extendedly dominated", beaten_by=(below[-1].name, above[0].name))


def _mixed(less: Strategy, more: Strategy, qalys: float) -> float:
    """What a mix of two strategies costs that gains so many QALYs."""
    return less.cost + (more.cost - less.cost) * (qalys - less.qalys) / (more.qalys - less.qalys)


def _best(strategies: Sequence[Strategy], threshold: float) -> tuple[str, ...]:
    benefit = {s.name: net_monetary_benefit(s, threshold) for s in strategies}
    size = max(abs(threshold * s.qalys) + abs(s.cost) for s in strategies)
    return tuple(sorted(name for name, b in benefit.items() if b >= max(benefit.values()) - NOTHING * size))


def _equal(values: Sequence[float]) -> Callable[[float, float], bool]:
    room = NOTHING * max(map(abs, values))
    return lambda a, b: abs(a - b) <= room


def _cost(s: Strategy) -> float:
    return s.cost


def _qalys(s: Strategy) -> float:
    return s.qalys
