"""What the base case takes for granted: each assumption with its reason, and what follows if it is wrong."""

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flsguide.data_path import data_path, data_root
from flsguide.evidence.parameters import parameters
from flsguide.evidence.sources import CERTAINTIES, sources
from flsguide.evidence.tables import Row, read_table

__all__ = ["DIRECTIONS", "PARTS", "Assumption", "assumptions"]

DIRECTIONS = ("favours", "against", "unclear")
"""What an assumption does to the service: it looks better than it may be, or worse, or nobody can say."""
PARTS = ("people", "risk", "treatment", "outcomes", "costs", "method")
"""The parts of the model, in the order of what happens to a person."""
_COLUMNS = ("name", "part", "assumption", "why", "if_wrong", "direction", "where", "source", "certainty")
_PACKAGE = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Assumption:
    """One thing that the base case takes for granted."""

    name: str
    part: str
    assumption: str
    why: str
    if_wrong: str
    direction: str
    where: tuple[str, ...]
    """Rows of `parameters.csv`, tables of `data/` and functions of the package, such as `model.cohort.step`."""
    source: tuple[str, ...]
    certainty: str


@cache
def assumptions() -> tuple[Assumption, ...]:
    """Every assumption, in file order.

    Raises:
        EvidenceError: an unknown part, direction, certainty or source; a text that is missing; a place that is
            neither a row, a table nor a function; a name that is repeated; a published or derived one without source.
    """
    return tuple(map(_assumption, read_table(data_path("assumptions.csv"), _COLUMNS, key=("name",))))


def _assumption(row: Row) -> Assumption:
    return Assumption(
        name=row.required("name"),
        part=row.text("part", PARTS),
        assumption=row.required("assumption"),
        why=row.required("why", "the reason for it"),
        if_wrong=row.required("if_wrong", "what follows if it is wrong"),
        direction=row.text("direction", DIRECTIONS),
        where=_where(row),
        source=_source(row),
        certainty=row.text("certainty", CERTAINTIES),
    )


def _source(row: Row) -> tuple[str, ...]:
    keys = row.listed("source", sources(), "keys of sources.bib")
    if not keys and row.cells["certainty"] in ("published", "derived"):
        raise row.error("source", f"a key of sources.bib: the assumption is {row.cells['certainty']}")
    return keys


def _where(row: Row) -> tuple[str, ...]:
    row.required("where", "a row of parameters.csv, a table or a function, joined by ;")
    places = tuple(part.strip() for part in row.cells["where"].split(";"))
    # Only whether a row is there is asked, never a figure of it: a page that lists them shows none.
    rows = parameters().rows
    for place in places:
        if not (place in rows or _is_table(place) or _is_function(place)):
            what = "a row of parameters.csv, a table such as mortality.csv or a function such as model.cohort.step"
            raise row.error("where", f"{what}, joined by ; ({place[:40]!r} is none)")
    return places


def _is_table(place: str) -> bool:
    return place.endswith(".csv") and (data_root() / place).is_file()


def _is_function(place: str) -> bool:
    """Whether a module of the package defines it. The module is read and not run: other rooms import this one."""
    module, _, function = place.rpartition(".")
    path = _PACKAGE.joinpath(*module.split(".")).with_suffix(".py")
    if not module or not path.is_file():
        return False
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return any(isinstance(node, ast.FunctionDef) and node.name == function for node in tree.body)
