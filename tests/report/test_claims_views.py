"""Claims as a reader meets them: what is firm first, what is from memory last, and every verdict in words."""

import re
from dataclasses import replace

import pytest

from flsguide.analysis.claim_draws import InDraws
from flsguide.analysis.claims import Standing, Threshold, Weighed
from flsguide.analysis.levers import levers
from flsguide.evidence.claims import BASES, Claim, claim_named, claims, claims_about
from flsguide.evidence.incidence import incidence
from flsguide.evidence.parameters import parameters
from flsguide.evidence.ranges import Range
from flsguide.report.claim_words import amount, claimed, interval, ours, threshold, verdict
from flsguide.report.claims_sentences import (
    as_in_glasgow,
    claims_for_the_case,
    claims_in_brief,
    draws_in_words,
    glasgow_for_the_case,
    glasgow_in_brief,
    own_claim_in_words,
    verdicts_that_change,
)
from flsguide.report.claims_views import (
    claims_table,
    conditions_table,
    firm_first,
    thresholds_table,
    verdict_table,
)
from flsguide.report.glasgow_views import reach_table, versions_chart, versions_table
from flsguide.report.returns_chart import claims_numbers, returns_chart
from flsguide.report.source_links import source_links
from flsguide.report.tables import Cell

PULLED = levers(parameters(), incidence(), "full_economic")


def at(name: str, value: float | None, kindest: float = 1.0) -> Threshold:
    return Threshold(PULLED[name], value, kindest)


def stands(
    name: str, full: float, pay: float, verdicts: tuple[str, str], *found: Threshold, kindest: float = 2.2
) -> Weighed:
    """A claim with what ours is at full cost and at trust pay."""
    claim = claim_named(name)
    at = {basis: Standing(x, kindest, v) for basis, x, v in zip(BASES, (full, pay), verdicts, strict=True)}
    return Weighed(claim, claim.figure, at, found)


def text(cell: Cell | str) -> str:
    return getattr(cell, "text", str(cell))


SEVERAL, OUT = ("several_numbers", "several_numbers"), ("out_of_reach", "out_of_reach")
RETURNS = [
    stands("dh_return", 0.2, 0.33, SEVERAL, at("treated", None), at("hip_cost", 77_000.0)),
    stands("rcp_return", 0.2, 0.33, OUT, at("treated", None)),
]
DRAWN = {"full_economic": InDraws(Range(0.2, 0.04, 0.43), 0.5), "trust_cash": InDraws(Range(0.3, 0.06, 0.6), 1.7)}
NEVER = {"full_economic": InDraws(Range(0.2, -0.04, 0.43), 0.0), "trust_cash": InDraws(Range(0.3, 0.06, 0.6), 0.0)}
DRAWS = {"dh_return": DRAWN, "rcp_return": NEVER}


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
        ("saved_per_pound", -0.04, "\N{MINUS SIGN}0.04 pounds"),
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
        (at("kept", None), "people still on tablets after a year, of those who start them: no value"),
    ],
)
def test_a_threshold_says_what_it_would_take(found: Threshold, words: str) -> None:
    assert threshold(found).startswith(words)


@pytest.mark.parametrize(
    ("measure", "low", "high", "words"),
    [
        ("saved_per_pound", -0.04, 0.43, "\N{MINUS SIGN}0.04 to 0.43"),
        ("hips_change", -1.5, -0.2, "0.2% to 1.5% fewer"),
        ("hips_change", -1.5, 0.2, "1.5% fewer to 0.2% more"),
        ("saving", -260_000, -110_000, "110,000 to 260,000 more spent"),
    ],
)
def test_a_range_keeps_the_sign_of_its_ends(measure: str, low: float, high: float, words: str) -> None:
    assert interval(measure, low, high) == words


PLAUSIBLE = at("staff_cost", PULLED["staff_cost"].ours.low)


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (stands("goal_80_50_80", 33, 33, ("holds", "holds")), "Holds"),
        (stands("leal_men", 1_000, 900, ("holds", "holds")), "Holds, but the two are only partly alike"),
        (
            stands("ros_return", 0.3, 0.5, ("one_number", "one_number"), PLAUSIBLE),
            (
                "Holds if one number moves, within its range: staff for each person seen: 120 pounds "
                "(ours 220 pounds)"
            ),
        ),
        (
            stands("ros_return", 0.3, 0.5, ("one_number", "holds"), PLAUSIBLE),
            (
                "At full cost: holds if one number moves, within its range: staff for each person seen: 120 pounds "
                "(ours 220 pounds). At trust pay: holds, but the two are only partly alike"
            ),
        ),
        (stands("dh_return", 0.2, 0.3, SEVERAL), "Only with several numbers at their kindest at once"),
        (stands("rcp_return", 0.2, 0.3, OUT), "Out of reach, even with every number at its kindest"),
        (
            stands("nos_return", 0.2, 0.3, ("out_of_reach", "several_numbers")),
            (
                "At full cost: out of reach, even with every number at its kindest. "
                "At trust pay: only with several numbers at their kindest at once"
            ),
        ),
        (
            stands("lords_break_even", 0.1, 0.2, ("out_of_reach", "several_numbers")),
            (
                "At trust pay: only with several numbers at their kindest at once. "
                "At full cost: out of reach, even with every number at its kindest"
            ),
        ),
        (stands("glasgow_headline", -9, -9, ("not_comparable", "not_comparable")), "Not comparable"),
        (
            stands("pinedo_ratio", 85_000, 80_000, OUT),
            "Figure not verified. Out of reach, even with every number at its kindest",
        ),
        (Weighed(claim_named("england_headline"), 17, {}, ()), "Not comparable"),
    ],
)  # fmt: skip
def test_a_verdict_is_plain_and_the_fair_basis_comes_first(found: Weighed, words: str) -> None:
    assert verdict(found) == words


def test_what_rests_on_rates_without_a_source_is_marked_and_hips_alone_are_not() -> None:
    assert ours(stands("ros_return", 0.2, 0.3, OUT), "full_economic").endswith("△")
    assert not ours(stands("leal_men", 47_000, 30_000, OUT), "full_economic").endswith("△")


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
    assert str(row[1]).startswith(f"{claimed(claim)}. {claim.says}")
    assert claim.status in text(row[2])
    assert claim.locator[1:] in text(row[2])
    (row,) = conditions_table([claim]).table.rows
    assert row[1] == claim.needs
    assert text(row[2]).startswith(claim.against)


def test_a_claim_leads_to_its_row_and_a_source_to_its_entry() -> None:
    (row,) = claims_table([claim_named("dh_return")]).rows
    (verdict_row,) = verdict_table(RETURNS[:1], DRAWS).rows
    assert isinstance(row[0], Cell)
    assert isinstance(row[2], Cell)
    assert isinstance(verdict_row[0], Cell)
    assert 'id="claim-dh-return"' in row[0].html
    assert verdict_row[0].html == '<a href="#claim-dh-return">Government: return</a>'
    assert '<a href="../methods/sources.html#source-dh2009">' in row[2].html
    assert 'href="../methods/sources.html#source-osteoporosis-nz"' in source_links(["osteoporosis_nz"]).html


def test_a_price_year_from_memory_says_so() -> None:
    (row,) = claims_table([claim_named("leal_men")]).rows
    assert "prices of 2012/13, from memory" in str(row[3])


def test_the_verdicts_stand_beside_ours_with_its_range_and_old_prices_beside_ours() -> None:
    rows = verdict_table(RETURNS, DRAWS).rows
    assert [text(cell) for cell in rows[0][:4]] == [
        "Government: return", "1.24 pounds", "0.20 pounds △ (0.04 to 0.43)", "0.33 pounds △ (0.06 to 0.60)",
    ]  # fmt: skip
    men = replace(stands("leal_men", 47_000, 30_000, OUT), target=27_636.0)
    (row,) = verdict_table([men], {}).rows
    assert row[1:4] == ("19,955 pounds, now 28,000 pounds", "47,000 pounds", "30,000 pounds")
    (row,) = verdict_table([stands("mclellan_hips", 2, 2, SEVERAL)], {}).rows
    assert row[3] == "the same"


def test_thresholds_that_are_not_there_are_named() -> None:
    first, second = thresholds_table(RETURNS).table.rows
    assert str(first[2]).startswith("Hospital care that a hip fracture adds: 77,000 pounds (ours ")
    assert str(first[2]).endswith(
        "No value will do for: people who start a medicine, of those a service sees. Staff at trust pay."
    )
    assert second[2] == "No value will do for: people who start a medicine, of those a service sees."
    assert first[3] == "2.20 pounds"


def test_the_numbers_hold_every_lever_of_every_claim_at_both_ways_to_count_staff() -> None:
    table = claims_numbers(RETURNS, DRAWS)
    assert [(row[0], row[-2]) for row in table.rows] == [
        ("dh_return", "no value"), ("dh_return", 77_000.0), ("rcp_return", "no value"),
    ]  # fmt: skip
    first = dict(zip(table.headings, table.rows[0], strict=True))
    assert (first["ours_full_economic"], first["ours_trust_cash"], first["fair_basis"]) == (0.2, 0.33, "trust_cash")
    assert (first["draws_of_100_full_economic"], first["ours_high_trust_cash"]) == (0.5, 0.6)


def test_the_chart_says_its_finding_in_words() -> None:
    drawn = returns_chart(RETURNS, DRAWS)
    assert drawn.title == (
        "Claimed: up to 3.28 pounds back for each pound spent. "
        "Ours at full cost, with usual numbers: 0.20 or less △"
    )  # fmt: skip
    assert "Audit body (5 years), 3.28 claimed, 0.20 in ours at full cost and 0.33 at trust pay" in drawn.alt
    assert drawn.alt.endswith("Ours falls short of every claim.")
    better = returns_chart([stands("dh_return", 0.2, 2.0, SEVERAL, at("treated", None)), RETURNS[1]], DRAWS)
    assert better.alt.endswith("Ours does not fall short of all.")


# Sentences


NOT = ("not_comparable", "not_comparable")


def full_stops(said: str) -> int:
    return len(re.findall(r"\.(?:\s|$)", said))


def test_in_brief_counts_each_verdict_and_leaves_out_what_is_from_memory() -> None:
    memory = stands("pinedo_ratio", 85_000, 80_000, OUT)
    said = claims_in_brief([*RETURNS, stands("glasgow_headline", -1, -1, NOT), memory], DRAWS)
    assert said.startswith("Of 2 published figures that we could compare, none holds at full cost")
    assert "0 would if one number moved" in said
    assert "1 need several numbers at their kindest at once, and 1 are out of reach even then" in said
    assert "within 5 years is 0.20 (0.04 to 0.43 in 8 in 10 draws) at full cost or 0.33 at trust pay" in said
    assert "costs more than it saves" in said
    assert "**" not in said  # the box at the top shows words as they are
    assert full_stops(said) == 3
    assert "pays for itself" in claims_in_brief([stands("dh_return", 1.3, 2, ("holds", "holds"))], DRAWS)


def test_verdicts_that_another_way_to_count_staff_changes_are_named() -> None:
    women = stands("leal_women", 54_000, 30_000, ("one_number", "holds"))
    said = verdicts_that_change([*RETURNS, women])
    assert said.startswith("At trust pay 1 of 3 verdicts changes: After hip fracture: cost of a QALY, women, from")
    assert said.endswith("women, from one number to holds.")
    assert verdict_table([*RETURNS, women], DRAWS).note.startswith(said)
    assert "no verdict changes" in verdicts_that_change(RETURNS)


def test_draws_are_told_with_the_likeliest_first() -> None:
    memory = {"pinedo_ratio": {basis: InDraws(None, 3.0) for basis in BASES}}
    said = draws_in_words([*RETURNS, stands("pinedo_ratio", 85_000, 80_000, OUT)], {**DRAWS, **memory})
    assert "2 of the claims can be tested so." in said
    assert "Government: return (in fewer than 1 of 100 draws at full cost, 2 of 100 at trust pay)." in said
    assert said.endswith("It never comes up to the other 1.")


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (stands("ros_return", 4, 5, ("holds", "holds"), at("treated", 0.2)), "So it holds with our usual numbers."),
        (
            stands("ros_return", 0.2, 0.3, OUT, at("hip_cost", 77_000.0)),
            "but only outside its range: hospital care",
        ),
        (stands("ros_return", 0.2, 0.3, OUT, PLAUSIBLE), "One number alone would do it, within its range: staff"),
        (stands("ros_return", 0.2, 0.3, OUT, at("treated", None)), "No one number alone would do it."),
    ],
)
def test_a_readers_own_claim_is_answered_at_both_ways_to_count_staff(found: Weighed, words: str) -> None:
    said = own_claim_in_words(found, {"ros_return": NEVER})
    assert words in said
    assert f"{found.at['full_economic'].ours:.2f} pounds △ at full cost and" in said
    assert said.endswith("At full cost it is reached in none of the draws.")


def test_the_paragraph_to_paste_names_the_cost_beside_the_returns() -> None:
    leal = [stands("leal_women", 54_000, 30_000, OUT), stands("leal_men", 120_000, 75_000, OUT)]
    said = claims_for_the_case([*RETURNS, *leal], DRAWS)
    assert said.startswith("> This case does not rest on a published return.")
    assert "from 1.24 to 3.28 pounds" in said
    assert "saves 0.20 (0.04 to 0.43 in 8 in 10 draws) pounds for each pound within 5 years" in said
    assert "and 0.33 where they are counted at what the trust pays" in said
    assert "20,421 pounds for each QALY for women" in said


def test_as_many_treated_as_in_glasgow_is_the_lever_of_those_treated() -> None:
    found = [
        stands("mclellan_fractures", 6.6, 6.6, SEVERAL, at("treated", None, 12.3), at("risk", 2.7, 99)),
        stands("mclellan_hips", 2.8, 2.8, SEVERAL, at("treated", None, 5.1)),
        stands("mclellan_saving", -180_000, -94_000, SEVERAL, at("treated", None, -23_000)),
    ]
    said = as_in_glasgow(found)
    assert "12 fractures △ against 18 fractures; 5.1 hip fractures △ against 11 hip fractures; 23,000 pounds" in said


# Glasgow

VERSIONS = claims_about("glasgow")
FALL = stands("glasgow_headline", -0.98, -0.98, NOT, at("treated", None), at("risk", 7.1), kindest=-3.7)
FALL_DRAWN = {"glasgow_headline": {basis: InDraws(Range(-0.8, -2.1, -0.1), 0) for basis in BASES}}


def test_every_version_stands_side_by_side() -> None:
    assert [row[1] for row in versions_table(VERSIONS).rows] == [
        "3.6% fewer", "5.1% more", "16.2% more", "1.7% fewer", "7.3% fewer", "17% more",
    ]  # fmt: skip
    drawn = versions_chart(VERSIONS)
    assert all(claimed(claim) in drawn.alt for claim in VERSIONS)
    assert drawn.title.endswith("fell by 1.7% or by up to 7.3%")


def test_in_brief_says_that_none_is_an_effect() -> None:
    said = glasgow_in_brief(VERSIONS, FALL, FALL_DRAWN, "Oldham")
    assert said.startswith("No published figure shows what a service did")
    assert "fell by 1.7%, 3.6% or 7.3% over" in said
    assert "rose by 16.2% or 17%" in said
    assert (
        "leave Oldham with 1.0% fewer of them (0.1% to 2.1% fewer in 8 in 10 draws), and 3.7% fewer with every"
        in said
    )
    assert said.endswith("never as an effect.")
    assert full_stops(said) == 3


def test_the_paragraph_to_paste_has_every_version_and_the_evidence_against() -> None:
    said = glasgow_for_the_case(VERSIONS)
    assert all(claimed(claim) in said for claim in VERSIONS if claim.place != "Scotland")
    assert "did not clearly fall" in said
    assert "We use none of these figures as the effect of a service." in said


def test_what_is_in_reach_is_shown_with_its_range() -> None:
    rows = reach_table(FALL, FALL_DRAWN, "Oldham").rows
    assert rows[0] == ("With our usual numbers", "1.0% fewer")
    assert rows[1] == ("8 in 10 draws lie in the range", "0.1% to 2.1% fewer")
    assert rows[-2:] == (
        (
            "To reach 7.3% fewer by this alone: people who start a medicine, of those a service sees",
            "No value reaches it",
        ),
        ("To reach 7.3% fewer by this alone: risk of another fracture", "7.1 times ours"),
    )
