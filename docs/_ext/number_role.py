"""A figure in a sentence. `` {number}`p_started` `` shows the value with its range and leads to its row.

No page types a figure that has a row.
"""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.util.docutils import SphinxRole

from flsguide.data_path import data_path
from flsguide.evidence.parameters import parameters
from flsguide.report.inputs import value_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


class NumberRole(SphinxRole):
    """A figure in a sentence: its value and range, leading to its row."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Make the reference; an unknown name stops the build with the page and line."""
        try:
            row = parameters()[self.text]
        except KeyError as problem:
            return [], [self.inliner.reporter.error(str(problem), line=self.lineno)]
        self.env.note_dependency(str(data_path("parameters.csv")))
        self.env.note_reread()  # what is past review depends on the day
        shown = value_of(row) + (" (past its review date)" if row.is_past_review(datetime.now(UTC).date()) else "")
        target = addnodes.pending_xref(
            "", refdomain="std", reftype="ref", reftarget=row.name, refexplicit=True, refdoc=self.env.docname
        )
        target += nodes.inline(self.rawtext, shown, classes=["fls-number"])
        return [target], []


def setup(app: "Sphinx") -> "ExtensionMetadata":
    """Register the role."""
    app.add_role("number", NumberRole())
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
