"""The `flsguide` command: thin, one verb per user task.

An answer goes to standard output. A mistake in the input gives one line on standard error,
exit status 2, and no file.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import flsguide
from flsguide.evidence.areas import ENGLAND, Area, find_area
from flsguide.evidence.errors import EvidenceError
from flsguide.evidence.incidence import incidence
from flsguide.evidence.parameters import Parameters, parameters
from flsguide.evidence.population import people_at_england_shares, people_in
from flsguide.evidence.prices import price_steps
from flsguide.evidence.published_counts import published_counts
from flsguide.model.caseload import Caseload, caseload
from flsguide.model.eligibility import people_to_see
from flsguide.model.local_caseload import has_own_hip_count, local_caseload
from flsguide.report.caseload_sentences import caseload_in_brief
from flsguide.report.caseload_tables import caseload_table
from flsguide.report.inputs import population_note

__all__ = ["main"]

DEFAULT_YEAR = 2026


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb and return the exit status."""
    given = _parser().parse_args(arguments)
    try:
        return int(given.run(given))
    except EvidenceError as problem:
        print(f"flsguide: {problem}", file=sys.stderr)
    except OSError as problem:
        print(f"flsguide: {problem.filename}: {problem.strerror}", file=sys.stderr)
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="flsguide", description=flsguide.__doc__.splitlines()[0])
    parser.add_argument("--version", action="version", version=flsguide.__version__)
    verbs = parser.add_subparsers(required=True, metavar="verb")
    verb = verbs.add_parser(
        "caseload", help="how many fragility fractures an area, or a service's population, has a year"
    )
    verb.add_argument("--area", help="name or code of a local authority, integrated care board or trust")
    verb.add_argument("--local", type=Path, help="a service's own numbers: CSV with name,value,low,high,source,note")
    verb.add_argument("--year", type=int, default=DEFAULT_YEAR, help=f"calendar year (default {DEFAULT_YEAR})")
    verb.add_argument("-o", "--out", type=Path, help="also write the table to this CSV file")
    verb.set_defaults(run=_caseload)
    check = verbs.add_parser("check", help="read every table of figures and say the first thing that is wrong")
    check.set_defaults(run=_check)
    return parser


def _check(given: argparse.Namespace) -> int:
    """Read every table that has a reader; the first fault ends the command with its one line."""
    del given
    inputs = parameters()
    people_in(find_area(ENGLAND), DEFAULT_YEAR)
    rows = len(inputs) + len(incidence()) + len(price_steps()) + len(published_counts())
    print(f"{rows} rows of figures and every population can be read")
    return 0


def _caseload(given: argparse.Namespace) -> int:
    inputs = parameters().with_local(given.local) if given.local else parameters()
    area = find_area(given.area) if given.area else None
    place, load = _load(given, inputs, area)
    seen = people_to_see(load, inputs.range_of("p_eligible_other"), inputs.range_of("p_people_per_fracture"))
    table = caseload_table(load, place)
    if given.out:
        _write(given.out, table.to_csv())
    print(caseload_in_brief(place, load, seen), table, population_note(area), sep="\n\n")
    return 0


def _load(given: argparse.Namespace, inputs: Parameters, area: Area | None) -> tuple[str, Caseload]:
    if area:
        place, people = f"{area.name} ({area.kind_in_words})", people_in(area, given.year)
    elif inputs["n_residents"].national:
        (source,) = inputs["n_residents"].source
        place = f"A population of {inputs.number('n_residents'):,.0f} as old as England's ({source})"
        people = people_at_england_shares(inputs.number("n_residents"), given.year)
    else:
        raise EvidenceError.at("command line", None, "--area", "", "--area, or --local with a row n_residents")
    if area and area.code == ENGLAND and not has_own_hip_count(inputs):  # the rates are England's own
        return place, caseload(people, incidence(), given.year)
    return place, local_caseload(people, incidence(), given.year, inputs)


def _write(path: Path, text: str) -> None:
    """Whole or not at all: a reader never finds half a table."""
    if not path.parent.is_dir():
        raise EvidenceError.at("command line", None, "--out", str(path), "a path in a folder that exists")
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as out:
            out.write(text)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


if __name__ == "__main__":
    sys.exit(main())
