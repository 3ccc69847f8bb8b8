"""What every test shares: unhurried properties, and a full check in which a skipped test fails."""

import os

import pytest
from hypothesis import settings

settings.register_profile("unhurried", deadline=None)  # a busy machine is not a fault
settings.load_profile("unhurried")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """On several cores what cannot be parted (an `xdist_group`) starts first, or one core would end on it alone."""
    items.sort(key=lambda item: item.get_closest_marker("xdist_group") is None)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """In the full check (`.ci/run`) nothing may be skipped: what was not run was not shown."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = len(reporter.stats.get("skipped", [])) if reporter else 0
    if skipped and os.environ.get("FLSGUIDE_NO_SKIP"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
        reporter.write_line(f"{skipped} tests were skipped, and the full check allows none", red=True)
