"""What a browser sees of a page, as a list of faults in plain words. `test_looks.py` plants each of them.

`fits.py` looks at its width, `keys.py` at the keyboard, `paper.py` at print.
"""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from browser.fits import formulas, too_wide
from browser.keys import keyboard
from browser.paper import printed

__all__ = ["axe", "clear_ground", "formulas", "keyboard", "motion", "one_drawing", "open_all", "opens_with_enter"]
__all__ += ["printed", "theme", "too_wide"]

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_MOVING = """() => [...document.querySelectorAll('*')].flatMap(e => {
    const long = text => text.split(',').some(t => parseFloat(t) * (t.trim().endsWith('ms') ? 1 : 1000) > 1);
    const moves = s => long(s.transitionDuration) || (s.animationName !== 'none' && long(s.animationDuration));
    const name = e.tagName.toLowerCase() + '.' + (e.getAttribute('class') ?? ''), faults = [];
    for (const part of ['', '::before', '::after']) if (moves(getComputedStyle(e, part))) faults.push(name + part);
    if (e.matches('animate, animateTransform, animateMotion, set, marquee, blink')) faults.push(name);
    if (getComputedStyle(e).scrollBehavior === 'smooth') faults.push('The window of ' + name);
    return faults;
}).slice(0, 3)"""


def open_all(tab: Page) -> None:
    """Open every answer and every cell's code: what is folded away is read too."""
    tab.evaluate("document.querySelectorAll('details').forEach(box => box.open = true)")


def theme(tab: Page, asked: str) -> list[str]:
    """The page is in the theme that the reader's machine asks for: else every look at the dark one sees the light."""
    found = tab.evaluate("document.documentElement.dataset.theme")
    return [] if found == asked else [f"The theme is {found}, not {asked}."]


def axe(tab: Page) -> list[str]:
    """WCAG 2.2 A and AA and axe's own advice; axe finds some faults, not all (see the accessibility statement)."""
    found = Axe().run(tab, options={"runOnly": TAGS}).response
    if not found["passes"]:
        return ["axe saw nothing on the page."]
    return [f"{v['id']}: {node['target']}" for v in found["violations"] for node in v["nodes"]]


def motion(tab: Page) -> list[str]:
    """Nothing moves for a reader who asked for less motion."""
    return [f"{name} moves." for name in tab.evaluate(_MOVING)]


def one_drawing(tab: Page, shown: str, hidden: str) -> list[str]:
    """Of each chart's two drawings a screen gets its own, and only that."""
    charts = tab.locator("figure.fls-chart")
    faults = [] if charts.count() else ["There is no chart."]
    for chart in charts.all():
        faults += [] if chart.locator(shown).first.is_visible() else [f"{shown} is not shown."]
        faults += [f"{hidden} is shown."] if chart.locator(hidden).first.is_visible() else []
    return faults


def clear_ground(tab: Page) -> list[str]:
    """Output stands on the page's own ground: the theme paints a light box behind it in the dark."""
    grounds = [part.evaluate("e => getComputedStyle(e).backgroundColor") for part in tab.locator(".text_html").all()]
    if not grounds:
        return ["There is no output."]
    return [f"Output stands on {ground}." for ground in sorted({*grounds} - {"rgba(0, 0, 0, 0)"})]


def opens_with_enter(tab: Page, name: str) -> list[str]:
    """A folded box opens with the Enter key."""
    box = tab.locator(name).first
    if box.evaluate("box => box.open"):
        return [f"{name} is open before anybody opens it."]
    box.locator("summary").focus()
    tab.keyboard.press("Enter")
    return [] if box.evaluate("box => box.open") else [f"{name} does not open with the Enter key."]
