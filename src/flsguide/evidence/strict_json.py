"""JSON read strictly: no repeated key, no NaN, no number too large, and every number as it was written."""

import json
import math
import re
from pathlib import Path
from typing import Any, Self, TypeAlias

from flsguide.evidence.errors import EvidenceError
from flsguide.evidence.tables import read_text

__all__ = ["Json", "Number", "at", "read_json"]

Json: TypeAlias = Any
"""What a JSON file can hold: its type is found out by asking."""
_PLAIN = re.compile(r"[\w .,()%+/-]{1,60}")


class Number(float):
    """A number that still knows how it was written: `2e4` stays `2e4` where it names a result."""

    __slots__ = ("written",)

    written: str

    def __new__(cls, written: str) -> Self:
        """Read the number."""
        number = super().__new__(cls, written)
        number.written = written
        return number


class _Pairs(list[tuple[str, Any]]):
    """An object as its keys stand in the file, repeated ones included."""


class _NotJson(str):
    """NaN or Infinity, which Python's reader lets through."""


def at(path: str, key: object) -> str:
    """The path of a key or of an item in a list: `tables.fracture`, `ramp[2]`."""
    if isinstance(key, int):
        return f"{path}[{key}]"
    name = str(key) if _PLAIN.fullmatch(str(key)) else json.dumps(str(key))[:80]  # a line break would break the line
    return f"{path}.{name}" if path else name


def read_json(path: Path) -> Json:
    """The content of a JSON file: dicts, lists, texts, booleans, None, and `Number` for every number.

    Raises:
        EvidenceError: the file cannot be read, is not JSON, repeats a key (named by its path), or has a number
            that is not finite.
    """
    try:
        found = json.loads(
            read_text(path),
            object_pairs_hook=_Pairs,
            parse_int=Number,
            parse_float=Number,
            parse_constant=_NotJson,
        )
    except json.JSONDecodeError as problem:
        where = f"line {problem.lineno}, column {problem.colno}"
        msg = (
            f"{path.name}, {where}: not valid JSON ({problem.msg}); look for a comma, quotation mark or bracket there"
        )
        raise EvidenceError(msg) from None
    except RecursionError:
        msg = f"{path.name}: nested too deeply to be a case; look for brackets that are never closed"
        raise EvidenceError(msg) from None
    try:
        return _plain(found, path.name, "")
    except UnicodeEncodeError:
        msg = f"{path.name}: a text has half of a character (a lone surrogate such as \\ud800); write it in full"
        raise EvidenceError(msg) from None


def _plain(found: Json, file: str, path: str) -> Json:
    if isinstance(found, _Pairs):
        content: dict[str, Json] = {}
        for key, value in found:
            key.encode("utf-8")
            if key in content:
                raise EvidenceError.at(file, None, at(path, key), key, "each key once")
            content[key] = _plain(value, file, at(path, key))
        return content
    if isinstance(found, str):
        found.encode("utf-8")  # what cannot be written again is refused
    if isinstance(found, list):
        return [_plain(value, file, at(path, i)) for i, value in enumerate(found)]
    if isinstance(found, _NotJson) or (isinstance(found, Number) and not math.isfinite(found)):
        written = found if isinstance(found, _NotJson) else found.written
        raise EvidenceError.at(file, None, path, str(written), "a finite number")
    return found
