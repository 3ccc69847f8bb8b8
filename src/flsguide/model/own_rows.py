"""Which of a service's own numbers a case does not use: said aloud, so that nobody takes silence for an effect."""

from collections.abc import Callable

from flsguide.evidence.case_file import Case
from flsguide.evidence.errors import EvidenceError
from flsguide.evidence.parameters import Parameter, Parameters

__all__ = ["without_effect"]


def without_effect(inputs: Parameters, case_of: Callable[[Parameters], Case]) -> tuple[str, ...]:
    """Names of own rows that could be the national ones and the case would be the same.

    `case_of` makes the case from inputs. A row whose own value is the national one is not named: it says the same.
    """
    made = case_of(inputs)
    own = [row for row in inputs.values() if row.national is not None and row.national.value != row.value]
    return tuple(row.name for row in own if _without(inputs, row, case_of) == made)


def _without(inputs: Parameters, row: Parameter, case_of: Callable[[Parameters], Case]) -> Case | None:
    """The case with the national row in place of the own one; None where there would be no case without it."""
    national = {} if row.national is None else {row.name: row.national}
    try:
        return case_of(Parameters({**inputs.rows, **national}))
    except EvidenceError:
        return None
