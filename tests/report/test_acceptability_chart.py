"""The curves' chart and table say which option is best on average, at every threshold and on each basis."""

import numpy as np
import pytest

from flsguide.analysis.decision_uncertainty import StrategyDraws, acceptability
from flsguide.report.acceptability_chart import ALIKE, _apart, _of_100, acceptability_chart, options_table
from flsguide.report.ten_marks import chance_of_worth, heading
from report.doubt_case import BY_BASIS, INPUTS, THRESHOLD

ENDS = {"lower end": 20_000.0, "upper end": 35_000.0}
OPTIONS = ("usual", "hip_only", "fls")
N = 400


def choice(gain: float, cost: float) -> StrategyDraws:
    """A service that gains so many QALYs at this cost, give or take; hips only does nothing at a little cost."""
    rng = np.random.default_rng(4)
    zero = np.zeros(N)
    return StrategyDraws(
        OPTIONS,
        np.array([zero, zero + 1, rng.normal(cost, cost / 4, N)]),
        np.array([zero, zero, zero + gain]),
    )


@pytest.mark.parametrize(
    ("gain", "cost", "said"),
    [
        (
            0.01,
            600,
            "On average, having no service is best at both ends of NICE's threshold; a whole service from",
        ),
        (0.01, 100, "On average, a whole service is best at both ends of NICE's threshold"),
        (0.01, 300, "depends on NICE's threshold: having no service or a whole service"),
        (0.001, 900, "having no service is best at both ends of NICE's threshold, and up to 100,000 pounds a QALY"),
    ],
)
def test_the_title_says_what_is_best_and_where_it_turns(gain: float, cost: float, said: str) -> None:
    assert said in acceptability_chart(choice(gain, cost), ENDS, "Town", "at cost").title


def test_the_numbers_are_those_of_the_curves_and_the_listener_hears_the_ends() -> None:
    draws = choice(0.01, 300)
    shown = acceptability_chart(draws, ENDS, "Town", "at cost")
    by_threshold = {row[0]: row for row in shown.data.rows}
    for a in acceptability(draws, [0, 20_000, 35_000, 100_000]):
        assert by_threshold[a.threshold][1:] == (*(a.probability[o].value for o in draws.names), a.optimal)
    assert "at 20,000 pounds" in shown.alt
    assert "at 35,000 pounds" in shown.alt


def test_every_turn_after_the_threshold_is_named() -> None:
    """Hips only gains a little for little, a whole service more for more: each is best from where it is worth it."""
    zero = np.zeros(N)
    draws = StrategyDraws(
        OPTIONS, np.array([zero, zero + 500, zero + 1600]), np.array([zero, zero + 0.01, zero + 0.03])
    )
    title = acceptability_chart(draws, ENDS, "Town", "at cost").title
    assert title.endswith("hip fractures only from about 50,000, and a whole service from about 55,000 pounds a QALY")


def test_a_shared_service_is_one_curve_with_a_whole_one() -> None:
    two = choice(0.01, 300)
    shared = StrategyDraws(
        (*OPTIONS, "hub"), np.vstack([two.cost, two.cost[2]]), np.vstack([two.qalys, two.qalys[2]])
    )
    drawn = [acceptability_chart(draws, ENDS, "Town", "at cost") for draws in (two, shared)]
    assert drawn[0].data == drawn[1].data


def test_the_table_has_a_row_for_each_basis_and_way_to_count_staff() -> None:
    shown = options_table(BY_BASIS, INPUTS, THRESHOLD, "Town")
    rows = {str(row[0]): [str(cell) for cell in row[1:]] for row in shown.rows}
    for words, draws in BY_BASIS.items():
        minute, posts = (rows[f"{heading(words)}, {way}"] for way in ("by the minute", "in whole posts"))
        assert minute[3] == ALIKE
        pair = chance_of_worth(draws, "usual", "fls", THRESHOLD)
        assert f"{100 * pair:.0f} of 100 {words}" in shown.note
        assert float(minute[2]) <= 100 * pair + 0.5, "with more options, each is best no more often"
        assert posts[2] == "0", "a team of one's own costs more than a shared one and gains no more"
        assert posts[3] != ALIKE


def test_none_and_all_are_said_only_where_it_is_so() -> None:
    assert [_of_100(share) for share in (0.0, 0.002, 0.1, 0.998, 1.0)] == ["0", "under 1", "10", "over 99", "100"]


def test_labels_do_not_lie_on_each_other() -> None:
    heights = _apart({"a": 0.50, "b": 0.51, "c": 0.1})
    assert sorted(heights) == ["a", "b", "c"]
    assert abs(heights["a"] - heights["b"]) >= 0.07
    assert heights["c"] == 0.1
