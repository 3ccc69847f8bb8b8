"""A built page in a window of its own, as the tests open it."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page

from browser import looks

EXAMPLE = "examples/how-many-fractures"
"""A page with every kind of thing on it."""


@contextmanager
def opened(
    browser: Browser, url: str, width: int = 1280, theme: str = "light", motion: str = "reduce"
) -> Iterator[Page]:
    """A page in a window of its own, in the theme that was asked for."""
    size = {"width": width, "height": 800}
    context = browser.new_context(viewport=size, color_scheme=theme, reduced_motion=motion)  # type: ignore[arg-type]
    tab = context.new_page()
    tab.goto(url)
    assert looks.theme(tab, theme) == []
    yield tab
    context.close()


def watched(tab: Page) -> tuple[list[str], list[str], list[str]]:
    """What a tab asks for, what of that it does not get, and what goes wrong in its scripts, as it happens."""
    asked: list[str] = []
    missing: list[str] = []
    problems: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("response", lambda answer: missing.append(answer.url) if answer.status >= 400 else None)
    tab.on("requestfailed", lambda request: missing.append(request.url))
    tab.on("pageerror", lambda error: problems.append(str(error)))
    return asked, missing, problems
