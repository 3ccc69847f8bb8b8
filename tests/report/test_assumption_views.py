"""The log of assumptions as a reader sees it: each stands once in full and once side by side."""

from dataclasses import replace

from flsguide.evidence.assumptions import DIRECTIONS, PARTS, assumptions
from flsguide.report.assumption_views import (
    DIRECTION_WORDS,
    PART_WORDS,
    assumptions_in_brief,
    assumptions_table,
    side_by_side,
)


def test_what_favours_the_service_comes_first() -> None:
    assert list(DIRECTION_WORDS) == list(DIRECTIONS) == ["favours", "against", "unclear"]
    assert list(PART_WORDS) == list(PARTS)
    assert side_by_side(assumptions()).headings[1:3] == ("Favours the service", "Counts against it")


def test_each_assumption_stands_in_one_full_table_and_side_by_side() -> None:
    log = assumptions()
    full = [repr(assumptions_table(log, direction)) for direction in DIRECTIONS]
    beside = repr(side_by_side(log))
    for a in log:
        assert sum(a.assumption in table for table in full) == 1, a.name
        assert a.name in beside


def test_one_that_is_turned_round_moves_to_the_other_table_and_column() -> None:
    first = assumptions()[0]
    turned = replace(first, direction="against")
    assert first.assumption not in repr(assumptions_table([turned], "favours"))
    assert first.assumption in repr(assumptions_table([turned], "against"))
    assert side_by_side([turned]).rows == ((PART_WORDS[first.part], "nothing found", first.name, "nothing found"),)
    assert "Of 1 assumptions, 0 make the service look better than it may be, 1 make it" in assumptions_in_brief(
        [turned]
    )


def test_a_row_leads_to_its_place_and_a_function_does_not() -> None:
    (one,) = (a for a in assumptions() if a.name == "Ten years")
    html = assumptions_table([one], one.direction)._repr_html_()
    assert 'href="parameters.html#n_horizon_years"' in html
    function = replace(one, where=("model.cohort.step",))
    assert "href" not in assumptions_table([function], one.direction)._repr_html_()
