"""The sentences on trust move with their figures, and each thing that holds names a test that is there."""

import re
from pathlib import Path

import pytest

from flsguide.analysis.known_models import Checked, checked
from flsguide.analysis.published_signs import Sign, behind
from flsguide.analysis.published_studies import Calibrated, identities
from flsguide.evidence.published_studies import published_statements
from flsguide.evidence.validation_cases import validation_cases
from flsguide.report.validation_sentences import (
    BATTERY,
    Shown,
    battery_table,
    gains_through_survival,
    gap_of_glasgow,
    trust_in_brief,
)

ROOT = Path(__file__).parents[2]
STATEMENTS = published_statements()
KNOWN = checked(validation_cases())


def is_there(shown: Shown) -> bool:
    path = ROOT / shown.file
    return path.is_file() and bool(re.search(rf"(?m)^def {shown.test}\(", path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("shown", BATTERY, ids=lambda shown: shown.test)
def test_what_holds_names_a_test_that_is_there(shown: Shown) -> None:
    assert is_there(shown)


@pytest.mark.parametrize(
    "planted",
    [
        BATTERY[0]._replace(test="test_nobody_is_made_or_lost"),
        BATTERY[0]._replace(file="tests/model/test_cohorts.py"),
        BATTERY[0]._replace(file="tests/model/test_runner.py"),
    ],
)
def test_a_test_that_is_not_there_is_found(planted: Shown) -> None:
    assert not is_there(planted)


def test_the_table_has_every_one_once() -> None:
    rows = battery_table().rows
    assert len(rows) == len(BATTERY) == len({shown.test for shown in BATTERY})


SIGNED = [Sign(s, 1.0 if s.direction == "more" else -1.0) for s in STATEMENTS if s.kind == "sign"]


def test_in_brief_counts_what_comes_out() -> None:
    text = trust_in_brief(KNOWN, identities(STATEMENTS), SIGNED)
    assert text.startswith("**79 of 79 figures of known models and choices** come out")
    assert "**15 of 16 numbers**" in text
    assert f"**{len(SIGNED) - 1} of {len(SIGNED)} statements**" in text
    assert "Of the other 1, 0 are savings" in text


def test_in_brief_does_not_hide_a_figure_that_is_off_or_a_saving_that_is_not_met() -> None:
    off = [Checked(KNOWN[0].case, KNOWN[0].got + 1), *KNOWN[1:]]
    turned = [Sign(s.statement, 1.0) if s.statement.name == "mclellan_cost" else s for s in SIGNED]
    text = trust_in_brief(off, identities(STATEMENTS), turned)
    assert "**78 of 79 figures" in text
    assert "Of the other 2, 1 are savings" in text


def test_gains_through_survival_stand_beside_the_published_ones() -> None:
    ours = {"hawley_died": 0.271, "leal_male_qalys": 0.094, "leal_female_qalys": 0.083}
    found = [Calibrated(s, ours[s.name]) for s in STATEMENTS if s.name in ours]
    text = gains_through_survival(found)
    assert "27 out of 100 die, where this study counted 30" in text
    assert "no test: the model was set to a later count" in text
    assert "0.094 QALYs for a man and 0.083 for a woman, against 0.099 and 0.093 as published" in text


OURS = {
    "mclellan_qalys": 2.0, "mclellan_fractures": -5.0, "mclellan_treated": 200.0, "mclellan_life_years": 1.6,
    "ontario_qalys": 3.3,
}  # fmt: skip


def test_the_gap_of_glasgow_is_told_with_its_three_steps() -> None:
    found = [Sign(s, OURS[s.name]) for s in STATEMENTS if s.name in OURS]
    text = gap_of_glasgow(found, behind(found))
    assert text.startswith("**Glasgow's model gains 22 QALYs for each 1,000 people, where ours gains 2.0.**")
    assert "11 times as many" in text
    assert "treats 493 more people of 1,000, where ours treats 200: 2.5 times as many" in text
    assert "avoids 3.7 fractures, where ours avoids 2.5: 1.5 times as many" in text
    assert "worth 1.22 QALYs, where ours is worth 0.40: 3.1 times as much" in text
    assert "Only 3 of its 22 QALYs can come from longer life" in text
    assert "1.1 QALYs of it for each fracture avoided" in text
    assert "over a lifetime they gain 3.3" in text
    assert "In 1 of 1 studies" in text


def test_a_gap_that_cannot_be_taken_apart_is_refused() -> None:
    found = [Sign(s, OURS[s.name]) for s in STATEMENTS if s.name in OURS and s.name != "mclellan_treated"]
    with pytest.raises(ValueError, match="give mclellan_treated its amount"):
        gap_of_glasgow(found, behind(found))
