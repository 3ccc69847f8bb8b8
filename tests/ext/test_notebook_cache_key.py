"""An edited module or figure re-runs the pages that use it, and no other."""

import importlib.util
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
from myst_nb.core.read import read_myst_markdown_notebook

EXTENSIONS = Path(__file__).parents[2] / "docs" / "_ext"


def load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("notebook_cache_key", EXTENSIONS / "notebook_cache_key.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


extension = load()

HEAD = "---\nfile_format: mystnb\nkernelspec:\n  name: python3\n  display_name: Python 3\n---\n\n# Page\n"


def page(*cells: str, head: str = HEAD) -> str:
    return head + "".join(f"\nSome words.\n\n```{{code-cell}}\n{cell}\n```\n" for cell in cells)


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


# What a page depends on

PACKAGE = {
    "__init__.py": "",
    "alone.py": "",
    "evidence/__init__.py": "",
    "evidence/rates.py": "from flsguide.paths import find\n\nTABLE = find('rates.csv')\n",
    "evidence/areas.py": "import csv\n# not 'rates.csv'\nAREAS = 'region/areas.csv'\n",
    "model/__init__.py": "from .run import run\n",
    "model/run.py": "def run():\n    from ..evidence import rates\n    return rates\n",
    "model/costs.py": "from . import run as other\n",
    "paths.py": "def find(name):\n    return name\n",
}
DATA = {"rates.csv": "1\n", "unused.csv": "1\n", "region/areas.csv": "1\n", "region/more.csv": "1\n"}
RUN = {
    "__init__.py",
    "model/__init__.py",
    "model/run.py",
    "evidence/__init__.py",
    "evidence/rates.py",
    "paths.py",
}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    write(tmp_path / "data", DATA)
    return write(tmp_path / "flsguide", PACKAGE)


def names(package: Path, text: str) -> set[str]:
    inputs = extension.inputs_of(text, package, package.parent / "data", page="a-page")
    assert list(inputs) == sorted(set(inputs))
    return {
        path.relative_to(package if path.is_relative_to(package) else package.parent).as_posix() for path in inputs
    }


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("1 + 1", set()),
        ("import math\nfrom pathlib import Path", set()),
        ("import flsguide_other\nfrom elsewhere import flsguide", set()),
        ("import flsguide", {"__init__.py"}),
        ("import flsguide.alone", {"__init__.py", "alone.py"}),
        ("import math, flsguide.alone as a", {"__init__.py", "alone.py"}),
        ("from flsguide import alone", {"__init__.py", "alone.py"}),
        ("from flsguide.paths import find", {"__init__.py", "paths.py"}),
        ("from flsguide.paths import *", {"__init__.py", "paths.py"}),
        ("if True:\n    def f():\n        import flsguide.alone", {"__init__.py", "alone.py"}),
        ("from flsguide.model.run import run", RUN | {"data/rates.csv"}),
        ("from flsguide.model import run", RUN | {"data/rates.csv"}),
        ("from flsguide.model import costs", RUN | {"model/costs.py", "data/rates.csv"}),
        (
            "from flsguide.evidence import areas",
            {"__init__.py", "evidence/__init__.py", "evidence/areas.py", "data/region/areas.csv"},
        ),
        ("open('region/more.csv')", {"data/region/more.csv"}),
        ("folder / 'region' / 'x'", {"data/region/areas.csv", "data/region/more.csv"}),
        ("f'{region}/more.csv'", {"data/region/more.csv"}),
        ("folder.glob('*.csv')", {f"data/{name}" for name in DATA}),
        ("folder.glob('**/*.csv')", {f"data/{name}" for name in DATA}),
        ("f'{figure}.csv'", set()),  # the name of a file to write, as a rule
        ("# 'rates.csv'", set()),
    ],
)
def test_inputs_are_the_imports_followed_and_the_data_they_name(package: Path, cell: str, expected: set[str]) -> None:
    assert names(package, page("1", cell)) == expected


def test_a_circle_of_imports_ends(package: Path) -> None:
    write(package, {"a.py": "import flsguide.b\n", "b.py": "import flsguide.a\n"})
    assert names(package, page("import flsguide.a")) == {"__init__.py", "a.py", "b.py"}


def test_cell_options_and_cells_shown_as_examples_are_not_code(package: Path) -> None:
    text = page(":tags: [hide-input]\n\nimport flsguide.alone")
    shown = "\n````\n```{code-cell}\nfrom flsguide import paths\n```\n````\n"
    assert names(package, text + shown) == {"__init__.py", "alone.py"}


@pytest.mark.parametrize("cell", ["%matplotlib inline", "%%time\n1", "!ls", "x = (", "find?"])
def test_a_cell_that_is_not_plain_python_is_refused_by_page_and_number(package: Path, cell: str) -> None:
    with pytest.raises(ValueError, match=r"a-page, code cell 2, line 1: .*without IPython magics"):
        names(package, page("1", cell))


def test_a_module_that_is_not_python_is_refused_by_name(package: Path) -> None:
    write(package, {"alone.py": "def\n"})
    with pytest.raises(ValueError, match=r"alone\.py, line 1"):
        names(package, page("import flsguide.alone"))


# The key


def key_of(folder: Path, *extra: str) -> str:
    key = extension.fingerprint([path for path in folder.rglob("*") if path.is_file()], folder, extra)
    assert isinstance(key, str)
    return key


def test_the_fingerprint_is_short_and_the_same_in_another_place_at_another_time(tmp_path: Path) -> None:
    here, there = write(tmp_path / "here", DATA), write(tmp_path / "there" / "deeper", DATA)
    os.utime(there / "rates.csv", (0, 0))
    assert re.fullmatch("[0-9a-f]{16}", key_of(here))
    assert key_of(here, "3.11") == key_of(there, "3.11")
    files = [here / name for name in DATA]
    assert extension.fingerprint(files, here) == extension.fingerprint(files[::-1], here)


def test_the_fingerprint_changes_with_bytes_names_and_extras(tmp_path: Path) -> None:
    folder = write(tmp_path, {"a.csv": "1", "b.csv": "2"})
    keys = [key_of(folder), key_of(folder, "3.11"), key_of(folder, "3.12"), key_of(folder, "3.1", "1")]
    write(folder, {"a.csv": "12", "b.csv": ""})  # the same bytes in a row, divided elsewhere
    keys.append(key_of(folder))
    (folder / "a.csv").rename(folder / "c.csv")
    keys.append(key_of(folder))
    assert len(set(keys)) == len(keys)


# A site

SITE_PACKAGE = {
    "__init__.py": "",
    "data_path.py": (
        "from pathlib import Path\n\n\ndef data_root():\n    return Path(__file__).parents[1] / 'data'\n"
    ),
    "rates.py": (
        "from fakeguide.data_path import data_root\n\n\n"
        "def rate():\n    return 'rate ' + (data_root() / 'rates.csv').read_text().strip()\n"
    ),
    "words.py": "WORD = 'hello'\n",
}
CONF = """
extensions = ["myst_nb", "notebook_cache_key"]
notebook_cache_key_package = "fakeguide"
nb_execution_mode = "cache"
nb_execution_raise_on_error = True
exclude_patterns = ["_build"]
html_theme = "basic"
"""


@dataclass(frozen=True)
class Site:
    """A site of two pages, each of which leaves a mark when it is really run."""

    folder: Path
    options: tuple[str, ...] = ()

    def sphinx(self) -> subprocess.CompletedProcess[str]:
        search = os.pathsep.join([str(self.folder), str(EXTENSIONS)])
        env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        env |= {"PYTHONPATH": search, "PYTHONPYCACHEPREFIX": str(self.folder.parent / "compiled")}  # quicker
        command = [sys.executable, "-m", "sphinx", "-q", "-W", *self.options, ".", "_build/html"]
        return subprocess.run(
            command, cwd=self.folder, env=env, capture_output=True, text=True, check=False, timeout=120
        )

    def build(self) -> list[str]:
        """Builds, and gives the pages that ran."""
        ran = self.folder / "ran.txt"
        ran.unlink(missing_ok=True)
        done = self.sphinx()
        assert done.returncode == 0, done.stdout + done.stderr
        return sorted(ran.read_text(encoding="utf-8").split()) if ran.exists() else []

    def html(self, name: str) -> str:
        return (self.folder / "_build" / "html" / f"{name}.html").read_text(encoding="utf-8")

    def edit(self, name: str, old: str, new: str) -> None:
        """For a module, to another length: of one edited within the second Python looks at no more."""
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")


def make_site(folder: Path, *options: str) -> Site:
    mark = "with open('ran.txt', 'a') as file:\n    print('{}', file=file)"
    fuller_head = HEAD.replace("kernelspec:", "myst:\n  html_meta:\n    author: us\nkernelspec:").replace(
        "3\n---", "3\ntitle: Fuller\n---"
    )
    rate, word = (
        "from fakeguide.rates import rate\nprint(rate())",
        "from fakeguide import words\nprint(words.WORD)",
    )
    write(folder / "fakeguide", SITE_PACKAGE)
    write(
        folder,
        {
            "conf.py": CONF,
            "data/rates.csv": "one\n",
            "requirements/site.txt": "sphinx==9\n",
            "index.md": "---\nkernelspec: {name: x}\n---\n# Home\n\n```{toctree}\nwith_data\nwithout_data\n```\n",
            "with_data.md": page(mark.format("with_data"), rate),
            "without_data.md": page(mark.format("without_data"), word, head=fuller_head),
        },
    )
    return Site(folder, options)


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
