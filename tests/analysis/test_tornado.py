"""Bars and grids: by hand for a sum, against the one-by-one form, and what moves together in the base case."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flsguide.analysis.cost_effectiveness import compared
from flsguide.analysis.national_table import national_cohort
from flsguide.analysis.sensitivity import one_way
from flsguide.analysis.tornado import Bar, Move, moves, tornado, two_way
from flsguide.analysis.variants import asked_for, net_benefit
from flsguide.evidence.errors import EvidenceError, MissingRowError
from flsguide.evidence.local_numbers import with_values
from flsguide.evidence.national_tables import national_tables
from flsguide.evidence.parameters import parameters
from flsguide.evidence.ranges import Range
from flsguide.model.base_case import base_case
from flsguide.model.base_strategies import Choices
from flsguide.model.strategies import pathway_table, strategy_outcomes

INPUTS = parameters()
TABLES = national_tables(INPUTS)
COHORT = national_cohort(INPUTS, 2026)[::9]
PEOPLE = sum(row.n for row in COHORT)
CHOICES = Choices()
THRESHOLD = 30_000.0


def move(name: str, value: float, low: float, high: float) -> Move:
    return Move((name,), (value,), (low,), (high,))


def line(inputs: Mapping[str, np.ndarray]) -> np.ndarray:
    """2a - 3b + c."""
    return 2 * inputs["a"] - 3 * inputs["b"] + inputs["c"]


def test_bars_of_a_sum_are_each_parts_weight_times_its_range() -> None:
    given_moves = (move("a", 1, 0, 4), move("b", 2, 0, 5), move("c", 10, 9, 11))
    base, bars = tornado(line, given_moves)
    assert base == 2 * 1 - 3 * 2 + 10
    assert [(bar.move.names[0], bar.at_low, bar.at_high, bar.width) for bar in bars] == [
        ("b", 12, -3, 15),  # more of b is worse: its bar lies the other way round
        ("a", 4, 12, 8),
        ("c", 5, 7, 2),
    ]


def test_inputs_that_move_together_have_one_bar_with_all_at_one_end() -> None:
    both = Move(("a", "b"), (1.0, 2.0), (0.0, 5.0), (4.0, 0.0))
    _, (bar, _) = tornado(line, (both, move("c", 10, 9, 11)))
    assert (bar.at_low, bar.at_high) == (2 * 0 - 3 * 5 + 10, 2 * 4 - 3 * 0 + 10)


@given(st.permutations(range(5)), st.lists(st.floats(-1e3, 1e3), min_size=5, max_size=5))
def test_order_of_inputs_changes_no_bar_and_ends_that_change_places_change_sides(
    order: list[int], weights: list[float]
) -> None:
    def answer(inputs: Mapping[str, np.ndarray]) -> np.ndarray:
        return sum(weight * inputs[str(i)] for i, weight in enumerate(weights))  # type: ignore[return-value]

    plain = [move(str(i), 1.0, 0.5, 1.5) for i in range(5)]
    _, bars = tornado(answer, plain)
    _, shuffled = tornado(answer, [plain[i] for i in order])
    _, turned = tornado(answer, [replace(each, low=each.high, high=each.low) for each in plain])

    def ends(found: tuple[Bar, ...]) -> np.ndarray:
        return np.array([(bar.at_low, bar.at_high) for bar in sorted(found, key=lambda bar: bar.move.names)])

    assert ends(bars) == pytest.approx(ends(shuffled))
    assert ends(bars) == pytest.approx(ends(turned)[:, ::-1])
    assert [bar.width for bar in bars] == sorted((bar.width for bar in bars), reverse=True)


def test_the_bars_are_those_of_one_run_after_another() -> None:
    names = ("p_treated_fls", "rr_hip_oral", "c_service_staff_person_trust_cash", "u_hip1", "p_care_home_family")
    _, bars = tornado(net_benefit(INPUTS, TABLES, COHORT, CHOICES, THRESHOLD), moves(INPUTS, TABLES, names))

    def plain(values: Mapping[str, float]) -> float:
        case = replace(base_case(INPUTS, TABLES, COHORT, values, CHOICES), thresholds={"t": THRESHOLD})
        return compared(case, strategy_outcomes(case, pathway_table(case))).net_monetary_benefit["t"] / PEOPLE

    swings = one_way(plain, {name: INPUTS.range_of(name) for name in names})
    assert [bar.move.names[0] for bar in bars] == [swing.name for swing in swings]
    for bar, swing in zip(bars, swings, strict=True):
        assert (bar.at_low, bar.at_high) == pytest.approx((swing.answer_at_low, swing.answer_at_high), rel=1e-9)


def test_no_answer_of_the_base_case_moves_with_a_medicine_that_nobody_has_or_with_a_familys_time() -> None:
    names = ("rr_hip_zoledronate", "c_informal_care_month_hip1", "rr_hip_oral")
    _, bars = tornado(net_benefit(INPUTS, TABLES, COHORT, CHOICES, THRESHOLD), moves(INPUTS, TABLES, names))
    assert [bar.width > 0 for bar in bars] == [True, False, False]


def test_only_rows_that_the_case_reads_are_asked_for() -> None:
    names = ("rr_hip_oral", "rate of hip", "c_service_staff_person_full_economic", "c_care_home_month_fee_report",
             "c_service_staff_person_trust_cash", "rr_mortality_zoledronate")  # fmt: skip
    assert asked_for(INPUTS, TABLES, COHORT, CHOICES, names) == (
        "rr_hip_oral", "rate of hip", "c_service_staff_person_trust_cash",
    )  # fmt: skip


def test_persistence_and_imminent_risk_each_move_as_one() -> None:
    names = ("rr_imminent_excess", "p_persisting_24_months", "n_imminent_months", "p_persisting_12_months", "u_hip1")
    imminent, persistence, alone = moves(INPUTS, TABLES, names)
    assert alone == move("u_hip1", 0.70, 0.64, 0.77)
    assert persistence.names == ("p_persisting_12_months", "p_persisting_24_months", "p_persisting_60_months")
    assert (persistence.low, persistence.high) == ((0.29, 0.25, 0.10), (0.53, 0.49, 0.25))
    excess, months = (INPUTS.range_of(name) for name in imminent.names)
    assert (imminent.low, imminent.high) == ((excess.low, months.high), (excess.high, months.low))


def test_no_share_that_goes_on_is_above_the_one_before() -> None:
    own = with_values(INPUTS, {"p_persisting_12_months": 0.4}, "ours", 2025)
    (found,) = moves(own, TABLES, ["p_persisting_12_months"])
    assert (found.low, found.high) == ((0.4, 0.25, 0.10), (0.4, 0.4, 0.25))


def test_what_has_no_range_does_not_move_and_rates_move_by_their_level() -> None:
    (rate,) = moves(INPUTS, TABLES, ["n_horizon_years", "rate of hip"])
    rows = [row for key, row in TABLES.rates.items() if key[0] == "hip"]
    assert rate.low[0] == pytest.approx(sum(row.low for row in rows) / sum(row.rate for row in rows))
    assert rate.low[0] < rate.value[0] == 1.0 < rate.high[0]


def test_a_grid_is_worked_out_by_hand_and_agrees_with_the_bars() -> None:
    own = {"a": 1.0, "b": 2.0, "c": 10.0}
    grid = two_way(line, own, ("a", (0, 1, 4)), ("b", (0, 2)))
    assert grid.answers == ((10, 4), (12, 6), (18, 12))
    assert (grid.names, grid.rows, grid.columns) == (("a", "b"), (0, 1, 4), (0, 2))


def test_a_grid_of_the_base_case_falls_with_cost_and_rises_with_the_share_treated() -> None:
    answer = net_benefit(INPUTS, TABLES, COHORT, CHOICES, THRESHOLD)
    shares, costs = (0.25, 0.38, 0.6), (50.0, 124.0, 200.0)
    own = {"p_treated_fls": 0.38, "c_service_staff_person_trust_cash": 124.0}
    table = np.array(two_way(answer, own, ("p_treated_fls", shares), (list(own)[1], costs)).answers)
    assert np.all(np.diff(table, axis=0) > 0)
    assert np.all(np.diff(table, axis=1) < 0)
    seen = INPUTS.number("p_identified_80_50_80")
    assert table[:, 0] - table[:, 2] == pytest.approx(seen * (costs[2] - costs[0]))  # only those seen cost anything


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_an_answer_that_is_no_finite_number_is_refused_by_the_inputs_name(bad: float) -> None:
    with pytest.raises(EvidenceError, match="variants, c: "):
        tornado(lambda v: np.where(v["c"] > 10, bad, 1.0), [move("c", 10, 9, 11)])


def test_nothing_to_move_the_same_input_twice_and_an_unknown_row_are_refused() -> None:
    with pytest.raises(EvidenceError, match="tornado, moves"):
        tornado(line, [])
    with pytest.raises(EvidenceError, match="grid, inputs: 'a, a' is not allowed"):
        two_way(line, {"a": 1}, ("a", (1,)), ("a", (2,)))
    with pytest.raises(EvidenceError, match="grid, inputs"):
        two_way(line, {"a": 1}, ("a", ()), ("b", (2,)))
    with pytest.raises(MissingRowError, match="rr_hip_orl"):
        moves(INPUTS, TABLES, ["rr_hip_orl"])


def test_a_number_that_a_service_gave_without_a_range_does_not_move() -> None:
    own = with_values(INPUTS, {"p_scanned": 0.5}, "ours", 2025)
    assert own.range_of("p_scanned") == Range(0.5, 0.5, 0.5)
    assert moves(own, TABLES, ["p_scanned"]) == ()
