"""The mark of a number that rests in part on a rate without a source, and the words that go with it.

Every total, site and number of people made from the fracture rates is marked here, and nowhere else: once the last
such rate has a source, the mark and its words leave every page together.
"""

from collections.abc import Sequence

from flsguide.evidence.incidence import INDEX_SITES, incidence, recorded_incidence
from flsguide.report.sentences import SITE_WORDS

__all__ = ["MARK", "in_part", "marked", "site_name", "why_marked"]

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
    return f"{MARK} a part of the count of fractures is illustrative: {reasons}." if reasons else ""


def in_part() -> str:
    """Why a part of every total is illustrative, as half a sentence; blank where none is.

    A paragraph that is taken away carries it: there no mark leads back to its meaning.
    """
    sites = dict.fromkeys(r.site for r in recorded_incidence() if r.certainty == "illustrative")
    named = [_WHY[site] if site in _WHY else (SITE_WORDS[site].lower(), "without a source") for site in sites]
    return ", and ".join(f"{'that' if i else 'the rate'} of {name} is {why}" for i, (name, why) in enumerate(named))
