"""Scenarios: what must hold of each, whatever the numbers, and two worked out again another way."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from flsguide.analysis.case_result import case_result
from flsguide.analysis.national_table import national_cohort
from flsguide.analysis.scenarios import SCENARIOS, Result, Scenario, verdict, what_if
from flsguide.evidence.case_file import case_content, read_case
from flsguide.evidence.errors import EvidenceError, MissingRowError
from flsguide.evidence.local_numbers import with_values
from flsguide.evidence.national_tables import national_tables
from flsguide.evidence.parameters import parameters
from flsguide.model.base_case import base_case
from flsguide.model.base_strategies import Choices
from flsguide.model.strategies import pathway_table, strategy_outcomes

INPUTS = parameters()
TABLES = national_tables(INPUTS)
COHORT = national_cohort(INPUTS, 2026)[::7]
EACH = 1000 / sum(row.n for row in COHORT)
FOUND = what_if(INPUTS, TABLES, COHORT)
BASE = FOUND["base"]
CASH, WHOLE = "trust_cash", "full_economic"


def test_the_other_reading_of_the_studies_treats_their_share_of_everybody_seen_or_missed() -> None:
    other = {"p_treated_fls": INPUTS.number("p_treated_fls_of_everybody")}
    national = national_cohort(INPUTS, 2026)
    case = base_case(INPUTS, TABLES, national, other)
    treated = sum(
        row.n * share
        for row in national
        for name, share in case.strategies["fls"][row.site].items()
        if case.pathways[name].treated
    )
    assert treated / sum(row.n for row in national) == pytest.approx(0.38, abs=0.0005)
    found, lifetime = FOUND["of everybody"], FOUND["of everybody, lifetime"]
    extra = (0.38 - 0.172) / (0.8 * (0.38 - 0.172))
    assert found.qalys_gained / BASE.qalys_gained == pytest.approx(extra, rel=0.02)
    assert lifetime.qalys_gained > FOUND["lifetime"].qalys_gained > found.qalys_gained


def test_a_service_without_effect_is_a_pure_cost_its_own_and_the_medicines() -> None:
    found = FOUND["no effect"]
    assert found.qalys_gained == 0
    assert found.fractures_avoided == pytest.approx(0, abs=1e-9)
    drawn = {row.name: 1.0 for row in INPUTS.values() if row.name.startswith("rr_") and "_zoledronate" in row.name}
    drawn |= {"rr_hip_oral": 1.0, "rr_vert_oral": 1.0, "rr_other_oral": 1.0}
    case = base_case(INPUTS, TABLES, COHORT, drawn)
    totals = strategy_outcomes(case, pathway_table(case))
    paid = {
        line: sum((new - old) / 1.035**year for year, (new, old) in enumerate(zip(*both, strict=True)))
        for line in case.lines
        for both in ((totals["fls"][line], totals["usual"][line]),)
    }
    own = ("service_staff", "service_tests", "medicines")
    assert found.cost_added[CASH] == pytest.approx(EACH * sum(paid[line] for line in own))
    assert all(paid[line] > 0 for line in own)
    assert [cost for line, cost in paid.items() if line not in own] == pytest.approx([0] * (len(paid) - 3), abs=1e-6)
    assert all(found.net_benefit(CASH, threshold) == -found.cost_added[CASH] for threshold in (0.0, 35_000.0))
    assert found.icer(CASH) is None
    assert found.verdict(CASH) == "gains nothing"


def test_an_effect_on_survival_gains_more_than_anything_else() -> None:
    others = [found.qalys_gained for name, found in FOUND.items() if name != "survival"]
    assert FOUND["survival"].qalys_gained > 2 * max(others)
    assert FOUND["survival"].icer(WHOLE) < min(f.icer(WHOLE) or 1e9 for n, f in FOUND.items() if n != "survival")  # type: ignore[operator]


@pytest.mark.parametrize("name", ["followed up", "infusions", "goal", "glasgow"])
def test_more_or_longer_treatment_gains_more_and_is_better_value(name: str) -> None:
    assert FOUND[name].qalys_gained > BASE.qalys_gained
    assert FOUND[name].fractures_avoided > BASE.fractures_avoided
    assert FOUND[name].icer(WHOLE) < BASE.icer(WHOLE)  # type: ignore[operator]


def test_a_service_as_the_audit_found_them_gains_less_and_saves_nothing() -> None:
    assert 0 < FOUND["audit"].qalys_gained < 0.1 * BASE.qalys_gained
    assert FOUND["audit"].cost_added[CASH] > 0


def test_costs_change_costs_alone_and_a_lower_value_of_care_makes_a_dearer_qaly() -> None:
    for name in ("all hospital care", "whole stays", "tariff"):
        assert FOUND[name].qalys_gained == pytest.approx(BASE.qalys_gained)
        assert FOUND[name].fractures_avoided == pytest.approx(BASE.fractures_avoided)
    by_value = [FOUND[name].icer(WHOLE) for name in ("all hospital care", "base", "whole stays", "tariff")]
    assert by_value == sorted(by_value)  # type: ignore[type-var]
    assert len(set(by_value)) == 4


def test_a_longer_view_and_less_discounting_gain_more() -> None:
    by_years = [FOUND[name] for name in ("short", "base", "lifetime")]
    assert [f.years for f in by_years] == [5, 10, 50]
    assert [f.qalys_gained for f in by_years] == sorted(f.qalys_gained for f in by_years)
    assert FOUND["health discounted less"].qalys_gained > BASE.qalys_gained
    assert FOUND["health discounted less"].cost_added == pytest.approx(BASE.cost_added)


@pytest.mark.parametrize("basis", ["trust_cash", "full_employer", "full_economic"])
def test_each_basis_is_what_running_the_case_on_it_gives(basis: str) -> None:
    for name, choices in (("base", Choices()), ("followed up", Choices(follow_up=True))):
        case = base_case(INPUTS, TABLES, COHORT, choices=replace(choices, service_costs=basis))  # type: ignore[arg-type]
        found = case_result(case)
        assert FOUND[name].cost_added[basis] == pytest.approx(EACH * found["incremental_cost"])  # type: ignore[operator]
        assert FOUND[name].icer(basis) == pytest.approx(found["icer"])
        benefit = found["net_monetary_benefit"]
        assert FOUND[name].net_benefit(basis, 35_000) == pytest.approx(EACH * benefit["35000"])  # type: ignore[index,operator,call-overload]


def test_the_goal_and_the_audit_worked_out_again_from_case_files_with_shares_written_by_hand(tmp_path: Path) -> None:
    """The file of usual care and today, its shares changed as the rows say.

    For the goal, 80 of 100 found, 50 of 100 of those advised, all start, and 80 of 100 go on for a year. The tilt
    over sites is that of the base case's rows.
    """
    case = base_case(INPUTS, TABLES, COHORT, choices=Choices(options=("usual", "today")))
    for name, seen, treated, kept in (("goal", 0.8, 0.5, 0.8), ("audit", 0.24, 0.485 * 0.354, 0.436)):
        content = json.loads(json.dumps(case_content(case)))
        usual = {"hip": 0.314, "vert": 0.225}
        with_service = {"hip": 0.606, "vert": 0.606}
        for site, shares in content["strategies"]["today"].items():
            tilt = with_service.get(site, 0.261) - 0.38
            of_seen = treated + tilt * treated * (1 - treated) / (0.38 * 0.62)
            of_unseen = usual.get(site, 0.108)
            written = {"untreated_seen": seen * (1 - of_seen), "oral_seen": seen * of_seen,
                       "untreated": (1 - seen) * (1 - of_unseen), "oral": (1 - seen) * of_unseen}  # fmt: skip
            for key in shares:
                shares[key] = written.get(key.partition("_after_")[0], 0.0)
        for key, pathway in content["pathways"].items():
            if key.startswith("oral_seen"):
                pathway["stop_monthly"][0] = 1 - kept ** (1 / 12)
        file = tmp_path / f"{name}.json"
        file.write_text(json.dumps(content), encoding="utf-8")
        again = case_result(read_case(file))
        assert FOUND[name].qalys_gained == pytest.approx(EACH * again["incremental_qalys"], rel=1e-6)  # type: ignore[operator]
        assert FOUND[name].cost_added[CASH] == pytest.approx(EACH * again["incremental_cost"], rel=1e-6)  # type: ignore[operator]


def test_the_audit_is_the_nations_and_not_a_services_own() -> None:
    own = with_values(INPUTS, {"p_identified": 0.6, "p_started": 0.9}, "ours", 2024)
    found = what_if(own, TABLES, COHORT, [s for s in SCENARIOS if s.name == "audit"])["audit"]
    assert found.qalys_gained == pytest.approx(FOUND["audit"].qalys_gained)


def test_names_are_each_their_own_and_twice_the_people_change_nothing() -> None:
    assert len({s.name for s in SCENARIOS}) == len(SCENARIOS) == len(FOUND)
    twice = tuple(replace(row, n=2 * row.n) for row in COHORT)
    again = what_if(INPUTS, TABLES, twice, SCENARIOS[:1])["base"]
    assert again.qalys_gained == pytest.approx(BASE.qalys_gained)
    assert again.cost_added == pytest.approx(BASE.cost_added)


def test_a_result_that_costs_less_and_gains_less_has_no_ratio() -> None:
    for cost, qalys, said in (
        (-5.0, 1.0, "saves and gains"),
        (5.0, -1.0, "dominated"),
        (-5.0, -1.0, "saves and loses"),
    ):
        found = Result(SCENARIOS[0], 10, 0.0, qalys, {CASH: cost})
        assert (found.verdict(CASH), found.icer(CASH)) == (said, None)
        assert found.net_benefit(CASH, 10) == 10 * qalys - cost
    assert verdict(0.0, 1.0) == "saves and gains", "the same cost for more health"


@pytest.mark.parametrize(
    ("scenarios", "people", "said"),
    [
        (SCENARIOS[:1], (), "people: 0 is not allowed"),
        ((SCENARIOS[0], SCENARIOS[0]), COHORT, "name: 'base' is not allowed"),
        ((Scenario("x", instead={"rr_hip": 1.0}),), COHORT, "no row 'rr_hip'"),
        ((Scenario("x", instead={"p_identified": "p_found"}),), COHORT, "no row 'p_found'"),
        ((Scenario("x", discount_qalys="r_discount"),), COHORT, "no row 'r_discount'"),
        ((Scenario("x", years="n_years"),), COHORT, "no row 'n_years'"),
        ((Scenario("x", Choices(options=("usual", "clinic"))),), COHORT, "option: 'clinic' is not allowed"),
    ],
)
def test_what_cannot_be_run_is_refused_by_name(scenarios: tuple[Scenario, ...], people: tuple[()], said: str) -> None:
    with pytest.raises((EvidenceError, MissingRowError), match=said):
        what_if(INPUTS, TABLES, people, scenarios)


def test_a_threshold_below_nothing_is_refused() -> None:
    with pytest.raises(EvidenceError, match="thresholds"):
        BASE.net_benefit(CASH, -1)
