"""The national pathway table as files: with draws for pages, and compactly, without, for a browser.

`python -m flsguide.report.pathway_files FOLDER` writes both; `make html` does so when an input has changed.
"""

import json
import math
import sys
import zipfile
from pathlib import Path
from typing import Any

import numpy as np

from flsguide.analysis.national_table import PathwayDraws, every_pathway, national_cohort, national_draws
from flsguide.data_path import data_root
from flsguide.evidence.case_file import Case
from flsguide.evidence.errors import EvidenceError
from flsguide.evidence.national_tables import national_tables
from flsguide.evidence.parameters import parameters
from flsguide.model.base_case import base_case
from flsguide.model.index_deaths import name_at, roles
from flsguide.model.strategies import pathway_table
from flsguide.report.files import write_whole

__all__ = ["compact", "national_table", "read_draws", "write_draws"]

DRAWS, SEED, YEAR = 1000, 20261124, 2026
DIGITS = 6
"""Significant digits of the compact table: more than any input has."""


def write_draws(path: Path, table: PathwayDraws) -> None:
    """Write the table with draws, whole or not at all."""
    part = path.with_suffix(".part.npz")
    np.savez_compressed(
        part,
        pathways=np.array(table.pathways),
        outputs=np.array(table.outputs),
        strategies=np.array(table.strategies),
        values=table.values,
        shares=table.shares,
        people=table.people,
        input_names=np.array(list(table.inputs)),
        inputs=np.array(list(table.inputs.values())),
        seed=np.array(table.seed),
    )
    part.replace(path)


def read_draws(path: Path) -> PathwayDraws:
    """Read it back.

    Raises:
        EvidenceError: there is no such file, or it is not such a table.
    """
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as found:
            return PathwayDraws(
                pathways=tuple(map(str, found["pathways"])),
                outputs=tuple(map(str, found["outputs"])),
                strategies=tuple(map(str, found["strategies"])),
                values=found["values"],
                shares=found["shares"],
                people=found["people"],
                inputs=dict(zip(map(str, found["input_names"]), found["inputs"], strict=True)),
                seed=int(found["seed"]),
            )
    except (OSError, EOFError, KeyError, ValueError, zipfile.BadZipFile):
        allowed = "the pathway table that `make html` writes"
        raise EvidenceError.at(path, None, None, path.name, allowed) from None


def national_table() -> PathwayDraws:
    """The table that `make html` wrote; where there is none, as in a downloaded notebook, it is worked out anew."""
    path = data_root().parent / "_build" / "pathways" / "pathways.npz"
    return read_draws(path) if path.is_file() else _made()


def _made() -> PathwayDraws:
    inputs = parameters()
    return national_draws(inputs, national_tables(inputs), national_cohort(inputs, YEAR), DRAWS, SEED)


def compact(case: Case) -> str:
    """Every pathway of a case for every group of people, per person entering, as JSON for a browser.

    `values[group][pathway][output]` is a list by year; groups, pathways and outputs stand in lists of their own.
    A site that has its own copy of a pathway stands under the name that all sites share.
    """
    table = pathway_table(every_pathway(case))
    groups = list(dict.fromkeys(who for who, _ in table))
    outputs, names = list(next(iter(table.values()))), list(roles(case.pathways))
    content: dict[str, Any] = {
        "horizon_years": case.horizon_years,
        "groups": [[who.age, who.sex, who.site] for who in groups],
        "pathways": names,
        "outputs": outputs,
        "values": [
            [
                [_rounded(table[who, name_at(name, who.site, case.pathways)][output]) for output in outputs]
                for name in names
            ]
            for who in groups
        ],
    }
    return json.dumps(content, separators=(",", ":"), allow_nan=False)


def _rounded(years: tuple[float, ...]) -> list[float]:
    return [0 if x == 0 else round(x, DIGITS - 1 - math.floor(math.log10(abs(x)))) for x in years]


def main(arguments: list[str]) -> None:
    """Write both files into a folder."""
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    inputs = parameters()
    tables, cohort = national_tables(inputs), national_cohort(inputs, YEAR)
    write_whole(folder / "pathways.json", compact(base_case(inputs, tables, cohort)))
    write_draws(folder / "pathways.npz", _made())


if __name__ == "__main__":
    main(sys.argv[1:])
