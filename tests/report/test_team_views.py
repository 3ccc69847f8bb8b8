"""Teams in tables, a chart and sentences: what stands there is what was worked out."""

import re

import pytest

from flsguide.analysis.sensitivity import one_way
from flsguide.evidence.local_numbers import with_values
from flsguide.evidence.parameters import parameters
from flsguide.evidence.ranges import Range
from flsguide.model.base_strategies import Choices
from flsguide.model.team_sizes import cost_answer, doubts, team, ways
from flsguide.report import staff_sentences as say
from flsguide.report import team_views as views
from flsguide.report.tables import Table

INPUTS = parameters()
PLAIN = Choices()
PEOPLE = Range(1263.0, 1107.0, 1448.0)
PLANNED = {"fls": PEOPLE, "hip_only": Range(352, 320, 390), "everybody": PEOPLE * 1.25}


def cells(table: Table) -> dict[str, list[str]]:
    return {str(row[0]): [str(cell) for cell in row[1:]] for row in table.rows}


def test_the_need_has_the_decimals_that_explain_the_hire() -> None:
    by_minutes = cells(views.minutes_table(INPUTS, PEOPLE.value, PLAIN))
    assert by_minutes["Low"] == ["1.02, hire 2", "0.4, hire 1", "0.6, hire 1", "184,000"]
    assert by_minutes["Usual"] == ["1.6, hire 2", "0.8, hire 1", "1.3, hire 1.5", "192,000"]
    assert by_minutes["High"] == ["2.4, hire 3", "1.2, hire 2", "1.9, hire 2", "303,000"]


@pytest.mark.parametrize("people", [3, 387, 775, 777, 1552, 1600, 3105, 3106.5])
def test_a_need_never_reads_as_one_that_fewer_posts_would_meet(people: float) -> None:
    for post in team(INPUTS, people, PLAIN).posts:
        assert post.hired - post.role.step <= float(views.need(post)) <= post.hired


def test_each_basis_has_a_full_year_and_a_first_one_and_nothing_is_added_up() -> None:
    table = views.team_bases(INPUTS, PEOPLE.value, PLAIN)
    assert [row[0] for row in table.rows] == [
        "Trust pay", "Trust pay with the pension share paid centrally", "Full cost",
    ]  # fmt: skip
    assert list(map(str, table.rows[0][1:])) == ["192,000", "189,000"]
    assert "8 months of pay" in table.note


def test_each_person_costs_more_in_whole_posts_than_minutes_say_on_both_bases() -> None:
    """192,261 pounds of posts, and 2 x 118,845 + 66,748 + 1.5 x 24,656 at full cost, over 1,263 people."""
    table = views.each_table(INPUTS, PEOPLE.value, PLAIN)
    assert cells(table) == {"Trust pay": ["120 (40 to 260)", "152"], "Full cost": ["220 (120 to 360)", "270"]}
    assert "1,260 people" in table.note
    cheaper = cells(views.each_table(INPUTS, PEOPLE.value, Choices(nurse_band="6")))
    assert float(cheaper["Trust pay"][1]) < 152


def test_people_and_setting_up_are_rounded_alike_wherever_they_stand() -> None:
    said = [
        str(say.staff_in_brief(INPUTS, "Ours", PEOPLE, PLAIN)),
        str(say.one_post_by_hand(team(INPUTS, PEOPLE.value, PLAIN).posts[0], PEOPLE.value)),
        str(say.staff_for_the_case(INPUTS, "Ours", PEOPLE, PLAIN, 2026)),
        views.minutes_table(INPUTS, PEOPLE.value, PLAIN).caption,
        views.minutes_chart(INPUTS, PEOPLE.value, "Ours", PLAIN).caption,
    ]
    assert all("1,260" in text for text in said)
    assert not any(wrong in text for text in said for wrong in ("1,250", "1,263"))
    assert "about 60,000 pounds once" in said[2]
    assert "about 60,000 pounds of setting up" in views.team_bases(INPUTS, PEOPLE.value, PLAIN).note


def test_ways_stand_beside_each_other() -> None:
    rows = cells(views.ways_table(ways(INPUTS, PLANNED, PLAIN), PLAIN))
    assert rows["A team of one's own"][:2] == ["1,260", "2 for 1.6 needed"]
    assert rows["A team that hospitals share (3), our part"][1] == "5 for 4.9 needed"
    assert rows["Hip fractures only"][:2] == ["350", "1 for 0.5 needed"]
    assert rows["Everybody, found or not"][1] == "3 for 2.03 needed"


def test_the_widest_doubts_stand_with_their_ends() -> None:
    swings = one_way(cost_answer(INPUTS, PLAIN), doubts(INPUTS, PEOPLE))
    rows = cells(views.team_swings(swings, 192_261))
    assert rows["Nurse minutes a person: 75 to 180"] == ["192,000", "257,000"]
    assert len(rows) == 3


def test_the_chart_says_need_and_hire_at_each_end() -> None:
    found = views.minutes_chart(INPUTS, PEOPLE.value, "Northmoor (artificial)", PLAIN)
    assert found.title == "A need of 1.02 to 2.4 nurses means hiring 2 or 3"
    assert "at 120 minutes 1.6 needed and 2 hired" in found.alt
    assert [row[2] for row in found.data.rows] == [2, 2, 3]


def test_the_chart_of_own_minutes_has_one_point() -> None:
    own = with_values(INPUTS, {"n_nurse_minutes_person": 60}, "our clinic", 2025)
    found = views.minutes_chart(own, PEOPLE.value, "Ours", PLAIN)
    assert found.title == "A need of 0.8 nurses means hiring 1"
    assert len(found.data.rows) == 1


def test_the_brief_gives_posts_with_the_range_of_the_minutes() -> None:
    brief = str(say.staff_in_brief(INPUTS, "Northmoor", PEOPLE, PLAIN))
    assert "2 nurses (band 7), 1 co-ordinator and 1.5 consultant sessions a week" in brief
    assert "192,000 (184,000 to 303,000) pounds a year" in brief
    assert "hire 2 (2 to 3)" in brief
    assert "assumed △" in brief


def test_the_sum_by_hand_can_be_followed() -> None:
    said = str(say.one_post_by_hand(team(INPUTS, PEOPLE.value, PLAIN).posts[0], PEOPLE.value))
    people, minutes, hours, post, needed = (
        float(n.replace(",", "")) for n in re.findall(r"\d[\d,]*\.?\d*", said.replace("divided by 60, ", ""))[:5]
    )
    assert hours == pytest.approx(people * minutes / 60, abs=0.5)
    assert needed == pytest.approx(hours / post, abs=0.005)


def test_own_numbers_are_no_longer_called_assumed() -> None:
    own = with_values(
        INPUTS,
        {"n_nurse_minutes_person": 100, "n_admin_minutes_person": 40, "n_consultant_minutes_person": 8,
         "n_recruitment_months": 6, "c_set_up": 20_000},
        "ours",
        2025,
    )  # fmt: skip
    assert "should give way" in say.staff_for_the_case(INPUTS, "Ours", PEOPLE, PLAIN, 2026)
    paragraph = str(say.staff_for_the_case(own, "Ours", PEOPLE, PLAIN, 2026))
    assert "assumed, and should" not in paragraph
    assert "take about 6 months to fill" in paragraph
    assert "your own" in say.staff_in_brief(own, "Ours", PEOPLE, PLAIN)


def test_room_says_whether_it_takes_another_post() -> None:
    assert "no post more" in say.room_in_words(INPUTS, PEOPLE.value, PLAIN)
    assert "pounds a year more" in say.room_in_words(INPUTS, 1500, PLAIN)


def test_sharing_says_what_it_saves_or_that_it_saves_nothing() -> None:
    alone, shared = (team(INPUTS, PEOPLE.value, PLAIN, whom) for whom in ("fls", "hub"))  # type: ignore[arg-type]
    assert "24,000 pounds a year less" in say.ways_in_words(alone, shared)
    assert "no less" in say.ways_in_words(alone, alone)


def test_scans_are_a_share_of_people_seen() -> None:
    assert "about 700 (500 to 1,000) bone density scans" in say.scans_in_words(INPUTS, PEOPLE)
