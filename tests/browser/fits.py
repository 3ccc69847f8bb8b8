"""Whether a page fits its window or its sheet: nothing sticks out, nothing is cut off, every formula can be read."""

from playwright.sync_api import Page

SCROLLERS = ".fls-table, pre, div.math, .pst-scrollable-table-container"
"""What may be wider than a screen, because it scrolls by itself and the keyboard reaches it."""
NONE = ":not(*)"
"""On paper nothing scrolls."""
_BEYOND = """scrollers => {
    const width = document.documentElement.clientWidth, found = [];
    const shown = e => e.checkVisibility({visibilityProperty: true, opacityProperty: true});
    const name = e => e.tagName.toLowerCase() + (e.classList.length ? '.' + [...e.classList].join('.') : '');
    // words for listeners only are cut down to a dot, and a link to skip the header waits above the page
    const isUnseen = e => { for (let a = e; a; a = a.parentElement) {
        const s = getComputedStyle(a), box = a.getBoundingClientRect();
        if ((s.clip !== 'auto' || s.clipPath !== 'none') && box.width <= 1 || box.bottom + scrollY <= 0) return true;
    } return false; };
    // a scroller is let off only while it scrolls: on paper it cannot
    const scrolls = e => ['auto', 'scroll'].includes(getComputedStyle(e).overflowX);
    const isLetOff = e => { for (let a = e.parentElement?.closest(scrollers); a;
        a = a.parentElement?.closest(scrollers)) if (scrolls(a)) return true; return false; };
    const check = (e, boxes, what) => { for (const box of boxes) {
        const out = Math.max(box.right - width, -box.left);
        if (box.width > 0 && box.height > 0 && out > 1) found.push([Math.round(out), what]);
    } };
    for (const e of document.querySelectorAll('body *')) {
        if (!shown(e) || isUnseen(e)) continue;
        if (!isLetOff(e)) check(e, [e.getBoundingClientRect()], name(e));
        for (const words of e.childNodes) if (words.nodeType === Node.TEXT_NODE && words.data.trim()) {
            const range = document.createRange();
            range.selectNodeContents(words);
            const inside = scrolls(e) && e.matches(scrollers) || isLetOff(e);
            const said = JSON.stringify(words.data.trim().slice(0, 40));
            if (!inside) check(e, range.getClientRects(), 'the text ' + said);
        }
        const hides = getComputedStyle(e).overflowX !== 'visible' && !(e.matches(scrollers) && scrolls(e));
        if (hides && !(e instanceof SVGElement) && !isLetOff(e) && e.scrollWidth > e.clientWidth + 1 && e.clientWidth)
            found.push([e.scrollWidth - e.clientWidth, 'what is inside ' + name(e)]);
    }
    return found.sort((a, b) => b[0] - a[0]).slice(0, 3);
}"""
_FORMULAS = """() => [...document.querySelectorAll('div.math')].flatMap(box => {
    const faults = [], math = box.querySelector('math'), inner = box.getBoundingClientRect();
    if (!math) return ['A box for a formula is empty.'];
    box.scrollLeft = 0;
    const start = math.getBoundingClientRect();
    if (start.left < inner.left - 1) faults.push('The start of a formula cannot be reached.');
    if (start.left > inner.left + 16) faults.push('A formula does not begin at the left.');
    box.scrollLeft = box.scrollWidth;
    if (math.getBoundingClientRect().right > inner.right + 1) faults.push('The end of a formula cannot be reached.');
    box.scrollLeft = 0;
    const isWide = box.scrollWidth > box.clientWidth;
    const scrolls = ['auto', 'scroll'].includes(getComputedStyle(box).overflowX);
    if (isWide && !scrolls) faults.push('A wide formula is cut off.');
    if (isWide && box.tabIndex < 0) faults.push('A wide formula has no place for the keys.');
    return faults;
})"""


def too_wide(tab: Page, scrollers: str = SCROLLERS) -> list[str]:
    """Nothing stands beyond either side of the window, where it could not be read.

    The width of the document says nothing: the theme's column takes what is too wide into a scroll bar of its own.
    """
    found = tab.evaluate(_BEYOND, scrollers)
    return [f"{what} is {extra} pixels beyond the side." for extra, what in found]


def formulas(tab: Page) -> list[str]:
    """Each formula begins at the left of its box, and can be scrolled to its end, by keyboard too."""
    found: list[str] = tab.evaluate(_FORMULAS)
    return found
