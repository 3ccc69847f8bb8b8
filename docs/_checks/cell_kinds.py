"""What each code cell of a page ends in: a chart, a table, a sentence, or something else that is shown."""

import ast
import importlib
import typing
from collections.abc import Mapping

from flsguide.report.charts import Chart
from flsguide.report.holder_matrix import HolderMatrix
from flsguide.report.sentences import Sentence
from flsguide.report.tables import Folded, Followed, Table
from flsguide.report.ten_marks import TenMarks
from page_source import Page

KINDS = {
    Chart: "chart", Table: "table", Folded: "table", Followed: "table", HolderMatrix: "matrix", TenMarks: "marks",
    Sentence: "sentence",
}  # fmt: skip
TABLES = {"table": 1, "matrix": 3, "marks": 1}
"""How many tables an output of each kind is: a matrix has one for each kind of money, and one for families.

Those folded below another (`fls-more`) are counted by themselves.
"""
CHARTS = {"chart": 1, "marks": 1}
"""How many figures it is: chances as marks are a figure whose marks stand in a table."""
WHERE = {
    "chart": "figure.fls-chart svg",
    "table": "table",
    "matrix": "table",
    "marks": "figure.fls-marks table",
    "sentence": ".text_markdown, .text_html, p",
    "output": "*",
}
"""Where each kind is seen in a built page, within the output of its cell."""


class Ending(typing.NamedTuple):
    """The last call of a cell, and the kind of what it shows."""

    call: str
    kind: str


def endings(page: Page) -> list[Ending | None]:
    """For each cell of a page its ending; None where a cell shows nothing, as one of imports does.

    The kind is what the called function says that it returns, so that a new table needs no certain name.
    """
    trees = [ast.parse(cell.source) for cell in page.cells]
    known = {name: thing for tree in trees for name, thing in _imported(tree).items()}
    return [_ending(tree.body[-1], known) if tree.body else None for tree in trees]


def _ending(last: ast.stmt, known: Mapping[str, object]) -> Ending | None:
    if not isinstance(last, ast.Expr):
        return None
    called = last.value.func if isinstance(last.value, ast.Call) else last.value
    name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
    thing = known.get(name)
    if isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name):
        thing = getattr(known.get(called.value.id), name, None)
    returned = typing.get_type_hints(thing).get("return") if callable(thing) else None
    if isinstance(thing, type):  # a table made on the page: a class gives one of its own
        returned = thing
    by_name = next((kind for kind in ("chart", "table") if name.endswith(kind)), "output")
    return Ending(name, KINDS.get(returned, by_name) if isinstance(returned, type) else by_name)


def _imported(tree: ast.AST) -> dict[str, object]:
    """What a cell imports from this package, by the name that the page uses."""
    found: dict[str, object] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "flsguide":
            module = importlib.import_module(node.module or "")
            for alias in node.names:
                thing = getattr(module, alias.name, None)
                if thing is None:  # a module of a package
                    thing = importlib.import_module(f"{node.module}.{alias.name}")
                found[alias.asname or alias.name] = thing
    return found
