"""What moves a budget most is what moving it gives, and what comes back of a pound is a share of what was paid."""

from dataclasses import replace

import numpy as np
import pytest

from flsguide.analysis.budget_draws import Budget, place_budget
from flsguide.analysis.budget_swings import budget_swings, come_back, posts_on
from flsguide.evidence.parameters import Parameters
from small_budget import INPUTS, budget, few_draws, people


def stands(found: Budget) -> float:
    """The funder's cash over all years with nothing drawn."""
    return sum(found.as_rows_stand["programme"]["cash"])


def swing(found: Budget, release: str, name: str) -> tuple[float, float]:
    (one,) = (s for s in budget_swings(found, release) if s.name == name)
    return one.answer_at_low, one.answer_at_high


@pytest.mark.parametrize("name", ["n_nurse_minutes_person", "c_set_up", "n_recruitment_months"])
def test_a_row_of_the_plan_moves_the_cash_as_planning_anew_does(name: str) -> None:
    mean = budget().nhs_and_social_care("cash").sum(axis=0).mean()
    for end, answer in zip(("low", "high"), swing(budget(), "cash", name), strict=True):
        row = replace(INPUTS[name], value=getattr(INPUTS[name], end), low=None, high=None, distribution="fixed")
        own = Parameters(dict(INPUTS.rows) | {name: row})
        anew = place_budget(few_draws(), own, people(), ("usual", "fls"))
        assert answer - mean == pytest.approx(stands(anew) - stands(budget()), abs=1e-6), end


def test_a_drawn_input_that_the_total_follows_exactly_has_its_line() -> None:
    found = budget()
    x = np.linspace(0, 10, found.draws)
    made = replace(
        found,
        drawn={"x": x, "still": np.ones(found.draws)},
        by_holder={("social", "capacity"): np.array([5 - 3 * x, 1 + 0 * x])},
    )
    (only,) = budget_swings(made, "capacity")
    assert only.name == "x"
    assert (only.value.low, only.value.high) == pytest.approx((0.25, 9.75))
    assert (only.answer_at_low, only.answer_at_high) == pytest.approx((6 - 0.75, 6 - 29.25))


def test_swings_are_in_order_and_posts_move_no_freed_capacity() -> None:
    for release in ("cash", "capacity"):
        widths = [s.width for s in budget_swings(budget(), release)]
        assert widths == sorted(widths, reverse=True)
    assert not {"c_set_up", "n_nurse_minutes_person"} & {s.name for s in budget_swings(budget(), "capacity")}


def test_of_a_pound_comes_back_what_the_others_save() -> None:
    pounds = {
        ("programme", "cash"): np.array([[60.0, 50.0], [40.0, 50.0]]),
        ("social", "cash"): np.array([[0.0, 0.0], [-10.0, 20.0]]),
        ("acute", "capacity"): np.array([[-5.0, 0.0], [-20.0, -30.0]]),
        ("family", "cash"): np.array([[-1000.0, -1000.0], [0.0, 0.0]]),
        ("family", "welfare"): np.array([[-1000.0, -1000.0], [0.0, 0.0]]),
    }
    cash, both = come_back(replace(budget(), by_holder=pounds))
    assert cash == pytest.approx([0.1, -0.2])
    assert both == pytest.approx([0.35, 0.1])


def test_posts_on_the_basis_of_the_case_are_its_own_and_dearer_with_overheads() -> None:
    found = budget()
    planned = sum(sum(years) for years in found.case.fixed_costs["fls"].values())
    assert posts_on(found, "trust_cash") == pytest.approx(planned)
    assert posts_on(found, "full_economic") > posts_on(found, "full_employer") > posts_on(found, "trust_cash")
