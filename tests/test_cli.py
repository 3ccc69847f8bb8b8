"""The command answers, or says in one line what is wrong and writes nothing."""

import csv
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from flsguide.cli import main
from flsguide.data_path import data_path, data_root

HEADER = "name,value,low,high,year,source,note\n"
LOCAL = str(data_path("example_service/local.csv"))
TABLES = sorted(path.relative_to(data_root()).as_posix() for path in data_root().rglob("*.csv"))


def test_an_area_gives_the_sentence_and_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["caseload", "--area", "oldham", "--year", "2023"]) == 0
    out = capsys.readouterr().out
    assert "Oldham (local authority) can expect about 1,050 fractures △ at age 50 and over in 2023" in out
    assert "Wrist and forearm | " in out


def test_local_numbers_replace_the_area_and_calibrate(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "caseload.csv"
    assert main(["caseload", "--local", LOCAL, "-o", str(out)]) == 0
    assert "A population of 340,000 (artificial: Northmoor)" in capsys.readouterr().out
    lines = out.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("place,year,site,fractures_a_year,low,high,")
    rows = list(csv.DictReader(lines))
    assert {row["place"] for row in rows} == {"A population of 340,000 (artificial: Northmoor)"}
    assert [row["site"] for row in rows] == [
        "hip", "spine", "wrist and forearm", "upper arm", "other sites", "all sites",
    ]  # fmt: skip
    parts, total = [float(row["fractures_a_year"]) for row in rows[:-1]], float(rows[-1]["fractures_a_year"])
    assert sum(parts) == pytest.approx(total, abs=0.001), "unrounded, so the parts add up"


@pytest.mark.parametrize(
    ("arguments", "parts"),
    [
        (["--area", "Atlantis"], ["'Atlantis'", "name or code of an English"]),
        (["--area", "Rotherham General"], ["'Rotherham General'"]),
        (["--area", "RP6"], ["Moorfields", "specialist"]),
        (["--area", "Oldham", "--year", "2099"], ["year", "2099", "2023 to 2040"]),
        (["--area", "Oldham", "--year", "2022"], ["flsguide: year: 2022", "2023 to 2040"]),
        ([], ["n_residents", "name an area"]),
        (["--area", "", "--local", LOCAL], ["area: a blank"]),
        (["--area", "Oldham", "--local", LOCAL], ["local.csv, row 3", "440", "Oldham", "artificial"]),
        (["--area", "Scotland"], ["'Scotland'", "England's"]),
        (["--area", "Oldham", "--out", "."], ["--out: '.'", "name of a file"]),
        (["--local", "no-such-file.csv"], ["no-such-file.csv"]),
        (["--area", "Oldham", "--out", "no/such/folder.csv"], ["no/such/folder.csv", "a folder that exists"]),
    ],
)
def test_a_mistake_gives_one_line_on_standard_error_and_status_2(
    arguments: list[str], parts: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["caseload", *arguments]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert len(printed.err.splitlines()) == 1
    assert all(part in printed.err for part in parts), printed.err


def test_a_bad_local_file_names_file_row_field_and_value_and_leaves_the_old_result(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    local, out = tmp_path / "mine.csv", tmp_path / "out.csv"
    out.write_text("old", encoding="utf-8")
    local.write_text(HEADER + "n_residents,-5,,,2024,annual report,\n", encoding="utf-8")
    assert main(["caseload", "--local", str(local), "-o", str(out)]) == 2
    error = capsys.readouterr().err
    assert all(part in error for part in ("mine.csv", "row 2", "value", "'-5'", "from 1000 to"))
    assert out.read_text(encoding="utf-8") == "old"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["mine.csv", "out.csv"]


def test_an_area_that_was_merged_or_derived_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["caseload", "--area", "QT1"]) == 0
    out = capsys.readouterr().out
    assert "derived, not published" in out
    assert "Several boards have merged since" in out
    assert main(["caseload", "--area", "RH5"]) == 0
    assert "add the two catchments" in capsys.readouterr().out


@pytest.mark.parametrize(("name", "value"), [("n_residents", "340.000"), ("n_hip_fractures_60_plus", "440.7")])
def test_a_count_with_a_point_is_refused_because_excel_may_mean_thousands(
    tmp_path: Path, name: str, value: str, capsys: pytest.CaptureFixture[str]
) -> None:
    local = tmp_path / "mine.csv"
    local.write_text(f"{HEADER}{name},{value},,,2024,annual report,\n", encoding="utf-8")
    assert main(["caseload", "--local", str(local)]) == 2
    error = capsys.readouterr().err
    assert all(part in error for part in ("mine.csv", "row 2", "value", f"'{value}'"))


def test_an_own_hip_count_counts_for_a_country_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    local = tmp_path / "mine.csv"
    row = "n_hip_fractures_60_plus,80000,,,2024,an audit,\n"
    local.write_text(HEADER + row, encoding="utf-8")
    main(["caseload", "--area", "England"])
    national = capsys.readouterr().out
    assert main(["caseload", "--area", "England", "--local", str(local)]) == 0
    assert capsys.readouterr().out != national


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
        ("parameters.csv", "rule of thumb,1.15,", "rule of thumb,0.15,", ["row 5", "value", "'0.15'"]),
        ("areas.csv", "North East,,E92000001,", "North East,,E92,", ["row 3", "parent_code", "'E92'"]),
        ("areas.csv", "E92000001,2023-04-01,", "E92000001,April 2023,", ["row 3", "as_at", "'April 2023'"]),
        ("population.csv", "E92000001,50,54,", "E92000001,50,x,", ["row 3", "age_high", "'x'"]),
        ("population_projection.csv", "2023,female,50,54,", "2023,female,50,x,", ["row 3", "age_high", "'x'"]),
        ("price_index.csv", "published,pssru2025,", "certain,pssru2025,", ["row 2", "certainty", "'certain'"]),
        ("price_index.csv", "nhscii_pay_prices,2016/17,2.09,PSSRU 2025,published,pssru2025,\n", "",
         ["financial_year", "'2016/17'"]),
        ("incidence_checks.csv", ",hip,67500,", ",hip,0,", ["row 2", "value", "'0'"]),
        ("sources.bib", "@", "", ["row 1"]),
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
    (tmp_path / "docs" / "index.md").write_text("About {value}`p_treated_fls` start.\n", encoding="utf-8")
    done = check_a_copy(tmp_path, "parameters.csv", "\np_treated_fls,", "\np_treated_service,")
    assert done.returncode == 2
    assert "no row 'p_treated_fls', which docs/index.md names" in done.stderr


def test_make_html_names_a_table_that_is_not_there(tmp_path: Path) -> None:
    assert check_a_copy(tmp_path, "areas.csv", "England", "England").returncode == 0
    (tmp_path / "data" / "areas.csv").unlink()
    done = check_in(tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("flsguide: areas.csv: no such data file; data/ has ")
    assert len(done.stderr.splitlines()) == 1


def test_a_wrong_command_is_refused_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["caselod"], [], ["caseload", "--yeer", "2026"], ["caseload", "--year", "soon"]):
        with pytest.raises(SystemExit) as stopped:
            main(arguments)
        assert stopped.value.code == 2
        error = capsys.readouterr().err
        assert len(error.splitlines()) == 1
        assert error.startswith("flsguide: ")
        assert "--help" in error


def test_an_own_hip_count_grows_from_the_year_it_was_counted_in(capsys: pytest.CaptureFixture[str]) -> None:
    hips = []
    for year in ("2024", "2040"):
        main(["caseload", "--local", LOCAL, "--year", year])
        found = re.search(r"About (\d+) \(.*?\) of them", capsys.readouterr().out)
        assert found is not None
        hips.append(int(found[1]))
    assert hips[1] > 1.3 * hips[0]
