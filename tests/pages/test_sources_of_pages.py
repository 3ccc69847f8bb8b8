"""The list of sources is what the site rests on: nothing cited is missing, and nothing listed is idle."""

import re
from pathlib import Path

import pytest

from flsguide.evidence.sources import sources

ROOT = Path(__file__).parents[2]
TEXTS = [*ROOT.glob("docs/**/*.md"), *ROOT.glob("data/*.csv"), *ROOT.glob("src/**/*.py")]


def test_every_source_listed_is_used_somewhere() -> None:
    words = set(re.findall(r"[a-z0-9_]+", " ".join(path.read_text(encoding="utf-8") for path in TEXTS)))
    assert set(sources()) - words == set()


@pytest.mark.parametrize("page", [p for p in TEXTS if p.suffix == ".md"], ids=lambda p: p.stem)
def test_every_citation_of_a_page_is_listed(page: Path) -> None:
    cited = re.findall(r"\{cite:p\}`([^`]+)`", page.read_text(encoding="utf-8"))
    assert {key for keys in cited for key in keys.split(",")} <= set(sources())
