"""The table gives what a run gives, for England and for any other people."""

import numpy as np
import pytest

from flsguide.analysis.calibration import first_year_deaths
from flsguide.analysis.draws import drawn_inputs
from flsguide.analysis.national_table import every_pathway, national_cohort, national_draws
from flsguide.analysis.probabilistic import sampled_outcomes
from flsguide.evidence.national_tables import national_tables
from flsguide.evidence.parameters import parameters
from flsguide.evidence.vocabulary import SITES
from flsguide.model.base_case import base_case

INPUTS = parameters()
TABLES = national_tables(INPUTS)
COHORT = national_cohort(INPUTS, 2026)[::7]
N, SEED = 3, 5
TABLE = national_draws(INPUTS, TABLES, COHORT, N, SEED)


def test_a_strategy_by_the_table_is_the_strategy_run() -> None:
    draws = drawn_inputs(INPUTS, TABLES.rates, N, SEED)
    run = sampled_outcomes(lambda drawn: base_case(INPUTS, TABLES, COHORT, drawn), draws)
    for strategy in ("usual", "fls"):
        totals = TABLE.totals(strategy)
        for i, output in enumerate(TABLE.outputs):
            expected = np.array(run[strategy][output]).T
            assert totals[:, :, i] == pytest.approx(expected, rel=1e-5, abs=1e-6 * abs(expected).max()), output


def test_other_people_are_other_weights_and_twice_as_many_give_twice_the_total() -> None:
    hips = np.array([float(site == "hip") for site in SITES]) * 100
    once, twice = TABLE.totals("fls", hips), TABLE.totals("fls", 2 * hips)
    assert twice == pytest.approx(2 * once)
    life_years = TABLE.outputs.index("life_years")
    assert 50 < once[0, 0, life_years] < 100, "a hundred people, of whom some die in the first year"


def test_shares_sum_to_1_at_every_site_and_in_every_draw() -> None:
    assert TABLE.shares.sum(axis=2) == pytest.approx(np.ones((N, 2, len(SITES))), abs=1e-6)


def test_a_strategy_that_is_none_is_refused_with_those_there_are() -> None:
    with pytest.raises(ValueError, match="'hub' is not a strategy of the table; it has usual, fls"):
        TABLE.totals("hub")


def test_every_pathway_is_used_by_one_strategy_more_where_people_can_take_it() -> None:
    case = every_pathway(base_case(INPUTS, TABLES, COHORT))
    assert set(case.strategies) == {"usual", "fls", "every"}
    every = case.strategies["every"]
    assert {name for shares in every.values() for name in shares} == set(case.pathways)
    assert all(len(shares) == len(TABLE.pathways) for shares in every.values())
    assert all(name.endswith("_after_hip") for name in every["hip"])


def test_a_site_has_the_deaths_of_its_own_pathway() -> None:
    deaths = TABLE.outputs.index("deaths")
    case = base_case(INPUTS, TABLES, COHORT)
    died = dict(
        zip(SITES, TABLE.values[:, TABLE.pathways.index("untreated"), :, 0, deaths].mean(axis=0), strict=True)
    )
    for site in ("hip", "forearm"):
        expected = first_year_deaths(case, [row for row in COHORT if row.site == site])
        assert died[site] == pytest.approx(expected, rel=0.2), site
    assert died["hip"] > 3 * died["forearm"]


def test_people_of_one_site_leave_nothing_at_the_others() -> None:
    table = national_draws(INPUTS, TABLES, tuple(row for row in COHORT if row.site == "hip"), 2, SEED)
    at = SITES.index("hip")
    assert np.all(np.delete(table.values, at, axis=2) == 0)
    assert table.values[:, :, at] == pytest.approx(TABLE.values[:2, :, at], rel=1e-6)
