"""Plain words: how hard a page is to read, and whether it explains its terms where they first stand."""

import re
from functools import cache

from page_source import DOCS, Page, plain

GRADE = 9.0
"""Flesch-Kincaid grade that a page may reach: the reading age of about fourteen."""
HARDER = 12.0
"""What it may reach with a reason, given in its front matter as `hard_because`."""
PLAIN_WORD = "word"
"""What a glossary term counts as: it is explained, so its length is not held against the page."""


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
    """The sentences of the running text, as words; what is no sentence (a label, a link) is left out."""
    found = []
    for line in page.paragraphs:
        text = re.sub(r"\{term\}`[^`]*`", PLAIN_WORD, line)
        text = plain(re.sub(r"^(?:[-*]|\d+\.)\s+", "", text))
        found += [s for s in re.split(r"(?<=[.!?])\s+(?=[A-Z\"“])", text) if len(_words(s)) > 3]  # noqa: PLR2004
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


def unexplained_terms(page: Page) -> list[str]:
    """Terms of the glossary that stand on a page without a link where they first stand."""
    if page.name == "reference/glossary":
        return []
    text = re.sub(r"\{term\}`(?:[^`]*<)?([^`>]*)>?`", r"⟦\1⟧", "\n".join(page.paragraphs))
    text = re.sub(r"\[[^\]]*\]\([^)]*\)|(?:\{[\w:]+\})?`[^`]*`", " ", text)  # links and code are no prose
    text = re.sub(r'"[^"\n]*"|“[^”\n]*”', " ", text)  # what others wrote stands as they wrote it
    faults = []
    for names in glossary():
        words = "|".join(re.escape(name) + ("" if name.isupper() else "s?") for name in names)
        longer = "|".join(re.escape(n) for other in glossary() for n in other if _holds(n, names)) or "(?!)"
        prose = re.sub(rf"(?i){longer}", lambda found: "_" * len(found[0]), text)
        first = re.search(rf"(?i)(?<![\w-])(?:{words})(?![\w-])", prose)
        if first and prose[: first.start()][-1:] != "⟦":
            link = f"{{term}}`{first[0]}`"
            faults.append(f"'{first[0]}' is a term of the glossary: write {link} where it first stands.")
    return faults


def _holds(longer: str, names: tuple[str, ...]) -> bool:
    """Whether one term is part of another: "hip fracture" within the National Hip Fracture Database."""
    return longer not in names and any(name.lower() in longer.lower() for name in names)


@cache
def glossary() -> tuple[tuple[str, ...], ...]:
    """The terms that a page must link, each with its other names; an everyday word (small letters) needs no link."""
    text = (DOCS / "reference" / "glossary.md").read_text(encoding="utf-8")
    inside = text.split("```{glossary}")[1].split("```")[0]
    entries = re.findall(r"(?m)^((?:[^\s:].*\n)+)(?=[ ]{2})", inside)
    found = (tuple(sorted((n.strip() for n in names.splitlines()), key=len, reverse=True)) for names in entries)
    return tuple(names for names in found if any(re.search(r"[A-Z -]", name) for name in names))
