"""How sure a choice between strategies is: acceptability curve and frontier, chance of a saving, the four quadrants.

From draws of cost and QALYs, in which every strategy sees the same draws. How likely a strategy is to be best says
nothing of what is lost where it is not: that is `value_of_information`.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flsguide.analysis.cost_effectiveness import NOTHING
from flsguide.analysis.incremental import refuse_threshold, refuse_unusable
from flsguide.evidence.errors import EvidenceError, MissingRowError

__all__ = [
    "Acceptability",
    "Plane",
    "Probability",
    "StrategyDraws",
    "acceptability",
    "plane",
    "probability_cost_saving",
]

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class StrategyDraws:
    """Cost and QALYs of every strategy in every draw, discounted, for people of whom all strategies see the same.

    Raises:
        EvidenceError: fewer than two strategies or two draws, a name that is blank or stands twice, arrays that are
            not strategies x draws, a number that is not finite.
    """

    names: tuple[str, ...]
    cost: Array
    """Pounds: strategies x draws."""
    qalys: Array
    """Strategies x draws."""

    def __post_init__(self) -> None:
        """Refuse what cannot be compared, naming the strategy."""
        refuse_unusable(self.names)
        for field, values in (("cost", self.cost), ("qalys", self.qalys)):
            if values.ndim != 2 or len(values) != len(self.names):  # noqa: PLR2004  # strategies x draws
                allowed = f"an array of {len(self.names)} strategies x draws"
                raise EvidenceError.at("draws", None, field, values.shape, allowed)
            for name, row in zip(self.names, values, strict=True):
                if not np.all(np.isfinite(row)):
                    worst = float(row[~np.isfinite(row)][0])
                    raise EvidenceError.at("draws", None, f"{name}, {field}", worst, "finite numbers only")
        if self.cost.shape != self.qalys.shape:
            allowed = f"as many draws as of cost, {self.cost.shape[1]}"
            raise EvidenceError.at("draws", None, "qalys", self.qalys.shape[1], allowed)
        if self.n < 2:  # noqa: PLR2004  # one draw says nothing of chance
            raise EvidenceError.at("draws", None, None, self.n, "two or more draws")

    @property
    def n(self) -> int:
        """How many draws there are."""
        return int(self.cost.shape[1])

    def net_benefit(self, threshold: float) -> Array:
        """Threshold x QALYs - cost, in pounds: strategies x draws.

        Raises:
            EvidenceError: a threshold below 0 or not finite.
        """
        refuse_threshold(threshold)
        return threshold * self.qalys - self.cost

    def best_on_average(self, threshold: float) -> int:
        """The place of the strategy with the highest mean net benefit; of equal ones, the first by name.

        This is the choice to make now: how uncertain it is does not change which one it is (claxton1999).
        """
        mean = self.net_benefit(threshold).mean(axis=1)
        best = np.flatnonzero(mean >= mean.max() - NOTHING * float(self.size(threshold).max()))
        return int(min(best, key=lambda i: self.names[i]))

    def size(self, threshold: float) -> Array:
        """How large the parts of net benefit are in each draw, so that rounding can be told from a difference."""
        largest: Array = np.max(np.abs(threshold * self.qalys) + np.abs(self.cost), axis=0)
        return largest

    def place(self, name: str) -> int:
        """Where a strategy stands in the arrays.

        Raises:
            MissingRowError: there is none of that name.
        """
        if name not in self.names:
            raise MissingRowError.named("draws", name, self.names)
        return self.names.index(name)


@dataclass(frozen=True)
class Probability:
    """A share of draws, and how far chance may have moved it."""

    value: float
    standard_error: float
    """From the number of draws alone (Monte-Carlo error): sqrt(p (1 - p) / n), less where ties are split.

    0 where all draws agree. Then what none of n draws shows may still happen in up to 3 of n (the rule of three).
    """


@dataclass(frozen=True)
class Acceptability:
    """What the draws say at one threshold."""

    threshold: float
    """Pounds for a QALY."""
    probability: Mapping[str, Probability]
    """That each strategy has the highest net benefit: one point of its acceptability curve (CEAC). They sum to 1."""
    optimal: str
    """The strategy with the highest mean net benefit. It need not be the one that is most often best."""

    @property
    def frontier(self) -> Probability:
        """That the optimal strategy is best: one point of the acceptability frontier (CEAF)."""
        return self.probability[self.optimal]


@dataclass(frozen=True, eq=False)
class Plane:
    """Draws on the cost-effectiveness plane: one strategy less another."""

    incremental_qalys: Array
    """One for each draw, to the right where the new strategy gains."""
    incremental_cost: Array
    """One for each draw, in pounds, upwards where the new strategy costs more."""
    quadrants: Mapping[str, Probability]
    """`north-east` costs more and gains, `south-east` dominates, `north-west` is dominated, `south-west` saves and
    loses. A draw on an axis counts half on either side. The four sum to 1."""


def acceptability(draws: StrategyDraws, thresholds: Sequence[float]) -> tuple[Acceptability, ...]:
    """How likely each strategy is to be best, and which to choose, at each threshold.

    Strategies that tie in a draw share it, so that the curves sum to 1 at every threshold.

    Raises:
        EvidenceError: a threshold below 0 or not finite.

    >>> draws = StrategyDraws(("usual", "fls"), np.array([[0.0] * 4, [50, 100, 150, 400]]), np.array(
    ...     [[1.0] * 4, [1.01] * 4]))
    >>> [(a.optimal, a.probability["fls"].value) for a in acceptability(draws, [0, 20_000])]
    [('usual', 0.0), ('fls', 0.75)]

    Source: fenwick2001.
    """
    return tuple(_acceptability(draws, threshold) for threshold in thresholds)


def probability_cost_saving(draws: StrategyDraws, base: str) -> Mapping[str, Probability]:
    """That each other strategy costs less than `base`; a draw in which the two cost the same counts half.

    With two strategies it is the acceptability curve at a threshold of 0.

    Raises:
        MissingRowError: `base` is none of the strategies.
    """
    at = draws.place(base)
    less = _sides(draws.cost[at] - draws.cost, draws.size(0))
    return {name: _probability(less[i]) for i, name in enumerate(draws.names) if i != at}


def plane(draws: StrategyDraws, base: str, new: str) -> Plane:
    """The new strategy less the base in every draw, and the share of draws in each quadrant.

    Raises:
        MissingRowError: one of the two is none of the strategies.

    >>> draws = StrategyDraws(("usual", "fls"), np.array([[0.0] * 4, [50, -50, 150, 0]]), np.array(
    ...     [[1.0] * 4, [1.01, 1.01, 0.9, 1.01]]))
    >>> {name: share.value for name, share in plane(draws, "usual", "fls").quadrants.items()}
    {'north-east': 0.375, 'south-east': 0.375, 'north-west': 0.25, 'south-west': 0.0}
    """
    before, after = draws.place(base), draws.place(new)
    cost, qalys = draws.cost[after] - draws.cost[before], draws.qalys[after] - draws.qalys[before]
    north = _sides(cost, np.abs(draws.cost[[before, after]]).max(axis=0))
    east = _sides(qalys, np.abs(draws.qalys[[before, after]]).max(axis=0))
    shares = {
        "north-east": north * east,
        "south-east": (1 - north) * east,
        "north-west": north * (1 - east),
        "south-west": (1 - north) * (1 - east),
    }
    return Plane(qalys, cost, {name: _probability(share) for name, share in shares.items()})


def _acceptability(draws: StrategyDraws, threshold: float) -> Acceptability:
    benefit = draws.net_benefit(threshold)
    is_best = benefit >= benefit.max(axis=0) - NOTHING * draws.size(threshold)
    share = is_best / is_best.sum(axis=0)
    return Acceptability(
        threshold=threshold,
        probability={name: _probability(row) for name, row in zip(draws.names, share, strict=True)},
        optimal=draws.names[draws.best_on_average(threshold)],
    )


def _sides(difference: Array, size: Array) -> Array:
    """1 above 0, 0 below it, a half at 0 within rounding."""
    return (1 + np.sign(np.where(np.abs(difference) <= NOTHING * size, 0.0, difference))) / 2


def _probability(share: Array) -> Probability:
    return Probability(float(share.mean()), float(share.std()) / math.sqrt(len(share)))
