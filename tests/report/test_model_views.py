"""The drawing of the states holds what the matrix of a month holds, and says so in words."""

import csv
import io
import re

import pytest

from example_case import a_case
from flsguide.evidence.vocabulary import STATES
from flsguide.model.cohort import Month
from flsguide.model.pathway_table import Person, month_of
from flsguide.report.model_views import STATE_WORDS, Arrow, arrows_of, matrix_numbers, transition_chart

SEVERITY = {"index": 0, "other": 1, "vert": 2, "hip": 3}


def a_month(cycle: int = 6, pathway: str = "tablets") -> Month:
    case = a_case()
    return month_of(case, case.pathways[pathway], Person(77, "female", "hip"), cycle)


def kind(state: str) -> str:
    return state.rstrip("12")


def test_a_fracture_leads_to_the_first_year_of_a_kind_as_severe_or_worse_and_to_each_of_those() -> None:
    found = {(a.start, a.end) for a in arrows_of(a_month()) if a.cause == "fracture"}
    assert found == {
        (start, f"{to}1")
        for start in STATES
        for to in ("hip", "vert", "other")
        if start not in ("care", f"{to}1") and SEVERITY[kind(start)] <= SEVERITY[to]
    }


def test_time_leads_from_each_first_year_to_the_later_one_and_from_the_hip_to_a_care_home() -> None:
    found = {a for a in arrows_of(a_month()) if a.cause != "fracture"}
    assert found == {
        Arrow("hip1", "hip2", "time"), Arrow("vert1", "vert2", "time"), Arrow("other1", "other2", "time"),
        Arrow("hip1", "care", "care home"),
    }  # fmt: skip


@pytest.mark.parametrize("pathway", ["tablets", "unseen"])
@pytest.mark.parametrize("cycle", [0, 6, 40])
def test_the_ways_are_the_same_in_every_month_with_and_without_medicine(cycle: int, pathway: str) -> None:
    assert arrows_of(a_month(cycle, pathway)) == arrows_of(a_month())


def test_a_way_that_the_month_has_not_is_not_drawn() -> None:
    quiet = a_month()._replace(care_home=0.0)
    assert [a for a in arrows_of(quiet) if a.end == "care"] == []
    assert "1 for a move to a care home" in transition_chart(a_month()).alt
    assert "0 for a move to a care home" in transition_chart(quiet).alt


@pytest.mark.parametrize(
    "month",
    [a_month()._replace(hazard=(0.1, 0.0, 0.1)), a_month()._replace(survival=(*[0.9] * 7, 1.0))],
    ids=["no spine fracture", "nobody dies in a care home"],
)
def test_a_month_that_would_hide_ways_is_refused(month: Month) -> None:
    with pytest.raises(ValueError, match="shows all ways"):
        transition_chart(month)


def test_the_words_for_who_listens_name_every_arrow_and_what_none_leaves() -> None:
    chart = transition_chart(a_month())
    assert f"{len(STATES)} states with {len(arrows_of(a_month()))} arrows" in chart.alt
    assert "From other later to hip first year, spine first year and other first year." in chart.alt
    assert "No arrow leads out of: care home. Death can come from every state." in chart.alt


def test_both_drawings_hold_every_state_and_arrow() -> None:
    chart = transition_chart(a_month())
    key = 3
    for drawn in (chart.wide, chart.narrow):
        texts = re.findall(r"<text[^>]*>([^<]+)</text>|<tspan[^>]*>([^<]+)</tspan>", drawn)
        words = " ".join(a or b for a, b in texts)
        for state in STATE_WORDS.values():
            for word in state.replace(",", "").split():
                assert word in words
        # each arrow is a group of its own: a line, and its head
        heads = re.findall(r'<g id="[^"]*patch_\d+">', drawn)
        assert len(heads) == 1 + len(arrows_of(a_month())) + key + len(STATES)  # the first is the page


def test_the_file_is_the_matrix_with_rows_that_sum_to_all_people() -> None:
    header, *rows = csv.reader(io.StringIO(matrix_numbers(a_month()).to_csv()))
    assert header[1:] == [row[0] for row in rows]
    assert len(rows) == 25
    assert [sum(map(float, row[1:])) for row in rows] == pytest.approx([100_000] * 25, abs=0.01)
    assert rows[-1][-1] == "100000"
