"""Index fractures: which coded stay counts, which does not, and the count of every reason."""

from dataclasses import replace
from typing import Any

import pytest

from flsguide.records.coded_stays import Codes
from flsguide.records.errors import RecordsError
from flsguide.records.fractures import Definition, check_look_back, consort, fractures
from flsguide.records.spells import with_spells
from records.artificial import CODES, UNBOUND, compiles_for_spark, day, episode, found, table

WINDOW = Definition(Codes(CODES), first_day=day(0), last_day=day(1000))


def counted(*rows: dict[str, Any], by: Definition = WINDOW) -> list[tuple[str, str]]:
    """Stay and site of each fracture that counts."""
    kept = found(fractures(with_spells(table(rows)), by), "continuous_spell", "site")
    return [(row["continuous_spell"], row["site"]) for row in kept]


def dropped(*rows: dict[str, Any], by: Definition = WINDOW) -> dict[str, int]:
    """Reasons that drop or note a row, with how many."""
    told = consort(with_spells(table(rows)), by)
    return {step.name: step.dropped + step.noted for step in told if step.dropped + step.noted}


def hip(epikey: str, start: int, end: int, **changed: Any) -> dict[str, Any]:
    return episode(epikey, start, end, **{"diag_4_01": "S720", **changed})


def wrist(epikey: str, start: int, end: int, **changed: Any) -> dict[str, Any]:
    return episode(epikey, start, end, **{"diag_4_01": "S525", **changed})


def test_hip_and_wrist_in_one_admission_are_two_fractures():
    row = hip("1", 0, 9, diag_4_02="S525")
    assert counted(row) == [("1", "hip"), ("1", "wrist")]
    kept = found(fractures(with_spells(table([row])), WINDOW), "site")
    assert [(each["site"], each["position"]) for each in kept] == [("hip", 1), ("wrist", 2)]


def test_a_prefix_is_of_the_start_of_a_code():
    assert counted(episode("1", 0, 9, diag_4_01="S7200", diag_4_02="XS525", diag_4_03="S52")) == [("1", "hip")]


@pytest.mark.parametrize(("days", "counts"), [(20, False), (100, False), (120, False), (121, True), (200, True)])
def test_the_same_wrist_counts_again_after_its_wash_out(days: int, counts: bool):
    rows = [wrist("1", 0, 3), wrist("2", 3 + days, 5 + days)]
    assert counted(*rows) == [("1", "wrist"), ("2", "wrist")][: 1 + counts]
    assert dropped(*rows) == ({} if counts else {"same fracture": 1})


@pytest.mark.parametrize(("days", "counts"), [(20, False), (30, False), (31, True), (100, True), (200, True)])
def test_the_same_hip_counts_again_after_thirty_days(days: int, counts: bool):
    rows = [hip("1", 0, 20), hip("2", 20 + days, 40 + days)]
    assert len(counted(*rows)) == 1 + counts


@pytest.mark.parametrize(
    ("first", "second", "counts"),
    [
        ({"opertn_4_02": "Z943"}, {"opertn_4_02": "Z942"}, True),  # left, then right
        ({"opertn_4_02": "Z942"}, {"opertn_4_02": "Z942"}, False),
        ({"opertn_4_02": "Z943"}, {}, False),  # a side that is not known is not another side
        ({"opertn_4_02": "Z941"}, {"opertn_4_02": "Z942"}, False),  # both, then right
        ({"opertn_4_01": "W461"}, {"opertn_4_01": "W241"}, True),  # each with its own operation
        ({}, {"opertn_4_01": "W241"}, False),  # one fracture, operated on at the second stay
        (
            {"opertn_4_01": "W191", "opertn_4_02": "Z942"},
            {"opertn_4_01": "W461", "opertn_4_02": "Z942"},
            False,  # the same side operated on again
        ),
    ],
)
def test_within_thirty_days_a_hip_counts_on_the_other_side_or_with_its_own_operation(
    first: dict[str, str], second: dict[str, str], counts: bool
):
    rows = [hip("1", 0, 5, **first), hip("2", 25, 30, **second)]
    assert len(counted(*rows)) == 1 + counts
    assert dropped(*rows) == {"within the wash-out" if counts else "same fracture": 1}
    assert len(counted(*rows, by=replace(WINDOW, hip_override=False))) == 1


def test_another_site_always_counts():
    assert counted(hip("1", 0, 5), wrist("2", 7, 8)) == [("1", "hip"), ("2", "wrist")]


def test_the_wash_out_is_from_the_stay_before_counted_or_not():
    rows = [wrist("1", 0, 0), wrist("2", 100, 100), wrist("3", 200, 200)]
    assert counted(*rows) == [("1", "wrist")]
    assert dropped(*rows) == {"same fracture": 2}


def test_a_transfer_is_the_same_fracture_without_any_wash_out():
    rows = [hip("1", 0, 5, disdest="51"), hip("2", 6, 30, procode3="X02", admisorc="51", diag_4_02="Z478")]
    assert counted(*rows) == [("1", "hip")]
    assert dropped(*rows) == {}  # aftercare in the second hospital does not undo the fracture


@pytest.mark.parametrize(("second", "day_of_fall"), [(4, True), (0, False)])
def test_a_fracture_first_coded_in_episode_two_is_in_hospital_unless_on_the_day_of_admission(
    second: int, day_of_fall: bool
):
    rows = [
        episode("1", 0, second, diag_4_01="J189", dismeth_raw="8"),
        hip("2", second, 9, admidate=day(0), epiorder=2),
    ]
    [row] = found(fractures(with_spells(table(rows)), WINDOW))
    assert (row["continuous_spell"], row["fracture_date"], row["in_hospital"]) == ("1", day(second), day_of_fall)
    assert dropped(*rows) == ({"in hospital": 1} if day_of_fall else {})


@pytest.mark.parametrize(
    ("operations", "side"),
    [
        ({"opertn_4_01": "Z941"}, "bilateral"),
        ({"opertn_4_01": "Z942", "opertn_4_02": "Z943"}, "bilateral"),
        ({"opertn_4_01": "Z943"}, "left"),
        ({"opertn_4_01": "Z942"}, "right"),
        ({}, None),
        ({"opertn_4_01": "Z942", "diag_4_02": "S525"}, None),  # hip or wrist: the code does not say
    ],
)
def test_both_sides_on_one_day_are_one_row_marked_bilateral(operations: dict[str, str], side: str | None):
    kept = found(fractures(with_spells(table([hip("1", 0, 9, **operations)])), WINDOW), "site")
    assert kept[0]["side"] == side


@pytest.mark.parametrize("cause", ["V031", "W110", "W179", "W200", "W499", "X850", "X99", "Y099"])
def test_a_high_energy_cause_goes_by_default_and_is_counted_either_way(cause: str):
    row = hip("1", 0, 5, cause_4=cause)
    assert counted(row) == []
    assert dropped(row) == {"high-energy cause": 1}
    kept = replace(WINDOW, high_energy=True)
    assert counted(row, by=kept) == [("1", "hip")]
    assert dropped(row, by=kept) == {"high-energy cause": 1}
    assert consort(with_spells(table([row])), kept)[-1].kept == 1


@pytest.mark.parametrize("cause", [None, "W000", "W109", "W180", "W199", "X590"])
def test_a_fall_from_standing_or_a_missing_cause_stays(cause: str | None):
    assert counted(hip("1", 0, 5, cause_4=cause)) == [("1", "hip")]


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("M844", "pathological"),
        ("M907", "pathological"),
        ("C795", "pathological"),
        ("T931", "aftercare"),
        ("Z478", "aftercare"),
        ("Z094", "aftercare"),
        ("M966", "at an implant"),
        ("T840", "at an implant"),
    ],
)
def test_diseased_bone_aftercare_and_implants_go_and_are_counted(code: str, reason: str):
    row = hip("1", 0, 5, diag_4_02=code)
    assert counted(row) == []
    assert dropped(row) == {reason: 1}


@pytest.mark.parametrize(
    ("age", "reason"),
    [(49, "younger than 50"), (50, None), (None, "age not known"), (7003, "age not known")],
)
def test_age_is_from_fifty_and_an_impossible_age_is_not_known(age: int | None, reason: str | None):
    row = hip("1", 0, 5, startage=age)
    assert dropped(row) == ({} if reason is None else {reason: 1})


def test_a_fracture_before_the_window_serves_the_wash_out_only():
    later = replace(WINDOW, first_day=day(50), last_day=day(170))
    rows = [wrist("1", 0, 1), wrist("2", 60, 61), hip("3", 60, 61, pseudo_hesid="P2"), wrist("4", 171, 172)]
    assert counted(*rows, by=later) == [("3", "hip")]
    assert dropped(*rows, by=later) == {"before the window": 1, "after the window": 1, "same fracture": 1}


def test_a_window_without_a_look_back_is_refused():
    rows = with_spells(table([wrist("1", 0, 1)]))
    check_look_back(rows, replace(WINDOW, first_day=day(120)))
    with pytest.raises(RecordsError, match=r"window, first day: '2019-04-30' is not allowed.* 120 days after"):
        check_look_back(rows, replace(WINDOW, first_day=day(119)))
    with pytest.raises(RecordsError, match="first day"):
        check_look_back(with_spells(table([])), WINDOW)


def test_the_definition_compiles_for_spark():
    assert compiles_for_spark(fractures(with_spells(UNBOUND), WINDOW))
