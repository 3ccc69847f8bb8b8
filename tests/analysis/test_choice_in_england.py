"""The choice between a service and usual care, on the national table of draws: what must hold of our own model."""

import numpy as np
import pytest

from flsguide.analysis.decision_uncertainty import acceptability, plane, probability_cost_saving
from flsguide.analysis.draws import drawn_inputs
from flsguide.analysis.gains import gains_in_draws, strategy_draws
from flsguide.analysis.national_table import national_cohort, national_draws
from flsguide.analysis.value_of_information import evpi, evppi, ranked
from flsguide.evidence.errors import MissingRowError
from flsguide.evidence.national_tables import national_tables
from flsguide.evidence.parameters import parameters
from flsguide.model.base_case import base_case

INPUTS = parameters()
TABLES = national_tables(INPUTS)
COHORT = national_cohort(INPUTS, 2026)[::11]
CASE = base_case(INPUTS, TABLES, COHORT)
N, SEED = 150, 12
TABLE = national_draws(INPUTS, TABLES, COHORT, N, SEED)
DRAWS = strategy_draws(TABLE, CASE)


def test_the_draws_of_the_strategies_differ_by_the_gains() -> None:
    more = {name: gain / 1000 for name, gain in gains_in_draws(TABLE, CASE).items()}
    found = plane(DRAWS, "usual", "fls")
    assert found.incremental_cost == pytest.approx(more["cost added"], rel=1e-6, abs=1e-6)
    assert found.incremental_qalys == pytest.approx(more["QALYs gained"], rel=1e-6, abs=1e-9)
    assert 0 < DRAWS.qalys.mean() < CASE.horizon_years, "for one person"


def test_the_drawn_inputs_stand_beside_the_outcomes_in_the_same_order() -> None:
    """All of them, across more than one chunk; the more is paid for a clinic, the more a service costs."""
    again = drawn_inputs(INPUTS, TABLES.rates, N, SEED)
    assert set(TABLE.inputs) == set(again)
    assert all(np.array_equal(TABLE.inputs[name], again[name]) for name in again)
    cost = plane(DRAWS, "usual", "fls").incremental_cost
    for half in (slice(None, 64), slice(64, None)):
        assert np.corrcoef(TABLE.inputs["c_service_staff_person_trust_cash"][half], cost[half])[0, 1] > 0.3


def test_acceptability_at_nothing_is_the_share_of_draws_that_save() -> None:
    (found,) = acceptability(DRAWS, [0])
    saving = float((plane(DRAWS, "usual", "fls").incremental_cost < 0).mean())
    assert found.probability["fls"].value == pytest.approx(saving)
    assert probability_cost_saving(DRAWS, "usual")["fls"].value == pytest.approx(saving)


def test_evpi_is_never_below_0_and_less_than_what_the_choice_moves() -> None:
    for threshold in (0, 15_000, 20_000, 35_000):
        moved = float(np.abs(np.diff(DRAWS.net_benefit(threshold), axis=0)).mean())
        assert 0 <= evpi(DRAWS, threshold).value < moved


@pytest.mark.parametrize("threshold", [20_000, 35_000])
def test_no_row_is_worth_more_than_everything_and_none_less_than_nothing(threshold: float) -> None:
    everything, found = evpi(DRAWS, threshold), ranked(DRAWS, threshold, TABLE.inputs)
    assert {p.names[0] for p in found} == set(TABLE.inputs)
    for part in found:
        assert 0 <= part.value <= everything.value + 2 * everything.standard_error, part.names
        assert part.held_out <= everything.value + 2 * everything.standard_error, part.names


def test_a_group_of_rows_is_worth_at_least_what_its_parts_are() -> None:
    pair = ["c_service_staff_person_trust_cash", "p_treated_fls"]
    together = evppi(DRAWS, 35_000, TABLE.inputs, pair)
    for name in pair:
        assert evppi(DRAWS, 35_000, TABLE.inputs, [name]).value <= together.value + 2 * together.standard_error


def test_a_row_that_is_not_drawn_is_not_worth_knowing_here_and_says_so() -> None:
    fixed = next(row.name for row in INPUTS.values() if row.distribution == "fixed")
    with pytest.raises(MissingRowError, match=f"no row '{fixed}'"):
        evppi(DRAWS, 20_000, TABLE.inputs, [fixed])
