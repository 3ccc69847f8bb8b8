"""The one cell that a reader edits is written from the rows that a service is asked for."""

import ast
import csv

import pytest

from flsguide.data_path import data_path
from flsguide.evidence.parameters import parameters
from flsguide.report.inputs import numbers_cell
from page_source import Page, every_page

ARTIFICIAL = "Northmoor (artificial)"


def _cell(page: Page) -> str:
    (cell,) = [c.source for c in page.cells if c.metadata.get("tags") == ["parameters"]]
    return str(cell)


def _asked(cell: str) -> dict[str, object]:
    """The numbers that a cell asks a service for; none where it asks for something else."""
    for node in ast.parse(cell).body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id == "yours":
            return dict(ast.literal_eval(node.value))
    return {}


PAGES = [page for page in every_page() if page.kind == "example" and "yours = {" in page.text]


def northmoor(cell: str) -> dict[str, float]:
    """Northmoor's numbers, of the variant that has a service where the cell gives a service's indicators."""
    name = "with_service.csv" if _asked(cell).get("p_identified") is not None else "local.csv"
    with data_path(f"example_service/{name}").open(encoding="utf-8", newline="") as file:
        return {row["name"]: float(row["value"]) for row in csv.DictReader(file)}


def differences(cell: str) -> list[str]:
    """Lines of a cell that are not as the rows and Northmoor's table would write them.

    The parts of the model are those that the cell's own names belong to: all that such a part asks must be there.
    """
    table = northmoor(cell)
    names, given = list(_asked(cell)), [name for name, value in _asked(cell).items() if value is not None]
    parts = dict.fromkeys(parameters()[name].applies_to for name in names if name in parameters())
    rows = [row for part in parts for row in parameters().asked_of_a_service(part)]
    written = numbers_cell(rows, {name: table[name] for name in given}, ARTIFICIAL).splitlines()
    lines = cell.splitlines()
    on_page = [lines[0], *lines[lines.index("yours = {") :]]
    return [f"{a} | {b}" for a, b in zip(on_page, written, strict=False) if a != b] + (
        [] if len(on_page) == len(written) else [f"{len(on_page)} lines, not {len(written)}"]
    )


def test_there_are_pages_that_ask_a_service() -> None:
    assert {page.path.stem for page in PAGES} >= {
        "how-many-fractures",
        "how-many-do-we-miss",
        "how-many-staff",
        "defend-or-expand",
    }


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_cell_to_edit_is_the_rows_that_a_service_is_asked_for(page: Page) -> None:
    assert differences(_cell(page)) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('service = "Northmoor (artificial)"', 'service = "Northmoor"'),
        ('"n_residents": 340_000', '"n_residents": 350_000'),
        ("(fractures a year)", "(fractures)"),
        ('    "p_started": None,\n', ""),
        ('"p_started": None', '"p_startet": None'),
        ("    # People of all ages whom the service would cover (people)\n", ""),
    ],
)
def test_a_cell_that_left_its_rows_is_found(old: str, new: str) -> None:
    cell = next(_cell(page) for page in PAGES if page.path.stem == "how-many-do-we-miss")
    assert old in cell
    assert differences(cell.replace(old, new, 1)) != []
