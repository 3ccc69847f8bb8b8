"""Plain words: how hard a page is to read. `terms.py` looks whether it explains its terms."""

import re

from page_source import Page, plain
from prose import blocks, sentences

GRADE = 9.0
"""Flesch-Kincaid grade that a page may reach: the reading age of about fourteen."""
HARDER = 12.0
"""What it may reach with a reason, given in its front matter as `hard_because`."""
PLAIN_WORD = "word"
"""What a glossary term counts as: it is explained, so its length is not held against the page."""
SHORTEST = 4
"""Words of a sentence; what is shorter is a label or a link."""


def readability(page: Page) -> list[str]:
    """The page's reading grade against what is allowed."""
    facts = page.front.get("fls") or {}
    reason = facts.get("hard_because") if isinstance(facts, dict) else None
    allowed, found = (HARDER if reason else GRADE), grade(sentences_of(page))
    if found <= allowed:
        return []
    hardest = sorted(sentences_of(page), key=lambda s: -grade([s]))[:3]
    measured = f"The text is hard to read: grade {found:.1f}, where {allowed:.0f} is allowed."
    remedy = "Make sentences shorter and words plainer, or give a reason as `hard_because:` in the front matter."
    return [f"{measured} {remedy} The hardest: {' | '.join(hardest)}"]


def sentences_of(page: Page) -> list[str]:
    """The sentences of the text and of tables, as words; what is no sentence (a label, a link) is left out."""
    found = []
    for kind, text in blocks(page):
        if kind in ("heading", "title", "quotation"):
            continue
        words = plain(re.sub(r"\{term\}`[^`]*`", PLAIN_WORD, text))
        said = [s for s in sentences(words) if len(_words(s)) >= SHORTEST]
        found += [s for s in said if kind == "paragraph" or re.search(r"[.!?;:][\"”)]*$", s)]  # a cell may be a label
    return found


def grade(sentences: list[str]) -> float:
    """Flesch-Kincaid grade: 0.39 x words a sentence + 11.8 x syllables a word - 15.59; 0 where there is no text."""
    words = [word for sentence in sentences for word in _words(sentence)]
    if not words:
        return 0.0
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def syllables(word: str) -> int:
    """Syllables of an English word: its groups of vowels, less a silent e. Right for about nine words in ten."""
    word = re.sub(r"[^a-z]", "", word.lower())
    groups = len(re.findall(r"[aeiouy]+", word))
    silent = re.search(r"[^aeiouy]e$|[^aeiouydt]ed$|[^aeiouycgsxz]es$", word)
    spoken = re.search(r"[^aeiouy]les?$|[^aeiouy]led$|(?:ch|sh)es$", word)  # table, people, settled, branches
    return max(1, groups - (silent is not None and spoken is None))


def _words(text: str) -> list[str]:
    return re.findall(r"[A-Za-z][A-Za-z'\u2019]*", text)
