"""What is asked for adds up, when it is back is said in words, and an amount is made of the rows named beside it."""

from dataclasses import replace

import numpy as np
import pytest

from flsguide.analysis.budget_draws import Budget
from flsguide.analysis.budget_impact import HolderTable, budget_impact
from flsguide.evidence.case_file import Subgroup
from flsguide.evidence.national_tables import national_tables
from flsguide.evidence.parameters import Parameters
from flsguide.model.base_case import base_case
from flsguide.model.base_strategies import Choices
from flsguide.model.strategies import pathway_table, strategy_outcomes
from flsguide.report.budget_tables import asked_table, back_table, chance_in_words, made_of, made_of_table
from flsguide.report.tables import Cell, Table
from small_budget import INPUTS, budget


def rows(table: Table) -> dict[str, list[str]]:
    texts = [[cell if isinstance(cell, str) else cell.text for cell in row] for row in table.rows]
    return {row[0]: row[1:] for row in texts}


def thousand(cell: str) -> float:
    return float(cell.split(" (", maxsplit=1)[0].replace(",", ""))


def test_what_is_asked_for_is_its_parts_but_for_rounding() -> None:
    once, posts, tests, whole, later = rows(asked_table(budget())).values()
    for parts in zip(once, posts, tests, whole, strict=True):
        assert sum(map(thousand, parts[:3])) == pytest.approx(thousand(parts[3]), abs=15)
    assert thousand(once[0]) == pytest.approx(budget().set_up[0].mean() / 1000, abs=2.5)
    assert set(once[1:-1]) == {"0"}
    assert len(whole) == budget().entry_years + 1
    assert thousand(later[0]) == thousand(whole[0])
    assert thousand(later[-1]) > thousand(whole[-1])


def test_the_money_of_each_year_is_worked_out_by_hand() -> None:
    flat = replace(
        budget(),
        by_holder={("programme", "cash"): np.full((10, 40), 100_000.0)},
        inputs=Parameters(dict(INPUTS.rows) | {"r_planning_inflation": replace(
            INPUTS["r_planning_inflation"], value=0.1, low=0.0, high=0.2)}),
    )  # fmt: skip
    *_, later = rows(asked_table(flat)).values()
    assert later[:-1] == ["100", "110", "120", "135", "145"]
    ten = [sum(100 * (1 + rate) ** year for year in range(10)) for rate in (0.1, 0.0, 0.2)]
    assert later[-1] == f"{round(ten[0], -1):,.0f} ({round(ten[1], -1):,.0f} to {round(ten[2], -1):,.0f})"


def test_a_rate_of_ones_own_has_no_range() -> None:
    own = replace(INPUTS["r_planning_inflation"], value=0.03, low=None, high=None, distribution="fixed")
    table = asked_table(replace(budget(), inputs=Parameters(dict(INPUTS.rows) | {"r_planning_inflation": own})))
    assert "(" not in rows(table)["Asked for, prices rising 3% a year"][-1]
    assert table.note.endswith("Prices rise from year 1 on.")


def made(**by_holder: list[float]) -> Budget:
    """A budget of one draw for each number of a list: out in year 1, that much back in year 2, in thousand pounds."""
    arrays = {
        tuple(name.split("_")): np.array([[10_000.0] * 40, np.resize(back, 40) * -1000.0])
        for name, back in by_holder.items()
    }
    still = np.zeros((2, 40))
    case = replace(budget().case, horizon_years=2, entry_years=1, ramp=(1.0,))
    return replace(budget(), case=case, by_holder=arrays, bed_days=still, fractures=still)  # type: ignore[arg-type]


def test_when_the_outlay_is_back_is_a_year_or_never_in_words() -> None:
    found = rows(back_table(made(programme_cash=[0.0], social_cash=[11.0, 11.0, 11.0, 0.0])))
    assert found["Whoever funds the service, cash"] == ["never in these 2 years", "none of 40 draws", "10 (10)"]
    assert found["Council social care, cash"][:2] == ["year 2", "75 of 100 draws"]
    assert found["NHS and councils together, cash"][:2] == ["never in these 2 years", "none of 40 draws"]


def test_the_funder_stands_first() -> None:
    assert next(iter(rows(back_table(budget())))) == "Whoever funds the service, cash"
    assert next(iter(rows(made_of_table(budget())))) == "Whoever funds the service, cash"


@pytest.mark.parametrize(
    ("share", "said"),
    [(0.0, "none of 1,000 draws"), (0.004, "fewer than 1 of 100 draws"), (0.5, "50 of 100 draws"),
     (0.97, "97 of 100 draws"), (0.995, "more than 99 of 100 draws"), (1.0, "more than 99 of 100 draws")],
)  # fmt: skip
def test_a_chance_is_neither_sure_nor_more_exact_than_the_draws(share: float, said: str) -> None:
    assert chance_in_words(share, 1000) == said


FACTORS = {
    "n_nurse_minutes_person": 10.0, "n_admin_minutes_person": 10.0, "n_consultant_minutes_person": 10.0,
    "n_nurse_hours_year": 0.1, "n_consultant_hours_session_year": 0.1,
}  # fmt: skip
"""Whole posts move only where the change is large: these people are few."""
INFUSIONS = Parameters(
    dict(INPUTS.rows) | {"p_zoledronate_of_treated": replace(INPUTS["p_zoledronate_of_treated"], value=0.1)}
)
"""With some infusions, so that their prices count."""
PEOPLE = (Subgroup(82.5, "female", "hip", 300), Subgroup(72.5, "female", "vert", 100))
NAMES = sorted({n for key in budget().by_holder for names in made_of(budget(), *key).values() for n in names})


def impact(inputs: Parameters) -> HolderTable:
    case = base_case(inputs, national_tables(inputs), PEOPLE, choices=Choices(staff="posts"))
    return budget_impact(case, strategy_outcomes(case, pathway_table(case)))


BEFORE = impact(INFUSIONS)


@pytest.mark.parametrize("name", NAMES)
def test_a_row_named_beside_an_amount_moves_it_and_a_price_moves_no_other(name: str) -> None:
    row = INPUTS[name]
    factor = FACTORS.get(name, 1.05)
    moved = impact(Parameters(dict(INFUSIONS.rows) | {name: replace(row, value=row.value * factor)}))
    for holder, release in budget().by_holder:
        is_named = any(name in names for names in made_of(budget(), holder, release).values())
        same = moved[holder][release] == pytest.approx(BEFORE[holder][release], rel=1e-12, abs=1e-9)
        if is_named:
            assert not same, (holder, release)
        elif name.startswith("c_"):
            assert same, (holder, release)


def test_every_price_that_moves_the_budget_is_named() -> None:
    """Prices that no table names belong to other choices: bases, bands, gross costs, staff by the person seen."""
    other = ("gross", "full_e", "spell", "tariff", "person_trust_cash", "fee_report", "band_3", "band_5", "band_6",
             "band_8a")  # fmt: skip
    named = {name for name in NAMES if name.startswith("c_")}
    prices = {name for name in INPUTS.rows if name.startswith("c_")}
    assert {name for name in prices - named if not any(part in name for part in other)} == set()


def test_each_row_leads_to_its_place_in_the_table_of_numbers() -> None:
    for name, cell in zip([*map(str, budget().by_holder)], made_of_table(budget()).rows, strict=True):
        assert isinstance(cell[1], Cell)
        assert 'href="../methods/parameters.html#' in cell[1].html, name
