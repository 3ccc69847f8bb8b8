"""Checks pages and says in plain words what is missing: `make page PAGE=examples/my-question`.

The same rules run over every page in the tests.
"""

import sys
from collections.abc import Callable
from fnmatch import fnmatch
from pathlib import Path

from bs4 import BeautifulSoup

import anatomy
import built_page
import cells
import figures_in_code
import figures_in_prose
import front_matter
import quotations
import terms
import words
from page_source import DOCS, Page

SITE = DOCS.parent / "_build" / "html"
ON_EVERY_SOURCE: tuple[Callable[[Page], list[str]], ...] = (
    front_matter.front_matter,
    anatomy.sections,
    anatomy.contents,
    anatomy.opening,
    quotations.quotations,
    cells.cells,
    figures_in_prose.typed_figures,
    figures_in_code.typed_in_code,
    figures_in_prose.unknown_rows,
    figures_in_prose.unknown_sources,
    terms.unexplained_terms,
    words.readability,
)


def source_faults(page: Page) -> list[str]:
    """Everything that is wrong with a page as it is written."""
    return [fault for rule in ON_EVERY_SOURCE for fault in rule(page)]


def built_faults(page: Page, html: str) -> list[str]:
    """Everything that is wrong with a page as it was built."""
    soup = BeautifulSoup(html, "html.parser")
    found = [fault for rule in built_page.ON_EVERY_PAGE for fault in rule(soup)]
    return found + built_page.outputs(page, soup)


def find_page(name: str) -> Page | None:
    """The page that a contributor means: with or without `docs/` and `.md`."""
    path = DOCS / (name.removeprefix("docs/").removesuffix(".md") + ".md")
    return Page.read(path) if path.is_file() else None


def main(arguments: list[str]) -> int:
    """Print what is wrong with a page, before it is built (`source`) or after (`built`); 1 if anything is."""
    stage, name = arguments
    page = find_page(name)
    if page is None:
        print(f"There is no page docs/{name}.md. Give its folder and name, such as examples/how-many-fractures.")
        return 1
    if stage == "source":
        faults = [*source_faults(page), *not_listed(page)]
    else:
        built = SITE / f"{page.name}.html"
        faults = (
            built_faults(page, built.read_text(encoding="utf-8")) if built.is_file() else ["The page was not built."]
        )
    for number, fault in enumerate(faults, start=1):
        print(f"{number}. {fault}")
    if not faults and stage == "built":
        print(
            f"No fault found. A reviewer still asks whether the answer is right. Open _build/html/{page.name}.html."
        )
    return 1 if faults else 0


def not_listed(page: Page) -> list[str]:
    """A page that no list names cannot be found by a reader."""
    index = page.path.parent / "index.md"
    listed = index.read_text(encoding="utf-8").split() if index.is_file() else []
    if any(fnmatch(page.path.stem, name) for name in ("index", *listed)):  # a list may say `0*`
        return []
    return [f"No list names the page: add a line `{page.path.stem}` to {Path('docs') / index.relative_to(DOCS)}."]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
