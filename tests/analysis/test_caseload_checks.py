"""A published count is held against the same thing: fractures beside fractures, people to see beside people."""

from dataclasses import replace

import pytest

from flsguide.analysis.caseload_checks import PEOPLE, compare
from flsguide.evidence.published_counts import published_counts
from flsguide.model.caseload import Calibration, Caseload, FractureCount

BANDS = (("hip", "female", 60, 64, 400.0), ("hip", "male", 50, 54, 50.0), ("other", "female", 50, 54, 600.0))
LOAD = Caseload(tuple(FractureCount(*band, band[4], band[4]) for band in BANDS), 2023, 1.0, Calibration())
(COUNT,) = (c for c in published_counts() if c.name == "fls_icb_gloucestershire")


@pytest.mark.parametrize(
    ("changes", "ours"),
    [
        ({}, 777),
        ({"unit": "fractures a year"}, 1050),
        ({"unit": "fractures a year", "sites": ("hip",)}, 450),
        ({"unit": "fractures a year", "sites": ("hip",), "age_from": 60}, 400),
        ({"unit": "fractures a year", "sex": "male", "age_from": None}, 50),
        ({"area_codes": ("QR1", "QT1")}, 1554),
    ],
)
def test_ours_is_what_the_published_count_counts(changes: dict[str, object], ours: float):
    assert COUNT.unit == PEOPLE
    (found,) = compare([replace(COUNT, **changes)], lambda _: LOAD, lambda load: 777 if load is LOAD else 0)
    assert found.ours == pytest.approx(ours)
    assert found.ratio == pytest.approx(ours / 2602)


def test_what_nobody_published_is_left_out():
    assert compare([replace(COUNT, certainty="expert")], lambda _: LOAD, lambda _: 1.0) == ()


@pytest.mark.parametrize(("within", "agrees"), [(None, None), (0.2, True), (0.1, False)])
def test_they_agree_within_the_stated_tolerance_only(within: float | None, agrees: bool | None):
    (found,) = compare([replace(COUNT, agrees_within=within)], lambda _: LOAD, lambda _: 2602 * 1.15)
    assert found.agrees is agrees
