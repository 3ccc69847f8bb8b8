"""A value of a JSON file that knows its path: it gives what is asked of it, or says what is wrong and where."""

import difflib
import math
from collections.abc import Collection, Iterable

from flsguide.evidence.errors import EvidenceError
from flsguide.evidence.strict_json import Json, at

__all__ = ["Node"]

SAME = 1e-9
"""How far shares may be from a sum of 1."""


class Node:
    """A value of the file that knows its path."""

    def __init__(self, value: Json, file: str, path: str) -> None:
        """Take a value of a file and its path there."""
        self.value, self.file, self.path = value, file, path

    def error(self, allowed: str) -> EvidenceError:
        """This value is not allowed."""
        kinds = {dict: "an object", list: "a list", bool: str(self.value).lower(), type(None): "null"}
        shown = kinds.get(type(self.value)) or repr(self.value)
        place = ", ".join(filter(None, (self.file, self.path)))
        return EvidenceError(f"{place}: {shown[:80]} is not allowed; give {allowed}")

    def key_error(self, key: str, allowed: str, known: Collection[str] = ()) -> EvidenceError:
        """A key of this object is not allowed; the nearest known one is offered."""
        near = difflib.get_close_matches(key, known, n=1)
        hint = f" (did you mean {near[0]!r}?)" if near else ""
        return EvidenceError.at(self.file, None, at(self.path, key), key, allowed + hint)

    def named(self) -> dict[str, "Node"]:
        """An object with names of the writer's own."""
        if not isinstance(self.value, dict):
            raise self.error("an object, in curly brackets")
        return {key: Node(value, self.file, at(self.path, key)) for key, value in self.value.items()}

    def some_of(self, known: Iterable[str]) -> dict[str, "Node"]:
        """An object with some of the known names."""
        known = tuple(known)
        found = self.named()
        for key in found:
            if key not in known:
                raise self.key_error(key, f"one of {', '.join(known)}", known)
        return found

    def fields(self, known: Iterable[str]) -> dict[str, "Node"]:
        """An object with every one of the known names."""
        known = tuple(known)
        found = self.some_of(known)
        for key in known:
            if key not in found:
                msg = f"{self.file}, {at(self.path, key)}: missing; every case gives it"
                raise EvidenceError(msg)
        return found

    def items(self, what: str, length: int | None = None) -> tuple["Node", ...]:
        """A list, of a given length or at least one item."""
        allowed = f"a list of {length or 'one or more'} {what}"
        if not isinstance(self.value, list):
            raise self.error(allowed)
        if len(self.value) != (length or max(1, len(self.value))):
            raise EvidenceError.at(self.file, None, self.path, f"a list of {len(self.value)}", allowed)
        return tuple(Node(value, self.file, at(self.path, i)) for i, value in enumerate(self.value))

    def number(self, low: float = -math.inf, high: float = math.inf) -> float:
        """A number from `low` to `high`."""
        value = self.value
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if not is_number or not math.isfinite(value) or not low <= value <= high:
            raise self.error(_between(low, high))
        return float(value)

    def above_0(self) -> float:
        """A number above 0: it divides."""
        if self.number(0) == 0:
            raise self.error("a number above 0")
        return self.number(0)

    def whole(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`."""
        value = self.number()
        if not low <= value <= high or value != int(value):
            raise self.error(f"a whole number from {low} to {high}")
        return int(value)

    def numbers(self, length: int | None, low: float, high: float = math.inf) -> tuple[float, ...]:
        """A list of numbers, of a given length or at least one."""
        return tuple(node.number(low, high) for node in self.items("numbers", length))

    def numbers_of(self, known: Iterable[str], low: float, high: float = math.inf) -> dict[str, float]:
        """An object with a number for every one of the known names."""
        return {key: node.number(low, high) for key, node in self.fields(known).items()}

    def choice(self, known: Iterable[str]) -> str:
        """One of the known names."""
        known = tuple(known)
        if not isinstance(self.value, str) or self.value not in known:
            near = difflib.get_close_matches(str(self.value), known, n=1)
            hint = f" (did you mean {near[0]!r}?)" if near else ""
            raise self.error(f"one of {', '.join(known)}{hint}")
        return self.value

    def shares(self, known: Iterable[str] | None = None) -> dict[str, float]:
        """Shares from 0 to 1 that sum to 1."""
        nodes = self.named() if known is None else self.some_of(known)
        found = {key: node.number(0, 1) for key, node in nodes.items()}
        total = math.fsum(found.values())
        if abs(total - 1) > SAME:
            raise EvidenceError.at(self.file, None, self.path, f"a sum of {total:.12g}", "shares that sum to 1")
        return found


def _between(low: float, high: float) -> str:
    if math.isinf(low):
        return "a number"
    return f"a number of {low:g} or more" if math.isinf(high) else f"a number from {low:g} to {high:g}"
