"""Runs a page's code in a process of its own and writes down every row of parameters.csv that it reads.

`python rows_read.py page.md out.json`. A row is read when it is asked for by name, when rows are gone through or
counted, and when any of its cells but its name and whether it is asked of a service is looked at. Opening the table
again is reading all of it.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from IPython.core.interactiveshell import InteractiveShell

from flsguide.evidence import parameters as module
from flsguide.evidence.parameters import Parameter, Parameters, parameters
from page_source import Page

_FREE = ("name", "local", "__class__")
"""What it takes to pick the rows that a service is asked for, all of which are in every key."""


def record(patch: pytest.MonkeyPatch) -> set[str]:
    """The names of the rows that are read from now on; it grows. The table itself has been read and checked."""
    known, read = set(parameters()), set[str]()
    look, get, go_through = Parameter.__getattribute__, Parameters.__getitem__, Parameters.__iter__

    def looked_at(row: Parameter, field: str) -> Any:  # a cell of any kind
        if field not in _FREE:
            read.add(look(row, "name"))
        return look(row, field)

    def taken(inputs: Parameters, name: str) -> Parameter:
        read.add(str(name))
        return get(inputs, name)

    def gone_through(inputs: Parameters) -> Iterator[str]:
        read.update(known)
        return go_through(inputs)

    def counted(inputs: Parameters) -> int:
        read.update(known)
        return len(inputs.rows)

    def opened(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open" and Path(str(arguments[0])).name == "parameters.csv":
            read.update(known)

    patch.setattr(Parameter, "__getattribute__", looked_at)
    patch.setattr(Parameters, "__getitem__", taken)
    patch.setattr(Parameters, "__iter__", gone_through)
    patch.setattr(Parameters, "__len__", counted)
    sys.addaudithook(opened)
    return read


def run(page: Page) -> None:
    """Run its cells in order as its kernel would, and show what each ends in in every form it has."""
    shell = InteractiveShell.instance()
    shell.display_formatter.active_types = shell.display_formatter.format_types
    for cell in page.cells:
        shell.run_cell(cell.source, store_history=True).raise_error()


def main(page: str, out: str) -> None:
    """Write the names of the rows that a page reads."""
    assert not [name for name in sys.modules if name.startswith("flsguide.report")], "imported before it was watched"
    assert module.parameters is parameters
    with pytest.MonkeyPatch.context() as patch:
        read = record(patch)
        # A page prints a fingerprint of the whole table, dated: that is no figure of its own.
        from flsguide.report import notebook  # noqa: PLC0415  # watched from its first line on

        patch.setattr(notebook, "fingerprint", lambda _: "not taken")
        run(Page.read(Path(page)))
        found = sorted(read)
    Path(out).write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
