"""The model against sums that anybody can check with a pocket calculator."""

import csv
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from flsguide.evidence.incidence import Incidence
from flsguide.evidence.parameters import Parameters, parameters
from flsguide.evidence.population import People
from flsguide.evidence.ranges import Range
from flsguide.model.caseload import Caseload, caseload
from flsguide.model.local_caseload import calibrate
from flsguide.model.pathway import cascade

HERE = Path(__file__).parent
HALF = Range(0.5, 0, 1)


def sheet(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


*BANDS, TOTAL = sheet("caseload_by_hand.csv")


def rates() -> dict[tuple[str, str, int], Incidence]:
    found = {}
    for row in BANDS:
        rate = float(row["rate_per_100000"])
        key = (row["site"], row["sex"], int(row["age_low"]))
        found[key] = Incidence(*key, int(row["age_high"]), rate, rate, rate, "illustrative", (), "made up")
    return found


def people() -> Sequence[People]:
    bands = {(row["sex"], int(row["age_low"]), int(row["age_high"])): float(row["people"]) for row in BANDS}
    return [People(*band, number) for band, number in bands.items()]


def matches(load: Caseload, column: str) -> bool:
    for row in BANDS:
        found = load.total((row["site"],), row["sex"], int(row["age_low"]), int(row["age_high"])).value
        assert found == pytest.approx(float(row[column])), row
    return load.total().value == pytest.approx(float(TOTAL[column]))


def test_the_sheet_itself_adds_up():
    for row in BANDS:
        assert float(row["people"]) * float(row["rate_per_100000"]) / 100_000 == pytest.approx(float(row["expected"]))
    for column in ("expected", "with_36_local_hips", "other_way_of_counting"):
        assert sum(float(row[column]) for row in BANDS) == pytest.approx(float(TOTAL[column]))


def test_fractures_are_people_times_rate_in_every_row():
    assert matches(caseload(people(), rates(), 2023), "expected")


def test_a_local_hip_count_moves_hips_in_full_and_the_others_by_half():
    own = calibrate(caseload(people(), rates(), 2023), 36, HALF)
    assert matches(caseload(people(), rates(), 2023, calibration=own), "with_36_local_hips")


def test_another_way_of_counting_adds_to_every_site_but_the_hip():
    assert matches(caseload(people(), rates(), 2023, scenario=110 / 70), "other_way_of_counting")


def by_hand() -> Parameters:
    inputs = parameters()
    given = {row["parameter"]: float(row["share"]) for row in sheet("cascade_by_hand.csv")}
    rows = {n: replace(inputs[n], value=v, low=None, high=None, distribution="fixed") for n, v in given.items()}
    return Parameters(dict(inputs.rows) | rows)


def test_the_cascade_sheet_itself_multiplies_up():
    reached = {"fracture": 1000.0}
    for row in sheet("cascade_by_hand.csv"):
        reached[row["step"]] = reached[row["of_which_step"]] * float(row["share"])
        assert reached[row["step"]] == pytest.approx(float(row["people_of_1000"]))


@pytest.mark.parametrize("row", sheet("cascade_by_hand.csv"), ids=lambda row: row["step"])
def test_each_step_of_the_cascade_takes_its_share_of_the_step_the_audit_says(row: dict[str, str]):
    found = cascade("audit", by_hand())
    assert found.people(row["step"], 1000).value == pytest.approx(float(row["people_of_1000"]))


def test_the_cascade_has_the_steps_of_the_sheet_and_no_other():
    steps = [row["step"] for row in sheet("cascade_by_hand.csv")]
    assert [step.name for step in cascade("audit", by_hand()).steps] == ["fracture", *steps]
