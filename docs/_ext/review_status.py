"""The state of the figures and pages on the day of the build: how many, how sure, which are past review."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import yaml
from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from flsguide.data_path import data_path
from flsguide.evidence.parameters import CERTAINTIES, Parameter, parameters
from flsguide.report.numbers import in_words
from flsguide.report.style import BADGES

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


class ReviewStatus(SphinxDirective):
    """How many figures there are, how sure we are of them, and which are past review."""

    def run(self) -> list[nodes.Node]:
        """A short list, then a table of the rows past review, or the sentence that there is none."""
        self.env.note_dependency(str(data_path("parameters.csv")))
        self.env.note_reread()
        today = datetime.now(UTC).date()
        sources = {name: self.env.doc2path(name) for name in sorted(self.env.found_docs)}
        rows = tuple(parameters().values())
        return self.parse_text_to_nodes(
            f"{status_as_text(rows, today)}\n\n{pages_as_text(due_dates(sources), today)}"
        )


def due_dates(sources: Mapping[str, str | Path]) -> dict[str, date]:
    """When each page is to be looked at again, as its front matter says; a page without a date is left out."""
    found = {}
    for name, path in sources.items():
        front = re.match(r"(?s)---\n(.*?)\n---\n", Path(path).read_text(encoding="utf-8"))
        facts = (yaml.safe_load(front[1]) or {}).get("fls") if front else None
        if isinstance(facts, dict) and re.fullmatch(r"\d{4}-\d\d-\d\d", str(facts.get("review_by"))):
            found[name] = date.fromisoformat(str(facts["review_by"]))
    return found


def pages_as_text(due: Mapping[str, date], today: date) -> str:
    """Pages past their review date on a day. It is said, and it never stops a build: a calendar breaks nothing."""
    late: Iterable[str] = sorted((name for name in due if due[name] < today), key=lambda name: (due[name], name))
    lines = [f"- {{doc}}`/{name}`, due {in_words(due[name])}" for name in late]
    return "\n".join(
        ["**Pages past their review date:**", "", *lines] if lines else ["No page is past its review date."]
    )


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


def _badge(certainty: str) -> str:
    return f"[{BADGES[certainty]} {certainty}]{{.fls-badge .fls-{certainty}}}"


def setup(app: "Sphinx") -> "ExtensionMetadata":
    """Register the directive."""
    app.add_directive("review-status", ReviewStatus)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
