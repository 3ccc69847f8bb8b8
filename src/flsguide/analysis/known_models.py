"""Known state-transition models from the literature, run by the same runner as our own, beside known choices.

HIV: Chancellor et al. 1997, as exercise 2.5 of Briggs, Claxton and Sculpher 2006. Heart valve: Sonnenberg and Beck
1993, table 2. Sick-Sicker: Alarid-Escudero et al. 2023, whose published weights are odd and are not adopted.
What they must come to is `data/validation_cases.csv`.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from flsguide.analysis.incremental import Strategy
from flsguide.analysis.known_decisions import Results, icers, known_decisions
from flsguide.evidence.errors import MissingRowError
from flsguide.evidence.validation_cases import ValidationCase
from flsguide.model.runner import Counting, Step, Values, run

__all__ = ["SICK_SICKER_WEIGHTS", "Checked", "by_cycle", "checked", "known_results", "moving"]

Matrix = Sequence[Sequence[float]]


@dataclass(frozen=True)
class Checked:
    """A figure that is known, and what our code gives."""

    case: ValidationCase
    got: float

    @property
    def difference(self) -> float:
        """What our code gives, less what is known."""
        return self.got - self.case.expected

    @property
    def agrees(self) -> bool:
        """Whether the two lie within the tolerance stated for them."""
        return abs(self.difference) <= self.case.tolerance


def checked(cases: Sequence[ValidationCase]) -> tuple[Checked, ...]:
    """Every known figure beside what our code gives.

    Raises:
        MissingRowError: a figure that no model here gives.
    """
    found = {case: results() for case, results in known_results().items()}
    for case in cases:
        if case.quantity not in found[case.case]:
            raise MissingRowError.named("known_models", case.quantity, found[case.case], "validation_cases.csv")
    return tuple(Checked(case, found[case.case][case.quantity]) for case in cases)


def known_results() -> Mapping[str, Callable[[], Results]]:
    """How the figures of each known model and choice are worked out, by its name in the table."""
    return {"hiv": _hiv, "valve": _valve, "sick_sicker": _sick_sicker, **known_decisions()}


def moving(matrix_in: Mapping[int, Matrix], otherwise: Matrix) -> Step:
    """A step that multiplies by a matrix of transition probabilities, which may differ in some cycles."""

    def step(occupancy: Values, cycle: int) -> tuple[Values, Values]:
        matrix = matrix_in.get(cycle, otherwise)
        columns = zip(*matrix, strict=True)
        return tuple(sum(x * p for x, p in zip(occupancy, to, strict=True)) for to in columns), ()

    return step


def by_cycle(step: Step, start: Values, cycles: int, counting: Counting) -> Iterator[Values]:
    """People counted in each state, cycle by cycle."""
    for cycle in range(cycles):
        counted = run(step, start, cycle, cycle + 1, counting)
        yield counted.occupancy
        start = counted.after


# HIV: zidovudine alone, and with lamivudine for two years. Counts, because three decimals lose the match.
_COUNTS = ((1251, 350, 116, 17), (0, 731, 512, 15), (0, 0, 1312, 437), (0, 0, 0, 1))
_RISK_WITH_BOTH = 0.509
_CARE = (2756, 3052, 9007)
"""Pounds a year by state."""
_ZIDOVUDINE, _LAMIVUDINE = 2278, 2086.5
_HIV_YEARS, _ON_BOTH, _HIV_DISCOUNT = 20, 2, 1.06


def _one_medicine() -> Matrix:
    return [[n / sum(row) for n in row] for row in _COUNTS]


def _two_medicines() -> Matrix:
    """Each move to another state is less likely; who does not move stays."""
    worse = [
        [_RISK_WITH_BOTH * p if j != i else 0.0 for j, p in enumerate(row)] for i, row in enumerate(_one_medicine())
    ]
    return [[p if j != i else 1 - sum(row) for j, p in enumerate(row)] for i, row in enumerate(worse)]


def _hiv_years(years_on_both: int, years: int, counting: Counting) -> list[Values]:
    step = moving(dict.fromkeys(range(years_on_both), _two_medicines()), _one_medicine())
    return list(by_cycle(step, (1.0, 0.0, 0.0, 0.0), years, counting))


def _hiv_cost(years_on_both: int) -> float:
    """Pounds over 20 years, discounted from the end of each year."""
    cost = 0.0
    for year, (*alive, _) in enumerate(_hiv_years(years_on_both, _HIV_YEARS, "end"), start=1):
        medicine = _ZIDOVUDINE + _LAMIVUDINE * (year <= years_on_both)
        care = sum(pounds * people for pounds, people in zip(_CARE, alive, strict=True))
        cost += (care + medicine * sum(alive)) * _HIV_DISCOUNT**-year
    return cost


def _life_years(years_on_both: int, counting: Counting) -> float:
    return sum(sum(alive) for *alive, _ in _hiv_years(years_on_both, _HIV_YEARS, counting))


def _hiv() -> Results:
    found: Results = {}
    for words, on_both in (("one medicine", 0), ("two medicines", _ON_BOTH)):
        found[f"Cost with {words}, pounds"] = _hiv_cost(on_both)
        found[f"Life-years with {words}"] = _life_years(on_both, "end")
        found[f"Life-years with {words}, half-cycle"] = _life_years(on_both, "half")
        for year, people in enumerate(_hiv_years(on_both, 3, "end"), start=1):
            shares = zip("ABCD", people, strict=True)
            found |= {f"Share in state {state} after year {year}, {words}": share for state, share in shares}
    more_cost = found["Cost with two medicines, pounds"] - found["Cost with one medicine, pounds"]
    more_years = found["Life-years with two medicines"] - found["Life-years with one medicine"]
    return found | {"Pounds for each life-year gained": more_cost / more_years}


# Heart valve: three states, weights 1, 0.7 and 0.
_VALVE = ((0.6, 0.2, 0.2), (0.0, 0.6, 0.4), (0.0, 0.0, 1.0))
_DISABLED = 0.7


def _valve() -> Results:
    found: Results = {}
    good_years = 0.0
    for cycle, people in enumerate(by_cycle(moving({}, _VALVE), (10_000.0, 0.0, 0.0), 25, "end"), start=1):
        words = zip(("well", "disabled", "dead"), people, strict=True)
        found |= {f"People {state} after cycle {cycle}": n for state, n in words}
        good_years += people[0] + _DISABLED * people[1]
        found[f"Good years by cycle {cycle}"] = good_years
    return found


# Sick-Sicker: healthy, sick, sicker, dead, over 75 years.
_POINTS = 76
SICK_SICKER_WEIGHTS = {
    "published weights": [1 / 3, *[2 / 3 if t % 2 else 4 / 3 for t in range(1, _POINTS - 1)], 1 / 3],
    "half-cycle": [0.5, *[1.0] * (_POINTS - 2), 0.5],
    "no correction": [1.0] * _POINTS,
}
"""How much each point in time counts. The published weights swap the 2/3 and 4/3 of Simpson's rule."""
_TREATMENTS = {"no treatment": "", "treatment A": "A", "treatment B": "B", "both treatments": "AB"}
_DISCOUNT = 1.03


def _sick_sicker() -> Results:
    found: Results = {}
    for way, weights in SICK_SICKER_WEIGHTS.items():
        for words, treatment in _TREATMENTS.items():
            cost, qalys = _weighted(treatment, weights)
            found |= {f"Cost with {words}, dollars, {way}": cost, f"QALYs with {words}, {way}": qalys}
    published = SICK_SICKER_WEIGHTS["published weights"]
    ratios = icers([Strategy(words, *_weighted(treatment, published)) for words, treatment in _TREATMENTS.items()])
    after_none, after_b = "treatment B after no treatment", "both treatments after treatment B"
    found["Dollars for each QALY, treatment B after none, published weights"] = ratios[after_none]
    found["Dollars for each QALY, both treatments after B, published weights"] = ratios[after_b]
    return found


def _weighted(treatment: str, weights: Sequence[float]) -> tuple[float, float]:
    """Cost and QALYs of those present at each point in time, discounted and weighted."""
    extra = 12_000 * ("A" in treatment) + 13_000 * ("B" in treatment)
    costs = (2_000, 4_000 + extra, 15_000 + extra, 0)
    qualities = (1, 0.95 if "A" in treatment else 0.75, 0.5, 0)
    cost = qalys = 0.0
    trace = by_cycle(moving({}, _sick_sicker_matrix(treatment)), (1.0, 0.0, 0.0, 0.0), _POINTS, "start")
    for t, (weight, people) in enumerate(zip(weights, trace, strict=True)):
        factor = weight * _DISCOUNT**-t
        cost += factor * sum(n * pounds for n, pounds in zip(people, costs, strict=True))
        qalys += factor * sum(n * quality for n, quality in zip(people, qualities, strict=True))
    return cost, qalys


def _sick_sicker_matrix(treatment: str) -> Matrix:
    """Who survives a year moves by the other probabilities; treatment B slows the way from sick to sicker."""
    worse = _probability(0.105 * (0.6 if "B" in treatment else 1))
    death = [_probability(0.002 * times) for times in (1, 3, 10)]
    sick, well = _probability(0.15), _probability(0.5)
    moves = ((1 - sick, sick, 0.0), (well, 1 - well - worse, worse), (0.0, 0.0, 1.0))
    alive = [[*[(1 - d) * p for p in row], d] for d, row in zip(death, moves, strict=True)]
    return [*alive, [0.0, 0.0, 0.0, 1.0]]


def _probability(rate: float) -> float:
    """The probability within a year of what happens at a rate a year."""
    return 1 - math.exp(-rate)
