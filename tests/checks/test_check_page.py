"""A page is on a list, by its name or by a pattern, or a reader cannot find it."""

from pathlib import Path

import pytest

import check_page
from page_source import Page


@pytest.mark.parametrize(
    ("listed", "is_found"), [("how-many", True), ("0*\nhow-*", True), ("how-many-more", False), ("0*", False)]
)
def test_a_page_that_no_list_names_is_told_where_to_be_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, listed: str, is_found: bool
) -> None:
    monkeypatch.setattr(check_page, "DOCS", tmp_path)
    (tmp_path / "index.md").write_text(f"# List\n\n```{{toctree}}\n{listed}\n```\n", encoding="utf-8")
    faults = check_page.not_listed(Page(tmp_path / "how-many.md", "# How many?\n"))
    assert faults == ([] if is_found else ["No list names the page: add a line `how-many` to docs/index.md."])
