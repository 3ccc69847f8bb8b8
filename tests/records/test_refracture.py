"""Refracture: what comes first of fracture, death and the edge, and the incidence of each."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flsguide.records.coded_stays import Codes
from flsguide.records.errors import RecordsError
from flsguide.records.fractures import Definition, fractures
from flsguide.records.refracture import (
    by_day,
    cumulative_incidence,
    deaths_in_hospital,
    follow_up,
    incidence_at,
    person_time,
)
from flsguide.records.spells import continuous_spells, with_spells
from records.artificial import CODES, UNBOUND, compiles_for_spark, day, episode, found, table

WINDOW = Definition(Codes(CODES), first_day=day(0), last_day=day(5000))


def followed(*rows: dict[str, Any], edge: int = 1000) -> list[tuple[str, int]]:
    """What came first for each person, and after how many days."""
    episodes = with_spells(table(rows))
    deaths = deaths_in_hospital(continuous_spells(episodes))
    people = follow_up(fractures(episodes, WINDOW), deaths, day(edge))
    return [(row["outcome"], row["days"]) for row in found(people, "pseudo_hesid")]


def hip(epikey: str, start: int, end: int, **changed: Any) -> dict[str, Any]:
    return episode(epikey, start, end, **{"diag_4_01": "S720", **changed})


def wrist(epikey: str, start: int, end: int, **changed: Any) -> dict[str, Any]:
    return hip(epikey, start, end, **{"diag_4_01": "S525", **changed})


def test_the_next_fracture_of_any_site_ends_follow_up():
    assert followed(hip("1", 0, 9), wrist("2", 300, 301), hip("3", 700, 720)) == [("refracture", 300)]


def test_hip_and_wrist_in_one_stay_are_one_index_and_no_refracture():
    assert followed(hip("1", 0, 9, diag_4_02="S525")) == [("edge", 1000)]


def test_the_same_fracture_coded_again_is_no_refracture():
    assert followed(wrist("1", 0, 1), wrist("2", 100, 101)) == [("edge", 1000)]


def test_death_in_the_last_episode_of_the_index_stay_or_of_a_later_one_ends_follow_up():
    dead = {"dismeth_raw": "4"}
    assert followed(hip("1", 0, 9, **dead)) == [("death", 9)]
    assert followed(hip("1", 0, 9), episode("2", 400, 410, **dead), wrist("3", 500, 501)) == [("death", 410)]


def test_on_one_day_a_fracture_comes_before_the_death():
    rows = [hip("1", 0, 9), wrist("2", 300, 300, dismeth_raw="4")]
    assert followed(*rows) == [("refracture", 300)]


@pytest.mark.parametrize(
    ("edge", "told"),
    [(1000, [("refracture", 300)]), (300, [("refracture", 300)]), (299, [("edge", 299)]), (0, [("edge", 0)])],
)
def test_follow_up_ends_at_the_edge_of_the_extract(edge: int, told: list[tuple[str, int]]):
    assert followed(hip("1", 0, 9), wrist("2", 300, 301), edge=edge) == told


def test_an_index_fracture_after_the_edge_is_left_out():
    assert followed(hip("1", 50, 60), edge=49) == []


def test_a_death_after_the_edge_is_not_seen():
    assert followed(hip("1", 0, 9), episode("2", 400, 410, dismeth_raw="4"), edge=405) == [("edge", 405)]


def test_each_person_is_followed_apart():
    other = {"pseudo_hesid": "P2"}
    rows = [hip("1", 0, 9), wrist("2", 300, 301, **other), hip("3", 350, 360, **other, dismeth_raw="4")]
    assert followed(*rows) == [("edge", 1000), ("refracture", 50)]


def rows(*counts: tuple[int, int, int, int]) -> list[dict[str, int]]:
    return [dict(zip(("days", "refracture", "death", "edge"), each, strict=True)) for each in counts]


def test_people_years_are_of_all_people_and_the_rate_is_refractures_over_them():
    episodes = with_spells(table([hip("1", 0, 9), wrist("2", 300, 301), hip("3", 20, 30, pseudo_hesid="P2")]))
    deaths = deaths_in_hospital(continuous_spells(episodes))
    people = follow_up(fractures(episodes, WINDOW), deaths, day(1000))
    assert person_time(found(by_day(people), "days")) == (1, pytest.approx((300 + 980) / 365.25))


def test_the_incidence_is_as_worked_by_hand():
    # Ten artificial people. Day 10: 1 refracture of 10. Day 20: 2 deaths of 9. Day 30: 1 edge.
    # Day 40: 1 refracture, 1 death and 1 edge of 6. Day 50: 1 refracture of 3. Day 60: 2 edges.
    given_rows = rows((10, 1, 0, 0), (20, 0, 2, 0), (30, 0, 0, 1), (40, 1, 1, 1), (50, 1, 0, 0), (60, 0, 0, 2))
    points = cumulative_incidence(given_rows)
    neither = [Fraction(9, 10), Fraction(7, 10), Fraction(7, 10) * Fraction(4, 6), Fraction(7, 15) * Fraction(2, 3)]
    refracture = [Fraction(1, 10), Fraction(1, 10), Fraction(1, 10) + Fraction(7, 60), Fraction(67, 180)]
    assert [(point.day, point.at_risk) for point in points] == [(10, 10), (20, 9), (40, 6), (50, 3)]
    assert [point.neither for point in points] == pytest.approx([float(each) for each in neither])
    assert [point.refracture for point in points] == pytest.approx([float(each) for each in refracture])
    assert points[-1].death == pytest.approx(2 / 10 + 7 / 60)


COUNTS = st.lists(st.tuples(*[st.integers(0, 4)] * 3), min_size=1, max_size=12)


@given(COUNTS)
def test_nobody_lost_gives_the_plain_share_and_the_three_states_add_up(counts: list[tuple[int, int, int]]):
    told = rows(*((number, new, died, 0) for number, (new, died, _) in enumerate(counts)))
    people = sum(new + died for new, died, _ in counts)
    points = cumulative_incidence(told)
    assert [point.refracture for point in points] == pytest.approx(
        [sum(row["refracture"] for row in told if row["days"] <= point.day) / people for point in points]
    )
    with_edges = cumulative_incidence(rows(*((number, *each) for number, each in enumerate(counts))))
    for point in with_edges:
        assert point.refracture + point.death + point.neither == pytest.approx(1)


@given(COUNTS)
def test_without_deaths_it_is_one_less_kaplan_meier_and_with_them_it_is_below(counts: list[tuple[int, int, int]]):
    told = rows(*((number, *each) for number, each in enumerate(counts)))
    survival, curve = 1.0, {}
    for row in told:
        left = sum(each["refracture"] + each["death"] + each["edge"] for each in told if each["days"] >= row["days"])
        survival *= 1 - row["refracture"] / left if left else 1
        curve[row["days"]] = 1 - survival
    for point in cumulative_incidence(told):
        assert point.refracture <= curve[point.day] + 1e-12
    if all(row["death"] == 0 for row in told):
        assert all(point.refracture == pytest.approx(curve[point.day]) for point in cumulative_incidence(told))


def test_an_estimate_beyond_the_longest_follow_up_is_refused():
    points = cumulative_incidence(rows((10, 1, 0, 0), (60, 0, 0, 2)))
    assert incidence_at(points, 60, followed=60) == points[0]
    assert incidence_at(points, 9, followed=60) is None
    with pytest.raises(RecordsError, match="a day up to 60"):
        incidence_at(points, 61, followed=60)


def test_the_definition_compiles_for_spark():
    episodes = with_spells(UNBOUND)
    deaths = deaths_in_hospital(continuous_spells(episodes))
    people = follow_up(fractures(episodes, WINDOW), deaths, day(1000))
    assert compiles_for_spark(people)
    assert compiles_for_spark(by_day(people))
