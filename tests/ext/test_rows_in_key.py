"""A row is told by its name, by the start of its name, or by being asked of a service."""

import pytest

from ext.small_site import PARAMETERS
from rows_in_key import is_in_key, rows_in_key


def names(words: set[str], content: bytes = PARAMETERS.encode()) -> list[str]:
    header, *rows = rows_in_key(content, words)
    assert header == ["label", "name", "value", "local", "note"]
    return [row[1] for row in rows]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (set(), ["n_asked"]),
        ({"p_used"}, ["p_used", "n_asked"]),
        ({"p_other_"}, ["p_other_12", "n_asked"]),
        ({"p_other"}, ["n_asked"]),
        ({"p_"}, ["n_asked"]),
        ({"p_other_12", "Unused", "3", "A share"}, ["p_other_12", "n_asked"]),
    ],
    ids=["none", "a name", "a start", "no start", "a kind alone", "other cells"],
)
def test_the_rows_of_a_page_are_kept_in_file_order(words: set[str], found: list[str]) -> None:
    assert names(words) == found


@pytest.mark.parametrize("word", ["p_one_", "p_one_two_", "rr_way_", "smr_a_", "c_2_"])
def test_the_start_of_a_name_is_its_kind_and_a_word_at_least(word: str) -> None:
    assert is_in_key(f"{word}more", False, {word})
    assert not is_in_key(f"{word}more", False, {word[1:]})


@pytest.mark.parametrize("word", ["p_", "p", "_", "", "x_one_", "p_One_", "p__", "p_one__", "on p_one_"])
def test_what_is_no_start_of_a_name_keeps_nothing(word: str) -> None:
    assert not is_in_key(f"{word}more", False, {word})


def test_a_cell_on_several_lines_is_one_cell_and_its_words_are_no_name() -> None:
    _, row, *_ = rows_in_key(PARAMETERS.encode(), {"p_other_12"})
    assert row == ["Another,\non two lines", "p_other_12", "2", "no", "p_used,\n"]


def test_a_mark_of_excel_and_other_line_ends_change_nothing() -> None:
    content = PARAMETERS.encode()
    assert names({"p_used"}, b"\xef\xbb\xbf" + content) == names({"p_used"}, content)
    one_line = b"label,name,value,local,note\r\nA,p_used,1,no,\r\nB,p_unused,1,no,\r\n"
    assert rows_in_key(one_line, {"p_used"}) == rows_in_key(one_line.replace(b"\r\n", b"\n"), {"p_used"})


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"label,value,local\nA,1,no\n",
        b"name,value\np_used,1\n",
        b"name,local,value\np_used\n",
        b'name,local,value\np_used,no,"1\n',
        "name,local,value\np_used,no,£1\n".encode("latin-1"),
    ],
    ids=["empty", "no name", "no local", "a short row", "an open quote", "another encoding"],
)
def test_a_table_that_cannot_be_told_apart_counts_as_a_whole(content: bytes) -> None:
    whole = rows_in_key(content, {"p_used"})
    assert whole == rows_in_key(content, set())
    assert whole != rows_in_key(content + b"x", {"p_used"})
