"""Where an answer is 0: known roots, none where there is none, and net benefit 0 when the model runs there again."""

import math
from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flsguide.analysis.break_even_value import zeros
from flsguide.analysis.cost_effectiveness import compared
from flsguide.analysis.national_table import national_cohort
from flsguide.analysis.variants import net_benefit
from flsguide.evidence.errors import EvidenceError
from flsguide.evidence.national_tables import national_tables
from flsguide.evidence.parameters import parameters
from flsguide.model.base_case import base_case
from flsguide.model.base_strategies import Choices
from flsguide.model.strategies import pathway_table, strategy_outcomes

Variants = Mapping[str, np.ndarray]


def test_known_roots_are_found_together_and_none_is_said_where_there_is_none() -> None:
    def answer(v: Variants) -> np.ndarray:
        return (v["x"] ** 3 - 27) + (v["y"] - 1) * 10 + (v["z"] - 5) ** 2

    own = {"x": 3.0, "y": 1.0, "z": 5.0}
    found = zeros(answer, own | {"x": 4.0}, {"x": (0, 100), "y": (-20, 20), "z": (0, 3)})
    assert found["x"] == pytest.approx(3.0)
    assert found["y"] == pytest.approx(1 - (4**3 - 27) / 10)
    assert found["z"] is None


@given(st.floats(0.1, 0.9), st.floats(0.2, 6))
def test_a_curve_that_rises_crosses_0_where_it_should(root: float, power: float) -> None:
    found = zeros(lambda v: v["x"] ** power - root**power, {"x": 0.5}, {"x": (0.0, 1.0)})["x"]
    assert found is not None
    assert found == pytest.approx(root, rel=1e-6)


def test_an_end_at_which_the_answer_is_0_is_the_value() -> None:
    assert zeros(lambda v: v["x"] - 2, {"x": 3.0}, {"x": (2.0, 5.0)}) == {"x": 2.0}
    assert zeros(lambda v: 5 - v["x"], {"x": 3.0}, {"x": (2.0, 5.0)}) == {"x": 5.0}


def test_the_model_run_again_at_the_value_has_no_net_benefit() -> None:
    inputs = parameters()
    tables, cohort = national_tables(inputs), national_cohort(inputs, 2026)[::9]
    spans = {"p_treated_fls": (0.25, 0.9), "c_service_staff_person_trust_cash": (0.0, 264.0)}
    own = {name: inputs.number(name) for name in spans}
    found = zeros(net_benefit(inputs, tables, cohort, Choices(), 30_000), own, spans)
    for name, value in found.items():
        assert value is not None, name
        case = base_case(inputs, tables, cohort, {name: value})
        again = compared(case, strategy_outcomes(case, pathway_table(case)))
        assert again.net_monetary_benefit["30000"] == pytest.approx(0, abs=1e-6 * again.incremental_cost), name


def test_a_span_the_wrong_way_round_a_jump_and_an_answer_that_is_none_are_refused() -> None:
    with pytest.raises(EvidenceError, match=r"break-even, x: \(5, 2\) is not allowed; give a span from low to high"):
        zeros(lambda v: v["x"], {"x": 1.0}, {"x": (5, 2)})
    with pytest.raises(EvidenceError, match="without a jump past 0"):
        zeros(lambda v: np.where(v["x"] > math.pi, 1.0, -1.0), {"x": 1.0}, {"x": (0.0, 10.0)})
    with pytest.raises(EvidenceError, match="variants, x: nan"):
        zeros(lambda v: np.where(v["x"] > 1, np.nan, 1.0), {"x": 1.0}, {"x": (0.0, 10.0)})
