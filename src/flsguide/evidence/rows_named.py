"""Which rows of parameters.csv code and pages ask for by name: one that is missing is found before any page runs.

A row's name is read off its shape, such as "p_started"; so is the start of one, such as "rr_scenario_" where the
rest is filled in. Nothing is run.
"""

import ast
import re
from collections.abc import Iterable
from pathlib import Path

from flsguide.evidence.errors import MissingRowError
from flsguide.evidence.parameters import NAME, Parameters

__all__ = ["check_rows_named", "names_in_code", "names_in_page"]

_CELL = re.compile(r"(?ms)^```\{code-cell\}[^\n]*\n((?::[^\n]*\n)*)(.*?)^```[ ]*$")
_ROLE = re.compile(r"\{(?:number|value)\}`([^`]*)`")


def names_in_code(source: str) -> set[str]:
    """The strings of a piece of Python that have the shape of a row's name or of its start.

    >>> sorted(names_in_code('inputs["p_started"], f"rr_scenario_{way}", "parameters.csv"'))
    ['p_started', 'rr_scenario_']
    """
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return set()  # the build says which cell cannot be read, and where
    texts = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))
    return {text for text in texts if NAME.fullmatch(text.removesuffix("_"))}


def names_in_page(text: str) -> set[str]:
    """The rows that a page names in its code cells and in its sentences."""
    in_cells = (names_in_code(code) for _, code in _CELL.findall(text))
    return set(_ROLE.findall(text)).union(*in_cells)


def check_rows_named(inputs: Parameters, package: Path, pages: Path) -> None:
    """Read every module and, in a checkout, every page; a wheel has no pages.

    Raises:
        MissingRowError: the first file that names a row that is not there.
    """
    for path in sorted(package.rglob("*.py")):
        _check(
            inputs,
            names_in_code(path.read_text(encoding="utf-8")),
            f"{package.name}/{path.relative_to(package).as_posix()}",
        )
    for path in sorted(pages.rglob("*.md")):
        _check(
            inputs,
            names_in_page(path.read_text(encoding="utf-8")),
            f"{pages.name}/{path.relative_to(pages).as_posix()}",
        )


def _check(inputs: Parameters, names: Iterable[str], where: str) -> None:
    for name in sorted(names):
        if name not in inputs and not (name.endswith("_") and any(row.startswith(name) for row in inputs)):
            raise MissingRowError.named("parameters.csv", name, inputs, where)
