"""An edited module or figure re-runs the pages that use it, and no other."""

import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import pytest
from myst_nb.core.read import read_myst_markdown_notebook

import notebook_cache_key as extension
from ext.small_site import HEAD, Site, make_site, page, write

pytestmark = pytest.mark.xdist_group("cache key")  # its module's fixture is made once

FILES = {"rates.csv": "1\n", "unused.csv": "1\n", "region/areas.csv": "1\n"}

# The key


def key_of(folder: Path, *extra: str) -> str:
    key = extension.fingerprint([path for path in folder.rglob("*") if path.is_file()], folder, extra)
    assert isinstance(key, str)
    return key


def test_the_fingerprint_is_short_and_the_same_in_another_place_at_another_time(tmp_path: Path) -> None:
    here, there = write(tmp_path / "here", FILES), write(tmp_path / "there" / "deeper", FILES)
    os.utime(there / "rates.csv", (0, 0))
    assert re.fullmatch("[0-9a-f]{16}", key_of(here))
    assert key_of(here, "3.11") == key_of(there, "3.11")
    files = [here / name for name in FILES]
    assert extension.fingerprint(files, here) == extension.fingerprint(files[::-1], here)


def test_the_fingerprint_changes_with_bytes_names_and_extras(tmp_path: Path) -> None:
    folder = write(tmp_path, {"a.csv": "1", "b.csv": "2"})
    keys = [key_of(folder), key_of(folder, "3.11"), key_of(folder, "3.12"), key_of(folder, "3.1", "1")]
    write(folder, {"a.csv": "12", "b.csv": ""})  # the same bytes in a row, divided elsewhere
    keys.append(key_of(folder))
    (folder / "a.csv").rename(folder / "c.csv")
    keys.append(key_of(folder))
    assert len(set(keys)) == len(keys)


# What Sphinx is told


@dataclass
class FakeApp:
    """As much of Sphinx as the extension speaks to."""

    confdir: Path

    def __post_init__(self) -> None:
        self.config = SimpleNamespace()
        self.env = self
        self.noted: set[str] = set()
        self.handlers: dict[str, Callable[..., object]] = {}

    def add_config_value(self, name: str, default: object, _rebuild: str) -> None:
        setattr(self.config, name, default)

    def connect(self, event: str, handler: Callable[..., object]) -> None:
        self.handlers[event] = handler

    def note_dependency(self, path: Path) -> None:
        self.noted.add(path.relative_to(self.confdir).as_posix())

    def read(self, text: str) -> str:
        source = [text]
        self.handlers["source-read"](self, "a-page", source)
        return source[0]


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeApp]:
    make_site(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    app = FakeApp(tmp_path)
    assert extension.setup(app)["parallel_read_safe"]
    assert app.config.notebook_cache_key_package == "flsguide"
    app.config.notebook_cache_key_package = "fakeguide"
    yield app
    for name in [name for name in sys.modules if name.partition(".")[0] == "fakeguide"]:
        del sys.modules[name]


RATE = page("from fakeguide import rates")


def test_every_file_is_noted_as_a_dependency_of_the_page(app: FakeApp) -> None:
    app.read(RATE)
    modules = {"fakeguide/__init__.py", "fakeguide/data_path.py", "fakeguide/rates.py"}
    assert app.noted == modules | {"data/rates.csv", "requirements/site.txt"}


@pytest.mark.parametrize(
    "head",
    [
        HEAD,
        HEAD.replace("kernelspec:", "title: x\nkernelspec:"),
        HEAD.replace("3\n---", "3\ntitle: x\nmyst:\n  html_meta:\n    author: us\n---"),
        "---\nfile_format: mystnb\nkernelspec: {name: python3, display_name: Python 3}\ntitle: x\n---\n",
    ],
)
def test_only_the_kernelspec_changes_and_every_line_keeps_its_number(app: FakeApp, head: str) -> None:
    text = page("from fakeguide import rates", head=head)
    before, after = read_myst_markdown_notebook(text), read_myst_markdown_notebook(app.read(text))
    key = after.metadata.kernelspec.pop("inputs")
    assert re.fullmatch("[0-9a-f]{16}", key)
    assert before.metadata == after.metadata
    lines = app.read(text).split("\n")
    changed = [number for number, line in enumerate(text.split("\n")) if line != lines[number]]
    assert changed
    assert max(changed) < head.count("\n")
    assert len(lines) == len(text.split("\n"))


@pytest.mark.parametrize("name", ["data/rates.csv", "fakeguide/rates.py", "requirements/site.txt"])
def test_the_key_follows_an_edit_and_its_taking_back_but_not_a_date(app: FakeApp, name: str) -> None:
    path, first = app.confdir / name, app.read(RATE)
    content = path.read_bytes()
    os.utime(path, (0, 0))
    assert app.read(RATE) == first
    path.write_bytes(content + b"# more")
    assert app.read(RATE) != first
    path.write_bytes(content)
    assert app.read(RATE) == first


@pytest.mark.parametrize(
    ("old", "new", "is_changed"),
    [
        ("p_used,1,no,", "p_used,7,no,", True),
        ("p_used,1,no,", "p_used,1,no,A note", True),
        ("A share,p_used", "A better share,p_used", True),
        ("label,name,value", "words,name,value", True),
        ("p_unused,3,no", "p_unused,3,yes", True),
        ("n_asked,4", "n_asked,7", True),
        ("p_unused,3", "p_unused,7", False),
        ("p_other_12,2", "p_other_12,7", False),
        ("\nUnused,p_unused,3,no,", "", False),
        ("\nUnused,", "\n\nUnused,", False),
        ("A share,", '"A share",', False),
        ("Unused,", '"Unused,', True),  # not readable as rows: then the whole table counts
    ],
)
def test_the_key_follows_the_rows_that_the_page_uses(app: FakeApp, old: str, new: str, is_changed: bool) -> None:
    text = page("from fakeguide.figures import figure\nfigure('p_used')")
    path, first = app.confdir / "data" / "parameters.csv", app.read(text)
    content = path.read_text(encoding="utf-8")
    assert content.count(old) == 1
    path.write_text(content.replace(old, new), encoding="utf-8")
    assert (app.read(text) != first) == is_changed
    path.write_text(content, encoding="utf-8")
    assert app.read(text) == first


def test_the_key_ignores_what_the_page_does_not_use(app: FakeApp) -> None:
    first = app.read(RATE)
    write(app.confdir, {"fakeguide/words.py": "WORD = 'other'\n", "data/other.csv": "1\n"})
    assert app.read(RATE) == first


def test_the_key_changes_with_the_version_of_python(app: FakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    first = app.read(RATE)
    monkeypatch.setattr(sys, "version_info", SimpleNamespace(major=3, minor=99))
    changed = app.read(RATE)
    monkeypatch.undo()
    assert changed != first


@pytest.mark.parametrize("text", ["", "# A page\n", "---\ntitle: x\n---\n# A page\n", "---\nkernelspec: x\n---\n"])
def test_a_page_that_is_not_run_is_left_alone(app: FakeApp, text: str) -> None:
    assert app.read(text) == text
    assert not app.noted


def test_a_page_that_is_run_without_a_kernelspec_is_refused(app: FakeApp) -> None:
    with pytest.raises(ValueError, match="a-page: a notebook page needs `kernelspec:`"):
        app.read(page("1", head="---\nfile_format: mystnb\n---\n"))


# Whole builds


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Site:
    site = make_site(tmp_path_factory.mktemp("site"))
    assert site.build() == ["with_data", "without_data"]
    assert "rate one" in site.html("with_data")
    assert "hello" in site.html("without_data")
    return site


@pytest.fixture
def site(built: Site) -> Iterator[Site]:
    """One site for all tests: its sources are put back after each, its outputs and its cache are kept."""
    kept = [path for path in built.folder.rglob("*.*") if path.is_file() and "_build" not in path.parts]
    before = {path: path.read_bytes() for path in kept}
    yield built
    for path, content in before.items():
        if not path.exists() or path.read_bytes() != content:
            path.write_bytes(content)


def test_nothing_runs_again_when_nothing_or_only_a_date_or_prose_changed(site: Site) -> None:
    assert site.build() == []
    for name in ("data/rates.csv", "fakeguide/rates.py", "with_data.md", "requirements/site.txt"):
        os.utime(site.folder / name)
    site.edit("with_data.md", "Some words.", "Other words.")
    assert site.build() == []
    assert "Other words." in site.html("with_data")
    assert "rate one" in site.html("with_data")


def test_an_edited_figure_runs_its_page_only_and_taking_it_back_runs_none(site: Site) -> None:
    path = site.folder / "data" / "rates.csv"
    dates = (path.stat().st_atime_ns, path.stat().st_mtime_ns)
    site.edit("data/rates.csv", "one", "two")
    assert site.build() == ["with_data"]
    assert "rate two" in site.html("with_data")
    site.edit("data/rates.csv", "two", "one")
    os.utime(path, ns=dates)  # as when a backup is copied back: the date alone would not tell
    assert site.build() == []
    assert "rate one" in site.html("with_data")


@pytest.mark.parametrize(
    ("old", "new", "ran"),
    [
        ("p_used,1,", "p_used,7,", ["with_data"]),
        ("p_other_12,2,", "p_other_12,7,", ["without_data"]),
        ("n_asked,4,", "n_asked,7,", ["with_data", "without_data"]),
        ("p_unused,3,", "p_unused,7,", []),
    ],
)
def test_an_edited_row_runs_the_pages_that_use_it_only_and_taking_it_back_runs_none(
    site: Site, old: str, new: str, ran: list[str]
) -> None:
    site.edit("data/parameters.csv", old, new)
    assert site.build() == ran
    shown = [page for page in ("with_data", "without_data") if new[:-1].replace(",", " ") in site.html(page)]
    assert shown == (ran if len(ran) == 1 else [])
    site.edit("data/parameters.csv", new, old)
    assert site.build() == []


def test_an_edited_module_runs_its_page_only_and_taking_it_back_runs_none(site: Site) -> None:
    site.edit("fakeguide/words.py", "hello", "goodbye")
    assert site.build() == ["without_data"]
    assert "goodbye" in site.html("without_data")
    site.edit("fakeguide/words.py", "goodbye", "hello")
    assert site.build() == []
    assert "hello" in site.html("without_data")


def test_the_key_is_kept_with_the_outputs_and_shown_to_no_reader(site: Site) -> None:
    site.build()
    records = list((site.folder / "_build").rglob("executed/*/base.ipynb"))
    assert records
    for record in records:
        kernelspec = json.loads(record.read_text(encoding="utf-8"))["metadata"]["kernelspec"]
        assert (kernelspec["name"], kernelspec["display_name"]) == ("python3", "Python 3")
        assert re.fullmatch("[0-9a-f]{16}", kernelspec["inputs"])
        assert kernelspec["inputs"] not in site.html("with_data") + site.html("without_data")
    assert 'content="us"' in site.html("without_data")  # the rest of its front matter still counts


def test_without_the_extension_edits_go_unnoticed(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    site.edit("conf.py", ', "notebook_cache_key"]', "]")
    assert site.build() == ["with_data", "without_data"]
    site.edit("data/rates.csv", "one", "two")
    site.edit("fakeguide/words.py", "hello", "goodbye")
    fresh = Site(site.folder, ("-E",))
    assert fresh.build() == []
    assert "rate one" in site.html("with_data")  # the file says two
    assert "hello" in site.html("without_data")
