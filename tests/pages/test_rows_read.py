"""No page reads a row of parameters.csv that does not make it run again: it would publish an old number.

Every page's code is run with its reading watched; planted pages show what is caught.
"""

import csv
import json
import os
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from flsguide.data_path import data_path, data_root
from page_inputs import inputs_of
from page_source import Page
from rows_in_key import TABLE, rows_in_key

pytestmark = pytest.mark.xdist_group("rows read")  # its module's fixture is made once

ROOT = Path(__file__).parents[2]
RUNS = sorted(page for page in (ROOT / "docs").rglob("*.md") if Page.read(page).is_notebook)
HEAD = "---\nfile_format: mystnb\nkernelspec:\n  name: python3\n  display_name: Python 3\n---\n\n# Page\n"
SETUP = "from flsguide.evidence.parameters import parameters\n\ninputs = parameters()\n"


def watched(page: Path, folder: Path) -> set[str]:
    """The rows that a page reads, in a process that has read nothing before."""
    out = folder / "read.json"
    done = subprocess.run(
        [sys.executable, str(Path(__file__).parent / "rows_read.py"), str(page), str(out)],
        env=os.environ | {"PYTHONPATH": str(ROOT / "docs" / "_checks"), "IPYTHONDIR": str(folder / "ipython")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return set(json.loads(out.read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def rows_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], set[str]]:
    """The rows that a page of the site reads; each page is run once for all tests."""
    return cache(lambda page: watched(page, tmp_path_factory.mktemp(page.stem)))


def in_key(page: Path) -> set[str]:
    """The rows in whose change a page runs again; none where it does not depend on the table."""
    inputs = inputs_of(page.read_text(encoding="utf-8"), ROOT / "src" / "flsguide", data_root())
    if data_path(TABLE) not in inputs.files:
        return set()
    header, *rows = rows_in_key(data_path(TABLE).read_bytes(), inputs.words)
    return {row[header.index("name")] for row in rows}


def planted(folder: Path, cell: str) -> Path:
    page = folder / "page.md"
    page.write_text(f"{HEAD}\n```{{code-cell}} python\n{SETUP}{cell}\n```\n", encoding="utf-8")
    return page


@pytest.mark.parametrize("page", RUNS, ids=lambda page: page.stem)
def test_every_row_that_a_page_reads_is_in_its_key(page: Path, rows_of: Callable[[Path], set[str]]) -> None:
    assert rows_of(page) - in_key(page) == set()


def test_the_pages_that_use_rows_are_seen_to_read_them_and_a_key_leaves_rows_out(
    rows_of: Callable[[Path], set[str]],
) -> None:
    with data_path(TABLE).open(encoding="utf-8", newline="") as file:
        names = {row["name"] for row in csv.DictReader(file)}
    read = {page.stem: rows_of(page) for page in RUNS if page.parent.name == "examples"}
    assert all("p_non_hip_calibration" in read[page] for page in ("how-many-fractures", "how-many-do-we-miss"))
    assert "rr_scenario_modelled" in read["how-many-fractures"]
    assert "p_identified_glasgow" in read["how-many-do-we-miss"]
    assert all(in_key(page) < names for page in RUNS)


KNOWN = {
    "how-many-fractures",
    "how-many-do-we-miss",
    "incidence",
    "assumptions",
    "model",
    "validation",
    "example-template",
}
"""Pages whose rows are told here; a new page needs no entry."""
MODEL = {"model", "validation"}
"""Pages that run the model of later years, and so all its rows."""


@pytest.mark.parametrize(
    ("name", "pages"),
    [
        ("n_fractures_per_hip", {"how-many-fractures"}),
        ("rr_scenario_modelled", {"how-many-fractures"}),
        ("p_identified_glasgow", {"how-many-do-we-miss"}),
        ("p_persisting_60_months", {"how-many-do-we-miss", *MODEL}),
        ("p_non_hip_calibration", {"how-many-fractures", "how-many-do-we-miss", *MODEL}),
        ("p_started", {"how-many-fractures", "how-many-do-we-miss", "incidence", "assumptions", *MODEL}),
        ("c_hip_fracture_year_1_gross", MODEL),
        ("u_hip1_pooled", set()),
        ("u_other2", MODEL),
        ("rr_vert_oral", MODEL),
        ("p_care_home_family", MODEL),
        ("c_staff_band_3_trust_cash", MODEL),
    ],
)
def test_a_row_runs_the_pages_that_use_it_and_no_other(name: str, pages: set[str]) -> None:
    assert {page.stem for page in RUNS if name in in_key(page)} & KNOWN == pages


@pytest.mark.parametrize(
    ("cell", "missed"),
    [
        ('inputs.number("_".join(["p", "treated", "fls"]))', {"p_treated_fls"}),
        ('inputs.get("p_treated" + "_fls").label', {"p_treated_fls"}),
        ('kind = "treated_fls"\ninputs.range_of(f"p_{kind}")', {"p_treated_fls"}),
        ('"p_treated" + "_fls" in inputs', {"p_treated_fls"}),
        ('[row.value for row in inputs.rows.values() if row.name.endswith("_fls")]', {"p_treated_fls"}),
        ("sum(row.value for row in inputs.values())", None),
        ("max(row.value for _, row in inputs.items())", None),
        ("list(inputs)", None),
        ("len(inputs)", None),
        ('from flsguide.data_path import data_path\ndata_path("parameters.csv").read_text(encoding="utf-8")', None),
    ],
    ids=["joined", "added", "too short a start", "only whether it is there", "by its end", "all values", "all items",
         "all names", "how many", "the file again"],
)  # fmt: skip
def test_a_row_that_is_read_past_the_key_is_caught(tmp_path: Path, cell: str, missed: set[str] | None) -> None:
    page = planted(tmp_path, cell)
    caught = watched(page, tmp_path) - in_key(page)
    assert caught >= (missed or {"p_treated_fls", "c_hip_fracture_year_1_gross", "p_started_glasgow"})
    assert missed is None or caught == missed


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ('inputs.number("p_treated_fls")', {"p_treated_fls"}),
        ('[inputs[f"rr_scenario_{way}"].value for way in ("base", "modelled")]', {"rr_scenario_modelled"}),
        ('[row.label for row in inputs.asked_of_a_service("cascade")]', {"p_started", "p_identified"}),
        ('from flsguide.model.pathway import cascade\ncascade("audit", inputs)', {"p_persisting_60_months"}),
        ('inputs.named(["p_treated_fls"])[0].value', {"p_treated_fls"}),
        ("1 + 1", set()),
    ],
    ids=["by name", "by its start", "asked of a service", "in a module", "some", "none"],
)
def test_a_row_that_is_read_by_name_is_in_the_key(tmp_path: Path, cell: str, read: set[str]) -> None:
    page = planted(tmp_path, cell)
    found = watched(page, tmp_path)
    assert found >= read
    assert bool(found) == bool(read)
    assert found - in_key(page) == set()
