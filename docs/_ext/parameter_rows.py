"""The rows of figures: ``{parameter-rows} cascade`` lists one part of the model, each row with an anchor."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from flsguide.data_path import data_path
from flsguide.evidence.parameters import Parameter, parameters
from flsguide.report.inputs import value_of
from flsguide.report.numbers import in_words
from flsguide.report.style import BADGES

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

RELEASE_WORDS = {
    "": "not a benefit",
    "cash": "cash",
    "capacity": "beds, staff and their time, not cash",
    "income_neutral": "income-neutral",
    "welfare": "welfare, outside any budget",
}
POUNDS_ONLY = 100
"""Amounts from here on are held without pence: a month of tablets costs less than a pound."""


class ParameterRows(SphinxDirective):
    """Every row of one part of the model: value, range, source, certainty, dates."""

    required_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """One block a row, with the row's name as its anchor."""
        self.env.note_dependency(str(data_path("parameters.csv")))
        self.env.note_reread()  # what is past review depends on the day
        rows = [p for p in parameters().values() if p.applies_to == self.arguments[0]]
        if not rows:
            raise self.error(f"no row of parameters.csv applies to {self.arguments[0]!r}")
        return [self._block(row) for row in rows]

    def _block(self, row: Parameter) -> nodes.Node:
        block = nodes.container(classes=["fls-row"], ids=[row.name], is_div=True)
        domain = self.env.domains.standard_domain
        domain.labels[row.name] = (self.env.docname, row.name, row.label)
        domain.anonlabels[row.name] = (self.env.docname, row.name)
        block += self.parse_text_to_nodes(_row_as_text(row))
        return block


class ParameterIndex(SphinxDirective):
    """Every figure on one line, leading to its row."""

    def run(self) -> list[nodes.Node]:
        """A list of labels and values."""
        self.env.note_dependency(str(data_path("parameters.csv")))
        lines = [f"- {row.label}: {{number}}`{row.name}`" for row in parameters().values()]
        return self.parse_text_to_nodes("\n".join(lines))


def _row_as_text(row: Parameter) -> str:
    cited = f"{{cite:p}}`{','.join(row.source)}`" if row.source else "none found: assumed"
    parts = [
        ("Source", cited + (f", {row.locator}" if row.locator else "")),
        ("How we got there", row.transform),
        ("Price year", row.price_year),
        ("Who bears it", row.budget_holder and f"{row.budget_holder}; {RELEASE_WORDS[row.release]}"),
        ("Asked of a service", row.help if row.local else ""),
        ("Held as", _held(row)),
        ("Checked", _checked(row)),
        ("Review by", in_words(row.review_by) if row.review_by else ""),
        ("Note", row.note),
    ]
    past = " **Past its review date.**" if row.is_past_review(datetime.now(UTC).date()) else ""
    badge = f"[{BADGES[row.certainty]} {row.certainty}]{{.fls-badge .fls-{row.certainty}}}"
    head = f"**{row.label}**\n\n[{value_of(row)}]{{.fls-value}} {badge}{past}\n\n"
    return head + "\n".join(f"{name}\n: {text}\n" for name, text in parts if text) + f"\nName\n: `{row.name}`"


def _held(row: Parameter) -> str:
    """Every digit, where the head of the row rounds."""
    if row.unit != "pounds" or row.low is None or row.high is None:
        return ""
    pence = 2 if row.value < POUNDS_ONLY else 0
    return f"{row.value:,.{pence}f} ({row.low:,.{pence}f} to {row.high:,.{pence}f})"


def _checked(row: Parameter) -> str:
    if row.checked_on:
        return in_words(row.checked_on)
    return "not yet checked against the source" if row.source else "no source to check"


def setup(app: "Sphinx") -> "ExtensionMetadata":
    """Register the directives."""
    app.add_directive("parameter-index", ParameterIndex)
    app.add_directive("parameter-rows", ParameterRows)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
