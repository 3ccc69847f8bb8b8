"""What interviewees said: word for word from the study, with participant and year.

`quotations.csv` holds the quotations that the study published (Drew and others 2015, CC BY 4.0).
"""

import csv
import re
from functools import cache
from pathlib import Path

from page_source import Page
from prose import Block, blocks, sentences

_SAID = re.compile(r"[\"“\u2018]|\b(?:Participant|interviewed)\b")
FEWEST_SPACES = 3
"""Of words in quotation marks that somebody may have said; fewer are a term."""
FORM = "`> Participant [008], interviewed 2013 {cite:p}`drew2015``"


def quotations(page: Page) -> list[str]:
    """A guidance page lets the interviewees speak, and no page puts words into their mouths."""
    said = [block for block in blocks(page) if block.kind == "quotation" and _SAID.search(block.text)]
    faults = ["No interviewee is quoted under Why this matters."] if page.kind == "guidance" and not said else []
    return faults + [fault for block in said if (fault := _fault(block))] + _in_passing(page)


def _in_passing(page: Page) -> list[str]:
    """Words within a sentence that cites the study: part of what somebody said, or the name of a paper."""
    whole = [s for block in blocks(page) if block.kind != "quotation" for s in sentences(block.text)]
    cited = " ".join(s for s in whole if "{cite:p}`drew2015`" in s)
    said = [words for words in re.findall(r"[\"“]([^\"”]+)[\"”]", cited) if words.count(" ") >= FEWEST_SPACES]
    return [
        f"The study has no such words: {words[:60]}. Copy them from quotations.csv."
        for words in said
        if not any(words in text for _, text in published())
    ]


def _fault(block: Block) -> str:
    if not block.is_voice:
        return f"Under a quotation stands an empty line `>`, and then who said it, such as {FORM}."
    words, who = block.text.split("\n\n")
    participant = re.sub(r"\D", "", who.partition("]")[0])
    if (participant, words[1:-1]) not in published():
        return (
            f"The study has no such words of participant {participant}: {words[:60]} Copy them from quotations.csv."
        )
    return ""


@cache
def published() -> frozenset[tuple[str, str]]:
    """Participant and words of each quotation that the study published."""
    with Path(__file__).with_name("quotations.csv").open(encoding="utf-8", newline="") as file:
        return frozenset((row["participant"], row["text"]) for row in csv.DictReader(file))
