"""Sentences state the numbers they were made from."""

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
from flsguide.model.pathway import cascade
from flsguide.report.cascade_sentences import missed_aloud, missed_for_the_case, missed_in_brief
from flsguide.report.caseload_sentences import (
    caseload_for_the_case,
    caseload_in_brief,
    people_for_a_service,
    rule_of_thumb,
    ways_of_counting,
)
from flsguide.report.notebook import fingerprint, made_with, say
from flsguide.report.numbers import about
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
    assert "△ a part of the total is illustrative" in text
    people = people_for_a_service(Range(250_000, 220_000, 280_000))
    assert "250,000 (220,000 to 280,000) people a year △" in people
    assert "without a source" in people, "assumed numbers are marked where they stand"


def test_the_rule_of_thumb_stands_beside_the_count() -> None:
    expected = LOAD.total(("hip",), age_from=60).value
    text = rule_of_thumb("Here", LOAD, parameters()["n_hip_fractures_60_plus"], 5)
    assert f"Here: about {about(expected, 10)} hip fractures at 60 and over in 2023, times 5" in text
    assert f"**{about(5 * expected, 10)}**" in text
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
    assert f"**{about(5 * hips, 10)}**" in text
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


def test_the_gap_is_told_from_usual_care_to_the_goal_with_the_caseloads_own_range() -> None:
    usual, audit, goal = (cascade(preset, parameters()) for preset in ("usual", "audit", "80-50-80"))
    fractures = Range(1000, 900, 1100)
    text = missed_in_brief("Here", usual, audit, goal, fractures)
    assert usual.people("persisting_12", 1000).value == pytest.approx(1000 * 0.172 * 0.436)
    assert "about 17 of every 100 people" in text
    assert "about 7 still take it" in text
    assert "80-50-80 goal, 32 would" in text
    assert "against 320 (290 to 350)" in text
    assert "about 4 of every 100" in text
    aloud = missed_aloud("Here", usual, goal, fractures)
    assert "some 70 people" in aloud
    assert "about 320" in aloud
    case = missed_for_the_case("Here", usual, audit, goal, fractures, 2026)
    assert "about 24 in 100 people with a fracture in England and Wales are found" in case
    assert "inferred" in case


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
