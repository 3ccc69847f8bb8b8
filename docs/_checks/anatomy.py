"""The sections of a page, in their order, each with something in it. `docs/contribute` says why each is there."""

import re

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
HOLDS = {
    "Before you start": ("{table}", "a table of what a reader needs: put one in ```{table} What you need```"),
    "Try it": ("{dropdown} Answer", "an answer that opens: put one in ```{dropdown} Answer```"),
}
"""What a section of a worked example holds."""
_EMPTY = re.compile(r"(?m)^((#{2,6}) [^\n]+)\n\s*(?=\Z|#{1,2} |\2 )")
"""A heading with nothing under it but the end, a heading as high, or a section."""


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
    return faults


def contents(page: Page) -> list[str]:
    """No section is empty, and some hold what a reader looks for there."""
    if page.kind == "page":
        return []
    # in code a comment may look like a heading, and a comment of the page is nothing to read
    written = re.sub(r"(?ms)^```\{code-cell\}.*?^```$|<!--.*?-->|^%[^\n]*", _shown, page.text)
    parts = re.split(r"(?m)^## (.+)$", written)
    text_of = dict(zip(parts[1::2], parts[2::2], strict=True))
    faults = [f"The section `{name.strip()}` is empty." for name, _ in _EMPTY.findall(written)]
    if page.kind != "example":
        return faults
    for name, (mark, what) in HOLDS.items():
        if name in text_of and mark not in text_of[name]:
            faults.append(f"The section `## {name}` lacks {what}.")
    return faults


def _shown(found: re.Match[str]) -> str:
    return "a cell" if found[0].startswith("```") else ""


TEMPLATE = "example-template"
ITS_OWN_WORDS = (
    "This page is the template", "Say in three sentences", "say here that they must not",
    "Write the unit in the comment.", "one public call that mirrors it",
)  # fmt: skip
"""What the template says to whoever copies it."""


def opening(page: Page) -> list[str]:
    """A page's title and its first box: the question, and the answer before anything else."""
    if page.kind == "page":
        return []
    faults = []
    if page.kind == "example" and page.titles and not page.titles[0].endswith("?"):
        faults.append("The title is the reader's question: it ends with a question mark.")
    top = page.body.split("## Why this matters")[0]
    if "{admonition} In brief" not in top:
        faults.append("The box In brief is missing: it stands under the title.")
    if "Northmoor" in page.text and page.kind == "example" and "invented trust" not in top:
        faults.append("In brief does not say that Northmoor is an invented trust.")
    if page.path.stem != TEMPLATE and (left := [words for words in ITS_OWN_WORDS if words in page.text]):
        faults.append(f"The template's own words are still there: {left[0]!r}.")
    return faults
