"""Which way published studies go and by how much, beside our model; and what lies behind a gap in QALYs.

Only the direction is asserted. Amounts stand side by side, for 1,000 people where the study says for how many they
are; money is never turned into other money.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from flsguide.analysis.cost_effectiveness import NOTHING, Comparison, compared
from flsguide.analysis.published_studies import Setting, people_of
from flsguide.evidence.case_file import Case, Subgroup
from flsguide.evidence.published_studies import MONEY, Statement
from flsguide.evidence.refracture_studies import RefractureStudy
from flsguide.evidence.vocabulary import KINDS
from flsguide.model.base_case import base_case
from flsguide.model.base_strategies import Choices
from flsguide.model.outcomes import Outcomes
from flsguide.model.strategies import pathway_table, strategy_outcomes

__all__ = ["Behind", "Counted", "Pair", "Sign", "behind", "counted", "signs"]

_ALL_SEEN = {"p_identified_80_50_80": 1.0}


@dataclass(frozen=True)
class Sign:
    """A study's direction, and our difference for each 1,000 people: with a service, less without.

    Of a ratio (`RATIOS`) ours is in pounds for each QALY gained or fracture avoided; 0 where there are none.
    """

    statement: Statement
    ours: float

    @property
    def agrees(self) -> bool | None:
        """Whether ours goes the same way; None where the study saw no clear change."""
        return _agrees(self.statement.direction, self.ours)

    @property
    def theirs(self) -> float | None:
        """The printed amount for each 1,000 people, above 0; as printed where it is for no number of people."""
        amount, per = self.statement.amount, self.statement.per
        return amount if amount is None or not per else 1000 * amount / per

    @property
    def ratio(self) -> float | None:
        """Ours over theirs; None unless both are amounts of the same thing, for people, that go the same way."""
        said, theirs = self.statement, self.theirs
        is_alike = bool(said.per) and said.measure not in MONEY and not said.unlike and self.agrees
        return abs(self.ours) / theirs if theirs and is_alike else None


def signs(statements: Sequence[Statement], setting: Setting) -> tuple[Sign, ...]:
    """Every direction, beside the base case for the same people and years."""
    found: dict[tuple[str, int], Mapping[str, float]] = {}
    signed = [s for s in statements if s.kind == "sign"]
    for people, years in {(s.people, s.years): None for s in signed}:
        found[people, years] = _differences(setting, people, years)
    return tuple(Sign(s, found[s.people, s.years][s.measure]) for s in signed)


@dataclass(frozen=True)
class Counted:
    """A count of further fractures with a service and without, and our ratio of the two for the same people."""

    study: RefractureStudy
    ours: tuple[float, ...]
    """Fractures with a service over those without, after each of the years in `study.followed`."""

    @property
    def agrees(self) -> bool | None:
        """Whether ours goes the same way after each of the years; None where the study saw no clear change."""
        ways = {_agrees(self.study.direction, ratio - 1) for ratio in self.ours}
        return None if None in ways else ways == {True}


def counted(studies: Sequence[RefractureStudy], setting: Setting) -> tuple[Counted, ...]:
    """Every count, beside the base case for the same people after as many years."""
    longest = max(year for study in studies for year in study.followed)
    ratios = {people: _ratios(setting, people, longest) for people in {study.people for study in studies}}
    return tuple(Counted(s, tuple(ratios[s.people][year - 1] for year in s.followed)) for s in studies)


def _ratios(setting: Setting, people: str, years: int) -> list[float]:
    """Fractures with a service over those without, up to the end of each year."""
    cohort = people_of(setting.cohort, people)
    case = base_case(setting.inputs, setting.tables, cohort, choices=Choices(horizon_years=years))
    outcomes, (base, new) = strategy_outcomes(case, pathway_table(case)), case.compare
    so_far = {
        name: list(accumulate(map(sum, zip(*(outcomes[name][kind] for kind in KINDS), strict=True))))
        for name in (base, new)
    }
    return [with_service / without for without, with_service in zip(so_far[base], so_far[new], strict=True)]


def _agrees(direction: str, ours: float) -> bool | None:
    if direction == "unclear":
        return None
    return ours > 0 if direction == "more" else ours < 0


def _differences(setting: Setting, people: str, years: int) -> Mapping[str, float]:
    """With a service less without, for each 1,000 people: pounds and QALYs discounted, what is counted not.

    Everybody is seen, as the people of a study are whom its service cared for.
    """
    cohort = people_of(setting.cohort, people)
    case = base_case(setting.inputs, setting.tables, cohort, _ALL_SEEN, Choices(horizon_years=years))
    outcomes, (base, new) = strategy_outcomes(case, pathway_table(case)), case.compare
    found = compared(case, outcomes)
    without, with_service = (_measures(case, outcomes, found, cohort, name) for name in (base, new))
    entering = sum(row.n for row in cohort)
    of_people = {m: 1000 * _beyond_rounding(with_service[m], without[m]) / entering for m in without}
    return {
        **of_people,
        "cost_per_qaly": _each(of_people["cost"], of_people["qalys"]),
        "cost_per_fracture": _each(of_people["cost"], -of_people["fractures"]),
    }


def _measures(
    case: Case, outcomes: Outcomes, found: Comparison, cohort: Sequence[Subgroup], strategy: str
) -> Mapping[str, float]:
    counted = {name: sum(outcomes[strategy][name]) for name in (*KINDS, "bed_days", "life_years")}
    return {
        "cost": found.cost[strategy],
        "qalys": found.qalys[strategy],
        "life_years": counted["life_years"],
        "fractures": sum(counted[kind] for kind in KINDS),
        "hip": counted["hip"],
        "bed_days": counted["bed_days"],
        "treated": sum(row.n * _treated(case.strategies[strategy][row.site]) for row in cohort),
    }


def _treated(shares: Mapping[str, float]) -> float:
    """The share of people who start a medicine, whether the service saw them or not."""
    return sum(share for pathway, share in shares.items() if not pathway.startswith("untreated"))


def _beyond_rounding(new: float, base: float) -> float:
    """The difference; 0 where it is too small to be a result, so that it has no direction."""
    return (new - base) * (abs(new - base) > NOTHING * max(abs(new), abs(base)))


def _each(cost: float, gained: float) -> float:
    """Pounds for each one gained; 0 where none is, so that it has no direction."""
    return cost / gained if gained > 0 else 0.0


class Pair(NamedTuple):
    """A study's number, and ours for the same people and years."""

    theirs: float
    ours: float


@dataclass(frozen=True)
class Behind:
    """A study's gain in QALYs, taken apart: people treated, fractures avoided by it, QALYs of each fracture.

    Of people treated it is how many more a service treats; both are None where the study does not print them.
    """

    statement: Statement
    """The one on QALYs."""
    treated: Pair | None
    """For each 1,000 people."""
    fractures_of_100_treated: Pair | None
    """Avoided for each 100 more people treated."""
    qalys_of_a_fracture: Pair
    """QALYs gained for each fracture avoided, of whatever site."""


def behind(found: Sequence[Sign]) -> tuple[Behind, ...]:
    """Every study that prints both QALYs and fractures for the same people, taken apart."""
    studies: dict[tuple[str, str, int, int], dict[str, Sign]] = {}
    for sign in found:
        said = sign.statement
        if said.amount is not None:
            key = (said.source[0], said.people, said.years, said.per)
            studies.setdefault(key, {})[said.measure] = sign
    return tuple(_behind(signed) for signed in studies.values() if {"qalys", "fractures"} <= set(signed))


def _behind(signed: Mapping[str, Sign]) -> Behind:
    qalys, fractures, treated = signed["qalys"], signed["fractures"], signed.get("treated")
    return Behind(
        qalys.statement,
        None if treated is None else _both(treated),
        None if treated is None else _divided(fractures, treated, times=100),
        _divided(qalys, fractures),
    )


def _both(sign: Sign) -> Pair:
    """Both above 0 where ours goes the way of the study."""
    return Pair(sign.theirs or 0.0, sign.ours if sign.statement.direction == "more" else -sign.ours)


def _divided(top: Sign, bottom: Sign, times: float = 1) -> Pair:
    (their_top, our_top), (their_bottom, our_bottom) = _both(top), _both(bottom)
    return Pair(times * their_top / their_bottom, times * our_top / our_bottom if our_bottom > 0 else 0.0)
