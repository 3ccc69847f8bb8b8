"""What the page "Is it worth it?" shows in tables: options, scenarios, who gains, and what sharing saves."""

from flsguide.analysis.scenarios import Result
from flsguide.evidence.parameters import Parameter
from flsguide.report.bases import BASIS_WORDS, FULL_COST, TRUST_PAY
from flsguide.report.inputs import caseload_rows, population_note, share_sentence
from flsguide.report.money import signed
from flsguide.report.numbers import about, of_100
from flsguide.report.option_words import OPTION_WORDS
from flsguide.report.tables import Folded, Followed, Table
from flsguide.report.worth import OPTIONS, Worth
from flsguide.report.worth_who import POST_ROWS, rows_of
from flsguide.report.worth_words import (
    LEAST,
    SCENARIO_WORDS,
    cost_range,
    few,
    fractures_range,
    fractures_words,
    qalys_range,
    ranged,
    step_words,
    value_words,
)

__all__ = [
    "net_benefit_table",
    "options_table",
    "rows_behind",
    "scenarios_table",
    "whose_numbers",
]

_ROWS = (
    "p_treated_usual_care", "p_treated_fls", "p_identified_80_50_80", "p_persisting_12_months", "rr_hip_oral",
    "p_residual_share_oral", "n_residual_months_oral", "n_delay_months", "c_hip_fracture_year_1_incremental",
    "c_service_staff_person_full_economic", "c_service_staff_person_trust_cash", "p_scanned", "c_bone_scan",
    "c_blood_tests", "c_oral_month", "n_horizon_years", "r_discount_costs", "r_discount_qalys",
    "n_threshold_low", "n_threshold_high",
)  # fmt: skip
"""Rows that matter most to the answer. All the others are on the page of every number."""
_WHAT_IF_ROWS = (
    "rr_mortality_service_year_1", "p_persisting_12_months_followed", "p_treated_fls_of_everybody",
    "p_zoledronate_of_treated_some",
    "rr_hip_zoledronate", "c_zoledronate_drug_month", "c_zoledronate_clinic_month", "p_identified", "p_recommended",
    "p_started", "p_recommended_80_50_80", "p_on_treatment_12_months_80_50_80", "p_identified_glasgow",
    "p_recommended_glasgow", "p_started_glasgow", "c_hip_fracture_year_1_gross", "c_hip_fracture_year_2_gross",
    "rr_hip_cost_spell", "rr_hip_cost_tariff", "n_horizon_years_short", "r_discount_qalys_green_book",
)  # fmt: skip
TEN, THOUSANDS = 10, 1000


def rows_behind(worth: Worth) -> list[Parameter]:
    """The rows that matter most to the answer, after those that say whose people they are."""
    return caseload_rows(worth.inputs, worth.place, _ROWS)


def whose_numbers(worth: Worth) -> str:
    """How many of the figures that the page asks for are a service's own, and whose population it is."""
    asked = [row for part in ("caseload", "costs", "staffing") for row in worth.inputs.asked_of_a_service(part)]
    return f"{share_sentence(asked)} {population_note(worth.place)}"


def options_table(worth: Worth) -> Table:
    """Every way to run a service beside none, and what each step up costs for one more QALY."""
    rows = [_option(worth, name) for name in OPTIONS]
    return Table(
        f"Ways to run a service at {worth.place.name}, for 1,000 people with a fracture, {worth.base.years} years",
        (
            "Way to run it",
            "Fractures avoided",
            "QALYs gained",
            "Cost added, thousand pounds",
            "Pounds for one more QALY, full cost",
            "The same, trust pay",
        ),
        tuple(rows),
        numeric=(1, 2, 3, 4, 5),
        note="Beside no service; the last two columns beside the way before it. Cost added is at full cost. QALYs "
        "and costs are discounted. Ranges hold 8 in 10 draws. NHS and social care, 2025/26. By the minute a shared "
        "service is the same as a whole one; what it saves is spare time in whole posts: see What if?",
        is_text=True,
    )


def _option(worth: Worth, name: str) -> tuple[str, ...]:
    found = worth.options[name]
    steps = tuple(step_words(found.standing[basis]) for basis in (FULL_COST, TRUST_PAY))
    if name == OPTIONS[0]:
        return OPTION_WORDS[name], "0", "0", "0", *steps
    return (
        f"{OPTION_WORDS[name]}: sees {about(found.seen, 10)}",
        fractures_words(fractures_range(worth, name)),
        ranged(qalys_range(worth, name), LEAST),
        ranged(cost_range(worth, FULL_COST, name) * (1 / THOUSANDS), TEN),
        *steps,
    )


def scenarios_table(worth: Worth) -> Followed:
    """What if: one thing changed at a time, for the same people; then net benefit, and the rows behind."""
    behind = rows_of(worth, "The numbers behind these what-ifs", (*_WHAT_IF_ROWS, *POST_ROWS))
    return Followed(_scenarios(worth), (net_benefit_table(worth), behind))


def _scenarios(worth: Worth) -> Table:
    highest = worth.thresholds[1]
    rows = tuple(
        (
            scenario_words(worth, found),
            few(found.fractures_avoided),
            few(found.qalys_gained),
            signed(found.cost_added[FULL_COST] / THOUSANDS, 1),
            *(value_words(found, basis, highest) for basis in (FULL_COST, TRUST_PAY)),
        )
        for found in worth.scenarios.values()
    )
    return Table(
        f"What if? A whole service at {worth.place.name}, for each 1,000 people with a fracture",
        (
            "What if",
            "Fractures avoided",
            "QALYs gained",
            "Cost added, thousand pounds",
            "Pounds for a QALY, full cost",
            "The same, trust pay",
        ),
        rows,
        numeric=(1, 2, 3, 4, 5),
        note=f"Cost added is at full cost. {worth.base.years} years, but where another view is named. One run of the "
        "numbers as they stand; no scenario has a chance attached. Staff are counted by the minute, but where posts "
        f"are named: whole ones cost {_posts(worth)}. Who is treated is as in controlled studies, but for the audit, "
        "its goal and Glasgow, which have shares of their own.",
        is_text=True,
    )


def net_benefit_table(worth: Worth) -> Folded:
    """Net benefit of every scenario at every threshold, folded."""
    thresholds = worth.thresholds
    rows = tuple(
        (
            scenario_words(worth, found),
            *(signed(found.net_benefit(basis, t) / THOUSANDS, 1) for basis in BASIS_WORDS for t in thresholds),
        )
        for found in worth.scenarios.values()
    )
    heads = [f"{BASIS_WORDS[basis].capitalize()}, at {about(t, 0)}" for basis in BASIS_WORDS for t in thresholds]
    return Folded(
        "Net benefit of each scenario, at both ends of NICE's threshold",
        Table(
            "Net benefit for each 1,000 people with a fracture, thousand pounds, by what a QALY may cost (pounds)",
            ("What if", *heads),
            rows,
            numeric=tuple(range(1, len(heads) + 1)),
            note="What the health gained is worth, less the cost added. Above 0 the service is worth its cost. "
            "The threshold is for medicines; whether it holds for services is not settled.",
            is_text=True,
        ),
    )


def _posts(worth: Worth) -> str:
    """What staff cost each person seen in whole posts and by the minute, on both bases."""
    said = []
    for basis, words in BASIS_WORDS.items():
        row = f"c_service_staff_person_{basis}"
        own, shared = (
            about(float(worth.scenarios[name].scenario.instead[row]), 1)
            for name in ("whole posts", "whole posts, shared")
        )
        said.append(f"{own} pounds for each person seen ({shared} shared) at {words}, {_by_the_minute(worth, row)}")
    return ", and ".join(said)


def _by_the_minute(worth: Worth, row: str) -> str:
    return f"against {about(worth.inputs.number(row), 1)} by the minute"


def scenario_words(worth: Worth, found: Result) -> str:
    """A scenario's name, with the number that makes it where a reader would ask."""
    name, words = found.scenario.name, SCENARIO_WORDS[found.scenario.name]
    if name == "short":
        return f"{words}: {found.years} years"
    if name == "infusions":
        share = worth.inputs.number("p_zoledronate_of_treated_some")
        return f"{words}: {of_100(100 * share)} of 100 treated"
    return words
