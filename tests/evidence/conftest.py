"""What the tests of the figures share: a copy of `data/` to break, and the one-line refusal."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import flsguide.data_path
from flsguide.evidence import (
    areas,
    assumptions,
    claims,
    cost_lines,
    incidence,
    kpis,
    mortality,
    parameters,
    population,
    prices,
    published_counts,
    published_studies,
    refracture_studies,
    reporting,
    sources,
    utilities,
    validation_cases,
)
from flsguide.evidence.errors import EvidenceError

Edit = Callable[[str, str, str], None]
Refusal = Callable[..., str]


def _forget() -> None:
    readers = (
        areas, assumptions, claims, cost_lines, incidence, kpis, mortality, parameters, population, prices,
        published_counts, published_studies, refracture_studies, reporting, sources, utilities, validation_cases,
    )  # fmt: skip
    for module in readers:
        for thing in vars(module).values():
            if hasattr(thing, "cache_clear"):
                thing.cache_clear()


@pytest.fixture
def edit_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Edit]:
    """Replace one text, which must occur once, in a copy of `data/` that then stands in for it."""
    copy = tmp_path / "data"
    copy.mkdir()
    for path in flsguide.data_path.data_root().glob("*.*"):
        shutil.copy(path, copy)
    monkeypatch.setattr(flsguide.data_path, "data_root", lambda: copy)

    def edit(name: str, old: str, new: str) -> None:
        path = copy / name
        text = path.read_bytes().decode("utf-8")
        assert text.count(old) == 1, f"{old!r} occurs {text.count(old)} times in {name}"
        path.write_bytes(text.replace(old, new).encode("utf-8"))
        _forget()

    yield edit
    _forget()


@pytest.fixture(scope="session")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for properties, which write one file many times over."""
    return tmp_path_factory.mktemp("scratch")


@pytest.fixture(scope="session")
def refusal() -> Refusal:
    """The message of the one EvidenceError that a call ends in; it is one line."""

    def message_of(call: Callable[..., object], *arguments: object) -> str:
        with pytest.raises(EvidenceError) as caught:
            call(*arguments)
        message = str(caught.value)
        assert len(message.splitlines()) == 1
        return message

    return message_of
