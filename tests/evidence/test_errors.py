from pathlib import Path

import pytest

from flsguide.evidence.errors import EvidenceError


@pytest.mark.parametrize(
    ("row", "field", "value", "line"),
    [
        (3, "value", "x", "local.csv, row 3, value: 'x' is not allowed; give a number"),
        (3, "value", "", "local.csv, row 3, value: a blank is not allowed; give a number"),
        (3, None, 1.5, "local.csv, row 3: 1.5 is not allowed; give a number"),
        (None, "value", None, "local.csv, value: None is not allowed; give a number"),
        (None, None, "a\nb", "local.csv: 'a\\nb' is not allowed; give a number"),
    ],
)
def test_the_line_names_the_place_the_value_and_the_remedy(
    row: int | None, field: str | None, value: object, line: str
):
    assert str(EvidenceError.at(Path("somewhere/local.csv"), row, field, value, "a number")) == line


def test_a_pasted_page_of_text_does_not_hide_the_remedy():
    message = str(EvidenceError.at("local.csv", 2, "name", "x" * 10_000, "a name"))
    assert len(message) < 150
    assert message.endswith("... is not allowed; give a name")


def test_it_is_a_value_error_so_that_one_except_catches_both():
    assert issubclass(EvidenceError, ValueError)
