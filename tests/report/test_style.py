"""One set of colours, readable in both themes."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from flsguide.report.style import DARK, HOLDERS, HOLDERS_DARK, LIGHT, on_theme

Tokens = Mapping[str, str]
CSS = Path(__file__).parents[2] / "docs" / "_static" / "flsguide.css"


def _tokens(theme: str) -> dict[str, str]:
    block = re.search(rf'html\[data-theme="{theme}"\] \{{(.*?)\}}', CSS.read_text(encoding="utf-8"), re.DOTALL)
    assert block is not None
    return dict(re.findall(r"--fls-([a-z-]+): (#[0-9a-f]{6});", block[1]))


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, two: str) -> float:
    """WCAG 2.2 contrast ratio of two colours."""
    dark, light = sorted((_luminance(one), _luminance(two)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_of_black_on_white_is_21() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize(("theme", "colours", "holders"), [("light", LIGHT, HOLDERS), ("dark", DARK, HOLDERS_DARK)])
def test_the_style_sheet_and_the_charts_use_the_same_colours(theme: str, colours: Tokens, holders: Tokens) -> None:
    expected = dict(colours) | {f"holder-{name}": value for name, value in holders.items()}
    assert _tokens(theme) == expected


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "quiet"])
def test_text_is_readable_on_both_grounds(colours: Tokens, ground: str) -> None:
    assert contrast(colours["ink"], colours[ground]) >= 7
    for name in ("muted", "accent", "attention"):
        assert contrast(colours[name], colours[ground]) >= 4.5, name


@pytest.mark.parametrize(("colours", "holders"), [(LIGHT, HOLDERS), (DARK, HOLDERS_DARK)], ids=["light", "dark"])
def test_parts_of_charts_stand_out_from_the_page(colours: Tokens, holders: Tokens) -> None:
    for name, value in {"bar": colours["bar"], "attention": colours["attention"], **holders}.items():
        assert contrast(value, colours["paper"]) >= 3, name


def test_a_chart_follows_the_theme_and_keeps_its_colours_without_a_style_sheet() -> None:
    assert on_theme(f"fill: {LIGHT['bar']}") == f"fill: var(--fls-bar, {LIGHT['bar']})"


def test_no_two_tokens_share_a_colour_or_the_theme_could_not_tell_them_apart() -> None:
    values = [*LIGHT.values(), *HOLDERS.values()]
    assert len(values) == len(set(values))
