"""Plain words: how a site and a source are called, and text that a notebook shows as it stands."""

from collections.abc import Iterable

from flsguide.evidence.sources import sources

__all__ = ["SITE_WORDS", "Sentence", "short_names"]

SITE_WORDS = {
    "hip": "Hip",
    "vertebral": "Spine",
    "humerus": "Upper arm",
    "forearm": "Wrist and forearm",
    "other": "Other sites",
}


class Sentence(str):
    """Text that a notebook shows as Markdown rather than in quotation marks."""

    __slots__ = ()

    def _repr_markdown_(self) -> str:
        return str(self)

    def __repr__(self) -> str:
        """The text itself."""
        return str(self)


def short_names(keys: Iterable[str]) -> str:
    """Sources as a reader knows them, each once, in alphabetical order: "Drew 2015; HQIP 2025"."""
    known = sources()
    return "; ".join(sorted({known[key].short for key in keys}, key=str.casefold))
