"""A figure in a sentence. `` {number}`p_started` `` shows the value with its range and leads to its row.

`` {value}`p_started` `` leaves the range out, for a sentence that cites one source where the range has another.
No page types a figure that has a row.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.util.docutils import SphinxRole

from flsguide.data_path import data_path
from flsguide.evidence.parameters import Parameter, parameters
from flsguide.report.inputs import UNCHECKED, is_unchecked, value_alone, value_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


class NumberRole(SphinxRole):
    """A figure in a sentence, leading to its row."""

    def __init__(self, shown: Callable[[Parameter], str]) -> None:
        """`shown` says how the figure is written."""
        super().__init__()
        self.shown = shown

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Make the reference; an unknown name stops the build with the page and line."""
        try:
            row = parameters()[self.text]
        except KeyError as problem:
            return [], [self.inliner.reporter.error(str(problem), line=self.lineno)]
        self.env.note_dependency(str(data_path("parameters.csv")))
        self.env.note_reread()  # what is past review depends on the day
        marks = [UNCHECKED] if is_unchecked(row) else []
        marks += ["past its review date"] if row.is_past_review(datetime.now(UTC).date()) else []
        shown = self.shown(row) + (f" ({', '.join(marks)})" if marks else "")
        target = addnodes.pending_xref(
            "", refdomain="std", reftype="ref", reftarget=row.name, refexplicit=True, refdoc=self.env.docname
        )
        target += nodes.inline(self.rawtext, shown)
        chip = nodes.inline(
            classes=["fls-number"]
        )  # round the reference: Sphinx puts its own classes on what is inside
        chip += target
        return [chip], []


def setup(app: "Sphinx") -> "ExtensionMetadata":
    """Register the role."""
    app.add_role("number", NumberRole(value_of))
    app.add_role("value", NumberRole(value_alone))
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
