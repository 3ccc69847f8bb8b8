from collections.abc import Callable
from pathlib import Path

import pytest

import flsguide.data_path
from flsguide.evidence.mortality import AGES
from flsguide.evidence.population import AGE_BANDS, SEXES
from flsguide.evidence.utilities import norms, recorded_norms

Refusal = Callable[..., str]
Edit = Callable[[str, str, str], None]


def test_every_sex_and_single_year_that_a_life_table_has_has_a_norm():
    assert set(norms()) >= {(sex, age) for sex in SEXES for age in AGES}
    assert len(recorded_norms()) == len(SEXES) * len(AGE_BANDS)


@pytest.mark.parametrize(
    ("sex", "age", "mean"),
    [
        ("female", 50, 0.798),  # McNamara and others, Health Survey for England 2017 and 2018
        ("female", 54, 0.798),
        ("female", 55, 0.791),
        ("female", 80, 0.710),
        ("male", 84, 0.767),
        ("male", 99, 0.656),
    ],
)
def test_a_year_of_age_has_the_norm_of_its_band(sex: str, age: int, mean: float):
    assert norms()[sex, age].mean == mean
    assert norms()[sex, age].age_low <= age <= norms()[sex, age].age_high


def test_a_norm_lies_within_its_limits_and_says_how_many_were_asked():
    assert all(0 < n.low <= n.mean <= n.high < 1 and n.people > 0 for n in recorded_norms())


ROW = "female,80,84,0.71,0.699,0.733,268,published,mcnamara2022,"


@pytest.mark.parametrize(
    ("old", "new", "parts"),
    [
        ("0.71,", "71,", ["row 8, eq5d_mean: '71'", "a number from 0 to 1 (0.24 for 24%)"]),
        ("0.71,", "-0.71,", ["row 8, eq5d_mean: '-0.71'"]),
        ("0.71,", "0.7l,", ["row 8, eq5d_mean: '0.7l'", "digits and a point only"]),
        ("0.699", "0.72", ["row 8, low: '0.72'", "a number from 0 to 0.71"]),
        ("0.733", "0.7", ["row 8, high: '0.7'", "a number from 0.71 to 1"]),
        ("268", "0", ["row 8, n: '0'", "from 1 to 1000000"]),
        ("268", "26.8", ["row 8, n: '26.8'", "a whole number"]),
        ("female", "women", ["row 8, sex: 'women'", "one of female, male"]),
        ("80,84", "80,85", ["row 8, age_high: '85'", "84, the last year of the age band from 80"]),
        ("80,84", "81,84", ["row 8, age_low: '81'", "the first year of an age band"]),
        ("80,84", "75,79", ["row 8, sex: 'female'", "row 7 has it already"]),
        ("published", "", ["row 8, certainty: a blank"]),
        ("mcnamara2022", "macnamara2022", ["row 8, source: 'macnamara2022'", "such as mcnamara2022"]),
    ],
)
def test_a_broken_row_of_the_norms_is_named(edit_data: Edit, refusal: Refusal, old: str, new: str, parts: list[str]):
    edit_data("utilities.csv", ROW, ROW.replace(old, new))
    message = refusal(recorded_norms)
    assert message.startswith("utilities.csv, row ")
    assert [part for part in parts if part not in message] == [], message


def test_a_band_that_is_left_out_is_named(edit_data: Edit, refusal: Refusal):
    edit_data("utilities.csv", ROW, ROW)
    path: Path = flsguide.data_path.data_root() / "utilities.csv"
    kept = [line for line in path.read_text(encoding="utf-8").splitlines(keepends=True) if not line.startswith(ROW)]
    path.write_text("".join(kept), encoding="utf-8")
    assert refusal(recorded_norms).startswith("utilities.csv: no row for female, 80 to 84; ")


def test_another_encoding_is_refused(edit_data: Edit, refusal: Refusal):
    edit_data("utilities.csv", ROW, ROW)
    path: Path = flsguide.data_path.data_root() / "utilities.csv"
    path.write_bytes(path.read_bytes() + "café\n".encode("latin-1"))
    assert "not UTF-8 text" in refusal(recorded_norms)
