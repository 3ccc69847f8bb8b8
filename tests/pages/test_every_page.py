"""Every page as it is written keeps every rule. `tests/checks` plants a fault for each rule."""

from pathlib import Path

import pytest

from check_page import source_faults
from page_source import Page

DOCS = Path(__file__).parents[2] / "docs"
PAGES = sorted(p for p in DOCS.rglob("*.md") if not p.relative_to(DOCS).parts[0].startswith("_"))


def test_there_are_pages_of_every_kind() -> None:
    assert {Page.read(path).kind for path in PAGES} == {"example", "guidance", "page"}
    assert {"how-many-fractures", "how-many-do-we-miss", "example-template", "3-outcomes-data"} <= {
        p.stem for p in PAGES
    }


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.relative_to(DOCS).with_suffix("").as_posix())
def test_a_page_keeps_every_rule(path: Path) -> None:
    assert source_faults(Page.read(path)) == []
