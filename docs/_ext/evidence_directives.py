"""Puts figures on a page from their rows: a number in a sentence, a list of rows, the state of their reviews.

No page types a figure that has a row. `` {number}`p_started` `` shows the value with its range and leads to
the row; ``{parameter-rows} cascade`` lists the rows of one part of the model, each with an anchor of its own.
"""

from collections import Counter
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.util.docutils import SphinxDirective, SphinxRole

from flsguide.data_path import data_path
from flsguide.evidence.parameters import CERTAINTIES, Parameter, parameters
from flsguide.report.inputs import value_of
from flsguide.report.numbers import in_words
from flsguide.report.style import BADGES

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

RELEASE_WORDS = {
    "": "not a benefit",
    "cash": "cash",
    "capacity": "an avoided fracture frees beds and staff, not cash",
    "income_neutral": "income-neutral",
    "welfare": "welfare, outside any budget",
}


class NumberRole(SphinxRole):
    """A figure in a sentence: its value and range, leading to its row."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Make the reference; an unknown name stops the build with the page and line."""
        try:
            row = parameters()[self.text]
        except KeyError as problem:
            return [], [self.inliner.reporter.error(str(problem), line=self.lineno)]
        self.env.note_dependency(str(data_path("parameters.csv")))
        shown = value_of(row) + (" (past its review date)" if row.is_past_review(_today()) else "")
        target = addnodes.pending_xref(
            "", refdomain="std", reftype="ref", reftarget=row.name, refexplicit=True, refdoc=self.env.docname
        )
        target += nodes.inline(self.rawtext, shown, classes=["fls-number"])
        return [target], []


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


class ReviewStatus(SphinxDirective):
    """How many figures there are, how sure we are of them, and which are past review."""

    def run(self) -> list[nodes.Node]:
        """A short list, then a table of the rows past review, or the sentence that there is none."""
        self.env.note_dependency(str(data_path("parameters.csv")))
        self.env.note_reread()
        return self.parse_text_to_nodes(status_as_text(tuple(parameters().values()), _today()))


def status_as_text(rows: tuple[Parameter, ...], today: date) -> str:
    """The state of the figures on a day, as text for a page."""
    counts = Counter(row.certainty for row in rows)
    checked = [row.checked_on for row in rows if row.checked_on is not None]
    past = [row for row in rows if row.is_past_review(today)]
    lines = [f"There are {len(rows)} figures with a row of their own."]
    lines += ["", *(f"- {_badge(c)}: {counts[c]}" for c in CERTAINTIES), ""]
    if checked:
        lines.append(f"The latest check against a source was on {in_words(max(checked))}.")
    unchecked = sum(row.checked_on is None for row in rows)
    lines.append(f"{unchecked} of them {'has' if unchecked == 1 else 'have'} not been checked against a source.")
    lines.append("")
    if not past:
        return "\n".join([*lines, "**None is past its review date.**"])
    lines += [f"**{len(past)} past the review date:**", ""]
    lines += [f"- {{number}}`{row.name}`, due {in_words(row.review_by)}" for row in past if row.review_by]
    return "\n".join(lines)


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
    past = " **Past its review date.**" if row.is_past_review(_today()) else ""
    head = f"**{row.label}**\n\n[{value_of(row)}]{{.fls-value}} {_badge(row.certainty)}{past}\n\n"
    return head + "\n".join(f"{name}\n: {text}\n" for name, text in parts if text) + f"\nName\n: `{row.name}`"


def _held(row: Parameter) -> str:
    """Every digit, where the head of the row rounds."""
    if row.unit != "pounds" or row.low is None or row.high is None:
        return ""
    return f"{row.value:,.0f} ({row.low:,.0f} to {row.high:,.0f})"


def _checked(row: Parameter) -> str:
    if row.checked_on:
        return in_words(row.checked_on)
    return "not yet checked against the source" if row.source else "no source to check"


def _badge(certainty: str) -> str:
    return f"[{BADGES[certainty]} {certainty}]{{.fls-badge .fls-{certainty}}}"


def _today() -> date:
    return datetime.now(UTC).date()


def setup(app: "Sphinx") -> "ExtensionMetadata":
    """Register the role and the directives."""
    app.add_role("number", NumberRole())
    app.add_directive("parameter-rows", ParameterRows)
    app.add_directive("parameter-index", ParameterIndex)
    app.add_directive("review-status", ReviewStatus)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
