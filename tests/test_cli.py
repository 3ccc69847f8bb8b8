"""The command answers, or says in one line what is wrong and writes nothing."""

import csv
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from flsguide.cli import main
from flsguide.data_path import data_path
from flsguide.evidence.days import this_year

HEADER = "name,value,low,high,year,source,note\n"
LOCAL = str(data_path("example_service/local.csv"))


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


@pytest.mark.parametrize("spelt", ["mine.csv", "./mine.csv", "folder/../mine.csv", "link.csv"])
def test_a_services_own_file_is_never_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], spelt: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("folder").mkdir()
    mine = Path("mine.csv")
    shutil.copy(LOCAL, mine)
    Path("link.csv").hardlink_to(mine)
    before = mine.read_bytes()
    assert main(["caseload", "--local", "mine.csv", "-o", spelt]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == (
        f"flsguide: command line, --out: '{Path(spelt)}' is not allowed; "
        "give another file than --local, which holds your own numbers and would be lost\n"
    )
    assert mine.read_bytes() == before
    assert main(["caseload", "--local", "mine.csv", "-o", "other.csv"]) == 0


def test_a_count_from_the_future_is_refused_with_the_latest_year(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    local = tmp_path / "mine.csv"
    local.write_text(f"{HEADER}n_residents,340000,,,2040,annual report,\n", encoding="utf-8")
    assert main(["caseload", "--local", str(local)]) == 2
    error = capsys.readouterr().err
    assert error.startswith("flsguide: mine.csv, row 2, year: '2040' is not allowed")
    assert f"{this_year()} at the latest" in error


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_reader_who_has_read_enough_is_told_of_no_error(unbuffered: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "flsguide.cli", "caseload", "--area", "Oldham"],
        env=os.environ | {"PYTHONUNBUFFERED": unbuffered},
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, "")
