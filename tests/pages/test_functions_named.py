"""A page that names a function of the package beside an equation names one that is there."""

import importlib
import re

import pytest

from page_source import Page, every_page

_NAMED = re.compile(r"(?<!\{number\})(?<!\{value\})`((?:evidence|model|analysis|report)(?:\.[A-Za-z_]+){2,})`")
PAGES = [page for page in every_page() if _NAMED.search(page.text)]


def missing(page: Page) -> list[str]:
    """Functions that a page names and the package has not."""
    found = []
    for name in _NAMED.findall(page.text):
        module, _, function = name.rpartition(".")
        try:
            thing = getattr(importlib.import_module(f"flsguide.{module}"), function, None)
        except ModuleNotFoundError:
            thing = None
        found += [] if callable(thing) else [name]
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_function_that_a_page_names_is_there(page: Page) -> None:
    assert missing(page) == []


def test_each_equation_of_the_model_has_its_function_near() -> None:
    (page,) = (page for page in PAGES if page.name == "methods/model")
    parts = re.split(r"(?m)^#{2,3} ", page.text)
    assert [part.splitlines()[0] for part in parts if "```{math}" in part and not _NAMED.search(part)] == []


@pytest.mark.parametrize("name", ["model.cohort.stepp", "model.cohorts.step", "model.cohort.ALIVE"])
def test_a_function_that_is_not_there_is_found(name: str) -> None:
    page = next(page for page in PAGES if page.name == "methods/model")
    assert missing(Page(page.path, f"# Title\n\nSee `{name}`.\n")) == [name]
