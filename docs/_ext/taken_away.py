"""A page as a file of its own: a notebook, clean or with results, or plain text, with the sources that it names."""

import re

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

import flsguide
from plain_page import Piece

HEADER = f"*From flsguide {flsguide.__version__}, for planning a fracture liaison service. Not medical advice.*"
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


def notebook_of(pieces: list[Piece], code: list[NotebookNode], listed: str, *, has_outputs: bool) -> NotebookNode:
    """A page as a notebook: its words, the code cells in their places, and the sources that it names."""
    if len(code) != sum(piece.is_code for piece in pieces):
        msg = f"the page shows {sum(piece.is_code for piece in pieces)} code cells and its source has {len(code)}"
        raise ValueError(msg)
    rest = iter(code)
    cells = [
        new_markdown_cell(f"{HEADER} *The brief keeps Northmoor's numbers when you change the cell.*"),
        *(_code_cell(next(rest), has_outputs) if p.is_code else new_markdown_cell(p.text) for p in pieces),
        new_markdown_cell(f"## Sources\n\n{listed}"),
    ]
    for number, cell in enumerate(cells):
        cell.id = f"cell-{number:02d}"  # nbformat's own are random: a page that did not change would seem to
    notebook: NotebookNode = new_notebook(cells=cells, metadata={"kernelspec": KERNEL})
    return notebook


def text_of(pieces: list[Piece], code: list[NotebookNode], listed: str) -> str:
    """A page as plain Markdown: its words and results, and of its code only the cell that a reader edits."""
    parts, rest = [HEADER], iter(code)
    for piece in pieces:
        cell = next(rest) if piece.is_code else None
        if cell is not None and "parameters" in cell.metadata.get("tags", []):
            parts.append(f"```python\n{cell.source}\n```")
        parts.append(piece.text)
    whole = "\n\n".join([*filter(None, parts), "## Sources", listed]) + "\n"
    return re.sub(r"(?m)^## .*\n\n(?=## )", "", whole)  # a heading over code alone has nothing under it here


def _code_cell(cell: NotebookNode, has_outputs: bool) -> NotebookNode:
    tags = cell.metadata.get("tags", [])
    metadata = {"tags": tags} | ({"jupyter": {"source_hidden": True}} if "hide-input" in tags else {})
    shown = ("text/html", "text/markdown", "text/plain")
    outputs = [nbformat.from_dict(out) for out in cell.get("outputs", []) if has_outputs and "data" in out]
    for out in outputs:
        out.data = {kind: value for kind, value in out.data.items() if kind in shown}
    made: NotebookNode = new_code_cell(cell.source, metadata=metadata, outputs=[out for out in outputs if out.data])
    return made
