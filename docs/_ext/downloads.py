"""Each notebook page to take away: a clean notebook, one with results, and its text; and all of them in a toolkit.

MyST-NB's own download holds raw roles, has no outputs when a page came from the cache, and stands under an address
that changes with the machine (stack, trap 4). These are written when the site is finished, from the built page and
the cache of outputs, under names that never change: `downloads/<page>.ipynb`, `<page>-executed.ipynb`, `<page>.md`.
"""

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat
from docutils import nodes
from jupyter_cache import get_cache
from myst_nb.core.read import is_myst_markdown_notebook, read_myst_markdown_notebook
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from sphinx.util.docutils import SphinxDirective

import flsguide
from flsguide.evidence.sources import sources
from notebook_cache_key import keyed
from plain_page import Piece, pieces_of, sources_of
from toolkit import write_toolkit

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

NAMES = {
    "{}.ipynb": "Notebook, to run with your own numbers",
    "{}-executed.ipynb": "Notebook with results",
    "{}.md": "Text, to paste into a document",
    "flsguide-toolkit.zip": "Everything, with the figures and instructions",
}
"""What a page offers: a file name and what it is for."""
HEADER = f"*From flsguide {flsguide.__version__}, for planning a fracture liaison service. Not medical advice.*"
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


class Downloads(SphinxDirective):
    """The files of this page, as a list of links."""

    def run(self) -> list[nodes.Node]:
        """Links relative to the page, so that the site works under any address and from a folder."""
        up = "../" * self.env.docname.count("/")
        page = self.env.docname.rpartition("/")[2]
        links = [f'<a href="{up}downloads/{name.format(page)}" download>{use}</a>' for name, use in NAMES.items()]
        items = "".join(f"<li>{link}</li>" for link in links)
        return [nodes.raw("", f'<ul class="fls-downloads">{items}</ul>', format="html")]


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


def _on_build_finished(app: "Sphinx", stopped: Exception | None) -> None:
    if stopped is not None or app.builder.format != "html":
        return
    folder = Path(app.outdir, "downloads")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    cache = get_cache(app.config.nb_execution_cache_path)
    known = sources()
    cited = app.env.get_domain("cite").citations  # type: ignore[attr-defined]  # sphinxcontrib-bibtex's domain
    short_names = {c.citation_id: known[c.key].short for c in cited if c.key in known}
    listing = Path(app.outdir, "methods", "sources.html").read_text(encoding="utf-8")
    for docname in sorted(app.env.all_docs):
        text = Path(app.env.doc2path(docname)).read_text(encoding="utf-8")
        if not is_myst_markdown_notebook(text):
            continue
        _, run = cache.merge_match_into_notebook(read_myst_markdown_notebook(keyed(app, docname, text)[0]))
        html = Path(app.outdir, f"{docname}.html").read_text(encoding="utf-8")
        pieces, listed = pieces_of(html), sources_of(html, listing, short_names)
        code, page = [cell for cell in run.cells if cell.cell_type == "code"], docname.rpartition("/")[2]
        for name, has_outputs in ((f"{page}.ipynb", False), (f"{page}-executed.ipynb", True)):
            nbformat.write(notebook_of(pieces, code, listed, has_outputs=has_outputs), folder / name)
        (folder / f"{page}.md").write_text(text_of(pieces, code, listed), encoding="utf-8")
    write_toolkit(folder, Path(app.confdir))


def setup(app: "Sphinx") -> "ExtensionMetadata":
    """Register the list of links and the export."""
    app.add_directive("downloads", Downloads)
    app.connect("build-finished", _on_build_finished)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
