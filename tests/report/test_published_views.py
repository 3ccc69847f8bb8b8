"""Published studies as a reader sees them: each amount as printed, beside ours, and unlike things kept apart."""

from dataclasses import replace

import pytest

from flsguide.analysis.calibration import RefractureCheck
from flsguide.analysis.known_models import checked
from flsguide.analysis.published_signs import Behind, Counted, Pair, Sign
from flsguide.analysis.published_studies import identities
from flsguide.evidence.parameters import parameters
from flsguide.evidence.published_studies import Statement, published_statements
from flsguide.evidence.refracture_studies import refracture_studies
from flsguide.evidence.validation_cases import validation_cases
from flsguide.report.published_views import (
    behind_table,
    counted_table,
    how_table,
    signs_table,
    studies_table,
)

STATEMENTS = published_statements()
SIGNED = [Sign(s, 1.0 if s.direction == "more" else -1.0) for s in STATEMENTS if s.kind == "sign"]


def said(name: str) -> Statement:
    return next(s for s in STATEMENTS if s.name == name)


def row_of(name: str, ours: float) -> list[str]:
    (row,) = signs_table([Sign(said(name), ours)]).rows
    return [str(cell) for cell in row]


def test_every_direction_stands_once() -> None:
    names = [row[0] for row in signs_table(SIGNED).rows]
    assert len(names) == len(set(names)) == len(SIGNED)


@pytest.mark.parametrize(
    ("name", "published"),
    [
        ("mclellan_qalys", "22 more"),
        ("mclellan_treated", "493 more (686 less 193)"),
        ("mclellan_cost", "21,000 pounds less"),
        ("solomon_fractures", "15.3 fewer (153 for each 10,000)"),
        ("sander_hip", "6 fewer (34 less 31 for each 500)"),
        ("sander_cost", "97,900 Canadian dollars of 2004 less (48,950 for each 500)"),
        ("cooper_qalys", "89 more (0.089 each)"),
        ("naranjo_cost", "564,000 euros of 2020 more (563.69 each)"),
        ("pinedo_qalys", "11,709 more in all; the people are not printed"),
        ("senay_cost_per_qaly", "9,000 Canadian dollars"),
        ("majumdar_wrist_cost", "not printed"),
        ("hawley_hip", "not printed"),
    ],
)
def test_an_amount_is_for_1000_people_and_as_printed_in_its_own_money(name: str, published: str) -> None:
    assert row_of(name, 1.0)[1] == published


@pytest.mark.parametrize(
    ("name", "ours", "amount", "answer"),
    [
        ("leal_cost_men", 72_301.0, "72,000 pounds more", "Yes"),
        ("leal_cost_men", -72_301.0, "72,000 pounds less", "No"),
        ("mclellan_cost", 93_843.0, "94,000 pounds more △", "No. Glasgow treated"),
        ("mclellan_hip", -2.81, "2.8 fewer △", "Yes"),
        ("leal_qalys_men", 4.01, "4.0 more", "Yes. Its gain is through survival alone"),
        ("hawley_hip", -1.8, "1.8 fewer", "Cannot tell. It counted"),
        ("cooper_cost_per_qaly", 38_861.0, "39,000 pounds △", "Yes"),
        ("cooper_cost_per_qaly", 0.0, "no such cost: it saves, or gains nothing △", "No"),
        ("cooper_cost_per_qaly", -5.0, "no such cost: it saves, or gains nothing △", "No"),
    ],
)
def test_a_direction_has_our_amount_and_the_answer(name: str, ours: float, amount: str, answer: str) -> None:
    row = row_of(name, ours)
    assert row[2] == amount
    assert row[-1].startswith(answer)


@pytest.mark.parametrize(
    ("name", "ours", "ratio"),
    [
        ("mclellan_qalys", 2.413, "0.11"),
        ("majumdar_qalys", 4.01, "0.10"),
        ("solomon_qalys", 4.01, "1.1"),
        ("cooper_qalys", 2.41, "0.027"),
        ("mclellan_qalys", -2.4, "other way"),
        ("leal_qalys_men", 2.7, "not alike"),
        ("pinedo_qalys", 1.2, "people not printed"),
        ("hawley_hip", -1.8, "not printed"),
    ],
)
def test_a_ratio_stands_only_where_like_meets_like(name: str, ours: float, ratio: str) -> None:
    assert row_of(name, ours)[3] == ratio


def test_money_is_never_divided() -> None:
    rows = [row_of(s.statement.name, s.ours) for s in SIGNED if s.statement.money]
    assert len(rows) > 10
    assert {row[3] for row in rows} == {"other prices"}


def test_people_and_years_stand_with_the_study() -> None:
    assert row_of("sander_hip", -1)[0].endswith("(any fracture, 1 year)")
    assert row_of("hawley_hip", -1)[0].endswith("(hip fracture, 2 years)")
    assert row_of("majumdar_wrist_qalys", 1)[0].endswith("(wrist fracture, for life)")


def test_a_note_is_shown_wherever_a_study_is_not_met() -> None:
    lacking = replace(said("mclellan_cost"), note="")
    (row,) = signs_table([Sign(lacking, 1)]).rows
    assert row[-1] == "No"


def test_the_count_of_tests_tells_the_hard_from_the_weak() -> None:
    known, printed = checked(validation_cases()), identities(STATEMENTS)
    row = parameters()["p_refracture_us_12_months"]
    checks = [RefractureCheck(row, 12, False, 0.085), RefractureCheck(row, 12, True, 0.085)]
    turned = [Sign(s.statement, 1.0) if s.statement.name == "mclellan_cost" else s for s in SIGNED]
    counts = [Counted(study, (0.9,)) for study in refracture_studies()[:6]]
    table = how_table(known, printed, checks, turned, counts, STATEMENTS)
    counts = [int(str(row[2])) for row in table.rows]
    assert sum(counts[i] for i in (1, 2, 4, 6)) == len(STATEMENTS)
    assert [str(row[1]).split(",")[0] for row in table.rows] == [
        "exact", "exact", "calibration", "calibration", "sign only", "sign only", "not compared",
    ]  # fmt: skip
    assert table.rows[1][3] == "15 agree"
    assert table.rows[3][3] == "the model was set to 1"
    assert table.rows[4][3] == f"{len(SIGNED) - 2} go the same way, 1 do not, 1 cannot tell"
    assert table.rows[5][2:] == ("6", "5 go the same way, 0 do not, 1 cannot tell")
    assert f"{sum(s.theirs is not None for s in SIGNED)} of these {len(SIGNED)} statements" in table.note


@pytest.mark.parametrize(
    ("name", "ours", "cells"),
    [
        ("nakayama", (0.974,), ("67, 95% interval 47 to 95 (16.8% and 12.2%)", "97.4 △", "Yes")),
        ("wu", (0.984, 0.979, 0.976, 0.975), ("48 (13.4% and 6.4%)", "98.4 and 97.5, after 1 and 4 years △", "Yes")),
        ("li_amphansap", (0.98,), ("0 (30.0% and 0.0%)", "98.0 △", "Yes")),
        ("li_singh", (0.98, 0.98), ("167 (1.8% and 3.0%)", "98.0, after 1 and 4 years △", "Cannot tell")),
        ("li_axelsson", (1.01,), ("99 (8.4% and 8.3%)", "101.0 △", "Cannot tell")),
        ("axelsson", (1.01, 0.9), ("82, 95% interval 73 to 93", "101.0 and 90.0, after 1 and 4 years △", "No")),
    ],
)
def test_a_count_stands_as_printed_beside_ours(name: str, ours: tuple[float, ...], cells: tuple[str, ...]) -> None:
    study = next(s for s in refracture_studies() if s.name == name)
    (row,) = counted_table([Counted(study, ours)]).table.rows
    assert row[1:4] == cells
    assert row[4] == study.note


def test_how_many_counts_fell_by_more_than_ours_is_seen_before_the_table_is_opened() -> None:
    counts = [Counted(study, (0.97,)) for study in refracture_studies()]
    fell = sum(c.study.direction == "less" for c in counts)
    start = f"{fell} of {len(counts)} counts fell, "
    rest = f"in the other {len(counts) - fell} chance may have made the difference"
    assert counted_table(counts).line.startswith(f"{start}all of them by more than ours; {rest}")
    turned = [Counted(c.study, (0.7,)) if c.study.name == "axelsson" else c for c in counts]
    assert counted_table(turned).line.startswith(f"{start}{fell - 1} of them by more than ours")


def test_people_and_follow_up_stand_with_a_count() -> None:
    named = {s.name: str(counted_table([Counted(s, (1.0,))]).table.rows[0][0]) for s in refracture_studies()}
    assert named["li_amphansap"].endswith("; hip fracture, 1 year)")
    assert named["nakayama"].endswith("(Nakayama and others, 2016; any fracture, 3 years)")
    assert named["li_shin"].endswith("any fracture, follow-up not read)")


def test_every_study_has_its_counts() -> None:
    rows = {str(name): str(counts) for name, counts, _ in studies_table(STATEMENTS).rows}
    assert rows["Cooper and others, 2012"] == "1 exact, 3 sign only"
    assert rows["Hawley and others, 2016"] == "2 calibration, 1 sign only"
    assert rows["Marsden, 2015"] == "1 not compared"
    counted = sum(int(part.split()[0]) for cell in rows.values() for part in cell.split(", "))
    assert counted == len(STATEMENTS)


def test_what_is_not_compared_stands_with_its_reason() -> None:
    rows = {str(name): str(apart) for name, _, apart in studies_table(STATEMENTS).rows}
    assert rows["Cooper and others, 2012"] == "nothing"
    missing = [s.name for s in STATEMENTS if s.kind == "not_compared" and not any(s.note in r for r in rows.values())]
    assert missing == []
    assert "from memory only" in rows["Pinedo-Villanueva and others, 2023"]


def test_a_gain_taken_apart_has_theirs_and_ours() -> None:
    found = Behind(said("mclellan_qalys"), Pair(493, 216), Pair(3.651, 3.07), Pair(1.222, 0.365))
    lacking = Behind(said("solomon_qalys"), None, None, Pair(0.245, 0.49))
    assert [row[1:] for row in behind_table([found, lacking]).rows] == [
        ("493; ours 216 △", "3.7; ours 3.1 △", "1.22; ours 0.36 △"),
        ("not printed", "not printed", "0.24; ours 0.49 △"),
    ]
