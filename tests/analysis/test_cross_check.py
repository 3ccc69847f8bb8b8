"""The ratio that the base case implies, from one plain run as well; and studies at their own follow-up."""

from dataclasses import replace

import numpy as np
import pytest

from flsguide.analysis.cross_check import cross_checks, implied_ratio, more_treated
from flsguide.analysis.national_table import national_cohort, national_draws
from flsguide.analysis.option_draws import option_draws
from flsguide.analysis.probabilistic import estimate
from flsguide.evidence.errors import EvidenceError, MissingRowError
from flsguide.evidence.national_tables import national_tables
from flsguide.evidence.parameters import parameters
from flsguide.evidence.ranges import Range
from flsguide.evidence.refracture_studies import UNREAD, refracture_studies
from flsguide.evidence.vocabulary import KINDS
from flsguide.model.base_case import base_case
from flsguide.model.base_strategies import Choices
from flsguide.model.strategies import pathway_table, strategy_outcomes

INPUTS = parameters()
TABLES = national_tables(INPUTS)
COHORT = national_cohort(INPUTS, 2026)[::9]
DRAWS = option_draws(national_draws(INPUTS, TABLES, COHORT, 6, 5), INPUTS, TABLES, COHORT, Choices())


@pytest.mark.parametrize("years", [1, 3, 10])
def test_the_ratio_of_a_draw_is_that_of_a_plain_run_with_its_inputs(years: int) -> None:
    drawn = {name: float(values[2]) for name, values in DRAWS.inputs.items()}
    case = base_case(INPUTS, TABLES, COHORT, drawn)
    run = strategy_outcomes(case, pathway_table(case))
    with_service, without = (sum(sum(run[s][k][:years]) for k in KINDS) for s in ("fls", "usual"))
    assert implied_ratio(DRAWS, "usual", "fls", years)[2] == pytest.approx(with_service / without, rel=1e-5)


def test_with_usual_care_on_both_sides_nothing_changes_and_turned_round_the_ratio_is_its_inverse() -> None:
    assert implied_ratio(DRAWS, "usual", "usual", 5) == pytest.approx(np.ones(6))
    there, back = implied_ratio(DRAWS, "usual", "fls", 5), implied_ratio(DRAWS, "fls", "usual", 5)
    assert there * back == pytest.approx(np.ones(6))


def test_a_study_stands_beside_ours_at_its_own_follow_up_or_at_several_years() -> None:
    checks = {check.study.name: check for check in cross_checks(DRAWS, "usual", "fls", refracture_studies())}
    assert checks["nakayama"].years == (3,)
    assert checks["nakayama"].ours == (estimate(implied_ratio(DRAWS, "usual", "fls", 3), 0.8),)
    assert checks["wu"].years == UNREAD
    assert checks["wu"].ours[1] == estimate(implied_ratio(DRAWS, "usual", "fls", 2), 0.8)
    assert checks["wu"].is_within is None


@pytest.mark.parametrize(
    ("low", "high", "within"), [(0.1, 0.2, False), (0.5, 1.0, True), (0.9, 2.0, True), (1.5, 2, False)]
)
def test_ours_lies_within_a_studys_interval_or_does_not(low: float, high: float, within: bool) -> None:
    study = replace(refracture_studies()[0], interval=Range((low + high) / 2, low, high))
    (check,) = cross_checks(DRAWS, "usual", "fls", [study])
    assert check.is_within is within


def test_more_people_treated_are_the_two_published_shares_apart_for_those_seen() -> None:
    """The shares by site average to the published ones over England's people, in every draw; 80 of 100 are seen."""
    england = national_cohort(INPUTS, 2026)
    found = option_draws(national_draws(INPUTS, TABLES, england, 2, 5), INPUTS, TABLES, england, Choices())
    apart = found.inputs["p_treated_fls"] - found.inputs["p_treated_usual_care"]
    assert more_treated(found, "usual", "fls") == pytest.approx(0.8 * apart, abs=2e-3)


def test_years_past_the_horizon_and_an_option_that_is_not_there_are_refused() -> None:
    for years in (0, 11):
        with pytest.raises(EvidenceError, match=f"cross-check, years: {years} is not allowed; give 1 to 10"):
            implied_ratio(DRAWS, "usual", "fls", years)
    with pytest.raises(MissingRowError, match="hip_only"):
        implied_ratio(DRAWS, "usual", "hip_only", 3)
