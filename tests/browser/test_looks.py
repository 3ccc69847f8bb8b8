"""The tests of the tests: each fault planted in a small page is found, and a sound page has none."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page

from browser.looks import axe, keyboard, motion, printed, too_wide

SOUND = """<!doctype html><html lang="en"><head><title>t</title><style>
:focus {{ outline: 2px solid #000; }} details {{ padding: 4px; }} {style}
</style></head><body><main><h1>A question?</h1><p><a href="#a">One link</a></p>
<details><summary>Answer</summary><a href="#b">Inside</a></details>{body}<p id="a">Words.</p></main></body></html>"""
Look = Callable[[Page], list[str]]


def page(browser: Browser, style: str = "", body: str = "") -> Page:
    tab = browser.new_page(viewport={"width": 360, "height": 800})
    tab.set_content(SOUND.format(style=style, body=body))
    return tab


@pytest.mark.parametrize("look", [too_wide, axe, keyboard, motion, printed])
def test_a_sound_page_has_no_fault(browser: Browser, look: Look) -> None:
    tab = page(browser)
    assert look(tab) == []
    tab.close()


@pytest.mark.parametrize(
    ("look", "style", "body", "said"),
    [
        (too_wide, "", '<div style="width: 400px">wide</div>', "too wide"),
        (axe, "", '<img src="x.png">', "image-alt"),
        (axe, "", '<p style="color: #ccc">faint</p>', "color-contrast"),
        (keyboard, ":focus { outline: none !important; }", "", "Nothing shows that 'One link' has the focus"),
        (
            keyboard,
            "",
            '<a href="#a" style="position: fixed; left: 0; top: -90px">Away</a>',
            "'Away' has the focus out of",
        ),
        (
            keyboard,
            "",
            "<button onkeydown=\"event.preventDefault()\">Trap</button><a href='#a'>Two</a>",
            "reaches 3 of 4",
        ),
        (motion, "a { transition: color 0.3s; }", "", "a. moves"),
        (motion, "@keyframes k { to { opacity: 0; } } h1 { animation: k 2s infinite; }", "", "h1. moves"),
        (printed, "@page { size: A5; }", "", "The sheets measure"),
        (printed, "@media print { h1 { display: none; } }", "", "is not on paper"),
        (printed, "", "<p>Show the code</p>", "'Show the code' is on paper"),
        (printed, "", '<div style="width: 900px">wide</div>', "cut off at the side"),
        (printed, "", '<div style="height: 2500px"></div>', "is blank"),
    ],
)
def test_a_planted_fault_is_found(browser: Browser, look: Look, style: str, body: str, said: str) -> None:
    tab = page(browser, style.replace("{", "{").replace("}", "}"), body)
    found = look(tab)
    assert any(said in fault for fault in found), found
    tab.close()


def test_a_request_to_another_site_is_seen(browser: Browser) -> None:
    """What the test of every page listens for: a picture of another site asks for it, even if there is no network."""
    tab = browser.new_page()
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.set_content('<img src="https://cdn.example.org/x.png" alt="x">')
    assert "https://cdn.example.org/x.png" in asked
    tab.close()
