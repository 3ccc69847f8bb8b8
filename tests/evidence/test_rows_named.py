from collections.abc import Callable
from pathlib import Path

import pytest

import flsguide
from flsguide.data_path import data_root
from flsguide.evidence.parameters import Parameters, parameters
from flsguide.evidence.rows_named import check_rows_named, names_in_code, names_in_page

Refusal = Callable[..., str]
PACKAGE = Path(flsguide.__file__).parent
PAGES = data_root().parent / "docs"


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ('inputs["p_started"]', {"p_started"}),
        ("HIPS = 'n_hip_fractures_60_plus'", {"n_hip_fractures_60_plus"}),
        ('f"rr_scenario_{way}"', {"rr_scenario_"}),
        ('"""About p_started."""\n# "p_other"\nx = "P_STARTED", "p_", "parameters.csv", 3, b"p_started"', set()),
        ('inputs["p_started"', set()),
    ],
)
def test_a_name_is_told_by_its_shape(source: str, names: set[str]):
    assert names_in_code(source) == names


def test_a_page_names_rows_in_its_cells_and_its_sentences():
    cell = "```{code-cell} python\n:tags: [hide-input]\ninputs['p_started']\n```\n"
    prose = "About {number}`p_identified`, or {value}`n_residents`, and `p_code`.\n\n```python\n'p_shown'\n```\n"
    assert names_in_page(cell + prose + cell.replace("p_started", "p_last")) == {
        "p_started", "p_identified", "n_residents", "p_last",
    }  # fmt: skip


def without(*names: str) -> Parameters:
    return Parameters({name: row for name, row in parameters().items() if name not in names})


def test_every_row_that_the_package_and_the_pages_name_is_there():
    assert PAGES.is_dir()
    check_rows_named(parameters(), PACKAGE, PAGES)


@pytest.mark.parametrize(
    ("name", "where"),
    [
        ("p_persisting_24_months", "flsguide/analysis/draws.py"),
        ("n_residents", "flsguide/evidence/places.py"),
        ("n_fractures_per_hip", "docs/examples/how-many-fractures.md"),
    ],
)
def test_a_row_taken_out_is_named_with_the_file_that_asks_for_it(refusal: Refusal, name: str, where: str):
    message = refusal(check_rows_named, without(name), PACKAGE, PAGES)
    assert message.startswith(f"parameters.csv, name: no row '{name}', which {where} names")
    assert message.endswith("; add the row, or mend the name")


def test_the_start_of_a_name_needs_one_row_that_begins_with_it(tmp_path: Path, refusal: Refusal):
    package = tmp_path / "package"
    package.mkdir()
    (package / "ways.py").write_text('f"rr_scenario_{way}"', encoding="utf-8")
    check_rows_named(parameters(), package, tmp_path / "no-pages")
    (package / "ways.py").write_text('f"rr_scenery_{way}"', encoding="utf-8")
    assert "no row 'rr_scenery_', which package/ways.py names" in refusal(
        check_rows_named, parameters(), package, tmp_path / "no-pages"
    )
