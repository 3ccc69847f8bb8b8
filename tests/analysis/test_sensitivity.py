"""One input at a time: the widest swing first, the others at their own value."""

import math
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flsguide.analysis.sensitivity import one_way
from flsguide.evidence.errors import EvidenceError
from flsguide.evidence.ranges import Range

INPUTS = {
    "people": Range(340_000, 340_000, 340_000),
    "rate": Range(0.005, 0.004, 0.007),
    "cost": Range(200, 150, 210),
}


def bill(inputs: Mapping[str, float]) -> float:
    return inputs["people"] * inputs["rate"] * inputs["cost"]


ranges = st.lists(st.floats(-1e6, 1e6), min_size=3, max_size=3).map(sorted).map(lambda e: Range(e[1], e[0], e[2]))


def test_swings_are_worked_out_by_hand():
    """340,000 x 0.005 x 200 = 340,000 pounds: by rate 272,000 to 476,000, by cost 255,000 to 357,000."""
    rate, cost, people = one_way(bill, INPUTS)
    assert (rate.name, rate.answer_at_low, rate.answer_at_high) == (
        "rate",
        pytest.approx(272e3),
        pytest.approx(476e3),
    )
    assert (cost.name, cost.answer_at_low, cost.answer_at_high) == (
        "cost",
        pytest.approx(255e3),
        pytest.approx(357e3),
    )
    assert (rate.width, cost.width) == (pytest.approx(204e3), pytest.approx(102e3))
    assert (people.name, people.width) == ("people", 0)


def test_an_input_without_a_range_gives_the_base_answer_at_both_ends():
    base = bill({name: given.value for name, given in INPUTS.items()})
    people = one_way(bill, INPUTS)[-1]
    assert people.answer_at_low == people.answer_at_high == base


def test_a_swing_keeps_the_input_it_was_made_from():
    assert {swing.name: swing.value for swing in one_way(bill, INPUTS)} == INPUTS


def test_an_answer_that_falls_as_its_input_rises_has_a_width_all_the_same():
    swing = one_way(lambda i: 100 - i["effect"], {"effect": Range(5, 1, 10)})[0]
    assert (swing.answer_at_low, swing.answer_at_high, swing.width) == (99, 90, 9)


def test_equal_swings_stay_in_the_order_given():
    equal = dict.fromkeys(("c", "a", "b"), Range(1, 0, 2))
    assert [swing.name for swing in one_way(lambda i: sum(i.values()), equal)] == ["c", "a", "b"]


def test_the_others_are_held_at_their_value():
    asked: list[dict[str, float]] = []

    def answer(inputs: Mapping[str, float]) -> float:
        asked.append(dict(inputs))
        return bill(inputs)

    one_way(answer, INPUTS)
    base = {name: given.value for name, given in INPUTS.items()}
    ends = [(name, end) for name, given in INPUTS.items() for end in (given.low, given.high)]
    assert asked == [base | {name: end} for name, end in ends]


def test_no_inputs_have_no_swings():
    assert one_way(bill, {}) == ()


@given(st.dictionaries(st.sampled_from("abcdef"), ranges))
def test_swings_come_widest_first_and_one_for_each_input(inputs: dict[str, Range]):
    swings = one_way(lambda i: sum(i.values()), inputs)
    widths = [swing.width for swing in swings]
    assert widths == sorted(widths, reverse=True)
    assert sorted(swing.name for swing in swings) == sorted(inputs)
    assert all(width >= 0 for width in widths)


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf])
def test_an_answer_that_is_no_finite_number_is_refused_by_the_inputs_name(bad: float):
    with pytest.raises(EvidenceError, match="sensitivity, cost: "):
        one_way(lambda i: bad if i["cost"] > 200 else 1.0, INPUTS)
