"""The mark of a number that rests in part on a rate without a source, and the words that go with it.

Every total, site and number of people made from the fracture rates is marked here, and nowhere else: once the last
such rate has a source, the mark and its words leave every page together.
"""

from collections.abc import Sequence

from flsguide.evidence.incidence import INDEX_SITES, incidence, recorded_incidence
from flsguide.report.sentences import SITE_WORDS

__all__ = ["MARK", "in_part", "marked", "note_of_mark", "site_name", "why_marked"]

MARK = "△"
_WHY = {"humerus": ("the upper arm", "from memory"), "pelvis": ("the pelvis", "assumed")}
"""How a recorded site is called, and what stands in for its source."""


def marked(words: str, sites: Sequence[str] | None = None) -> str:
    """Words for fractures at some sites (all where none are named), with △ where a rate of theirs is illustrative."""
    chosen = INDEX_SITES if sites is None else sites
    is_illustrative = any(r.site in chosen and r.certainty == "illustrative" for r in incidence().values())
    return f"{words} {MARK}" if is_illustrative else words


def site_name(site: str) -> str:
    """A site in plain words, with △ where its rate or a part of it is illustrative."""
    return marked(SITE_WORDS[site], (site,))


def why_marked() -> str:
    """What △ means, to stand where it is used; blank where nothing is marked."""
    reasons = in_part()
    return f"{MARK} partly illustrative: {reasons}." if reasons else ""


def note_of_mark() -> str:
    """What △ means in few words, for a note under one table of several; blank where nothing is marked."""
    names = " and ".join(name for name, _ in _without_a_source())
    return f"{MARK} partly illustrative: {names}." if names else ""


def in_part() -> str:
    """Why a part of every total is illustrative, as half a sentence; blank where none is.

    A paragraph that is taken away carries it: there no mark leads back to its meaning.
    """
    found = enumerate(_without_a_source())
    return ", and ".join(f"{'that' if i else 'the rate'} of {name} is {why}" for i, (name, why) in found)


def _without_a_source() -> list[tuple[str, str]]:
    """Recorded sites with an illustrative rate, each with what stands in for its source."""
    sites = dict.fromkeys(r.site for r in recorded_incidence() if r.certainty == "illustrative")
    return [_WHY[site] if site in _WHY else (SITE_WORDS[site].lower(), "without a source") for site in sites]
