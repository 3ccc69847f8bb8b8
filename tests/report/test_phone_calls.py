"""The list of calls: every number that moves the answer has somebody to ask, and values are those of the draws."""

from collections import Counter

import pytest

from flsguide.analysis.tornado import moving
from flsguide.analysis.value_of_information import evpi, evppi, for_population
from flsguide.evidence.errors import EvidenceError
from flsguide.evidence.parameters import parameters
from flsguide.report.numbers import of_digits
from flsguide.report.phone_calls import NOT_TOLD, QUESTIONS, Whose, phone_table
from report.doubt_case import BY_BASIS, INPUTS, THRESHOLD, TORN

MOVING = {words: moving(bars) for words, (_, bars) in TORN.items()}
WHOSE = Whose("Town", 1500.0, 240_000.0, 5, 0.035)
SHOWN = phone_table(BY_BASIS, THRESHOLD, MOVING, INPUTS, WHOSE)
ROWS = {str(row[0]): tuple(map(str, row[1:])) for row in SHOWN.rows}


def test_every_number_that_moves_the_answer_stands_in_one_question_and_each_names_a_row_or_rate() -> None:
    counted = Counter(name for question in QUESTIONS for name in question.names)
    assert max(counted.values()) == 1
    assert {name for names in MOVING.values() for name in names} <= set(counted)
    assert {name for name in counted if not name.startswith("rate of ")} <= set(parameters())


def test_a_groups_worth_is_that_of_its_numbers_for_a_person_the_place_and_england() -> None:
    first, second = QUESTIONS[:2]
    for question in (first, second):
        for column, (words, draws) in enumerate(BY_BASIS.items()):
            names = [name for name in question.names if name in MOVING[words]]
            found = evppi(draws.choice(), THRESHOLD, draws.inputs, names)
            cell = ROWS[question.words][column]
            if not found.is_distinguishable:
                assert cell == NOT_TOLD
                continue
            here, england = (for_population(found.value, n, 5, 0.035) for n in (1500.0, 240_000.0))
            assert cell == (
                f"{of_digits(found.value, 2)} a person; {of_digits(here, 2)} here; "
                f"{of_digits(england / 1e6, 2)} million in England"
            )


def test_everything_at_once_leads_and_no_group_is_worth_more() -> None:
    assert str(SHOWN.rows[0][0]) == "Everything at once"
    for column, draws in enumerate(BY_BASIS.values()):
        most = evpi(draws.choice(), THRESHOLD).value
        for cells in list(ROWS.values())[1:]:
            if " a person" in cells[column]:
                assert float(cells[column].split(" a person")[0].replace(",", "")) <= most * 1.05


def test_what_is_not_told_from_chance_is_named_so_and_comes_after_what_is() -> None:
    groups = [ROWS[q.words] for q in QUESTIONS]
    assert any(NOT_TOLD in cell for cells in groups for cell in cells)
    order = [str(row[0]) for row in SHOWN.rows[1 : 1 + len(QUESTIONS)]]
    told = [any(cell != NOT_TOLD for cell in ROWS[name][:2]) for name in order]
    assert told == sorted(told, reverse=True)


def test_a_staff_row_of_the_other_basis_is_not_among_the_numbers_of_this_one() -> None:
    assert "c_service_staff_person_trust_cash" not in MOVING["with staff at full cost"]
    assert "c_service_staff_person_full_economic" not in MOVING["with staff at trust pay"]


def test_a_number_that_nobody_could_be_asked_for_is_refused() -> None:
    strange = {words: (*names, "n_horizon_years") for words, names in MOVING.items()}
    with pytest.raises(EvidenceError, match="phone calls, moving: 'n_horizon_years' is not allowed"):
        phone_table(BY_BASIS, THRESHOLD, strange, INPUTS, WHOSE)
