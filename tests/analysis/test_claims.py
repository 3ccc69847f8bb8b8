"""Claims beside our model: the same quantity worked out another way, and thresholds that give the claim back."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest

from flsguide.analysis.claim_draws import InDraws, in_draws
from flsguide.analysis.claims import Bench, Standing, Threshold, Weighed, in_our_prices, weighed
from flsguide.analysis.cost_effectiveness import compared
from flsguide.analysis.levers import levers
from flsguide.analysis.national_table import national_cohort, national_draws
from flsguide.analysis.published_studies import Setting, people_of
from flsguide.evidence.claims import BASES, LEVERS, Claim, claim_named, claims, return_claimed
from flsguide.evidence.national_tables import national_tables
from flsguide.evidence.parameters import parameters
from flsguide.evidence.vocabulary import KINDS
from flsguide.model.base_case import base_case
from flsguide.model.base_strategies import Choices
from flsguide.model.outcomes import Outcomes
from flsguide.model.strategies import pathway_table, strategy_outcomes

pytestmark = pytest.mark.xdist_group("claims")  # its module's fixture is made once

INPUTS = parameters()
COHORT = national_cohort(INPUTS, 2026)
SETTING = Setting(INPUTS, national_tables(INPUTS), COHORT)
BENCH = Bench(SETTING)
FEW = replace(SETTING, cohort=COHORT[::9])
"""Some of the people, for what holds of any."""


FULL, PAY = Choices(service_costs="full_economic"), Choices(service_costs="trust_cash")
"""The service's staff with overheads and buildings, or at what the trust pays."""


def run(
    people: str, years: int, setting: Setting = SETTING, rows: Mapping[str, float] | None = None,
    basis: Choices = FULL,
) -> Outcomes:  # fmt: skip
    """The base case in floats, each group of people on its own: no part of the claims' code."""
    cohort = people_of(setting.cohort, people)
    case = base_case(setting.inputs, setting.tables, cohort, rows, replace(basis, horizon_years=years))
    return strategy_outcomes(case, pathway_table(case))


def ours(name: str) -> float:
    """With staff counted as is fair to the claim."""
    (answer,) = BENCH.answers(claim_named(name), {})
    return answer


def people(which: str = "all") -> float:
    return sum(row.n for row in people_of(COHORT, which))


# What our model gives


def test_fractures_and_hips_avoided_are_those_of_the_strategies() -> None:
    outcomes = run("all", 10)
    seen = 0.8 * people()
    avoided = {k: 1000 * (sum(outcomes["usual"][k]) - sum(outcomes["fls"][k])) / seen for k in KINDS}
    assert ours("mclellan_fractures") == pytest.approx(sum(avoided.values()), rel=1e-9)
    assert ours("mclellan_hips") == pytest.approx(avoided["hip"], rel=1e-9)
    assert 0 < avoided["hip"] < sum(avoided.values())


def test_money_and_qalys_are_those_of_the_comparison() -> None:
    case = base_case(INPUTS, SETTING.tables, COHORT, choices=replace(FULL, horizon_years=10))
    found = compared(case, strategy_outcomes(case, pathway_table(case)))
    assert ours("mclellan_saving") == pytest.approx(-1000 * found.incremental_cost / (0.8 * people()), rel=1e-9)
    assert ours("mclellan_qalys") == pytest.approx(1000 * found.incremental_qalys / (0.8 * people()), rel=1e-9)


def test_the_cost_of_a_qaly_leaves_social_care_out_where_the_claim_does() -> None:
    outcomes = run("hip_male", 50)
    lines = {"admissions": 1, "gp": 1, "medicines": 1, "infusion_clinic": 1, "rehabilitation": 1,
             "service_staff": 1, "service_tests": 1}  # fmt: skip

    def total(output: str) -> float:
        return sum(
            (f - u) / 1.035**y
            for y, (f, u) in enumerate(zip(outcomes["fls"][output], outcomes["usual"][output], strict=True))
        )

    assert ours("leal_men") == pytest.approx(sum(map(total, lines)) / total("qalys"), rel=1e-6)


def test_a_return_is_what_other_care_saves_over_what_the_service_and_medicines_cost() -> None:
    outcomes = run("all", 5, basis=PAY)
    family = INPUTS.number("p_care_home_family")

    def more(line: str) -> float:
        return sum(
            (f - u) / 1.035**y
            for y, (f, u) in enumerate(zip(outcomes["fls"][line], outcomes["usual"][line], strict=True))
        )

    spent = sum(more(line) for line in ("service_staff", "service_tests", "medicines", "infusion_clinic"))
    saved = -sum(more(line) for line in ("admissions", "gp", "rehabilitation", "home_care"))
    saved -= (1 - family) * more("care_home")
    assert ours("dh_return") == pytest.approx(saved / spent, rel=1e-9)
    assert ours("ros_return") == ours("nos_return") < ours("rcp_return"), "of these two only the health service saves"


def test_staff_are_at_full_cost_but_beside_the_two_claims_that_speak_of_a_budget() -> None:
    assert {c.name for c in claims() if c.service_costs == "trust_cash"} == {"dh_return", "lords_break_even"}
    (at_pay,) = BENCH.answers(replace(claim_named("rcp_return"), service_costs="trust_cash"), {})
    assert ours("rcp_return") < at_pay == ours("dh_return")
    lines = [run("all", 5, basis=basis)["fls"]["service_staff"][0] for basis in (FULL, PAY)]
    full, pay = (INPUTS.number(f"c_service_staff_person_{name}") for name in BASES)
    assert lines[0] / lines[1] == pytest.approx(full / pay)


def test_england_over_five_years_is_five_groups_of_people_each_with_the_years_left_to_it() -> None:
    by_horizon = []
    for years in range(1, 6):
        outcomes = run("all", years)
        by_horizon.append(sum(sum(outcomes["usual"][k]) - sum(outcomes["fls"][k]) for k in KINDS))
    assert ours("ros_fractures") == pytest.approx(sum(by_horizon), rel=1e-9)


def test_hips_in_a_place_fall_by_those_avoided_over_those_of_a_year() -> None:
    outcomes = run("all", 10)
    hips = people("hip") / INPUTS.number("p_people_per_fracture")
    avoided = sum(outcomes["usual"]["hip"]) - sum(outcomes["fls"]["hip"])
    assert ours("glasgow_headline") == pytest.approx(-100 * avoided / hips, rel=1e-9)
    assert ours("glasgow_headline") == ours("glasgow_rate") < 0


def test_on_treatment_at_a_year_is_those_treated_times_those_who_keep_on() -> None:
    treated = (
        sum(
            row.n
            * (0.8 * INPUTS.number(f"p_treated_fls_{row.site}") + 0.2 * INPUTS.number(f"p_treated_usual_{row.site}"))
            for row in COHORT
        )
        / people()
    )
    kept = INPUTS.number("p_persisting_12_months")
    assert INPUTS.number("p_zoledronate_of_treated") == 0  # or their own share would count
    assert ours("goal_80_50_80") == pytest.approx(100 * treated * kept, rel=1e-9)


def test_only_money_with_a_price_year_is_brought_forward() -> None:
    men = claim_named("leal_men")
    assert in_our_prices(men) > 1.3 * men.figure
    for name in ("mclellan_saving", "ros_return", "mclellan_fractures"):
        assert in_our_prices(claim_named(name)) == claim_named(name).figure


# Thresholds

FOUND = {w.claim.name: w for w in weighed(claims(), SETTING)}
REACHED = [(w, t) for w in FOUND.values() for t in w.thresholds if t.at is not None]


def test_some_thresholds_are_found_and_some_are_not() -> None:
    assert len(REACHED) > 10
    assert any(t.at is None for w in FOUND.values() for t in w.thresholds)


@pytest.mark.parametrize(
    ("found", "threshold"), REACHED, ids=lambda x: getattr(x, "lever", getattr(x, "claim", x)).name
)
def test_at_a_threshold_the_model_gives_the_claim_back(found: Weighed, threshold: Threshold) -> None:
    (again,) = BENCH.answers(found.claim, threshold.lever.drawn(np.array([threshold.at])))
    assert again == pytest.approx(found.target, rel=0.005)


def test_a_threshold_gives_the_claim_back_in_floats_too() -> None:
    found = FOUND["mclellan_fractures"]
    (risk,) = (t for t in found.thresholds if t.lever.name == "risk")
    outcomes = run("all", 10, rows=risk.lever.drawn(risk.at))
    avoided = sum(sum(outcomes["usual"][k]) - sum(outcomes["fls"][k]) for k in KINDS)
    assert 1000 * avoided / (0.8 * people()) == pytest.approx(18, rel=0.005)


def test_where_no_value_reaches_a_claim_neither_end_does() -> None:
    found = FOUND["rcp_return"]
    for t in found.thresholds:
        ends = BENCH.answers(found.claim, t.lever.drawn(np.array([t.lever.least, t.lever.most])))
        assert t.at is not None or all(end < found.target for end in ends)


def test_every_lever_of_the_table_is_there_and_moves_ours_the_way_it_says() -> None:
    for basis in BASES:
        assert tuple(levers(INPUTS, SETTING.tables.rates, basis)) == LEVERS
        moves_ours_the_way_it_says(replace(claim_named("ros_return"), service_costs=basis))


def moves_ours_the_way_it_says(claim: Claim) -> None:
    (as_it_stands,) = BENCH.answers(claim, {})
    for lever in levers(INPUTS, SETTING.tables.rates, claim.service_costs).values():
        (at_ours,) = BENCH.answers(claim, lever.drawn(np.array([lever.ours.value])))
        assert at_ours == pytest.approx(as_it_stands, rel=1e-9)
        low, high = BENCH.answers(claim, lever.drawn(np.array([lever.ours.low, lever.ours.high])))
        assert (high > low) is lever.more_is_kind
        assert lever.least <= lever.ours.low <= lever.ours.high <= lever.most


def test_all_numbers_at_their_kindest_do_no_worse_than_any_one() -> None:
    for found in FOUND.values():
        fair = found.fair
        if fair is None or found.claim.measure == "pounds_per_qaly":  # below 0 it says the opposite
            continue
        best = min if found.claim.measure == "hips_change" else max
        assert best([fair.kindest, fair.ours, *(t.kindest for t in found.thresholds)]) == fair.kindest


# Verdicts


def fair(found: Weighed) -> Standing:
    assert found.fair is not None
    return found.fair


def test_a_claim_that_our_model_makes_holds_and_one_far_beyond_is_out_of_reach() -> None:
    bench = Bench(FEW)
    (five,) = bench.answers(return_claimed(1, 5), {})
    held, beyond = weighed([return_claimed(five, 5), return_claimed(900, 5)], FEW)
    assert (fair(held).verdict, fair(beyond).verdict) == ("holds", "out_of_reach")
    assert held.at["trust_cash"].verdict == "holds", "trust pay is kinder"
    assert [t.at for t in beyond.thresholds] == [None] * 6


def test_a_claim_within_the_range_of_one_number_says_so_and_one_beyond_it_needs_several() -> None:
    bench, claim = Bench(FEW), return_claimed(1, 5)
    staff = bench.lever(claim, "staff_cost")
    assert staff.ours == INPUTS.range_of("c_service_staff_person_full_economic")
    (cheap,) = bench.answers(claim, staff.drawn(np.array([staff.ours.low])))
    kindest = fair(weighed([claim], FEW)[0]).kindest
    near, far = weighed([return_claimed(0.99 * cheap, 5), return_claimed(0.95 * kindest, 5)], FEW)
    assert fair(near).verdict == "one_number"
    assert any(t.is_plausible for t in near.thresholds if t.lever.name == "staff_cost")
    assert fair(far).verdict == "several_numbers"


def test_the_other_basis_gets_the_verdict_that_it_would_get_if_it_were_the_fair_one() -> None:
    own = [claim_named(name) for name in ("leal_women", "dh_return", "nos_return", "lords_break_even")]
    swapped = [
        replace(c, service_costs="full_economic" if c.service_costs == "trust_cash" else "trust_cash") for c in own
    ]
    for one, other in zip(weighed(own, FEW), weighed(swapped, FEW), strict=True):
        assert one.at[other.claim.service_costs] == fair(other)
        said = any(t.is_plausible for t in other.thresholds)
        assert said is (fair(other).verdict == "one_number") or fair(other).verdict == "holds"


def test_how_staff_are_counted_is_nothing_to_a_claim_without_money() -> None:
    for found in FOUND.values():
        if found.at and not found.claim.service_costs:
            assert found.at["full_economic"] == found.at["trust_cash"] == fair(found)


def test_trust_pay_is_never_less_kind() -> None:
    for found in FOUND.values():
        if found.claim.measure in ("saved_per_pound", "saving"):
            assert found.at["trust_cash"].ours > found.at["full_economic"].ours
        elif found.claim.measure == "pounds_per_qaly":
            assert found.at["trust_cash"].ours < found.at["full_economic"].ours


@pytest.mark.parametrize(
    ("name", "times", "holds"),
    [
        ("leal_men", 0.92, True),
        ("leal_men", 0.8, False),
        ("mclellan_hips", 1.05, True),
        ("mclellan_hips", 1.2, False),
        ("glasgow_headline", 1.05, True),
        ("glasgow_headline", 1.2, False),
    ],
)
def test_within_a_tenth_of_the_claim_is_near_enough(name: str, times: float, holds: bool) -> None:
    claim = replace(claim_named(name), price_year="", comparable="partly", levers=("treated",))
    (answer,) = Bench(FEW).answers(claim, {})
    (found,) = weighed([replace(claim, figure=times * answer)], FEW)
    assert (fair(found).verdict == "holds") is holds


def test_a_claim_that_is_not_comparable_gets_no_other_verdict() -> None:
    assert {at.verdict for at in FOUND["glasgow_headline"].at.values()} == {"not_comparable"}


def test_a_comparator_is_not_weighed() -> None:
    found = FOUND["england_headline"]
    assert (dict(found.at), found.fair, found.thresholds) == ({}, None, ())


# Draws


@pytest.fixture(scope="module")
def drawn() -> object:
    return national_draws(INPUTS, FEW.tables, tuple(FEW.cohort), 40, 7)


def own_run(claim: Claim, table: object, draw: int) -> float:
    """One draw of a measure of fractures, by hand."""
    totals = {s: table.totals(s)[draw, : claim.years] for s in ("usual", "fls")}  # type: ignore[attr-defined]
    at = [table.outputs.index(kind) for kind in KINDS]  # type: ignore[attr-defined]
    return 1000 * float((totals["usual"] - totals["fls"])[:, at].sum()) / (0.8 * sum(row.n for row in FEW.cohort))


def test_draws_hold_the_quantity_and_how_often_the_claim_is_met(drawn: object) -> None:
    claim = claim_named("mclellan_fractures")
    answers = [own_run(claim, drawn, i) for i in range(40)]
    seen = at_full(replace(claim, figure=float(np.median(answers))), drawn)
    assert seen.interval is not None
    assert seen.interval.value == pytest.approx(np.median(answers), rel=1e-5)
    assert (seen.interval.low, seen.interval.high) == pytest.approx(np.quantile(answers, (0.1, 0.9)), rel=1e-5)
    assert seen.of_100 == pytest.approx(100 * np.mean([a >= 0.9 * np.median(answers) for a in answers]))
    assert 50 <= seen.of_100 < 100


def at_full(claim: Claim, table: object, basis: str = "full_economic") -> InDraws:
    return in_draws(weighed([claim], FEW), table, FEW)[claim.name][basis]  # type: ignore[arg-type]


@pytest.mark.parametrize("basis", [FULL, PAY], ids=lambda basis: basis.service_costs)
def test_in_a_draw_staff_cost_what_was_drawn_for_them(basis: Choices) -> None:
    table = national_draws(INPUTS, FEW.tables, tuple(FEW.cohort), 1, 7)
    rows = {name: float(values[0]) for name, values in table.inputs.items()}
    case = base_case(INPUTS, FEW.tables, FEW.cohort, rows, replace(basis, horizon_years=10))
    by_hand = compared(case, strategy_outcomes(case, pathway_table(case))).incremental_cost
    seen = at_full(replace(claim_named("mclellan_saving"), levers=("treated",)), table, basis.service_costs).interval
    assert seen is not None
    assert seen.value == pytest.approx(-1000 * by_hand / (0.8 * sum(row.n for row in FEW.cohort)), rel=1e-4)


def test_pounds_for_a_qaly_have_no_interval_and_a_lost_qaly_meets_no_claim(drawn: object) -> None:
    found = weighed([claim_named("pinedo_ratio")], FEW)
    assert in_draws(found, drawn, FEW)["pinedo_ratio"]["full_economic"].interval is None  # type: ignore[arg-type]
    nothing = in_draws([replace(found[0], target=-1e9)], drawn, FEW)["pinedo_ratio"]  # type: ignore[arg-type]
    assert [at.of_100 for at in nothing.values()] == [0, 0]


def test_what_the_table_does_not_hold_is_not_drawn(drawn: object) -> None:
    told = [FOUND[name] for name in ("leal_men", "goal_80_50_80", "england_headline", "dh_return")]
    assert list(in_draws(told, drawn, FEW)) == ["dh_return"]  # type: ignore[arg-type]
