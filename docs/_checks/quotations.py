"""What interviewees said: word for word from the study, with participant and year.

`quotations.csv` holds the quotations that the study published (Drew and others 2015, CC BY 4.0).
"""

import csv
import re
from functools import cache
from pathlib import Path

from page_source import Page
from prose import Block, blocks

FORM = "`> Participant [008], interviewed 2013 {cite:p}`drew2015``"


def quotations(page: Page) -> list[str]:
    """A guidance page lets the interviewees speak, and no page puts words into their mouths."""
    said = [block for block in blocks(page) if block.kind == "quotation" and block.text[:1] in ('"', "“")]
    faults = ["No interviewee is quoted under Why this matters."] if page.kind == "guidance" and not said else []
    return faults + [fault for block in said if (fault := _fault(block))]


def _fault(block: Block) -> str:
    if not block.is_voice:
        return f"A quotation is followed by an empty line `>` and by {FORM} with its own participant."
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
