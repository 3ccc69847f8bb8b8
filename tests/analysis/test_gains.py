"""Gains for each 1,000 people: the table's draws and a run of the rows count the same things."""

from dataclasses import replace

import pytest

from flsguide.analysis.cost_effectiveness import compared
from flsguide.analysis.gains import GAINS, gains_in_draws, gains_of_the_rows
from flsguide.analysis.national_table import national_cohort, national_draws
from flsguide.evidence.national_tables import national_tables
from flsguide.evidence.parameters import Parameters, parameters
from flsguide.model.base_case import base_case
from flsguide.model.strategies import pathway_table, strategy_outcomes

INPUTS = parameters()
TABLES = national_tables(INPUTS)
COHORT = national_cohort(INPUTS, 2026)[::11]
CASE = base_case(INPUTS, TABLES, COHORT)


def test_the_gains_of_the_rows_are_those_of_the_comparison() -> None:
    found = gains_of_the_rows(CASE)
    outcomes = strategy_outcomes(CASE, pathway_table(CASE))
    expected, people = compared(CASE, outcomes), sum(row.n for row in COHORT) / 1000
    assert found["QALYs gained"] == pytest.approx(expected.incremental_qalys / people, rel=1e-9)
    assert found["cost added"] == pytest.approx(expected.incremental_cost / people, rel=1e-9)
    fewer = sum(sum(outcomes["usual"][k]) - sum(outcomes["fls"][k]) for k in ("hip", "vert", "other"))
    assert found["fractures avoided"] == pytest.approx(fewer / people, rel=1e-9)


def test_draws_of_nothing_uncertain_give_what_the_rows_give() -> None:
    certain = Parameters({n: replace(p, distribution="fixed", low=None, high=None) for n, p in INPUTS.items()})
    rates = {key: replace(row, low=row.rate, high=row.rate) for key, row in TABLES.rates.items()}
    table = national_draws(certain, replace(TABLES, rates=rates), COHORT, 2, seed=1)
    drawn, rows = gains_in_draws(table, CASE), gains_of_the_rows(CASE)
    for name in GAINS:
        assert drawn[name] == pytest.approx([rows[name]] * 2, rel=1e-2), name
