from collections.abc import Callable
from dataclasses import replace

import pytest

from flsguide.evidence.cost_lines import ROWS, cost_lines
from flsguide.evidence.parameters import parameters
from flsguide.evidence.vocabulary import HOLDERS

Refusal = Callable[..., str]
Edit = Callable[[str, str, str], None]


# The project's own lines


@pytest.mark.parametrize(
    ("name", "release", "shares"),
    [
        ("admissions", "capacity", {"acute": 1}),
        ("gp", "capacity", {"primary": 1}),
        ("medicines", "cash", {"primary": 1}),
        ("infusion_clinic", "capacity", {"acute": 1}),
        ("rehabilitation", "capacity", {"community": 1}),
        # Office for National Statistics, 2022 to 2023: 48.9 % of residents pay for themselves
        ("care_home", "cash", {"social": 0.511, "family": 0.489}),
        ("home_care", "cash", {"social": 1}),
        ("informal_care", "welfare", {"family": 1}),
        ("service_staff", "cash", {"programme": 1}),
        ("service_tests", "cash", {"programme": 1}),
        ("service_set_up", "cash", {"programme": 1}),
    ],
)
def test_a_line_says_what_kind_of_money_it_is_and_who_bears_it(name: str, release: str, shares: dict[str, float]):
    line = cost_lines()[name]
    assert (line.name, line.release) == (name, release)
    assert line.shares(parameters()) == pytest.approx(shares)


def test_there_are_eleven_lines_in_file_order_and_each_sums_to_1():
    assert list(cost_lines()) == [
        "admissions", "gp", "medicines", "infusion_clinic", "rehabilitation",
        "care_home", "home_care", "informal_care", "service_staff", "service_tests",
        "service_set_up",
    ]  # fmt: skip
    for line in cost_lines().values():
        assert sum(line.shares(parameters()).values()) == pytest.approx(1, abs=1e-9), line.name


def test_unpaid_care_never_falls_on_a_budget_of_the_nhs_or_a_council():
    welfare = [line for line in cost_lines().values() if line.release == "welfare"]
    assert [set(line.shares(parameters())) for line in welfare] == [{"family"}]


def test_the_holders_of_costs_are_those_of_the_lines():
    assert {p.budget_holder for p in parameters().values() if p.budget_holder} <= set(HOLDERS)


@pytest.mark.parametrize(
    ("prefix", "line"),
    [
        ("c_hip_fracture_", "admissions"), ("c_admission_", "admissions"), ("c_gp_", "gp"), ("c_oral_", "medicines"),
        ("c_zoledronate_drug_", "medicines"), ("c_zoledronate_clinic_", "infusion_clinic"),
        ("c_rehabilitation_", "rehabilitation"), ("c_care_home_", "care_home"), ("c_home_care_", "home_care"),
        ("c_informal_care_", "informal_care"), ("c_service_staff_person_trust_cash", "service_staff"),
        ("c_set_up", "service_set_up"), ("c_bone_scan", "service_tests"), ("c_blood_tests", "service_tests"),
    ],
)  # fmt: skip
def test_a_cost_row_agrees_with_its_line(prefix: str, line: str):
    found = [p for name, p in parameters().items() if name.startswith(prefix)]
    assert found
    assert {p.release for p in found} == {cost_lines()[line].release}
    assert {p.budget_holder for p in found} <= set(cost_lines()[line].shares(parameters()))


def test_every_share_has_a_source_or_a_reason():
    for line in cost_lines().values():
        assert [b.holder for b in line.bearers if not (b.source or b.note)] == [], line.name


# A service's own share


def test_a_service_s_own_share_moves_the_rest_with_it():
    own = replace(parameters()["p_care_home_family"], value=0.3)
    inputs = {**parameters(), "p_care_home_family": own}
    assert cost_lines()["care_home"].shares(inputs) == pytest.approx({"social": 0.7, "family": 0.3})
    assert cost_lines()["gp"].shares(inputs) == {"primary": 1.0}


# Bad input

GP = "gp,General practice time,capacity,primary,1,,,expert,"
FAMILY = "care_home,Care-home places,cash,family,p_care_home_family,ons_self_funders_2022_23,"


@pytest.mark.parametrize(
    ("line", "old", "new", "parts"),
    [
        (GP, "gp,", "GP,", ["row 3, line: 'GP'", "lower-case words joined by _"]),
        (GP, "gp,", "qalys,", ["row 3, line: 'qalys'", "not the name of a health output"]),
        (GP, "gp,", ",", ["row 3, line: a blank", "lower-case words joined by _"]),
        (GP, "General practice time", "", ["row 3, label: a blank", "a value"]),
        (GP, "capacity", "saving", ["row 3, release: 'saving'", "cash, capacity, income_neutral, welfare"]),
        (GP, "capacity", "", ["row 3, release: a blank", "one of cash, capacity, income_neutral, welfare"]),
        (GP, "primary", "practice", ["row 3, holder: 'practice'", "acute, primary, community, social, family"]),
        (GP, "primary", "", ["row 3, holder: a blank", "acute, primary, community, social, family, programme"]),
        (GP, ",1,", ",,", ["row 3, share_or_row: a blank", "a share from 0 to 1, a row of parameters.csv or rest"]),
        (GP, ",1,", ",0.9,", ["row 3, share_or_row: '0.9'", "shares of gp that sum to 1 (0.9 as they stand)"]),
        (GP, ",1,", ",1.1,", ["row 3, share_or_row: '1.1'", "a number from 0 to 1"]),
        (GP, ",1,", ",-1,", ["row 3, share_or_row: '-1'", "a number from 0 to 1"]),
        (GP, ",1,", ",100%,", ["row 3, share_or_row: '100%'", "digits and a point only"]),
        (GP, ",1,", ",nan,", ["row 3, share_or_row: 'nan'", "a share from 0 to 1, a row of parameters.csv"]),
        (GP, "expert", "sure", ["row 3, certainty: 'sure'", "published, derived, expert, illustrative"]),
        (GP, ",1,,,expert", ",1,,,published", ["row 3, source: a blank", "a key of sources.bib"]),
        (GP, ",1,,", ",1,pssru,", ["row 3, source: 'pssru'", "keys of sources.bib such as pssru2025"]),
        (FAMILY, "p_care_home_family", "p_care_home_famly",
         ["row 8, share_or_row: 'p_care_home_famly'", "such as p_care_home_family, or rest"]),
        (FAMILY, "p_care_home_family", "c_care_home_month",
         ["row 8, share_or_row: 'c_care_home_month'", "holds a share, with a maximum of 1"]),
        (FAMILY, "p_care_home_family", "rest", ["row 8, share_or_row: 'rest'", "rest for one holder of care_home"]),
        (FAMILY, "Care-home places", "Care homes", ["row 8, label: 'Care homes'", "Care-home places, as the line's"]),
        (FAMILY, "cash", "welfare", ["row 8, release: 'welfare'", "cash, as the line's first row", "another line"]),
        (FAMILY, "family,p_", "social,p_", ["row 8, line: 'care_home'", "each row once (row 7"]),
    ],
)  # fmt: skip
def test_a_broken_row_is_named(edit_data: Edit, refusal: Refusal, line: str, old: str, new: str, parts: list[str]):
    assert line.count(old) == 1
    edit_data("cost_lines.csv", line, line.replace(old, new))
    message = refusal(cost_lines)
    assert message.startswith("cost_lines.csv, row ")
    assert [part for part in parts if part not in message] == [], message


def test_shares_that_leave_less_than_nothing_for_the_rest_are_refused(edit_data: Edit, refusal: Refusal):
    more = "care_home,Care-home places,cash,acute,0.6,,,expert,Assumed.\n"
    edit_data("cost_lines.csv", FAMILY, more + FAMILY)
    message = refusal(cost_lines)
    assert "row 9, share_or_row: 'p_care_home_family'" in message
    assert "shares of care_home that sum to 1 (1.089 as they stand)" in message


def test_a_row_that_the_table_names_is_named_in_code_too_so_that_pages_run_again():
    assert {bearer.row for line in cost_lines().values() for bearer in line.bearers if bearer.row} == set(ROWS)
