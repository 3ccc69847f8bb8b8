"""The `flsguide` command: thin, one verb per user task.

An answer goes to standard output. A mistake in the input gives one line on standard error,
exit status 2, and no file.
"""

import argparse
import json
import os
import sys
from collections.abc import Collection, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import NoReturn

import flsguide
from flsguide.analysis.case_result import case_result
from flsguide.data_path import data_path, data_root
from flsguide.evidence.areas import ENGLAND, areas, find_area
from flsguide.evidence.assumptions import assumptions
from flsguide.evidence.case_file import MOST_YEARS, Case, case_content, read_case
from flsguide.evidence.claims import claims
from flsguide.evidence.cost_lines import cost_lines
from flsguide.evidence.errors import EvidenceError
from flsguide.evidence.incidence import incidence, recorded_incidence
from flsguide.evidence.kpis import audit_results, kpis
from flsguide.evidence.local_numbers import LOCAL_COLUMNS, with_local
from flsguide.evidence.mortality import recorded_mortality
from flsguide.evidence.national_tables import national_tables
from flsguide.evidence.parameters import Parameters, parameters
from flsguide.evidence.places import Place, place_of
from flsguide.evidence.population import people_in
from flsguide.evidence.prices import HEALTH, price_steps, uprate
from flsguide.evidence.published_counts import published_counts
from flsguide.evidence.published_studies import published_statements
from flsguide.evidence.refracture_studies import refracture_studies
from flsguide.evidence.reporting import check_pages, reporting_items
from flsguide.evidence.rows_named import check_rows_named
from flsguide.evidence.utilities import recorded_norms
from flsguide.evidence.validation_cases import validation_cases
from flsguide.model.base_case import base_case, people_entering
from flsguide.model.base_strategies import CHOICES, Choices
from flsguide.model.eligibility import people_to_see
from flsguide.model.local_caseload import local_caseload
from flsguide.model.own_rows import without_effect
from flsguide.model.service_options import OPTIONS
from flsguide.report.case_notes import idle_note
from flsguide.report.caseload_sentences import caseload_in_brief, people_for_a_service
from flsguide.report.caseload_tables import caseload_numbers, caseload_table
from flsguide.report.files import write_whole
from flsguide.report.inputs import population_note

__all__ = ["main"]

DEFAULT_YEAR = 2026
LONG_RUN = 20
"""Runs of a case from which on the progress is shown."""


class _Parser(argparse.ArgumentParser):
    """A parser whose refusal is one line, like every other."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the command and where to look."""
        self.exit(2, f"flsguide: {message}; see {self.prog} --help\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb and return the exit status."""
    given = _parser().parse_args(arguments)
    try:
        return _answer(given)
    except EvidenceError as problem:
        print(f"flsguide: {problem}", file=sys.stderr)
    except OSError as problem:
        # A missing table has no system message, only its own sentence.
        said = f"{problem.filename}: {problem.strerror}" if problem.filename else str(problem)
        print(f"flsguide: {said}", file=sys.stderr)
    return 2


def _answer(given: argparse.Namespace) -> int:
    """Run the verb; a reader who stops reading, as `head` does, has read enough and made no mistake."""
    try:
        status = int(given.run(given))
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python complains as it ends
        return 0
    return status


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="flsguide", description=flsguide.__doc__.splitlines()[0])
    parser.add_argument("--version", action="version", version=flsguide.__version__)
    verbs = parser.add_subparsers(required=True, metavar="verb")
    verb = verbs.add_parser(
        "caseload", help="how many fragility fractures an area, or a service's population, has a year"
    )
    _whose(verb)
    verb.add_argument("-o", "--out", type=Path, help="also write the numbers, unrounded, to this CSV file")
    verb.set_defaults(run=_caseload)
    run = verbs.add_parser("run", help="run one fully specified case, so that a published figure can be checked")
    run.add_argument("case", type=Path, help="the case: a JSON file, described by case.schema.json in the package")
    run.add_argument("-o", "--out", type=Path, help="write the result to this JSON file instead of the screen")
    run.set_defaults(run=_run)
    case = verbs.add_parser(
        "case", help="write the base case of an area or a service as a case file, for flsguide run"
    )
    _whose(case)
    _choices(case)
    case.add_argument("-o", "--out", type=Path, help="write it to this JSON file instead of the screen")
    case.set_defaults(run=_case)
    check = verbs.add_parser("check", help="read every table of figures and say the first thing that is wrong")
    check.set_defaults(run=_check)
    return parser


def _whose(verb: argparse.ArgumentParser) -> None:
    """Whose people, and in which year."""
    verb.add_argument("--area", help="name or code of a local authority, integrated care board or trust")
    verb.add_argument("--local", type=Path, help=f"a service's own numbers: CSV with {','.join(LOCAL_COLUMNS)}")
    verb.add_argument("--year", type=int, default=DEFAULT_YEAR, help=f"calendar year (default {DEFAULT_YEAR})")


def _choices(verb: argparse.ArgumentParser) -> None:
    """What is decided and not uncertain: the fields of `Choices`, by their own names."""
    for name, words in {
        "staff": "whole posts with recruitment and setting up, or so much for each person seen (default: posts for "
        "one service; per_person for a country or a region, which has many)",
        "service_costs": "what staff cost: what the trust pays (default), with the pension paid centrally, or with "
        "overheads and buildings",
        "costs": "hospital care of a hip fracture: what it adds to the year before (default), or all of it",
        "unit_costs": "how that care is valued: by episode (default), by whole stay, or at the tariff",
        "nurse_band": "Agenda for Change band of the nurses in whole posts (default 7)",
    }.items():
        verb.add_argument(f"--{name.replace('_', '-')}", choices=CHOICES[name], help=words)
    verb.add_argument(
        "--options", nargs="+", choices=tuple(OPTIONS), help="what is compared, the base first (default: usual fls)"
    )
    verb.add_argument("--horizon-years", type=_horizon, metavar="YEARS", help="years modelled, 1 to 50 (default 10)")
    verb.add_argument(
        "--follow-up", action="store_true", help="the service keeps more people on tablets (a scenario)"
    )
    verb.add_argument("--survival", action="store_true", help="being seen lowers deaths by itself (a scenario)")


def _horizon(given: str) -> int:
    if given.isdecimal() and 1 <= int(given) <= MOST_YEARS:
        return int(given)
    msg = f"{given!r} is not allowed; give whole years from 1 to {MOST_YEARS}"
    raise argparse.ArgumentTypeError(msg)


def _chosen(given: argparse.Namespace, place: Place) -> Choices:
    """The defaults, but for what the command says."""
    said = {f.name: getattr(given, f.name) for f in fields(Choices) if getattr(given, f.name) is not None}
    is_one_service = place.area is None or place.area.kind not in ("country", "region")
    if given.options is not None:
        said["options"] = tuple(given.options)
    return replace(Choices(staff="posts" if is_one_service else "per_person"), **said)


def _check(given: argparse.Namespace) -> int:
    """Read every table; the first fault ends the command with its one line."""
    del given
    tables: tuple[Collection[object], ...] = (
        parameters(), areas(), recorded_incidence(), price_steps(), published_counts(), recorded_mortality(),
        recorded_norms(), kpis(), audit_results(), cost_lines(), validation_cases(), published_statements(),
        assumptions(), reporting_items(), claims(), refracture_studies(),
    )  # fmt: skip
    pages = data_root().parent / "docs"
    check_rows_named(parameters(), Path(flsguide.__file__).parent, pages)
    check_pages(reporting_items(), pages)
    people_in(find_area(ENGLAND), DEFAULT_YEAR)
    for own in ("example_service/local.csv", "example_service/with_service.csv"):
        with_local(parameters(), data_path(own))
    # The rows of the index can each be sound and still leave a year out.
    uprate(1, min((s.financial_year for s in price_steps() if s.index in HEALTH), default=""))
    print(f"{sum(map(len, tables))} rows of figures and every population can be read")
    return 0


def _check_out(out: Path | None, read: Path | None, holds: str) -> None:
    """What is read may be the only copy, so no result is written over it."""
    if out is not None and read is not None and out.exists() and read.exists() and out.samefile(read):
        allowed = f"another file than {holds} and would be lost"
        raise EvidenceError.at("command line", None, "--out", str(out), allowed)


def _run(given: argparse.Namespace) -> int:
    _check_out(given.out, given.case, "the case itself, which holds every number of the run")
    _write_json(case_result(read_case(given.case), given.case.name, _progress), given.out)
    return 0


def _case(given: argparse.Namespace) -> int:
    _check_out(given.out, given.local, "--local, which holds your own numbers")
    inputs = with_local(parameters(), given.local) if given.local is not None else parameters()
    place = place_of(inputs, given.area)
    chosen = _chosen(given, place)

    def case_of(numbers: Parameters) -> Case:
        load = local_caseload(place_of(numbers, given.area), incidence(), given.year, numbers)
        people = people_entering(
            load.counts, numbers.number("p_eligible_other"), numbers.number("p_people_per_fracture")
        )
        return base_case(numbers, national_tables(numbers), people, choices=chosen)

    _write_json(case_content(case_of(inputs)), given.out)
    if idle := without_effect(inputs, case_of):
        print(f"flsguide: note: {idle_note(idle, chosen.options)}", file=sys.stderr)
    return 0


def _write_json(content: object, out: Path | None) -> None:
    text = json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
    if out is None:
        print(text, end="")
    else:
        write_whole(out, text)


def _progress(done: int, of: int) -> None:
    """On a screen, one line that counts; a file or another program hears nothing."""
    if sys.stderr.isatty() and of >= LONG_RUN:
        print(f"\r{done} of {of} runs", end="\n" if done == of else "", file=sys.stderr, flush=True)


def _caseload(given: argparse.Namespace) -> int:
    _check_out(given.out, given.local, "--local, which holds your own numbers")
    inputs = with_local(parameters(), given.local) if given.local is not None else parameters()
    place = place_of(inputs, given.area)
    load = local_caseload(place, incidence(), given.year, inputs)
    seen = people_to_see(load, inputs.range_of("p_eligible_other"), inputs.range_of("p_people_per_fracture"))
    if given.out is not None:
        write_whole(given.out, caseload_numbers(load, place.name).to_csv())
    said = (
        caseload_in_brief(place.name, load),
        caseload_table(load, place.name),
        people_for_a_service(seen),
        population_note(place),
    )
    print(*said, sep="\n\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
