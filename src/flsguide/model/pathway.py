"""The care cascade: of people with a fracture, how many are found, assessed, recommended, started, still taking.

Each step is a share of an earlier one, and the shares have different denominators, as in
the audit: assessed and recommended are shares of those *found*, started of those
*recommended*, still taking of those *started*. Not everybody needs a medicine, so fewer
people recommended than assessed is not by itself a loss.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from flsguide.evidence.errors import EvidenceError
from flsguide.evidence.parameters import Parameter, Parameters
from flsguide.evidence.ranges import Range
from flsguide.evidence.tables import finite

__all__ = ["PRESETS", "Cascade", "Step", "cascade", "gap"]

PRESETS: Mapping[str, str] = {
    "usual": "Usual care, without a service",
    "audit": "National audit",
    "80-50-80": "The audit's 80-50-80 goal",
    "glasgow": "Glasgow, as modelled in 2011",
    "own": "Our own indicators",
}
_PERSISTING = {12: "p_persisting_12_months", 24: "p_persisting_24_months", 60: "p_persisting_60_months"}
"""Written out in full, so that a row that is missing is found before any page runs."""
NOBODY = 1e-9
_AUDIT = {
    "identified": ("p_identified",),
    "assessed": ("p_identified", "p_assessed"),
    "recommended": ("p_identified", "p_recommended"),
    "started": ("p_identified", "p_recommended", "p_started"),
    "persisting_12": ("p_identified", "p_recommended", "p_started", "p_persisting_12_months"),
}
_SHARES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "usual": {
        "started": ("p_treated_usual_care",),
        "persisting_12": ("p_treated_usual_care", "p_persisting_12_months"),
    },
    "audit": _AUDIT,
    "80-50-80": {
        "identified": ("p_identified_80_50_80",),
        "recommended": ("p_identified_80_50_80", "p_recommended_80_50_80"),
        "persisting_12": ("p_identified_80_50_80", "p_recommended_80_50_80", "p_on_treatment_12_months_80_50_80"),
    },
    "glasgow": {
        "identified": ("p_identified_glasgow",),
        "recommended": ("p_identified_glasgow", "p_recommended_glasgow"),
        "started": ("p_identified_glasgow", "p_recommended_glasgow", "p_started_glasgow"),
        "persisting_12": (
            "p_identified_glasgow",
            "p_recommended_glasgow",
            "p_started_glasgow",
            "p_persisting_12_months",
        ),
    },
    "own": _AUDIT,
}
"""Which shares multiply to reach each step: the one place that knows the denominators."""
_WORDS = {
    "fracture": "have a fracture",
    "identified": "are found by the service",
    "assessed": "are assessed within 90 days",
    "recommended": "are recommended a bone medicine",
    "started": "have started it by 16 weeks",
    "persisting_12": "still take it at 12 months",
    "persisting_24": "still take it at 24 months",
    "persisting_60": "still take it at 60 months",
}
_OTHER_WORDS = {
    ("usual", "started"): "start a bone medicine",
    ("80-50-80", "persisting_12"): "have started and are on treatment at 12 months",
    ("glasgow", "identified"): "are seen by the service",
    ("glasgow", "recommended"): "need treatment",
    ("glasgow", "started"): "are treated",
}
"""What the source of a preset says where it does not say the same as the audit."""


@dataclass(frozen=True)
class Step:
    """One step of the cascade: how many of 100 people with a fracture reach it."""

    name: str
    in_words: str
    of_100: Range
    lost: float
    """How many fewer of 100 than at the step it is a share of (not all of them need it); 0 where there are more."""
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

    def people(self, name: str, fractures: float | Range) -> Range:
        """How many of `fractures` people reach a step, one person for each fracture.

        A number of fractures that has a range of its own adds it, as independent of the shares.

        Raises:
            EvidenceError: a negative or not finite number of fractures.
        """
        if isinstance(fractures, Range):
            return _product_of(fractures, self[name].of_100, 0.01)
        return self[name].of_100 * (finite(fractures, "cascade", None, "fractures", 0) / 100)


def cascade(preset: str, inputs: Parameters) -> Cascade:
    """The care cascade of the national audit, of the 80-50-80 goal, of Glasgow, or of the service itself.

    `audit` reads the national rows even where a service gave its own; `own` reads what the service gave
    and the national row for what it did not. Persistence after the first year is always the national
    decline from month 12 on, scaled to the preset's own 12-month share.

    Raises:
        EvidenceError: an unknown preset, a share without a row, or persistence that rises with time.
    """
    if preset not in PRESETS:
        raise EvidenceError.at("cascade", None, "preset", preset, f"one of {', '.join(PRESETS)}")
    found = [_step(preset, "fracture", (), Range(100, 100, 100), 100)]
    for name, shares in _SHARES[preset].items():
        reached = _product([_row(inputs, share, preset) for share in shares])
        found.append(_step(preset, name, shares, reached, _before(found, shares)))
    found.extend(_later(preset, inputs, found[-1]))
    return Cascade(preset, PRESETS[preset], tuple(found))


def gap(found: Cascade, goal: Cascade, name: str, fractures: Range) -> Range:
    """How many more of `fractures` people reach a step in `goal` than in `found`; below 0 where fewer do.

    (share in goal - share in found) x fractures. Taking one number of people from the other would count the doubt
    about the fractures twice, and against itself: both numbers are made from the same fractures. The doubts about
    the two shares and about the fractures are independent of each other.

    Raises:
        EvidenceError: cascades that have an input of the step in common, as its doubt would not be independent.
    """
    at_goal, reached = goal[name], found[name]
    common = sorted(set(at_goal.inputs) & set(reached.inputs))
    if common:
        raise EvidenceError.at("cascade", None, "inputs", ", ".join(common), "cascades without an input in common")
    more, less = at_goal.of_100, reached.of_100
    apart = Range(
        more.value - less.value,
        more.value - less.value - math.hypot(more.value - more.low, less.high - less.value),
        more.value - less.value + math.hypot(more.high - more.value, less.value - less.low),
    )
    people = [end * apart.value / 100 for end in (fractures.low, fractures.value, fractures.high)]
    low, value, high = sorted(people)  # more fractures make a negative number lower
    below = math.hypot(value - low, fractures.value * (apart.value - apart.low) / 100)
    above = math.hypot(high - value, fractures.value * (apart.high - apart.value) / 100)
    return Range(value, value - below, value + above)


def _before(found: list[Step], shares: tuple[str, ...]) -> float:
    """People of 100 at the step that these shares are shares of: the longest chain they go on from."""
    return max((s for s in found if shares[: len(s.inputs)] == s.inputs), key=lambda s: len(s.inputs)).of_100.value


def _later(preset: str, inputs: Parameters, at_12: Step) -> list[Step]:
    """Those still on treatment after the first year, by the national decline from 12 months on."""
    national = {months: _row(inputs, name, "audit") for months, name in _PERSISTING.items()}
    shares = [row.value for row in national.values()]
    if shares != sorted(shares, reverse=True):
        allowed = "persistence that falls from 12 to 24 to 60 months"
        raise EvidenceError.at("parameters.csv", None, ", ".join(_PERSISTING.values()), shares, allowed)
    *before_it, last = (_row(inputs, share, preset) for share in at_12.inputs)
    first, *later = national
    scale = last.value / national[first].value
    steps, before = [], at_12.of_100
    for months in later:
        reached = _times(_product(before_it), national[months], scale)
        # The months' ranges come from different studies; nobody who stopped by 12 months is taking it at 24.
        reached = Range(reached.value, min(reached.low, before.low), min(reached.high, before.high))
        inputs_used = (*at_12.inputs, national[months].name)
        steps.append(_step(preset, f"persisting_{months}", inputs_used, reached, before.value))
        before = reached
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
    """Times one more share."""
    times = _product_of(reached, row.range, scale)
    return Range(times.value, times.low, min(100.0, times.high))


def _product_of(one: Range, two: Range, scale: float) -> Range:
    """The product of two independent numbers of 0 or more: ranges combine on the log scale."""
    value = one.value * two.value * scale
    if value < NOBODY:  # there is no logarithm of nothing, so the ends multiply
        return Range(value, one.low * two.low * scale, one.high * two.high * scale)
    down = math.hypot(_log_ratio(one.value, one.low), _log_ratio(two.value, two.low))
    up = math.hypot(_log_ratio(one.high, one.value), _log_ratio(two.high, two.value))
    return Range(value, value * math.exp(-down), value * math.exp(up))


def _log_ratio(above: float, below: float) -> float:
    return math.log(above / below) if below > 0 else math.inf


def _step(preset: str, name: str, chain: tuple[str, ...], reached: Range, before: float) -> Step:
    words = _OTHER_WORDS.get((preset, name), _WORDS[name])
    return Step(name, words, reached, max(0.0, before - reached.value), chain)
