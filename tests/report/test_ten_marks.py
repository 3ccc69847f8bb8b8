"""A chance in ten marks is rounded honestly, and the figure says what the draws say."""

import numpy as np
import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from flsguide.analysis.probabilistic import Estimate
from flsguide.report.money import MINUS
from flsguide.report.ten_marks import EMPTY, FULL, chance_of_worth, in_ten, marks_figure, marks_of, with_interval
from report.doubt_case import BY_BASIS

THRESHOLDS = [20_000.0, 30_000.0, 35_000.0]


@given(st.floats(0, 1))
def test_ten_marks_are_full_only_where_all_agree_and_none_is_called_less_than_half_a_mark(share: float) -> None:
    marks, words = marks_of(share), in_ten(share, 1000)
    assert (marks == 10) == (share == 1)
    assert abs(marks - 10 * share) <= 0.5 + 1e-6 or (marks == 9 and share < 1)
    if marks == 0 and share > 0:
        assert words == "fewer than 1 in 20"
    assert ("none" in words) == (share == 0)


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0.0, "in none of 500 draws"),
        (0.002, "fewer than 1 in 20"),
        (0.0499, "fewer than 1 in 20"),
        (0.05, "about 1 in 10"),
        (0.25, "about 3 in 10"),
        (0.5, "about 5 in 10"),
        (0.94, "about 9 in 10"),
        (0.951, "more than 19 in 20"),
        (0.998, "more than 19 in 20"),
        (1.0, "in all of 500 draws"),
    ],
)
def test_words_of_a_chance(share: float, words: str) -> None:
    assert in_ten(share, 500) == words


@given(st.lists(st.floats(0, 1), min_size=2))
def test_a_higher_chance_never_has_fewer_marks(shares: list[float]) -> None:
    marks = [marks_of(share) for share in sorted(shares)]
    assert marks == sorted(marks)


@pytest.mark.parametrize("bad", [-0.01, 1.01, float("nan"), float("inf")])
def test_what_is_no_share_is_refused(bad: float) -> None:
    with pytest.raises(ValueError, match="is no share"):
        marks_of(bad)


def test_an_interval_is_rounded_to_what_it_supports() -> None:
    assert with_interval(Estimate(180_797, 58_100, 302_900, 1)) == "180,000 (60,000 to 300,000)"
    assert with_interval(Estimate(2.02, -0.04, 5.1, 1)) == f"2.0 ({MINUS}0.04 to 5.0)", "draws below 0 are not hidden"
    assert with_interval(Estimate(2.02, -0.4, 5.1, 1)) == f"2.0 ({MINUS}0.5 to 5.0)"
    assert with_interval(Estimate(2.02, 0.04, 5.1, 1)) == "2.0 (0.0 to 5.0)"


def test_the_marks_are_the_share_of_draws_in_which_a_service_is_worth_its_cost() -> None:
    shown = marks_figure(BY_BASIS, "usual", "fls", THRESHOLDS, "Town")
    rows = {row[0]: row[1:] for row in shown.table.rows}
    for column, draws in enumerate(BY_BASIS.values()):
        choice = draws.choice()
        cost, qalys = (x[choice.place("fls")] - x[choice.place("usual")] for x in (choice.cost, choice.qalys))
        for threshold in THRESHOLDS:
            share = float(np.mean(threshold * qalys > cost))
            assert chance_of_worth(draws, "usual", "fls", threshold) == share
            cell = str(getattr(rows[f"Worth its cost at {threshold:,.0f} pounds a QALY"][column], "text", ""))
            assert cell.startswith(FULL * marks_of(share) + EMPTY * (10 - marks_of(share)))
            assert in_ten(share, choice.n) in cell


def test_draws_that_lose_health_have_marks_of_their_own() -> None:
    shown = marks_figure(BY_BASIS, "usual", "fls", THRESHOLDS, "Town")
    choice = next(iter(BY_BASIS.values())).choice()
    lost = float(np.mean(choice.qalys[choice.place("fls")] < choice.qalys[choice.place("usual")]))
    assert 0 < lost < 0.2
    assert [row[2] for row in shown.data.rows if row[0] == "Loses health (QALYs)"] == [lost, lost]


def test_a_listener_hears_the_words_and_not_the_marks_and_the_numbers_can_be_taken() -> None:
    shown = marks_figure(BY_BASIS, "usual", "fls", THRESHOLDS, "Town")
    soup = BeautifulSoup(shown._repr_html_(), "html.parser")
    assert all(mark["aria-hidden"] == "true" for mark in soup.select(".fls-ten"))
    assert len(soup.select(".fls-ten")) == 2 * (2 + len(THRESHOLDS))
    assert soup.select_one("a[download='chances.csv']") is not None
    assert len(shown.data.rows) == 2 * (2 + len(THRESHOLDS))
    assert "Town" in repr(shown)
