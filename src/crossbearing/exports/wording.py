"""How exports write what many of them write: JSON, numbers, ranges in words, ids as addresses."""

import json
import math
from typing import Any
from urllib.parse import quote

from crossbearing.vocabulary import Bound

_URN = "urn:crossbearing"
_LIMITS = {"exact": "", "at_least": "", "at_most": "", "about": "about ", "vague": "a vague word, read as "}
_ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<\u0085\u2028\u2029"}
"""What would end a script element, were the JSON pasted into a page, or a line, for some readers of JSONL."""


def as_json(value: Any, *, indent: int | None = 1) -> bytes:
    """Write a value as JSON in UTF-8; raises ``ValueError`` for NaN and infinities."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent)
    return text.translate(_ESCAPES).encode() + b"\n"


def number(value: float | None) -> int | float | None:
    """Give a number as it is written: whole ones without a point, one that is not finite as None."""
    if value is None or not math.isfinite(value):
        return None
    return int(value) if value == int(value) else value


def say_range(lower: float | None, upper: float | None, bound: Bound | None = None) -> str | None:
    """Say a range in words: "12", "at least 18", "at most 500", "a vague word, read as 24 to 99".

    None where neither end is known.
    """
    low, high = number(lower), number(upper)
    if low is None and high is None:
        return None
    if high is None:
        words = f"at least {low}"
    elif low is None:
        words = f"at most {high}"
    else:
        words = str(low) if low == high else f"{low} to {high}"
    return _LIMITS[bound or "exact"] + words


def urn(kind: str, key: str) -> str:
    """Write an id as an address that needs no host: ``urn:crossbearing:claim:c-5f2a9c01d7e4``."""
    return f"{_URN}:{kind}:{quote(key, safe='')}"


def without_nulls(row: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is unknown: None and empty lists; False and 0 stay."""
    return {key: value for key, value in row.items() if value is not None and value != []}
