"""Where our model puts what others claim, and what would have to change in it to reach the claim.

Money is discounted as in the base case, in 2025/26 pounds. A year's people enter once, and are followed for the
years of the claim: kinder than a service that sees new people every year, whose latest have had little time.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from flsguide.analysis.claim_measures import LESS_IS_KIND, MEASURED, Seen
from flsguide.analysis.levers import Lever, levers
from flsguide.analysis.national_table import PathwayDraws
from flsguide.analysis.probabilistic import sampled_outcomes
from flsguide.analysis.published_studies import Setting, people_of
from flsguide.analysis.thresholds import crossing
from flsguide.evidence.case_file import Case
from flsguide.evidence.claims import Claim
from flsguide.evidence.prices import HEALTH, HEALTH_TO_2014_15, uprate
from flsguide.evidence.ranges import Range
from flsguide.evidence.vocabulary import Value
from flsguide.model.base_case import base_case
from flsguide.model.base_strategies import Choices
from flsguide.model.outcomes import Outcomes

__all__ = ["Bench", "InDraws", "Threshold", "Weighed", "in_draws", "in_our_prices", "weighed"]

Array = NDArray[np.float64]
NEAR = 0.1
"""How far below a claim ours may lie, as a share of it, and still be said to meet it."""
_MONEY = ("saving", "pounds_per_qaly")


@dataclass(frozen=True)
class Threshold:
    """The value of one input at which our model gives the claim."""

    lever: Lever
    at: float | None
    """None where no value in the range that was searched gives it."""
    kindest: float
    """Our result with this input alone at the kind end of its range."""

    @property
    def is_plausible(self) -> bool:
        """Whether it lies within the range of the input's own rows."""
        return self.at is not None and self.lever.ours.low <= self.at <= self.lever.ours.high


@dataclass(frozen=True)
class Weighed:
    """A claim beside ours."""

    claim: Claim
    target: float
    """The claim in our prices, where it has a price year; else as it stands."""
    ours: float | None
    """The same from the base case; None for a comparator."""
    kindest: float | None
    """Ours with every lever of the claim at the kind end of its range at once."""
    thresholds: tuple[Threshold, ...]

    @property
    def is_met(self) -> bool:
        """Whether ours is as kind to a service as the claim, or falls short by less than a tenth of it."""
        return self.ours is not None and _as_kind(self.claim, self.ours, self.target)

    @property
    def is_met_at_the_kind_ends(self) -> bool:
        """Whether all levers together, each within its range, reach it."""
        return self.kindest is not None and _as_kind(self.claim, self.kindest, self.target)

    @property
    def verdict(self) -> str:
        """not_comparable, holds, one_number, several_numbers or out_of_reach.

        One number: a single input within its own range does it. Several: all of them at their kind ends do. Out of
        reach: not even those.
        """
        if self.claim.comparable == "no":
            return "not_comparable"
        if self.is_met:
            return "holds"
        if any(t.is_plausible for t in self.thresholds):
            return "one_number"
        return "several_numbers" if self.is_met_at_the_kind_ends else "out_of_reach"


def _as_kind(claim: Claim, ours: float, target: float) -> bool:
    slack = NEAR * abs(target)
    return ours <= target + slack if claim.measure in LESS_IS_KIND else ours >= target - slack


def in_our_prices(claim: Claim) -> float:
    """A claim's figure in 2025/26 pounds, where it is money with a price year; else as it stands."""
    if claim.measure not in _MONEY or not claim.price_year:
        return claim.figure
    return uprate(claim.figure, claim.price_year, indices=(*HEALTH, *HEALTH_TO_2014_15)).amount


def weighed(claims: Sequence[Claim], setting: Setting) -> tuple[Weighed, ...]:
    """Every claim beside our model, in the order given."""
    bench = Bench(setting)
    return tuple(_weighed(claim, bench) for claim in claims)


def _weighed(claim: Claim, bench: "Bench") -> Weighed:
    target = in_our_prices(claim)
    if claim.measure == "comparator":
        return Weighed(claim, target, None, None, ())
    pulled = [bench.levers[name] for name in claim.levers]
    alone = [lever.drawn(lever.kind_end) for lever in pulled]
    together = {name: value for moved in alone for name, value in moved.items()}
    ours, kindest, *each = bench.answers(claim, bench.side_by_side([{}, together, *alone]))
    found = (Threshold(p, _at(claim, target, p, bench), answer) for p, answer in zip(pulled, each, strict=True))
    return Weighed(claim, target, ours, kindest, tuple(found))


def _at(claim: Claim, target: float, lever: Lever, bench: "Bench") -> float | None:
    def excess(values: Sequence[float]) -> list[float]:
        top, bottom = bench.parts(claim, lever.drawn(np.array(values)))
        return [float(x) for x in top - target * bottom]

    return crossing(excess, lever.least, lever.most, lever.ours.value)


class Bench:
    """The base case, run for a claim's people and years with some of its rows moved; no run is made twice."""

    def __init__(self, setting: Setting) -> None:
        """Keep what is run on."""
        self._setting = setting
        self._runs: dict[tuple[object, ...], tuple[Case, Outcomes]] = {}

    @cached_property
    def levers(self) -> dict[str, Lever]:
        """What may be moved."""
        return levers(self._setting.inputs, self._setting.tables.rates)

    def side_by_side(self, moves: Sequence[Mapping[str, float]]) -> dict[str, Array]:
        """Levers moved in several ways, to run at once; in each, the rows of the others as they stand."""
        names = dict.fromkeys(name for moved in moves for name in moved)
        stands = {n: value for lever in self.levers.values() for n, value in lever.drawn(lever.ours.value).items()}
        return {name: np.array([moved.get(name, stands[name]) for moved in moves]) for name in names}

    def answers(self, claim: Claim, rows: Mapping[str, Array]) -> list[float]:
        """The claim's quantity at each value of the rows; one answer where none is moved.

        Raises:
            ZeroDivisionError: a ratio to nothing, such as pounds for no QALY.
        """
        top, bottom = self.parts(claim, rows)
        return [float(t) / float(b) for t, b in zip(top, bottom, strict=True)]

    def parts(self, claim: Claim, rows: Mapping[str, Array]) -> tuple[Array, Array]:
        """The two numbers of which the claim's quantity is the ratio, at each value of the rows."""
        n = len(next(iter(rows.values()), [0]))
        case, outcomes = self._run(claim, rows or {"nothing": np.zeros(1)})
        seen = Seen(case, outcomes.values, claim, self._setting.inputs.number("p_people_per_fracture"))
        top, bottom = MEASURED[claim.measure](seen)
        return np.broadcast_to(np.ravel(top), n), np.broadcast_to(np.ravel(bottom), n)

    def _run(self, claim: Claim, rows: Mapping[str, Array]) -> tuple[Case, Outcomes]:
        key = (claim.people, claim.years, *((name, row.tobytes()) for name, row in rows.items()))
        if key not in self._runs:
            cohort = people_of(self._setting.cohort, claim.people)
            choices = Choices(horizon_years=claim.years)

            def case_of(drawn: Mapping[str, Value]) -> Case:
                return base_case(self._setting.inputs, self._setting.tables, cohort, drawn, choices)

            self._runs[key] = (
                case_of({name: row[:, np.newaxis] for name, row in rows.items()}), sampled_outcomes(case_of, rows),
            )  # fmt: skip
        return self._runs[key]


@dataclass(frozen=True)
class InDraws:
    """The claim's quantity over many draws of all uncertain inputs at once."""

    interval: Range | None
    """Median of the draws, and the range that holds 95 of 100 of them; None for pounds for each QALY, which say the
    opposite where the cost is a saving."""
    of_100: float
    """In how many of 100 draws ours is as kind to a service as the claim, or falls short by less than a tenth."""


def in_draws(found: Weighed, table: PathwayDraws, setting: Setting) -> InDraws | None:
    """A claim's quantity in every draw of the national table; None where the table does not hold it.

    The table follows England's people of all sites for as many years as the base case, whose own shares of
    pathways it draws. `setting` holds the same people.
    """
    claim, years = found.claim, table.values.shape[3]
    if claim.people != "all" or claim.years > years or claim.measure == "on_treatment":
        return None
    case = base_case(setting.inputs, setting.tables, setting.cohort, choices=Choices(horizon_years=claim.years))
    totals = {name: table.totals(name)[:, : claim.years] for name in table.strategies}
    outcomes = {
        name: {output: tuple(total[:, :, i].T) for i, output in enumerate(table.outputs)}
        for name, total in totals.items()
    }
    seen = Seen(case, outcomes, claim, setting.inputs.number("p_people_per_fracture"))
    top, bottom = (np.broadcast_to(part, len(table.values)) for part in MEASURED[claim.measure](seen))
    slack = NEAR * abs(found.target)
    is_less_kind = claim.measure in LESS_IS_KIND
    limit = found.target + slack if is_less_kind else found.target - slack
    met = top <= limit * bottom if is_less_kind else top >= limit * bottom
    return InDraws(None if claim.measure == "pounds_per_qaly" else _interval(top / bottom), 100 * float(np.mean(met)))


def _interval(answers: Array) -> Range:
    low, median, high = np.quantile(answers, (0.025, 0.5, 0.975))
    return Range(float(median), float(low), float(high))
