"""Figures typed into code cells: they reach the reader as surely as those in prose, and stay when the data move."""

import ast

from figures import figures
from page_source import Page

SMALL = range(13)
"""Whole numbers that count places, months or decimals, and not people."""
YEARS = range(1900, 2101)


def typed_in_code(page: Page) -> list[str]:
    """Figures in the strings and arguments of every cell but the one that a reader edits."""
    faults = []
    for number, cell in enumerate(page.cells, start=1):
        if cell.metadata.get("tags") == ["parameters"]:
            continue
        try:
            tree = ast.parse(cell.source)
        except SyntaxError:
            continue  # said by the rules of cells
        typed = [figure for text in _strings(tree) for figure in figures(text)] + _numbers(tree)
        faults += [
            f"Code cell {number}: {figure} is typed. Take it from the data, or compute it." for figure in typed
        ]
    return faults


def _strings(tree: ast.AST) -> list[str]:
    """Texts of a cell; what an f-string computes is a gap in its text."""
    parts = {id(v) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for v in node.values}
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            found.append("".join(str(v.value) if isinstance(v, ast.Constant) else "_" for v in node.values))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in parts:
            found.append(node.value)
    return found


def _numbers(tree: ast.AST) -> list[str]:
    values = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    numbers = [v for v in values if isinstance(v, int | float) and not isinstance(v, bool)]
    return [f"{v:,}" for v in numbers if v not in SMALL and v not in YEARS and v != 1.0]
