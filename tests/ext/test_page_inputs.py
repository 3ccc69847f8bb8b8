"""What a page depends on is read off its code and that of the modules it imports."""

from pathlib import Path

import pytest

from ext.small_site import page, write
from page_inputs import inputs_of

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
    files = inputs_of(text, package, package.parent / "data", page="a-page").files
    assert list(files) == sorted(set(files))
    return {
        path.relative_to(package if path.is_relative_to(package) else package.parent).as_posix() for path in files
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


def test_the_words_are_the_strings_of_the_cells_and_of_every_module(package: Path) -> None:
    text = page("from flsguide.model.run import run", "f'rr_{x}_end', 'p_started', 3, b'p_bytes'  # 'p_comment'")
    words = inputs_of(text, package, package.parent / "data").words
    assert words == {"rr_", "_end", "p_started", "rates.csv"}
