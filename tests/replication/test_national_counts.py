"""The caseload and the cascade against published counts, each with its tolerance and the reason for it."""

import pytest

from flsguide.analysis.caseload_checks import PEOPLE, compare
from flsguide.evidence.areas import ENGLAND, areas, find_area
from flsguide.evidence.incidence import INDEX_SITES, incidence
from flsguide.evidence.parameters import parameters
from flsguide.evidence.population import AGE_BANDS, SEXES, people_in, residents
from flsguide.evidence.published_counts import published_counts
from flsguide.model.caseload import Caseload, caseload
from flsguide.model.eligibility import people_to_see
from flsguide.model.pathway import cascade

pytestmark = pytest.mark.xdist_group("national counts")  # its module's fixture is made once


def load_of(area: str, scenario: float = 1.0) -> Caseload:
    return caseload(people_in(find_area(area)), incidence(), 2023, scenario)


def load_of_code(code: str) -> Caseload:
    return caseload(people_in(areas()[code], 2023), incidence(), 2023)


def people_of(load: Caseload) -> float:
    inputs = parameters()
    return people_to_see(load, inputs.range_of("p_eligible_other"), inputs.range_of("p_people_per_fracture")).value


@pytest.fixture(scope="module")
def england() -> Caseload:
    return load_of(ENGLAND)


def per_10_000(load: Caseload, site: str | None, sex: str) -> float:
    people = sum(p.number for p in people_in(areas()[ENGLAND]) if p.sex == sex)
    return load.total(None if site is None else (site,), sex).value / people * 10_000


def test_english_hip_fractures_are_those_of_the_tables_own_check_and_of_the_published_band(england: Caseload):
    """67,332 is the count made when the table was built (tolerance 0.01 %: rates are held to one decimal).

    65,000 to 70,000 is reasoned from the hip fracture audit (over 70,000 in England, Wales and Northern Ireland).
    Not an independent check of level: the table was set to the admission rate. It is one of the sum.
    """
    hips = england.total(("hip",)).value
    assert hips == pytest.approx(67_332, rel=1e-4)
    assert 65_000 < hips < 70_000


def test_english_hip_admissions_at_65_and_over_have_the_published_standardised_rate(england: Caseload):
    """558 per 100,000 in 2022/23 (Fingertips 41401), standardised to the 2013 European population; tolerance 0.1 %.

    The level of the hip rates was set to this figure, so it shows that the factor was applied, no more.
    """
    standard = {65: 5500, 70: 5000, 75: 4000, 80: 2500, 85: 1500, 90: 1000}
    people = dict.fromkeys(standard, 0.0)
    for band in people_in(areas()[ENGLAND]):
        if band.age_low in people:
            people[band.age_low] += band.number
    weighted = sum(
        weight * england.total(("hip",), age_from=age, age_to=dict(AGE_BANDS)[age]).value / people[age]
        for age, weight in standard.items()
    )
    assert weighted / sum(standard.values()) * 100_000 == pytest.approx(558, rel=1e-3)


def test_the_audits_national_total_is_five_times_our_hips_at_60_and_over(england: Caseload):
    """347,770 a year in England and Wales (FLS-DB annual report 2026), tolerance 5 %.

    The audit multiplies the hips of the hip fracture database, which begins at 60, by five. England is scaled to
    England and Wales by residents (60.9 / 57.7 million in 2023); Wales is a little older, which this leaves out.
    """
    hips = england.total(("hip",), age_from=60).value * 60.9 / 57.7
    assert 5 * hips == pytest.approx(347_770, rel=0.05)


def test_our_base_count_is_a_tenth_below_the_audits_floor(england: Caseload):
    """311,000 against "at least 347,770" in England and Wales (FLS-DB 2026): another definition, so 8 to 15 % below.

    The audit's figure is a rule of thumb on hips; ours counts what was recorded. With the scenario that stands for
    the rule they agree within 5 %.
    """
    scale = 60.9 / 57.7
    assert 0.85 < england.total().value * scale / 347_770 < 0.92
    audit_rule = load_of(ENGLAND, parameters().number("rr_scenario_audit_rule"))
    assert audit_rule.total().value * scale == pytest.approx(347_770, rel=0.05)


def test_there_are_4_36_fractures_of_any_kind_for_each_hip_fracture(england: Caseload):
    """4.36 is the ratio quoted with the table and in the audit-rule row; tolerance 0.005, the rounding."""
    assert england.total().value / england.total(("hip",)).value == pytest.approx(4.36, abs=0.005)


def test_seven_in_ten_people_with_a_hip_fracture_are_women(england: Caseload):
    """70.6 % at 60 and over (Patel 2022 Table 1: 118,859 of 168,359); tolerance 0.1, as the table was set to it."""
    women = england.total(("hip",), "female", age_from=60).value / england.total(("hip",), age_from=60).value
    assert 100 * women == pytest.approx(70.6, abs=0.1)


@pytest.mark.parametrize(
    ("age_from", "age_to", "computed", "published"),
    [(60, 69, 9.9, 9.0), (70, 79, 24.9, 22.9), (80, 89, 42.9, 45.2), (90, 120, 22.3, 22.9)],
)
def test_the_age_mix_of_hip_fractures_is_near_the_published_one(
    england: Caseload, age_from: int, age_to: int, computed: float, published: float
):
    """Shares of those aged 60 and over, 2016 to 2019 (Patel 2022 Table 1). Tolerance 2.5 percentage points.

    Independent of the table, whose age shape is from hospital episodes of all injuries of hip and thigh, and
    whose population is seven years later: the large cohort born in 1946 and 1947 was 76 by then.
    """
    share = england.total(("hip",), age_from=age_from, age_to=age_to).value
    share *= 100 / england.total(("hip",), age_from=60).value
    assert share == pytest.approx(computed, abs=0.06)
    assert share == pytest.approx(published, abs=2.5)


@pytest.mark.parametrize(
    ("site", "sex", "published"),
    [
        ("vertebral", "female", 11.8),
        ("vertebral", "male", 5.9),
        ("forearm", "female", 41.2),
        ("forearm", "male", 9.6),
    ],
)
def test_spine_and_forearm_rates_in_england_are_the_published_ones(
    england: Caseload, site: str, sex: str, published: float
):
    """Per 10,000 person-years at 50 and over in UK general practice, 2008 to 2012 (van der Velde 2016).

    Tolerance 2 %. The level was set on another population than England in mid-2023, which comes out up to 1.5 % high.
    """
    assert per_10_000(england, site, sex) == pytest.approx(published, rel=0.02)


@pytest.mark.parametrize(("sex", "any_site", "hip"), [("female", 170.0, 33.5), ("male", 78.9, 13.4)])
def test_the_rate_of_all_but_hip_fractures_in_england_is_the_published_one(
    england: Caseload, sex: str, any_site: float, hip: float
):
    """Per 10,000 person-years (van der Velde 2016): any fracture less hip, tolerance 1 %.

    The rate of *any* fracture is not reproduced and must not be: general practice misses a fifth to a third of hip
    fractures, so the table puts hospital hips in their place and comes out 4 to 9 % above 170.0 and 78.9.
    """
    assert per_10_000(england, None, sex) - per_10_000(england, "hip", sex) == pytest.approx(any_site - hip, rel=0.01)
    assert 1.04 < per_10_000(england, None, sex) / any_site < 1.09


def test_oldham_has_its_published_admissions_once_its_own_rate_is_allowed_for():
    """230 emergency hip admissions at 65 and over in 2022/23 (Fingertips 41401); Oldham 611, England 558 per 100,000.

    Uncalibrated we expect 210: within 12 %, because Oldham's rate is 9.5 % above England's for its age. Times
    611 / 558 it is within 2 %.
    """
    hips = load_of("Oldham").total(("hip",), age_from=65).value
    assert hips == pytest.approx(230, rel=0.12)
    assert hips * 611 / 558 == pytest.approx(230, rel=0.02)


def test_every_published_count_lies_within_the_tolerance_stated_for_it():
    """The tolerance and its reason stand in the row of each count; without one no agreement is expected."""
    found = compare(published_counts(), load_of_code, people_of)
    held_to_one = {c.published.name for c in found if c.agrees is not None}
    assert {"hip_nhfd_2024", "all_flsdb_2024", "hip_admissions_oldham", "hip_trust_dorset_county"} <= held_to_one
    assert [(c.published.name, c.ratio) for c in found if c.agrees is False] == []
    assert max(c.published.agrees_within or 0 for c in found) <= 0.2
    assert all(c.published.why for c in found)


def test_dorset_county_hospital_treats_about_as_many_hips_as_its_catchment_has():
    """330 in 2018 in the hip fracture database, 60 and over. Tolerance 15 %.

    Our catchment is derived from where patients live, and the people are those of five years later.
    """
    assert load_of("RBD").total(("hip",), age_from=60).value == pytest.approx(330, rel=0.15)


def test_nottingham_is_above_its_published_count_and_projection_but_not_by_a_quarter():
    """810 in 2012, projected to 871 in 2020 and 925 in 2030 (Baker 2014): one hospital, consecutive admissions.

    Ours, 1,027 at 50 and over, is 16 % above the projection for 2023 (887). The derived catchment is of the whole
    trust, at one share for all ages. The gap is wider than the range that the model shows, which leaves out how
    places differ: the reason to ask for a local hip count.
    """
    hips = load_of("RX1").total(("hip",)).value
    assert 871 < hips < 871 * 1.25


def test_gloucestershire_invited_four_in_five_of_the_people_we_would_have_a_service_see():
    """2,602 people offered an appointment in 2019 (FOI 187/2021): a floor, so ours must be above it.

    Ours, 3,159 people to see in 2023, is 1.21 times as many. 1.05 to 1.5 is allowed: below it the rates would give
    hardly more people than one service invited, above it a good service would have missed a third.
    """
    load = load_of("QR1")
    (found,) = (c for c in compare(published_counts(), load_of_code, people_of) if c.published.unit == PEOPLE)
    assert found.ours == pytest.approx(people_of(load))
    assert people_of(load) < load.total().value
    assert 1.05 < found.ratio < 1.5


def test_bradford_has_about_the_fractures_of_an_old_local_estimate():
    """2,559 a year in Bradford and Airedale, method and date unknown; ours, 2,381, is for the local authority.

    Tolerance 15 %, as the two areas may not be the same. Its hip admissions (452) are 15 % below our 530: 20 %.
    """
    load = load_of("E08000032")
    assert load.total().value == pytest.approx(2_559, rel=0.15)
    assert load.total(("hip",)).value == pytest.approx(452, rel=0.2)


def test_the_department_of_healths_local_cohort_of_2009_is_exceeded_by_a_fifth(england: Caseload):
    """797 people a year with a hip, humerus, spine or forearm fracture per 320,000 residents (DH 2009).

    A model cohort, not a count, on the population of 2009. Ours is 947, 19 % more; 10 to 30 % is allowed, as there
    are more people over 50 in 320,000 now and hip rates here are those of hospitals.
    """
    four_sites = england.total(("hip", "humerus", "vertebral", "forearm")).value
    cohort = four_sites / residents(areas()[ENGLAND]) * 320_000
    assert 1.1 < cohort / 797 < 1.3


def test_english_sites_and_sexes_add_up_to_the_total(england: Caseload):
    parts = [england.total((site,), sex).value for site in INDEX_SITES for sex in SEXES]
    assert sum(parts) == pytest.approx(england.total().value)
    assert england.total().value == pytest.approx(293_306, rel=1e-4)


def test_the_audits_goal_puts_1_6_people_on_treatment_for_each_hip_fracture():
    """Expected on treatment = hips x 5 x 80 % x 50 % x 80 % (audit's missed opportunities, BGS 2025): exact."""
    rule = parameters().number("n_fractures_per_hip")
    on_treatment = cascade("80-50-80", parameters()).people("persisting_12", rule * 1000).value
    assert on_treatment == pytest.approx(1.6 * 1000)
    assert on_treatment == pytest.approx(1000 * 5 * 0.8 * 0.5 * 0.8)


def test_glasgow_treated_686_of_1000():
    """740 of 1,000 needed treatment and 686 had it (McLellan 2011); tolerance 0.1: 686 / 740 is held as 0.927."""
    glasgow = cascade("glasgow", parameters())
    assert glasgow.people("recommended", 1000).value == pytest.approx(740)
    assert glasgow.people("started", 1000).value == pytest.approx(686, abs=0.1)


def test_the_audit_cascade_finds_the_records_of_2024():
    """83,500 of 347,770 (FLS-DB 2026); tolerance 0.5 %: the share is held as 0.24."""
    assert cascade("audit", parameters()).people("identified", 347_770).value == pytest.approx(83_500, rel=0.005)
