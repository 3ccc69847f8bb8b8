"""How long the pages take: each page's share of the running time of this build.

Shares only: seconds say more about the machine than about the page.
"""

from typing import TYPE_CHECKING

from docutils import nodes
from myst_nb.ext.execution_tables import METADATA_KEY
from myst_nb.sphinx_ import NbMetadataCollector
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from flsguide.report.tables import Table

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

LONG = 20.0
"""Seconds after which a page is said to be slow: a reader who downloads it waits as long."""


class RunTimesNode(nodes.General, nodes.Element):
    """Stands where the table will be, until every page has run."""


class RunTimes(SphinxDirective):
    """Each page that computes, with its share of the running time."""

    def run(self) -> list[nodes.Node]:
        """A placeholder; MyST-NB writes this page again whenever a page has run."""
        NbMetadataCollector.set_doc_data(self.env, self.env.docname, METADATA_KEY, value=True)
        return [RunTimesNode()]


class FillRunTimes(SphinxPostTransform):
    """Puts the table in its place."""

    default_priority = 8

    def run(self, **_: object) -> None:
        """Read from MyST-NB what each page took, in this build or in the one that its outputs are kept from."""
        for node in list(self.document.findall(RunTimesNode)):
            known = NbMetadataCollector.get_doc_data(self.env).items()
            seconds = {page: data["exec_data"]["runtime"] for page, data in known if data.get("exec_data")}
            titles = {page: self.env.titles[page].astext() for page in seconds}
            node.replace_self(_raw(run_times(seconds, titles)))


def run_times(seconds: dict[str, float | None], titles: dict[str, str]) -> Table:
    """Pages by their share of the running time, longest first; one without a time says so."""
    total = sum(took or 0.0 for took in seconds.values())
    order = sorted(seconds, key=lambda page: -(seconds[page] or 0.0))
    rows = tuple((titles[page], _share(seconds[page], total), _verdict(seconds[page])) for page in order)
    headings = ("Page", "Share of the running time of all pages (%)", "Fit to wait for?")
    return Table("Pages that compute, and how long they take", headings, rows, numeric=(1,))


def _share(took: float | None, total: float) -> str:
    return f"{100 * took / total:.0f}" if took else "not measured"


def _verdict(took: float | None) -> str:
    if took is None:
        return "not measured"
    return "yes, seconds" if took < LONG else "too long: move work into a table that is built once"


def _raw(table: Table) -> nodes.raw:
    return nodes.raw("", table._repr_html_(), format="html")  # the hook notebooks call


def setup(app: "Sphinx") -> "ExtensionMetadata":
    """Register the directive."""
    app.add_node(RunTimesNode)
    app.add_directive("run-times", RunTimes)
    app.add_post_transform(FillRunTimes)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
