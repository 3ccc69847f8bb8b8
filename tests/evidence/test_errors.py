from pathlib import Path

import pytest

from flsguide.evidence.errors import EvidenceError, MissingRowError


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


def test_a_missing_row_is_one_plain_line_with_the_nearest_name_and_who_asks():
    known = ["p_started", "p_found"]
    assert str(MissingRowError.named("a/parameters.csv", "p_strated", known, "docs/index.md")) == (
        "parameters.csv, name: no row 'p_strated', which docs/index.md names (the nearest is 'p_started'); "
        "add the row, or mend the name"
    )
    assert str(MissingRowError.named("parameters.csv", 3, known)) == (
        "parameters.csv, name: no row 3; add the row, or mend the name"
    )


def test_a_missing_row_is_a_key_error_too_as_in_and_get_expect():
    assert issubclass(MissingRowError, KeyError)
    assert issubclass(MissingRowError, EvidenceError)
