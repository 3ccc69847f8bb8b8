from collections.abc import Callable

import pytest

from flsguide.evidence.validation_cases import validation_cases

Refusal = Callable[..., str]
Edit = Callable[[str, str, str], None]


def test_a_figure_has_its_tolerance_in_its_own_unit():
    cases = {case.quantity: case for case in validation_cases()}
    assert cases["Life-years with one medicine"].tolerance == pytest.approx(7.9912066e-8)
    assert cases["Life-years with one medicine, half-cycle"].tolerance == 0.03


def test_what_was_not_printed_says_so():
    cases = {case.quantity: case for case in validation_cases()}
    assert cases["Good years by cycle 23"].is_printed
    assert not cases["Good years by cycle 25"].is_printed
    assert not cases["Share in state A after year 1, one medicine"].is_printed


ROW = "valve,Good years by cycle 23,23752,5,absolute,sonnenberg1993,Table 2,"


@pytest.mark.parametrize(
    ("old", "new", "parts"),
    [
        ("valve,", "valves,", ["case: 'valves'", "one of hiv, valve, sick_sicker"]),
        (",Good years by cycle 23,", ",,", ["quantity: a blank"]),
        ("cycle 23,", "cycle 2,", ["each row once"]),
        ("23752", "23,752", ["cells where the header has 8"]),
        ("23752", "many", ["expected: 'many'"]),
        (",5,", ",0,", ["tolerance: '0'", "above 0"]),
        (",5,", ",-5,", ["tolerance: '-5'"]),
        (",5,", ",23752,", ["tolerance: '23752'", "less room than the figure itself"]),
        ("absolute", "percent", ["tolerance_kind: 'percent'", "one of absolute, relative"]),
        (",5,absolute", ",5,relative", ["tolerance: '5'", "less room"]),
        ("sonnenberg1993", "sonnenberg1939", ["source: 'sonnenberg1939'", "sonnenberg1993"]),
        ("Table 2", "", ["locator: a blank", "where in the source it stands"]),
    ],
)
def test_a_broken_figure_is_named(edit_data: Edit, refusal: Refusal, old: str, new: str, parts: list[str]):
    edit_data("validation_cases.csv", ROW, ROW.replace(old, new))
    message = refusal(validation_cases)
    assert message.startswith("validation_cases.csv, row ")
    assert [part for part in parts if part not in message] == [], message
