"""Claims as a reader meets them: what is firm first, what is from memory last, and every verdict in words."""

from dataclasses import replace

import pytest

from flsguide.analysis.claims import InDraws, Threshold, Weighed
from flsguide.analysis.levers import levers
from flsguide.evidence.claims import Claim, claim_named, claims, claims_about
from flsguide.evidence.incidence import incidence
from flsguide.evidence.parameters import parameters
from flsguide.evidence.ranges import Range
from flsguide.report.claim_words import amount, claimed, ours, threshold, verdict
from flsguide.report.claims_sentences import (
    as_in_glasgow,
    claims_for_the_case,
    claims_in_brief,
    draws_in_words,
    glasgow_for_the_case,
    glasgow_in_brief,
    own_claim_in_words,
)
from flsguide.report.claims_views import (
    claims_numbers,
    claims_table,
    conditions_table,
    firm_first,
    returns_chart,
    thresholds_table,
    verdict_table,
)
from flsguide.report.glasgow_views import reach_table, versions_chart, versions_table

PULLED = levers(parameters(), incidence())


def at(name: str, value: float | None, kindest: float = 1.0) -> Threshold:
    return Threshold(PULLED[name], value, kindest)


def stands(name: str, ours: float, kindest: float, *found: Threshold) -> Weighed:
    claim = claim_named(name)
    return Weighed(claim, claim.figure, ours, kindest, found)


RETURNS = [
    stands("dh_return", 0.33, 2.2, at("treated", None), at("hip_cost", 77_000.0)),
    stands("rcp_return", 0.33, 2.2, at("treated", None)),
]
DRAWS = {"dh_return": InDraws(Range(0.3, 0.04, 0.83), 0.5), "rcp_return": InDraws(Range(0.3, 0.04, 0.83), 0.0)}


# Words


@pytest.mark.parametrize(
    ("measure", "value", "words"),
    [
        ("fractures_avoided", 6.614, "6.6 fractures"),
        ("fractures_avoided", 17.8, "18 fractures"),
        ("fractures_in_england", 4787.7, "4,800 fractures"),
        ("qalys", 2.41, "2.4 QALYs"),
        ("saving", -93_672, "94,000 pounds more spent"),
        ("saving", 5_442, "5,400 pounds saved"),
        ("pounds_per_qaly", 17_974, "18,000 pounds"),
        ("pounds_per_qaly", -100, "health gained and money saved"),
        ("saved_per_pound", 0.3334, "0.33 pounds"),
        ("hips_change", -0.976, "1.0% fewer"),
        ("on_treatment", 17.8, "18 of 100"),
    ],
)
def test_a_result_is_written_with_no_more_digits_than_it_supports(measure: str, value: float, words: str) -> None:
    assert amount(measure, value) == words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("mclellan_saving", "21,000 pounds saved"),
        ("leal_men", "19,955 pounds"),
        ("ros_return", "3.26 pounds"),
        ("lords_break_even", "1 pound"),
        ("glasgow_headline", "7.3% fewer"),
        ("england_headline", "17% more"),
    ],
)
def test_a_claim_is_written_as_its_source_prints_it(name: str, words: str) -> None:
    assert claimed(claim_named(name)) == words


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (at("treated", 0.703), "people who start a medicine, of those a service sees: 70 of 100 (ours "),
        (at("effect", 1.48), "what medicines prevent: 1.5 times what it is in trials"),
        (at("risk", 2.66), "risk of another fracture: 2.7 times ours"),
        (at("hip_cost", 58_980.0), "hospital care that a hip fracture adds: 59,000 pounds (ours "),
        (at("kept", None), "of those, still on tablets after a year: no value reaches it"),
    ],
)
def test_a_threshold_says_what_it_would_take(found: Threshold, words: str) -> None:
    assert threshold(found).startswith(words)


PLAUSIBLE = at("staff_cost", PULLED["staff_cost"].ours.low)


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (stands("goal_80_50_80", 33, 40), "Holds with our usual numbers"),
        (stands("leal_men", 1_000, 900), "Holds with our usual numbers, but the two are only partly alike"),
        (
            stands("dh_return", 0.3, 2, PLAUSIBLE),
            "Holds if one number moves, within its range. Staff for each person",
        ),
        (stands("dh_return", 0.3, 2, at("hip_cost", 90_000.0)), "Holds only with several numbers at their kindest"),
        (stands("dh_return", 0.3, 1, at("treated", None)), "We cannot reach it, even with every number at its kind"),
        (stands("glasgow_headline", -9, -9), "Not comparable"),
        (stands("pinedo_ratio", 85_000, 80_000), "Figure not verified. We cannot reach it"),
    ],
)
def test_a_verdict_is_plain(found: Weighed, words: str) -> None:
    assert verdict(found).startswith(words)


def test_what_rests_on_rates_without_a_source_is_marked_and_hips_alone_are_not() -> None:
    assert ours(stands("ros_return", 0.33, 1)).endswith("△")
    assert not ours(stands("leal_men", 47_000, 1)).endswith("△")


# Tables and the chart


def test_papers_come_first_and_memory_last() -> None:
    order = firm_first(claims_about("economics"))
    assert order[0].peer_review == "paper"
    assert order[-1].status == "unverified"
    reviews = [claim.peer_review for claim in order[:-1]]
    assert reviews == sorted(reviews, key=["paper", "abstract", "quoted", "no"].index)


@pytest.mark.parametrize("claim", claims(), ids=lambda claim: claim.name)
def test_every_claim_has_its_row_with_who_says_it_and_how_sure_that_is(claim: Claim) -> None:
    (row,) = claims_table([claim]).rows
    assert row[1] == claimed(claim)
    assert claim.status in str(getattr(row[2], "text", row[2]))
    (row,) = conditions_table([claim]).table.rows
    assert row[1] == claim.needs
    assert str(row[2]).startswith(claim.against)


def test_a_price_year_from_memory_says_so() -> None:
    (row,) = claims_table([claim_named("leal_men")]).rows
    assert "prices of 2012/13, from memory" in str(row[3])


def test_the_verdicts_stand_beside_ours_with_its_range_and_old_prices_beside_ours() -> None:
    rows = verdict_table(RETURNS, DRAWS).rows
    assert rows[0][:3] == ("Government: return", "1.24 pounds", "0.33 pounds △ (0.04 to 0.83)")
    men = replace(stands("leal_men", 47_000, 4_000), target=27_636.0)
    (row,) = verdict_table([men], {}).rows
    assert row[1:3] == ("19,955 pounds, now 28,000 pounds", "47,000 pounds")


def test_thresholds_that_are_not_there_are_named() -> None:
    first, second = thresholds_table(RETURNS).table.rows
    assert str(first[2]).startswith("Hospital care that a hip fracture adds: 77,000 pounds (ours ")
    assert str(first[2]).endswith("No value will do for: people who start a medicine, of those a service sees.")
    assert second[2] == "No value will do for: people who start a medicine, of those a service sees."
    assert first[3] == "2.20 pounds"


def test_the_numbers_hold_every_lever_of_every_claim() -> None:
    table = claims_numbers(RETURNS, DRAWS)
    assert [(row[0], row[-2]) for row in table.rows] == [
        ("dh_return", "no value"), ("dh_return", 77_000.0), ("rcp_return", "no value"),
    ]  # fmt: skip


def test_the_chart_says_its_finding_in_words() -> None:
    drawn = returns_chart(RETURNS, DRAWS)
    assert (
        drawn.title
        == "Claimed: up to 3.28 pounds back for each pound spent. Ours, with usual numbers: 0.33 or less △"
    )
    assert "Audit body (5 years), 3.28 claimed and 0.33 in ours" in drawn.alt
    assert drawn.alt.endswith("Ours falls short of every claim.")
    better = returns_chart([replace(RETURNS[0], ours=2.0), RETURNS[1]], DRAWS)
    assert better.alt.endswith("Ours does not fall short of all.")


# Sentences


def test_in_brief_counts_each_verdict_and_leaves_out_what_is_from_memory() -> None:
    memory = stands("pinedo_ratio", 85_000, 80_000)
    said = claims_in_brief([*RETURNS, stands("glasgow_headline", -1, -3.7), memory])
    assert said.startswith("Of 2 published figures, 0 hold with our model's usual numbers")
    assert "1 need several numbers at their kindest at once, and 1 cannot be reached even then. 1 more cannot" in said
    assert "costs more than it saves" in said
    assert "**" not in said  # the box at the top shows words as they are
    assert "pays for itself" in claims_in_brief([replace(RETURNS[0], ours=1.3)])


def test_draws_are_told_with_the_likeliest_first() -> None:
    memory = {"pinedo_ratio": InDraws(None, 3.0)}
    said = draws_in_words([*RETURNS, stands("pinedo_ratio", 85_000, 80_000)], {**DRAWS, **memory})
    assert "2 claims beside it. Reached in some draws: Government: return (fewer than 1 of 100)." in said
    assert said.endswith("Reached in no draw: 1 of them.")


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (stands("ros_return", 4, 9, at("treated", 0.2)), "So it holds with our usual numbers."),
        (stands("ros_return", 0.3, 2, at("hip_cost", 77_000.0)), "One number alone would do it: hospital care"),
        (stands("ros_return", 0.3, 2, at("treated", None)), "No one number alone would do it."),
    ],
)
def test_a_readers_own_claim_is_answered(found: Weighed, words: str) -> None:
    assert words in own_claim_in_words(found, None)


def test_the_paragraph_to_paste_names_the_cost_beside_the_returns() -> None:
    leal = [stands("leal_women", 18_000, 1), stands("leal_men", 47_000, 1)]
    said = claims_for_the_case([*RETURNS, *leal])
    assert said.startswith("> This case does not rest on a published return.")
    assert "from 1.24 to 3.28 pounds" in said
    assert "20,421 pounds for each QALY for women" in said


def test_as_many_treated_as_in_glasgow_is_the_lever_of_those_treated() -> None:
    found = [
        stands("mclellan_fractures", 6.6, 25, at("treated", None, 12.3), at("risk", 2.7, 99)),
        stands("mclellan_hips", 2.8, 11, at("treated", None, 5.1)),
        stands("mclellan_saving", -94_000, 180_000, at("treated", None, -23_000)),
    ]
    said = as_in_glasgow(found)
    assert "12 fractures △ against 18 fractures; 5.1 hip fractures △ against 11 hip fractures; 23,000 pounds" in said


# Glasgow

VERSIONS = claims_about("glasgow")
FALL = stands("glasgow_headline", -0.98, -3.7, at("treated", None), at("risk", 7.1))


def test_every_version_stands_side_by_side() -> None:
    assert [row[1] for row in versions_table(VERSIONS).rows] == [
        "3.6% fewer", "5.1% more", "16.2% more", "1.7% fewer", "7.3% fewer", "17% more",
    ]  # fmt: skip
    drawn = versions_chart(VERSIONS)
    assert all(claimed(claim) in drawn.alt for claim in VERSIONS)
    assert drawn.title.endswith("fell by 1.7% or by up to 7.3%")


def test_in_brief_says_that_none_is_an_effect() -> None:
    said = glasgow_in_brief(VERSIONS, FALL, "Oldham")
    assert "three published versions: 7.3% fewer, 3.6% fewer or 1.7% fewer" in said
    assert "16.2% more or 17% more" in said
    assert "leave Oldham with 1.0% fewer, and 3.7% fewer with every number at its kindest" in said
    assert said.endswith("never as an effect.")


def test_the_paragraph_to_paste_has_every_version_and_the_evidence_against() -> None:
    said = glasgow_for_the_case(VERSIONS)
    assert all(claimed(claim) in said for claim in VERSIONS if claim.place != "Scotland")
    assert "did not clearly fall" in said
    assert "We use none of these figures as the effect of a service." in said


def test_what_is_in_reach_is_shown_with_its_range() -> None:
    rows = reach_table(FALL, InDraws(Range(-0.8, -2.1, -0.1), 0), "Oldham").rows
    assert rows[0] == ("With our usual numbers", "1.0% fewer")
    assert rows[1] == ("95 of 100 draws lie between", "2.1% fewer and 0.1% fewer")
    assert rows[-2:] == (
        ("To reach 7.3% fewer, people who start a medicine, of those a service sees", "No value reaches it"),
        ("To reach 7.3% fewer, risk of another fracture", "7.1 times ours"),
    )
