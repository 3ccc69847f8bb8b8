"""A service that is there: what keeping it and expanding it change, and what either would be at other shares.

Everything is read off the national table of pathways, in draws. A service's own share still taking tablets changes
what happens to people, so that one pathway is run again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from flsguide.analysis.national_table import PathwayDraws, followed_draws, national_cohort
from flsguide.analysis.option_draws import OptionDraws, option_draws
from flsguide.evidence.case_file import Subgroup
from flsguide.evidence.errors import EvidenceError
from flsguide.evidence.national_tables import NationalTables
from flsguide.evidence.parameters import Parameters
from flsguide.evidence.vocabulary import SITES
from flsguide.model.base_strategies import Choices

__all__ = [
    "BASES",
    "EXPAND",
    "KEEP",
    "Change",
    "TodaysService",
    "WorthByShare",
    "change",
    "movers",
    "starting",
    "todays_service",
    "ways_of_counting",
    "worth_by_basis",
    "worth_by_share",
]

KEEP, EXPAND = ("usual", "today"), ("today", "expanded")
"""What is compared, the base first: losing the service against keeping it, and keeping against expanding it."""
BASES: tuple[Literal["full_economic", "trust_cash"], ...] = ("full_economic", "trust_cash")
"""Full cost, with overheads and buildings, as savings are counted; and trust pay. Never mixed."""
PERSISTING = "p_persisting_12_months"
GRID = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
"""Shares of those seen who start: net benefit goes up along them in nearly a straight line."""
Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class TodaysService:
    """A service's people and shares, and the table that they are weighted over."""

    table: PathwayDraws
    inputs: Parameters
    """As given, but for the share still taking tablets, which is England's here: the table holds the service's."""
    national: NationalTables
    cohort: tuple[Subgroup, ...]
    """The place's people with an index fracture a year."""
    england: tuple[Subgroup, ...]
    at_12: float
    """Share of those who start through the service who still take tablets at 12 months."""

    def run(self, pair: tuple[str, str], choices: Choices) -> OptionDraws:
        """Both ways of a pair in every draw."""
        return option_draws(self.table, self.inputs, self.national, self.cohort, replace(choices, options=pair))

    def at(self, shares: Mapping[str, float]) -> "TodaysService":
        """The same service with some of its shares at other values, as if known; rows by name.

        Raises:
            EvidenceError: a share that is not from 0 to 1.
        """
        rows = dict(self.inputs.rows)
        for name, share in shares.items():
            if not 0 <= share <= 1:
                raise EvidenceError.at("today's service", None, name, share, "a share from 0 to 1")
            rows[name] = replace(rows[name], value=share, low=None, high=None, distribution="fixed")
        return replace(self, inputs=Parameters(rows))

    def starting(self, share: float) -> "TodaysService":
        """The same service where a share of those it sees start a medicine, however many it is recommended to.

        Raises:
            EvidenceError: a share that is not from 0 to 1.
        """
        return self.at({"p_recommended": share, "p_started": 1.0})

    @property
    def started(self) -> float:
        """Share of those it sees who start a medicine by 16 weeks, as the audit counts."""
        return self.inputs.number("p_recommended") * self.inputs.number("p_started")

    def keeping(self, at_12: float) -> "TodaysService":
        """The same service with another share of those who start still taking tablets at 12 months."""
        table = followed_draws(self.table, self.inputs, self.national, self.england, at_12)
        return replace(self, table=table, at_12=at_12)


@dataclass(frozen=True, eq=False)
class Change:
    """What one way to run a service changes against another for one year's people, in every draw."""

    started: Array
    """More people a year who start a medicine."""
    fractures_avoided: Array
    """Over the horizon, undiscounted."""
    qalys: Array
    """Gained, discounted."""
    cost: Array
    """Added, NHS and social care, discounted, in pounds."""

    def net_benefit(self, threshold: float) -> Array:
        """Threshold x QALYs gained - cost added, in pounds."""
        return threshold * self.qalys - self.cost

    def chance_worth_it(self, threshold: float) -> float:
        """Share of draws, 0 to 1, in which it is worth its cost at a threshold."""
        return float(np.mean(self.net_benefit(threshold) > 0))

    @property
    def cost_per_qaly(self) -> float | None:
        """Mean cost over mean QALYs; None where no QALY is gained on average, for then it says too little."""
        gained = float(self.qalys.mean())
        return float(self.cost.mean()) / gained if gained > 0 else None

    @property
    def cost_per_qaly_range(self) -> tuple[float, float]:
        """Between which costs of a QALY 8 in 10 draws lie; a draw that gains no health counts as the dearest, inf."""
        ratios = np.where(self.qalys > 0, self.cost, np.inf) / np.where(self.qalys > 0, self.qalys, 1.0)
        low, high = np.quantile(ratios, (0.1, 0.9), method="inverted_cdf")
        return float(low), float(high)


@dataclass(frozen=True)
class WorthByShare:
    """What keeping a service is worth by the share of those it sees who start a medicine."""

    shares: tuple[float, ...]
    net_benefit: Mapping[float, tuple[float, ...]]
    """Mean of the draws in pounds for each person seen, at each share, by threshold."""
    worth_from: Mapping[float, float | None]
    """The share from which keeping is worth its cost on average, by threshold; None where it never is."""


def todays_service(
    inputs: Parameters, national: NationalTables, table: PathwayDraws, cohort: tuple[Subgroup, ...], year: int
) -> TodaysService:
    """A service by its own indicators, or the national audit's where it gave none, for the people of one place."""
    own, england = inputs[PERSISTING], national_cohort(_as_national(inputs), year)
    plain = Parameters({**inputs.rows, PERSISTING: own.national or own})
    found = TodaysService(table, plain, national, cohort, england, own.value)
    return found if own.national is None else found.keeping(own.value)


def change(found: OptionDraws, pair: tuple[str, str]) -> Change:
    """What the second of a pair changes against the first."""
    base, new = pair
    choice = found.choice()
    started = starting(found, new) - starting(found, base)
    more_cost, more_qalys = (
        (values[choice.place(new)] - values[choice.place(base)]) * found.people
        for values in (choice.cost, choice.qalys)
    )
    return Change(started, -found.difference(base, new, "fractures"), more_qalys, more_cost)


def movers(found: OptionDraws, values: Array, count: int = 3) -> tuple[str, ...]:
    """The drawn inputs that go most with a result over the draws, by name, the strongest first (correlation)."""
    moved = {name: draws for name, draws in found.inputs.items() if np.ptp(draws) > 0}
    strength = {name: abs(float(np.corrcoef(draws, values)[0, 1])) for name, draws in moved.items()}
    return tuple(sorted(strength, key=lambda name: -strength[name])[:count])


def starting(found: OptionDraws, option: str, ending: str | None = None) -> Array:
    """People a year who start a medicine, in every draw: all, or those whose pathway ends in `_seen` or does not."""
    n = len(next(iter(found.inputs.values())))
    entering = {site: sum(row.n for row in found.case.cohort if row.site == site) for site in SITES}
    total = np.zeros(n)
    for site, shares in found.case.strategies[option].items():
        for name, share in shares.items():
            is_seen = "_seen" in name
            if found.case.pathways[name].treated and ending in (None, "_seen" if is_seen else ""):
                total = total + entering[site] * np.asarray(share)
    return total


def worth_by_share(service: TodaysService, choices: Choices, thresholds: Sequence[float]) -> WorthByShare:
    """Net benefit of keeping the service by the share of those seen who start, everything else held.

    Raises:
        EvidenceError: a service that sees nobody, whose shares then move nothing.
    """
    seen = service.inputs.number("p_identified") * sum(row.n for row in service.cohort)
    if not seen > 0:
        raise EvidenceError.at("today's service", None, "p_identified", seen, "more than 0: it sees nobody")
    points: dict[float, list[float]] = {threshold: [] for threshold in thresholds}
    for share in GRID:
        found = change(service.starting(share).run(KEEP, choices), KEEP)
        for threshold, means in points.items():
            means.append(float(found.net_benefit(threshold).mean()) / seen)
    curves = {threshold: tuple(means) for threshold, means in points.items()}
    return WorthByShare(GRID, curves, {threshold: _crossing(means) for threshold, means in curves.items()})


def worth_by_basis(
    service: TodaysService, thresholds: Sequence[float]
) -> tuple[dict[str, tuple[Change, Change]], dict[str, WorthByShare]]:
    """Keeping and expanding the service, and what keeping is worth by share: at full cost, then at trust pay."""
    both: dict[str, Choices] = {basis: Choices(service_costs=basis) for basis in BASES}
    changes = {
        basis: (change(service.run(KEEP, choices), KEEP), change(service.run(EXPAND, choices), EXPAND))
        for basis, choices in both.items()
    }
    return changes, {basis: worth_by_share(service, choices, thresholds) for basis, choices in both.items()}


def ways_of_counting(service: TodaysService) -> tuple[tuple[str, float, Change], ...]:
    """Keeping the service by how many of those seen are taken to start: in words, the share, and what it changes.

    At full cost. The studies' share is of patients in the care of a service, so of those seen.
    """
    of = service.inputs.number
    audit = {name: service.inputs[name].national or service.inputs[name] for name in ("p_recommended", "p_started")}
    found = {
        "Your indicators": service.started,
        "The national audit's average": audit["p_recommended"].value * audit["p_started"].value,
        "Studies of services": of("p_treated_fls"),
        "Glasgow's model": of("p_recommended_glasgow") * of("p_started_glasgow"),
    }
    full = Choices(service_costs=BASES[0])
    return tuple(
        (words, share, change(service.starting(share).run(KEEP, full), KEEP)) for words, share in found.items()
    )


def _crossing(points: Sequence[float]) -> float | None:
    """The first share at which a line through the points reaches 0 from below; 0 where it starts above."""
    if points[0] >= 0:
        return 0.0
    for i in range(1, len(GRID)):
        if points[i] >= 0:
            part = -points[i - 1] / (points[i] - points[i - 1])
            return GRID[i - 1] + part * (GRID[i] - GRID[i - 1])
    return None


def _as_national(inputs: Parameters) -> Parameters:
    """The inputs without a service's own numbers."""
    own = {row.name: row.national for row in inputs.asked_of_a_service() if row.national is not None}
    return Parameters({**inputs.rows, **own})
