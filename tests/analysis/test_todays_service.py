"""A service that is there: keeping and expanding it, who must start before that pays, and what each step is worth."""

from dataclasses import replace

import numpy as np
import pytest

from flsguide.analysis.cost_effectiveness import compared
from flsguide.analysis.implementation import STEPS, TOGETHER, implementation, most_worth, targets
from flsguide.analysis.national_table import followed_draws, national_cohort, national_draws
from flsguide.analysis.todays_service import (
    BASES,
    EXPAND,
    GRID,
    KEEP,
    TodaysService,
    change,
    movers,
    starting,
    todays_service,
    ways_of_counting,
    worth_by_basis,
    worth_by_share,
)
from flsguide.data_path import data_path
from flsguide.evidence.errors import EvidenceError
from flsguide.evidence.incidence import incidence
from flsguide.evidence.local_numbers import with_local, with_values
from flsguide.evidence.national_tables import national_tables
from flsguide.evidence.parameters import parameters
from flsguide.evidence.places import place_of
from flsguide.model.base_case import base_case, people_entering
from flsguide.model.base_strategies import Choices
from flsguide.model.local_caseload import local_caseload
from flsguide.model.strategies import pathway_table, strategy_outcomes

YEAR = 2026
TABLES = national_tables(parameters())
ENGLAND = national_cohort(parameters(), YEAR)
TABLE = national_draws(parameters(), TABLES, ENGLAND, 40, 11)
INPUTS = with_local(parameters(), data_path("example_service/with_service.csv"))
LOAD = local_caseload(place_of(INPUTS, None, "Northmoor"), incidence(), YEAR, INPUTS)
PEOPLE = people_entering(LOAD.counts, INPUTS.number("p_eligible_other"), INPUTS.number("p_people_per_fracture"))
THRESHOLDS = (20_000.0, 25_000.0, 30_000.0, 35_000.0)
PLAIN = Choices()


def service(**values: float) -> TodaysService:
    own = with_values(INPUTS, values, "artificial: Northmoor", 2024) if values else INPUTS
    return todays_service(own, TABLES, TABLE, PEOPLE, YEAR)


OURS = service()
GOAL, EVERYBODY = implementation(OURS, "goal"), implementation(OURS, "all")


def mean(values: np.ndarray) -> float:
    return float(np.mean(values))


# Keeping and expanding


def test_people_who_start_are_the_shares_multiplied_and_those_not_seen_have_usual_care() -> None:
    found = OURS.run(KEEP, PLAIN)
    seen = 0.45 * sum(row.n for row in PEOPLE)
    usual = mean(starting(found, "usual"))
    assert mean(starting(found, "today", "_seen")) / seen == pytest.approx(0.5 * 0.6, rel=0.03), "spread over sites"
    assert mean(starting(found, "today", "")) == pytest.approx(0.55 * usual)
    assert starting(found, "today") == pytest.approx(starting(found, "today", "_seen") + starting(found, "today", ""))


def test_keeping_is_what_running_the_model_says() -> None:
    """One draw in plain numbers, through the engine that `flsguide run` uses."""
    found = change(OURS.run(KEEP, PLAIN), KEEP)
    drawn = {name: float(values[7]) for name, values in OURS.run(KEEP, PLAIN).inputs.items()}
    case = base_case(OURS.inputs, TABLES, ENGLAND, drawn, replace(PLAIN, options=KEEP))
    alone = compared(case, strategy_outcomes(case, pathway_table(case)))
    assert found.cost[7] / found.qalys[7] == pytest.approx(alone.icer, rel=0.05), "Northmoor's mix of sites"


def test_expanding_costs_as_much_for_each_gain_as_keeping() -> None:
    keep, expand = (change(OURS.run(pair, PLAIN), pair) for pair in (KEEP, EXPAND))
    assert expand.cost_per_qaly == pytest.approx(keep.cost_per_qaly, rel=1e-6)
    assert mean(expand.started) / mean(keep.started) == pytest.approx((0.8 - 0.45) / 0.45)


def test_a_service_that_sees_nobody_changes_nothing() -> None:
    none = change(service(p_identified=0.0).run(KEEP, PLAIN), KEEP)
    for values in (none.started, none.fractures_avoided, none.qalys, none.cost):
        assert np.abs(values).max() < 1e-6
    with pytest.raises(EvidenceError, match=r"p_identified: .*it sees nobody"):
        worth_by_share(service(p_identified=0.0), PLAIN, THRESHOLDS)


def test_like_for_like_costs_more_and_gains_the_same() -> None:
    changes, _ = worth_by_basis(OURS, THRESHOLDS)
    (alike, _), (paid, _) = (changes[basis] for basis in BASES)
    assert np.array_equal(alike.qalys, paid.qalys)
    assert mean(alike.cost) > mean(paid.cost)


def test_a_service_that_is_there_has_its_people_from_the_first_day_and_no_recruitment() -> None:
    found = OURS.run(KEEP, replace(PLAIN, staff="posts"))
    assert found.case.ramp == (1.0,) * 5
    staff = [mean(year) for year in found.budget(*KEEP)["programme"]["cash"]]
    assert staff[0] == pytest.approx(staff[4])
    assert staff[5] == 0
    assert OURS.run(EXPAND, replace(PLAIN, staff="posts")).case.ramp == (0.4, 0.8, 1, 1, 1)


def test_what_moves_a_result_most_is_found_and_what_never_moves_is_left_out() -> None:
    found = OURS.run(KEEP, PLAIN)
    usual, staff = (found.inputs[name] for name in ("p_treated_usual_care", "c_service_staff_person_trust_cash"))
    assert movers(found, -3 * usual, 1) == ("p_treated_usual_care",)
    assert set(movers(found, usual / usual.std() + staff / staff.std(), 2)) == {
        "p_treated_usual_care", "c_service_staff_person_trust_cash",
    }  # fmt: skip
    assert "p_started" not in movers(found, staff, 1000), "its own figure has no range"


# The share at which it is worth its cost


def test_at_the_share_found_the_service_is_just_worth_its_cost() -> None:
    found = worth_by_share(OURS, PLAIN, THRESHOLDS)
    for threshold, share in found.worth_from.items():
        assert share is not None
        there = change(OURS.starting(share).run(KEEP, PLAIN), KEEP)
        below = change(OURS.starting(share - 0.1).run(KEEP, PLAIN), KEEP)
        short = mean(below.net_benefit(threshold))
        assert short < 0
        assert mean(there.net_benefit(threshold)) == pytest.approx(0, abs=-0.05 * short), "but for the grid"


def test_a_higher_threshold_asks_for_fewer_who_start_and_more_who_start_are_worth_more() -> None:
    found = worth_by_share(OURS, PLAIN, THRESHOLDS)
    shares = list(found.worth_from.values())
    assert shares == sorted(shares, reverse=True)  # type: ignore[type-var]
    assert all(list(points) == sorted(points) for points in found.net_benefit.values())
    assert found.shares == GRID


def test_where_staff_cost_too_much_no_share_is_enough() -> None:
    dear = service(c_service_staff_person_trust_cash=20_000.0)
    assert set(worth_by_share(dear, PLAIN, THRESHOLDS).worth_from.values()) == {None}


def test_ways_of_counting_are_ordered_by_the_share_and_start_with_ones_own() -> None:
    rows = {words: (share, found) for words, share, found in ways_of_counting(OURS)}
    assert rows["Your indicators"][0] == pytest.approx(0.3)
    assert rows["The national audit's average"][0] == pytest.approx(0.485 * 0.354)
    assert rows["Studies of services"][0] == pytest.approx(0.38)
    by_share = sorted(rows.values(), key=lambda row: row[0])
    gains = [mean(found.qalys) for _, found in by_share]
    assert gains == sorted(gains)


# The value of perfect implementation


def test_a_step_that_is_at_its_goal_is_worth_exactly_nothing() -> None:
    step = next(raised for raised in GOAL if raised.step == "recommended")
    assert (step.now, step.to, step.is_met) == (0.5, 0.5, True)
    for values in (step.change.started, step.change.qalys, step.change.cost, step.still_taking):
        assert not np.any(values)


def test_a_service_at_every_goal_has_nothing_left_to_gain() -> None:
    there = service(p_identified=0.8, p_recommended=0.55, p_started=0.85, p_persisting_12_months=0.8)
    for raised in implementation(there, "goal"):
        assert not np.any(raised.change.cost)
        assert not np.any(raised.still_taking)
    assert most_worth(implementation(there, "goal"), 35_000) == ()


def test_the_goals_are_the_audits_green_marks_and_all_is_all_who_need_it() -> None:
    assert targets(INPUTS, "goal") == {
        "identified": 0.8, "recommended": 0.5, "started": 0.8, "persisting": 0.8,
    }  # fmt: skip
    assert targets(INPUTS, "goal")["identified"] == INPUTS.number("p_identified_80_50_80")
    assert targets(INPUTS, "goal")["recommended"] == INPUTS.number("p_recommended_80_50_80")
    assert targets(INPUTS, "all") == {"identified": 1, "recommended": 0.74, "started": 1, "persisting": 1}


@pytest.mark.parametrize("found", [GOAL, EVERYBODY], ids=["goal", "all"])
def test_no_step_loses_health_on_average_and_all_together_gain_more_than_their_sum(found: tuple) -> None:
    *single, together = found
    assert [raised.step for raised in found] == [*STEPS, TOGETHER]
    gains = [mean(raised.change.qalys) for raised in single]
    assert min(gains) >= 0
    assert mean(together.change.qalys) > sum(gains), "shares multiply"
    assert mean(together.still_taking) > sum(mean(raised.still_taking) for raised in single)


def test_to_all_is_never_less_than_to_the_goal() -> None:
    for goal, everybody in zip(GOAL, EVERYBODY, strict=True):
        assert mean(everybody.change.qalys) >= mean(goal.change.qalys)
        assert mean(everybody.still_taking) >= mean(goal.still_taking)


def test_only_finding_more_people_costs_staff() -> None:
    """Whoever is seen is paid for already: then a medicine costs less than the fractures it avoids."""
    by_step = {raised.step: raised.change for raised in GOAL}
    assert mean(by_step["identified"].cost) > 0
    assert mean(by_step["started"].cost) < 0
    assert mean(by_step["persisting"].cost) < 0
    assert not np.any(by_step["persisting"].started), "it starts nobody"


def test_more_still_taking_are_those_who_started_times_what_was_raised() -> None:
    found, seen_start = GOAL[3], starting(OURS.run(KEEP, PLAIN), "today", "_seen")
    assert found.step == "persisting"
    assert found.still_taking == pytest.approx(seen_start * (0.8 - found.now))


def test_the_step_most_worth_is_the_one_with_the_highest_net_benefit() -> None:
    best, *others = most_worth(GOAL, 25_000)
    assert [raised.step for raised in (best, *others)] == ["persisting", "started"]
    assert mean(best.change.net_benefit(25_000)) == max(mean(r.change.net_benefit(25_000)) for r in GOAL[:-1])


# A service's own share still taking tablets


def test_people_who_keep_on_as_nationally_are_those_of_the_table() -> None:
    """At each draw's own share the pathway that is run again gives back the table."""
    draws = TABLE.inputs["p_persisting_12_months"]
    for place in (0, 13):
        one = replace(
            TABLE,
            values=TABLE.values[place : place + 1],
            inputs={name: values[place : place + 1] for name, values in TABLE.inputs.items()},
        )
        again = followed_draws(one, parameters(), TABLES, ENGLAND, float(draws[place]))
        assert again.values == pytest.approx(one.values, rel=1e-5, abs=1e-6)


def test_keeping_more_on_treatment_changes_only_those_seen_on_tablets() -> None:
    more = OURS.keeping(0.8).table
    at = TABLE.pathways.index("oral_seen")
    assert np.array_equal(np.delete(more.values, at, axis=1), np.delete(TABLE.values, at, axis=1))
    qalys = TABLE.outputs.index("qalys")
    gained = more.values[:, at, :, :, qalys].sum(axis=-1) - TABLE.values[:, at, :, :, qalys].sum(axis=-1)
    assert mean(gained) > 0


@pytest.mark.parametrize("share", [0.2, 0.7])
def test_a_services_own_share_counts_for_those_it_sees_and_whom_it_does_not_see_stay(share: float) -> None:
    own = service(p_persisting_12_months=share)
    assert own.at_12 == share
    assert own.inputs.number("p_persisting_12_months") == 0.436
    ours, theirs = (mean(change(s.run(KEEP, PLAIN), KEEP).qalys) for s in (OURS, own))
    assert (theirs > ours) is (share > 0.436)


@pytest.mark.parametrize("share", [-0.1, 1.1, float("nan")])
def test_a_share_that_cannot_be_is_refused_in_one_line(share: float) -> None:
    for ask in (OURS.keeping, OURS.starting):
        with pytest.raises(EvidenceError) as refused:
            ask(share)
        assert "\n" not in str(refused.value)
    with pytest.raises(EvidenceError, match="p_started"):
        with_values(INPUTS, {"p_started": 60}, "our audit", 2024)
