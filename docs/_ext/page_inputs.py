"""What a notebook page depends on: the modules that its code cells import, and the data files that these name.

Nothing is run: the cells and modules are read as text. Data files must be named in string constants: by path,
file name or folder, or by a pattern such as `*.csv`.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from myst_nb.core.read import read_myst_markdown_notebook

_parse = cache(ast.parse)  # by source text, so never out of date; most pages share most modules


@dataclass(frozen=True)
class Inputs:
    """Everything of this project that a page is made from, besides its own text."""

    files: tuple[Path, ...]
    """Modules and data files, sorted."""
    words: frozenset[str]
    """The string constants of the page's cells and of those modules."""


def inputs_of(page_text: str, package_dir: Path, data_dir: Path, page: str = "page") -> Inputs:
    """Every module and data file that a notebook page depends on, and what their code names.

    Modules: those the code cells import, and those these import in turn, within functions too.
    Data files: those whose path in `data_dir`, name, folder or `*.suffix` is a string constant of these.

    Raises:
        ValueError: a cell or module is not plain Python (IPython magics are not); says where.
    """
    cells = [cell.source for cell in read_myst_markdown_notebook(page_text).cells if cell.cell_type == "code"]
    todo = [(f"{page}, code cell {n}", source, package_dir.parent) for n, source in enumerate(cells, start=1)]
    modules: set[Path] = set()
    words: set[str] = set()
    for where, source, folder in todo:  # grows as modules are found
        try:
            tree = _parse(source)
        except SyntaxError as error:
            msg = f"{where}, line {error.lineno}: {error.msg}; write plain Python, without IPython magics"
            raise ValueError(msg) from error
        values = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
        words.update(value for value in values if isinstance(value, str))
        new = set(_imports(tree, folder, package_dir)) - modules
        modules |= new
        todo += [(path.name, path.read_text(encoding="utf-8"), path.parent) for path in sorted(new)]
    return Inputs(tuple(sorted(modules | set(_named(data_dir, words)))), frozenset(words))


def _named(data_dir: Path, words: set[str]) -> Iterator[Path]:
    """Files of `data_dir` that a constant names."""
    named = {word.strip("/").removeprefix("**/") for word in words}
    for path in filter(Path.is_file, data_dir.rglob("*")):
        name = path.relative_to(data_dir)
        folders = {parent.as_posix() for parent in name.parents[:-1]}
        if named & {name.as_posix(), path.name, f"*{path.suffix}", *folders}:
            yield path


def _imports(tree: ast.AST, folder: Path, package_dir: Path) -> Iterator[Path]:
    """Files of `package_dir` that the imports of `tree` run; `folder` is where relative ones start."""
    for node in ast.walk(tree):
        names: list[tuple[Path, str]] = []  # where to look, and the dotted name there
        if isinstance(node, ast.Import):
            names = [(package_dir.parent, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            start = (package_dir.parent, folder, *folder.parents)[node.level]
            names = [(start, f"{node.module or ''}.{alias.name}".strip(".")) for alias in node.names]
        for start, name in names:
            module = start.joinpath(*name.split("."))  # a module, or a name that a module defines
            for path in (module, *module.parents):
                if path.is_relative_to(package_dir):
                    yield from (p for p in (path.with_suffix(".py"), path / "__init__.py") if p.is_file())
