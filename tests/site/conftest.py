"""The built site, as `make html` left it."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

ROOT = Path(__file__).parents[2]
SITE = ROOT / "_build" / "html"


def built_pages() -> list[Path]:
    """Every built page that has a source of its own."""
    return sorted(
        p for p in SITE.rglob("*.html") if (ROOT / "docs" / p.relative_to(SITE)).with_suffix(".md").is_file()
    )


@pytest.fixture(scope="session")
def soups() -> dict[str, BeautifulSoup]:
    """Every built page by its path in the site."""
    return {
        p.relative_to(SITE).as_posix(): BeautifulSoup(p.read_text(encoding="utf-8"), "html.parser")
        for p in built_pages()
    }
