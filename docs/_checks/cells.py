"""The rules of code cells: few, short, nothing defined, one of them for the reader."""

import ast

from page_source import Page

MOST_CELLS, MOST_LINES = 14, 13
TAGS = (["hide-input"], ["parameters"])
"""A download loses a removed cell, and a skipped or failing one would publish a page without its numbers."""


def cells(page: Page) -> list[str]:
    """What is wrong with a page's cells; a page that computes keeps the rules of tags wherever it stands."""
    faults = []
    if page.kind == "example" and not page.is_notebook:
        return ["The front matter lacks `file_format: mystnb`, so no cell would run and no number be shown."]
    if "{code-cell}" in page.text and not page.is_notebook:
        return ["The page has code cells and its front matter lacks `file_format: mystnb`: none would run."]
    if len(page.cells) > MOST_CELLS:
        faults.append(f"The page has {len(page.cells)} code cells; {MOST_CELLS} are the most.")
    tags = [cell.metadata.get("tags", []) for cell in page.cells]
    if page.kind == "example" and tags.count(["parameters"]) != 1:
        faults.append(
            f"{tags.count(['parameters'])} cells have the tag parameters; one does: the cell that a reader edits."
        )
    readers = set().union(
        *(_names_set(c.source) for c, t in zip(page.cells, tags, strict=True) if t == ["parameters"])
    )
    for number, (cell, tag) in enumerate(zip(page.cells, tags, strict=True), start=1):
        faults += [f"Code cell {number}: {fault}" for fault in _cell(cell.source, tag)]
        taken = sorted(readers & _names_set(cell.source)) if tag != ["parameters"] else []
        faults += [f"Code cell {number}: it sets `{name}` again, so that a reader's own is lost." for name in taken]
    if page.kind == "example" and page.path.parent.name != "tests" and "{downloads}" not in page.text:
        faults.append("Nothing to take away: put ```{downloads}``` under Put it in your case.")
    return faults


def _names_set(source: str) -> set[str]:
    """Names that a cell gives a value to."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return set()  # `_cell` says so
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}


def _cell(source: str, tags: list[str]) -> list[str]:
    if tags == ["parameters"]:
        return []
    faults = [] if tags in TAGS else [f"its tag is hide-input, not {tags or 'missing'}."]
    if len(source.splitlines()) > MOST_LINES:
        faults.append(f"{len(source.splitlines())} lines; {MOST_LINES} are the most. Move the rest into the package.")
    try:
        tree = ast.parse(source)
    except SyntaxError as error:
        return [*faults, f"line {error.lineno} is not Python: {error.msg}."]
    banned = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.For, ast.While, ast.With, ast.Try)
    if any(isinstance(node, banned) for node in ast.walk(tree)):
        faults.append("a page imports and never defines: no def, class, for, while, with or try. Use the package.")
    is_set_up = all(isinstance(node, ast.Import | ast.ImportFrom) for node in tree.body)
    if not is_set_up and not isinstance(tree.body[-1], ast.Expr):
        faults.append("it shows nothing: its last line is the table, chart or sentence.")
    return faults
