"""Options weighted over the national table give what running the model for them gives, draw by draw."""

from dataclasses import replace

import numpy as np
import pytest

from flsguide.analysis.budget_impact import budget_impact, net_cost
from flsguide.analysis.cost_effectiveness import compared
from flsguide.analysis.national_table import national_cohort, national_draws
from flsguide.analysis.option_draws import OptionDraws, option_draws
from flsguide.analysis.probabilistic import sampled_outcomes
from flsguide.evidence.case_file import Subgroup
from flsguide.evidence.errors import EvidenceError, MissingRowError
from flsguide.evidence.local_numbers import with_values
from flsguide.evidence.national_tables import national_tables
from flsguide.evidence.parameters import Parameters, parameters
from flsguide.model.base_case import base_case
from flsguide.model.base_strategies import Choices
from flsguide.model.service_options import CASCADE_ROWS, OPTIONS
from flsguide.model.strategies import pathway_table, strategy_outcomes

INPUTS = parameters()
TABLES = national_tables(INPUTS)
COHORT = national_cohort(INPUTS, 2026)
TABLE = national_draws(INPUTS, TABLES, COHORT, 5, 7)
ALL = Choices(options=tuple(OPTIONS))
FOUND = option_draws(TABLE, INPUTS, TABLES, COHORT, ALL)
CLOSE = {"rel": 2e-5}
"""The table holds 32-bit numbers."""


def run(choices: Choices, cohort: tuple[Subgroup, ...] = COHORT, inputs: Parameters = INPUTS) -> OptionDraws:
    return option_draws(TABLE, inputs, TABLES, cohort, choices)


@pytest.mark.parametrize(
    "choices", [ALL, replace(ALL, costs="gross", unit_costs="spell", service_costs="full_economic")]
)
def test_weighting_the_table_is_running_the_model(choices: Choices) -> None:
    found = run(choices)
    direct = sampled_outcomes(lambda drawn: base_case(INPUTS, TABLES, COHORT, drawn, choices), found.inputs)
    for option in OPTIONS:
        for output, years in direct[option].items():
            assert np.array(found.outcomes[option][output]) == pytest.approx(np.array(years), abs=1e-3, **CLOSE), (
                output
            )


def test_the_drawn_inputs_are_those_of_the_table_and_the_cascades() -> None:
    assert set(FOUND.inputs) == {*TABLE.inputs, *CASCADE_ROWS}
    assert all(np.array_equal(FOUND.inputs[name], values) for name, values in TABLE.inputs.items())


def one_draw(choices: Choices, draw: int) -> tuple[object, ...]:
    """The case and outcomes of one draw, in plain numbers."""
    drawn = {name: float(values[draw]) for name, values in FOUND.inputs.items()}
    case = base_case(INPUTS, TABLES, COHORT, drawn, choices)
    return case, strategy_outcomes(case, pathway_table(case))


@pytest.mark.parametrize(("base", "new"), [("usual", "fls"), ("today", "expanded"), ("fls", "hub")])
def test_budgets_and_choices_are_those_of_each_draw_alone(base: str, new: str) -> None:
    choices = Choices(options=(base, new), staff="posts")
    found = run(choices)
    case, outcomes = one_draw(choices, 3)
    for table, plain in (
        (found.budget(base, new), budget_impact(case, outcomes)),  # type: ignore[arg-type]
        (found.one_cohort(base, new), net_cost(case, outcomes)),  # type: ignore[arg-type]
    ):
        assert set(table) == set(plain)
        for holder, by_release in plain.items():
            for release, years in by_release.items():
                ours = [float(year[3]) for year in table[holder][release]]
                assert ours == pytest.approx(years, rel=1e-4, abs=2e3), (holder, release)
    choice, alone = found.choice(), compared(case, outcomes)  # type: ignore[arg-type]
    for name in (base, new):
        place = choice.place(name)
        assert choice.cost[place, 3] * found.people == pytest.approx(alone.cost[name], **CLOSE)
        assert choice.qalys[place, 3] * found.people == pytest.approx(alone.qalys[name], **CLOSE)


def test_a_difference_is_that_of_the_totals() -> None:
    fewer = FOUND.difference("usual", "fls", "fractures")
    by_kind = [FOUND.difference("usual", "fls", kind) for kind in ("hip", "vert", "other")]
    assert fewer == pytest.approx(sum(by_kind))
    assert FOUND.difference("fls", "usual", "qalys") == pytest.approx(-FOUND.difference("usual", "fls", "qalys"))


def test_people_of_one_site_are_weighted_alone_and_twice_as_many_count_twice() -> None:
    hips = tuple(row for row in COHORT if row.site == "hip")
    found = run(Choices(), hips)
    twice = run(Choices(), tuple(replace(row, n=2 * row.n) for row in hips))
    assert twice.people == 2 * found.people
    assert twice.difference("usual", "fls", "hip") == pytest.approx(2 * found.difference("usual", "fls", "hip"))
    assert twice.choice().cost == pytest.approx(found.choice().cost)


def test_a_services_own_shares_and_prices_count_and_leave_the_rest_of_the_draws_alone() -> None:
    own = with_values(INPUTS, {"c_bone_scan": 300.0}, "ours", 2025)
    found = run(Choices(), inputs=own)
    dearer = found.difference("usual", "fls", "service_tests") - FOUND.difference("usual", "fls", "service_tests")
    assert np.all(dearer > 0)
    assert found.difference("usual", "fls", "service_staff") == pytest.approx(
        FOUND.difference("usual", "fls", "service_staff")
    )
    assert np.array_equal(found.inputs["rr_hip_oral"], FOUND.inputs["rr_hip_oral"])


@pytest.mark.parametrize(
    ("choices", "said"),
    [
        (Choices(horizon_years=5), "horizon_years: 5 is not allowed; give 10"),
        (Choices(follow_up=True), "follow_up: True is not allowed; give False; the model must run for it"),
        (Choices(survival=True), "survival: True is not allowed"),
    ],
)
def test_what_changes_peoples_lives_needs_a_run_and_is_refused(choices: Choices, said: str) -> None:
    with pytest.raises(EvidenceError, match=said):
        run(choices)


def test_an_option_that_was_not_compared_is_named() -> None:
    with pytest.raises(MissingRowError, match="hip_only"):
        run(Choices()).budget("usual", "hip_only")
