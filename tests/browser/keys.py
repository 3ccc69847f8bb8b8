"""Whether a page can be used by keyboard: everything is reached in turn, in sight, and visibly marked."""

from playwright.sync_api import Page

FOCUSABLE = (
    'a[href], button:not([disabled]), input:not([type="hidden"]), select, textarea, summary, '
    '[tabindex]:not([tabindex="-1"])'
)
_VISIBLE = f"""() => {{
    window.atRest = new Map([...document.querySelectorAll('{FOCUSABLE}')].map(e => [e, mark(e)]));
    return [...atRest.keys()].filter(e => e.tabIndex >= 0
        && e.checkVisibility({{visibilityProperty: true, opacityProperty: true}})
        && !e.closest('[inert], dialog:not([open])')
        && !(e.closest('details:not([open])') && e.closest('summary') !== e)).length;
}}"""
_MARKS = """() => {
    const pen = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
    const over = (colour, ground) => {
        for (const c of [ground, colour]) { pen.fillStyle = c; pen.fillRect(0, 0, 1, 1); }
        return [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3);
    };
    const light = rgb => { const [r, g, b] = rgb.map(x => x / 255)
        .map(x => x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
    const groundOf = e => { const all = [];
        for (let a = e.parentElement; a; a = a.parentElement) all.unshift(getComputedStyle(a).backgroundColor);
        return all.reduce((ground, c) => 'rgb(' + over(c, ground) + ')', 'rgb(255,255,255)'); };
    const contrast = (colour, ground) => { const [a, b] = [over(colour, ground), over(ground, ground)].map(light);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05); };
    // the lines drawn round a thing, as text, and only those that an eye can tell from the ground (3 to 1)
    window.mark = e => { const s = getComputedStyle(e), ground = groundOf(e), found = [];
        if (!['none', 'hidden'].includes(s.outlineStyle) && parseFloat(s.outlineWidth) >= 1
            && contrast(s.outlineColor, ground) >= 3) found.push(s.outline);
        for (const shadow of s.boxShadow.match(/(?:rgba?|color|oklch|lab)\\([^)]*\\)[^,]*/g) ?? []) {
            const [, colour, sizes] = shadow.match(/^(\\w+\\([^)]*\\))(.*)$/);
            if (/[1-9]/.test(sizes) && contrast(colour, ground) >= 3) found.push(shadow);
        }
        return found.join('; '); };
}"""
_FOCUSED = """() => {
    const e = document.activeElement;
    if (!e || e === document.body) return null;
    const all = window.focusedOnes ??= new Set();
    const isNew = !all.has(e);
    all.add(e);
    const now = mark(e), shares = [0.5, 0.1, 0.9], points = shares.flatMap(a => shares.map(b => [a, b]));
    // a link that runs on to a second line has a box on each; the box around both is mostly empty
    const isSeen = box => {
        const left = Math.max(0, box.left), right = Math.min(innerWidth, box.right);
        const top = Math.max(0, box.top), bottom = Math.min(innerHeight, box.bottom);
        const isHit = ([a, b]) => {
            const hit = document.elementFromPoint(left + a * (right - left), top + b * (bottom - top));
            return hit && (e.contains(hit) || hit.contains(e) && hit.closest('a, button, label') !== null);
        };
        return right > left && bottom > top && points.some(isHit);
    };
    return {
        isNew, count: all.size,
        name: (e.getAttribute('aria-label') || e.textContent || e.placeholder || e.tagName).trim().slice(0, 60),
        marked: now !== '' && now !== atRest.get(e),
        seen: [...e.getClientRects()].some(isSeen),
    };
}"""
_OUT_OF_TURN = """() => [...document.querySelectorAll('*')].flatMap(e => {
    const name = (e.textContent.trim() || e.tagName).slice(0, 40), faults = [];
    if (e.tabIndex > 0) faults.push(`'${name}' jumps the queue of the Tab key.`);
    if (e.matches('article a[href][tabindex="-1"], article button[tabindex="-1"], article summary[tabindex="-1"]'))
        faults.push(`'${name}' is left out by the Tab key.`);
    const isControl = e.matches('a[href], button, input, select, textarea, summary, label, option, dialog, body');
    const hasRole = e.hasAttribute('role') && e.tabIndex >= 0;
    const takesClicks = e.hasAttribute('onclick') || typeof e.onclick === 'function'
        || e.closest('article') && getComputedStyle(e).cursor === 'pointer'
        && !e.closest('a, button, summary, label');
    if (takesClicks && !isControl && !hasRole) faults.push(`'${name}' takes clicks and no keys.`);
    return faults;
})"""


def keyboard(tab: Page) -> list[str]:
    """The Tab key reaches everything that can be used, in turn; each is in sight and looks different when it is.

    A mark that is there all the time, or in the colour of the ground, shows nothing.
    """
    faults: list[str] = tab.evaluate(_OUT_OF_TURN)
    tab.evaluate(_MARKS)
    expected, reached = tab.evaluate(_VISIBLE), 0
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
