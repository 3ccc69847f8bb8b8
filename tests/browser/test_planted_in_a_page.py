"""Faults planted in real pages: the theme has boxes that swallow what is too wide, which a small page has not."""

import pytest
from playwright.sync_api import Browser

from browser import looks
from browser.tabs import EXAMPLE, opened

PLANT = """([where, html]) => document.querySelector(where).insertAdjacentHTML('beforeend', html)"""
INSIDE = "article"
GROUND = "div.cell_output .text_html"
WIDE = '<div style="width: 1400px">wide</div>'
LEFT = '<p style="position: relative; left: -600px; width: 300px">left</p>'
WORD = f"<p>{'W' * 200}</p>"


@pytest.mark.parametrize("html", [WIDE, LEFT, f"<code>{'a' * 200}</code><p style='white-space: nowrap'>{WORD}"])
@pytest.mark.parametrize("width", [1280, 360])
def test_what_is_too_wide_for_a_real_page_is_found(browser: Browser, address: str, html: str, width: int) -> None:
    with opened(browser, f"{address}/{EXAMPLE}.html", width) as tab:
        assert looks.too_wide(tab) == []
        tab.evaluate(PLANT, [INSIDE, html])
        assert "beyond the side" in looks.too_wide(tab)[0]
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth"), (
            "the width of the page says nothing"
        )


@pytest.mark.parametrize(
    ("style", "said"),
    [
        ("div.math > math { margin-left: -200px; }", "The start of a formula"),
        ("div.math > math { margin-left: 200px; }", "does not begin at the left"),
        ("div.math { display: flex; flex-direction: row-reverse; }", "formula"),
    ],
)
def test_a_formula_that_cannot_be_read_is_found(browser: Browser, address: str, style: str, said: str) -> None:
    with opened(browser, f"{address}/examples/how-many-do-we-miss.html", 360) as tab:
        assert looks.formulas(tab) == []
        tab.add_style_tag(content=style)
        assert said in looks.formulas(tab)[0]


@pytest.mark.parametrize(
    ("style", "said"),
    [
        ("article { width: 1200px; }", "Cut off on paper"),
        ("@media print { .bd-article p { color: #e8edf0; } }", "Pale on paper"),
        ("@media print { caption { opacity: 0; } }", "A caption is not on paper"),
        ("@media print { html { --fls-ink: #e8edf0 !important; } }", "Pale on paper"),
    ],
)
def test_a_fault_of_a_real_page_on_paper_is_found(browser: Browser, address: str, style: str, said: str) -> None:
    with opened(browser, f"{address}/about/study.html", theme="dark") as tab:
        tab.add_style_tag(content=style)
        assert any(said in fault for fault in looks.printed(tab)), said


@pytest.mark.parametrize(
    ("style", "said"),
    [
        (".bd-article a:focus-visible { outline-color: transparent !important; }", "has the focus"),
        (".bd-article a:focus-visible { outline-color: var(--fls-paper) !important; }", "has the focus"),
    ],
)
def test_a_focus_that_cannot_be_seen_on_a_real_page_is_found(
    browser: Browser, address: str, style: str, said: str
) -> None:
    with opened(browser, f"{address}/reference/index.html") as tab:
        tab.add_style_tag(content=style)
        assert any(said in fault for fault in looks.keyboard(tab))


def test_light_output_in_the_dark_and_a_second_drawing_are_found_on_a_real_page(
    browser: Browser, address: str
) -> None:
    with opened(browser, f"{address}/{EXAMPLE}.html", theme="dark") as tab:
        tab.add_style_tag(content=f"html[data-theme] .bd-content {GROUND} {{ background: #eee !important; }}")
        assert looks.clear_ground(tab) == ["Output stands on rgb(238, 238, 238)."]
        tab.add_style_tag(content=".fls-narrow { display: block !important; }")
        assert ".fls-narrow is shown." in looks.one_drawing(tab, ".fls-wide", ".fls-narrow")
