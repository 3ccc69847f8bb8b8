"""The net benefit of a choice for many variants of its inputs at once, run together as if they were draws."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from flsguide.analysis.option_draws import OptionDraws
from flsguide.analysis.probabilistic import sampled_outcomes
from flsguide.evidence.case_file import Subgroup
from flsguide.evidence.errors import EvidenceError
from flsguide.evidence.national_tables import NationalTables
from flsguide.evidence.parameters import Parameters
from flsguide.model.base_case import base_case
from flsguide.model.base_strategies import Choices

__all__ = ["Answer", "Values", "answers", "asked_for", "net_benefit"]

Array = NDArray[np.float64]
Answer = Callable[[Mapping[str, Array]], Array]
"""An answer for each variant, from the numbers of some inputs in each variant; the others keep their own."""
Values = Mapping[str, float]
"""Numbers of inputs by name."""


def net_benefit(
    inputs: Parameters,
    tables: NationalTables,
    cohort: tuple[Subgroup, ...],
    choices: Choices,
    threshold: float,
) -> Answer:
    """Net benefit of the last option of `choices` over the first, in pounds for each person who enters.

    threshold x QALYs gained - cost added to the NHS and social care, discounted. It takes two variants or more.
    """
    people = sum(row.n for row in cohort)

    def answer(variants: Mapping[str, Array]) -> Array:
        outcomes = sampled_outcomes(lambda some: base_case(inputs, tables, cohort, some, choices), variants)
        case = base_case(inputs, tables, cohort, variants, choices)
        benefit = OptionDraws(case, outcomes, people, variants).choice().net_benefit(threshold)
        found: Array = benefit[-1] - benefit[0]
        return found

    return answer


def asked_for(
    inputs: Parameters,
    tables: NationalTables,
    cohort: tuple[Subgroup, ...],
    choices: Choices,
    names: Iterable[str],
) -> tuple[str, ...]:
    """Those of the names that the base case reads: rows of scenarios that are off are not among them."""
    noted = _Noted(inputs, names)
    base_case(inputs, tables, cohort, noted, choices)
    return tuple(name for name in noted if name in noted.asked)


def answers(answer: Answer, own: Values, changes: Sequence[Values]) -> list[float]:
    """The answer with the inputs' own values, then with each change of them.

    Raises:
        EvidenceError: an answer that is not a finite number.
    """
    variants = [own, *({**own, **change} for change in changes)]
    found = answer({name: np.array([variant[name] for variant in variants]) for name in variants[-1]})
    for i, value in enumerate(found):
        if not np.isfinite(value):
            changed = ", ".join(changes[i - 1]) if i else "as things stand"
            raise EvidenceError.at("variants", None, changed, float(value), "inputs for which the answer is finite")
    return [float(value) for value in found]


class _Noted(Mapping[str, float]):
    """The numbers of rows by name, which notes those that are asked for; no other row is read."""

    def __init__(self, inputs: Parameters, names: Iterable[str]) -> None:
        self._inputs, self._names = inputs, tuple(names)
        self.asked: set[str] = set()

    def __getitem__(self, name: str) -> float:
        if name not in self._names:
            raise KeyError(name)
        self.asked.add(name)
        return self._inputs.number(name) if name in self._inputs.rows else 1.0

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)
