"""Published state-transition models, run by the same runner as our own.

Chancellor et al. 1997 as in Briggs, Claxton and Sculpher 2006, exercise 2.5; Sonnenberg and Beck 1993, table 2;
the Sick-Sicker model of Alarid-Escudero et al. (Medical Decision Making 2023), whose published weights are odd.
"""

import math
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

import pytest

from flsguide.model.runner import Counting, Step, run

Matrix = Sequence[Sequence[float]]


def moving(matrix_in: "dict[int, Matrix]", otherwise: Matrix) -> Step:
    """A step that multiplies by a matrix of transition probabilities, which may differ in some cycles."""

    def step(occupancy: tuple[float, ...], cycle: int) -> tuple[tuple[float, ...], tuple[float, ...]]:
        matrix = matrix_in.get(cycle, otherwise)
        return tuple(
            sum(x * row[j] for x, row in zip(occupancy, matrix, strict=True)) for j in range(len(matrix))
        ), ()

    return step


def by_cycle(step: Step, start: tuple[float, ...], cycles: int, counting: Counting) -> list[tuple[float, ...]]:
    """People counted in each state, cycle by cycle."""
    counted, now = [], start
    for cycle in range(cycles):
        found = run(step, now, cycle, cycle + 1, counting)
        counted.append(found.occupancy)
        now = found.after
    return counted


# HIV: zidovudine alone against zidovudine with lamivudine. Counts of people, because three decimals lose the match.
MONO = [
    [float(Fraction(*x)) for x in row]
    for row in (
        ((1251, 1734), (350, 1734), (116, 1734), (17, 1734)),
        ((0, 1), (731, 1258), (512, 1258), (15, 1258)),
        ((0, 1), (0, 1), (1312, 1749), (437, 1749)),
        ((0, 1), (0, 1), (0, 1), (1, 1)),
    )
]
_WORSE = [[0.509 * x if i != j else 0.0 for j, x in enumerate(row)] for i, row in enumerate(MONO)]
BOTH = [[x if i != j else 1 - sum(row) for j, x in enumerate(row)] for i, row in enumerate(_WORSE)]
HIV_START = (1.0, 0.0, 0.0, 0.0)


def hiv(*, both: bool, counting: Counting) -> tuple[float, float]:
    """Cost, discounted at 6 %, and life-years, not discounted, over 20 years."""
    step = moving({0: BOTH, 1: BOTH} if both else {}, MONO)
    cost = life_years = 0.0
    for year, (a, b, c, _) in enumerate(by_cycle(step, HIV_START, 20, counting), start=1):
        medicine = 2278 + (2086.5 if both and year <= 2 else 0)
        cost += (2756 * a + 3052 * b + 9007 * c + medicine * (a + b + c)) * 1.06**-year
        life_years += a + b + c
    return cost, life_years


def test_hiv_costs_life_years_and_their_ratio() -> None:
    mono, both = hiv(both=False, counting="end"), hiv(both=True, counting="end")
    assert mono == pytest.approx((44663.4535637, 7.9912066), rel=1e-8)
    assert both == pytest.approx((50601.6513312, 8.9373889), rel=1e-8)
    assert (both[0] - mono[0]) / (both[1] - mono[1]) == pytest.approx(6275.9556, rel=1e-8)


def test_hiv_life_years_with_half_cycles() -> None:
    assert hiv(both=False, counting="half")[1] == pytest.approx(8.475, abs=0.03)
    assert hiv(both=True, counting="half")[1] == pytest.approx(9.42, abs=0.03)


def test_the_first_three_years_of_hiv() -> None:
    mono = [(0.72145329, 0.20184544, 0.06689735, 0.00980392), (0.52049485, 0.26291063, 0.18059602, 0.03599851),
            (0.37551272, 0.25783191, 0.27729592, 0.08935945)]  # fmt: skip
    both = [(0.85821972, 0.10273933, 0.03405075, 0.0049902), (0.73654109, 0.16900517, 0.08022683, 0.0142269),
            (0.53137999, 0.24687317, 0.17823854, 0.0435083)]  # fmt: skip
    for step, expected in ((moving({}, MONO), mono), (moving({0: BOTH, 1: BOTH}, MONO), both)):
        for found, printed in zip(by_cycle(step, HIV_START, 3, "end"), expected, strict=True):
            assert found == pytest.approx(printed, abs=5e-9)


VALVE = [[0.6, 0.2, 0.2], [0, 0.6, 0.4], [0, 0, 1]]


def test_valve_patients_and_their_good_years() -> None:
    counted = by_cycle(moving({}, VALVE), (10000.0, 0.0, 0.0), 25, "end")
    assert counted[0] == pytest.approx((6000, 2000, 2000), abs=1e-6)
    assert counted[1] == pytest.approx((3600, 2400, 4000), abs=1e-6)
    running = [sum(well + 0.7 * disabled for well, disabled, _ in counted[:n]) for n in range(26)]
    assert running[1:3] == pytest.approx([7400, 12680], abs=1e-6)
    assert running[23] == pytest.approx(23752, abs=5)  # printed from counts rounded to whole people
    assert running[25] == pytest.approx(23750, abs=0.5)  # the exact limit, from the fundamental matrix


def sick_sicker(treatment: str) -> list[list[float]]:
    """Rows H, S1, S2, D; who survives a year moves by the other probabilities."""
    p = lambda rate: 1 - math.exp(-rate)  # noqa: E731
    worse = p(0.105 * (0.6 if "B" in treatment else 1))
    death = [p(0.002), p(0.002 * 3), p(0.002 * 10)]
    sick, well = p(0.15), p(0.5)
    moves = [[1 - sick, sick, 0.0], [well, 1 - well - worse, worse], [0.0, 0.0, 1.0]]
    return [[(1 - d) * x for x in row] + [d] for d, row in zip(death, moves, strict=True)] + [[0.0, 0.0, 0.0, 1.0]]


def sick_sicker_values(treatment: str) -> tuple[tuple[float, ...], tuple[float, ...]]:
    extra = 12000 * ("A" in treatment) + 13000 * ("B" in treatment)
    return (2000, 4000 + extra, 15000 + extra, 0), (1, 0.95 if "A" in treatment else 0.75, 0.5, 0)


def discounted_trace(treatment: str) -> list[tuple[float, float]]:
    """Discounted cost and QALYs of those present at each of the 76 points in time."""
    step = moving({}, sick_sicker(treatment))
    trace = by_cycle(step, (1.0, 0.0, 0.0, 0.0), 76, "start")
    found = []
    for t, present in enumerate(trace):
        pairs = (sum(x * v for x, v in zip(present, values, strict=True)) for values in sick_sicker_values(treatment))
        cost, qalys = (value * 1.03**-t for value in pairs)
        found.append((cost, qalys))
    return found


def weighted(treatment: str, weights: Sequence[float]) -> tuple[float, float]:
    trace = discounted_trace(treatment)
    return (
        sum(w * cost for w, (cost, _) in zip(weights, trace, strict=True)),
        sum(w * qalys for w, (_, qalys) in zip(weights, trace, strict=True)),
    )


# As published: 2/3 and 4/3 are swapped against Simpson's rule. A test of the runner, not weights to adopt.
PUBLISHED_WEIGHTS = [1 / 3] + [2 / 3 if t % 2 else 4 / 3 for t in range(1, 75)] + [1 / 3]


@pytest.mark.parametrize(
    ("treatment", "cost", "qalys"),
    [("", 151580, 20.711), ("A", 284805, 21.499), ("B", 259100, 22.184), ("AB", 378875, 23.137)],
)
def test_sick_sicker_as_published(treatment: str, cost: float, qalys: float) -> None:
    found = weighted(treatment, PUBLISHED_WEIGHTS)
    assert found[0] == pytest.approx(cost, abs=0.6)
    assert found[1] == pytest.approx(qalys, abs=0.0006)


def test_sick_sicker_ratios_along_the_frontier() -> None:
    none, b, both = (weighted(t, PUBLISHED_WEIGHTS) for t in ("", "B", "AB"))
    for (low, high), printed in zip(pairwise((none, b, both)), (72988, 125764), strict=True):
        assert (high[0] - low[0]) / (high[1] - low[1]) == pytest.approx(printed, abs=1)


@pytest.mark.parametrize(
    ("treatment", "half", "plain"),
    [
        ("", (152262.291, 21.038151), (153541.413, 21.554487)),
        ("A", (285676.923, 21.828836), (287185.641, 22.345544)),
        ("B", (259991.515, 22.511198), (261490.974, 23.032608)),
        ("AB", (379955.447, 23.466846), (381676.096, 23.988969)),
    ],
)
def test_sick_sicker_with_half_cycles_and_without_correction(
    treatment: str, half: tuple[float, float], plain: tuple[float, float]
) -> None:
    for weights, (cost, qalys) in (([0.5, *[1.0] * 74, 0.5], half), ([1.0] * 76, plain)):
        found = weighted(treatment, weights)
        assert found[0] == pytest.approx(cost, abs=0.01)
        assert found[1] == pytest.approx(qalys, abs=1e-5)
