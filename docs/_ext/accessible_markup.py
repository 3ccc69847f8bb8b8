"""Mends markup that our libraries write and that accessibility checks refuse (WCAG 2.2).

- The toggle of a hidden cell had the same hidden name on every cell, and not the one that is shown (2.5.3).
- The list of sources had the role of a list without list items (1.3.1). Its numbers mean nothing here,
  because citations show author and year, so they go.
- The column headings of a table written by hand had no scope (1.3.1), which tables of results have.
"""

import re
from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes
from myst_nb.sphinx_ import HideCodeCellNode
from sphinx.writers.html5 import HTML5Translator

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def visit_hidden_cell(self: HTML5Translator, node: HideCodeCellNode) -> None:
    """Open the toggle; its name is its text."""
    self.body.append(f'<details class="admonition hide {" ".join(node["classes"])}">\n<summary>\n')
    for state, prompt in (("collapsed", "prompt_show"), ("expanded", "prompt_hide")):
        self.body.append(f'<p class="{state} admonition-title">{escape(node[prompt])}</p>\n')
    self.body.append("</summary>\n")


def depart_hidden_cell(self: HTML5Translator, node: HideCodeCellNode) -> None:
    """Close it."""
    del node
    self.body.append("</details>\n")


def visit_citation(self: HTML5Translator, node: nodes.citation) -> None:
    """Open an item of the list of sources, and the list before its first."""
    if not isinstance(node.previous_sibling(), nodes.citation):
        self.body.append('<ul class="citation-list">\n')
    for label in list(node.findall(nodes.label)):
        node.remove(label)
    self.body.append(self.starttag(node, "li", CLASS="citation"))


def depart_citation(self: HTML5Translator, node: nodes.citation) -> None:
    """Close it, and the list after its last."""
    self.body.append("</li>\n")
    if not isinstance(node.next_node(descend=False, siblings=True), nodes.citation):
        self.body.append("</ul>\n")


def _on_page(app: "Sphinx", page: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """Say of every column heading that it heads a column."""
    del app, page, template, doctree
    context["body"] = re.sub(r"<th class=\"head", '<th scope="col" class="head', context.get("body", ""))


def setup(app: "Sphinx") -> "ExtensionMetadata":
    """Take over two kinds of node from the libraries loaded before this extension."""
    app.add_node(HideCodeCellNode, override=True, html=(visit_hidden_cell, depart_hidden_cell))
    app.connect("html-page-context", _on_page)
    app.add_node(nodes.citation, override=True, html=(visit_citation, depart_citation))
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
