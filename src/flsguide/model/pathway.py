"""The care cascade: of people with a fracture, how many are found, assessed, recommended, started, still taking.

Each step is a share of an earlier one, and the shares have different denominators, as in
the audit: assessed and recommended are shares of those *found*, started of those
*recommended*, still taking of those *started*.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from flsguide.evidence.errors import EvidenceError
from flsguide.evidence.parameters import Parameter, Parameters
from flsguide.evidence.ranges import Range

__all__ = ["PRESETS", "Cascade", "Step", "cascade"]

PRESETS: Mapping[str, str] = {
    "audit": "National audit",
    "80-50-80": "The audit's 80-50-80 goal",
    "glasgow": "Glasgow, as modelled in 2011",
    "own": "Our own indicators",
}
MONTHS = (12, 24, 60)
_SUFFIX = {"80-50-80": "_80_50_80", "glasgow": "_glasgow"}
_WORDS = {
    "fracture": "have a fragility fracture",
    "identified": "are found by the service",
    "assessed": "are assessed within 90 days",
    "recommended": "are recommended a bone medicine",
    "started": "have started it by 16 weeks",
    "persisting_12": "still take it at 12 months",
    "persisting_24": "still take it at 24 months",
    "persisting_60": "still take it at 60 months",
}


@dataclass(frozen=True)
class Step:
    """One step of the cascade: how many of 100 people with a fracture reach it."""

    name: str
    in_words: str
    of_100: Range
    lost: float
    """People of 100 who reached the step before and not this one; 0 where later comers make up for them."""
    inputs: tuple[str, ...]
    """Names of the parameters multiplied to get here."""


@dataclass(frozen=True)
class Cascade:
    """The steps that a preset states, in order. A step nobody stated is left out, never filled in."""

    preset: str
    title: str
    steps: tuple[Step, ...]

    def __getitem__(self, name: str) -> Step:
        """The step of that name."""
        for step in self.steps:
            if step.name == name:
                return step
        msg = f"{name!r} is not a step of {self.title}; it has {', '.join(s.name for s in self.steps)}"
        raise KeyError(msg)

    def people(self, name: str, fractures: float) -> Range:
        """How many of `fractures` people reach a step."""
        return self[name].of_100 * (fractures / 100)


def cascade(preset: str, inputs: Parameters) -> Cascade:
    """The care cascade of the national audit, of the 80-50-80 goal, of Glasgow, or of the service itself.

    `audit` reads the national rows even where a service gave its own; `own` reads what the service gave
    and the national row for what it did not. Persistence after the first year is always the national
    decline from month 12 on, scaled to the preset's own 12-month share.

    Raises:
        EvidenceError: an unknown preset, or persistence that rises with time.
    """
    if preset not in PRESETS:
        raise EvidenceError.at("cascade", None, "preset", preset, f"one of {', '.join(PRESETS)}")
    found = [_step("fracture", (), Range(100, 100, 100), 100)]
    names = _names(preset, inputs)
    for step, chain in _chains(names).items():
        rows = [_row(inputs, name, preset) for name in chain]
        reached = _product(rows)
        found.append(_step(step, chain, reached, found[-1].of_100.value))
    found.extend(_persisting(preset, inputs, found[-1]))
    return Cascade(preset, PRESETS[preset], tuple(found))


def _names(preset: str, inputs: Parameters) -> dict[str, str]:
    suffix = _SUFFIX.get(preset, "")
    wanted = {step: f"p_{step}{suffix}" for step in ("identified", "assessed", "recommended", "started")}
    return {step: name for step, name in wanted.items() if name in inputs.rows}


def _chains(names: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Which shares multiply to reach each step: the one place that knows the denominators."""
    identified = (names["identified"],)
    chains: dict[str, tuple[str, ...]] = {"identified": identified}
    if "assessed" in names:
        chains["assessed"] = (*identified, names["assessed"])
    chains["recommended"] = (*identified, names["recommended"])
    chains["started"] = (*chains["recommended"], names["started"])
    return chains


def _persisting(preset: str, inputs: Parameters, started: Step) -> list[Step]:
    national = {m: _row(inputs, f"p_persisting_{m}_months", "audit") for m in MONTHS}
    first = _row(inputs, f"p_persisting_{MONTHS[0]}_months", preset)
    shares = [national[m].value for m in MONTHS]
    if shares != sorted(shares, reverse=True):
        allowed = "persistence that falls from 12 to 24 to 60 months"
        raise EvidenceError.at("parameters.csv", None, "p_persisting", shares, allowed)
    steps: list[Step] = []
    before = started.of_100.value
    for months, row in national.items():
        share = first if months == MONTHS[0] else row
        scale = 1.0 if months == MONTHS[0] else first.value / national[MONTHS[0]].value
        reached = _times(started.of_100, share, scale)
        steps.append(_step(f"persisting_{months}", (*started.inputs, share.name), reached, before))
        before = reached.value
    return steps


def _row(inputs: Parameters, name: str, preset: str) -> Parameter:
    row = inputs[name]
    return row if preset == "own" or row.national is None else row.national


def _product(rows: list[Parameter]) -> Range:
    reached = Range(100, 100, 100)
    for row in rows:
        reached = _times(reached, row)
    return reached


def _times(reached: Range, row: Parameter, scale: float = 1.0) -> Range:
    """Times one more share, whose range is independent: ranges combine on the log scale."""
    value = reached.value * row.value * scale
    if value == 0:
        return Range(0, 0, 0)
    low = row.value if row.low is None else row.low
    high = row.value if row.high is None else row.high
    down = math.hypot(_log_ratio(reached.value, reached.low), _log_ratio(row.value, low))
    up = math.hypot(_log_ratio(reached.high, reached.value), _log_ratio(high, row.value))
    return Range(value, value * math.exp(-down), min(100.0, value * math.exp(up)))


def _log_ratio(above: float, below: float) -> float:
    return math.log(above / below) if below > 0 else math.inf


def _step(name: str, chain: tuple[str, ...], reached: Range, before: float) -> Step:
    return Step(name, _WORDS[name], reached, max(0.0, before - reached.value), chain)
