"""Every worked example keeps the anatomy, the cell rules and the cell that a reader edits."""

import ast
import csv
import re
from pathlib import Path

import nbformat
import pytest
import yaml
from myst_nb.core.read import is_myst_markdown_notebook, read_myst_markdown_notebook

from flsguide.data_path import data_path
from flsguide.evidence.parameters import parameters
from flsguide.report.inputs import numbers_cell

DOCS = Path(__file__).parents[2] / "docs"
ALWAYS = ("Why this matters", "Before you start", "Set up", "Your numbers")
SECTIONS = (
    *ALWAYS,
    "The evidence used",
    "The calculation",
    "What it shows",
    "How sure are we?",
    "Who pays, who gains",
    "Put it in your case",
    "Try it",
    "Limits",
    "Next",
    "Made with",
)
OPTIONAL = {"The calculation", "How sure are we?", "Who pays, who gains"}
PAGES = sorted(p for p in (*DOCS.glob("examples/*.md"), DOCS / "contribute/example-template.md") if p.stem != "index")
each_page = pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)


def _front(page: Path) -> dict[str, object]:
    return yaml.safe_load(page.read_text(encoding="utf-8").split("---\n")[1])


def _cells(page: Path) -> list[nbformat.NotebookNode]:
    cells = read_myst_markdown_notebook(page.read_text(encoding="utf-8")).cells
    return [cell for cell in cells if cell.cell_type == "code"]


def test_there_are_worked_examples() -> None:
    assert {"how-many-fractures", "how-many-do-we-miss", "example-template"} <= {p.stem for p in PAGES}


@each_page
def test_the_page_is_a_notebook_or_it_would_be_published_without_its_numbers(page: Path) -> None:
    assert is_myst_markdown_notebook(page.read_text(encoding="utf-8"))


@each_page
def test_the_front_matter_says_whom_it_is_for_and_when_it_was_looked_at(page: Path) -> None:
    front = _front(page)["fls"]
    assert isinstance(front, dict)
    assert set(front) == {"recommendation", "barrier", "readers", "minutes", "status", "reviewed_on", "review_by"}
    assert front["recommendation"] in range(1, 8)
    assert front["status"] in {"draft", "reviewed"}
    assert front["readers"]
    for day in ("reviewed_on", "review_by"):
        assert re.fullmatch(r"20\d\d-\d\d-\d\d", front[day]), "in quotation marks: YAML's own dates stop the build"
    assert front["reviewed_on"] < front["review_by"]


@each_page
def test_sections_come_in_the_order_of_the_anatomy(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    title = re.findall(r"(?m)^# (.+)$", re.sub(r"(?s)```\{code-cell\}.*?```", "", text))
    assert len(title) == 1
    assert title[0].endswith("?"), "the title is the reader's question"
    found = re.findall(r"(?m)^## (.+)$", text)
    assert found == [s for s in SECTIONS if s in found]
    assert set(SECTIONS) - set(found) <= OPTIONAL
    assert text.index("{admonition} In brief") < text.index("## Why this matters")


@each_page
def test_cells_are_few_short_and_end_in_what_they_show(page: Path) -> None:
    cells = _cells(page)
    assert 3 <= len(cells) <= 14
    for cell in cells:
        tags = cell.metadata.get("tags", [])
        assert tags in (["hide-input"], ["parameters"]), cell.source
        if "parameters" in tags:
            continue
        assert len(cell.source.splitlines()) <= 13, cell.source
        tree = ast.parse(cell.source)
        banned = (ast.FunctionDef, ast.ClassDef, ast.For, ast.While, ast.Lambda)
        assert not [node for node in ast.walk(tree) if isinstance(node, banned) and not isinstance(node, ast.Lambda)]
        is_set_up = all(isinstance(node, ast.Import | ast.ImportFrom) for node in tree.body)
        assert is_set_up or isinstance(tree.body[-1], ast.Expr), f"ends in nothing shown: {cell.source}"


@each_page
def test_there_is_one_cell_to_edit_and_it_is_shown(page: Path) -> None:
    assert sum(cell.metadata.get("tags") == ["parameters"] for cell in _cells(page)) == 1


@pytest.mark.parametrize(
    ("name", "parts", "local"),
    [
        ("how-many-fractures", ("caseload",), ("n_residents", "n_hip_fractures_60_plus")),
        ("how-many-do-we-miss", ("caseload", "cascade"), ("n_residents", "n_hip_fractures_60_plus")),
    ],
)
def test_the_cell_to_edit_is_the_rows_that_a_service_is_asked_for(name: str, parts: tuple, local: tuple) -> None:
    with data_path("example_service/local.csv").open(encoding="utf-8", newline="") as file:
        northmoor = {row["name"]: float(row["value"]) for row in csv.DictReader(file)}
    asked = [p for part in parts for p in parameters().asked_of_a_service(part)]
    written = numbers_cell(asked, {k: northmoor[k] for k in local}, "Northmoor (artificial)").splitlines()
    (cell,) = [c.source for c in _cells(DOCS / f"examples/{name}.md") if c.metadata.get("tags") == ["parameters"]]
    on_page = cell.splitlines()
    assert on_page[0] == written[0]
    assert on_page[on_page.index("yours = {") :] == written[1:]


@each_page
def test_a_page_with_northmoors_numbers_says_that_they_are_artificial(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    if "Northmoor" in text:
        assert 'service = "Northmoor (artificial)"' in text
        assert "invented trust" in text.split("## Why this matters")[0]
