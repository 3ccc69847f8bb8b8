"""`flsguide check` reads every table, and says in one line what is wrong with the first that is not sound."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from flsguide.cli import main
from flsguide.data_path import data_path, data_root

TABLES = sorted(path.relative_to(data_root()).as_posix() for path in data_root().rglob("*.csv"))


def test_check_reads_every_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    assert "can be read" in capsys.readouterr().out


def check_a_copy(folder: Path, name: str, old: str, new: str) -> subprocess.CompletedProcess[str]:
    """`flsguide check` on a copy of the project with one text of one table replaced."""
    root = Path(__file__).parents[1]
    for part in ("src", "data"):
        shutil.copytree(root / part, folder / part, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    table = folder / "data" / name
    text = table.read_text(encoding="utf-8")
    assert old in text
    table.write_text(text.replace(old, new, 1), encoding="utf-8")
    return check_in(folder)


def check_in(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "flsguide.cli", "check"],
        env={"PYTHONPATH": str(folder / "src"), "PATH": "/usr/bin:/bin"},
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("name", "old", "new", "parts"),
    [
        ("fracture_incidence.csv", ",30.2,24.2,", ",-30.2,24.2,", ["row 2", "rate_per_100000", "'-30.2'"]),
        ("parameters.csv", 'level,1.15,', 'level,0.15,', ["row 5", "value", "'0.15'"]),
        ("areas.csv", "North East,,E92000001,", "North East,,E92,", ["row 3", "parent_code", "'E92'"]),
        ("areas.csv", "E92000001,2023-04-01,", "E92000001,April 2023,", ["row 3", "as_at", "'April 2023'"]),
        ("population.csv", "E92000001,50,54,", "E92000001,50,x,", ["row 3", "age_high", "'x'"]),
        ("population_projection.csv", "2023,female,50,54,", "2023,female,50,x,", ["row 3", "age_high", "'x'"]),
        ("price_index.csv", "published,pssru2025,", "certain,pssru2025,", ["row 2", "certainty", "'certain'"]),
        ("price_index.csv", "nhscii_pay_prices,2016/17,2.09,PSSRU 2025,published,pssru2025,\n", "",
         ["financial_year", "'2016/17'"]),
        ("incidence_checks.csv", ",hip,67500,", ",hip,0,", ["row 2", "value", "'0'"]),
        ("validation_cases.csv", "23752,5,", "23752,0,", ["tolerance", "'0'"]),
        ("published_studies.csv", "21,312;-98", "21,312;x", ["parts", "'x'"]),
        ("sources.bib", "@", "", ["row 1"]),
        ("assumptions.csv", ",people,", ",persons,", ["row 2", "part", "'persons'"]),
        ("claims.csv", ",-7.3,", ",seven,", ["row 6", "figure", "'seven'"]),
        ("cheers.csv", "1,Title,", "2,Title,", ["row 3", "item", "'2'"]),
        ("example_service/local.csv", "n_residents,340000,", "n_residents,34,", ["row 2", "value", "'34'"]),
    ],
)  # fmt: skip
def test_make_html_says_what_is_wrong_with_a_table_in_one_line(
    tmp_path: Path, name: str, old: str, new: str, parts: list[str]
) -> None:
    done = check_a_copy(tmp_path, name, old, new)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert all(part in done.stderr for part in (Path(name).name, *parts)), done.stderr


@pytest.mark.parametrize("name", TABLES)
def test_no_table_is_left_unread(tmp_path: Path, name: str) -> None:
    header = data_path(name).read_text(encoding="utf-8").splitlines()[0]
    done = check_a_copy(tmp_path, name, header, f"{header},one_more")
    assert done.returncode == 2
    assert done.stderr.startswith(f"flsguide: {Path(name).name}, row 1: column names unknown 'one_more'")


def test_a_row_that_is_missing_is_named_before_any_page_runs_and_where_it_is_asked_for(tmp_path: Path) -> None:
    done = check_a_copy(tmp_path, "parameters.csv", "\np_place_difference,", "\np_other_difference,")
    assert done.returncode == 2
    assert done.stderr.startswith("flsguide: parameters.csv, name: no row 'p_place_difference', which flsguide/")
    assert "the nearest is 'p_other_difference'" in done.stderr
    asked = subprocess.run(
        [sys.executable, "-m", "flsguide.cli", "caseload", "--area", "Oldham"],
        env={"PYTHONPATH": str(tmp_path / "src"), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (asked.returncode, asked.stdout, len(asked.stderr.splitlines())) == (2, "", 1)
    assert "no row 'p_place_difference'" in asked.stderr


def test_a_row_that_only_a_page_names_is_missed_too(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("About {value}`n_fractures_per_hip` each.\n", encoding="utf-8")
    done = check_a_copy(tmp_path, "parameters.csv", "\nn_fractures_per_hip,", "\nn_fractures_per_person,")
    assert done.returncode == 2
    assert "no row 'n_fractures_per_hip', which docs/index.md names" in done.stderr


def test_make_html_names_a_table_that_is_not_there(tmp_path: Path) -> None:
    assert check_a_copy(tmp_path, "areas.csv", "England", "England").returncode == 0
    (tmp_path / "data" / "areas.csv").unlink()
    done = check_in(tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("flsguide: areas.csv: no such data file; data/ has ")
    assert len(done.stderr.splitlines()) == 1
