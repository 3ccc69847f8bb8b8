"""The tests of the tests: each fault planted in a small page is found, and a sound page has none."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page

from browser import looks
from browser.looks import axe, clear_ground, formulas, keyboard, motion, one_drawing, printed, too_wide
from browser.tabs import watched

SOUND = """<!doctype html><html lang="en" data-theme="light"><head><title>t</title><style>
:focus {{ outline: 2px solid #000; }} details {{ padding: 4px; }} pre {{ overflow-x: auto; }}
div.math {{ overflow-x: auto; }} math {{ width: max-content; margin: 0; }} {style}
</style></head><body><main><article><h1>A question?</h1><p><a href="#a">One link</a></p>
<details><summary>Answer</summary><a href="#b">Inside</a></details>{body}<p id="a">Words of some length.</p></article>
</main></body></html>"""
LONG = "W" * 90
Look = Callable[[Page], list[str]]


def page(browser: Browser, style: str = "", body: str = "") -> Page:
    tab = browser.new_page(viewport={"width": 360, "height": 800})
    tab.set_content(SOUND.format(style=style, body=body))
    return tab


@pytest.mark.parametrize("look", [too_wide, formulas, axe, keyboard, motion, printed])
def test_a_sound_page_has_no_fault(browser: Browser, look: Look) -> None:
    tab = page(browser)
    assert look(tab) == []
    tab.close()


FORMULA = '<div class="math" tabindex="0"><math display="block"><mtext>{}</mtext></math></div>'
PLANTED: list[tuple[Look, str, str, str]] = [
    (too_wide, "", '<div style="width: 400px">wide</div>', "div is 48 pixels beyond the side"),
    (too_wide, "", '<div style="overflow-x: auto"><div style="width: 400px">wide</div></div>', "beyond the side"),
    (
        too_wide,
        "",
        '<div style="overflow: hidden; width: 200px"><p style="width: 300px">x</p></div>',
        "what is inside",
    ),
    (too_wide, "", '<p style="margin-left: -90px; width: 200px">left</p>', "p is 82 pixels beyond the side"),
    (too_wide, "", f"<p>{LONG}</p>", "the text"),
    (too_wide, "pre { overflow-x: visible !important; }", f"<pre>{LONG}</pre>", "the text"),
    (too_wide, "", '<pre style="width: 400px">wide</pre>', "pre is"),
    (formulas, "math { margin-left: -90px; }", FORMULA.format("a"), "start of a formula cannot be reached"),
    (formulas, "math { margin-left: 90px; }", FORMULA.format("a"), "does not begin at the left"),
    (formulas, "div.math { overflow-x: hidden; }", FORMULA.format(LONG), "is cut off"),
    (formulas, "", FORMULA.format(LONG).replace(' tabindex="0"', ""), "no place for the keys"),
    (formulas, "", '<div class="math"></div>', "is empty"),
    (axe, "", '<img src="x.png">', "image-alt"),
    (axe, "", '<p style="color: #ccc">faint</p>', "color-contrast"),
    (keyboard, ":focus { outline: none !important; }", "", "Nothing shows that 'One link' has the focus"),
    (keyboard, "a { outline: 2px solid #000; }", "", "Nothing shows that 'One link' has the focus"),
    (keyboard, ":focus { outline-color: transparent; }", "", "Nothing shows that 'One link' has the focus"),
    (keyboard, ":focus { outline-color: #fff; }", "", "Nothing shows that 'One link' has the focus"),
    (keyboard, ":focus { outline: 0; box-shadow: 0 0 0 3px #fff; }", "", "Nothing shows that 'One link'"),
    (keyboard, "body { background: #000; }", "", "Nothing shows that 'One link' has the focus"),
    (
        keyboard,
        "",
        '<a href="#a" style="position: fixed; left: 0; top: -90px">Away</a>',
        "'Away' has the focus out of",
    ),
    (keyboard, "", '<button onkeydown="event.preventDefault()">Trap</button><a href="#a">Two</a>', "reaches 3 of 4"),
    (keyboard, "", '<a href="#a" tabindex="2">First</a>', "'First' jumps the queue"),
    (keyboard, "", '<a href="#a" tabindex="-1">Lost</a>', "'Lost' is left out"),
    (keyboard, "", '<div onclick="x()">Press</div>', "'Press' takes clicks and no keys"),
    (keyboard, "", '<div style="cursor: pointer">Press</div>', "'Press' takes clicks and no keys"),
    (motion, "a { transition: color 0.3s; }", "", "a. moves"),
    (motion, "@keyframes k { to { opacity: 0; } } h1 { animation: k 2s infinite; }", "", "h1. moves"),
    (
        motion,
        "@keyframes k { to { opacity: 0; } } h1::after { content: '*'; animation: k 2s; }",
        "",
        "h1.::after moves",
    ),
    (motion, "h1::before { content: '*'; transition: color 1s; }", "", "h1.::before moves"),
    (motion, "", '<svg><rect><animate attributeName="x" to="9" dur="1s"/></rect></svg>', "animate. moves"),
    (motion, "html { scroll-behavior: smooth; }", "", "The window of html. moves"),
    (printed, "@page { size: A5; }", "", "The sheets measure"),
    (printed, "@media print { h1 { display: none; } }", "", "is not on paper"),
    (printed, "", "<p>Show the code</p>", "'Show the code' is on paper"),
    (printed, "", '<div style="width: 900px">wide</div>', "Cut off on paper"),
    (printed, "", '<div style="overflow-x: auto"><div style="width: 900px">wide</div></div>', "Cut off on paper"),
    (printed, "", f"<pre>{LONG}{LONG}</pre>", "Cut off on paper"),
    (printed, "", '<div style="height: 2500px"></div>', "is blank"),
    (printed, "p { color: #777; }", "", "Pale on paper"),
    (
        printed,
        "",
        '<div style="height: 20px; overflow: hidden"><p>x</p><p style="margin: 60px">Lost words.</p></div>',
        "A sentence is not on",
    ),
    (printed, "main { position: absolute; left: -3000px; }", "", "is not on paper"),
    (clear_ground, "", "", "There is no output"),
    (clear_ground, "", '<div class="text_html" style="background: #eee">x</div>', "stands on rgb(238, 238, 238)"),
]


@pytest.mark.parametrize(("look", "style", "body", "said"), PLANTED)
def test_a_planted_fault_is_found(browser: Browser, look: Look, style: str, body: str, said: str) -> None:
    tab = page(browser, style, body)
    found = look(tab)
    assert any(said in fault for fault in found), found
    tab.close()


def test_what_scrolls_by_itself_may_be_wider_than_the_window(browser: Browser) -> None:
    tab = page(browser, body=f"<pre tabindex='0'>{LONG}</pre>" + FORMULA.format(LONG))
    assert too_wide(tab) == []
    assert formulas(tab) == []
    tab.close()


def test_what_is_folded_away_is_looked_at_too(browser: Browser) -> None:
    folded = '<details><summary>More</summary><div style="width: 400px; color: #ccc">wide</div></details>'
    tab = page(browser, body=folded)
    assert too_wide(tab) == []
    assert axe(tab) == []
    looks.open_all(tab)
    assert "beyond the side" in too_wide(tab)[0]
    assert any("color-contrast" in fault for fault in axe(tab))
    tab.close()


@pytest.mark.parametrize(
    ("wide", "narrow", "said"),
    [("block", "block", ".n is shown"), ("none", "none", ".w is not shown"), ("none", "block", ".w is not shown")],
)
def test_a_drawing_too_many_or_too_few_is_found(browser: Browser, wide: str, narrow: str, said: str) -> None:
    drawings = f'<div class="w" style="display: {wide}">W</div><div class="n" style="display: {narrow}">N</div>'
    tab = page(browser, body=f'<figure class="fls-chart">{drawings}</figure>')
    assert any(said in fault for fault in one_drawing(tab, ".w", ".n"))
    tab.close()


def test_a_page_without_a_chart_or_in_the_wrong_theme_is_found(browser: Browser) -> None:
    tab = page(browser)
    assert one_drawing(tab, ".w", ".n") == ["There is no chart."]
    assert looks.theme(tab, "light") == []
    assert looks.theme(tab, "dark") == ["The theme is light, not dark."]
    tab.close()


def test_a_box_that_the_enter_key_does_not_open_is_found(browser: Browser) -> None:
    deaf = '<details id="deaf"><summary onkeydown="event.preventDefault()">x</summary>y</details>'
    tab = page(browser, body=deaf + '<details id="open" open><summary>x</summary>y</details>')
    assert looks.opens_with_enter(tab, "details") == []
    assert looks.opens_with_enter(tab, "#deaf") == ["#deaf does not open with the Enter key."]
    assert looks.opens_with_enter(tab, "#open") == ["#open is open before anybody opens it."]
    tab.close()


def test_a_request_to_another_site_is_seen(browser: Browser) -> None:
    """A picture of another site asks for it, even if there is no network."""
    tab = browser.new_page()
    asked, _, _ = watched(tab)
    tab.set_content('<img src="https://cdn.example.org/x.png" alt="x">')
    assert "https://cdn.example.org/x.png" in asked
    tab.close()


def test_a_missing_file_and_a_broken_script_are_seen(browser: Browser, address: str) -> None:
    tab = browser.new_page()
    _, missing, problems = watched(tab)
    tab.goto(f"{address}/index.html")
    assert (missing, problems) == ([], [])
    tab.evaluate("""() => { document.body.append(Object.assign(new Image(), {src: 'nowhere.png'}));
        setTimeout(() => { throw new Error('broken'); }); }""")
    tab.wait_for_load_state("networkidle")
    tab.wait_for_timeout(200)
    assert missing == [f"{address}/nowhere.png"]
    assert problems == ["broken"]
    tab.close()
