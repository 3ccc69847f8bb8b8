"""Ways to run a service stand beside the same base, each with its own budget."""

import pytest

from flsguide.evidence.errors import EvidenceError
from flsguide.report.budget_options import budgets_of, options_table
from small_budget import INPUTS, budget, few_draws, people


def rows(compare: tuple[str, str]) -> dict[str, list[str]]:
    table = options_table(budgets_of(few_draws(), INPUTS, people(), compare), "Northmoor")
    texts = [[cell if isinstance(cell, str) else cell.text for cell in row] for row in table.rows]
    return {row[0]: row[1:] for row in texts}


def first(cell: str) -> float:
    return float(cell.split(" (", maxsplit=1)[0].replace(",", "").replace("\u2212", "-"))


def test_without_a_service_three_ways_stand_side_by_side_whichever_was_asked_about() -> None:
    assert list(rows(("usual", "fls"))) == list(rows(("usual", "hub"))) == [
        "People with a hip fracture only", "A whole, nurse-led service", "One service shared by several hospitals",
    ]  # fmt: skip


def test_a_row_is_the_budget_of_its_option_to_its_rounding() -> None:
    for words, option in (("People with a hip fracture only", "hip_only"), ("A whole, nurse-led service", "fls")):
        people_seen, asked, cash, freed, fractures = map(first, rows(("usual", "fls"))[words])
        found = budget(("usual", option))
        assert people_seen == pytest.approx(found.people, abs=5)
        assert asked == pytest.approx(found.by_holder["programme", "cash"].sum(axis=0).mean() / 1000, abs=25)
        assert cash == pytest.approx(found.nhs_and_social_care("cash").sum(axis=0).mean() / 1000, abs=25)
        assert freed == pytest.approx(found.nhs_and_social_care("capacity").sum(axis=0).mean() / 1000, abs=10)
        assert fractures == pytest.approx(found.fractures.sum(axis=0).mean(), abs=0.5)


def test_a_smaller_or_a_shared_team_asks_for_less_and_prevents_no_more() -> None:
    hips, whole, hub = rows(("usual", "fls")).values()
    assert first(hips[1]) < first(hub[1]) < first(whole[1])
    assert first(whole[4]) < first(hips[4]) < 0
    assert hub[4] == whole[4]


def test_beside_todays_service_stands_the_one_way_that_was_asked_about() -> None:
    assert list(rows(("today", "expanded"))) == ["Today's service, seeing more people"]


def test_what_is_no_option_is_refused() -> None:
    with pytest.raises(EvidenceError, match="compare"):
        budgets_of(few_draws(), INPUTS, people(), ("usual", "clinic"))
