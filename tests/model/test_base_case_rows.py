"""Every place of the base case that is read from one or two rows has those rows, in the units of the case file."""

from collections.abc import Callable

import pytest

from flsguide.evidence.case_file import Subgroup, case_content
from flsguide.evidence.national_tables import national_tables
from flsguide.evidence.parameters import parameters
from flsguide.evidence.strict_json import Json
from flsguide.model.base_case import base_case

INPUTS = parameters()
PEOPLE = (Subgroup(82.5, "female", "hip", 300),)
ROWS = {name: 1 + i / 1000 for i, name in enumerate(sorted(INPUTS.rows))}
"""A number for each row that no other row has: whichever is read can be told by it."""
WHOLE = {"n_horizon_years": 10, "n_entry_years": 5, "n_years_mortality_index_vert": 5}
CASE = case_content(base_case(INPUTS, national_tables(INPUTS), PEOPLE, {**ROWS, **WHOLE}))
Rows = dict[str, float]


def at(path: str) -> Json:
    found = CASE
    for key in path.split("."):
        found = found[int(key)] if isinstance(found, list) else found[key]
    return found


@pytest.mark.parametrize(
    ("path", "row"),
    [
        ("imminent_excess", "rr_imminent_excess"),
        ("imminent_months", "n_imminent_months"),
        ("refracture_multiplier", "rr_refracture"),
        ("care_home_monthly", "p_care_home_monthly"),
        *[(f"site_multiplier.{site}", f"rr_site_{site}") for site in ("hip", "vert", "humerus", "forearm", "other")],
        *[(f"smr.index.{sex}", f"smr_index_{sex}") for sex in ("female", "male")],
        *[(f"smr.care.{sex}", f"smr_care_{sex}") for sex in ("female", "male")],
        *[
            (f"utility_multiplier.{state}", f"u_{state}")
            for state in ("index", "hip1", "hip2", "vert1", "vert2", "other1", "other2", "care")
        ],
        ("bed_days.hip", "n_bed_days_hip"),
        ("bed_days.other", "n_bed_days_other"),
        ("per_fracture.admissions.hip", "c_hip_fracture_year_1_incremental"),
        ("per_fracture.admissions.vert", "c_admission_vert"),
        ("per_fracture.admissions.other", "c_admission_other"),
        ("per_month.rehabilitation.hip1", "c_rehabilitation_month_hip1"),
        ("per_month.rehabilitation.vert1", "c_rehabilitation_month_vert1"),
        ("per_month.care_home.care", "c_care_home_month"),
        ("per_month.home_care.hip1", "c_home_care_month_hip1"),
        ("per_month.informal_care.hip1", "c_informal_care_month_hip1"),
        *[
            (f"pathways.{medicine}.relative_risk.{kind}", f"rr_{kind}_{medicine}")
            for medicine in ("oral", "zoledronate")
            for kind in ("hip", "vert", "other")
        ],
        *[
            (f"pathways.{medicine}.{key}", f"{row}_{medicine}")
            for medicine in ("oral", "zoledronate")
            for key, row in {
                "onset_months": "n_onset_months",
                "residual_months": "n_residual_months",
                "residual_share": "p_residual_share",
            }.items()
        ],
        ("pathways.oral.delay_months", "n_delay_months"),
        ("pathways.zoledronate.delay_months", "n_delay_months"),
        *[(f"pathways.zoledronate.stop_monthly.{y}", f"p_stop_monthly_zoledronate_year_{y + 1}") for y in range(3)],
        ("pathways.oral.per_month_on_drug.medicines", "c_oral_month"),
        ("pathways.zoledronate.per_month_on_drug.medicines", "c_zoledronate_drug_month"),
        ("pathways.zoledronate.per_month_on_drug.infusion_clinic", "c_zoledronate_clinic_month"),
        ("pathways.oral_seen.at_entry.service_staff", "c_service_staff_person_trust_cash"),
        ("pathways.oral_after_hip.mortality_ratio.0", "rr_mortality_index_hip_year_1"),
        ("pathways.oral_after_hip.mortality_ratio.1", "rr_mortality_index_hip_later"),
        *[(f"pathways.oral_after_vert.mortality_ratio.{y}", "rr_mortality_index_vert") for y in range(5)],
    ],
)
def test_a_place_has_its_own_row(path: str, row: str) -> None:
    assert at(path) == pytest.approx(ROWS[row], abs=1e-6)


@pytest.mark.parametrize(
    ("path", "of"),
    [
        ("per_month.gp.index", lambda r: r["c_gp_consultation"] * r["n_gp_consultations_a_year"] / 12),
        ("bed_days.vert", lambda r: r["n_bed_days_vert_admitted"] * r["p_vert_admitted"]),
        (
            "pathways.oral_seen.at_entry.service_tests",
            lambda r: r["p_scanned"] * r["c_bone_scan"] + r["c_blood_tests"],
        ),
        *[
            (
                f"smr.{kind}{when}.{sex}",
                lambda r, kind=kind, sex=sex: (
                    r[f"smr_index_{sex}"] * (1 + r["p_causal_mortality"] * (r[f"smr_after_{kind}_{sex}"] - 1))
                ),
            )
            for kind in ("hip", "vert")
            for when in (1, 2)
            for sex in ("female", "male")
        ],
        ("pathways.oral_after_vert.mortality_ratio.5", lambda _: 1),
        ("pathways.untreated.mortality_ratio.0", lambda _: 1),
    ],
)
def test_a_place_made_from_several_rows_has_those(path: str, of: Callable[[Rows], float]) -> None:
    assert at(path) == pytest.approx(of(ROWS), abs=1e-6)


def test_what_is_decided_and_not_drawn_is_read_from_its_row() -> None:
    assert (CASE["discount_costs"], CASE["discount_qalys"]) == (0.035, 0.035)
    assert CASE["thresholds"] == [20_000, 25_000, 30_000, 35_000]
    assert (CASE["horizon_years"], CASE["entry_years"]) == (10, 5)
