"""Every page on a desk and on a phone, light and dark, by keyboard, with less motion, and on paper."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browser.looks import axe, keyboard, motion, printed, too_wide

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    p.relative_to(ROOT / "docs").with_suffix("").as_posix()
    for p in ROOT.glob("docs/**/*.md")
    if not p.relative_to(ROOT / "docs").parts[0].startswith("_")
)
each_page = pytest.mark.parametrize("page", PAGES)


@each_page
def test_a_page_stays_on_its_own_site_and_fits_the_screen(browser: Browser, address: str, page: str) -> None:
    for width, theme in ((1280, "light"), (360, "dark"), (320, "light")):
        context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=theme)
        tab = context.new_page()
        asked: list[str] = []
        problems: list[str] = []
        tab.on("request", lambda request, asked=asked: asked.append(request.url))
        tab.on("pageerror", lambda error, problems=problems: problems.append(str(error)))
        answer = tab.goto(f"{address}/{page}.html")
        assert answer is not None
        assert answer.ok
        assert [url for url in asked if not url.startswith((address, "data:"))] == []
        assert problems == []
        assert too_wide(tab) == []
        context.close()


@each_page
def test_a_page_has_no_fault_that_axe_finds_in_either_theme(browser: Browser, address: str, page: str) -> None:
    for width, theme in ((1280, "light"), (360, "dark")):
        context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=theme)
        tab = context.new_page()
        tab.goto(f"{address}/{page}.html")
        assert axe(tab) == []
        context.close()


@each_page
def test_a_page_is_used_by_keyboard_and_shows_where_one_is(browser: Browser, address: str, page: str) -> None:
    for width in (1280, 360):
        context = browser.new_context(viewport={"width": width, "height": 800}, reduced_motion="reduce")
        tab = context.new_page()
        tab.goto(f"{address}/{page}.html")
        assert keyboard(tab) == []
        context.close()


@each_page
def test_a_page_prints_to_clean_a4_and_stands_still_for_who_asks(browser: Browser, address: str, page: str) -> None:
    context = browser.new_context(reduced_motion="reduce")
    tab = context.new_page()
    tab.goto(f"{address}/{page}.html")
    assert motion(tab) == []
    assert printed(tab) == []
    context.close()


@pytest.mark.parametrize(
    ("width", "shown", "hidden"), [(1280, ".fls-wide", ".fls-narrow"), (360, ".fls-narrow", ".fls-wide")]
)
def test_each_screen_gets_its_own_drawing(
    browser: Browser, address: str, width: int, shown: str, hidden: str
) -> None:
    tab = browser.new_page(viewport={"width": width, "height": 800})
    tab.goto(f"{address}/examples/how-many-fractures.html")
    assert tab.locator(f".fls-chart {shown}").first.is_visible()
    assert not tab.locator(f".fls-chart {hidden}").first.is_visible()
    tab.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_output_stands_on_the_pages_own_ground_in_both_themes(browser: Browser, address: str, theme: str) -> None:
    context = browser.new_context(color_scheme=theme)
    tab = context.new_page()
    tab.goto(f"{address}/examples/how-many-fractures.html")
    script = "e => getComputedStyle(e).backgroundColor"
    grounds = {tab.locator(".cell_output .text_html").nth(i).evaluate(script) for i in range(4)}
    assert grounds == {"rgba(0, 0, 0, 0)"}
    context.close()


def test_code_and_answers_open_with_the_enter_key(browser: Browser, address: str) -> None:
    tab = browser.new_page()
    tab.goto(f"{address}/examples/how-many-fractures.html")
    for name in ("details.above-input", "details.sd-dropdown"):
        box = tab.locator(name).first
        assert not box.evaluate("e => e.open")
        box.locator("summary").focus()
        tab.keyboard.press("Enter")
        assert box.evaluate("e => e.open")
    tab.close()
