"""Every page as it is written keeps every rule. `tests/checks` plants a fault for each rule."""

import pytest

from check_page import source_faults
from page_source import Page, every_page

PAGES = every_page()


def test_there_are_pages_of_every_kind() -> None:
    assert {page.kind for page in PAGES} == {"example", "guidance", "page"}
    assert {
        "how-many-fractures",
        "how-many-do-we-miss",
        "how-many-staff",
        "defend-or-expand",
        "example-template",
        "3-outcomes-data",
    } <= {page.path.stem for page in PAGES}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_keeps_every_rule(page: Page) -> None:
    assert source_faults(page) == []
