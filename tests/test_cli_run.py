"""`flsguide run`: one case in, one result out, or one line that names the field."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from example_case import content
from flsguide.analysis.case_result import case_result
from flsguide.cli import main
from flsguide.data_path import data_path
from flsguide.evidence.case_file import case_from
from flsguide.evidence.parameters import parameters


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "case.json"
    path.write_text(json.dumps(content()), encoding="utf-8")
    return path


def test_the_result_is_written_whole_and_is_that_of_the_package(case: Path, tmp_path: Path) -> None:
    out = tmp_path / "result.json"
    assert main(["run", str(case), "-o", str(out)]) == 0
    assert json.loads(out.read_text(encoding="utf-8")) == case_result(case_from(content()))
    assert sorted(p.name for p in tmp_path.iterdir()) == ["case.json", "result.json"]


def test_two_runs_give_the_same_file_and_the_screen_the_same_text(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, two = tmp_path / "one.json", tmp_path / "two.json"
    assert main(["run", str(case), "-o", str(one)]) == main(["run", str(case), "-o", str(two)]) == 0
    assert one.read_bytes() == two.read_bytes()
    assert main(["run", str(case)]) == 0
    assert capsys.readouterr().out == one.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("strategies", {"fls": {}}, "strategies.fls.hip: missing"),
        ("ramp", [1, 1, 2], "ramp[2]: 2.0 is not allowed; give a number from 0 to 1"),
        ("per_fracture", {"admissions": {"hip": 1e308, "vert": 1e308, "other": 1e308}}, "per_year"),
    ],
)
def test_a_spoiled_case_gives_one_line_and_leaves_the_old_result(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], key: str, value: object, said: str
) -> None:
    out = tmp_path / "result.json"
    out.write_text("old", encoding="utf-8")
    people = [dict(row, n=1e9) for row in content()["cohort"]]
    case.write_text(json.dumps(content(**{"cohort": people, key: value})), encoding="utf-8")
    assert main(["run", str(case), "-o", str(out)]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert len(printed.err.splitlines()) == 1
    assert "case.json, " in printed.err
    assert said.replace("per_year", "not a finite number") in printed.err
    assert out.read_text(encoding="utf-8") == "old"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["case.json", "result.json"]


def test_the_case_itself_is_never_written_over(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = case.read_bytes()
    assert main(["run", str(case), "-o", str(case)]) == 2
    assert "another file than the case itself" in capsys.readouterr().err
    assert case.read_bytes() == before


def test_progress_is_shown_on_a_screen_and_nowhere_else(case: Path) -> None:
    command = [sys.executable, "-m", "flsguide.cli", "run", str(case)]
    quiet = subprocess.run(command, capture_output=True, text=True, check=True)
    assert quiet.stderr == ""
    screen, end = pty.openpty()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=end, check=True)
    os.close(end)
    shown = os.read(screen, 100_000).decode()
    os.close(screen)
    assert shown.startswith("\r1 of 36 runs\r2 of 36 runs")
    assert shown.endswith("\r36 of 36 runs\r\n")


@pytest.mark.parametrize("whose", [["--area", "Oldham"], ["--local", str(data_path("example_service/local.csv"))]])
def test_the_base_case_of_a_place_is_written_and_can_be_run(whose: list[str], tmp_path: Path) -> None:
    written, out = tmp_path / "case.json", tmp_path / "result.json"
    assert main(["case", *whose, "-o", str(written)]) == 0
    assert main(["run", str(written), "-o", str(out)]) == 0
    result = json.loads(out.read_text(encoding="utf-8"))
    assert result["incremental_qalys"] > 0
    assert list(result["net_monetary_benefit"]) == ["20000", "25000", "30000", "35000"]
    assert set(result["budget_impact"]) == {"acute", "primary", "community", "social", "family", "programme"}


def test_the_base_case_of_a_place_that_is_none_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["case", "--area", "Atlantis", "-o", str(tmp_path / "case.json")]) == 2
    assert "'Atlantis'" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def written(tmp_path: Path, *said: str) -> dict[str, Any]:
    out = tmp_path / "case.json"
    assert main(["case", *said, "-o", str(out)]) == 0
    return json.loads(out.read_text(encoding="utf-8"))


def test_one_service_plans_whole_posts_and_a_country_does_not(tmp_path: Path) -> None:
    oldham = written(tmp_path, "--area", "Oldham")["fixed_costs"]
    assert len(oldham["fls"]["service_staff"]) == 10
    assert oldham["fls"]["service_staff"][5:] == [0] * 5
    assert written(tmp_path, "--area", "England")["fixed_costs"] == {}
    assert written(tmp_path, "--area", "Oldham", "--staff", "per_person")["fixed_costs"] == {}
    assert written(tmp_path, "--area", "England", "--staff", "posts")["fixed_costs"] != {}


@pytest.mark.parametrize(
    "option",
    [
        ("--service-costs", "full_economic"), ("--costs", "gross"), ("--unit-costs", "tariff"), ("--nurse-band", "6"),
        ("--horizon-years", "7"), ("--follow-up",), ("--survival",), ("--staff", "per_person"),
    ],
)  # fmt: skip
def test_every_switch_changes_the_case_that_is_written(tmp_path: Path, option: tuple[str, ...]) -> None:
    assert written(tmp_path, "--area", "Oldham", *option) != written(tmp_path, "--area", "Oldham")


@pytest.mark.parametrize(
    ("option", "said"),
    [
        (("--horizon-years", "0"), "argument --horizon-years: '0' is not allowed; give whole years from 1 to 50"),
        (("--horizon-years", "2.5"), "'2.5' is not allowed; give whole years from 1 to 50"),
        (("--nurse-band", "9"), "argument --nurse-band: invalid choice: '9'"),
        (("--staff", "none"), "argument --staff: invalid choice: 'none'"),
    ],
)
def test_a_switch_that_is_none_is_refused_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], option: tuple[str, ...], said: str
) -> None:
    out = tmp_path / "case.json"
    with pytest.raises(SystemExit) as ended:
        main(["case", "--area", "Oldham", *option, "-o", str(out)])
    assert ended.value.code == 2
    printed = capsys.readouterr().err
    assert said in printed
    assert printed.count("\n") == 1
    assert not out.exists()


def local(tmp_path: Path, *rows: str) -> str:
    path = tmp_path / "local.csv"
    head = "name,value,low,high,year,source,note"
    path.write_text("\n".join([head, "n_residents,340000,,,2024,ours,", *rows]) + "\n", encoding="utf-8")
    return str(path)


def test_own_numbers_that_a_case_does_not_use_are_named_and_the_case_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody should take silence for an effect: indicators of a service move today's service only."""
    ours = local(tmp_path, "p_identified,0.6,,,2024,ours,", "p_scanned,0.7,,,2024,ours,")
    without = written(tmp_path, "--local", ours)
    said = capsys.readouterr().err
    assert said == (
        "flsguide: note: p_identified: your own, and without effect on a case of usual and fls; "
        "--options usual today asks about a service as its indicators say\n"
    )
    assert without == written(tmp_path, "--local", local(tmp_path, "p_scanned,0.7,,,2024,ours,"))
    assert capsys.readouterr().err == ""
    today = written(
        tmp_path, "--local", local(tmp_path, "p_identified,0.6,,,2024,ours,"), "--options", "usual", "today"
    )
    assert capsys.readouterr().err == ""
    assert today["compare"] == ["usual", "today"]
    assert sum(
        today["strategies"]["today"]["other"][p] for p in ("untreated", "oral", "zoledronate")
    ) == pytest.approx(0.4)


def test_a_cost_on_another_basis_than_the_cases_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ours = local(tmp_path, "c_service_staff_person_trust_cash,200,,,2025,ours,")
    written(tmp_path, "--local", ours, "--service-costs", "full_economic")
    assert "c_service_staff_person_trust_cash: your own, and without effect" in capsys.readouterr().err
    written(tmp_path, "--local", ours)
    assert capsys.readouterr().err == ""


def test_an_own_share_still_taking_is_of_those_seen_and_not_beside_follow_up(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ours = local(tmp_path, "p_persisting_12_months,0.9,,,2024,ours,")
    of = written(tmp_path, "--local", ours)
    seen, unseen = (of["pathways"][name]["stop_monthly"][0] for name in ("oral_seen", "oral"))
    assert (1 - seen) ** 12 == pytest.approx(0.9)
    assert (1 - unseen) ** 12 == pytest.approx(parameters().number("p_persisting_12_months"))
    out = tmp_path / "none.json"
    assert main(["case", "--local", ours, "--follow-up", "-o", str(out)]) == 2
    assert (
        "p_persisting_12_months: 0.9 is not allowed; give no share of your own beside follow_up"
        in capsys.readouterr().err
    )
    assert not out.exists()
