"""The order of a page: front matter, sections, code cells. `docs/contribute` says why each is there."""

import ast
import re
from datetime import date

from page_source import Page

WORKED_EXAMPLE = (
    "Why this matters", "Before you start", "Set up", "Your numbers", "The evidence used", "The calculation",
    "What it shows", "How sure are we?", "Who pays, who gains", "Put it in your case", "Try it", "Limits", "Next",
    "Made with",
)  # fmt: skip
ONLY_WHERE_IT_COMPUTES = {"The calculation", "How sure are we?", "Who pays, who gains"}
GUIDANCE = (
    "Why this matters", "What good looks like", "What gets in the way", "Do this", "Worked examples", "Templates",
    "Counter-evidence", "Next",
)  # fmt: skip
ONLY_WHERE_THERE_IS_ANY = {"Counter-evidence"}
FACTS = {
    "example": {"recommendation", "barrier", "readers", "minutes", "status", "reviewed_on", "review_by"},
    "guidance": {"recommendation", "readers", "status", "reviewed_on", "review_by"},
}
MOST_CELLS, MOST_LINES = 14, 13
_QUOTE = re.compile(r"(?m)^> [\"“].+[\"”]\n>\n> Participant \[\d{3}\], interviewed 2013 \{cite:p\}`drew2015`$")


def front_matter(page: Page) -> list[str]:
    """For whom the page is, how long it takes, and when it was looked at."""
    facts = page.front.get("fls")
    wanted = FACTS.get(page.kind)
    if wanted is None:
        return []
    if not isinstance(facts, dict):
        return ["The front matter has no `fls:` block: copy that of contribute/example-template.md."]
    facts = {name: value for name, value in facts.items() if name != "hard_because"}
    faults = [f"The front matter lacks `{name}:`." for name in sorted(wanted - facts.keys())]
    faults += [f"The front matter has `{name}:`, which no page has." for name in sorted(facts.keys() - wanted)]
    if facts.get("recommendation") not in range(1, 8):
        faults.append("`recommendation:` is one of 1 to 7.")
    if facts.get("status") not in ("draft", "reviewed"):
        faults.append("`status:` is draft or reviewed.")
    if not facts.get("readers"):
        faults.append("`readers:` names at least one kind of reader, such as [finance manager].")
    days = [facts.get("reviewed_on"), facts.get("review_by")]
    if not all(isinstance(day, str) and _is_day(day) for day in days):
        faults.append('`reviewed_on:` and `review_by:` are dates in quotation marks, such as "2026-11-23".')
    elif str(days[0]) >= str(days[1]):
        faults.append("`review_by:` is after `reviewed_on:`.")
    return faults


def sections(page: Page) -> list[str]:
    """The sections of the page's kind, each once, in their order."""
    is_included = not page.titles and "```{include}" in page.text  # the other file brings the title
    faults = []
    if len(page.titles) != 1 and not is_included:
        faults = [f"The page has {len(page.titles)} titles: it needs one line that begins with `# `."]
    if page.kind == "page":
        return faults
    order = WORKED_EXAMPLE if page.kind == "example" else GUIDANCE
    may_lack = ONLY_WHERE_IT_COMPUTES if page.kind == "example" else ONLY_WHERE_THERE_IS_ANY
    for name in order:
        if name not in page.headings and name not in may_lack:
            before = order[order.index(name) - 1] if order.index(name) else "In brief"
            faults.append(f"The section `## {name}` is missing: it comes after {before}.")
    faults += [f"`## {name}` is no section of such a page." for name in page.headings if name not in order]
    found = [name for name in page.headings if name in order]
    if found != [name for name in order if name in found]:
        faults.append(f"The sections are out of order. They are: {', '.join(n for n in order if n in found)}.")
    if page.kind == "example" and page.titles and not page.titles[0].endswith("?"):
        faults.append("The title is the reader's question: it ends with a question mark.")
    top = page.body.split("## Why this matters")[0]
    if "{admonition} In brief" not in top:
        faults.append("The box In brief is missing: it stands under the title.")
    if "Northmoor" in page.text and page.kind == "example" and "invented trust" not in top:
        faults.append("In brief does not say that Northmoor is an invented trust.")
    return faults


def quotations(page: Page) -> list[str]:
    """A guidance page lets the interviewees speak: exact, with participant and year."""
    marks = re.findall(r"(?m)^> [\"“]", page.body)
    faults = ["No interviewee is quoted under Why this matters."] if page.kind == "guidance" and not marks else []
    if len(marks) != len(_QUOTE.findall(page.body)):
        faults.append(
            "A quotation is followed by an empty line `>` and by `> Participant [008], interviewed 2013 "
            "{cite:p}`drew2015`` with its own participant."
        )
    return faults


def cells(page: Page) -> list[str]:
    """The rules of code cells: few, short, nothing defined, one of them for the reader."""
    if page.kind != "example":
        return []
    if not page.is_notebook:
        return ["The front matter lacks `file_format: mystnb`, so no cell would run and no number be shown."]
    faults = []
    if len(page.cells) > MOST_CELLS:
        faults.append(f"The page has {len(page.cells)} code cells; {MOST_CELLS} are the most.")
    tags = [cell.metadata.get("tags", []) for cell in page.cells]
    if tags.count(["parameters"]) != 1:
        faults.append(
            f"{tags.count(['parameters'])} cells have the tag parameters; one does: the cell that a reader edits."
        )
    for number, (cell, tag) in enumerate(zip(page.cells, tags, strict=True), start=1):
        faults += [f"Code cell {number}: {fault}" for fault in _cell(cell.source, tag)]
    if page.path.parent.name != "tests" and "{downloads}" not in page.text:
        faults.append("Nothing to take away: put ```{downloads}``` under Put it in your case.")
    return faults


def _cell(source: str, tags: list[str]) -> list[str]:
    if tags == ["parameters"]:
        return []
    faults = [] if tags == ["hide-input"] else [f"its tag is hide-input, not {tags or 'missing'}."]
    if len(source.splitlines()) > MOST_LINES:
        faults.append(f"{len(source.splitlines())} lines; {MOST_LINES} are the most. Move the rest into the package.")
    try:
        tree = ast.parse(source)
    except SyntaxError as error:
        return [*faults, f"line {error.lineno} is not Python: {error.msg}."]
    banned = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.For, ast.While, ast.With, ast.Try)
    if any(isinstance(node, banned) for node in ast.walk(tree)):
        faults.append("a page imports and never defines: no def, class, for, while, with or try. Use the package.")
    is_set_up = all(isinstance(node, ast.Import | ast.ImportFrom) for node in tree.body)
    if not is_set_up and not isinstance(tree.body[-1], ast.Expr):
        faults.append("it shows nothing: its last line is the table, chart or sentence.")
    return faults


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
