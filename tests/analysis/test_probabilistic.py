"""Draws in arrays say what single runs say, whatever the chunk and the order, and report what chance may do."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest

from example_case import a_case
from flsguide.analysis.probabilistic import EIGHT_IN_TEN, estimate, sampled_outcomes
from flsguide.evidence.case_file import Case
from flsguide.evidence.vocabulary import Value
from flsguide.model.outcomes import Outcomes
from flsguide.model.strategies import pathway_table, strategy_outcomes

VARIED = {
    "hip": 0.6, "excess": 2.0, "stop": 0.06, "care": 0.01, "smr": 1.4, "cost": 14000.0, "treated": 0.5,
    "residual": 24.0, "onset": 9.0, "weight": 0.7, "rate": 1.0,
}  # fmt: skip


def case_of(drawn: Mapping[str, Value], case: Case | None = None) -> Case:
    """The example with some inputs given by name, each in another corner of the model."""
    case = case or a_case()
    tablets = replace(
        case.pathways["tablets"],
        relative_risk={**case.pathways["tablets"].relative_risk, "hip": drawn["hip"]},
        stop_monthly=(drawn["stop"], 0.03),
        residual_months=drawn["residual"],
        onset_months=drawn["onset"],
    )
    share = drawn["treated"]
    return replace(
        case,
        imminent_excess=drawn["excess"],
        care_home_monthly=drawn["care"],
        smr={**case.smr, "hip1": {"female": drawn["smr"], "male": 2.0}},
        per_fracture={"admissions": {"hip": drawn["cost"], "vert": 2000.0, "other": 1500.0}},
        utility_multiplier={**case.utility_multiplier, "hip1": drawn["weight"]},
        fracture={
            k: {s: tuple(drawn["rate"] * x for x in t) for s, t in by.items()} for k, by in case.fracture.items()
        },
        pathways={**case.pathways, "tablets": tablets},
        strategies={
            **case.strategies,
            "fls": {s: {"seen": 1 - share, "tablets": share} for s in case.strategies["fls"]},
        },
    )


def drawn(n: int, seed: int = 1) -> dict[str, np.ndarray]:
    rng = np.random.default_rng(seed)
    return {name: middle * rng.uniform(0.8, 1.2, n) for name, middle in VARIED.items()}


def single(draws: dict[str, np.ndarray], i: int) -> Outcomes:
    case = case_of({name: float(values[i]) for name, values in draws.items()})
    return strategy_outcomes(case, pathway_table(case))


def test_each_draw_is_what_a_single_run_in_floats_gives() -> None:
    draws = drawn(5)
    together = sampled_outcomes(case_of, draws)
    for i in range(5):
        alone = single(draws, i)
        for strategy, outputs in alone.values.items():
            for name, years in outputs.items():
                found = [year[i] for year in together[strategy][name]]
                assert found == pytest.approx(years, rel=1e-12, abs=1e-12), name


def test_no_variation_is_the_deterministic_result() -> None:
    together = sampled_outcomes(case_of, {name: np.full(3, middle) for name, middle in VARIED.items()})
    case = case_of(VARIED)
    for strategy, outputs in strategy_outcomes(case, pathway_table(case)).values.items():
        for name, years in outputs.items():
            for found, expected in zip(together[strategy][name], years, strict=True):
                assert found == pytest.approx([expected] * 3, rel=1e-12, abs=1e-12)


@pytest.mark.parametrize("chunk", [1, 3, 64])
def test_the_size_of_a_chunk_changes_nothing(chunk: int) -> None:
    draws = drawn(7)
    whole, cut = sampled_outcomes(case_of, draws), sampled_outcomes(case_of, draws, chunk)
    for strategy, outputs in whole.values.items():
        for name, years in outputs.items():
            for one, two in zip(years, cut[strategy][name], strict=True):
                assert one == pytest.approx(two, rel=1e-12)


def test_the_order_of_draws_and_of_groups_changes_nothing() -> None:
    draws = drawn(6)
    turned = sampled_outcomes(case_of, {name: values[::-1] for name, values in draws.items()})
    shuffled = replace(a_case(), cohort=a_case().cohort[::-1])
    other = sampled_outcomes(lambda drawn: case_of(drawn, shuffled), draws)
    for name, years in sampled_outcomes(case_of, draws)["fls"].items():
        for year, expected in enumerate(years):
            assert turned["fls"][name][year][::-1] == pytest.approx(expected, rel=1e-12, abs=1e-12)
            assert other["fls"][name][year] == pytest.approx(expected, rel=1e-12, abs=1e-12)


def test_a_result_that_is_not_finite_is_named() -> None:
    draws = drawn(3)
    draws["cost"][1] = np.nan
    with pytest.raises(ValueError, match=r"usual\.admissions\[0\]"):
        sampled_outcomes(case_of, draws)


def test_inputs_with_different_numbers_of_draws_are_refused() -> None:
    with pytest.raises(ValueError, match=r"\[3, 4\] lengths"):
        sampled_outcomes(case_of, drawn(3) | {"cost": np.ones(4)})


def test_an_estimate_has_the_range_of_the_draws_and_the_error_of_their_mean() -> None:
    found = estimate(np.arange(1.0, 1002.0))
    assert (found.mean, found.low, found.high) == (501, 26, 976)
    eight = estimate(np.arange(1.0, 1002.0), EIGHT_IN_TEN)
    assert (eight.mean, eight.low, eight.high) == (501, 101, 901)
    assert found.standard_error == pytest.approx(np.arange(1.0, 1002.0).std(ddof=1) / 1001**0.5)


def test_the_error_of_the_mean_holds_for_four_of_itself() -> None:
    """The mean of a known distribution lies within four standard errors of it."""
    found = estimate(np.random.default_rng(3).normal(10, 2, 4000))
    assert abs(found.mean - 10) < 4 * found.standard_error
    assert found.standard_error == pytest.approx(2 / 4000**0.5, rel=0.05)
