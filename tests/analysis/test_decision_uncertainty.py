"""Acceptability, savings and quadrants: closed forms for normal draws, examples by hand, and properties."""

import math
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flsguide.analysis.decision_uncertainty import (
    Probability,
    StrategyDraws,
    acceptability,
    plane,
    probability_cost_saving,
)
from flsguide.analysis.incremental import Strategy, best_by_threshold
from flsguide.evidence.errors import EvidenceError

NORMAL = NormalDist()
QUADRANTS = ("north-east", "south-east", "north-west", "south-west")


def two(cost: list[float], qalys: list[float]) -> StrategyDraws:
    """A service against usual care, which costs and gains nothing."""
    return StrategyDraws(("usual", "fls"), np.array([[0.0] * len(cost), cost]), np.array([[0.0] * len(cost), qalys]))


@pytest.mark.parametrize("threshold", [0, 5_000, 20_000, 35_000])
def test_acceptability_of_normal_draws_is_the_normal_curve(threshold: float) -> None:
    """Net benefit is normal with mean 0.02 t - 300 and variance (0.01 t)^2 + 150^2."""
    rng = np.random.default_rng(3)
    draws = two(list(rng.normal(300, 150, 40_000)), list(rng.normal(0.02, 0.01, 40_000)))
    (found,) = acceptability(draws, [threshold])
    expected = NORMAL.cdf((0.02 * threshold - 300) / math.hypot(0.01 * threshold, 150))
    assert found.probability["fls"].value == pytest.approx(expected, abs=4 * found.probability["fls"].standard_error)
    assert found.optimal == ("fls" if threshold > 15_000 else "usual")
    assert found.frontier == found.probability[found.optimal]


def test_the_standard_error_is_the_spread_of_repeated_samples() -> None:
    rng = np.random.default_rng(4)
    found = [acceptability(two(list(rng.normal(-20, 100, 200)), [0.0] * 200), [0])[0] for _ in range(400)]
    shares = [a.probability["fls"] for a in found]
    spread = np.std([p.value for p in shares])
    assert np.mean([p.standard_error for p in shares]) == pytest.approx(spread, rel=0.15)
    assert shares[0].standard_error == pytest.approx(math.sqrt(shares[0].value * (1 - shares[0].value) / 200))


def test_strategies_that_tie_in_a_draw_share_it() -> None:
    cost = np.array([[0.0, 0.0, 5.0, 9.0], [0.0, 1.0, 5.0, 0.0], [7.0, 0.0, 5.0, 9.0]])
    draws = StrategyDraws(("a", "b", "c"), cost, np.ones((3, 4)))
    (found,) = acceptability(draws, [20_000])
    assert [p.value for p in found.probability.values()] == pytest.approx(
        [(1 / 2 + 1 / 2 + 1 / 3) / 4, (1 / 2 + 1 / 3 + 1) / 4, (1 / 2 + 1 / 3) / 4]
    )


def test_the_strategy_to_choose_need_not_be_the_one_most_often_best() -> None:
    (found,) = acceptability(two([10.0, 10.0, 10.0, -100.0], [0.0] * 4), [20_000])
    assert found.optimal == "fls"
    assert found.probability["usual"].value == 0.75
    assert found.frontier.value == 0.25


def test_of_equal_means_the_first_by_name_is_chosen_in_any_order() -> None:
    cost, qalys = np.array([[0.0, 2.0], [2.0, 0.0]]), np.zeros((2, 2))
    for names in (("b", "a"), ("a", "b")):
        assert acceptability(StrategyDraws(names, cost, qalys), [0])[0].optimal == "a"


def test_quadrants_by_hand() -> None:
    found = plane(two([1, 1, -1, -1, -2, 0, 0], [1, -1, 1, -1, -1, 1, 0]), "usual", "fls")
    assert [found.quadrants[q].value * 7 for q in QUADRANTS] == pytest.approx([1.75, 1.75, 1.25, 2.25])
    assert list(found.incremental_cost) == [1, 1, -1, -1, -2, 0, 0]
    assert list(found.incremental_qalys) == [1, -1, 1, -1, -1, 1, 0]
    turned = plane(two([1, 1, -1, -1, -2, 0, 0], [1, -1, 1, -1, -1, 1, 0]), "fls", "usual")
    assert [turned.quadrants[q] for q in reversed(QUADRANTS)] == [found.quadrants[q] for q in QUADRANTS]


def test_the_chance_of_a_saving_by_hand() -> None:
    assert probability_cost_saving(two([-1, -1, -1, 0], [0.0] * 4), "usual")["fls"].value == 0.875
    assert probability_cost_saving(two([-1, -1, -1, 0], [0.0] * 4), "fls")["usual"].value == 0.125
    sure = probability_cost_saving(two([-1, -1], [0.0] * 2), "usual")
    assert sure == {"fls": Probability(1.0, 0.0)}


NUMBERS = st.one_of(st.integers(-2, 2).map(float), st.floats(-1e4, 1e4, allow_subnormal=False))


@st.composite
def some_draws(draw: st.DrawFn, most: int = 4) -> StrategyDraws:
    strategies, n = draw(st.integers(2, most)), draw(st.integers(2, 8))
    row = st.lists(NUMBERS, min_size=n, max_size=n)
    cost, qalys = (np.array(draw(st.lists(row, min_size=strategies, max_size=strategies))) for _ in range(2))
    return StrategyDraws(tuple("abcd"[:strategies]), cost, qalys)


THRESHOLDS = st.floats(0, 1e5)


@given(some_draws(), THRESHOLDS)
def test_acceptability_sums_to_1_over_the_strategies(draws: StrategyDraws, threshold: float) -> None:
    (found,) = acceptability(draws, [threshold])
    assert math.fsum(p.value for p in found.probability.values()) == pytest.approx(1, abs=1e-12)


@given(some_draws(), THRESHOLDS, st.randoms(use_true_random=False))
def test_the_order_of_strategies_changes_nothing(draws: StrategyDraws, threshold: float, shuffler: object) -> None:
    order = list(range(len(draws.names)))
    shuffler.shuffle(order)
    turned = StrategyDraws(tuple(draws.names[i] for i in order), draws.cost[order], draws.qalys[order])
    (before,), (after,) = acceptability(draws, [threshold]), acceptability(turned, [threshold])
    assert after.optimal == before.optimal
    assert after.probability == before.probability


@given(some_draws(most=2))
def test_acceptability_at_nothing_is_the_chance_of_a_saving(draws: StrategyDraws) -> None:
    (found,) = acceptability(draws, [0])
    assert found.probability["b"] == probability_cost_saving(draws, "a")["b"]


@given(some_draws(), THRESHOLDS)
def test_what_to_choose_is_what_the_means_say(draws: StrategyDraws, threshold: float) -> None:
    means = [
        Strategy(name, float(c.mean()), float(q.mean()))
        for name, c, q in zip(draws.names, draws.cost, draws.qalys, strict=True)
    ]
    (found,) = acceptability(draws, [threshold])
    best = best_by_threshold(means, [threshold])[threshold]
    size = 1e-9 * float(draws.size(threshold).max())
    benefit = {s.name: threshold * s.qalys - s.cost for s in means}
    assert benefit[found.optimal] == pytest.approx(benefit[best[0]], abs=2 * size)


@given(some_draws(most=2))
def test_the_quadrants_sum_to_1_and_turn_with_the_two_strategies(draws: StrategyDraws) -> None:
    found, turned = plane(draws, "a", "b"), plane(draws, "b", "a")
    assert math.fsum(p.value for p in found.quadrants.values()) == pytest.approx(1, abs=1e-12)
    for quadrant, opposite in zip(QUADRANTS, reversed(QUADRANTS), strict=True):
        assert found.quadrants[quadrant].value == pytest.approx(turned.quadrants[opposite].value, abs=1e-12)


GOOD = np.ones((2, 3))
NAN = np.array([[1.0, 1.0, 1.0], [1.0, math.nan, 1.0]])


@pytest.mark.parametrize(
    ("names", "cost", "qalys", "message"),
    [
        ((), np.ones((0, 3)), np.ones((0, 3)), "strategies: [] is not allowed; give two or more"),
        (("usual",), GOOD[:1], GOOD[:1], "strategies: ['usual'] is not allowed; give two or more"),
        (("usual", "usual"), GOOD, GOOD, "strategies, name: 'usual' is not allowed; give each strategy a name"),
        (("usual", "fls"), NAN, GOOD, "draws, fls, cost: nan is not allowed; give finite numbers only"),
        (
            ("usual", "fls"),
            GOOD,
            np.full((2, 3), -math.inf),
            "draws, usual, qalys: -inf is not allowed; give finite numbers only",
        ),
        (("usual", "fls"), GOOD[0], GOOD, "draws, cost: (3,) is not allowed; give an array of 2 strategies x draws"),
        (("usual", "fls"), GOOD, np.ones((3, 3)), "draws, qalys: (3, 3) is not allowed; give an array of 2 strat"),
        (("usual", "fls"), GOOD, GOOD[:, :2], "draws, qalys: 2 is not allowed; give as many draws as of cost, 3"),
        (("usual", "fls"), GOOD[:, :1], GOOD[:, :1], "draws: 1 is not allowed; give two or more draws"),
    ],
)
def test_draws_that_cannot_be_compared_are_refused_in_one_line(
    names: tuple[str, ...], cost: np.ndarray, qalys: np.ndarray, message: str
) -> None:
    with pytest.raises(EvidenceError) as refusal:
        StrategyDraws(names, cost, qalys)
    assert str(refusal.value).startswith(message)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("threshold", [-1, math.nan, math.inf])
def test_a_threshold_below_nothing_is_refused(threshold: float) -> None:
    with pytest.raises(EvidenceError, match=r"^thresholds: .* is not allowed; give 0 or more pounds for a QALY"):
        acceptability(two([1, 2], [1, 2]), [20_000, threshold])


def test_a_strategy_that_is_none_is_named() -> None:
    with pytest.raises(EvidenceError, match=r"no row 'fsl' .*nearest is 'fls'"):
        plane(two([1, 2], [1, 2]), "usual", "fsl")
    with pytest.raises(EvidenceError, match="no row 'usuall'"):
        probability_cost_saving(two([1, 2], [1, 2]), "usuall")
