"""Sentences state the numbers they were made from."""

import re

import pytest

from flsguide.evidence.areas import find_area
from flsguide.evidence.incidence import incidence
from flsguide.evidence.local_numbers import with_values
from flsguide.evidence.parameters import parameters
from flsguide.evidence.places import Place
from flsguide.evidence.population import people_in
from flsguide.evidence.ranges import Range
from flsguide.model.caseload import caseload
from flsguide.model.local_caseload import local_caseload
from flsguide.model.pathway import Cascade, cascade, gap
from flsguide.report.cascade_sentences import missed_aloud, missed_for_the_case, missed_in_brief, missed_step_by_step
from flsguide.report.caseload_sentences import (
    caseload_for_the_case,
    caseload_in_brief,
    one_line_of_the_sum,
    people_for_a_service,
    rule_of_thumb,
    ways_of_counting,
)
from flsguide.report.notebook import fingerprint, made_with, say
from flsguide.report.numbers import about, with_range
from flsguide.report.sentences import short_names

LOAD = caseload(people_in(find_area("England")), incidence(), 2023)
SHARES = (
    "p_treated_usual_care", "p_persisting_12_months",
    "p_identified", "p_assessed", "p_recommended", "p_started",
    "p_identified_80_50_80", "p_recommended_80_50_80", "p_on_treatment_12_months_80_50_80",
)  # fmt: skip


def test_the_brief_states_total_range_and_hips_and_the_people_stand_apart() -> None:
    text = caseload_in_brief("England", LOAD)
    assert "about 290,000 fractures △ at age 50 and over in 2023" in text
    assert "plausible range 260,000 to 330,000" in text
    assert "68,000 (62,000 to 72,000)" in text
    assert "△ partly illustrative: the rate of the upper arm" in text
    people = people_for_a_service(Range(250_000, 220_000, 280_000))
    assert "250,000 (220,000 to 280,000) people a year △" in people
    assert "without a source" in people, "assumed numbers are marked where they stand"


def test_the_rule_of_thumb_stands_beside_the_count() -> None:
    expected = LOAD.total(("hip",), age_from=60).value
    text = rule_of_thumb("Here", LOAD, parameters()["n_hip_fractures_60_plus"], 5)
    assert f"Here: about {about(expected, 10)} hip fractures at 60 and over in 2023, times 5" in text
    assert f"**{about(5 * expected, 10_000)}**" in text, "rounded as the count beside it"
    assert "4.6 fractures of any kind" in text


@pytest.mark.parametrize(
    ("counted_in", "said"),
    [
        (2026, "Here: 440 hip fractures at 60 and over in 2026"),
        (2024, "(440 in 2024, grown with the population)"),
    ],
)
def test_the_rule_of_thumb_takes_the_hips_of_the_year_it_is_compared_in(counted_in: int, said: str) -> None:
    inputs = with_values(parameters(), {"n_hip_fractures_60_plus": 440}, "audit", counted_in)
    load = local_caseload(Place("Here", None, 340_000), incidence(), 2026, inputs)
    text = rule_of_thumb("Here", load, inputs["n_hip_fractures_60_plus"], 5)
    assert said in text
    hips = load.total(("hip",), age_from=60).value
    assert f"**{about(5 * hips, 100)}**" in text
    assert (hips == pytest.approx(440)) == (counted_in == 2026)


def test_paragraphs_for_a_case_name_the_sources_of_their_figures() -> None:
    usual, audit, goal = (cascade(preset, parameters()) for preset in ("usual", "audit", "80-50-80"))
    case = missed_for_the_case("Here", usual, audit, goal, Range(1000, 900, 1100), 2026)
    assert case.endswith(f"Sources of the shares: {sources_of(*SHARES)}.")
    people = Range(250_000, 220_000, 280_000)
    rates = short_names(key for row in incidence().values() for key in row.source)
    assert caseload_for_the_case("Here", LOAD, people, "us").endswith(f"Sources of the rates: {rates}.")


def sources_of(*names: str) -> str:
    return short_names(key for name in names for key in parameters()[name].source)


def test_ways_of_counting_name_three_totals() -> None:
    loads = [caseload(people_in(find_area("England")), incidence(), 2023, s) for s in (1.0, 1.15, 1.55)]
    text = ways_of_counting("Here", *loads)
    assert "Here has about" in text
    assert all(number in text for number in ("290,000", "340,000", "460,000"))


GOAL = cascade("80-50-80", parameters())
FRACTURES = Range(1000, 900, 1100)


def test_how_many_are_missed_comes_first_with_a_range_of_its_own() -> None:
    """32 at the goal less 17.2 x 0.436 = 7.5 without a service: 24.5 of 100, so 245 of 1,000."""
    usual, audit = (cascade(preset, parameters()) for preset in ("usual", "audit"))
    assert usual.people("persisting_12", 1000).value == pytest.approx(1000 * 0.172 * 0.436)
    missed = with_range(gap(usual, GOAL, "persisting_12", FRACTURES))
    brief = missed_in_brief("Here", usual, audit, GOAL, FRACTURES)
    assert brief.startswith(
        f"Measured against the national audit's 80-50-80 goal, Here misses about {missed} people △"
    )
    assert "about 7 would be taking one without a service and 32 at the goal" in brief
    assert "they find about 24 of every 100, not 80" in brief
    aloud = missed_aloud("Here", usual, GOAL, FRACTURES)
    assert "we miss about 250 people a year, perhaps 190 to 290" in aloud
    assert "some 320 would be on treatment" in aloud
    assert "without a service we expect 70" in aloud
    case = missed_for_the_case("Here", usual, audit, GOAL, FRACTURES, 2026)
    assert case.startswith("> Measured against")
    assert f"Here misses about {missed} people a year" in case
    assert "about 17 in 100 people start" in case
    assert "about 24 in 100 people with a fracture in England and Wales are found" in case
    assert "inferred" in case


def test_the_steps_can_be_followed_by_hand() -> None:
    usual = cascade("usual", parameters())
    assert missed_step_by_step(usual, GOAL, FRACTURES) == (
        "At the goal, of 100 people 80 are found by the service, 40 are recommended a bone medicine and 32 have "
        "started and are on treatment at 12 months. Without a service, 17 start a bone medicine and 7 still take it "
        "at 12 months. The difference is about 25 of every 100. Of about 1,000 fractures △ a year that is "
        "about 250 people."
    )


def own_cascade(**shares: float) -> Cascade:
    return cascade("own", with_values(parameters(), shares, "audit page", 2024))


def test_a_service_is_told_what_it_misses_itself_and_what_that_leaves_out() -> None:
    audit, own = cascade("audit", parameters()), own_cascade(p_identified=0.6)
    brief = missed_in_brief("Here", own, audit, GOAL, FRACTURES)
    case = missed_for_the_case("Here", own, audit, GOAL, FRACTURES, 2026)
    assert "than through our service today" in brief
    assert "some other way is not counted" in brief
    assert "By our own indicators about 10 in 100 people start" in case
    assert case.endswith("our own indicators.")
    assert "60 are found by the service" in missed_step_by_step(own, GOAL, FRACTURES)
    assert "assessed" not in missed_step_by_step(own, GOAL, FRACTURES), "assessed is no factor"


def test_a_service_at_the_goal_misses_nobody() -> None:
    audit = cascade("audit", parameters())
    own = own_cascade(p_identified=0.9, p_recommended=0.6, p_started=0.9, p_persisting_12_months=0.9)
    said = (
        missed_in_brief("Here", own, audit, GOAL, FRACTURES),
        missed_aloud("Here", own, GOAL, FRACTURES),
        missed_for_the_case("Here", own, audit, GOAL, FRACTURES, 2026),
        missed_step_by_step(own, GOAL, FRACTURES),
    )
    assert not any(word in text for text in said for word in ("miss", "difference", "-1", "-2"))
    assert said[0].startswith("Here already has as many people")
    assert said[3].endswith("So the goal is met.")


def test_one_line_of_the_sum_multiplies_out() -> None:
    """Women of 80 to 84 in England break about 1,070 hips for every 100,000 of them in a year."""
    place = Place("Here", None, 340_000)
    inputs = with_values(parameters(), {"n_hip_fractures_60_plus": 440}, "audit", 2024)
    for given, times in ((parameters(), ""), (inputs, "to match your own hip count")):
        load = local_caseload(place, incidence(), 2026, given)
        text = one_line_of_the_sum("Here", load, place.people(2026))
        assert times in text
        pattern = r"([\d,]+) times (\S+), divided by 100,000(?: and times ([\d.]+) [^,]*)?, is about (\d+) fractures"
        shown = re.search(pattern, text)
        assert shown is not None, text
        people, rate, factor, product = (float((n or "1").replace(",", "")) for n in shown.groups())
        assert people * rate / 100_000 * factor == pytest.approx(product, abs=0.7)


def test_a_sentence_is_shown_without_quotation_marks() -> None:
    sentence = say("Four in ten.")
    assert repr(sentence) == "Four in ten."
    assert sentence._repr_markdown_() == "Four in ten."


def test_the_manifest_changes_with_a_figure_and_only_with_the_files_named() -> None:
    assert fingerprint(["parameters.csv"]) != fingerprint(["population.csv"])
    assert fingerprint(["kpis.csv", "parameters.csv"]) == fingerprint(["parameters.csv", "kpis.csv"])
    shown = repr(made_with(["parameters.csv"], seed=7))
    assert fingerprint(["parameters.csv"]) in shown
    assert "Random seed | 7" in shown
