"""Whether a page links each term of the glossary where it first stands, be it in a heading, a table or a sentence."""

import re
from functools import cache

from page_source import DOCS, Page
from prose import blocks


def unexplained_terms(page: Page) -> list[str]:
    """Terms of the glossary that stand on a page without a link where they first stand.

    A heading seldom holds a link well, so a term there may be linked in the text below it, but not left without.
    """
    if page.name == "reference/glossary":
        return []
    parts = [(kind, _bare(text)) for kind, text in blocks(page) if kind != "quotation"]
    text = "\n\n".join(words for kind, words in parts if kind not in ("heading", "title"))
    named = "\n\n".join(words for kind, words in parts if kind in ("heading", "title"))
    faults: list[str] = []
    for names in glossary():
        pattern, longer = _pattern(names), _longer(names)
        prose, titles = (re.sub(longer, lambda found: "_" * len(found[0]), words) for words in (text, named))
        first, heading = pattern.search(prose), pattern.search(titles)
        if first and not _is_linked(first):
            shown = " ".join(first[0].split())
            faults.append(f"'{shown}' is a term of the glossary: write {{term}}`{shown}` where it first stands.")
        elif heading and not first and not _is_linked(heading):
            faults.append(f"'{heading[0]}' is a term of the glossary that only a heading uses: link it in the text.")
    return faults


def _is_linked(found: re.Match[str]) -> bool:
    return found.string[: found.start()].endswith("⟦")


def _bare(text: str) -> str:
    """Words with linked terms marked, and without code, links and what others wrote."""
    text = re.sub(r"\{term\}`(?:[^`]*<)?([^`>]*)>?`", r"⟦\1⟧", text)
    text = re.sub(r"\[[^\]]*\]\([^)]*\)|(?:\{[\w:]+\})?`[^`]*`|\{[.#][^}]*\}", " ", text)
    return re.sub(r'"[^"\n]*"|“[^”\n]*”', " ", text)


def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """A term in any of its forms: plural, at the end of a line, or with a hyphen, as in "hip-fracture care".

    Pay has no plural: "what the trust pays" is no term.
    """
    forms = (
        r"[\s-]+".join(map(re.escape, re.split(r"[\s-]+", name))) + ("" if name.endswith(" pay") else "s?")
        for name in names
    )
    cased = (f"(?-i:{form})" if name.isupper() else form for form, name in zip(forms, names, strict=True))
    return re.compile(rf"(?i)(?<![\w-])(?:{'|'.join(cased)})(?!\w)")  # NICE is no nice word


def _longer(names: tuple[str, ...]) -> str:
    """Other terms that hold this one, which are theirs: "hip fracture" in the National Hip Fracture Database."""
    held = [n for other in glossary() for n in other if n not in names and any(x.lower() in n.lower() for x in names)]
    return "(?i)" + ("|".join(map(re.escape, held)) or "(?!)")


@cache
def glossary() -> tuple[tuple[str, ...], ...]:
    """The terms that a page must link, each with its other names; an everyday word (small letters) needs no link."""
    text = (DOCS / "reference" / "glossary.md").read_text(encoding="utf-8")
    inside = text.split("```{glossary}")[1].split("```")[0]
    entries = re.findall(r"(?m)^((?:[^\s:].*\n)+)(?=[ ]{2})", inside)
    found = (tuple(sorted((n.strip() for n in names.splitlines()), key=len, reverse=True)) for names in entries)
    return tuple(names for names in found if any(re.search(r"[A-Z -]", name) for name in names))
