"""A built page as plain Markdown and code, with nothing of Sphinx or MyST left in it.

The built page is read, not its source: there every role, citation and computed sentence has become words.
"""

from collections.abc import Iterator, Mapping
from html import escape
from typing import NamedTuple

from bs4 import BeautifulSoup, Tag
from markdownify import markdownify

UNWANTED = "a.headerlink, .sd-summary-state-marker, svg, script, style, .fls-narrow, .fls-downloads, .fls-site-only"


class Piece(NamedTuple):
    """A stretch of Markdown, or the place of a code cell with its output as Markdown."""

    is_code: bool
    text: str


def pieces_of(page_html: str) -> list[Piece]:
    """The article of a built page, in its order: Markdown between code cells."""
    article = BeautifulSoup(page_html, "html.parser").select_one("article")
    if article is None:
        msg = "a built page has no article; the theme's markup has changed"
        raise ValueError(msg)
    _simplify(article)
    found: list[Piece] = []
    prose: list[str] = []
    for element in _flat(article):
        if "cell" not in (element.get("class") or []):
            prose.append(str(element))
            continue
        found += [Piece(is_code=False, text=text)] if (text := _markdown("".join(prose))) else []
        prose.clear()
        output = element.select_one(".cell_output")
        found.append(Piece(is_code=True, text="" if output is None else _markdown(str(output))))
    return found + ([Piece(is_code=False, text=text)] if (text := _markdown("".join(prose))) else [])


def sources_of(page_html: str, sources_html: str, short_names: Mapping[str, str]) -> str:
    """The sources that a page cites or names, as a Markdown list: a copy must list them by itself.

    `short_names` are those that a table uses, by the anchor of the source on the page of sources.
    """
    article = BeautifulSoup(page_html, "html.parser").select_one("article")
    words = "" if article is None else article.get_text(" ")
    links = () if article is None else article.select('a[href*="methods/sources.html#"]')
    anchors = {str(link["href"]).partition("#")[2] for link in links}
    anchors |= {anchor for anchor, name in short_names.items() if name in words}
    listed = BeautifulSoup(sources_html, "html.parser").select("li.citation[id]")
    return "\n".join(f"- {_markdown(item.decode_contents())}" for item in listed if item["id"] in anchors)


def _flat(element: Tag) -> Iterator[Tag]:
    """The blocks of an article without the sections they stand in."""
    for child in element.find_all(recursive=False):
        if child.name == "section":
            yield from _flat(child)
        else:
            yield child


def _simplify(article: Tag) -> None:
    """Keep what a reader reads: charts become their finding, boxes become quotations, links within the site text."""
    for tag in article.select(UNWANTED):
        tag.decompose()
    for figure in article.select("figure.fls-chart"):
        drawing = figure.select_one('[role="img"]')
        title = figure.select_one(".fls-chart-title")
        words = f"<p><strong>{escape(title.get_text()) if title else ''}</strong></p>"
        words += f"<p>{escape(str(drawing['aria-label']))}</p>" if drawing else ""
        figure.replace_with(BeautifulSoup(words, "html.parser"))
    for box in article.select("div.admonition, details.sd-dropdown"):
        box.name = "blockquote"
        for title in box.select("p.admonition-title, summary"):
            title.name = "p"
            title.string = title.get_text(" ", strip=True)
            title.wrap(BeautifulSoup("", "html.parser").new_tag("strong"))
    for caption in article.select("table caption"):
        table = caption.find_parent("table")
        caption.name = "p"
        caption.wrap(BeautifulSoup("", "html.parser").new_tag("strong"))
        if table is not None and caption.parent is not None:
            table.insert_before(caption.parent.extract())
    for formula in article.select("math[alttext]"):
        mark = "$$" if formula.get("display") == "block" else "$"  # what Jupyter and Markdown editors draw
        formula.replace_with(f"{mark}{formula['alttext']}{mark}")
    for link in article.select("a[href]"):
        if not str(link["href"]).startswith(("http:", "https:", "mailto:")):
            link.unwrap()


def _markdown(html: str) -> str:
    text = markdownify(html, heading_style="ATX", bullets="-", escape_underscores=False, escape_asterisks=False)
    lines = [line.rstrip() for line in text.strip().splitlines()]
    return "\n".join(line for i, line in enumerate(lines) if line or (i and lines[i - 1]))
