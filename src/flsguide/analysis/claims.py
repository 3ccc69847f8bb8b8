"""Where our model puts what others claim, and what would have to change in it to reach the claim.

Money is discounted as in the base case, in 2025/26 pounds. A year's people enter once, and are followed for the
years of the claim: kinder than a service that sees new people every year, whose latest have had little time.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from flsguide.analysis.claim_measures import LESS_IS_KIND, MEASURED, Seen
from flsguide.analysis.levers import Lever, levers
from flsguide.analysis.probabilistic import sampled_outcomes
from flsguide.analysis.published_studies import Setting, people_of
from flsguide.analysis.thresholds import crossing
from flsguide.evidence.case_file import Case
from flsguide.evidence.claims import BASES, Claim
from flsguide.evidence.prices import HEALTH, HEALTH_TO_2014_15, uprate
from flsguide.evidence.vocabulary import Value
from flsguide.model.base_case import base_case
from flsguide.model.base_strategies import Choices
from flsguide.model.outcomes import Outcomes

__all__ = ["FULL", "NEAR", "Bench", "Standing", "Threshold", "Weighed", "in_our_prices", "weighed"]

Array = NDArray[np.float64]
NEAR = 0.1
"""How far below a claim ours may lie, as a share of it, and still be said to meet it."""
_MONEY = ("saving", "pounds_per_qaly")
Basis = Literal["full_economic", "trust_cash"]
FULL: Basis = "full_economic"
"""How staff are counted where a claim does not say otherwise, or counts no money."""


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
class Standing:
    """Where ours stands beside a claim, the service's staff counted in one way."""

    ours: float
    """The claim's quantity from the base case."""
    kindest: float
    """The same with every lever of the claim at the kind end of its range at once."""
    verdict: str
    """not_comparable, holds, one_number, several_numbers or out_of_reach: see `_verdict`."""


@dataclass(frozen=True)
class Weighed:
    """A claim beside ours."""

    claim: Claim
    target: float
    """The claim in our prices, where it has a price year; else as it stands."""
    at: Mapping[str, Standing]
    """By how the service's staff are counted, full cost first; empty for a comparator."""
    thresholds: tuple[Threshold, ...]
    """With staff counted as is fair beside the claim."""

    @property
    def fair(self) -> Standing | None:
        """Ours with staff counted as is fair beside the claim; None for a comparator."""
        return self.at[self.claim.service_costs or FULL] if self.at else None


def _verdict(claim: Claim, target: float, ours: float, kindest: float, alone: Sequence[float]) -> str:
    """Holds: ours is as kind to a service as the claim, or falls short by less than a tenth of it.

    One number: a single input within its own range does it; `alone` is ours with each at its kind end. Several: all
    of them together at their kind ends do. Out of reach: not even those.
    """
    if claim.comparable == "no":
        return "not_comparable"
    if _as_kind(claim, ours, target):
        return "holds"
    if any(_as_kind(claim, answer, target, near=0) for answer in alone):
        return "one_number"
    return "several_numbers" if _as_kind(claim, kindest, target) else "out_of_reach"


def _as_kind(claim: Claim, ours: float, target: float, near: float = NEAR) -> bool:
    slack = near * abs(target)
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
        return Weighed(claim, target, {}, ())
    fair, alone = _stands(claim, target, bench)
    at = dict.fromkeys(BASES, fair)
    if claim.service_costs:  # where no money is counted, staff cost nothing either way
        at |= {basis: _stands(replace(claim, service_costs=basis), target, bench)[0] for basis in BASES}
    pulled = bench.pulled(claim)
    each = (Threshold(p, _at(claim, target, p, bench), answer) for p, answer in zip(pulled, alone, strict=True))
    return Weighed(claim, target, at, tuple(each))


def _stands(claim: Claim, target: float, bench: "Bench") -> tuple[Standing, list[float]]:
    """Ours, and ours with each lever alone at its kind end."""
    moved = [lever.drawn(lever.kind_end) for lever in bench.pulled(claim)]
    together = {name: value for one in moved for name, value in one.items()}
    ours, kindest, *alone = bench.answers(claim, bench.side_by_side(claim, [{}, together, *moved]))
    return Standing(ours, kindest, _verdict(claim, target, ours, kindest, alone)), alone


def _at(claim: Claim, target: float, lever: Lever, bench: "Bench") -> float | None:
    def excess(values: Sequence[float]) -> list[float]:
        top, bottom = bench.parts(claim, lever.drawn(np.array(values)))
        return [float(x) for x in top - target * bottom]

    return crossing(excess, lever.least, lever.most, lever.ours.value)


class Bench:
    """The base case, run for a claim's people and years with some of its rows moved; no run is made twice."""

    def __init__(self, setting: Setting) -> None:
        """Keep what is run on, and what may be moved."""
        self._setting = setting
        self._levers = {basis: levers(setting.inputs, setting.tables.rates, basis) for basis in BASES}
        self._runs: dict[tuple[object, ...], tuple[Case, Outcomes]] = {}

    def lever(self, claim: Claim, name: str) -> Lever:
        """What may be moved, with staff counted as beside the claim."""
        return self._levers[claim.service_costs or FULL][name]

    def pulled(self, claim: Claim) -> list[Lever]:
        """The levers of a claim."""
        return [self.lever(claim, name) for name in claim.levers]

    def side_by_side(self, claim: Claim, moves: Sequence[Mapping[str, float]]) -> dict[str, Array]:
        """Levers moved in several ways, to run at once; in each, the rows of the others as they stand."""
        names = dict.fromkeys(name for moved in moves for name in moved)
        stands = {n: value for p in self.pulled(claim) for n, value in p.drawn(p.ours.value).items()}
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
        basis: Basis = "trust_cash" if claim.service_costs == "trust_cash" else FULL
        key = (claim.people, claim.years, basis, *((name, row.tobytes()) for name, row in rows.items()))
        if key not in self._runs:
            cohort = people_of(self._setting.cohort, claim.people)
            choices = Choices(horizon_years=claim.years, service_costs=basis)

            def case_of(drawn: Mapping[str, Value]) -> Case:
                return base_case(self._setting.inputs, self._setting.tables, cohort, drawn, choices)

            self._runs[key] = (
                case_of({name: row[:, np.newaxis] for name, row in rows.items()}), sampled_outcomes(case_of, rows),
            )  # fmt: skip
        return self._runs[key]
