"""Published models and choices, put through the same code as our own, come to what was published.

The figures are `data/validation_cases.csv`; the page "Can the model be trusted?" shows the same ones.
"""

from collections import Counter
from dataclasses import replace

import pytest

from flsguide.analysis.known_models import Checked, checked
from flsguide.evidence.validation_cases import ValidationCase, validation_cases

FOUND = checked(validation_cases())


@pytest.mark.parametrize("found", FOUND, ids=lambda found: found.case.quantity)
def test_a_known_figure_comes_out_within_its_tolerance(found: Checked) -> None:
    assert found.got == pytest.approx(found.case.expected, abs=found.case.tolerance, rel=0)
    assert found.agrees


def test_the_table_holds_the_figures_that_were_published() -> None:
    """HIV of Briggs et al. 2006, the valve of Sonnenberg and Beck 1993, Sick-Sicker of 2023, and three choices."""
    known = {case.quantity: case.expected for case in validation_cases()}
    assert known["Pounds for each life-year gained"] == 6275.9556
    assert known["Good years by cycle 2"] == 12680
    assert known["Cost with no treatment, dollars, published weights"] == 151580
    assert known["QALYs with both treatments, published weights"] == 23.137
    assert known["Dollars for each unit of effect, plan D after plan B"] == 12500
    assert known["Dollars for each life-year, every three years after every five years"] == 100800
    assert known["Value of knowing everything (EVPI), pounds"] == 1145.3788
    expected = {"hiv": 31, "valve": 10, "sick_sicker": 26, "herc": 5, "hiv_screening": 4, "normal": 3}
    assert Counter(case.case for case in validation_cases()) == expected


def test_tolerances_are_as_tight_as_what_was_printed() -> None:
    """Eight figures of HIV, whole people of the valve, half of the last digit of Sick-Sicker and a little more."""
    tolerance = {case.quantity: case.tolerance for case in validation_cases()}
    assert tolerance["Pounds for each life-year gained"] == pytest.approx(6.3e-5, rel=0.01)
    assert tolerance["Cost with no treatment, dollars, published weights"] == 0.6
    assert max(t for q, t in tolerance.items() if q.startswith("Share")) == 5e-9


def planted(quantity: str, by: float) -> Checked:
    case: ValidationCase = next(case for case in validation_cases() if case.quantity == quantity)
    (found,) = checked([replace(case, expected=case.expected + by)])
    return found


@pytest.mark.parametrize(
    ("quantity", "by"),
    [
        ("Life-years with one medicine", 1e-6),
        ("People well after cycle 2", -1),
        ("Cost with treatment A, dollars, published weights", 12),
        ("QALYs with treatment B, half-cycle", -0.0001),
    ],
)
def test_a_figure_that_is_a_little_off_does_not_agree(quantity: str, by: float) -> None:
    found = planted(quantity, by)
    assert not found.agrees
    assert found.difference == pytest.approx(-by, rel=0.1)
