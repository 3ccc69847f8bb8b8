"""The imminent risk in the table is what the published shares give, and what they do not give is shown."""

import math
from dataclasses import replace

import pytest

from flsguide.analysis.calibration import (
    RefractureCheck,
    first_refracture,
    first_year_deaths,
    fitted_first_year_deaths,
    fitted_imminent_risk,
    refracture_checks,
)
from flsguide.evidence.errors import EvidenceError
from flsguide.evidence.incidence import incidence
from flsguide.evidence.national_tables import national_tables
from flsguide.evidence.parameters import parameters
from flsguide.evidence.places import place_of
from flsguide.model.base_case import base_case, people_entering
from flsguide.model.local_caseload import local_caseload

INPUTS = parameters()
LOAD = local_caseload(place_of(INPUTS, "England"), incidence(), 2026, INPUTS)
COHORT = people_entering(LOAD.counts, INPUTS.number("p_eligible_other"), INPUTS.number("p_people_per_fracture"))
WOMEN = [row for row in COHORT if row.sex == "female"]
CASE = base_case(INPUTS, national_tables(INPUTS), COHORT)
SWEDEN = {12: INPUTS.number("p_refracture_12_months"), 24: INPUTS.number("p_refracture_24_months")}


def test_the_rows_are_the_fit_to_the_published_shares() -> None:
    fit = fitted_imminent_risk(CASE, WOMEN, SWEDEN)
    assert INPUTS.number("rr_imminent_excess") == pytest.approx(fit.excess, abs=0.01)
    assert INPUTS.number("n_imminent_months") == pytest.approx(fit.months, abs=1)
    assert all(abs(left) < 1e-6 for left in fit.residuals.values())


def test_with_the_rows_as_rounded_the_shares_are_met_to_a_tenth_in_100() -> None:
    found = first_refracture(CASE, WOMEN, (12, 24))
    assert found == pytest.approx([SWEDEN[12], SWEDEN[24]], abs=0.001)


def test_another_country_had_more_which_the_model_does_not_hide() -> None:
    """US Medicare, women of 65 and over: 10, 18 and 31 in 100. The model, fitted to Sweden, lies below it."""
    older = [row for row in WOMEN if row.age >= 65]
    found = first_refracture(CASE, older, (12, 24, 60))
    published = [INPUTS.number(f"p_refracture_us_{m}_months") for m in (12, 24, 60)]
    assert all(model < seen for model, seen in zip(found, published, strict=True))
    assert found == pytest.approx(published, abs=0.06)


CHECKS = refracture_checks(INPUTS, CASE)


def test_each_published_share_stands_beside_the_model_with_what_is_left() -> None:
    assert [(c.months, c.is_fitted) for c in CHECKS] == [
        (12, True),
        (24, True),
        (12, False),
        (24, False),
        (60, False),
    ]
    assert [c.published.value for c in CHECKS] == [0.071, 0.12, 0.10, 0.18, 0.31]
    assert [c.residual for c in CHECKS] == pytest.approx([0, 0, -0.015, -0.038, -0.054], abs=0.001)


def test_women_of_the_age_counted_stand_beside_each_other() -> None:
    older = [row for row in WOMEN if row.age >= 65]
    assert [c.model for c in CHECKS[:2]] == first_refracture(CASE, WOMEN, (12, 24))
    assert [c.model for c in CHECKS[2:]] == first_refracture(CASE, older, (12, 24, 60))


def test_another_imminent_risk_leaves_a_residual() -> None:
    found = refracture_checks(INPUTS, replace(CASE, imminent_excess=0.0))
    assert all(isinstance(c, RefractureCheck) and c.residual < -0.02 for c in found)


def test_a_known_imminent_risk_is_found_again() -> None:
    planted = replace(CASE, imminent_excess=2.5, imminent_months=15.0)
    some = WOMEN[::5]
    shares = dict(zip((12, 24), first_refracture(planted, some, (12, 24)), strict=True))
    fit = fitted_imminent_risk(CASE, some, shares)
    assert (fit.excess, fit.months) == pytest.approx((2.5, 15.0), abs=0.01)


@pytest.mark.parametrize("published", [{12: 0.9, 24: 0.95}, {12: 0.001, 24: 0.12}, {12: 0.07, 24: 0.4}])
def test_shares_that_no_such_risk_can_give_are_refused(published: dict[int, float]) -> None:
    with pytest.raises(EvidenceError, match="calibration, share at"):
        fitted_imminent_risk(CASE, WOMEN[::9], published)


# Deaths in the first years after the index fracture

HIPS_60 = [row for row in COHORT if row.site == "hip" and row.age >= 60]
SPINES = [row for row in COHORT if row.site == "vert"]


@pytest.mark.parametrize(
    ("end", "published"),
    [
        ("value", INPUTS.number("p_died_hip_12_months")),  # Baji et al. 2023: 50,354 of 178,757
        ("low", 0.205),  # Klop et al. 2014, from 2009 on
        ("high", 0.298),  # Hawley et al. 2016
    ],
)
def test_the_row_of_deaths_after_a_hip_fracture_is_the_fit_to_the_published_shares(
    end: str, published: float
) -> None:
    row = INPUTS["rr_mortality_index_hip_year_1"]
    assert getattr(row, end) == pytest.approx(fitted_first_year_deaths(CASE, HIPS_60, published), abs=0.01)


def test_with_the_row_as_rounded_as_many_die_as_were_counted() -> None:
    assert first_year_deaths(CASE, HIPS_60) == pytest.approx(50_354 / 178_757, abs=0.001)


def test_the_later_excess_after_a_hip_fracture_is_that_of_the_cohorts_over_our_life_table() -> None:
    """Haentjens et al. 2010: of people of 80, so many more die by 1, 2, 5 and 10 years than without a fracture."""
    more = {"female": {1: 0.08, 2: 0.11, 5: 0.18, 10: 0.22}, "male": {1: 0.18, 2: 0.22, 5: 0.26, 10: 0.20}}

    def times(sex: str, start: int, end: int) -> float:
        alive = {
            year: math.prod(1 - CASE.mortality[sex][age - 50] for age in range(80, 80 + year)) for year in range(11)
        }
        with_hip = {year: alive[year] - more[sex][year] for year in more[sex]}
        deaths = math.log(with_hip[end] / with_hip[start]) / math.log(alive[end] / alive[start])
        return deaths / INPUTS.number(f"smr_index_{sex}")

    row = INPUTS["rr_mortality_index_hip_later"]
    assert row.value == pytest.approx((times("female", 1, 5) + times("male", 1, 5)) / 2, abs=0.01)
    spans = [times(sex, start, end) for sex in more for start, end in ((1, 2), (2, 5), (5, 10))]
    assert (row.low, row.high) == pytest.approx((min(spans), max(spans)), abs=0.01)


@pytest.mark.parametrize("end", ["value", "low", "high"])
def test_deaths_after_a_spine_fracture_are_the_published_rates_of_both_sexes(end: str) -> None:
    died = ratio = 0.0
    for sex in ("female", "male"):
        people = [row for row in SPINES if row.sex == sex]
        weight = first_year_deaths(CASE, people, 1.0) * sum(row.n for row in people)
        died += weight
        ratio += weight * getattr(INPUTS[f"smr_after_vert_{sex}"], end) / INPUTS.number(f"smr_index_{sex}")
    assert getattr(INPUTS["rr_mortality_index_vert"], end) == pytest.approx(ratio / died, abs=0.01)


def test_a_known_factor_on_deaths_is_found_again_and_an_impossible_share_refused() -> None:
    some = HIPS_60[::4]
    assert fitted_first_year_deaths(CASE, some, first_year_deaths(CASE, some, 2.5)) == pytest.approx(2.5, abs=1e-4)
    with pytest.raises(EvidenceError, match="calibration, share who die within 12 months"):
        fitted_first_year_deaths(CASE, some, 1.1)
