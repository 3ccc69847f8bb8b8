"""Every page on a desk and on a phone, light and dark, by keyboard, with less motion, and on paper."""

import pytest
from playwright.sync_api import Browser

from browser import looks
from browser.tabs import EXAMPLE, opened, watched
from page_source import every_page

SOURCES = [page.name for page in every_page()]
PAGES = [*SOURCES, "search", "genindex"]
"""The last two are Sphinx's own."""
each_page = pytest.mark.parametrize("page", PAGES)


@each_page
def test_a_page_stays_on_its_own_site_and_misses_nothing(browser: Browser, address: str, page: str) -> None:
    tab = browser.new_page()
    asked, missing, problems = watched(tab)
    tab.goto(f"{address}/{page}.html")
    tab.wait_for_load_state("networkidle")
    assert f"{address}/{page}.html" in asked
    assert [url for url in asked if not url.startswith((address, "data:"))] == []
    assert missing == []
    assert problems == []
    tab.close()


@each_page
@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (360, "dark"), (320, "light")])
def test_a_page_fits_the_screen(browser: Browser, address: str, page: str, width: int, theme: str) -> None:
    with opened(browser, f"{address}/{page}.html", width, theme) as tab:
        looks.open_all(tab)
        assert looks.too_wide(tab) == []
        assert looks.formulas(tab) == []


@each_page
@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (360, "dark")])
def test_a_page_has_no_fault_that_axe_finds(
    browser: Browser, address: str, page: str, width: int, theme: str
) -> None:
    with opened(browser, f"{address}/{page}.html", width, theme) as tab:
        looks.open_all(tab)
        assert looks.axe(tab) == []


@each_page
@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (360, "dark")])
def test_a_page_is_used_by_keyboard_and_shows_where_one_is(
    browser: Browser, address: str, page: str, width: int, theme: str
) -> None:
    with opened(browser, f"{address}/{page}.html", width, theme) as tab:
        assert looks.keyboard(tab) == []


@each_page
def test_a_page_stands_still_for_who_asks(browser: Browser, address: str, page: str) -> None:
    with opened(browser, f"{address}/{page}.html") as tab:
        assert looks.motion(tab) == []


@pytest.mark.parametrize("page", SOURCES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_page_prints_to_clean_a4_in_either_theme(browser: Browser, address: str, page: str, theme: str) -> None:
    with opened(browser, f"{address}/{page}.html", theme=theme) as tab:
        assert looks.printed(tab) == []


@pytest.mark.parametrize(
    ("width", "shown", "hidden"), [(1280, ".fls-wide", ".fls-narrow"), (360, ".fls-narrow", ".fls-wide")]
)
def test_each_screen_gets_its_own_drawing(
    browser: Browser, address: str, width: int, shown: str, hidden: str
) -> None:
    with opened(browser, f"{address}/{EXAMPLE}.html", width) as tab:
        assert looks.one_drawing(tab, shown, hidden) == []
        assert looks.one_drawing(tab, hidden, shown) == [f"{hidden} is not shown.", f"{shown} is shown."]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_output_stands_on_the_pages_own_ground_in_both_themes(browser: Browser, address: str, theme: str) -> None:
    with opened(browser, f"{address}/{EXAMPLE}.html", theme=theme) as tab:
        assert looks.clear_ground(tab) == []


def test_code_and_answers_open_with_the_enter_key(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}/{EXAMPLE}.html") as tab:
        for name in ("details.above-input", "details.sd-dropdown"):
            assert looks.opens_with_enter(tab, name) == []
