"""Pictures and tables of a built page, as those get them who listen."""

import re

from bs4 import BeautifulSoup, Tag

SHORTEST_ALT = 40
"""Characters of a text that says a finding; a file name or "bar chart" is shorter."""
FEWEST_WORDS = 3
"""Of a picture's text: "image", "figure 1" and "x" say nothing."""
_FILE_NAME = re.compile(r"(?i)\.(?:png|svg|jpe?g|gif|webp|avif|bmp|tiff?)\b|^[0-9a-f]{16,}")


def pictures(soup: BeautifulSoup) -> list[str]:
    """A picture says its finding in words, and a chart gives its numbers."""
    faults = []
    for image in soup.select("article img"):
        alt = str(image.get("alt", "")).strip()
        if len(re.findall(r"[^\W\d_]+", alt)) < FEWEST_WORDS or _FILE_NAME.search(alt):
            faults.append(f"The picture {image.get('src')} has {alt or 'nothing'} as its text: say what it shows.")
    for drawing in soup.select('article [role="img"]'):
        label = str(drawing.get("aria-label", ""))
        if len(label) < SHORTEST_ALT or not re.search(r"\d", label):
            faults.append(f"A chart's text is {label!r}: say its finding, with its numbers.")
    charts = [c for c in soup.select("article figure.fls-chart") if c.select_one("a.fls-data[download]") is None]
    faults += [f"The chart {chart.get('aria-label')!r} has no link to its numbers." for chart in charts]
    return faults


def tables(soup: BeautifulSoup) -> list[str]:
    """A table can be walked by ear: a caption, named columns and rows, no index column, a word in each cell."""
    faults = []
    for table in soup.select("article table"):
        caption = table.find("caption")
        name = caption.get_text(" ", strip=True).rstrip("# ") if isinstance(caption, Tag) else ""
        heads = table.select("thead th")
        shown = name or table.get_text(" ", strip=True)[:60]
        first = [row.find(["th", "td"]) for row in table.select("tbody tr")]
        names = [cell.get_text(strip=True) if isinstance(cell, Tag) else "" for cell in first]
        if not name:
            faults.append(f"The table {shown!r} has no caption.")
        if not heads or any(not head.get_text(strip=True) for head in heads):
            faults.append(f"The table {shown!r} has a column without a name.")
        if not all(names):
            faults.append(f"The table {shown!r} has a row without a name.")
        if len(names) > 1 and names == [str(n) for n in range(len(names))]:
            faults.append(f"The table {shown!r} has an index column: its first column counts from 0.")
        if any(head.get("scope") not in ("col", "row") for head in table.select("th")):
            faults.append(f"The table {shown!r} has a heading without a scope.")
        if any(cell.get_text(strip=True) == "None" for cell in table.select("td, th")):
            faults.append(f"The table {shown!r} has a cell that says None: say why there is no number.")
    return faults
