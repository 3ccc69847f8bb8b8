"""The base case: every number from its row, and results as its own evidence leads one to expect."""

import json
from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flsguide.analysis.budget_impact import break_even_year, net_cost
from flsguide.analysis.cost_effectiveness import compared
from flsguide.evidence.case_file import Case, case_content, case_from
from flsguide.evidence.incidence import incidence
from flsguide.evidence.national_tables import national_tables
from flsguide.evidence.parameters import parameters
from flsguide.evidence.places import place_of
from flsguide.evidence.vocabulary import KINDS, RELEASES, SITES
from flsguide.model.base_case import base_case, people_entering
from flsguide.model.base_strategies import CHOICES, Choices
from flsguide.model.local_caseload import local_caseload
from flsguide.model.outcomes import Outcomes
from flsguide.model.staffing import BASES
from flsguide.model.strategies import pathway_table, strategy_outcomes

INPUTS = parameters()
TABLES = national_tables(INPUTS)
LOAD = local_caseload(place_of(INPUTS, "England"), incidence(), 2026, INPUTS)
COHORT = people_entering(LOAD.counts, INPUTS.number("p_eligible_other"), INPUTS.number("p_people_per_fracture"))
PEOPLE = sum(row.n for row in COHORT)


def case(**choices: object) -> Case:
    return base_case(INPUTS, TABLES, COHORT, choices=Choices(**choices))  # type: ignore[arg-type]


def outcomes(of: Case) -> Outcomes:
    return strategy_outcomes(of, pathway_table(of))


BASE = case()
FOUND = outcomes(BASE)


def test_the_people_are_the_caseload_less_what_a_service_does_not_see() -> None:
    each = INPUTS.number("p_people_per_fracture")
    other = sum(c.fractures for c in LOAD.counts if c.site == "other")
    expected = (LOAD.total().value - (1 - INPUTS.number("p_eligible_other")) * other) * each
    assert pytest.approx(expected, rel=1e-12) == PEOPLE
    assert {row.site for row in COHORT} == set(SITES)
    assert {row.age for row in COHORT} == {52.5 + 5 * i for i in range(9)}


@pytest.mark.parametrize(
    ("state", "sex", "ratio"),
    [
        ("index", "female", 1.25), ("hip1", "female", 1.74), ("hip2", "male", 2.20), ("vert1", "female", 1.53),
        ("vert2", "male", 1.70), ("other1", "male", 1.30), ("care", "female", 2.60),
    ],
)  # fmt: skip
def test_of_a_published_excess_of_deaths_only_a_part_is_caused(state: str, sex: str, ratio: float) -> None:
    assert BASE.smr[state][sex] == pytest.approx(ratio, abs=0.005)


def test_stopping_gives_back_the_published_shares_who_still_take_tablets() -> None:
    one, two, later = BASE.pathways["oral"].stop_monthly
    kept = [(1 - one) ** 12]
    kept += [kept[0] * (1 - two) ** 12]
    kept += [kept[1] * (1 - later) ** 36]
    assert kept == pytest.approx([INPUTS.number(f"p_persisting_{m}_months") for m in (12, 24, 60)], rel=1e-12)


def test_shares_of_each_site_sum_to_1_and_the_unseen_are_treated_as_without_a_service() -> None:
    for strategy in BASE.strategies.values():
        for shares in strategy.values():
            assert sum(shares.values()) == pytest.approx(1, abs=1e-12)
            assert min(shares.values()) >= 0
    assert {name for shares in BASE.strategies["fls"].values() for name in shares} == {
        f"{name}{after}"
        for name in ("untreated", "oral", "zoledronate", "untreated_seen", "oral_seen", "zoledronate_seen")
        for after in ("", "_after_hip", "_after_vert")
    }
    for site, usual in BASE.strategies["usual"].items():
        unseen = {name: share for name, share in BASE.strategies["fls"][site].items() if "_seen" not in name}
        assert unseen == pytest.approx({name: 0.2 * share for name, share in usual.items()}, abs=1e-12)


BY_NEED = {
    "usual": {"hip": 0.35, "vert": 0.25, "humerus": 0.12, "forearm": 0.12, "other": 0.12},
    "fls": {"hip": 0.65, "vert": 0.65, "humerus": 0.28, "forearm": 0.28, "other": 0.28},
}
"""The spread over sites by judgement, before its level is that of the studies."""


def share_over_england(by_site: Mapping[str, float]) -> float:
    return sum(row.n * by_site[row.site] for row in COHORT) / PEOPLE


def treated(of: Case, strategy: str, part: str = "") -> dict[str, float]:
    return {
        site: sum(share for name, share in shares.items() if of.pathways[name].treated and part in name)
        for site, shares in of.strategies[strategy].items()
    }


@pytest.mark.parametrize(("strategy", "overall"), [("usual", "p_treated_usual_care"), ("fls", "p_treated_fls")])
def test_the_shares_treated_are_the_spread_by_need_at_the_level_of_the_studies(strategy: str, overall: str) -> None:
    """Wu et al. 2018, 74 controlled studies: 17.2 % of patients in usual care and 38.0 % of those of a service."""
    times = INPUTS.number(overall) / share_over_england(BY_NEED[strategy])
    for site, need in BY_NEED[strategy].items():
        row = INPUTS[f"p_treated_{strategy}_{site}"]
        assert row.value == round(need * times, 3), "England's mix of fractures has changed, or the row has"
        assert row.transform.startswith(
            f"{need} by need x {INPUTS.number(overall)} / {INPUTS.number(overall) / times:.3f}"
        )
    of_seen = treated(BASE, strategy, "_seen") if strategy == "fls" else treated(BASE, strategy)
    seen = 0.8 if strategy == "fls" else 1.0
    assert share_over_england(of_seen) == pytest.approx(seen * INPUTS.number(overall), abs=0.0005)


@pytest.mark.parametrize(("usual", "fls"), [(0.01, 0.01), (0.11, 0.25), (0.172, 0.38), (0.28, 0.69), (0.9, 0.95)])
def test_at_any_drawn_share_the_sites_average_it_and_the_unseen_have_usual_care(usual: float, fls: float) -> None:
    drawn = base_case(INPUTS, TABLES, COHORT, {"p_treated_usual_care": usual, "p_treated_fls": fls})
    seen = INPUTS.number("p_identified_80_50_80")
    assert share_over_england(treated(drawn, "usual")) == pytest.approx(usual, abs=0.0005)
    assert share_over_england(treated(drawn, "fls", "_seen")) == pytest.approx(seen * fls, abs=0.0005)
    assert share_over_england(treated(drawn, "fls")) == pytest.approx(seen * fls + (1 - seen) * usual, abs=0.0005)
    assert max(treated(drawn, "fls", "_seen").values()) <= seen + 1e-12


def test_a_service_avoids_fractures_and_costs_more_than_it_saves() -> None:
    """As the one English evaluation of real services found: worth its cost only over a long time, and not saving."""
    usual, fls = FOUND["usual"], FOUND["fls"]
    for output in ("hip", "vert", "other", "bed_days", "care_home_years"):
        assert sum(fls[output]) < sum(usual[output])
    assert break_even_year(BASE, FOUND) is None
    by_horizon = {}
    for years in (5, 10, 50):
        of = case(horizon_years=years)
        by_horizon[years] = compared(of, outcomes(of)).icer
    assert all(icer is not None for icer in by_horizon.values())
    assert by_horizon[5] > by_horizon[10] > by_horizon[50] > 0  # type: ignore[operator]
    assert by_horizon[5] > 35_000  # type: ignore[operator]


def test_an_assumed_effect_on_survival_outweighs_everything_else() -> None:
    survival = case(survival=True)
    gained, base = (compared(c, outcomes(c)).incremental_qalys for c in (survival, BASE))
    assert gained > 5 * base


def test_following_people_up_gains_more_and_costs_no_more() -> None:
    followed = case(follow_up=True)
    more, base = compared(followed, outcomes(followed)), compared(BASE, FOUND)
    assert more.incremental_qalys > base.incremental_qalys
    assert more.incremental_cost < base.incremental_cost


def test_staff_are_cash_only_on_a_basis_of_cash() -> None:
    assert BASE.lines["service_staff"].release == "cash"
    assert case(service_costs="full_economic").lines["service_staff"].release == "capacity"
    assert case(service_costs="full_economic").lines["service_tests"].release == "cash"


@pytest.mark.parametrize("family", [0.2, 0.6])
def test_the_familys_share_of_care_homes_moves_what_the_public_pays(family: float) -> None:
    drawn = base_case(INPUTS, TABLES, COHORT, {"p_care_home_family": family})
    assert drawn.lines["care_home"].holders == {"social": 1 - family, "family": family}
    assert compared(drawn, outcomes(drawn)).incremental_cost != compared(BASE, FOUND).incremental_cost


def test_the_whole_cost_of_a_hip_fracture_makes_avoiding_one_look_better() -> None:
    gross = case(costs="gross")
    assert gross.per_fracture["admissions"]["hip"] > BASE.per_fracture["admissions"]["hip"]
    found = net_cost(gross, outcomes(gross))["acute"]["capacity"]
    assert sum(found) < sum(net_cost(BASE, FOUND)["acute"]["capacity"]) < 0


@pytest.mark.parametrize("basis", BASES)
def test_the_costs_of_staff_are_on_one_basis_and_the_rest_is_the_same_on_each(basis: str) -> None:
    paid = case(service_costs=basis).pathways["oral_seen"].at_entry
    tests = INPUTS.number("p_scanned") * INPUTS.number("c_bone_scan") + INPUTS.number("c_blood_tests")
    assert paid == {"service_staff": INPUTS.number(f"c_service_staff_person_{basis}"), "service_tests": tests}
    assert case(service_costs=basis).pathways["oral"].at_entry == {}


def test_a_person_seen_costs_about_what_was_published_of_minutes_and_prices() -> None:
    """195 pounds at trust cash and 294 with overheads (280 x 1.0483), from the same minutes."""
    for basis, whole in (("trust_cash", 195), ("full_economic", 294)):
        assert sum(case(service_costs=basis).pathways["oral_seen"].at_entry.values()) == pytest.approx(whole, abs=0.5)


def test_hospital_care_costs_less_by_whole_stays_and_least_at_the_tariff() -> None:
    """Leal et al. 2018: 14,440 by episodes, 2,106 less by stays and 3,691 less at the tariff."""
    for costs in ("incremental", "gross"):
        by = {
            units: case(costs=costs, unit_costs=units).per_fracture["admissions"] for units in CHOICES["unit_costs"]
        }
        assert by["spell"]["hip"] / by["episode"]["hip"] == pytest.approx(12_334 / 14_440, abs=5e-4)
        assert by["tariff"]["hip"] / by["episode"]["hip"] == pytest.approx(10_749 / 14_440, abs=5e-4)
        assert by["tariff"]["vert"] == by["episode"]["vert"], "the study is of hip fractures"


def test_all_of_the_care_after_a_hip_fracture_is_that_of_two_years() -> None:
    two_years = INPUTS.number("c_hip_fracture_year_1_gross") + INPUTS.number("c_hip_fracture_year_2_gross")
    assert case(costs="gross").per_fracture["admissions"]["hip"] == two_years
    assert BASE.per_fracture["admissions"]["hip"] == INPUTS.number("c_hip_fracture_year_1_incremental")


def test_every_line_has_a_kind_and_holders_who_bear_all_of_it() -> None:
    for line in BASE.lines.values():
        assert line.release in RELEASES
        assert sum(line.holders.values()) == pytest.approx(1, abs=1e-12)
    used = {*BASE.per_fracture, *BASE.per_month}
    for pathway in BASE.pathways.values():
        used |= {*pathway.at_entry, *pathway.per_month_on_drug}
    assert used == set(BASE.lines)


def test_a_service_without_effect_changes_no_health() -> None:
    still = {n: replace(p, relative_risk=dict.fromkeys(p.relative_risk, 1.0)) for n, p in BASE.pathways.items()}
    of = replace(BASE, pathways=still)
    found = outcomes(of)
    assert found["fls"]["qalys"] == pytest.approx(found["usual"]["qalys"], rel=1e-12)
    assert compared(of, found).icer is None


@settings(max_examples=15, deadline=None)
@given(st.tuples(*[st.floats(0, 1)] * 3), st.floats(0, 1), st.sampled_from(SITES))
def test_a_weaker_effect_on_every_kind_or_more_stopping_never_gains_qalys_in_the_base_case(
    weaker: tuple[float, float, float], stopping: float, site: str
) -> None:
    few = replace(BASE, horizon_years=5, cohort=[row for row in COHORT if row.site == site][::4])
    less = dict(zip(KINDS, weaker, strict=True))
    worse = {
        name: replace(
            pathway,
            relative_risk={kind: 1 - (1 - x) * (1 - less[kind]) for kind, x in pathway.relative_risk.items()},
            stop_monthly=tuple(x + (1 - x) * stopping for x in pathway.stop_monthly),
        )
        if pathway.treated
        else pathway
        for name, pathway in few.pathways.items()
    }
    found = {
        name: compared(of, outcomes(of)) for name, of in (("as it is", few), ("worse", replace(few, pathways=worse)))
    }
    assert found["worse"].incremental_qalys <= found["as it is"].incremental_qalys + 1e-9 * sum(
        row.n for row in few.cohort
    )


def test_the_base_case_is_a_case_that_a_file_could_hold() -> None:
    """Written out and read again it is the same, so that `flsguide run` can check any of its figures."""
    written = json.loads(json.dumps(case_content(BASE)))
    assert case_from(written) == BASE
