"""The page on trust as a reader sees it: each gap is shown with its sign and its reason, and nothing is hidden."""

from flsguide.analysis.calibration import RefractureCheck
from flsguide.analysis.known_models import Checked, checked
from flsguide.analysis.published_studies import Calibrated, identities
from flsguide.evidence.parameters import parameters
from flsguide.evidence.published_studies import Statement, published_statements
from flsguide.evidence.validation_cases import validation_cases
from flsguide.report.validation_views import (
    calibration_table,
    identities_table,
    known_table,
    refracture_table,
    second_table,
)

KNOWN = checked(validation_cases())
NANO = "0.000000001"


def said(name: str) -> Statement:
    return next(s for s in published_statements() if s.name == name)


def test_every_known_figure_stands_in_one_of_the_two_tables() -> None:
    rows = [*known_table(KNOWN).rows, *second_table(KNOWN).table.rows]
    assert len(rows) == len(KNOWN) == len({row[0] for row in rows})
    assert [row for row in rows if "too much" in str(row[3])] == []
    assert ("Heart valve. Good years by cycle 23", "23,752", "23,749.2", "-2.8", "5") in rows
    assert (
        "Six plans. Dollars for each unit of effect, plan D after plan B",
        "12,500",
        "12,500.0",
        "0",
        NANO,
    ) in rows
    assert ("Heart valve. People well after cycle 1", "6,000", "6,000.0", "0", "0.000001") in rows


def test_a_figure_that_is_off_says_so_in_its_row_and_in_the_line_above() -> None:
    off = [Checked(k.case, k.got + 10 * k.case.tolerance) for k in KNOWN if not k.case.is_printed]
    folded = second_table([*off[:1], *(k for k in KNOWN if k.case.quantity != off[0].case.quantity)])
    assert folded.table.rows[0][3] == "0.00000005, too much"
    assert folded.table.note.startswith("47 of 48 differences")
    assert folded.line.startswith("47 of 48 figures agree")


def test_no_number_is_written_as_a_power_of_ten() -> None:
    cells = [str(c) for row in (*known_table(KNOWN).rows, *second_table(KNOWN).table.rows) for c in row[1:5]]
    assert [c for c in cells if "e" in c] == []


def test_a_ratio_that_does_not_follow_says_why() -> None:
    rows = {str(row[0]): row for row in identities_table(identities(published_statements())).rows}
    (cooper,) = (row for name, row in rows.items() if name.startswith("Cooper"))
    assert cooper[1:4] == ("17,291", "16,697", "16,598 to 16,797")
    assert str(cooper[4]).startswith("No. The printed ratio does not follow")
    assert sum(row[4] == "yes" for row in rows.values()) == len(rows) - 1


def test_chances_keep_the_decimals_that_rounding_leaves_open() -> None:
    table = identities_table(identities([said("leal_male_probabilities"), said("mclellan_net_saving")]))
    assert [row[1:4] for row in table.rows] == [("1", "1.000", "0.985 to 1.015"), ("21", "21.0", "18.5 to 23.5")]


def test_a_residual_keeps_its_sign() -> None:
    rows = calibration_table([Calibrated(said("leal_male_qalys"), 0.049), Calibrated(said("hawley_died"), 0.4)])
    assert [row[1:] for row in rows.rows] == [("0.099", "0.049", "-0.050"), ("0.298", "0.400", "0.102")]


def test_what_the_model_was_set_to_is_told_from_what_it_was_not() -> None:
    row = parameters()["p_refracture_us_12_months"]
    table = refracture_table([RefractureCheck(row, 12, False, 0.085), RefractureCheck(row, 12, True, 0.085)])
    assert [(r[2], r[3]) for r in table.rows] == [("8.5%", "-1.5 points")] * 2
    assert [str(r[4])[:3] for r in table.rows] == ["No", "Yes"]
