"""Plain words: how a site is called, and text that a notebook shows as it stands."""

__all__ = ["SITE_WORDS", "Sentence"]

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
