"""What a page is on paper: A4, its words dark on white, nothing of its machinery, nothing cut off."""

import io
import unicodedata
from itertools import pairwise

from playwright.sync_api import Page
from pypdf import PdfReader

from browser.fits import NONE, too_wide

A4 = (595, 842)
"""Points."""
TEXT_WIDTH = 718
"""Pixels of the text on A4, at 96 to the inch."""
MACHINERY = ("Show the code", "Hide the code", "Search", "On this page")
LEAST = 7.0
"""Contrast of text with white: a printer's grey is paler than a screen's."""
_COLOURS = """() => {
    const found = {}, pen = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
    const light = colour => {
        pen.fillStyle = '#fff'; pen.fillRect(0, 0, 1, 1); pen.fillStyle = colour; pen.fillRect(0, 0, 1, 1);
        const [r, g, b] = [...pen.getImageData(0, 0, 1, 1).data].map(x => x / 255)
            .map(x => x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    for (const e of document.querySelectorAll('body *')) {
        const words = [...e.childNodes].filter(n => n.nodeType === Node.TEXT_NODE).map(n => n.data).join('').trim();
        if (!words || !e.checkVisibility({visibilityProperty: true, opacityProperty: true})) continue;
        const style = getComputedStyle(e), colour = e instanceof SVGElement ? style.fill : style.color;
        found[colour] ??= [1.05 / (light(colour) + 0.05), words.slice(0, 40)];
    }
    return Object.values(found);
}"""
_WORDS = """() => [...document.querySelectorAll('p, caption, figcaption, li:not(:has(p, ul, ol))')]
    .filter(e => e.checkVisibility({visibilityProperty: true}) && e.getBoundingClientRect().width > 1
        && !e.closest('footer, header, nav, dialog'))
    .map(e => [e.matches('p, li') ? 'sentence' : 'caption', e.innerText.replace(/#$/, '')])
    .filter(([kind, text]) => text.trim().length > 5)"""


ICON = "Co"
"""Unicode's category of private signs: what an icon font draws is one of them on paper."""


def printed(tab: Page) -> list[str]:
    """Every fault of a page on paper, in the theme that it is read in."""
    margins = {"top": "15mm", "bottom": "15mm"}
    paper = PdfReader(io.BytesIO(tab.pdf(format="A4", prefer_css_page_size=True, margin=margins)))
    sheets = [_plain(sheet.extract_text()) for sheet in paper.pages]
    sizes = {(float(s.mediabox.width), float(s.mediabox.height)) for s in paper.pages}
    is_a4 = all(abs(w - A4[0]) < 2 and abs(h - A4[1]) < 2 for w, h in sizes)  # Chromium rounds to its own pixels
    faults = [] if is_a4 else [f"The sheets measure {sizes}."]
    faults += [f"Sheet {n} is blank." for n, sheet in enumerate(sheets, start=1) if not sheet]
    window = tab.viewport_size
    tab.emulate_media(media="print")
    tab.set_viewport_size({"width": TEXT_WIDTH, "height": 1000})
    faults += _missing(tab, sheets)
    faults += [f"Pale on paper, at {c:.1f} to 1: {words!r}." for c, words in tab.evaluate(_COLOURS) if c < LEAST]
    faults += [f"Cut off on paper: {fault}" for fault in too_wide(tab, NONE)]
    tab.emulate_media(media="screen")
    tab.set_viewport_size(window or {"width": 1280, "height": 800})
    return faults


def _missing(tab: Page, sheets: list[str]) -> list[str]:
    """Words of the page that are not on paper, and words of its machinery that are."""
    text, title = "".join(sheets), tab.locator("h1").first.inner_text().rstrip("#").strip()
    faults = [] if _plain(title) in text else [f"The title {title!r} is not on paper."]
    faults += [f"{words!r} is on paper." for words in MACHINERY if _plain(words) in text]
    words = tab.evaluate(_WORDS)
    if not any(kind == "sentence" for kind, _ in words):
        faults.append("No sentence was found to look for on paper.")
    return faults + [f"A {kind} is not on paper: {said[:60]!r}" for kind, said in words if not _is_on(sheets, said)]


def _is_on(sheets: list[str], said: str) -> bool:
    """Whether words stand on a sheet, or begin on one and end on the next."""
    words = _plain(said)
    if any(words in sheet for sheet in sheets):
        return True
    for sheet, following in pairwise(sheets):
        begun = next((n for n in range(len(words) - 1, 0, -1) if words[:n] in sheet), 0)
        if begun and words[begun:] in following:
            return True
    return False


def _plain(text: str) -> str:
    """Signs alone: a letter pair such as fi is one sign on paper, lines break elsewhere, and an icon is no word."""
    signs = unicodedata.normalize("NFKC", text).replace("\u00ad", "")
    return "".join(sign for sign in "".join(signs.split()) if unicodedata.category(sign) != ICON)
