import csv
import io
import math
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flsguide.evidence.errors import EvidenceError
from flsguide.evidence.tables import Row, finite, read_table, read_text

Refusal = Callable[..., str]
COLUMNS = ("name", "value", "note")
HEADER = "name,value,note\n"


def written(folder: Path, content: str | bytes) -> Path:
    path = folder / "local.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def row_with(**cells: str) -> Row:
    return Row("local.csv", 4, cells)


def outcome(call: Callable, *arguments: object) -> tuple:
    """What a call gives, or None and the message of the one error; any other error fails the test."""
    try:
        return call(*arguments), ""
    except EvidenceError as problem:
        return None, str(problem)


# What a spreadsheet may hand over, and is taken


@pytest.mark.parametrize(
    "content",
    [
        HEADER + "a,1,x\nb,2,y\n",
        "\ufeff" + HEADER + "a,1,x\nb,2,y\n",  # the mark that Excel's CSV UTF-8 begins with
        (HEADER + "a,1,x\nb,2,y\n").replace("\n", "\r\n"),
        HEADER + "a,1,x\nb,2,y",
        HEADER + "\na , 1,x\n,,\nb,2, y\n\n",
        "note,name,value\nx,a,1\ny,b,2\n",
        'name,value,note\n"a","1","x"\n"b","2","y"\n',
    ],
    ids=["plain", "byte order mark", "Windows line ends", "no last line end", "blanks", "other order", "quotes"],
)
def test_what_excel_writes_as_csv_utf8_is_taken(tmp_path: Path, content: str):
    rows = read_table(written(tmp_path, content), COLUMNS, key=("name",))
    assert [dict(row.cells) for row in rows] == [
        {"name": "a", "value": "1", "note": "x"},
        {"name": "b", "value": "2", "note": "y"},
    ]


def test_commas_quotes_and_line_breaks_inside_quotes_belong_to_the_cell(tmp_path: Path):
    (row,) = read_table(written(tmp_path, HEADER + 'a,1,"one, ""two""\nthree"\n'), COLUMNS)
    assert row.cells["note"] == 'one, "two"\nthree'


@given(st.lists(st.tuples(*[st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))] * 2)))
def test_every_text_that_the_csv_module_writes_is_read_back(scratch: Path, cells: list):
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(COLUMNS)
    writer.writerow(["first", "", ""])
    writer.writerows([f"row{i}", *pair] for i, pair in enumerate(cells))
    rows = read_table(written(scratch, buffer.getvalue()), COLUMNS, key=("name",))
    assert [(r.cells["value"], r.cells["note"]) for r in rows[1:]] == [(a.strip(), b.strip()) for a, b in cells]
    assert [r.number for r in rows] == list(range(2, len(cells) + 3))


@pytest.mark.parametrize(
    ("before", "row"),
    [("", 2), ("\n\n", 4), ("a,1,x\n", 3), ('a,1,"x\ny\nz"\n', 3), ("a,1,x\r\n,,\r\n", 4)],
    ids=["first", "after blank lines", "after a row", "after a line break in a cell", "after an empty row"],
)
def test_the_row_number_is_the_one_a_spreadsheet_shows(tmp_path: Path, refusal: Refusal, before: str, row: int):
    rows = read_table(written(tmp_path, HEADER + before + "z,wrong,\n"), COLUMNS)
    assert refusal(rows[-1].number_in, "value").startswith(f"local.csv, row {row}, value: 'wrong' ")


# What is refused, and what the reader is told


@pytest.mark.parametrize(
    ("content", "parts"),
    [
        ("", ["local.csv", "empty", "name,value,note"]),
        ("\n \n,,\n", ["local.csv", "empty", "name,value,note"]),
        (HEADER, ["local.csv, row 2", "no rows", "add at least one"]),
        ((HEADER + "a,1,it\u2019s\n").encode("cp1252"), ["local.csv, row 2", "not UTF-8", "CSV UTF-8 (comma"]),
        ((HEADER + "a,1,£\n").encode("latin-1"), ["local.csv, row 2", "not UTF-8", "CSV UTF-8 (comma"]),
        ((HEADER + "a,1,x\n").encode("utf-16"), ["local.csv, row 1", "not UTF-8", "CSV UTF-8 (comma delimited)"]),
        ((HEADER + "a,1,x\n").encode("utf-16-le"), ["local.csv, row 1", "not UTF-8", "CSV UTF-8"]),
        ((HEADER + "a,1,x\n").encode("utf-16-be"), ["local.csv, row 1", "not UTF-8", "CSV UTF-8"]),
        (b"PK\x03\x04\x14\x00\x06\x00\x08\x00", ["local.csv, row 1", "not UTF-8", "CSV UTF-8"]),
        ("name;value;note\na;1;x\n", ["local.csv, row 1", "semicolons", "save as CSV with commas"]),
        ("sep=;\nname;value;note\na;1;x\n", ["local.csv, row 1", "semicolons", "save as CSV with commas"]),
        ("name\tvalue\tnote\na\t1\tx\n", ["local.csv, row 1", "tabs", "save as CSV with commas"]),
        ("a,1,x\n", ["row 1", "missing 'name', 'value', 'note'", "unknown 'a', '1', 'x'", "are name,value,note"]),
        ("Name,value,note\na,1,x\n", ["row 1", "missing 'name'", "unknown 'Name'", "are name,value,note"]),
        ("name,value\na,1\n", ["local.csv, row 1", "missing 'note'", "are name,value,note"]),
        ("name,value,note,sum\na,1,x,2\n", ["local.csv, row 1", "unknown 'sum'", "are name,value,note"]),
        ("name,value,note,\na,1,x,\n", ["local.csv, row 1", "unknown (blank)", "are name,value,note"]),
        ("name,value,value,note\na,1,1,x\n", ["local.csv, row 1", "repeated 'value'", "are name,value,note"]),
        (HEADER + "a,1,x\nb,2\n", ["local.csv, row 3", "2 cells where the header has 3", "needs quotes"]),
        (HEADER + "a,1,200,x\n", ["local.csv, row 2", "4 cells where the header has 3", "needs quotes"]),
        (HEADER + "a,1,x\nb,2,y\na,3,z\n", ["local.csv, row 4, name", "'a'", "each row once", "row 2 has it"]),
        (HEADER + 'a,1,x\nb,2,"open\nc,3,z\n', ["local.csv, row 3", "not readable as CSV", "quotation mark"]),
        (HEADER + 'a,1,"x"y\n', ["local.csv, row 2", "not readable as CSV", "quotation mark"]),
        (HEADER + f"a,1,{'x' * 140_000}\n", ["local.csv, row 2", "not readable as CSV"]),
    ],
    ids=[
        "no bytes", "blank lines", "header only", "cp1252", "latin-1", "utf-16", "utf-16-le", "utf-16-be", "workbook",
        "semicolons", "sep line", "tabs", "no header", "capital letter", "missing column", "extra column",
        "empty column", "repeated column", "short row", "long row", "repeated row", "open quote", "stray quote",
        "endless cell",
    ],
)  # fmt: skip
def test_a_table_that_could_be_misread_is_refused_with_its_remedy(
    tmp_path: Path, refusal: Refusal, content: str | bytes, parts: list[str]
):
    message = refusal(read_table, written(tmp_path, content), COLUMNS, ("name",))
    assert [part for part in parts if part not in message] == [], message


def test_two_rows_are_the_same_only_when_the_whole_key_is(tmp_path: Path, refusal: Refusal):
    path = written(tmp_path, HEADER + "a,1,x\na,2,x\nb,1,x\n")
    assert len(read_table(path, COLUMNS, key=("name", "value"))) == 3
    assert "row 3, name: 'a'" in refusal(read_table, path, COLUMNS, ("name",))


@pytest.mark.parametrize("name", ["absent.csv", "."])
def test_a_file_that_cannot_be_opened_is_named_without_a_traceback(tmp_path: Path, refusal: Refusal, name: str):
    message = refusal(read_table, tmp_path / name, COLUMNS)
    assert message.startswith((tmp_path / name).name + ": cannot be read (")
    assert "check the name, the folder" in message


@given(st.binary(max_size=200))
def test_no_file_ends_in_anything_but_rows_or_the_one_error(scratch: Path, content: bytes):
    path = written(scratch, HEADER.encode() + content)
    rows, message = outcome(read_table, path, COLUMNS, ("name",))
    assert message.startswith("local.csv") if rows is None else all(tuple(row.cells) == COLUMNS for row in rows)


def test_read_text_drops_the_byte_order_mark_only(tmp_path: Path):
    assert read_text(written(tmp_path, "\ufeffname\ufeff")) == "name\ufeff"


# One cell


@pytest.mark.parametrize(
    ("text", "value"),
    [("17.2", 17.2), (" 17.2 ", 17.2), ("0", 0.0), ("1e3", 1000.0), ("-3", -3.0), (4, 4.0), (0.5, 0.5), ("+2", 2.0)],
)
def test_a_plain_number_is_taken(text: object, value: float):
    assert finite(text, "local.csv", 2, "value") == value


DIGITS = "written with digits and a point only (1200.5, or 0.172 for 17.2%)"


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("1,200", DIGITS), ("0,172", DIGITS), ("17%", DIGITS), ("£12", DIGITS), ("1 200", DIGITS),
        ("1\u00a0200", DIGITS), ("1'200", DIGITS), ("1_20", DIGITS), ("\u22123", DIGITS), ("about 3", DIGITS),
        ("=1+1", DIGITS), ("3-4", "a number from 0 to 500"), ("TRUE", DIGITS), ("#N/A", DIGITS),
        ("#DIV/0!", DIGITS), ("n/a", DIGITS), ("nan", DIGITS), ("inf", DIGITS), ("-infinity", DIGITS),
        ("1e999", "a number from 0 to 500"), ("-1", "a number from 0 to 500"), ("500.1", "a number from 0 to 500"),
        (math.nan, "a number from 0 to 500"), (math.inf, "a number from 0 to 500"), (-0.1, "a number from 0 to 500"),
        (True, "a number from 0 to 500"), (None, "a number from 0 to 500"), ([1], "a number from 0 to 500"),
        (10**400, "a number from 0 to 500"),
    ],
)  # fmt: skip
def test_what_is_not_a_number_in_range_is_refused_with_the_way_to_write_it(
    refusal: Refusal, text: object, remedy: str
):
    message = refusal(finite, text, "local.csv", 2, "value", 0, 500)
    assert message.startswith("local.csv, row 2, value: ")
    assert repr(text)[:40] in message
    assert message.endswith(remedy)


def test_a_blank_is_called_a_blank(refusal: Refusal):
    message = refusal(finite, "  ", "local.csv", 2, "value", 0, 500)
    assert message == "local.csv, row 2, value: a blank is not allowed; give a number from 0 to 500"


def test_a_percentage_where_a_share_is_wanted_is_told_how_to_write_a_share(refusal: Refusal):
    message = refusal(finite, "24", "local.csv", 2, "value", 0, 1)
    assert message == "local.csv, row 2, value: '24' is not allowed; give a number from 0 to 1 (0.24 for 24%)"


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (-math.inf, math.inf, "a finite number"),
        (1, math.inf, "a number of 1 or more"),
        (-math.inf, 2.5, "a number of 2.5 or less"),
        (1, 100_000_000, "a number from 1 to 100000000"),
        (0, 3_809_016, "a number from 0 to 3809016"),
    ],
)
def test_the_allowed_range_is_written_out_in_plain_digits(refusal: Refusal, low: float, high: float, words: str):
    assert refusal(finite, None, "f.csv", None, "x", low, high).endswith(f"give {words}")


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_finite_number_survives_being_written_and_read(number: float):
    assert finite(repr(number), "f.csv", 2, "value") == number


@given(st.text(), st.floats(-10, 0), st.floats(0, 10))
def test_any_text_is_a_finite_number_in_range_or_the_one_error(text: str, low: float, high: float):
    value, message = outcome(finite, text, "f.csv", 2, "value", low, high)
    assert message.startswith("f.csv, row 2, value: ") if value is None else low <= value <= high
    assert len(message.splitlines()) <= 1


def test_a_choice_outside_the_list_is_refused_with_the_list(refusal: Refusal):
    row = row_with(local="maybe", release="cash")
    assert row.text("release", ("", "cash")) == "cash"
    assert row.text("local") == "maybe"
    message = refusal(row.text, "local", ("", "yes", "no"))
    assert message == "local.csv, row 4, local: 'maybe' is not allowed; give one of (blank), yes, no"


def test_a_required_blank_is_refused_with_what_belongs_there(refusal: Refusal):
    row = row_with(source="", unit="people")
    assert row.required("unit") == "people"
    assert refusal(row.required, "source") == "local.csv, row 4, source: a blank is not allowed; give a value"
    assert refusal(row.required, "source", "an audit").endswith("a blank is not allowed; give an audit")


def test_an_optional_number_is_none_when_blank_and_checked_when_not(refusal: Refusal):
    row = row_with(low="", high="7")
    assert row.optional_number("low", 0, 1) is None
    assert row.optional_number("high", 0, 10) == 7
    assert "row 4, high: '7'" in refusal(row.optional_number, "high", 0, 1)


@pytest.mark.parametrize("text", ["50.5", "49", "91", "fifty", ""])
def test_a_part_of_a_year_is_not_cut_down_to_a_year(refusal: Refusal, text: str):
    assert row_with(age_low="50").whole_in("age_low", 50, 90) == 50
    assert "row 4, age_low: " in refusal(row_with(age_low=text).whole_in, "age_low", 50, 90)


def test_an_interval_is_the_value_with_both_ends_or_none():
    assert row_with(value="3", low="2", high="4").interval(0, 10) == (3, 2, 4)
    assert row_with(value="3", low="", high="").interval(0, 10) == (3, None, None)
    assert row_with(value="3", low="3", high="3").interval(3, 3) == (3, 3, 3)


@pytest.mark.parametrize(
    ("value", "low", "high", "parts"),
    [
        ("3", "2", "", ["row 4, high: a blank", "both low and high, or neither"]),
        ("3", "", "4", ["row 4, low: a blank", "both low and high, or neither"]),
        ("3", "3.5", "4", ["row 4, low: '3.5'", "no higher than the value 3"]),
        ("3", "2", "2.5", ["row 4, high: '2.5'", "no lower than the value 3"]),
        ("3", "-1", "4", ["row 4, low: '-1'", "from 0 to 10"]),
        ("3", "2", "11", ["row 4, high: '11'", "from 0 to 10"]),
        ("11", "", "", ["row 4, value: '11'", "from 0 to 10"]),
        ("3", "nan", "nan", ["row 4, low: 'nan'", "from 0 to 10"]),
    ],
)
def test_an_interval_that_does_not_hold_its_value_is_refused(
    refusal: Refusal, value: str, low: str, high: str, parts: list[str]
):
    message = refusal(row_with(value=value, low=low, high=high).interval, 0, 10)
    assert [part for part in parts if part not in message] == [], message


@pytest.mark.parametrize(("text", "parts"), [("a;b", ("a", "b")), (" b ; a ;", ("b", "a")), ("", ()), (";", ())])
def test_a_list_in_a_cell_is_joined_by_semicolons(text: str, parts: tuple[str, ...]):
    assert row_with(codes=text).listed("codes", ("a", "b"), "codes") == parts


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("Oldham;Oldam", "give places such as Oldham, joined by ; ('Oldam' is not one)"),
        ("x", "give places, joined by ; ('x' is not one)"),
        ("Oldham,Bolton", "such as Oldham, joined by ; ('Oldham,Bolton' is not one)"),
        ("Oldham;Bolton;Oldham", "give places, each once, joined by ;"),
    ],
)
def test_a_list_with_an_unknown_or_repeated_part_is_refused(refusal: Refusal, text: str, remedy: str):
    message = refusal(row_with(places=text).listed, "places", ("Oldham", "Bolton"), "places")
    assert message.startswith(f"local.csv, row 4, places: '{text}' is not allowed; ")
    assert message.endswith(remedy)


def test_a_list_with_a_line_break_is_still_refused_in_one_line(refusal: Refusal):
    assert "('a\\nb' is not one)" in refusal(row_with(places="a\nb").listed, "places", ("Oldham",), "places")


def test_a_day_that_must_be_given_is_not_blank(refusal: Refusal):
    assert row_with(as_at="2026-11-23").day("as_at") == date(2026, 11, 23)
    assert refusal(row_with(as_at="").day, "as_at").endswith(
        "as_at: a blank is not allowed; give a date such as 2026-11-23"
    )


def test_a_day_is_year_month_day_or_blank():
    assert row_with(checked_on="2026-11-23").optional_day("checked_on") == date(2026, 11, 23)
    assert row_with(checked_on="").optional_day("checked_on") is None


@pytest.mark.parametrize("text", ["23/11/2026", "11-23-2026", "Nov-26", "2026-02-30", "46349"])
def test_a_day_as_excel_rewrites_it_is_refused(refusal: Refusal, text: str):
    message = refusal(row_with(checked_on=text).optional_day, "checked_on")
    assert (
        message
        == f"local.csv, row 4, checked_on: '{text}' is not allowed; give a date such as 2026-11-23, or a blank"
    )
