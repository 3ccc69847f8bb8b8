"""The team in a table: what is needed, hired and paid, on one basis at a time."""

import pytest

from flsguide.evidence.parameters import parameters
from flsguide.model.base_strategies import CHOICES, Choices
from flsguide.model.service_posts import planned_posts
from flsguide.report.staffing_views import bases_table, posts_table, staff_costs

INPUTS = parameters()


def test_the_team_for_1000_people_says_what_is_hired_and_what_is_spare() -> None:
    table = posts_table(INPUTS)
    rows = {str(row[0]): [str(cell) for cell in row[1:]] for row in table.rows}
    assert rows["Nurse, band 7"] == ["1.29", "2", "36", "129,100"]
    assert rows["Co-ordinator, band 4"] == ["0.64", "1", "36", "38,400"]
    assert rows["Consultant session"] == ["0.99", "1", "1", "16,500"]
    assert table.note.startswith("Together 184,000 pounds a year.")


def test_a_chosen_band_and_basis_stand_in_the_table_and_its_title() -> None:
    table = posts_table(INPUTS, 500, Choices(service_costs="full_economic", nurse_band="6"))
    assert table.caption == "A team for 500 people seen a year, full cost, 2025/26"
    assert str(table.rows[0][0]) == "Nurse, band 6"


def test_each_basis_has_its_own_row_and_whole_posts_cost_more_than_minutes() -> None:
    rows = [[str(cell) for cell in row] for row in bases_table(INPUTS).rows]
    assert [row[1] for row in rows] == ["124 (49 to 264)", "132 (57 to 272)", "223 (115 to 355)"]
    amounts = [[int(cell.replace(",", "")) for cell in row[2:]] for row in rows]
    assert all(posts > minutes for minutes, posts in amounts)
    assert sorted(amounts) == amounts


@pytest.mark.parametrize("band", CHOICES["nurse_band"])
def test_the_rows_behind_a_team_are_those_that_its_cost_moves_with(band: str) -> None:
    """Every post of the team at every basis stands among the rows, once."""
    names = staff_costs(Choices(nurse_band=band))  # type: ignore[arg-type]
    assert len(set(names)) == len(names)
    costs = {INPUTS.number(name) for name in names}
    for basis in CHOICES["service_costs"]:
        posts = planned_posts(INPUTS, 1000, Choices(nurse_band=band, service_costs=basis))  # type: ignore[arg-type]
        assert {post.role.cost_a_year for post in posts} <= costs
