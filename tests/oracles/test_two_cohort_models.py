"""The model agrees with a second one that was written from the specification alone, on cases from every corner."""

from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from example_case import Content, content
from flsguide.analysis.case_result import case_result
from flsguide.evidence.case_file import case_from
from flsguide.evidence.vocabulary import KINDS, SEXES, SITES, STATES
from oracles import plain_cohort


def number(low: float, high: float) -> st.SearchStrategy[float]:
    """Numbers with six decimals: what lies beyond them no case ever holds."""
    return st.floats(low, high).map(lambda x: round(x, 6))


share = number(0, 1)
LINES = ("admissions", "medicines", "care_home", "informal_care", "service")


def ages(low: float, high: float) -> st.SearchStrategy[list[float]]:
    """A table that rises with age, from one number to another."""
    ends = st.tuples(number(low, high), number(low, high)).map(sorted)
    return ends.map(lambda e: [e[0] + (e[1] - e[0]) * i / 49 for i in range(50)])


def of(names: tuple[str, ...], values: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(dict.fromkeys(names, values))


def some(values: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.dictionaries(st.sampled_from(LINES), values, max_size=3)


pathway = st.fixed_dictionaries({
    "treated": st.booleans(),
    "relative_risk": of(KINDS, number(0, 1.5)),
    "stop_monthly": st.lists(share, min_size=1, max_size=5),
    "delay_months": st.sampled_from([0, 1, 2.5, 3, 40]),
    "onset_months": st.sampled_from([0, 0.4, 7.3, 12]),
    "residual_months": st.sampled_from([0, 1, 1.5, 24]),
    "residual_share": share,
    "mortality_ratio": st.lists(number(0, 2), min_size=1, max_size=3),
    "per_month_on_drug": some(number(0, 100)),
    "at_entry": some(number(0, 500)),
})  # fmt: skip


@st.composite
def cases(draw: st.DrawFn) -> Content:
    years = draw(st.integers(1, 4))
    entry = draw(st.integers(1, years))
    pathways = {name: draw(pathway) for name in ("a", "b", "c")}

    def mix() -> dict[str, float]:
        names = draw(st.lists(st.sampled_from(sorted(pathways)), min_size=1, max_size=3, unique=True))
        parts = [draw(st.integers(1, 9)) for _ in names]
        return {name: part / sum(parts) for name, part in zip(names, parts, strict=True)}

    amounts = st.lists(number(0, 1e5), min_size=years, max_size=years)
    return content(
        horizon_years=years,
        entry_years=entry,
        ramp=[draw(share) for _ in range(entry)],
        discount_costs=draw(st.sampled_from([0, 0.035])),
        imminent_excess=draw(number(0, 5)),
        imminent_months=draw(number(0.5, 60)),
        refracture_multiplier=draw(st.sampled_from([0, 1, 1.5, 50])),
        care_home_monthly=draw(st.sampled_from([0, 0.01, 11 / 12])),
        tables={
            "fracture": {kind: {sex: draw(ages(0, 0.5)) for sex in SEXES} for kind in KINDS},
            "mortality": {sex: draw(ages(0, 1)) for sex in SEXES},
            "utility_norm": {sex: draw(ages(-0.2, 1)) for sex in SEXES},
        },
        site_multiplier=draw(of(SITES, number(0, 5))),
        smr=draw(of(STATES, of(SEXES, number(0, 5)))),
        utility_multiplier=draw(of(STATES, number(-1, 1.5))),
        per_fracture=draw(some(of(KINDS, number(0, 20000)))),
        per_month=draw(some(st.dictionaries(st.sampled_from(STATES), number(0, 5000)))),
        fixed_costs=draw(st.dictionaries(st.sampled_from(["usual", "fls"]), some(amounts))),
        pathways=pathways,
        strategies={name: {site: mix() for site in SITES} for name in ("usual", "fls")},
        cohort=[
            {
                "age": draw(st.one_of(number(50, 99.99), st.sampled_from([50, 62.5, 70.1, 77.25, 98.5, 99.99]))),
                "sex": draw(st.sampled_from(SEXES)),
                "site": draw(st.sampled_from(SITES)),
                "n": draw(number(0, 50)),
            }
            for _ in range(draw(st.integers(1, 2)))
        ],
    )


def largest(found: Any) -> float:
    if isinstance(found, dict | list):
        return max((largest(x) for x in (found.values() if isinstance(found, dict) else found)), default=0.0)
    return abs(found or 0.0)


def agree(ours: Any, plain: Any, scale: float, path: str) -> None:
    """The same keys, and numbers equal to rounding of the totals that they are differences of."""
    if isinstance(plain, dict):
        assert list(ours) == list(plain), path
        for key, part in plain.items():
            agree(ours[key], part, scale, f"{path}.{key}")
    elif isinstance(plain, list):
        assert len(ours) == len(plain), path
        for i, part in enumerate(plain):
            agree(ours[i], part, scale, f"{path}[{i}]")
    else:
        assert ours == pytest.approx(plain, rel=1e-9, abs=1e-11 * scale), path


@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # a case has too many numbers to be made smaller in time
)
@given(cases())
def test_both_models_give_the_same_result(case: Content) -> None:
    ours, plain = case_result(case_from(case)), plain_cohort.run(case)
    for part in ("per_year", "cost", "qalys", "incremental_cost", "incremental_qalys", "net_cost", "budget_impact",
                 "net_monetary_benefit"):  # fmt: skip
        money = 1 + largest(case["thresholds"]) if part == "net_monetary_benefit" else 1
        agree(ours[part], plain[part], largest(plain["per_year"]) * money + largest(plain["budget_impact"]), part)
    near_nothing = abs(plain["incremental_qalys"]) <= 1e-6 * largest(plain["qalys"])
    if not near_nothing:  # a ratio of two roundings says nothing
        assert ours["icer"] == pytest.approx(plain["icer"], rel=1e-6)


@pytest.mark.parametrize("changes", [{}, {"compare": ["fls", "fls"]}, {"horizon_years": 8}])
def test_the_example_comes_out_the_same_to_the_year_of_break_even(changes: Content) -> None:
    case = content(**changes)
    ours, plain = case_result(case_from(case)), plain_cohort.run(case)
    assert ours["break_even_year"] == plain["break_even_year"]
    assert (ours["icer"] is None) == (plain["icer"] is None)
    assert ours["icer"] is None or ours["icer"] == pytest.approx(plain["icer"], rel=1e-9)
    agree(ours["per_year"], plain["per_year"], largest(plain["per_year"]), "per_year")


@pytest.mark.parametrize(
    "planted",
    [
        ("vert", "hip"), ("hip1", "vert1"),
    ],
)  # fmt: skip
def test_a_planted_error_would_be_seen(planted: tuple[str, str]) -> None:
    """If two names were swapped in one of the models, the results would differ."""
    case = content()
    one, two = planted
    wrong = content()
    for table in (wrong["tables"]["fracture"], wrong["smr"], wrong["bed_days"]):
        if one in table:
            table[one], table[two] = table[two], table[one]
    ours, plain = case_result(case_from(case)), plain_cohort.run(wrong)
    with pytest.raises(AssertionError):
        agree(ours["per_year"], plain["per_year"], largest(plain["per_year"]), "per_year")
