"""Published studies beside our model: what holds, what does not and why, with planted errors."""

from dataclasses import replace

import pytest

from flsguide.analysis.published_studies import (
    Calibrated,
    Setting,
    calibrated,
    identities,
    people_of,
)
from flsguide.evidence.incidence import incidence
from flsguide.evidence.national_tables import national_tables
from flsguide.evidence.parameters import parameters
from flsguide.evidence.places import place_of
from flsguide.evidence.published_studies import published_statements, rounded_from
from flsguide.model.base_case import people_entering
from flsguide.model.local_caseload import local_caseload

INPUTS = parameters()
LOAD = local_caseload(place_of(INPUTS, "England"), incidence(), 2026, INPUTS)
COHORT = people_entering(LOAD.counts, INPUTS.number("p_eligible_other"), INPUTS.number("p_people_per_fracture"))
SETTING = Setting(INPUTS, national_tables(INPUTS), COHORT)
STATEMENTS = published_statements()
IDENTITIES = {i.statement.name: i for i in identities(STATEMENTS)}
CALIBRATED = {c.statement.name: c for c in calibrated(STATEMENTS, SETTING)}


# Identities


def test_printed_numbers_agree_with_each_other_but_for_one_ratio() -> None:
    assert [name for name, found in IDENTITIES.items() if not found.holds] == ["cooper_ratio"]
    (cooper,) = (s for s in STATEMENTS if s.name == "cooper_ratio")
    assert cooper.note


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [
        ("mclellan_net_saving", 18.5, 23.5),
        ("leal_male_qaly_ratio", 19_844, 20_056),
        ("leal_male_life_year_ratio", 12_379, 12_464),
        ("leal_female_orthogeriatrician_qaly_ratio", 22_368, 23_218),
        ("cooper_ratio", 16_598, 16_797),
        ("moriwaki_ratio", 28_654, 28_906),
    ],
)
def test_rounding_leaves_as_much_open_as_by_hand(name: str, low: float, high: float) -> None:
    found = IDENTITIES[name].worked_out
    assert (found.low, found.high) == pytest.approx((low, high), abs=0.5)


def test_glasgows_saving_is_21_thousand_as_printed() -> None:
    assert IDENTITIES["mclellan_net_saving"].worked_out.value == 312 - (98 - 14) - (292 - 85) == 21


@pytest.mark.parametrize(("printed", "holds"), [("19844", True), ("20057", False), ("19843", False)])
def test_a_wrong_digit_in_a_printed_ratio_is_found(printed: str, holds: bool) -> None:
    right = next(s for s in STATEMENTS if s.name == "leal_male_qaly_ratio")
    (found,) = identities([replace(right, printed=rounded_from(printed))])
    assert found.holds is holds


def test_the_people_of_a_statement() -> None:
    assert people_of(COHORT, "all") == list(COHORT)
    assert {(row.site, row.sex) for row in people_of(COHORT, "hip")} == {("hip", "female"), ("hip", "male")}
    assert {(row.site, row.sex) for row in people_of(COHORT, "hip_male")} == {("hip", "male")}
    assert {row.site for row in people_of(COHORT, "forearm")} == {"forearm"}


# Calibrations


def test_survival_alone_gains_nearly_what_leal_found() -> None:
    """0.099 and 0.093 QALYs in Leal et al. 2017, to which nothing is fitted."""
    found = [CALIBRATED[f"leal_{sex}_qalys"].ours for sex in ("male", "female")]
    assert found == pytest.approx([0.094, 0.083], abs=0.001)
    assert [CALIBRATED[f"leal_{sex}_qalys"].residual for sex in ("male", "female")] == pytest.approx(
        [-0.005, -0.010], abs=0.001
    )


def test_about_as_many_die_in_the_first_year_as_were_counted_some_years_before() -> None:
    """30 in 100 of 2003 to 2013 (Hawley et al. 2016); the model is set to 28 in 100 of those of 60 and over."""
    died = CALIBRATED["hawley_died"]
    assert (died.statement.number.value, died.ours) == pytest.approx((0.298, 0.271), abs=0.001)


def test_second_hip_fractures_within_two_years_are_nearly_as_many_as_were_seen() -> None:
    assert CALIBRATED["hawley_second_hip"].residual == pytest.approx(-0.005, abs=0.001)


def test_without_an_effect_on_survival_nothing_is_gained() -> None:
    """A planted error: the ratio of deaths at 1 gives a gain of nothing and a residual of the whole."""
    rows = dict(INPUTS.rows)
    rows["rr_mortality_service_year_1"] = replace(rows["rr_mortality_service_year_1"], value=1.0)
    some = [s for s in STATEMENTS if s.name == "leal_male_qalys"]
    (found,) = calibrated(some, replace(SETTING, inputs=replace(INPUTS, rows=rows), cohort=COHORT[::7]))
    assert found.ours == pytest.approx(0, abs=1e-12)
    assert found.residual == pytest.approx(-0.099, abs=1e-12)


def test_a_residual_is_ours_less_theirs() -> None:
    assert Calibrated(CALIBRATED["leal_male_qalys"].statement, 0.1).residual == pytest.approx(0.001)
