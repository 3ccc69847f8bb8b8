"""Options ranked, what sharing saves, and what would make a service worth its cost: each worked out another way."""

from dataclasses import replace
from typing import Any

import pytest

from flsguide.analysis.case_result import case_result
from flsguide.analysis.national_table import national_cohort
from flsguide.analysis.option_values import option_values
from flsguide.analysis.scenarios import what_if
from flsguide.analysis.sharing import sharing
from flsguide.analysis.worth_at import worth_at
from flsguide.evidence.case_file import Subgroup
from flsguide.evidence.errors import EvidenceError
from flsguide.evidence.national_tables import national_tables
from flsguide.evidence.parameters import parameters
from flsguide.model.base_case import base_case
from flsguide.model.base_strategies import Choices
from flsguide.model.service_posts import planned_posts

INPUTS = parameters()
TABLES = national_tables(INPUTS)
COHORT = national_cohort(INPUTS, 2026)[::7]
EVERYBODY = sum(row.n for row in COHORT)
WHOLE = Choices(service_costs="full_economic")
VALUES = {v.name: v for v in option_values(INPUTS, TABLES, COHORT, ("usual", "hip_only", "fls", "hub"))}


def answer(choices: Choices, drawn: dict[str, float] | None = None) -> dict[str, Any]:
    return case_result(base_case(INPUTS, TABLES, COHORT, drawn, choices))


@pytest.mark.parametrize("basis", ["trust_cash", "full_economic"])
def test_each_option_is_what_a_case_of_it_and_usual_care_gives(basis: str) -> None:
    for name in ("hip_only", "fls"):
        found = answer(Choices(options=("usual", name), service_costs=basis))  # type: ignore[arg-type]
        assert VALUES[name].cost_added[basis] * EVERYBODY / 1000 == pytest.approx(found["incremental_cost"])
        assert VALUES[name].qalys_gained * EVERYBODY / 1000 == pytest.approx(found["incremental_qalys"])


def test_each_step_up_costs_what_a_case_of_the_two_gives() -> None:
    step = answer(Choices(options=("hip_only", "fls"), service_costs="full_economic"))
    found = VALUES["fls"].standing["full_economic"]
    assert (found.status, found.compared_with) == ("on the frontier", "hip_only")
    assert found.icer == pytest.approx(step["icer"])


def test_a_shared_service_is_the_same_for_people_and_hips_alone_reach_fewer() -> None:
    assert VALUES["hub"].standing["trust_cash"].status == "the same as another"
    assert VALUES["hub"].standing["trust_cash"].beaten_by == ("fls",)
    assert VALUES["usual"].seen == VALUES["usual"].qalys_gained == VALUES["usual"].fractures_avoided == 0
    assert 0 < VALUES["hip_only"].seen < VALUES["fls"].seen == pytest.approx(800)
    assert 0 < VALUES["hip_only"].fractures_avoided < VALUES["fls"].fractures_avoided


def test_sharing_saves_the_parts_of_posts_that_one_hospital_cannot_hire() -> None:
    people = tuple(replace(row, n=row.n * 1_579 / EVERYBODY) for row in COHORT)
    found = sharing(base_case(INPUTS, TABLES, people, choices=Choices(options=("fls", "hub"), staff="posts")))
    seen = 0.8 * 1_579
    alone, shared = (sum(p.cost_a_year for p in planned_posts(INPUTS, n * seen, Choices())) / n for n in (1, 3))
    assert found.alone == pytest.approx(alone)
    assert found.shared == pytest.approx(shared)
    assert found.saves == pytest.approx(alone - shared)
    assert found.first_year_alone - found.first_year_shared == pytest.approx(found.saves * 8 / 12 + 61_000 * 2 / 3), (
        "posts are there for eight months, and each hospital pays a third of setting up"
    )


@pytest.mark.parametrize("basis", ["trust_cash", "full_economic"])
def test_at_the_price_or_share_found_the_net_benefit_is_nothing(basis: str) -> None:
    choices = Choices(service_costs=basis)  # type: ignore[arg-type]
    found = worth_at(INPUTS, TABLES, COHORT, choices, 35_000)
    largest = abs(answer(choices)["net_monetary_benefit"]["35000"])
    for row, number in (
        (f"c_service_staff_person_{basis}", found.staff_cost),
        ("p_treated_fls", found.share_treated),
    ):
        assert number is not None
        assert answer(choices, {row: number})["net_monetary_benefit"]["35000"] == pytest.approx(
            0, abs=1e-3 * largest
        ), row


def test_the_most_that_staff_may_cost_is_the_same_however_they_are_counted() -> None:
    one, other = (worth_at(INPUTS, TABLES, COHORT, choices, 25_000) for choices in (Choices(), WHOLE))
    assert one.staff_cost == pytest.approx(other.staff_cost)
    assert one.share_treated is not None
    assert other.share_treated is not None
    assert one.share_treated < other.share_treated


def test_where_nothing_would_do_none_is_said_and_where_little_does_less_is_asked() -> None:
    found = worth_at(INPUTS, TABLES, COHORT, WHOLE, 0)
    assert (found.staff_cost, found.share_treated) == (None, None)
    asked = [worth_at(INPUTS, TABLES, COHORT, WHOLE, threshold).share_treated for threshold in (25e3, 35e3, 10e6)]
    assert all(share is not None for share in asked)
    assert asked == sorted(asked, reverse=True)  # type: ignore[type-var]


def test_the_base_scenario_is_the_whole_service() -> None:
    base = what_if(INPUTS, TABLES, COHORT)["base"]
    assert VALUES["fls"].cost_added == pytest.approx(base.cost_added)
    assert VALUES["fls"].qalys_gained == pytest.approx(base.qalys_gained)


def test_what_cannot_be_ranked_is_refused() -> None:
    for people, options, said in (
        ((), ("usual", "fls"), "people: 0"),
        (COHORT, ("usual",), "options: 'usual' is not allowed"),
        (COHORT, ("usual", "clinic"), "option: 'clinic' is not allowed"),
    ):
        with pytest.raises(EvidenceError, match=said):
            option_values(INPUTS, TABLES, people, options)


@pytest.mark.parametrize(
    ("people", "choices", "threshold", "said"),
    [
        ((), WHOLE, 1.0, "people: 0"),
        (COHORT, Choices(options=("usual", "today")), 1.0, "options: 'usual, today' is not allowed; give usual, fls"),
        (COHORT, WHOLE, -1.0, "thresholds"),
        (COHORT, WHOLE, float("inf"), "thresholds"),
    ],
)
def test_what_has_no_answer_is_refused(
    people: tuple[Subgroup, ...], choices: Choices, threshold: float, said: str
) -> None:
    with pytest.raises(EvidenceError, match=said):
        worth_at(INPUTS, TABLES, people, choices, threshold)


@pytest.mark.parametrize(
    "choices",
    [Choices(options=("fls", "hub")), Choices(options=("usual", "fls"), staff="posts")],
    ids=["by the person", "none to share with"],
)
def test_sharing_without_posts_or_without_both_options_is_refused(choices: Choices) -> None:
    with pytest.raises(EvidenceError, match=r"sharing, options: .* is not allowed"):
        sharing(base_case(INPUTS, TABLES, COHORT, choices=choices))
    with pytest.raises(EvidenceError, match="entry_years: 1 is not allowed"):
        sharing(
            base_case(INPUTS, TABLES, COHORT, choices=Choices(options=("fls", "hub"), staff="posts", horizon_years=1))
        )
