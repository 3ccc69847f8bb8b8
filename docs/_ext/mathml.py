"""Formulas as MathML, written when the site is built: no script is fetched, and a screen reader can read them.

Sphinx draws formulas with a script from another site (stack, trap 7). docutils brings a converter of its own.
"""

import re
from html import escape
from typing import TYPE_CHECKING

from docutils import nodes
from docutils.utils.math import MathError, latex2mathml
from sphinx.util import logging
from sphinx.writers.html5 import HTML5Translator

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

_LOG = logging.getLogger(__name__)


def to_mathml(tex: str, *, is_block: bool) -> str:
    """A formula in MathML that keeps its TeX, which a copy of the page needs.

    Raises:
        docutils.utils.math.MathError: TeX that cannot be converted.
    """
    made = latex2mathml.tex2mathml(tex, as_block=is_block)
    # A comma between digits is no list of numbers: "100,000" is one number and is read aloud as one.
    made = re.sub(r"<mn>(\d+)</mn>\s*<mo>,</mo>\s*<mn>(\d{3})</mn>", r"<mn>\1,\2</mn>", made)
    return made.replace("<math ", f'<math alttext="{escape(tex, quote=True)}" ', 1)


def _visit(self: HTML5Translator, node: nodes.math | nodes.math_block) -> None:
    is_block = isinstance(node, nodes.math_block)
    try:
        made = to_mathml(node.astext(), is_block=is_block)
    except MathError as problem:
        _LOG.warning("a formula cannot be converted: %s in %s", problem, node.astext(), location=node)
        raise nodes.SkipNode from None
    if is_block:
        # a wide formula scrolls, and what scrolls must be reached by keyboard and have a name
        made = f'<div class="math" role="group" aria-label="Formula" tabindex="0">{made}</div>\n'
    self.body.append(made)
    raise nodes.SkipNode


def setup(app: "Sphinx") -> "ExtensionMetadata":
    """Register the renderer; `html_math_renderer = "mathml"` chooses it."""
    app.add_html_math_renderer("mathml", (_visit, None), (_visit, None))
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
