"""What a reader gets: a built page, looked at after the fact. A build can be green and publish nothing."""

import ast
import re
from itertools import pairwise

from bs4 import BeautifulSoup, Tag

from page_source import Page

SHORTEST_ALT = 40
"""Characters of a text that says a finding; a file name or "bar chart" is shorter."""
_UNWANTED = re.compile(
    r"\b(?:nan|NaN|inf|np\.float64|Traceback)\b"
    r"|\{(?:term|cite|number|value|doc|glue|ref|table|admonition|downloads|dropdown)[:}`a-z]*"
)
_SHOWN = {"chart": ("chart", "figure.fls-chart svg"), "table": ("table", "table"), "": ("output", "*")}
"""What a cell shows whose last call has a name that ends so."""
_FILE_NAME = re.compile(r"\.(?:png|svg|jpe?g|gif)$|^[0-9a-f]{16,}")


def unwanted_words(soup: BeautifulSoup) -> list[str]:
    """What no reader should meet: a number that is none, a raw role, a traceback."""
    article = BeautifulSoup(str(soup.select_one("article") or ""), "html.parser")
    if not article.get_text(strip=True):
        return ["The page is empty."]
    for code in article.select("pre, code"):
        code.extract()
    text = article.get_text(" ")
    return [f"The page says {found[0]!r} near: {_near(text, found)}" for found in _UNWANTED.finditer(text)]


def pictures(soup: BeautifulSoup) -> list[str]:
    """A picture says its finding in words, and a chart gives its numbers."""
    faults = []
    for image in soup.select("article img"):
        alt = str(image.get("alt", "")).strip()
        if not alt or _FILE_NAME.search(alt):
            faults.append(f"The picture {image.get('src')} has {alt or 'nothing'} as its text: say what it shows.")
    for drawing in soup.select('article [role="img"]'):
        label = str(drawing.get("aria-label", ""))
        if len(label) < SHORTEST_ALT or not re.search(r"\d", label):
            faults.append(f"A chart's text is {label!r}: say its finding, with its numbers.")
    charts = [c for c in soup.select("article figure.fls-chart") if c.select_one("a.fls-data[download]") is None]
    faults += [f"The chart {chart.get('aria-label')!r} has no link to its numbers." for chart in charts]
    return faults


def tables(soup: BeautifulSoup) -> list[str]:
    """A table can be walked by ear: a caption, named columns, no index column, no blank heading."""
    faults = []
    for table in soup.select("article table"):
        caption = table.find("caption")
        name = caption.get_text(" ", strip=True).rstrip("# ") if isinstance(caption, Tag) else ""
        heads = table.select("thead th")
        shown = name or table.get_text(" ", strip=True)[:60]
        if not name:
            faults.append(f"The table {shown!r} has no caption.")
        if not heads or any(not head.get_text(strip=True) for head in heads):
            faults.append(f"The table {shown!r} has a column without a name.")
        if any(head.get("scope") not in ("col", "row") for head in table.select("th")):
            faults.append(f"The table {shown!r} has a heading without a scope.")
        if any(cell.get_text(strip=True) == "None" for cell in table.select("td")):
            faults.append(f"The table {shown!r} has a cell that says None: say why there is no number.")
    return faults


def names(soup: BeautifulSoup) -> list[str]:
    """What is called by its visible name answers to it (WCAG 2.5.3): a hidden name holds the words that are shown."""
    faults = []
    for tag in soup.select("button[aria-label], a[aria-label], summary[aria-label]"):
        hidden, shown = str(tag["aria-label"]), " ".join(tag.get_text(" ").split())
        if shown.lower() not in hidden.lower():
            faults.append(f"The button {shown!r} has the hidden name {hidden!r}, which leaves those words out.")
    return faults


def headings(soup: BeautifulSoup) -> list[str]:
    """Headings go down one level at a time, from one title."""
    levels = [int(tag.name[1]) for tag in soup.select("article h1, article h2, article h3, article h4")]
    if levels[:1] != [1] or levels.count(1) != 1:
        return ["The page does not begin with its one title."]
    return [f"A heading of level {b} follows one of level {a}." for a, b in pairwise(levels) if b - a > 1]


def other_sites(soup: BeautifulSoup) -> list[str]:
    """Nothing is asked of another site: no script, style, font or picture."""
    tags = soup.select("script[src], link[href], img[src], iframe[src], source[src], object[data]")
    addresses = [str(t.get("src") or t.get("href") or t.get("data")) for t in tags if t.get("rel") != ["canonical"]]
    inline = [a for style in soup.select("style, [style]") for a in _urls_of(style)]
    return [f"The page asks {a} of another site." for a in (*addresses, *inline) if re.match(r"(?:https?:)?//", a)]


def footing(soup: BeautifulSoup) -> list[str]:
    """Every page says what it is not."""
    foot = soup.select_one("footer.bd-footer")
    return [] if foot and "Not medical advice" in foot.get_text() else ["The page does not say 'Not medical advice'."]


def brief(soup: BeautifulSoup) -> list[str]:
    """The box at the top of a page that computes holds the numbers that it computed."""
    box = soup.select_one(".fls-brief")
    if box is None or not soup.select("div.cell"):
        return []
    return [] if re.search(r"\d", box.get_text()) else ["In brief holds no number: is `brief` said in a cell?"]


def outputs(page: Page, soup: BeautifulSoup) -> list[str]:
    """Each cell that ends in a table, chart or sentence shows one: a figure can vanish without a warning."""
    built = soup.select("div.cell")
    if len(built) != len(page.cells):
        return [f"The page shows {len(built)} code cells and its source has {len(page.cells)}."]
    faults = []
    for number, (cell, shown) in enumerate(zip(page.cells, built, strict=True), start=1):
        last = ast.parse(cell.source).body[-1]
        if not isinstance(last, ast.Expr):
            continue
        called = last.value.func if isinstance(last.value, ast.Call) else last.value
        name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
        kind, where = _SHOWN[next(end for end in _SHOWN if name.endswith(end))]
        if shown.select_one(f".cell_output {where}") is None:
            faults.append(f"Code cell {number} ends in `{name}` and shows no {kind}.")
    return faults


def _urls_of(tag: Tag) -> list[str]:
    return re.findall(r"url\(['\"]?([^'\")]+)", f"{tag.get('style', '')} {tag.string or ''}")


def _near(text: str, found: re.Match[str]) -> str:
    return " ".join(text[max(0, found.start() - 40) : found.end() + 40].split())


ON_EVERY_PAGE = (unwanted_words, pictures, tables, names, headings, other_sites, footing, brief)
