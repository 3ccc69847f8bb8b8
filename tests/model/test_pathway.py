"""Each step of the care cascade takes its share of the right step before it, and never more than all of it."""

import math
from collections.abc import Mapping
from dataclasses import astuple, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flsguide.evidence.errors import EvidenceError
from flsguide.evidence.parameters import Parameters, parameters
from flsguide.evidence.ranges import Range
from flsguide.model.pathway import PRESETS, Cascade, Step, cascade, gap

SHARES = ("p_identified", "p_assessed", "p_recommended", "p_started", "p_persisting_12_months")
LATER = {
    "p_identified": ("identified", "assessed", "recommended", "started", "persisting_12", "persisting_24"),
    "p_assessed": ("assessed",),
    "p_recommended": ("recommended", "started", "persisting_12", "persisting_24"),
    "p_started": ("started", "persisting_12", "persisting_24"),
    "p_persisting_12_months": ("persisting_12", "persisting_24", "persisting_60"),
}
BEFORE = {
    "identified": "fracture",
    "assessed": "identified",
    "recommended": "identified",
    "started": "recommended",
    "persisting_12": "started",
    "persisting_24": "persisting_12",
    "persisting_60": "persisting_24",
}


def own(ranges: Mapping[str, Range]) -> Parameters:
    """The national inputs with a service's own values and ranges in place."""
    rows = dict(parameters().rows)
    for name, r in ranges.items():
        rows[name] = replace(rows[name], value=r.value, low=r.low, high=r.high, national=rows[name])
    return Parameters(rows)


def national(values: Mapping[str, float]) -> Parameters:
    """Other national values, without ranges."""
    rows = dict(parameters().rows)
    rows |= {n: replace(rows[n], value=v, low=None, high=None, distribution="fixed") for n, v in values.items()}
    return Parameters(rows)


def of_100(found: Cascade) -> dict[str, Range]:
    return {step.name: step.of_100 for step in found.steps}


shares = (
    st.lists(st.floats(0, 1), min_size=3, max_size=3).map(sorted).map(lambda ends: Range(ends[1], ends[0], ends[2]))
)
services = st.fixed_dictionaries(dict.fromkeys(SHARES, shares))


# Values worked out by hand


def test_the_audit_cascade_is_the_product_of_the_audits_shares():
    """24 % found (2024), 48.5 % of them recommended (2021), 35.4 % of those started (2023): 4.12 of 100."""
    found = of_100(cascade("audit", parameters()))
    assert found["identified"].value == pytest.approx(24.0)
    assert found["assessed"].value == pytest.approx(24 * 0.642)
    assert found["recommended"].value == pytest.approx(24 * 0.485)
    assert found["started"].value == pytest.approx(24 * 0.485 * 0.354)
    assert found["persisting_12"].value == pytest.approx(24 * 0.485 * 0.354 * 0.436)


def test_ranges_of_shares_combine_on_the_log_scale():
    """A fifth either way twice (x / 1.25 and x 1.25): exp(sqrt(2) x ln 1.25) = 1.371, not 1.25 x 1.25 = 1.5625."""
    fifth = Range(0.4, 0.32, 0.5)
    recommended = of_100(cascade("own", own({"p_identified": fifth, "p_recommended": fifth})))["recommended"]
    assert recommended.value == pytest.approx(16)
    assert recommended.low == pytest.approx(16 / 1.371, rel=1e-3)
    assert recommended.high == pytest.approx(16 * 1.371, rel=1e-3)


def test_a_service_that_keeps_half_as_many_at_12_months_keeps_half_as_many_ever_after():
    halved = parameters()["p_persisting_12_months"].value / 2
    inputs = own({"p_persisting_12_months": Range(halved, halved, halved)})
    ours, theirs = of_100(cascade("own", inputs)), of_100(cascade("audit", inputs))
    for step in ("persisting_12", "persisting_24", "persisting_60"):
        assert ours[step].value == pytest.approx(theirs[step].value / 2)


def test_steps_that_nobody_stated_are_left_out():
    assert "assessed" in of_100(cascade("audit", parameters()))
    assert "assessed" not in of_100(cascade("80-50-80", parameters()))
    assert "assessed" not in of_100(cascade("glasgow", parameters()))


def test_a_goal_and_an_old_model_are_worded_as_their_sources_word_them():
    assert cascade("audit", parameters())["started"].in_words == "have started it by 16 weeks"
    goal = cascade("80-50-80", parameters())["persisting_12"]
    assert goal.in_words == "have started and are on treatment at 12 months"
    assert cascade("glasgow", parameters())["recommended"].in_words == "need treatment"


def test_usual_care_starts_without_a_service_and_declines_as_everybody_does():
    found = cascade("usual", parameters())
    assert [step.name for step in found.steps] == [
        "fracture", "started", "persisting_12", "persisting_24", "persisting_60",
    ]  # fmt: skip
    assert found["started"].of_100.value == pytest.approx(17.2)
    assert found["persisting_12"].of_100.value == pytest.approx(17.2 * 0.436)
    assert found["started"].lost == pytest.approx(100 - 17.2)


def test_a_caseload_with_a_range_widens_the_range_of_people():
    """Independent ratios: the caseload's factor 1.2 and the share's own combine as the root of squares of logs."""
    found = cascade("audit", parameters())
    certain, doubtful = found.people("identified", 1000), found.people("identified", Range(1000, 1000 / 1.2, 1200))
    assert doubtful.value == pytest.approx(certain.value)
    up = math.exp(math.hypot(math.log(certain.high / certain.value), math.log(1.2)))
    assert doubtful.high == pytest.approx(certain.value * up)
    assert doubtful.low < certain.low


def test_the_goal_says_nothing_of_starting_and_declines_from_its_own_share_at_12_months():
    """Of those recommended, 80 % start and stay on it up to 12 months (the audit's missed opportunities, 2025)."""
    found = cascade("80-50-80", parameters())
    assert "started" not in of_100(found)
    assert found["persisting_12"].of_100.value == pytest.approx(80 * 0.5 * 0.8)
    assert found["persisting_24"].of_100.value == pytest.approx(32 * 0.310 / 0.436)
    assert found["persisting_60"].of_100.value == pytest.approx(32 * 0.131 / 0.436)


def test_people_is_the_step_of_that_many_fractures():
    found = cascade("80-50-80", parameters())
    assert found.people("persisting_12", 1000).value == pytest.approx(320)
    assert found.people("fracture", 1000) == Range(1000, 1000, 1000)
    assert found.people("persisting_12", 0) == Range(0, 0, 0)


def test_each_step_names_the_rows_it_was_made_from():
    found = cascade("own", parameters())
    assert found["started"].inputs == ("p_identified", "p_recommended", "p_started")
    assert found["assessed"].inputs == ("p_identified", "p_assessed")


def test_those_not_recommended_are_counted_from_those_found_and_not_from_those_assessed():
    inputs = own({"p_assessed": Range(0.2, 0.2, 0.2), "p_recommended": Range(0.5, 0.5, 0.5)})
    found = cascade("own", inputs)
    assert found["recommended"].of_100.value > found["assessed"].of_100.value
    assert found["recommended"].lost == pytest.approx(24 - 12)
    assert found["assessed"].lost == pytest.approx(24 - 4.8)


def test_what_is_lost_is_the_difference_from_the_step_before():
    found = cascade("80-50-80", parameters())
    assert found["identified"].lost == pytest.approx(20)
    assert found["recommended"].lost == pytest.approx(40)
    assert found["persisting_12"].lost == pytest.approx(8)


def test_the_audit_stays_national_when_a_service_gives_its_own_and_own_does_not():
    inputs = own({"p_identified": Range(0.6, 0.6, 0.6)})
    assert cascade("audit", inputs) == cascade("audit", parameters())
    assert cascade("own", inputs)["identified"].of_100.value == pytest.approx(60)
    assert cascade("own", inputs)["assessed"].of_100.value == pytest.approx(60 * 0.642)


def test_own_without_own_numbers_is_the_audit():
    assert of_100(cascade("own", parameters())) == of_100(cascade("audit", parameters()))


def test_goal_and_glasgow_do_not_move_with_a_services_own_numbers():
    inputs = own(dict.fromkeys(SHARES, Range(0.9, 0.9, 0.9)))
    for preset in ("80-50-80", "glasgow"):
        assert cascade(preset, inputs) == cascade(preset, parameters())


def test_a_share_of_nought_that_may_be_more_keeps_its_upper_end():
    """None recommended, perhaps a tenth: of 50 found, 0 to 5, and of them at most the upper share started."""
    inputs = own(
        {
            "p_identified": Range(0.5, 0.5, 0.5),
            "p_recommended": Range(0, 0, 0.1),
            "p_started": Range(0.4, 0.4, 0.4),
        }
    )
    found = of_100(cascade("own", inputs))
    assert astuple(found["recommended"]) == pytest.approx((0, 0, 5))
    assert astuple(found["started"]) == pytest.approx((0, 0, 2))


def test_a_share_that_may_be_nought_has_a_low_end_of_nought():
    found = of_100(cascade("own", own({"p_identified": Range(0.5, 0, 0.6)})))
    assert astuple(found["identified"]) == pytest.approx((50, 0, 60))
    assert found["started"].low == 0


# What must hold whatever the shares


@given(services)
def test_no_step_holds_more_people_than_the_step_it_is_a_share_of(given_shares: dict[str, Range]):
    found = of_100(cascade("own", own(given_shares)))
    for step, before in BEFORE.items():
        assert found[step].value <= found[before].value + 1e-9
        assert found[step].low <= found[before].low + 1e-9
        assert found[step].high <= found[before].high + 1e-9


@given(services)
def test_low_is_at_most_the_value_and_the_value_at_most_high(given_shares: dict[str, Range]):
    for step in cascade("own", own(given_shares)).steps:
        assert 0 <= step.of_100.low <= step.of_100.value <= step.of_100.high <= 100
        assert 0 <= step.lost <= 100


@given(services, st.sampled_from(SHARES), st.floats(0, 1))
def test_raising_a_share_raises_no_earlier_step_and_lowers_no_later_one(
    given_shares: dict[str, Range], name: str, more: float
):
    certain = {n: Range(r.value, r.value, r.value) for n, r in given_shares.items()}
    raised = certain[name].value + (1 - certain[name].value) * more
    before = of_100(cascade("own", own(certain)))
    after = of_100(cascade("own", own(certain | {name: Range(raised, raised, raised)})))
    for step in before:
        if step in LATER[name]:
            assert after[step].value >= before[step].value - 1e-9
        elif step != "persisting_60":
            assert after[step].value == before[step].value


@given(st.sampled_from(tuple(PRESETS)), st.floats(0, 1e6))
def test_people_are_proportional_to_fractures(preset: str, fractures: float):
    found = cascade(preset, parameters())
    for step in found.steps:
        assert found.people(step.name, 2 * fractures).value == pytest.approx(
            2 * found.people(step.name, fractures).value
        )


# How far one cascade is from another


def reaching(of_100: Range, *inputs: str) -> Cascade:
    return Cascade("own", "By hand", (Step("started", "start", of_100, 0, inputs),))


def test_the_gap_between_two_cascades_by_hand():
    """30 (30 to 34) less 10 (7 to 13) of 100 is 20: 3 down, 5 up. Of 1,000 (900 to 1,200) people: 200.

    Down: 30 by the shares, 20 by the people, so 36.06; up: 50 and 40, so 64.03.
    """
    found, goal = reaching(Range(10, 7, 13), "a"), reaching(Range(30, 30, 34), "b")
    people = gap(found, goal, "started", Range(1000, 900, 1200))
    assert astuple(people) == pytest.approx((200, 200 - math.hypot(30, 20), 200 + math.hypot(50, 40)))
    subtracted = (found.people("started", Range(1000, 900, 1200)), goal.people("started", Range(1000, 900, 1200)))
    assert people.low > subtracted[1].low - subtracted[0].high, "the same fractures on both sides are counted once"


def test_a_goal_that_is_passed_has_a_gap_below_nothing_with_its_ends_in_order():
    found, goal = reaching(Range(30, 30, 30), "a"), reaching(Range(10, 10, 10), "b")
    assert astuple(gap(found, goal, "started", Range(1000, 900, 1200))) == pytest.approx((-200, -240, -180))


def test_doubt_about_the_fractures_alone_is_in_proportion():
    found, goal = reaching(Range(10, 10, 10), "a"), reaching(Range(30, 30, 30), "b")
    assert astuple(gap(found, goal, "started", Range(1000, 900, 1200))) == pytest.approx((200, 180, 240))


def test_cascades_that_share_an_input_are_refused_because_its_doubt_is_not_independent():
    audit, own_one = cascade("audit", parameters()), cascade("own", parameters())
    with pytest.raises(EvidenceError, match=r"p_identified.* cascades without an input in common"):
        gap(audit, own_one, "started", Range(1000, 900, 1100))


@pytest.mark.parametrize("preset", ["usual", "audit", "own", "glasgow"])
def test_every_cascade_can_be_held_against_the_goal(preset: str):
    inputs = parameters()
    found, goal = cascade(preset, inputs), cascade("80-50-80", inputs)
    people = gap(found, goal, "persisting_12", Range(1000, 900, 1100))
    apart = goal["persisting_12"].of_100.value - found["persisting_12"].of_100.value
    assert people.value == pytest.approx(10 * apart)
    assert people.low < people.value < people.high


# What is refused


def test_an_unknown_preset_is_refused_with_the_known_ones():
    with pytest.raises(EvidenceError, match=r"preset: '80-50' .* one of usual, audit, 80-50-80, glasgow, own"):
        cascade("80-50", parameters())


def test_persistence_that_rises_with_time_is_refused():
    with pytest.raises(
        EvidenceError, match=r"p_persisting_60_months: \[0.3, 0.4, 0.1\] .* falls from 12 to 24 to 60 months"
    ):
        cascade(
            "audit",
            national({"p_persisting_12_months": 0.3, "p_persisting_24_months": 0.4, "p_persisting_60_months": 0.1}),
        )


@pytest.mark.parametrize("fractures", [-1.0, float("nan"), float("inf")])
def test_people_of_an_impossible_number_of_fractures_are_refused(fractures: float):
    with pytest.raises(EvidenceError, match="cascade, fractures"):
        cascade("audit", parameters()).people("started", fractures)


def test_an_unknown_step_is_refused_with_the_known_ones():
    with pytest.raises(KeyError, match="'assessed' is not a step of The audit's 80-50-80 goal; it has fracture, id"):
        cascade("80-50-80", parameters())["assessed"]


@pytest.mark.parametrize("name", ["p_identified", "p_recommended", "p_started", "p_persisting_24_months"])
def test_a_missing_row_is_named(name: str):
    rows = {n: row for n, row in parameters().rows.items() if n != name}
    with pytest.raises(EvidenceError, match=f"parameters.csv, name: no row '{name}'"):
        cascade("audit", Parameters(rows))
