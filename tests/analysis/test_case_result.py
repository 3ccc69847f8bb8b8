"""What must hold of every result, whatever the numbers: the verification battery."""

import copy
import json
import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from example_case import Content, content
from flsguide.analysis.case_result import case_result
from flsguide.evidence.case_file import case_from
from flsguide.evidence.errors import EvidenceError
from flsguide.evidence.vocabulary import HEALTH_OUTPUTS, SITES, STATES


def result(change: Callable[[Content], object] = bool) -> dict[str, Any]:
    """The result of the example, after `change` has altered it."""
    case = content()
    change(case)
    return case_result(case_from(case))


def numbers(found: Any) -> list[float]:
    """Every number of a result, in order."""
    if isinstance(found, dict):
        return [x for value in found.values() for x in numbers(value)]
    if isinstance(found, list):
        return [x for value in found for x in numbers(value)]
    return [] if found is None else [found]


def same(one: Any, two: Any, rel: float = 1e-12) -> None:
    """Two results agree to a share of the totals: a difference of two totals can be small."""
    assert json.loads(json.dumps(one)).keys() == json.loads(json.dumps(two)).keys()
    for key in one:
        a, b = numbers(one[key]), numbers(two[key])
        scale = max(map(abs, numbers(one["per_year"]) if "cost" in key or "budget" in key else a), default=0)
        assert a == pytest.approx(b, rel=rel, abs=rel * scale), key


BASE = result()


def test_a_result_has_every_part_for_every_strategy_line_and_year() -> None:
    assert set(BASE["per_year"]) == {"usual", "fls"}
    outputs = {*HEALTH_OUTPUTS, "admissions", "medicines", "care_home", "informal_care", "service"}
    assert {name: len(years) for name, years in BASE["per_year"]["fls"].items()} == dict.fromkeys(outputs, 6)
    assert {h: set(kinds) for h, kinds in BASE["net_cost"].items()} == {
        "acute": {"capacity", "cash"}, "primary": {"cash"}, "social": {"cash"}, "family": {"cash", "welfare"},
        "programme": {"cash"},
    }  # fmt: skip
    assert {len(years) for kinds in BASE["budget_impact"].values() for years in kinds.values()} == {6}
    assert list(BASE["net_monetary_benefit"]) == ["20000", "30000"]


def test_a_strategy_that_treats_more_has_fewer_fractures_and_gains_health() -> None:
    usual, fls = BASE["per_year"]["usual"], BASE["per_year"]["fls"]
    for kind in ("hip", "vert", "other"):
        assert sum(fls[kind]) < sum(usual[kind])
    assert BASE["incremental_qalys"] > 0


def test_medicine_without_effect_that_costs_nothing_changes_nothing() -> None:
    def change(c: Content) -> None:
        c["pathways"]["tablets"]["relative_risk"] = {"hip": 1, "vert": 1, "other": 1}
        for pathway in c["pathways"].values():
            pathway.update(per_month_on_drug={}, at_entry={})

    found = result(change)
    for output, years in found["per_year"]["fls"].items():
        assert years == pytest.approx(found["per_year"]["usual"][output], rel=1e-9)
    assert found["icer"] is None
    assert found["break_even_year"] == 1
    assert abs(found["incremental_cost"]) < 1e-9 * found["cost"]["usual"]


def test_a_strategy_against_itself_differs_by_exactly_nothing() -> None:
    found = result(lambda c: c.update(compare=["fls", "fls"]))
    assert found["incremental_cost"] == 0
    assert found["incremental_qalys"] == 0
    assert found["icer"] is None
    assert set(numbers(found["net_cost"]) + numbers(found["budget_impact"])) == {0}


def test_the_same_shares_under_another_name_and_in_another_order_differ_by_exactly_nothing() -> None:
    def change(c: Content) -> None:
        twin = {site: dict(reversed(shares.items())) for site, shares in c["strategies"]["fls"].items()}
        c.update(strategies=c["strategies"] | {"twin": twin}, compare=["fls", "twin"])

    found = result(change)
    assert found["incremental_cost"] == 0
    assert found["incremental_qalys"] == 0
    assert found["icer"] is None
    assert found["break_even_year"] == 1
    assert set(numbers(found["net_cost"]) + numbers(found["budget_impact"])) == {0}


def test_swapped_strategies_change_every_sign() -> None:
    found = result(lambda c: c.update(compare=["fls", "usual"]))
    assert found["incremental_cost"] == -BASE["incremental_cost"]
    assert numbers(found["net_cost"]) == [-x for x in numbers(BASE["net_cost"])]
    assert found["icer"] == pytest.approx(BASE["icer"])


def test_no_discount_is_the_plain_sum() -> None:
    found = result(lambda c: c.update(discount_costs=0, discount_qalys=0))
    for strategy in ("usual", "fls"):
        years = found["per_year"][strategy]
        assert found["qalys"][strategy] == pytest.approx(sum(years["qalys"]), rel=1e-13)
        own = {"care_home": 0.5, "informal_care": 0}  # what falls on families is outside the NHS and social care
        lines = ("admissions", "medicines", "care_home", "informal_care", "service")
        assert found["cost"][strategy] == pytest.approx(sum(own.get(n, 1) * sum(years[n]) for n in lines), rel=1e-13)


def test_discounting_leaves_the_first_year_and_shrinks_the_rest() -> None:
    one_year = result(lambda c: c.update(horizon_years=1, entry_years=1, ramp=[1]))
    assert one_year["qalys"]["fls"] == pytest.approx(one_year["per_year"]["fls"]["qalys"][0], rel=1e-14)
    years = BASE["per_year"]["fls"]["qalys"]
    assert BASE["qalys"]["fls"] == pytest.approx(sum(q / 1.015**y for y, q in enumerate(years)), rel=1e-13)


@pytest.mark.parametrize("line", ["admissions", "medicines", "care_home", "informal_care", "service"])
def test_one_line_alone_falls_on_its_own_holders_and_doubles_with_its_price(line: str) -> None:
    def only(times: float) -> Callable[[Content], None]:
        def change(c: Content) -> None:
            for table in (c["per_fracture"], c["per_month"]):
                for name in list(table):
                    if name != line:
                        del table[name]
                    else:
                        table[name] = {key: times * x for key, x in table[name].items()}
            for pathway in c["pathways"].values():
                for key in ("per_month_on_drug", "at_entry"):
                    pathway[key] = {name: times * x for name, x in pathway[key].items() if name == line}

        return change

    once, twice = result(only(1)), result(only(2))
    holders = set(content()["lines"][line]["holders"])
    for holder, kinds in once["net_cost"].items():
        for release, years in kinds.items():
            is_its_own = holder in holders and release == content()["lines"][line]["release"]
            assert any(years) == is_its_own, (holder, release)
    assert twice["cost"] == {s: pytest.approx(2 * x, rel=1e-13) for s, x in once["cost"].items()}
    assert numbers(twice["net_cost"]) == pytest.approx([2 * x for x in numbers(once["net_cost"])], rel=1e-12)
    assert twice["qalys"] == once["qalys"]


def test_moving_a_line_to_another_holder_or_kind_changes_no_total() -> None:
    moved = result(lambda c: c["lines"].update(admissions={"release": "welfare", "holders": {"community": 1}}))
    assert moved["cost"] == BASE["cost"]
    assert moved["per_year"] == BASE["per_year"]
    assert moved["net_cost"]["community"]["welfare"] == BASE["net_cost"]["acute"]["capacity"]


def test_holders_and_kinds_sum_to_the_lines() -> None:
    for year in range(6):
        by_holder = sum(years[year] for kinds in BASE["net_cost"].values() for years in kinds.values())
        lines = ("admissions", "medicines", "care_home", "informal_care", "service")
        by_line = sum(BASE["per_year"]["fls"][n][year] - BASE["per_year"]["usual"][n][year] for n in lines)
        assert by_holder == pytest.approx(by_line, rel=1e-9)


def test_splitting_or_reordering_the_cohort_changes_nothing() -> None:
    def split(c: Content) -> None:
        rows = [dict(row, n=row["n"] * share) for row in c["cohort"] for share in (0.25, 0.75)]
        random.Random(1).shuffle(rows)
        c["cohort"] = rows

    same(result(split), BASE)


def test_twice_the_people_double_every_total_and_leave_the_ratio() -> None:
    found = result(lambda c: [row.update(n=2 * row["n"]) for row in c["cohort"]])
    assert numbers(found["per_year"]) == pytest.approx([2 * x for x in numbers(BASE["per_year"])], rel=1e-12)
    assert found["icer"] == pytest.approx(BASE["icer"], rel=1e-9)
    assert found["break_even_year"] == BASE["break_even_year"]


def test_a_mixture_is_the_sum_of_its_parts() -> None:
    def only(pathway: str) -> dict[str, Any]:
        return result(lambda c: c["strategies"].update(fls={site: {pathway: 1} for site in SITES}))["per_year"]["fls"]

    seen, tablets = only("seen"), only("tablets")
    for name, years in BASE["per_year"]["fls"].items():
        half = [0.5 * a + 0.5 * b for a, b in zip(seen[name], tablets[name], strict=True)]
        assert years == pytest.approx(half, rel=1e-12)


def test_a_full_ramp_without_fixed_costs_is_the_shifted_sum() -> None:
    found = result(lambda c: c.update(ramp=[1, 1, 1]))
    for holder, kinds in found["net_cost"].items():
        for release, one in kinds.items():
            expected = [sum(one[year - entry] for entry in range(3) if entry <= year) for year in range(6)]
            assert found["budget_impact"][holder][release] == pytest.approx(expected, rel=1e-12, abs=1e-9)


def test_a_ramp_scales_each_entry_year() -> None:
    one = BASE["net_cost"]["primary"]["cash"]
    expected = [sum(r * one[y - e] for e, r in enumerate((0.5, 0.75, 1)) if e <= y) for y in range(6)]
    assert BASE["budget_impact"]["primary"]["cash"] == pytest.approx(expected, rel=1e-12)


def test_fixed_costs_replace_what_a_line_costs_at_entry_and_are_not_scaled() -> None:
    posts = [50_000, 60_000, 60_000, 60_000, 60_000, 60_000]

    def change(c: Content) -> None:
        c["pathways"]["tablets"]["per_month_on_drug"]["service"] = 5  # the line's other costs stay
        c["fixed_costs"] = {"fls": {"service": posts}}

    fixed = result(change)
    free = result(
        lambda c: (change(c), c.update(fixed_costs={}), [p.update(at_entry={}) for p in c["pathways"].values()])
    )
    for year in range(6):
        for holder, share in (("programme", 0.75), ("acute", 0.25)):
            added = fixed["budget_impact"][holder]["cash"][year] - free["budget_impact"][holder]["cash"][year]
            assert added == pytest.approx(share * posts[year], rel=1e-9)
    assert fixed["net_cost"] == result(lambda c: (change(c), c.update(fixed_costs={})))["net_cost"]


def test_fixed_costs_of_one_strategy_take_the_entry_costs_of_both() -> None:
    found = result(lambda c: c.update(fixed_costs={"usual": {"service": [0] * 6}}))
    assert found["budget_impact"]["programme"]["cash"] == pytest.approx([0] * 6, abs=1e-9)


def test_break_even_is_the_first_year_that_is_paid_back() -> None:
    assert BASE["break_even_year"] is None
    saving = result(lambda c: c["per_fracture"].update(admissions={"hip": 3e6, "vert": 3e6, "other": 3e6}))
    year = saving["break_even_year"]
    running = 0.0
    for index in range(year):
        running = sum(
            (0 if holder == "family" else 1) * sum(years[: index + 1])
            for holder, kinds in saving["net_cost"].items()
            for years in kinds.values()
        )
        assert (running <= 0) == (index == year - 1)


def test_net_benefit_at_the_ratio_is_nothing() -> None:
    found = result(lambda c: c.update(thresholds=[BASE["icer"]]))
    (benefit,) = found["net_monetary_benefit"].values()
    assert benefit == pytest.approx(0, abs=1e-6)


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_weaker_effect_or_more_stopping_never_gains_qalys(weaker: float, stopping: float) -> None:
    def small(c: Content) -> None:
        c.update(horizon_years=3, entry_years=1, ramp=[1], cohort=c["cohort"][:2])

    def worse(c: Content) -> None:
        small(c)
        tablets = c["pathways"]["tablets"]
        tablets["relative_risk"] = {k: 1 - (1 - x) * (1 - weaker) for k, x in tablets["relative_risk"].items()}
        tablets["stop_monthly"] = [x + (1 - x) * stopping for x in tablets["stop_monthly"]]

    assert result(worse)["incremental_qalys"] <= result(small)["incremental_qalys"] + 1e-9


def test_with_every_weight_1_qalys_are_life_years_whatever_breaks() -> None:
    found = result(lambda c: (c.update(utility_multiplier=dict.fromkeys(STATES, 1)), c["tables"].update(
        utility_norm={s: [1] * 50 for s in ("female", "male")})))  # fmt: skip
    for strategy in ("usual", "fls"):
        years = found["per_year"][strategy]
        assert years["qalys"] == pytest.approx(years["life_years"], rel=1e-12)


def test_two_runs_of_one_case_are_identical() -> None:
    assert json.dumps(result()) == json.dumps(BASE)


@pytest.mark.parametrize("change", [
    lambda c: c["per_fracture"]["admissions"].update(hip=1e308),
    lambda c: c["site_multiplier"].update(hip=1e308),
    lambda c: c["cohort"][0].update(n=1e308),
    lambda c: c.update(thresholds=[1e308, 2]),
])  # fmt: skip
def test_a_result_that_is_not_finite_is_refused(change: Callable[[Content], object]) -> None:
    case = copy.deepcopy(content())
    change(case)
    case["cohort"] = [dict(row, n=max(row["n"], 1e9)) for row in case["cohort"]]
    with pytest.raises(EvidenceError, match=r"^case, result .*is not a finite number"):
        case_result(case_from(case))


def test_progress_is_told_of_every_run() -> None:
    heard: list[tuple[int, int]] = []
    case_result(replace(case_from(content())), progress=lambda done, of: heard.append((done, of)))
    assert heard == [(i, 36) for i in range(1, 37)]
