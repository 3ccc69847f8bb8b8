"""Provider spells and continuous inpatient spells: each acceptance case of the definitions as a tiny extract."""

from typing import Any

import pytest

from flsguide.records.spells import continuous_spells, provider_spells, spell_of_episode, with_spells
from records.artificial import UNBOUND, compiles_for_spark, day, episode, found, table


def spells(*rows: dict[str, Any]) -> dict[str, tuple[str, str]]:
    """Provider and continuous spell of each episode."""
    mapping = found(spell_of_episode(with_spells(table(rows))))
    return {row["epikey"]: (row["provider_spell"], row["continuous_spell"]) for row in mapping}


def stays(*rows: dict[str, Any]) -> list[dict[str, Any]]:
    return found(continuous_spells(with_spells(table(rows))), "continuous_spell")


def test_two_providers_with_the_same_ordinal_keep_two_spells():
    rows = [episode("1", 0, 2), episode("2", 0, 2, procode3="X02")]
    assert spells(*rows) == {"1": ("1", "1"), "2": ("2", "2")}
    assert len(found(provider_spells(with_spells(table(rows))))) == 2  # the public pipeline keeps one of them


def test_three_episodes_of_one_admission_are_one_spell():
    rows = [
        episode("1", 0, 2, dismeth_raw="8"),
        episode("2", 2, 6, admidate=day(0), epiorder=2, dismeth_raw="8"),
        episode("3", 6, 9, admidate=day(0), epiorder=3, dismeth_raw="4", admimeth="11", disdest="79"),
    ]
    [spell] = found(provider_spells(with_spells(table(rows))))
    assert spell == {
        "provider_spell": "1",
        "pseudo_hesid": "P1",
        "procode3": "X01",
        "start": day(0),
        "end": day(9),
        "admimeth": "21",
        "admisorc": "19",
        "dismeth": "4",
        "disdest": "79",
        "episodes": 3,
        "died": True,
        "bed_days": 9,
    }


@pytest.mark.parametrize(
    ("before", "second_start", "one"),
    [("8", 4, True), ("9", 4, True), ("1", 4, False), ("8", 5, False), ("9", 5, False), (None, 4, False)],
)
def test_an_episode_goes_on_only_after_raw_dismeth_8_or_9_and_the_same_day(
    before: str | None, second_start: int, one: bool
):
    rows = [episode("1", 0, 4, dismeth_raw=before), episode("2", second_start, 7, epiorder=2)]
    assert spells(*rows)["2"][0] == ("1" if one else "2")


def test_the_same_start_is_one_spell_whatever_the_admission_date_says():
    assert spells(episode("1", 3, 4, admidate=day(1)), episode("2", 3, 8))["2"] == ("1", "1")


def test_rows_in_any_order_give_the_same_spells():
    rows = [episode(str(key), key, key + 1, dismeth_raw="8", epiorder=key + 1) for key in range(5)]
    assert spells(*rows) == spells(*reversed(rows)) == {row["epikey"]: ("0", "0") for row in rows}


@pytest.mark.parametrize("gap", [0, 1, 2, 3, 4])
@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"disdest": "51"}, {}),
        ({"disdest": "53"}, {}),
        ({}, {"admisorc": "52"}),
        ({}, {"admimeth": "2B"}),
        ({}, {"admimeth": "67"}),
        ({}, {"admimeth": "81"}),
    ],
)
def test_a_transfer_joins_up_to_three_days_and_not_at_four(gap: int, first: dict[str, str], second: dict[str, str]):
    rows = [episode("1", 0, 5, **first), episode("2", 5 + gap, 9 + gap, procode3="X02", **second)]
    assert spells(*rows) == {"1": ("1", "1"), "2": ("2", "1" if gap <= 3 else "2")}


@pytest.mark.parametrize("unmarked", [{}, {"disdest": "54"}, {"disdest": None}])
def test_without_a_mark_of_transfer_the_same_day_is_two_stays(unmarked: dict[str, Any]):
    rows = [episode("1", 0, 5, **unmarked), episode("2", 5, 9, procode3="X02", admisorc=None, admimeth=None)]
    assert spells(*rows)["2"] == ("2", "2")


def test_another_person_never_joins():
    rows = [episode("1", 0, 5, disdest="51"), episode("2", 5, 9, pseudo_hesid="P2", admisorc="51")]
    assert spells(*rows) == {"1": ("1", "1"), "2": ("2", "2")}


def test_three_hospitals_in_a_row_are_one_stay_whose_gaps_are_no_bed_days():
    [stay] = stays(
        episode("1", 0, 5, disdest="51"),
        episode("2", 7, 9, procode3="X02", admimeth="81", disdest="51", dismeth_raw="1"),
        episode("3", 10, 20, admisorc="51", dismeth_raw="4"),
    )
    assert (stay["bed_days"], stay["episodes"], stay["spells"], stay["died"]) == (5 + 2 + 10, 3, 3, True)
    assert (stay["start"], stay["end"], stay["admimeth"], stay["dismeth"]) == (day(0), day(20), "21", "4")


def test_overlapping_spells_count_a_night_once():
    [stay] = stays(
        episode("1", 0, 10, disdest="51"),
        episode("2", 4, 6, procode3="X02", admisorc="51"),
        episode("3", 8, 15, procode3="X02", admisorc="51"),
    )
    assert stay["bed_days"] == 15
    assert stay["spells"] == 3


def test_a_stay_within_a_day_has_no_bed_day():
    assert stays(episode("1", 4, 4))[0]["bed_days"] == 0


def test_death_in_the_last_episode_is_a_death_of_the_stay_and_of_no_other():
    rows = [episode("1", 0, 5), episode("2", 50, 55, dismeth_raw="8"), episode("3", 55, 58, dismeth_raw="4")]
    assert [(row["continuous_spell"], row["died"]) for row in stays(*rows)] == [("1", False), ("2", True)]


def test_the_last_episode_is_the_one_that_ends_last():
    rows = [episode("1", 0, 10, dismeth_raw="4"), episode("2", 3, 4, admidate=day(0), epiorder=2, dismeth_raw="8")]
    assert [(row["dismeth"], row["died"]) for row in stays(*rows)] == [("4", True)]


def test_each_definition_compiles_for_spark():
    for definition in (with_spells, lambda rows: provider_spells(with_spells(rows)), continuous_spells):
        given = with_spells(UNBOUND) if definition is continuous_spells else UNBOUND
        assert compiles_for_spark(definition(given))
