"""Draws come from their rows, keep their order where it must hold, and extend with their number."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from flsguide.analysis.draws import PARTS, drawn_inputs, with_own_drawn
from flsguide.analysis.groups import Groups
from flsguide.analysis.national_table import national_cohort
from flsguide.evidence.case_file import Subgroup
from flsguide.evidence.incidence import incidence
from flsguide.evidence.local_numbers import with_values
from flsguide.evidence.national_tables import national_tables
from flsguide.evidence.parameters import parameters
from flsguide.evidence.vocabulary import SITES
from flsguide.model.base_case import base_case
from flsguide.model.pathway_table import run_pathway
from flsguide.model.service_options import strategies

Column = NDArray[np.float64]
N = 4000
DRAWS = drawn_inputs(parameters(), incidence(), N, seed=7)


def test_every_uncertain_row_is_drawn_and_no_other() -> None:
    uncertain = {p.name for p in parameters().values() if p.applies_to in PARTS and p.distribution != "fixed"}
    uncertain = {name for name in uncertain if not name.startswith("p_refracture_")}  # what the model is fitted to
    rates = {f"rate of {site}" for site in ("hip", "vertebral", "humerus", "forearm", "other")}
    persistence = {f"p_persisting_{m}_months" for m in (12, 24, 60)}
    assert set(DRAWS) == uncertain | rates | persistence
    assert {len(values) for values in DRAWS.values()} == {N}


def test_means_and_spreads_are_those_of_the_rows_within_four_standard_errors() -> None:
    for name, values in DRAWS.items():
        if name.startswith("rate of"):
            continue
        row = parameters()[name]
        error = row.uncertainty.sd / N**0.5
        assert abs(values.mean() - row.uncertainty.mean) < 4 * error, name
        assert values.std() == pytest.approx(row.uncertainty.sd, rel=0.15), name


def test_nobody_takes_a_medicine_again_who_had_stopped() -> None:
    one, two, five = (DRAWS[f"p_persisting_{m}_months"] for m in (12, 24, 60))
    assert np.all(two < one)
    assert np.all(five < two)


def test_more_draws_extend_and_another_seed_differs() -> None:
    longer = drawn_inputs(parameters(), incidence(), N + 10, seed=7)
    other = drawn_inputs(parameters(), incidence(), 10, seed=8)
    for name, values in DRAWS.items():
        assert np.array_equal(longer[name][:N], values)
        assert not np.array_equal(other[name], values[:10])


def shares_with_another_fracture(excess: Column, months: Column) -> tuple[Column, Column]:
    """Of England's women by 12 and by 24 months, in each draw; all else as the rows have it."""
    inputs = parameters()
    women = tuple(row for row in national_cohort(inputs, 2026) if row.sex == "female")
    case = replace(
        base_case(inputs, national_tables(inputs), women), horizon_years=2, refracture_multiplier=0.0,
        imminent_excess=excess[:, np.newaxis], imminent_months=months[:, np.newaxis],
    )  # fmt: skip
    by_year = np.zeros((2, len(excess)))
    for site, shares in case.strategies["usual"].items():
        people = Groups(women, len(excess)).at_sites([site])
        untreated = next(name for name in shares if not case.pathways[name].treated)
        for year, tally in enumerate(run_pathway(case, case.pathways[untreated], people)):
            by_year[year] += np.sum(tally.events[:3], axis=0) @ people.by_site / sum(row.n for row in women)
    return by_year[0], by_year[0] + by_year[1]


def spread_of_shares(excess: Column, months: Column) -> tuple[float, float, float]:
    """Standard deviations of both shares, as multiples of the published ones, and their correlation."""
    early, late = shares_with_another_fracture(excess, months)
    sd = [parameters()[f"p_refracture_{m}_months"].uncertainty.sd for m in (12, 24)]
    return early.std() / sd[0], late.std() / sd[1], float(np.corrcoef(early, late)[0, 1])


EXCESS, MONTHS = DRAWS["rr_imminent_excess"][:1000], DRAWS["n_imminent_months"][:1000]


def test_drawn_imminent_risks_give_the_published_shares_with_their_published_spread() -> None:
    early, late = shares_with_another_fracture(EXCESS, MONTHS)
    assert (early.mean(), late.mean()) == pytest.approx((0.071, 0.12), abs=0.0003)
    for shares, months in ((early, 12), (late, 24)):
        row = parameters()[f"p_refracture_{months}_months"]
        assert np.quantile(shares, (0.025, 0.975)) == pytest.approx((row.low, row.high), abs=0.0006), months
    found = spread_of_shares(EXCESS, MONTHS)
    assert found[:2] == pytest.approx((1, 1), abs=0.15)
    # those by 12 months are among those by 24: of counts of the same people the correlation is the root of
    # p (1 - q) / (q (1 - p)), with p = 0.071 and q = 0.12
    assert found[2] == pytest.approx((0.071 * 0.88 / (0.12 * 0.929)) ** 0.5, abs=0.1)


def test_imminent_risks_drawn_apart_would_spread_far_more() -> None:
    """The planted error: the same ranges, each for itself."""
    assert spread_of_shares(EXCESS, np.roll(MONTHS, 1))[0] > 1.5


@pytest.mark.parametrize(("strategy", "overall"), [("usual", "p_treated_usual_care"), ("fls", "p_treated_fls")])
def test_the_shares_treated_average_the_draw_over_those_of_england_who_are_seen(strategy: str, overall: str) -> None:
    inputs = parameters()
    drawn = {name: DRAWS[name][:, np.newaxis] for name in ("p_treated_usual_care", "p_treated_fls")}
    shares = strategies(("usual", "fls"), inputs, lambda name: drawn[name] if name in drawn else inputs.number(name))[
        strategy
    ]
    ending, most = ("_seen", inputs.number("p_identified_80_50_80")) if strategy == "fls" else ("", 1.0)
    treated = {site: shares[site][f"oral{ending}"] + shares[site][f"zoledronate{ending}"] for site in SITES}
    people = national_cohort(inputs, 2026)
    average = sum(row.n * treated[row.site] for row in people) / sum(row.n for row in people)
    assert average == pytest.approx(most * drawn[overall], abs=0.002)  # rows have three decimals
    for site in SITES:
        row = inputs.number(f"p_treated_{strategy}_{site}")
        assert treated[site].mean() == pytest.approx(most * row, rel=0.05), site
        assert treated[site].max() <= most + 1e-12
        assert treated[site].min() > 0


def test_every_draw_moves_the_base_case() -> None:
    """A row that is drawn and changes nothing would be called harmless by every analysis of doubt."""
    inputs = parameters()
    tables = national_tables(inputs)
    people = (Subgroup(82.5, "female", "hip", 1.0),)
    plain = base_case(inputs, tables, people)
    unused = {
        name
        for name, values in DRAWS.items()
        if base_case(inputs, tables, people, {name: 0.9 * float(values.mean())}) == plain
    }
    scenarios = {"p_persisting_12_months_followed", "rr_mortality_service_year_1", "rr_mortality_zoledronate"}
    other_bases = {
        "c_hip_fracture_year_1_gross", "c_service_staff_person_full_employer", "c_service_staff_person_full_economic",
        "c_care_home_month_fee_report",
    }  # fmt: skip
    never_used = {name for name in DRAWS if name.startswith("smr_after_other_")}
    assert unused == scenarios | other_bases | never_used


def test_own_numbers_are_drawn_anew_as_if_all_were_and_no_other_row_moves() -> None:
    own = with_values(parameters(), {"p_persisting_12_months": 0.5, "c_bone_scan": 120.0}, "ours", 2024)
    rates = incidence()
    national, every = drawn_inputs(parameters(), rates, 40, 5), drawn_inputs(own, rates, 40, 5)
    found = with_own_drawn(national, own, 40, 5)
    assert set(found) == set(national)
    assert found["c_bone_scan"] == pytest.approx(np.full(40, 120.0)), "an own number without a range does not move"
    moved = {"p_persisting_12_months", "p_persisting_24_months", "p_persisting_60_months", "c_bone_scan"}
    assert all(found[name] == pytest.approx(every[name]) for name in moved - {"c_bone_scan"})
    assert all(np.array_equal(found[name], national[name]) for name in set(national) - moved)


@pytest.mark.parametrize("values", [{"c_bone_scan": 300.0}, {"p_persisting_12_months": 0.6, "p_scanned": 0.5}, {}])
def test_a_services_own_numbers_change_their_own_draws_as_if_all_were_drawn_anew(values: dict[str, float]) -> None:
    own = with_values(parameters(), values, "ours", 2025)
    found = with_own_drawn(DRAWS, own, N, seed=7)
    anew = drawn_inputs(own, incidence(), N, seed=7)
    assert set(found) == set(DRAWS)
    assert all(np.array_equal(found[name], drawn) for name, drawn in anew.items())
    fixed = set(DRAWS) - set(anew)  # a number without a range is not drawn: every draw has it as it stands
    assert all(np.all(found[name] == own.number(name)) for name in fixed)
    assert fixed == set(values) - {"p_persisting_12_months"}
