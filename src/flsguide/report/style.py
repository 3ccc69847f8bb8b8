"""Colours and type, once. `docs/_static/flsguide.css` holds the same values; a test compares the two."""

from collections.abc import Mapping

__all__ = ["BADGES", "DARK", "FONT", "HOLDERS", "HOLDERS_DARK", "LIGHT", "on_theme"]

LIGHT: Mapping[str, str] = {
    "ink": "#16222e",
    "paper": "#ffffff",
    "quiet": "#f4f6f7",
    "muted": "#4a5965",
    "rule": "#d4dbe0",
    "accent": "#0b5563",
    "bar": "#3f8896",
    "bar-quiet": "#8c9aa4",
    "attention": "#9a4d00",
}
"""Tokens of the light theme: text, page, quiet background, secondary text, lines, links, bars, attention."""

DARK: Mapping[str, str] = {
    "ink": "#e8edf0",
    "paper": "#10181f",
    "quiet": "#1a242d",
    "muted": "#b3bfc8",
    "rule": "#3a4854",
    "accent": "#7fd0dc",
    "bar": "#4fa3b1",
    "bar-quiet": "#76858f",
    "attention": "#f0b26b",
}
"""The same tokens in the dark theme."""

HOLDERS: Mapping[str, str] = {
    "acute": "#0072b2",
    "primary": "#00876a",
    "community": "#8c7a00",
    "social": "#d55e00",
    "family": "#b85c9e",
    "programme": "#6b7280",
}
"""A budget holder keeps one colour everywhere. The kind of benefit is never a colour."""

HOLDERS_DARK: Mapping[str, str] = {
    "acute": "#5cb3e6",
    "primary": "#3fbf9f",
    "community": "#c9b53a",
    "social": "#f5924e",
    "family": "#de92c8",
    "programme": "#a3abb8",
}

FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif'
"""System fonts only: nothing is fetched."""

BADGES: Mapping[str, str] = {
    "published": "●",
    "derived": "◐",
    "expert": "◆",
    "illustrative": "△",
    "unverified": "?",
    "local": "■",
    "artificial": "▨",
}
"""How sure we are of a figure: a word and a shape, never a colour alone."""


def on_theme(svg: str) -> str:
    """A chart drawn in the light theme's colours, which then follows the reader's theme.

    Every token's value is replaced by the style sheet's variable, with the value itself
    for places that have no style sheet, such as a downloaded notebook.
    """
    for name, value in LIGHT.items():
        svg = svg.replace(value, f"var(--fls-{name}, {value})")
    for name, value in HOLDERS.items():
        svg = svg.replace(value, f"var(--fls-holder-{name}, {value})")
    return svg
