"""The words follow the numbers: never is said when it is never, and a year when there is one."""

from dataclasses import replace

import numpy as np
import pytest

from flsguide.analysis.budget_draws import Budget
from flsguide.report.budget_chart import budget_chart
from flsguide.report.budget_doubts import doubt, swings_table
from flsguide.report.budget_sentences import answers, budget_for_the_case, budget_in_brief
from flsguide.report.money import pounds
from flsguide.report.tables import Table
from small_budget import budget


def paying(back: float) -> Budget:
    """The same budget with councils saving `back` pounds in every draw in year 8; no other cash but the outlay."""
    found = {
        key: amounts if key[1] != "cash" else np.zeros_like(amounts) for key, amounts in budget().by_holder.items()
    }
    found["programme", "cash"] = budget().by_holder["programme", "cash"]
    found["social", "cash"] = np.zeros_like(found["social", "cash"])
    found["social", "cash"][7] = -back
    return replace(budget(), by_holder=found)


def said(table: Table) -> dict[str, str]:
    return {str(question): str(answer) for question, answer in table.rows}


def test_a_cash_that_never_comes_back_is_called_that_everywhere() -> None:
    for words in (
        budget_in_brief(budget(), "Northmoor"),
        said(answers(budget(), "Northmoor"))["When is the money back?"],
        budget_for_the_case(budget(), "Northmoor", 2026),
    ):
        assert "never back in these 10 years (it was in none of 40 draws)" in words
    assert "promise nobody a saving in cash" in budget_in_brief(budget(), "Northmoor")
    assert "not back within 10 years" in budget_chart(budget(), "Northmoor").title


def test_a_cash_that_comes_back_has_its_year_and_chance() -> None:
    found = paying(back=5_000_000)
    for words in (budget_in_brief(found, "X"), said(answers(found, "X"))["When is the money back?"]):
        assert "is back by the end of year 8 (in more than 99 of 100 draws)" in words
        assert "never" not in words
    assert budget_chart(found, "X").title.startswith("The cash is back by the end of year 8;")
    assert "promise nobody" not in budget_in_brief(found, "X")


def test_where_fractures_may_not_be_prevented_nothing_is_promised() -> None:
    unclear = replace(budget(), fractures=np.linspace(-1, 1, 400).reshape(10, 40))
    assert "promise neither" in budget_in_brief(unclear, "X")


def test_every_answer_has_a_number_and_all_but_one_an_interval() -> None:
    found = said(answers(budget(), "Northmoor"))
    assert len(found) == 7
    assert all(any(sign.isdigit() for sign in answer) for answer in found.values())
    assert [question for question, answer in found.items() if " to " not in answer] == ["When is the money back?"]


def test_setting_up_is_named_where_there_is_any() -> None:
    once = f"Of this {pounds(budget().set_up[0])} is for setting up, once."
    assert " to " in once
    assert once in said(answers(budget(), "X"))["What does year one cost?"]
    free = replace(budget(), set_up=np.zeros((10, 40)))
    assert "Nothing of it is for setting up." in said(answers(free, "X"))["What does year one cost?"]
    assert once in budget_for_the_case(budget(), "X", 2026)


def test_what_stops_after_the_last_group_is_said() -> None:
    words = said(answers(budget(), "Northmoor"))["What happens after year 5?"]
    assert "nobody new is seen and no post is paid" in words
    assert "goes on costing" in words


def test_beds_are_counted_and_are_no_money() -> None:
    days = replace(budget(), bed_days=np.full((10, 40), -730.0))
    words = said(answers(days, "X"))["Is a freed bed money?"]
    assert words.startswith("No. About 7,300 bed-days")
    assert "about 2.0 beds" in words


def test_what_comes_back_of_100_pounds_is_what_councils_save() -> None:
    outlay = budget().by_holder["programme", "cash"].sum(axis=0)
    tenth = paying(back=0)
    tenth.by_holder["social", "cash"][7] = -outlay / 10
    assert "Of every 100 pounds that the funder pays, about 10 (10 to 10) come back" in doubt(tenth)


def test_three_inputs_are_named_for_each_kind_of_money() -> None:
    names = [str(row[0]) for row in swings_table(budget()).rows]
    assert [name.split(":")[0] for name in names] == ["Cash"] * 3 + ["Freed"] * 3
    assert any("Nurse minutes" in name for name in names[:3])


@pytest.mark.parametrize("drawing", ["wide", "narrow"])
def test_the_chart_has_a_panel_for_each_kind_of_money(drawing: str) -> None:
    svg = getattr(budget_chart(budget(), "Northmoor"), drawing)
    assert "Cash: NHS and councils" in svg
    assert "Freed capacity: beds, staff time" in svg
    assert "not back in these 10 years" in svg


def test_the_numbers_behind_the_chart_are_running_totals() -> None:
    lines = [row for row in budget_chart(budget(), "Northmoor").data.rows if row[1] == "cash"]
    amounts = budget().nhs_and_social_care("cash").mean(axis=1)
    assert [row[3] for row in lines] == pytest.approx(np.cumsum(amounts))
    assert [row[-1] for row in lines] == [0.0] * 10
