"""A plan of posts in draws is, in each draw, the plan that its rows give."""

from dataclasses import replace

import numpy as np
import pytest

from flsguide.analysis.post_draws import planned_draws, post_rows
from flsguide.evidence.parameters import Parameters, parameters
from flsguide.model.base_strategies import CHOICES, Choices
from flsguide.model.service_posts import SET_UP, STAFF, staff_by_year

INPUTS = parameters()
POSTS = Choices(staff="posts")
SEEN = {"fls": 949.0}
N = 200


def test_each_draw_is_the_plan_made_with_its_own_rows() -> None:
    found, drawn = planned_draws(INPUTS, SEEN, POSTS, 10, 5, N, 7)
    for i in (0, 57, N - 1):
        own = {name: replace(INPUTS[name], value=float(values[i])) for name, values in drawn.items()}
        plan = staff_by_year(Parameters({**INPUTS.rows, **own}), SEEN, POSTS, 10, 5)["fls"]
        for line, years in plan.items():
            assert [year[i] for year in found["fls"][line]] == pytest.approx(years)


def test_posts_go_up_in_steps_with_the_minutes_and_setting_up_follows_its_own_row() -> None:
    found, drawn = planned_draws(INPUTS, SEEN, POSTS, 3, 3, N, 7)
    assert found["fls"][SET_UP][0] == pytest.approx(drawn["c_set_up"])
    pay, session = drawn["c_staff_band_7_trust_cash"], drawn["c_consultant_session_year_trust_cash"]
    nurses = np.ceil(949 * drawn["n_nurse_minutes_person"] / 60 / 1553)
    admin = np.ceil(949 * drawn["n_admin_minutes_person"] / 60 / 1553) * drawn["c_staff_band_4_trust_cash"]
    hours = drawn["n_consultant_hours_session_year"]
    sessions = np.ceil(949 * drawn["n_consultant_minutes_person"] / 60 / hours * 2) / 2
    assert len(set(nurses)) > 1
    assert found["fls"][STAFF][1] == pytest.approx(nurses * pay + admin + sessions * session)


def test_rows_that_are_certain_give_one_plan_in_every_draw() -> None:
    still = {name: replace(INPUTS[name], distribution="fixed", low=None, high=None) for name in post_rows(POSTS)}
    inputs = Parameters({**INPUTS.rows, **still})
    found, drawn = planned_draws(inputs, SEEN, POSTS, 3, 3, 4, 7)
    assert drawn == {}
    plan = staff_by_year(inputs, SEEN, POSTS, 3, 3)["fls"]
    assert {line: [list(year) for year in years] for line, years in found["fls"].items()} == {
        line: [[year] * 4 for year in years] for line, years in plan.items()
    }


def test_the_same_seed_gives_the_same_draws_and_more_draws_extend_them() -> None:
    few, many = (planned_draws(INPUTS, SEEN, POSTS, 2, 2, n, 7)[1] for n in (3, 9))
    assert {name: list(values[:3]) for name, values in many.items()} == {n: list(v) for n, v in few.items()}


@pytest.mark.parametrize("basis", CHOICES["service_costs"])
@pytest.mark.parametrize("band", CHOICES["nurse_band"])
def test_every_basis_and_band_has_its_rows(basis: str, band: str) -> None:
    names = post_rows(Choices(service_costs=basis, nurse_band=band))  # type: ignore[arg-type]
    assert [name for name in names if name not in INPUTS] == []
