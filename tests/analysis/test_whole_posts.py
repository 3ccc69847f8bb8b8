"""Whole posts: what staff cost a person once nobody is hired in part, in one run and in every draw."""

from dataclasses import replace
from typing import get_args

import numpy as np
import pytest

from flsguide.analysis.national_table import national_cohort, national_draws
from flsguide.analysis.option_draws import option_draws
from flsguide.analysis.scenarios import SCENARIOS, what_if
from flsguide.analysis.whole_posts import in_whole_posts, posts_each, whole_post_scenarios
from flsguide.evidence.errors import EvidenceError
from flsguide.evidence.national_tables import national_tables
from flsguide.evidence.parameters import parameters
from flsguide.model.base_strategies import Choices
from flsguide.model.team_sizes import Basis

INPUTS = parameters()
TABLES = national_tables(INPUTS)
ENGLAND = national_cohort(INPUTS, 2026)
COHORT = tuple(replace(row, n=row.n / 160) for row in ENGLAND[::7])
PEOPLE = sum(row.n for row in COHORT)
OPTIONS = ("usual", "hip_only", "hub", "fls")
CHOICES = Choices(OPTIONS, service_costs="full_economic")
BASES: tuple[Basis, ...] = get_args(Basis)


@pytest.mark.parametrize("basis", BASES)
def test_the_smaller_a_service_the_dearer_each_person_and_no_service_costs_nothing(basis: Basis) -> None:
    hips, own, shared, none = (posts_each(INPUTS, COHORT, o, basis) for o in ("hip_only", "fls", "hub", "usual"))
    assert hips > own > shared > INPUTS.number(f"c_service_staff_person_{basis}") * 0.95
    assert none == 0
    assert posts_each(INPUTS, (), "fls", basis) == 0


def test_a_very_large_service_has_hardly_a_spare_hour_and_sharing_saves_it_nothing() -> None:
    large = tuple(replace(row, n=1000 * row.n) for row in COHORT)
    own, shared = (posts_each(INPUTS, large, option, "full_economic") for option in ("fls", "hub"))
    assert own == pytest.approx(shared, rel=1e-3)


def test_a_scenario_adds_the_posts_of_these_people_and_changes_no_health() -> None:
    given = (SCENARIOS[0], *whole_post_scenarios(INPUTS, COHORT))
    base, own, shared = what_if(INPUTS, TABLES, COHORT, given).values()
    seen = 1000 * INPUTS.number("p_identified_80_50_80")
    for basis in BASES:
        by_minute = INPUTS.number(f"c_service_staff_person_{basis}")
        for found, option in ((own, "fls"), (shared, "hub")):
            more = seen * (posts_each(INPUTS, COHORT, option, basis) - by_minute)
            assert found.cost_added[basis] - base.cost_added[basis] == pytest.approx(more)
    assert own.qalys_gained == shared.qalys_gained == pytest.approx(base.qalys_gained)


def test_every_draw_of_an_option_has_the_same_posts_added_and_keeps_its_health() -> None:
    drawn = option_draws(national_draws(INPUTS, TABLES, ENGLAND, 8, 5), INPUTS, TABLES, COHORT, CHOICES)
    by_minute, posts = drawn.choice(), in_whole_posts(drawn, INPUTS, "full_economic")
    assert posts.names == by_minute.names
    assert np.array_equal(posts.qalys, by_minute.qalys)
    more = posts.cost - by_minute.cost
    assert more == pytest.approx(np.repeat(more[:, :1], 8, axis=1))
    share = INPUTS.number("p_identified_80_50_80")
    each = posts_each(INPUTS, COHORT, "fls", "full_economic") - INPUTS.number("c_service_staff_person_full_economic")
    assert more[posts.place("fls")] == pytest.approx(np.full(8, share * each))
    assert more[posts.place("usual")] == pytest.approx(np.zeros(8))
    assert np.all(posts.cost[posts.place("hub")] < posts.cost[posts.place("fls")])


def test_draws_that_count_posts_already_are_refused() -> None:
    few = option_draws(
        national_draws(INPUTS, TABLES, ENGLAND, 2, 5), INPUTS, TABLES, COHORT, replace(CHOICES, staff="posts")
    )
    with pytest.raises(EvidenceError, match="whole posts, staff: 'posts' is not allowed"):
        in_whole_posts(few, INPUTS, "full_economic")
