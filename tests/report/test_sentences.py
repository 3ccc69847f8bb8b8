"""Sentences state the numbers they were made from."""

from flsguide.evidence.areas import find_area
from flsguide.evidence.incidence import incidence
from flsguide.evidence.parameters import parameters
from flsguide.evidence.population import people_in
from flsguide.evidence.ranges import Range
from flsguide.model.caseload import caseload
from flsguide.model.pathway import cascade
from flsguide.report.cascade_sentences import missed_for_the_case, missed_in_brief
from flsguide.report.caseload_sentences import caseload_in_brief, rule_of_thumb, ways_of_counting
from flsguide.report.notebook import fingerprint, made_with, say

LOAD = caseload(people_in(find_area("England")), incidence(), 2023)


def test_the_brief_states_total_range_hips_and_people() -> None:
    text = caseload_in_brief("England", LOAD, Range(250_000, 220_000, 280_000))
    assert "about 290,000 fractures at age 50 and over in 2023" in text
    assert "plausible range 260,000 to 330,000" in text
    assert "68,000 (62,000 to 72,000)" in text
    assert "250,000 (220,000 to 280,000) people" in text
    assert "without a source" in text, "assumed numbers are marked where they stand"


def test_the_rule_of_thumb_stands_beside_the_count() -> None:
    text = rule_of_thumb("Here", 440, 5, LOAD, is_own_count=True)
    assert "Here: 440 hip fractures" in text
    assert "**2,200**" in text
    assert "4.6 fractures of any kind" in text


def test_ways_of_counting_name_three_totals() -> None:
    loads = [caseload(people_in(find_area("England")), incidence(), 2023, s) for s in (1.0, 1.15, 1.55)]
    text = ways_of_counting("Here", *loads)
    assert "Here has about" in text
    assert all(number in text for number in ("290,000", "340,000", "450,000"))


def test_the_gap_is_the_goal_less_what_happens_now() -> None:
    audit, goal = (cascade(preset, parameters()) for preset in ("audit", "80-50-80"))
    fractures = Range(1000, 900, 1100)
    now = 1000 * 0.24 * 0.485 * 0.354 * 0.436
    assert abs(audit.people("persisting_12", 1000).value - now) < 1e-9
    text = missed_in_brief("Here", audit, goal, fractures)
    assert "about 4 of every 100" in text
    assert "about 2 still take it a year later" in text
    assert "goal is 32 on treatment" in text
    assert "against 320" in text
    assert "about 300 (295 to 310) more" in text
    assert "without a service" in missed_for_the_case("Here", audit, goal, fractures, 2026)


def test_a_sentence_is_shown_without_quotation_marks() -> None:
    sentence = say("Four in ten.")
    assert repr(sentence) == "Four in ten."
    assert sentence._repr_markdown_() == "Four in ten."


def test_the_manifest_changes_with_a_figure_and_only_with_the_files_named() -> None:
    assert fingerprint(["parameters.csv"]) != fingerprint(["population.csv"])
    assert fingerprint(["kpis.csv", "parameters.csv"]) == fingerprint(["parameters.csv", "kpis.csv"])
    shown = made_with(["parameters.csv"], seed=7).to_csv()
    assert fingerprint(["parameters.csv"]) in shown
    assert "Random seed,7" in shown
