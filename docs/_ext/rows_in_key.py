"""Which rows of parameters.csv a page is made from, read off the strings of its code: it runs again when one changes.

A row counts when its name is a string constant of the page's cells or of a module they import; when its name begins
with one that looks like the start of a name, as in `f"rr_scenario_{way}"`; or when it is asked of a service, because
a page takes those together. A page that read any other row would publish an old number without a sign:
`tests/pages/test_rows_read.py` runs every page and fails on the first.
"""

import csv
import io
import re
from collections.abc import Collection

TABLE = "parameters.csv"
_START = re.compile(r"(?:p|r|rr|hr|smr|c|u|n)(?:_[a-z0-9]+)+_")
"""The start of a row's name: its kind and one word at least. A kind alone, such as "c_", would stand for too many."""


def is_in_key(name: str, is_asked: bool, words: Collection[str]) -> bool:
    """Whether a page whose code has these string constants runs again when the row of this name changes."""
    return is_asked or name in words or any(_START.fullmatch(word) and name.startswith(word) for word in words)


def rows_in_key(content: bytes, words: Collection[str]) -> list[list[str]]:
    """The header of a table of parameters and the rows that count for a page, in file order.

    Every row, where the table cannot be told apart into rows: then running too much is the only safe answer.
    """
    try:
        read = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
        lines = [row for row in read if any(cell.strip() for cell in row)]
        header = [cell.strip() for cell in lines[0]]
        name, asked = header.index("name"), header.index("local")
        kept = [row for row in lines[1:] if is_in_key(row[name].strip(), row[asked].strip() == "yes", words)]
    except (UnicodeDecodeError, csv.Error, ValueError, IndexError):
        return [[content.hex()]]
    return [header, *kept]
