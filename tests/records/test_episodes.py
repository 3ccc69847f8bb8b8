"""Valid episodes: each case of the definition, and a count for every row that goes."""

from typing import Any

import pytest

from flsguide.records import episodes
from records.artificial import UNBOUND, compiles_for_spark, day, episode, found, table


def kept(*rows: dict[str, Any]) -> list[str]:
    return [row["epikey"] for row in found(episodes.valid(table(rows)), "epikey")]


def counts(*rows: dict[str, Any]) -> dict[str, tuple[int, int, int]]:
    return {step.name: (step.kept, step.dropped, step.noted) for step in episodes.consort(table(rows))}


def test_an_exact_copy_counts_once():
    rows = [episode("1", 0, 5), episode("1", 0, 5), episode("2", 0, 5, procode3="X02")]
    assert kept(*rows) == ["1", "2"]
    assert counts(*rows)["episodes read"] == (3, 0, 0)
    assert counts(*rows)["exact copy"] == (2, 1, 0)
    assert counts(*rows)["EPIKEY seen again"] == (2, 0, 0)


def test_an_unfinished_episode_gives_way_to_the_finished_one_of_next_year():
    rows = [episode("1", 80, None, epistat="1"), episode("1", 80, 95), episode("2", 90, None, epistat="1")]
    valid = found(episodes.valid(table(rows)))
    assert [(row["epikey"], row["epiend"]) for row in valid] == [("1", day(95))]
    assert counts(*rows)["unfinished, finished later"] == (2, 1, 0)
    assert counts(*rows)["not finished"] == (1, 1, 0)


def test_of_two_finished_rows_of_an_epikey_the_one_that_ends_last_stays():
    rows = [episode("1", 0, 5), episode("1", 0, 7), episode("1", 0, 9, procode3=None)]
    assert [row["epiend"] for row in found(episodes.valid(table(rows)))] == [day(7)]
    assert counts(*rows)["missing key or date"] == (2, 1, 0)
    assert counts(*rows)["EPIKEY seen again"] == (1, 1, 0)


@pytest.mark.parametrize("field", ["pseudo_hesid", "epikey", "procode3", "epistart", "epiend"])
def test_an_episode_without_a_required_field_goes_and_is_counted(field: str):
    rows = [episode("1", 0, 5) | {field: None}, episode("2", 0, 5)]
    assert kept(*rows) == ["2"]
    assert counts(*rows)["missing key or date"] == (1, 1, 0)


def test_an_end_before_the_start_goes_and_is_counted():
    rows = [episode("1", 5, 3), episode("2", 5, 5)]
    assert kept(*rows) == ["2"]
    assert counts(*rows)["ends before it begins"] == (1, 1, 0)


@pytest.mark.parametrize(
    ("changed", "filled"),
    [
        ({}, True),
        ({"admimeth": None, "admisorc": None}, True),  # no code is no mark of transfer
        ({"admimeth": "67"}, False),
        ({"admimeth": "81"}, False),
        ({"admisorc": "51"}, False),
        ({"admisorc": "52"}, False),
        ({"admisorc": "53"}, False),
        ({"admisorc": "54"}, True),
        ({"epiorder": 2}, False),
        ({"epiorder": None}, False),
    ],
)
def test_a_sentinel_admission_date_is_epistart_of_a_first_episode_that_is_no_transfer(
    changed: dict[str, Any], filled: bool
):
    row = episode("1", 3, 5, **{"admidate": None, **changed})
    assert [each["admidate"] for each in found(episodes.valid(table([row])))] == ([day(3)] if filled else [])
    assert counts(row)["no admission date"] == (1, 0, int(filled))
    assert counts(row)["missing key or date"][1] == int(not filled)


def test_the_last_step_keeps_what_the_table_keeps():
    rows = [episode("1", 0, 5), episode("1", 0, 6), episode("2", 3, 1), episode("3", 3, 4, epistat="1")]
    assert list(counts(*rows).values())[-1][0] == len(kept(*rows)) == 1


def test_no_episode_at_all_is_a_table_of_noughts():
    assert set(counts()) >= {"episodes read", "not finished"}
    assert set(counts().values()) == {(0, 0, 0)}


def test_the_definition_compiles_for_spark():
    assert compiles_for_spark(episodes.valid(UNBOUND))
