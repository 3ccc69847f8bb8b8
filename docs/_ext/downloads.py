"""Each notebook page to take away: a clean notebook, one with results, and its text; and all of them in a toolkit.

MyST-NB's own download holds raw roles, has no outputs when a page came from the cache, and stands under an address
that changes with the machine (stack, trap 4). These are written when the site is finished, from the built page and
the cache of outputs, under names that never change: `downloads/<page>.ipynb`, `<page>-executed.ipynb`, `<page>.md`.
"""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat
from docutils import nodes
from jupyter_cache import get_cache
from myst_nb.core.read import is_myst_markdown_notebook, read_myst_markdown_notebook
from sphinx.util.docutils import SphinxDirective

from flsguide.evidence.sources import sources
from notebook_cache_key import keyed
from plain_page import pieces_of, sources_of
from taken_away import notebook_of, text_of
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


class Downloads(SphinxDirective):
    """The files of this page, as a list of links."""

    def run(self) -> list[nodes.Node]:
        """Links relative to the page, so that the site works under any address and from a folder."""
        up = "../" * self.env.docname.count("/")
        page = self.env.docname.rpartition("/")[2]
        links = [f'<a href="{up}downloads/{name.format(page)}" download>{use}</a>' for name, use in NAMES.items()]
        items = "".join(f"<li>{link}</li>" for link in links)
        return [nodes.raw("", f'<ul class="fls-downloads">{items}</ul>', format="html")]


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
