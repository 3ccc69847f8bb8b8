"""What the page "Is it worth it?" shows in tables: options, scenarios, who gains, and what sharing saves."""

from flsguide.analysis.equity import Group, shares
from flsguide.analysis.scenarios import PEOPLE, Result
from flsguide.evidence.parameters import Parameter
from flsguide.evidence.vocabulary import AGES, YOUNGEST
from flsguide.report.inputs import caseload_rows, population_note, share_sentence
from flsguide.report.numbers import about, of_100, with_range
from flsguide.report.tables import Folded, Table
from flsguide.report.worth import ALIKE, CASH, OPTIONS, Worth
from flsguide.report.worth_words import (
    BASIS,
    OPTION_WORDS,
    SCENARIO_WORDS,
    cost_range,
    few,
    fractures_range,
    qalys_range,
    step_words,
    value_words,
)

__all__ = [
    "equity_table",
    "net_benefit_table",
    "options_table",
    "rows_behind",
    "scenarios_table",
    "sharing_table",
    "whose_numbers",
]

_ROWS = (
    "p_treated_usual_care", "p_treated_fls", "p_persisting_12_months", "rr_hip_oral",
    "c_hip_fracture_year_1_incremental", "c_service_staff_person_full_economic",
    "c_service_staff_person_trust_cash", "p_scanned", "c_bone_scan", "n_horizon_years",
    "n_threshold_low", "n_threshold_high",
)  # fmt: skip
"""Rows that matter most to the answer. All the others are on the page of every number."""
_SEX = {"female": "Women", "male": "Men", None: "Everybody"}
THOUSANDS = 1000


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
            "Pounds for one more QALY, alike",
            "The same, trust pays",
        ),
        tuple(rows),
        numeric=(1, 2, 3, 4, 5),
        note="Beside no service; the last two columns beside the way before it, with costs counted alike and with "
        "staff at what the trust pays. Cost added is counted alike. QALYs and costs are discounted. Ranges hold "
        "95 of 100 draws. NHS and social care, 2025/26. By the person, a shared service is the same as a whole one; "
        "what it saves is whole posts, below.",
        is_text=True,
    )


def _option(worth: Worth, name: str) -> tuple[str, ...]:
    found = worth.options[name]
    steps = tuple(step_words(found.standing[basis]) for basis in (ALIKE, CASH))
    if name == OPTIONS[0]:
        return OPTION_WORDS[name], "0", "0", "0", *steps
    return (
        f"{OPTION_WORDS[name]}: sees {about(found.seen, 10)}",
        with_range(fractures_range(worth, name)),
        with_range(qalys_range(worth, name)),
        with_range(cost_range(worth, ALIKE, name) * (1 / THOUSANDS)),
        *steps,
    )


def scenarios_table(worth: Worth) -> Table:
    """What if: one thing changed at a time, for the same people."""
    highest = worth.thresholds[1]
    rows = tuple(
        (
            scenario_words(worth, found),
            few(found.fractures_avoided),
            few(found.qalys_gained),
            about(found.cost_added[ALIKE] / THOUSANDS, 1),
            *(value_words(found, basis, highest) for basis in (ALIKE, CASH)),
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
            "Pounds for a QALY, alike",
            "The same, trust pays",
        ),
        rows,
        numeric=(1, 2, 3, 4, 5),
        note="Cost added is counted alike. The last two columns are with costs counted alike and with staff at what "
        f"the trust pays. {worth.base.years} years, but where another view is named. One run of the numbers as they "
        "stand; no scenario has a chance attached. Who is treated is as in controlled studies, but for the audit, "
        "its goal and Glasgow, which have shares of their own.",
        is_text=True,
    )


def net_benefit_table(worth: Worth) -> Folded:
    """Net benefit of every scenario at every threshold, folded."""
    names = ("n_threshold_former_low", "n_threshold_low", "n_threshold_former_high", "n_threshold_high")
    thresholds = [worth.inputs.number(name) for name in names]
    rows = tuple(
        (
            scenario_words(worth, found),
            *(about(found.net_benefit(ALIKE, t) / THOUSANDS, 1) for t in thresholds),
            *(about(found.net_benefit(CASH, t) / THOUSANDS, 1) for t in (thresholds[0], thresholds[-1])),
        )
        for found in worth.scenarios.values()
    )
    heads = [f"Counted alike, at {about(t, 0)}" for t in thresholds]
    heads += [f"Staff at what the trust pays, at {about(t, 0)}" for t in (thresholds[0], thresholds[-1])]
    return Folded(
        "Net benefit of each scenario, at the thresholds in use and at the former ones",
        Table(
            "Net benefit for each 1,000 people with a fracture, thousand pounds, by what a QALY may cost (pounds)",
            ("What if", *heads),
            rows,
            numeric=tuple(range(1, len(heads) + 1)),
            note="What the health gained is worth, less the cost added. Above 0 the service is worth its cost. "
            "Thresholds in use are for medicines; whether they hold for services is not settled.",
            is_text=True,
        ),
    )


def scenario_words(worth: Worth, found: Result) -> str:
    """A scenario's name, with the number that makes it where a reader would ask."""
    name, words = found.scenario.name, SCENARIO_WORDS[found.scenario.name]
    if name == "short":
        return f"{words}: {found.years} years"
    if name == "infusions":
        share = worth.inputs.number("p_zoledronate_of_treated_some")
        return f"{words}: {of_100(100 * share)} of 100 treated"
    return words


def equity_table(worth: Worth) -> Table:
    """Who gains, by sex and age; a table that has no small count, nor one that can be worked out."""
    small = int(worth.inputs.number("n_small_count"))
    rule = (
        f"Small numbers rule: a group of {small} or fewer people a year is joined to its neighbour in age, and the "
        "two sexes to each other if need be, so that no small count can be worked out from a total."
    )
    if not worth.groups:
        row = ("Everybody", *["withheld: too few"] * 4)
        return _equity(worth, (row,), rule)
    return _equity(
        worth,
        tuple(
            (
                _who(part.group),
                about(100 * part.people, 1),
                _part(part.qalys_gained),
                _part(part.fractures_avoided),
                about(PEOPLE * part.group.qalys_gained / part.group.people, 0.1) if part.group.people else "nobody",
            )
            for part in shares(worth.groups)
        ),
        rule,
    )


def _equity(worth: Worth, rows: tuple[tuple[str, ...], ...], rule: str) -> Table:
    return Table(
        f"Who gains from a whole service at {worth.place.name}, by sex and age at the fracture",
        ("Who", "Of 100 people", "Of 100 QALYs gained", "Of 100 fractures avoided", "QALYs for 1,000 of them"),
        rows,
        numeric=(1, 2, 3, 4),
        note=f"Expected, not counted. {rule}",
        is_text=True,
    )


def _who(group: Group) -> str:
    if group.age_high == YOUNGEST + AGES - 1:
        ages = f"{group.age_low} and over"
    else:
        ages = f"{group.age_low} to {group.age_high}"
    return f"{_SEX[group.sex]}, {ages}"


def _part(share: float | None) -> str:
    return "nothing is gained" if share is None else about(100 * share, 1)


def sharing_table(worth: Worth) -> Table:
    """What a year of staff costs one hospital, alone or sharing, in whole posts."""
    rows = []
    for basis in (ALIKE, CASH):
        found = worth.sharing[basis]
        amounts = (found.alone, found.shared, found.saves, found.first_year_alone - found.first_year_shared)
        rows.append((BASIS[basis].capitalize(), *(about(amount, THOUSANDS) for amount in amounts)))
    services = worth.inputs.range_of("n_hub_services")
    return Table(
        f"Staff in whole posts for one hospital like {worth.place.name}, pounds a year",
        (
            "Basis",
            "A team of its own",
            f"Its part of a team for {about(services.value, 0)} hospitals",
            "Sharing saves a full year",
            "Sharing saves in the first year",
        ),
        tuple(rows),
        numeric=(1, 2, 3, 4),
        note="The first year has setting up in it, and posts from the month they are filled. How many share is "
        f"illustrative ({with_range(services, 1)}); travel and agreements between them are not counted.",
        is_text=True,
    )
