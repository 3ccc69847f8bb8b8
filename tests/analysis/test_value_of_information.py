"""Value of information against closed forms, examples by hand, and what holds of any draws.

For a normal net benefit with mean m and standard deviation s, EVPI is s phi(m / s) - |m| Phi(-|m| / s); where net
benefit is a sum of normal inputs, the EVPPI of some of them is the same with their own standard deviation.
"""

import math
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flsguide.analysis.decision_uncertainty import StrategyDraws, acceptability
from flsguide.analysis.value_of_information import evpi, evppi, for_population, ranked
from flsguide.evidence.errors import EvidenceError

NORMAL = NormalDist()
SD = {"large": 100.0, "middle": 50.0, "idle": 0.0}
Array = np.ndarray


def closed_form(mean: float, sd: float) -> float:
    return sd * NORMAL.pdf(mean / sd) - abs(mean) * NORMAL.cdf(-abs(mean) / sd)


def choice(benefit: Array) -> StrategyDraws:
    """A service with this net benefit against usual care with none."""
    nothing = np.zeros_like(benefit)
    return StrategyDraws(("usual", "fls"), np.array([nothing, -benefit]), np.array([nothing, nothing]))


def linear(mean: float, n: int, seed: int) -> tuple[StrategyDraws, dict[str, Array]]:
    rng = np.random.default_rng(seed)
    inputs = {name: rng.normal(0, 1, n) for name in SD}
    return choice(mean + sum(SD[name] * x for name, x in inputs.items())), inputs


def test_evpi_of_a_normal_net_benefit_and_the_chance_that_goes_with_it() -> None:
    benefit = np.random.default_rng(1).normal(1000, 4000, 100_000)
    found = evpi(choice(benefit), 20_000)
    assert closed_form(1000, 4000) == pytest.approx(1145.378792894321)
    assert found.value == pytest.approx(1145.378792894321, rel=0.03)
    assert found.value == pytest.approx(1145.378792894321, abs=4 * found.standard_error)
    assert acceptability(choice(benefit), [20_000])[0].frontier.value == pytest.approx(0.5987063256829237, rel=0.03)


def test_evpi_of_three_strategies_by_hand() -> None:
    """Net benefits 1 2 6, 3 1 4 and 0 5 1: the means are 3, 8/3 and 2, the best of each draw 3 5 6."""
    draws = StrategyDraws(
        ("a", "b", "c"), -np.array([[1.0, 2.0, 6.0], [3.0, 1.0, 4.0], [0.0, 5.0, 1.0]]), np.zeros((3, 3))
    )
    assert evpi(draws, 0).value == pytest.approx(14 / 3 - 3)


@pytest.mark.parametrize("mean", [-150, -40, 30, 80])
@pytest.mark.parametrize("name", ["large", "middle"])
def test_evppi_of_one_input_of_a_sum_has_its_closed_form(mean: float, name: str) -> None:
    draws, inputs = linear(mean, 20_000, seed=2)
    found = evppi(draws, 20_000, inputs, [name])
    expected = closed_form(mean, SD[name])
    assert found.value == pytest.approx(expected, abs=4 * found.standard_error)
    assert found.held_out == pytest.approx(expected, abs=4 * found.standard_error)
    assert found.explained == pytest.approx(SD[name] ** 2 / (100**2 + 50**2), abs=0.02)
    assert found.fits


def test_to_know_every_input_is_to_know_everything() -> None:
    draws, inputs = linear(30, 2000, seed=3)
    found, everything = evppi(draws, 20_000, inputs, list(SD)), evpi(draws, 20_000)
    assert found.value == pytest.approx(everything.value, rel=1e-9)
    assert found.standard_error == pytest.approx(everything.standard_error, rel=1e-9)
    assert found.explained == pytest.approx(1)
    assert found.misfit == 0


def test_a_value_errs_high_and_its_check_low_and_the_error_is_the_spread_of_repeats() -> None:
    repeats = [linear(30, 300, seed) for seed in range(150)]
    found = [evppi(draws, 20_000, inputs, ["large"]) for draws, inputs in repeats]
    expected = closed_form(30, SD["large"])
    values = np.array([p.value for p in found])
    room = 3 * values.std() / math.sqrt(len(values))
    assert np.mean([p.held_out for p in found]) - room < expected < values.mean() + room
    assert np.mean([p.standard_error for p in found]) == pytest.approx(values.std(), rel=0.2)
    covered = np.mean([abs(p.value - expected) < 1.96 * p.standard_error for p in found])
    assert covered > 0.88
    by_chance = [p.by_chance for p in found]
    assert 0.7 < np.mean([r.low < expected < r.high for r in by_chance]) < 0.88, "8 in 10"
    assert all(r.low >= 0 for r in by_chance)


def test_an_input_that_does_not_matter_is_seldom_taken_for_one_that_does() -> None:
    """Where the choice is close, so that chance often moves it."""
    trials = [linear(5, 400, seed) for seed in range(300)]
    found = [evppi(draws, 20_000, inputs, ["idle"]) for draws, inputs in trials]
    assert np.mean([p.is_distinguishable for p in found]) < 0.025
    assert np.mean([p.value > p.standard_error for p in found]) > 0.05, "the value alone would be taken for one"
    assert np.mean([p.held_out for p in found]) < 0 < np.mean([p.value for p in found])
    assert min(p.value for p in found) >= 0


def test_an_input_that_does_not_vary_is_worth_nothing() -> None:
    draws, inputs = linear(30, 400, seed=5)
    found = evppi(draws, 20_000, inputs | {"fixed": np.full(400, 0.3)}, ["fixed"])
    assert (found.value, found.standard_error, found.is_distinguishable) == (0, 0, False)
    assert found.explained == pytest.approx(0, abs=1e-12)


def test_an_input_of_two_values_by_hand() -> None:
    """Known, one chooses by the mean of each value: 4 and -2 in halves of the draws, against 1 overall."""
    x, benefit = np.repeat([0.0, 1.0], 100), np.repeat([1.0, 7.0, -9.0, 5.0], 50)
    order = np.random.default_rng(6).permutation(200)
    found = evppi(choice(benefit[order]), 0, {"x": x[order]}, ["x"])
    assert found.value == pytest.approx(4 / 2 - 1)


def test_two_inputs_may_be_worth_nothing_alone_and_everything_together() -> None:
    rng = np.random.default_rng(7)
    inputs = {name: rng.normal(0, 1, 4000) for name in ("x", "y")}
    draws = choice(5 + 20 * inputs["x"] * inputs["y"])
    assert [evppi(draws, 0, inputs, [name]).is_distinguishable for name in inputs] == [False, False]
    assert evppi(draws, 0, inputs, ["x", "y"]).value == pytest.approx(evpi(draws, 0).value, rel=1e-9)


def test_a_curved_net_benefit_has_its_integral() -> None:
    """Net benefit x^2 - 2 with x standard normal: EVPPI is E max(0, x^2 - 2), in closed form."""
    rng = np.random.default_rng(8)
    x = rng.normal(0, 1, 20_000)
    found = evppi(choice(x**2 - 2 + rng.normal(0, 3, 20_000)), 0, {"x": x}, ["x"])
    root = math.sqrt(2)
    expected = 2 * (root * NORMAL.pdf(root) + NORMAL.cdf(-root) - 2 * NORMAL.cdf(-root))
    assert found.value == pytest.approx(expected, abs=4 * found.standard_error)


def test_a_shape_that_the_regression_cannot_follow_is_said() -> None:
    x = np.random.default_rng(9).uniform(0, 1, 2000)
    assert not evppi(choice(np.sign(np.sin(40 * x)) + 3 * x - 1), 0, {"x": x}, ["x"]).fits


def test_the_list_of_calls_puts_what_matters_first_and_does_not_heed_the_order_given() -> None:
    draws, inputs = linear(30, 2000, seed=10)
    found = ranked(draws, 20_000, inputs)
    assert [p.names for p in found] == [("large",), ("middle",), ("idle",)]
    assert [p.is_distinguishable for p in found] == [True, True, False]
    assert ranked(draws, 20_000, dict(reversed(inputs.items()))) == found


@pytest.mark.parametrize("seed", range(5))
def test_no_input_is_worth_more_than_everything(seed: int) -> None:
    draws, inputs = linear(30, 500, seed)
    everything = evpi(draws, 20_000)
    for part in ranked(draws, 20_000, inputs):
        assert part.value <= everything.value + 2 * everything.standard_error


NUMBERS = st.floats(-1e4, 1e4, allow_subnormal=False)


@st.composite
def some_draws(draw: st.DrawFn) -> StrategyDraws:
    strategies, n = draw(st.integers(2, 4)), draw(st.integers(2, 8))
    row = st.lists(NUMBERS, min_size=n, max_size=n)
    cost, qalys = (np.array(draw(st.lists(row, min_size=strategies, max_size=strategies))) for _ in range(2))
    return StrategyDraws(tuple("abcd"[:strategies]), cost, qalys)


@given(some_draws(), st.floats(0, 1e5))
def test_evpi_is_the_mean_of_the_best_less_the_best_mean_and_never_below_0(
    d: StrategyDraws, threshold: float
) -> None:
    found, benefit = evpi(d, threshold).value, d.net_benefit(threshold)
    assert found >= 0
    plain = benefit.max(axis=0).mean() - benefit.mean(axis=1).max()
    assert found == pytest.approx(plain, abs=2e-9 * float(d.size(threshold).max()))


@given(some_draws(), st.floats(0, 1e5), st.floats(-1e4, 1e4))
def test_what_all_strategies_share_is_worth_nothing_to_know(d: StrategyDraws, threshold: float, more: float) -> None:
    moved = StrategyDraws(d.names, d.cost + more * np.arange(d.n), d.qalys)
    room = 1e-8 * float(d.size(threshold).max() + moved.size(threshold).max())
    assert evpi(moved, threshold).value == pytest.approx(evpi(d, threshold).value, abs=room)


@given(st.integers(0, 30), st.randoms(use_true_random=False))
def test_the_order_of_strategies_changes_no_value(seed: int, shuffler: object) -> None:
    rng = np.random.default_rng(seed)
    x = rng.normal(0, 1, 100)
    cost = rng.normal(0, 1, (3, 100)) + np.outer([0, 1, -1], x)
    order = [0, 1, 2]
    shuffler.shuffle(order)
    names, qalys = ("a", "b", "c"), rng.normal(0, 1e-4, (3, 100))
    before = StrategyDraws(names, cost, qalys)
    after = StrategyDraws(tuple(names[i] for i in order), cost[order], qalys[order])
    assert evpi(after, 20_000).value == pytest.approx(evpi(before, 20_000).value, rel=1e-9)
    one, other = (evppi(d, 20_000, {"x": x}, ["x"]) for d in (before, after))
    for field in ("value", "standard_error", "held_out", "explained", "misfit"):
        assert getattr(other, field) == pytest.approx(getattr(one, field), rel=1e-9), field


def test_a_population_is_people_by_years_discounted() -> None:
    assert for_population(2.5, 1000, 4, 0) == 10_000
    assert for_population(2.5, 1000, 2, 0.035) == pytest.approx(2500 * (1 + 1 / 1.035))
    assert for_population(0, 1000, 5, 0.035) == 0


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"people_a_year": -1}, "value of information, people_a_year: -1 is not allowed; give a number of 0 or more"),
        ({"people_a_year": math.nan}, "value of information, people_a_year: nan is not allowed"),
        ({"per_person": -0.1}, "value of information, per_person: -0.1 is not allowed"),
        ({"discount_rate": -0.01}, "value of information, discount_rate: -0.01 is not allowed"),
        ({"years": 0}, "value of information, years: 0 is not allowed; give a whole number of years above 0"),
        ({"years": 2.5}, "value of information, years: 2.5 is not allowed"),
        ({"years": True}, "value of information, years: True is not allowed"),
    ],
)
def test_a_population_that_is_none_is_refused(change: dict[str, float], message: str) -> None:
    good = {"per_person": 2.0, "people_a_year": 1000, "years": 5, "discount_rate": 0.035}
    with pytest.raises(EvidenceError) as refusal:
        for_population(**(good | change))
    assert str(refusal.value).startswith(message)


@pytest.mark.parametrize(
    ("names", "changed", "message"),
    [
        ([], {}, "value of information, names: [] is not allowed; give one input or more"),
        (["large", "large"], {}, "value of information, names: 'large' is not allowed; give each input once"),
        (["lage"], {}, "value of information, name: no row 'lage', which the list of inputs to know names (the near"),
        (["idle"], {"idle": np.ones(99)}, "value of information, idle: (99,) is not allowed; give as many draws as"),
        (["idle"], {"idle": np.full(100, np.nan)}, "value of information, idle: nan is not allowed; give finite"),
        (["large", "middle", "idle"], {}, "value of information, draws: 100 is not allowed; give 160 or more for 3"),
    ],
)
def test_inputs_that_cannot_be_used_are_refused_in_one_line(
    names: list[str], changed: dict[str, Array], message: str
) -> None:
    draws, inputs = linear(30, 100, seed=1)
    with pytest.raises(EvidenceError) as refusal:
        evppi(draws, 20_000, inputs | changed, names)
    assert str(refusal.value).startswith(message)
    assert "\n" not in str(refusal.value)


def test_a_negative_threshold_and_no_inputs_are_refused() -> None:
    draws, inputs = linear(30, 100, seed=1)
    for call in (lambda: evpi(draws, -1), lambda: evppi(draws, -1, inputs, ["large"])):
        with pytest.raises(EvidenceError, match=r"^thresholds: -1 is not allowed"):
            call()
    with pytest.raises(EvidenceError, match=r"^value of information, inputs: \{\} is not allowed"):
        ranked(draws, 20_000, {})
