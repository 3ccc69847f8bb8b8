"""A case: everything that one run of the model needs, in one file that an auditor can run again.

`case.schema.json` beside this module describes the same file for other programs.
"""

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, is_dataclass
from pathlib import Path

from flsguide.evidence.json_node import Node
from flsguide.evidence.strict_json import Json, Number, read_json
from flsguide.evidence.vocabulary import AGES, HEALTH_OUTPUTS, KINDS, RELEASES, SEXES, SITES, STATES, YOUNGEST, Value

__all__ = ["MOST_YEARS", "Case", "Line", "Pathway", "Subgroup", "case_content", "case_from", "read_case"]

MOST_YEARS = 50
"""The longest that a case may follow people: from 50 to 100, where the tables end."""
BySex = Mapping[str, tuple[float, ...]]


@dataclass(frozen=True)
class Line:
    """What a cost line is: what kind of benefit it releases, and the share that each budget holder bears."""

    release: str
    holders: Mapping[str, Value]


@dataclass(frozen=True)
class Pathway:
    """What happens to one person after the index fracture: a medicine or none, seen by the service or not.

    Numbers may be arrays of draws where a case is sampled. Months are months after the index fracture.
    """

    treated: bool
    relative_risk: Mapping[str, Value]
    stop_monthly: tuple[Value, ...]
    """Probability of stopping in a month, by year; the last repeats."""
    delay_months: Value
    onset_months: Value
    residual_months: Value
    residual_share: Value
    mortality_ratio: tuple[Value, ...]
    """Times the hazard of death, by year; the last repeats."""
    per_month_on_drug: Mapping[str, Value]
    at_entry: Mapping[str, Value]


@dataclass(frozen=True)
class Subgroup:
    """People of one age, sex and index site who enter together."""

    age: float
    sex: str
    site: str
    n: float


@dataclass(frozen=True)
class Case:
    """One fully specified run, as `docs/methods/model.md` describes it. Money is in pounds of one price year."""

    horizon_years: int
    entry_years: int
    ramp: tuple[float, ...]
    discount_costs: float
    discount_qalys: float
    thresholds: Mapping[str, float]
    """Pounds for a QALY, by how the case writes them."""
    imminent_excess: Value
    imminent_months: Value
    refracture_multiplier: Value
    care_home_monthly: Value
    fracture: Mapping[str, BySex]
    """Fractures a person-year by kind and sex, at each age from 50 to 99."""
    mortality: BySex
    """Probability of dying within a year."""
    utility_norm: BySex
    site_multiplier: Mapping[str, Value]
    smr: Mapping[str, Mapping[str, Value]]
    utility_multiplier: Mapping[str, Value]
    bed_days: Mapping[str, Value]
    lines: Mapping[str, Line]
    per_fracture: Mapping[str, Mapping[str, Value]]
    per_month: Mapping[str, Mapping[str, Value]]
    fixed_costs: Mapping[str, Mapping[str, tuple[Value, ...]]]
    pathways: Mapping[str, Pathway]
    strategies: Mapping[str, Mapping[str, Mapping[str, float]]]
    compare: tuple[str, str]
    cohort: tuple[Subgroup, ...]


def read_case(path: Path) -> Case:
    """The case in a JSON file.

    Raises:
        EvidenceError: the first thing that is wrong, named by its path in the file.
    """
    return case_from(read_json(path), path.name)


def case_from(content: Json, file: str = "case") -> Case:
    """The case in the content of a file, as `strict_json.read_json` gives it.

    Raises:
        EvidenceError: an unknown or missing key, a wrong type, length, name or number, shares that do not
            sum to 1; named by its path, such as `tables.fracture.hip.female[3]`.
    """
    names = list(Case.__dataclass_fields__)
    keys = [n for n in names if n not in ("fracture", "mortality", "utility_norm")]
    keys.insert(keys.index("site_multiplier"), "tables")
    case = Node(content, file, "").fields(keys)
    tables = case["tables"].fields(("fracture", "mortality", "utility_norm"))
    lines = {name: _line(node) for name, node in case["lines"].named().items()}
    for name in lines:
        if name in HEALTH_OUTPUTS:
            raise case["lines"].key_error(name, "a line whose name is not that of a health output")
    pathways = {name: _pathway(node, lines) for name, node in case["pathways"].named().items()}
    horizon = case["horizon_years"].whole(1, MOST_YEARS)
    entry = case["entry_years"].whole(1, horizon)
    strategies = {name: _strategy(node, pathways) for name, node in case["strategies"].named().items()}
    return Case(
        horizon_years=horizon,
        entry_years=entry,
        ramp=case["ramp"].numbers(entry, 0, 1),
        discount_costs=case["discount_costs"].number(0),
        discount_qalys=case["discount_qalys"].number(0),
        thresholds=_thresholds(case["thresholds"]),
        imminent_excess=case["imminent_excess"].number(0),
        imminent_months=case["imminent_months"].above_0(),
        refracture_multiplier=case["refracture_multiplier"].number(0),
        care_home_monthly=_care_home(case["care_home_monthly"]),
        fracture={k: _by_sex(node, 0) for k, node in tables["fracture"].fields(KINDS).items()},
        mortality=_by_sex(tables["mortality"], 0, 1),
        utility_norm=_by_sex(tables["utility_norm"], -1, 1.5),
        site_multiplier=case["site_multiplier"].numbers_of(SITES, 0),
        smr={state: node.numbers_of(SEXES, 0) for state, node in case["smr"].fields(STATES).items()},
        utility_multiplier=case["utility_multiplier"].numbers_of(STATES, -1, 1.5),
        bed_days=case["bed_days"].numbers_of(KINDS, 0),
        lines=lines,
        per_fracture={n: node.numbers_of(KINDS, 0) for n, node in case["per_fracture"].some_of(lines).items()},
        per_month={
            n: {s: x.number(0) for s, x in node.some_of(STATES).items()}
            for n, node in case["per_month"].some_of(lines).items()
        },
        fixed_costs={
            s: {n: amounts.numbers(horizon, 0) for n, amounts in node.some_of(lines).items()}
            for s, node in case["fixed_costs"].some_of(strategies).items()
        },
        pathways=pathways,
        strategies=strategies,
        compare=_compare(case["compare"], strategies),
        cohort=tuple(_subgroup(node) for node in case["cohort"].items("people of one age, sex and site")),
    )


def case_content(case: Case) -> Json:
    """A case as the content of a file: `case_from` reads it back."""
    tables = ("fracture", "mortality", "utility_norm")
    content = {name: _plain(getattr(case, name)) for name in Case.__dataclass_fields__ if name not in tables}
    content["tables"] = {name: _plain(getattr(case, name)) for name in tables}
    content["thresholds"] = [int(x) if x.is_integer() else x for x in case.thresholds.values()]
    return content


def _plain(value: Json) -> Json:
    """Records and mappings as objects, sequences as lists."""
    if is_dataclass(value):
        return {name: _plain(getattr(value, name)) for name in value.__dataclass_fields__}
    if isinstance(value, Mapping):
        return {key: _plain(part) for key, part in value.items()}
    return [_plain(part) for part in value] if isinstance(value, tuple) else value


def _line(node: Node) -> Line:
    parts = node.fields(("release", "holders"))
    return Line(parts["release"].choice(RELEASES), parts["holders"].shares())


def _pathway(node: Node, lines: Mapping[str, Line]) -> Pathway:
    parts = node.fields(Pathway.__dataclass_fields__)
    if not isinstance(parts["treated"].value, bool):
        raise parts["treated"].error("true or false")
    residual = parts["residual_months"].number(0)
    if 0 < residual < 1:  # the effect would end with a probability above 1
        raise parts["residual_months"].error("0, or a number of 1 or more")
    return Pathway(
        treated=parts["treated"].value,
        relative_risk=parts["relative_risk"].numbers_of(KINDS, 0),
        stop_monthly=parts["stop_monthly"].numbers(None, 0, 1),
        delay_months=parts["delay_months"].number(0),
        onset_months=parts["onset_months"].number(0),
        residual_months=residual,
        residual_share=parts["residual_share"].number(0, 1),
        mortality_ratio=parts["mortality_ratio"].numbers(None, 0),
        per_month_on_drug={n: x.number(0) for n, x in parts["per_month_on_drug"].some_of(lines).items()},
        at_entry={n: x.number(0) for n, x in parts["at_entry"].some_of(lines).items()},
    )


def _strategy(node: Node, pathways: Mapping[str, Pathway]) -> dict[str, dict[str, float]]:
    return {site: shares.shares(pathways) for site, shares in node.fields(SITES).items()}


def _subgroup(node: Node) -> Subgroup:
    parts = node.fields(("age", "sex", "site", "n"))
    age = parts["age"].number()
    if not YOUNGEST <= age < YOUNGEST + AGES:
        raise parts["age"].error(f"an age from {YOUNGEST} to below {YOUNGEST + AGES}")
    return Subgroup(age, parts["sex"].choice(SEXES), parts["site"].choice(SITES), parts["n"].number(0))


def _by_sex(node: Node, low: float, high: float = math.inf) -> dict[str, tuple[float, ...]]:
    return {sex: ages.numbers(AGES, low, high) for sex, ages in node.fields(SEXES).items()}


def _care_home(node: Node) -> float:
    value = node.number(0, 1)
    if 1 / 12 + value > 1:  # in the same month 1 in 12 leave the first year
        raise node.error("a number from 0 to 11/12: in each month 1 in 12 leave the first year after the fracture")
    return value


def _thresholds(node: Node) -> dict[str, float]:
    found: dict[str, float] = {}
    for item in node.items("numbers"):
        value = item.number()
        if value in found.values():
            raise item.error("each threshold once")
        found[item.value.written if isinstance(item.value, Number) else f"{value:.12g}"] = value
    return found


def _compare(node: Node, strategies: Collection[str]) -> tuple[str, str]:
    base, new = (item.choice(strategies) for item in node.items("names of strategies: today's and the new one", 2))
    return base, new
