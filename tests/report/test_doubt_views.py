"""The table of draws shows each gain with its range, and less chance than range."""

import pytest

from flsguide.analysis.gains import GAINS, gains_in_draws, gains_of_the_rows
from flsguide.analysis.national_table import national_cohort, national_draws
from flsguide.evidence.national_tables import national_tables
from flsguide.evidence.parameters import parameters
from flsguide.model.base_case import base_case
from flsguide.report.doubt_views import draws_table

INPUTS = parameters()
TABLES = national_tables(INPUTS)
COHORT = national_cohort(INPUTS, 2026)[::11]
CASE = base_case(INPUTS, TABLES, COHORT)
TABLE = national_draws(INPUTS, TABLES, COHORT, 40, seed=9)


def number(cell: object) -> float:
    return float(str(cell).replace(",", ""))


def test_each_gain_has_its_run_its_mean_its_range_and_its_error() -> None:
    shown = draws_table(TABLE, CASE)
    drawn, point = gains_in_draws(TABLE, CASE), gains_of_the_rows(CASE)
    assert len(shown.rows) == len(GAINS)
    for name, (_, run, mean, between, error) in zip(GAINS, shown.rows, strict=True):
        low, high = (number(end) for end in str(between).split(" to "))
        assert low < drawn[name].mean() < high
        assert number(run) == pytest.approx(point[name], abs=(high - low) / 5)
        assert number(mean) == pytest.approx(drawn[name].mean(), abs=(high - low) / 5)
        assert 0 < number(error) < high - low
    assert "40 draws, seed 9" in shown.note
    assert "illustrative" in shown.note
