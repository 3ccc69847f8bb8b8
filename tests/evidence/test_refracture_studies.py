"""Counts of further fractures: what was printed is kept, and a broken row is named."""

from collections.abc import Callable

import pytest

from flsguide.evidence.ranges import Range
from flsguide.evidence.refracture_studies import refracture_studies

Refusal = Callable[..., str]
Edit = Callable[[str, str, str], None]


def test_a_hazard_ratio_has_its_interval_and_shares_are_divided() -> None:
    studies = {study.name: study for study in refracture_studies()}
    assert studies["nakayama"].interval == Range(0.67, 0.47, 0.95)
    assert studies["nakayama"].years == 3
    assert studies["wu"].ratio == pytest.approx(6.4 / 13.4)
    assert (studies["wu"].interval, studies["wu"].years) == (None, None)


def test_studies_that_saw_no_fall_are_there_too() -> None:
    assert {study.name for study in refracture_studies() if study.ratio >= 0.98} >= {
        "li_axelsson", "li_singh", "li_gonzalez",
    }  # fmt: skip


ROW = 'service",hazard_ratio,0.67,0.47,0.95,0.168,0.122,3,nakayama2016,abstract,2026-11-24'
WU = "shares,,,,0.134,0.064,,wu2018"


@pytest.mark.parametrize(
    ("row", "old", "new", "parts"),
    [
        (ROW, "hazard_ratio", "odds", ["measure: 'odds'", "one of hazard_ratio, shares"]),
        (ROW, "0.67,", ",", ["ratio: ", "a number from 0 to 10"]),
        (ROW, "0.67,", "0.97,", ["ratio: '0.97'", "from low to high, 0.47 to 0.95"]),
        (ROW, "0.95,", ",", ["high: "]),
        (ROW, ",3,", ",2.5,", ["years: '2.5'", "a whole number from 1 to 50"]),
        (ROW, ",3,", ",0,", ["years: '0'"]),
        (ROW, "nakayama2016", "nakayama2017", ["source: 'nakayama2017'", "nakayama2016"]),
        (ROW, ",abstract,", ",,", ["locator: a blank"]),
        (ROW, "2026-11-24", "2086-11-24", ["checked_on: '2086-11-24'"]),
        (WU, ",,,,0.134", ",0.5,,,0.134", ["ratio: '0.5'", "a blank"]),
        (WU, "0.134", "0", ["without_service: '0'", "a share above 0"]),
        (WU, "0.064", "6.4", ["with_service: '6.4'", "from 0 to 1"]),
    ],
)
def test_a_broken_comparison_is_named(
    edit_data: Edit, refusal: Refusal, row: str, old: str, new: str, parts: list[str]
) -> None:
    edit_data("refracture_studies.csv", row, row.replace(old, new))
    message = refusal(refracture_studies)
    assert message.startswith("refracture_studies.csv, row ")
    assert [part for part in parts if part not in message] == [], message
