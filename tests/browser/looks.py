"""What a browser sees of a page, as a list of faults in plain words. `test_looks.py` plants each of them."""

import io
import unicodedata

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from pypdf import PdfReader

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
A4 = (595, 842)
"""Points."""
FOCUSABLE = (
    'a[href], button:not([disabled]), input:not([type="hidden"]), select, textarea, summary, '
    '[tabindex]:not([tabindex="-1"])'
)
_VISIBLE = f"""() => [...document.querySelectorAll('{FOCUSABLE}')].filter(e => e.tabIndex >= 0
    && e.checkVisibility({{visibilityProperty: true, opacityProperty: true}})
    && !e.closest('[inert], dialog:not([open])')
    && !(e.closest('details:not([open])') && e.closest('summary') !== e)).length"""
_FOCUSED = """() => {
    const e = document.activeElement;
    if (!e || e === document.body) return null;
    const all = window.focusedOnes ??= new Set();
    const isNew = !all.has(e);
    all.add(e);
    const style = getComputedStyle(e), box = e.getBoundingClientRect();
    const left = Math.max(0, box.left), right = Math.min(innerWidth, box.right);
    const top = Math.max(0, box.top), bottom = Math.min(innerHeight, box.bottom);
    const shares = [0.5, 0.1, 0.9], points = shares.flatMap(a => shares.map(b => [a, b]));
    const isHit = ([a, b]) => {
        const hit = document.elementFromPoint(left + a * (right - left), top + b * (bottom - top));
        return hit && (e.contains(hit) || hit.contains(e) && hit.closest('a, button, label') !== null);
    };
    return {
        isNew, count: all.size,
        name: (e.getAttribute('aria-label') || e.textContent || e.tagName).trim().slice(0, 60),
        marked: (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1) || style.boxShadow !== 'none',
        seen: right > left && bottom > top && points.some(isHit),
    };
}"""
_MOVING = """() => [...document.querySelectorAll('*')].filter(e => {
    const s = getComputedStyle(e);
    const long = text => text.split(',').some(t => parseFloat(t) * (t.trim().endsWith('ms') ? 1 : 1000) > 1);
    return long(s.transitionDuration) || (s.animationName !== 'none' && long(s.animationDuration));
}).map(e => e.tagName.toLowerCase() + '.' + e.className).slice(0, 3)"""


def too_wide(tab: Page) -> list[str]:
    """Nothing makes the page wider than its window: text would have to be pushed sideways to be read."""
    extra = tab.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    return [f"The page is {extra} pixels too wide."] if extra > 0 else []


def axe(tab: Page) -> list[str]:
    """WCAG 2.2 A and AA and axe's own advice; axe finds some faults, not all (see the accessibility statement)."""
    found = Axe().run(tab, options={"runOnly": TAGS}).response
    if not found["passes"]:
        return ["axe saw nothing on the page."]
    return [f"{v['id']}: {node['target']}" for v in found["violations"] for node in v["nodes"]]


def keyboard(tab: Page) -> list[str]:
    """The Tab key reaches everything that can be used, in turn; each is in sight and marked when it is reached."""
    expected, faults, reached = tab.evaluate(_VISIBLE), [], 0
    for _ in range(expected + 20):
        tab.keyboard.press("Tab")
        found = tab.evaluate(_FOCUSED)
        if found is None or not found["isNew"]:
            break
        reached = found["count"]
        if not found["marked"]:
            faults.append(f"Nothing shows that {found['name']!r} has the focus.")
        if not found["seen"]:
            faults.append(f"{found['name']!r} has the focus out of sight.")
    if reached < expected:
        faults.append(f"The Tab key reaches {reached} of {expected} things.")
    return faults


def motion(tab: Page) -> list[str]:
    """Nothing moves for a reader who asked for less motion."""
    return [f"{name} moves." for name in tab.evaluate(_MOVING)]


def printed(tab: Page) -> list[str]:
    """On paper: A4, the words of the page, nothing of its machinery, nothing cut off at the side."""
    paper = PdfReader(
        io.BytesIO(tab.pdf(format="A4", prefer_css_page_size=True, margin={"top": "15mm", "bottom": "15mm"}))
    )
    # a letter pair such as fi is one sign on paper
    text = unicodedata.normalize("NFKC", "\n".join(sheet.extract_text() for sheet in paper.pages))
    sizes = {(float(s.mediabox.width), float(s.mediabox.height)) for s in paper.pages}
    is_a4 = all(abs(w - A4[0]) < 2 and abs(h - A4[1]) < 2 for w, h in sizes)  # Chromium rounds to its own pixels
    faults = [] if is_a4 else [f"The sheets measure {sizes}."]
    tab.emulate_media(media="print")
    title = tab.locator("h1").first.inner_text().rstrip("#").strip()
    if "".join(title.split()) not in "".join(text.split()):
        faults.append(f"The title {title!r} is not on paper.")
    faults += [f"{words!r} is on paper." for words in ("Show the code", "Search", "On this page") if words in text]
    tab.set_viewport_size({"width": 718, "height": 1000})  # the width of the text on A4 at 96 pixels to the inch
    cut = tab.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if cut > 0:
        faults.append(f"{cut} pixels are cut off at the side.")
    blank = [n for n, sheet in enumerate(paper.pages, start=1) if not sheet.extract_text().strip()]
    faults += [f"Sheet {n} is blank." for n in blank]
    tab.emulate_media(media="screen")
    return faults
