"""The one cell that a reader edits is written from the rows that a service is asked for."""

import csv
from pathlib import Path

import pytest

from flsguide.data_path import data_path
from flsguide.evidence.parameters import parameters
from flsguide.report.inputs import numbers_cell
from page_source import Page

DOCS = Path(__file__).parents[2] / "docs"


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
    page = Page.read(DOCS / f"examples/{name}.md")
    (cell,) = [c.source for c in page.cells if c.metadata.get("tags") == ["parameters"]]
    on_page = cell.splitlines()
    assert on_page[0] == written[0]
    assert on_page[on_page.index("yours = {") :] == written[1:]
