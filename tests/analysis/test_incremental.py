"""Fully incremental analysis against published examples, and what holds of any strategies.

The frontiers of six edge cases and the two teaching examples are figures that other people's programs are tested on;
the trees are Evans et al. 1997 and a teaching example whose ratio has a closed form.
"""

import math
import random
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flsguide.analysis.incremental import (
    Standing,
    Strategy,
    best_by_threshold,
    fully_incremental,
    net_health_benefit,
    net_monetary_benefit,
)
from flsguide.evidence.errors import EvidenceError


def plans(cost: Sequence[float], qalys: Sequence[float], names: Sequence[str] = ()) -> list[Strategy]:
    """Named by their place, from 1, where no names are given."""
    named = names or [f"{i:02}" for i in range(1, len(cost) + 1)]
    return [Strategy(n, c, q) for n, c, q in zip(named, cost, qalys, strict=True)]


def standings(strategies: Sequence[Strategy]) -> dict[str, Standing]:
    return {s.strategy.name: s for s in fully_incremental(strategies)}


def frontier(strategies: Sequence[Strategy]) -> list[Standing]:
    return [s for s in fully_incremental(strategies) if s.status == "on the frontier"]


def test_six_strategies_with_both_kinds_of_dominance() -> None:
    """The worked example of the US Veterans Affairs Health Economics Resource Center."""
    found = standings(
        plans([55000, 35000, 25000, 10000, 12000, 5000], [5, 4, 3, 2, 1.5, 1], ["E", "D", "C", "B", "A", "UC"])
    )
    assert [name for name, s in found.items() if s.status == "on the frontier"] == ["UC", "B", "D", "E"]
    assert [found[n].icer for n in ("UC", "B", "D", "E")] == [None, 5000, 12500, 20000]
    assert [found[n].incremental_cost for n in ("B", "D", "E")] == [5000, 25000, 20000]
    assert [found[n].incremental_qalys for n in ("B", "D", "E")] == [1, 2, 1]
    assert [found[n].compared_with for n in ("UC", "B", "D", "E")] == [None, "UC", "B", "D"]
    assert (found["A"].status, found["A"].beaten_by) == ("strongly dominated", ("B",))
    assert (found["C"].status, found["C"].beaten_by) == ("extendedly dominated", ("B", "D"))
    assert found["A"].icer is found["C"].icer is None


def test_of_equal_qalys_the_cheapest_stays_and_leads_the_frontier() -> None:
    found = fully_incremental(
        plans(
            [163771.0, 164848.7, 163765.1],
            [6.48273, 6.52861, 6.52861],
            ["No Treat", "Treat all", "Test & treat"],
        )
    )
    assert [s.strategy.name for s in found if s.status == "on the frontier"] == ["Test & treat"]
    assert [s.beaten_by for s in found[1:]] == [("Test & treat",)] * 2


def test_hiv_screening_intervals() -> None:
    """Costs and life-months as Paltiel et al. 2006 print them; each year is beaten by every third."""
    months = [277.25, 277.57, 277.78, 277.83, 277.76]
    names = ["status quo", "one time", "5yr", "3yr", "annual"]
    found = standings(plans([26000, 27000, 28020, 28440, 29440], [m / 12 for m in months], names))
    assert [found[n].icer for n in names[1:4]] == pytest.approx([37500, 58285.714286, 100800], rel=1e-6)
    assert (found["annual"].status, found["annual"].beaten_by) == ("strongly dominated", ("3yr",))


@pytest.mark.parametrize(
    ("cost", "effect", "expected"),
    [
        (
            [14807, 26041, 49706, 64266, 40022, 57392, 91744, 54651],
            [9.635, 10.2497, 11.1654, 11.5152, 11.582, 11.6248, 11.6296, 11.6588],
            [1, 5, 8],
        ),
        ([26041, 14807, 49706, 64266, 40022], [9.13, 9.635, 11.1654, 11.5152, 11.582], [2, 5]),
        ([25000, 35000, 50000, 54651, 64266, 91744], [10.2497, 11.1654, 11.3, 11.6588, 11.7, 12.1], [1, 2, 4, 6]),
        (
            [26041, 49706, 64266, 57392, 91744, 54651],
            [10.2497, 11.1654, 11.5152, 11.6248, 11.6296, 11.6296],
            [1, 6],
        ),
        ([26041, 42000, 54651, 60000, 76000], [10.2497, 11.1654, 11.6296, 11.7, 11.8], [1, 2, 3, 4, 5]),
        (
            [25000, 35000, 50000, 54651, 58500, 64266, 91744],
            [10.2497, 10.2497, 11.3, 11.6588, 11.6588, 11.7, 12.1],
            [1, 4, 7],
        ),
    ],
)
def test_a_known_frontier(cost: list[float], effect: list[float], expected: list[int]) -> None:
    assert [int(s.strategy.name) for s in frontier(plans(cost, effect))] == expected


def test_sumatriptan_against_caffeine() -> None:
    """Evans et al. 1997, from the tree's probabilities; a day's utility, so 365 days to a QALY."""

    def tree(drug: float, relief: float, no_recurrence: float) -> tuple[float, float]:
        to_hospital = 0.08 * (63.16 + 0.002 * 1093)
        cost = drug + relief * (1 - no_recurrence) * drug + (1 - relief) * to_hospital
        relieved = no_recurrence * 1.0 + (1 - no_recurrence) * 0.9
        not_relieved = 0.92 * -0.3 + 0.08 * (0.998 * 0.1 + 0.002 * -0.3)
        return cost, (relief * relieved + (1 - relief) * not_relieved) / 365

    (cost_s, qalys_s), (cost_c, qalys_c) = tree(16.1, 0.558, 0.594), tree(1.32, 0.379, 0.703)
    found = standings([Strategy("sumatriptan", cost_s, qalys_s), Strategy("caffeine", cost_c, qalys_c)])
    assert (cost_s, cost_c) == pytest.approx((22.06, 4.73), abs=0.02)
    assert found["sumatriptan"].icer == pytest.approx(29366, rel=0.05)
    assert found["sumatriptan"].icer == pytest.approx(29363.022880873003, rel=1e-9)


def test_advice_on_exercise_against_diet_has_the_ratio_of_its_closed_form() -> None:
    success = {"diet": 12 / 68, "exercise": 18 / 58}
    advice = {"diet": 50, "exercise": 750}
    found = standings([Strategy(n, advice[n] + (1 - p) * 5000, -0.05 * (1 - p)) for n, p in success.items()])
    assert found["exercise"].incremental_cost == pytest.approx(30.628803245, rel=1e-9)
    assert found["exercise"].icer == pytest.approx(4575.757575757, rel=1e-9)


def test_at_the_chance_where_the_ratio_meets_the_threshold_both_are_best() -> None:
    """A closed form: B gains 0.2 p - 0.05 QALYs more than A and costs 1550 - 100 p more."""
    a = Strategy("A", 1050, 0.65)

    def b(chance: float) -> Strategy:
        return Strategy("B", chance * 2500 + (1 - chance) * 2600, chance * 0.8 + (1 - chance) * 0.6)

    assert standings([a, b(0.6)])["B"].icer == pytest.approx(21285.7142857143, abs=1e-4)
    even = b(0.6219512195121951)
    assert net_monetary_benefit(even, 20_000) == pytest.approx(net_monetary_benefit(a, 20_000), abs=1e-4)
    assert best_by_threshold([a, even], [19_000, 20_000, 21_000]) == {
        19_000: ("A",),
        20_000: ("A", "B"),
        21_000: ("B",),
    }


def test_incremental_benefit_by_hand() -> None:
    """Reference less alternative, as the example has it."""
    for effect, cost, at_5, at_10 in ((1, 100, 95, 90), (-2, 10, 20, 30)):
        alternative, reference = Strategy("alternative", cost, effect), Strategy("reference", 0, 0)
        for threshold, expected in ((5, at_5), (10, at_10)):
            found = net_monetary_benefit(reference, threshold) - net_monetary_benefit(alternative, threshold)
            assert found == pytest.approx(expected, abs=1e-12)


def test_a_strategy_that_saves_and_gains_dominates() -> None:
    found = standings(plans([0, -500], [10, 10.1], ["usual", "service"]))
    assert found["usual"].status == "strongly dominated"
    assert (found["service"].status, found["service"].icer) == ("on the frontier", None)


def test_of_equal_costs_the_one_that_gains_most_stays() -> None:
    found = standings(plans([5, 5, 5], [1, 3, 2]))
    assert {name: s.beaten_by for name, s in found.items()} == {"02": (), "03": ("02",), "01": ("02",)}


def test_equal_strategies_are_one_and_the_first_by_name_stands_for_both() -> None:
    found = standings(plans([5, 0, 5], [2, 1, 2], ["b", "usual", "a"]))
    assert (found["b"].status, found["b"].beaten_by) == ("the same as another", ("a",))
    assert found["a"].icer == 5


def test_three_on_a_line_all_stay_though_their_costs_are_rounded() -> None:
    found = frontier(plans([0.1, 0.1 + 0.1, 0.1 + 0.2], [1.1, 1.2, 1.3]))
    assert [s.icer for s in found[1:]] == pytest.approx([1, 1])


NUMBERS = st.one_of(st.integers(-5, 5).map(float), st.floats(-1e6, 1e6, allow_subnormal=False))
MANY = st.lists(st.tuples(NUMBERS, NUMBERS), min_size=2, max_size=7).map(
    lambda rows: plans([c for c, _ in rows], [q for _, q in rows])
)
THRESHOLDS = st.floats(1e-3, 1e6)


@given(MANY, st.randoms(use_true_random=False))
def test_the_order_given_changes_nothing(strategies: list[Strategy], shuffler: random.Random) -> None:
    shuffled = strategies.copy()
    shuffler.shuffle(shuffled)
    assert fully_incremental(shuffled) == fully_incremental(strategies)


@given(MANY)
def test_the_frontier_rises_in_cost_and_qalys_and_its_ratios_never_fall(strategies: list[Strategy]) -> None:
    steps = frontier(strategies)
    assert steps[0].icer is None
    ratios = [s.icer for s in steps[1:] if s.icer is not None]
    assert len(ratios) == len(steps) - 1
    assert all(s.incremental_cost > 0 and s.incremental_qalys > 0 for s in steps[1:])
    room = 1e-8 * max(abs(s.cost) for s in strategies)
    for first, second in pairwise(steps[1:]):
        least = min(first.incremental_qalys, second.incremental_qalys)
        assert first.icer <= second.icer * (1 + 1e-8) + room / least


@given(MANY, THRESHOLDS)
def test_the_best_at_any_threshold_is_on_the_frontier(strategies: list[Strategy], threshold: float) -> None:
    """What is off it is never ahead of all that are on it, beyond rounding."""
    benefit = {s.name: net_monetary_benefit(s, threshold) for s in strategies}
    on = max(benefit[s.strategy.name] for s in frontier(strategies))
    size = max(abs(threshold * s.qalys) + abs(s.cost) for s in strategies)
    assert max(benefit.values()) <= on + 1e-8 * size


@given(MANY, st.floats(-1e3, 1e3), st.floats(-1e3, 1e3))
def test_a_cost_or_gain_that_all_share_changes_no_best_one(strategies: list[Strategy], cost: float, q: float) -> None:
    moved = [Strategy(s.name, s.cost + cost, s.qalys + q) for s in strategies]
    before, after = (max(best_by_threshold(each, [500.0])[500.0]) for each in (strategies, moved))
    by_name = {s.name: net_monetary_benefit(s, 500.0) for s in strategies}
    assert by_name[before] == pytest.approx(by_name[after], rel=1e-6, abs=1)


@given(MANY, THRESHOLDS)
def test_health_and_money_rank_alike(strategies: list[Strategy], threshold: float) -> None:
    for s in strategies:
        money = net_monetary_benefit(s, threshold)
        assert net_health_benefit(s, threshold) * threshold == pytest.approx(money, rel=1e-9, abs=1e-6)


GOOD = [Strategy("usual", 0, 1), Strategy("service", 1, 2)]


@pytest.mark.parametrize(
    ("strategies", "message"),
    [
        ([], r"strategies: \[\] is not allowed; give two or more"),
        (GOOD[:1], r"strategies: \['usual'\] is not allowed; give two or more"),
        ([*GOOD, Strategy("usual", 3, 3)], "strategies, name: 'usual' is not allowed; give each strategy a name of"),
        ([*GOOD, Strategy(" ", 3, 3)], "strategies, name: ' ' is not allowed"),
        ([*GOOD, Strategy("hub", math.nan, 3)], "strategies, hub, cost: nan is not allowed; give a finite number"),
        ([*GOOD, Strategy("hub", 3, math.inf)], "strategies, hub, qalys: inf is not allowed; give a finite number"),
    ],
)
def test_what_cannot_be_compared_is_refused_in_one_line(strategies: list[Strategy], message: str) -> None:
    with pytest.raises(EvidenceError, match=f"^{message}") as refusal:
        best_by_threshold(strategies, [20_000])
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("threshold", [-1, math.nan, math.inf])
def test_a_threshold_below_nothing_is_refused(threshold: float) -> None:
    with pytest.raises(EvidenceError, match=r"^thresholds: .* is not allowed; give 0 or more pounds for a QALY"):
        best_by_threshold(GOOD, [threshold])


def test_no_health_can_be_bought_at_no_price() -> None:
    with pytest.raises(EvidenceError, match=r"^thresholds: 0 is not allowed; give more than 0 pounds for a QALY"):
        net_health_benefit(GOOD[0], 0)
