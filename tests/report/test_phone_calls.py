"""The list of calls: every number that moves the answer has somebody to ask, and values are those of the draws."""

import re
from collections import Counter

import pytest

from flsguide.analysis.tornado import moving
from flsguide.analysis.value_of_information import evpi, evppi, for_population
from flsguide.evidence.errors import EvidenceError
from flsguide.evidence.parameters import parameters
from flsguide.report.phone_calls import NOT_TOLD, QUESTIONS, Whose, phone_table
from flsguide.report.ten_marks import with_ends
from report.doubt_case import BY_BASIS, INPUTS, THRESHOLD, TORN

MOVING = {words: moving(bars) for words, (_, bars) in TORN.items()}
WHOSE = Whose("Town", 1500.0, 240_000.0, 5, 0.035)
SHOWN = phone_table(BY_BASIS, THRESHOLD, MOVING, INPUTS, WHOSE)
ROWS = {str(row[0]): tuple(map(str, row[1:])) for row in SHOWN.table.rows}


def test_every_number_that_moves_the_answer_stands_in_one_question_and_each_names_a_row_or_rate() -> None:
    counted = Counter(name for question in QUESTIONS for name in question.names)
    assert max(counted.values()) == 1
    assert {name for names in MOVING.values() for name in names} <= set(counted)
    assert {name for name in counted if not name.startswith("rate of ")} <= set(parameters())


def test_a_groups_worth_is_that_of_its_numbers_for_the_place_with_the_error_of_the_draws() -> None:
    for question in QUESTIONS[:2]:
        for column, (words, draws) in enumerate(BY_BASIS.items()):
            names = [name for name in question.names if name in MOVING[words]]
            found = evppi(draws.choice(), THRESHOLD, draws.inputs, names)
            if not found.is_distinguishable:
                assert question.words not in ROWS or ROWS[question.words][column] == NOT_TOLD
                continue
            cell = ROWS[question.words][column]
            ends = (found.value, found.by_chance.low, found.by_chance.high)
            assert cell == with_ends(*(for_population(each, 1500.0, 5, 0.035) for each in ends))
    assert "England's people at the same worth each, take it 160 times" in SHOWN.table.note


def test_everything_at_once_leads_and_no_group_is_worth_more() -> None:
    assert str(SHOWN.table.rows[0][0]) == "Everything at once"
    for column, draws in enumerate(BY_BASIS.values()):
        most = for_population(evpi(draws.choice(), THRESHOLD).value, 1500.0, 5, 0.035)
        for cells in list(ROWS.values())[1:]:
            if cells[column][0].isdigit():
                assert float(cells[column].split(" (")[0].replace(",", "")) <= most * 1.05


def test_what_is_not_told_from_chance_on_either_basis_stands_in_a_folded_list() -> None:
    shown, folded = set(ROWS), {str(row[0]) for row in SHOWN.then[0].table.rows}
    words = {q.words for q in QUESTIONS}
    assert words <= shown | folded
    assert not shown & folded
    assert folded, "some questions are no more than chance"
    for name in words & shown:
        assert any(cell[0].isdigit() for cell in ROWS[name][:2])
    for name in folded:
        (question,) = [q for q in QUESTIONS if q.words == name]
        for basis, draws in BY_BASIS.items():
            names = [n for n in question.names if n in MOVING[basis]]
            assert not (names and evppi(draws.choice(), THRESHOLD, draws.inputs, names).is_distinguishable)


def test_the_answer_is_one_sentence_that_follows_the_table() -> None:
    assert SHOWN.lead.count(".") - len(re.findall(r"\d\.\d", SHOWN.lead)) == 1
    for column, words in enumerate(BY_BASIS):
        told = [(name, cells[column]) for name, cells in ROWS.items() if name in {q.words for q in QUESTIONS}]
        worth = [(name, cell) for name, cell in told if cell[0].isdigit()]
        said = next(part for part in SHOWN.lead.split("; ") if words.lower() in part.lower())
        assert ROWS["Everything at once"][column] in said or "no question stands out" in said
        if worth:
            name, cell = max(worth, key=lambda pair: float(pair[1].split(" (")[0].replace(",", "")))
            assert name[1:] in said
            assert cell in said
        else:
            assert "no question stands out from chance" in said
    assert "The numbers behind these questions" in repr(SHOWN)


def test_a_staff_row_of_the_other_basis_is_not_among_the_numbers_of_this_one() -> None:
    assert "c_service_staff_person_trust_cash" not in MOVING["at full cost"]
    assert "c_service_staff_person_full_economic" not in MOVING["at trust pay"]


def test_a_number_that_nobody_could_be_asked_for_is_refused() -> None:
    strange = {words: (*names, "n_horizon_years") for words, names in MOVING.items()}
    with pytest.raises(EvidenceError, match="phone calls, moving: 'n_horizon_years' is not allowed"):
        phone_table(BY_BASIS, THRESHOLD, strange, INPUTS, WHOSE)
