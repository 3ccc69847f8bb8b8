"""Counts of further fractures: what was printed is kept, and a broken row is named."""

from collections.abc import Callable

import pytest

from flsguide.evidence.ranges import Range
from flsguide.evidence.refracture_studies import UNREAD, refracture_studies

Refusal = Callable[..., str]
Edit = Callable[[str, str, str], None]


def test_a_hazard_ratio_has_its_interval_and_shares_are_divided() -> None:
    studies = {study.name: study for study in refracture_studies()}
    assert studies["nakayama"].interval == Range(0.67, 0.47, 0.95)
    assert studies["nakayama"].years == 3
    assert studies["wu"].ratio == pytest.approx(6.4 / 13.4)
    assert (studies["wu"].interval, studies["wu"].years) == (None, None)
    assert (studies["wu"].followed, studies["nakayama"].followed) == (UNREAD, (3,))
    assert (studies["nakayama"].shares, studies["axelsson"].shares) == ((0.168, 0.122), None)


def test_every_comparison_of_the_review_with_both_shares_is_there() -> None:
    """Li and others 2021, Table 2; Nakayama stands with the numbers of its own paper."""
    printed = [
        (0.099, 0.067), (0.300, 0.0), (0.084, 0.083), (0.180, 0.082), (0.191, 0.105), (0.018, 0.030), (0.25, 0.15),
        (0.036, 0.046), (0.054, 0.019), (0.068, 0.067), (0.168, 0.122), (0.183, 0.081), (0.173, 0.081),
        (0.129, 0.059), (0.09, 0.08),
    ]  # fmt: skip
    reviewed = [study.shares for study in refracture_studies() if study.name.startswith(("li_", "nakayama"))]
    assert sorted(shares for shares in reviewed if shares) == sorted(printed)


def test_a_count_is_clear_only_where_chance_was_ruled_out() -> None:
    """P of 0.05 or more, not significant, not reported, or only over time in Table 2 of the review."""
    assert {study.name for study in refracture_studies() if study.direction == "unclear"} == {
        "li_axelsson", "li_singh", "li_gonzalez", "li_huntjens_hospitals", "li_inderjeeth_hospitals",
        "li_axelsson_later_hospitals",
    }  # fmt: skip


def test_studies_that_saw_no_fall_are_there_too() -> None:
    assert {study.name for study in refracture_studies() if study.ratio >= 0.98} >= {
        "li_axelsson", "li_singh", "li_gonzalez",
    }  # fmt: skip


ROW = 'service",hazard_ratio,0.67,0.47,0.95,0.168,0.122,3,all,less,nakayama2016,abstract,2026-11-24'
WU = "shares,,,,0.134,0.064,,all,less,wu2018"


@pytest.mark.parametrize(
    ("row", "old", "new", "parts"),
    [
        (ROW, "hazard_ratio", "odds", ["measure: 'odds'", "one of hazard_ratio, shares"]),
        (ROW, "0.67,", ",", ["ratio: ", "a number from 0 to 10"]),
        (ROW, "0.67,", "0.97,", ["ratio: '0.97'", "from low to high, 0.47 to 0.95"]),
        (ROW, "0.95,", ",", ["high: "]),
        (ROW, ",3,", ",2.5,", ["years: '2.5'", "a whole number from 1 to 50"]),
        (ROW, ",3,", ",0,", ["years: '0'"]),
        (ROW, ",all,", ",arm,", ["people: 'arm'", "one of all, hip"]),
        (ROW, ",less,", ",fewer,", ["direction: 'fewer'", "one of less, more, unclear"]),
        (ROW, ",less,", ",more,", ["direction: 'more'", "the way that the numbers go"]),
        (ROW, "0.168,", ",", ["without_service: "]),
        (ROW, "nakayama2016", "nakayama2017", ["source: 'nakayama2017'", "nakayama2016"]),
        (ROW, ",abstract,", ",,", ["locator: a blank"]),
        (ROW, "2026-11-24", "2086-11-24", ["checked_on: '2086-11-24'"]),
        (WU, ",,,,0.134", ",0.5,,,0.134", ["ratio: '0.5'", "a blank"]),
        (WU, "0.134,0.064", ",", ["without_service: a blank", "a share above 0"]),
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
