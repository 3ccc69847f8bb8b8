"""The tables of the model say what the case holds: a changed case changes them."""

from dataclasses import replace

import pytest

from flsguide.evidence.case_file import Case
from flsguide.evidence.cost_lines import cost_lines
from flsguide.evidence.national_tables import national_tables
from flsguide.evidence.parameters import parameters
from flsguide.evidence.vocabulary import HOLDERS, RELEASES, STATES
from flsguide.model.base_case import base_case
from flsguide.report.model_tables import (
    HOLDER_WORDS,
    MEANINGS,
    RELEASE_WORDS,
    cost_lines_table,
    medicines_table,
    states_table,
    strategies_table,
)
from flsguide.report.tables import Table


@pytest.fixture(scope="module")
def case() -> Case:
    return base_case(parameters(), national_tables(parameters()), ())


def cells(table: Table, name: str) -> list[str]:
    (row,) = (r for r in table.rows if str(r[0]) == name)
    return [str(cell) for cell in row[1:]]


def test_every_state_holder_and_kind_of_money_has_its_words() -> None:
    assert list(MEANINGS) == list(STATES)
    assert set(HOLDER_WORDS) == set(HOLDERS)
    assert set(RELEASE_WORDS) == set(RELEASES)


def test_a_state_stands_with_its_quality_of_life_and_its_deaths(case: Case) -> None:
    # 1.25 x (1 + 0.275 x (2.43 - 1)) and 1.3 x (1 + 0.275 x (3.51 - 1))
    assert cells(states_table(case), "Hip, first year")[1:] == ["0.70", "1.74", "2.20"]


def test_each_line_says_when_it_is_paid_and_who_bears_it(case: Case) -> None:
    table = cost_lines_table(case, cost_lines())
    assert [str(row[0]) for row in table.rows] == [cost_lines()[name].label for name in case.lines]
    assert table.note == "One line more where whole posts are planned: Setting up the service (cash)."
    paid, money, bearer = cells(table, "Hospital care for fractures")
    assert paid.startswith("for each fracture: hip 15,009")
    assert (money, bearer) == ("freed capacity, not cash", "hospital")
    assert cells(table, "Care-home places")[2] == "council social care 51 of 100, family 49 of 100"
    assert cells(table, "Bone medicines")[0] == "each month of taking: tablets 0.93, infusion (zoledronate) 1.25"
    assert cells(table, "The service's staff")[0] == "once for each person seen: 124"
    assert cells(table, "The service's scans and tests")[0] == "once for each person seen: 70.79"


def test_a_line_that_moves_or_is_not_paid_says_so(case: Case) -> None:
    moved = replace(case, per_fracture={}, lines=case.lines | {"gp": replace(case.lines["gp"], holders={"acute": 1})})
    table = cost_lines_table(moved, cost_lines())
    assert cells(table, "Hospital care for fractures")[0] == "not used in this case"
    assert cells(table, "General practice time")[2] == "hospital"


def test_who_is_seen_and_treated_is_read_from_the_shares_of_pathways(case: Case) -> None:
    assert cells(strategies_table(case), "Hip") == ["31", "80", "55"]
    assert cells(strategies_table(case), "Upper arm") == ["11", "80", "23"]


def test_a_medicine_works_as_its_pathway_says(case: Case) -> None:
    table = medicines_table(case)
    assert cells(table, "Fewer hip fractures, of 100") == ["34", "40"]
    assert cells(table, "Still taking it after 12 months, of 100")[0] == "44"  # 43.6, as the row has it
    assert cells(table, "Months from then to the full effect") == ["9", "6"]
