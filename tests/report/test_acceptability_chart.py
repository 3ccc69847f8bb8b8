"""The curves' chart and table say which option is best on average, at every threshold and on each basis."""

import numpy as np
import pytest

from flsguide.analysis.decision_uncertainty import StrategyDraws, acceptability
from flsguide.report.acceptability_chart import OPTION_WORDS, _apart, acceptability_chart, acceptability_table

ENDS = {"former, lower end": 20_000.0, "new, upper end": 35_000.0}
N = 400


def choice(gain: float, cost: float) -> StrategyDraws:
    """A service that gains so many QALYs at this cost, give or take; hips only does nothing at a little cost."""
    rng = np.random.default_rng(4)
    zero = np.zeros(N)
    return StrategyDraws(
        tuple(OPTION_WORDS),
        np.array([zero, zero + 1, rng.normal(cost, cost / 4, N)]),
        np.array([zero, zero, zero + gain]),
    )


@pytest.mark.parametrize(
    ("gain", "cost", "said"),
    [
        (0.01, 600, "On average, no service is best at each of NICE's thresholds; that turns at about 6"),
        (0.01, 100, "On average, a whole service is best at each of NICE's thresholds"),
        (0.01, 300, "depends on NICE's threshold: no service or a whole service"),
        (0.001, 900, "On average, no service is best at each of NICE's thresholds"),
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


def test_the_table_has_a_row_for_each_end_and_basis_and_never_rounds_to_all_or_none() -> None:
    draws = choice(0.01, 300)
    shown = acceptability_table({"at cost": draws, "at pay": choice(0.01, 50)}, ENDS, "Town")
    assert len(shown.rows) == 4
    nearly = StrategyDraws(
        tuple(OPTION_WORDS),
        np.array([np.zeros(1000), np.ones(1000), np.where(np.arange(1000) < 2, -1.0, 5.0)]),
        np.zeros((3, 1000)),
    )
    (row,) = acceptability_table({"at cost": nearly}, {"low": 0.0}, "Town").rows
    assert row[2:] == ("over 99", "0", "under 1", "No service")


def test_labels_do_not_lie_on_each_other() -> None:
    heights = _apart({"a": 0.50, "b": 0.51, "c": 0.1})
    assert sorted(heights) == ["a", "b", "c"]
    assert abs(heights["a"] - heights["b"]) >= 0.07
    assert heights["c"] == 0.1
