"""How many units: number words and digits, halves, and the vague ("a few", "several")."""

from crossbearing.times.lexicon import words
from crossbearing.times.rules import Match

VAGUE = "X"
_MAX_DIGITS = 6
"""No report counts a million units of time; longer numbers would only leave the calendar."""

_DURATION = {"TS": ("PT", "S"), "TM": ("PT", "M"), "TH": ("PT", "H"), "F": ("P", "W"), "E": ("P", "Y")}
_FACTOR = {"F": 2, "E": 10}
"""TIMEX3 has no fortnights, and its decades are mostly written as years."""

_HALVES = {"Y": "6M", "TH": "30M", "TM": "30S", "D": "T12H", "M": "", "W": "", "E": ""}


def amount(match: Match, label: str) -> float | None:
    """Read the number under a label; None where it is vague. ("two", "twenty four", "1,500", "a", "2 1/2")"""
    return number([(match.scan.lower[i], match.scan.values[i]) for i in match.at(label)])


def number(items: list[tuple[str, str]]) -> float | None:
    """Read number words with their values; None where they are vague or say nothing."""
    total, current, seen = 0.0, 0.0, False
    lexicon = words()
    skip = 0
    for i, (word, value) in enumerate(items):
        if skip:
            skip -= 1
            continue
        if value == VAGUE or len(value) > _MAX_DIGITS:
            return None
        if i + 2 < len(items) and items[i + 1][0] == "/":
            current += float(value) / max(float(items[i + 2][1]), 1.0)
            skip, seen = 2, True
            continue
        kind = lexicon[word].type if word in lexicon else "digit"
        if kind in ("number.scale", "number.dozen"):
            current = max(current, 1.0) * float(value)
            total, current = total + current, 0.0
        elif kind == "half":
            current += 0.5
        elif kind == "det.a" and i + 1 < len(items):
            current += items[i + 1][0] == "additional"
        elif value and value.replace(".", "", 1).isdigit():
            current, seen = current + float(value), True
        seen = seen or kind in ("number.scale", "number.dozen", "half", "det.a")
    return min(total + current, 10.0**_MAX_DIGITS) if seen or current else None


def duration_value(count: float | None, unit: str) -> str:
    """The TIMEX3 value of so many units: (2.5, "Y") → P2Y6M; (None, "D") → PXD."""
    head, tail = _DURATION.get(unit, ("P", unit))
    if count is None:
        return f"{head}{VAGUE}{'E' if unit == 'E' else tail}"
    count *= _FACTOR.get(unit, 1)
    whole, rest = int(count), count - int(count)
    if rest == 0:
        return f"{head}{whole}{tail}"
    if rest == 0.5 and _HALVES.get(unit):
        return f"{head}{whole}{tail}{_HALVES[unit]}" if whole else f"{head}{_HALVES[unit]}"
    return f"{head}{count:g}{tail}"
