"""A total that rests on a rate without a source is marked wherever it stands; once the rate has one, nothing is."""

from dataclasses import replace

import pytest

from flsguide.analysis.caseload_swings import caseload_swings
from flsguide.evidence.incidence import incidence, recorded_incidence
from flsguide.evidence.parameters import parameters
from flsguide.evidence.places import Place
from flsguide.evidence.ranges import Range
from flsguide.model.caseload import CHANCE
from flsguide.model.local_caseload import local_caseload
from flsguide.model.pathway import cascade
from flsguide.report import marks
from flsguide.report.cascade_sentences import (
    missed_aloud,
    missed_for_the_case,
    missed_in_brief,
    missed_step_by_step,
)
from flsguide.report.cascade_views import cascade_comparison, cascade_table
from flsguide.report.caseload_chart import caseload_chart
from flsguide.report.caseload_sentences import (
    caseload_for_the_case,
    caseload_in_brief,
    rule_of_thumb,
    ways_of_counting,
)
from flsguide.report.caseload_tables import caseload_table, reckoner, scenario_table, swing_table

LOAD = local_caseload(Place("Here", None, 340_000), incidence(), 2026, parameters())
TOTAL = LOAD.total()
USUAL, AUDIT, GOAL = (cascade(preset, parameters()) for preset in ("usual", "audit", "80-50-80"))
PEOPLE = Range(1600, 1400, 1800)
SWINGS = caseload_swings(LOAD, Range(1, 1, 1.55))
MARKED = {
    "the brief on fractures": lambda: caseload_in_brief("Here", LOAD),
    "the ways of counting": lambda: ways_of_counting("Here", LOAD, LOAD, LOAD),
    "the rule of thumb": lambda: rule_of_thumb("Here", LOAD, parameters()["n_hip_fractures_60_plus"], 5),
    "the chart's title": lambda: caseload_chart(LOAD, "Here").title,
    "the brief on people missed": lambda: missed_in_brief("Here", USUAL, AUDIT, GOAL, TOTAL),
    "the steps": lambda: missed_step_by_step(USUAL, GOAL, TOTAL),
}
TABLES = {
    "All sites": lambda: caseload_table(LOAD, "Here"),
    "Fractures": lambda: reckoner([(340_000, LOAD, PEOPLE)]),
    "Fractures a year": lambda: scenario_table([("Base", LOAD, "Ours")], "Here"),
    "Total at its low end": lambda: swing_table(SWINGS, TOTAL, "Here"),
    "Total at its high end": lambda: swing_table(SWINGS, TOTAL, "Here"),
    "People a year": lambda: cascade_table(AUDIT, TOTAL, "Here"),
    "On treatment at 12 months, people a year": lambda: cascade_comparison((AUDIT,), TOTAL, "Here"),
}
TAKEN_AWAY = {
    "the paragraph on fractures": lambda: caseload_for_the_case("Here", LOAD, PEOPLE, "us"),
    "the paragraph on people missed": lambda: missed_for_the_case("Here", USUAL, AUDIT, GOAL, TOTAL, 2026),
    "the sentence to say aloud": lambda: missed_aloud("Here", USUAL, GOAL, TOTAL),
}
WHY = "the rate of the upper arm is from memory, and that of the pelvis is assumed"


@pytest.fixture
def everything_has_a_source(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = tuple(replace(row, certainty="derived") for row in recorded_incidence())
    rates = {key: replace(row, certainty="derived") for key, row in incidence().items()}
    monkeypatch.setattr(marks, "recorded_incidence", lambda: rows)
    monkeypatch.setattr(marks, "incidence", lambda: rates)


@pytest.mark.parametrize("name", MARKED)
def test_a_sentence_marks_its_total(name: str) -> None:
    text = MARKED[name]()
    assert "△" in text
    assert ("partly illustrative" in text) == ("brief" in name), "the brief says why at once"


@pytest.mark.parametrize("heading", TABLES)
def test_a_table_marks_its_totals_and_says_why(heading: str) -> None:
    table = TABLES[heading]()
    assert f"{heading} △" in repr(table)
    assert "△ partly illustrative: the upper arm and the pelvis." in table.note


@pytest.mark.parametrize("name", TAKEN_AWAY)
def test_what_is_taken_away_says_in_words_what_the_mark_would(name: str) -> None:
    text = TAKEN_AWAY[name]()
    assert f"illustrative: {WHY}." in text
    assert "△" not in text, "a mark has no meaning in somebody else's paper"


@pytest.mark.usefixtures("everything_has_a_source")
def test_nothing_is_marked_once_every_rate_has_a_source() -> None:
    for shown in (*MARKED.values(), *TABLES.values(), *TAKEN_AWAY.values()):
        text = repr(shown()).replace("People for a service △", "")  # that column rests on more than the rates
        assert "△" not in text
        assert "illustrative" not in text
        assert "  " not in text
        assert not text.endswith(" ")


def test_only_the_sites_concerned_are_marked() -> None:
    assert [s for s in ("hip", "vertebral", "forearm", "humerus", "other") if "△" in marks.site_name(s)] == [
        "humerus",
        "other",
    ]
    assert marks.marked("Hips", ("hip",)) == "Hips"
    rows = [str(row[0]) for row in swing_table(SWINGS, TOTAL, "Here", 9).rows]
    assert "Rate of fractures: upper arm △" in rows
    assert "Rate of fractures: hip" in rows
    assert CHANCE in [swing.name for swing in SWINGS]


def test_a_site_that_loses_its_source_is_named_without_a_word_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = tuple(
        replace(r, certainty="illustrative" if r.site == "forearm" else "derived") for r in recorded_incidence()
    )
    monkeypatch.setattr(marks, "recorded_incidence", lambda: rows)
    assert marks.in_part() == "the rate of wrist and forearm is without a source"
    assert marks.note_of_mark() == "△ partly illustrative: wrist and forearm."
