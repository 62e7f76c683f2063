"""A second, independent reading of numbers in words, to hold a quantity against its own characters."""

import re
from functools import lru_cache

from crossbearing.brief.lists import by_first, rows
from crossbearing.locales import local_number
from crossbearing.model import Claim, Quantity

_TOKEN = re.compile(r"\d[\d,]*(?:\.\d+)?(?:(?:k|m|bn)\b)?|[A-Za-z]+")
_SUFFIXES = {"k": 1e3, "m": 1e6, "bn": 1e9}
_SCALES = {"hundred": 100.0, "thousand": 1e3, "million": 1e6, "billion": 1e9, "dozen": 12.0, "score": 20.0}
_VAGUE = {
    "dozens": (24.0, 99.0),
    "scores": (40.0, 99.0),
    "hundreds": (200.0, 999.0),
    "thousands": (2000.0, 9999.0),
    "millions": (2e6, 9999999.0),
}
_VAGUE_WORDS = re.compile(
    r"\b(?:(?:several|many|a few|tens of|hundreds of|dozens of|scores of|a couple of)\s+)?"
    r"(?:dozens?|scores|hundreds?|thousands?|millions?)\b",
    re.IGNORECASE,
)
_TOLERANCE = 1e-6
Range = tuple[float, float]


@lru_cache(maxsize=1)
def _words() -> dict[str, float]:
    return {row["word"]: float(row["lower"]) for row in rows("numbers")}


def read_numbers(text: str) -> list[Range]:
    """Read the numbers of a text, words or digits, as ranges, in order.

    "at least 384" → [(384, 384)]; "twenty-five" → [(25, 25)]; "two dozen" → [(24, 24)];
    "tens of thousands" → [(20000, 99999)]; "1.5 million" → [(1500000, 1500000)]; "nobody" → [].
    """
    tokens = [match.group().lower().rstrip(",") for match in _TOKEN.finditer(text)]
    found: list[Range] = []
    at = 0
    while at < len(tokens):
        value, used = _read_at(tokens, at)
        if value is None:
            at += 1
        else:
            found.append(value)
            at += used
    return found


def _read_at(tokens: list[str], at: int) -> tuple[Range | None, int]:
    vague = _vague_at(tokens, at)
    if vague is not None:
        return vague
    total, current, used, last = 0.0, 0.0, 0, ""
    while at + used < len(tokens):
        token = tokens[at + used]
        value = _plain(token)
        if value is not None and (used == 0 or _joins(last, value, token)):
            current += value
        elif token in _SCALES and (used > 0 or token != "score"):
            current = (current or 1.0) * _SCALES[token]
            if _SCALES[token] >= _SCALES["thousand"]:
                total, current = total + current, 0.0
        elif not (token == "and" and last in _SCALES and _plain(_next(tokens, at + used)) is not None):
            break
        last = token
        used += 1
    return ((total + current, total + current), used) if used else (None, 1)


def _joins(last: str, value: float, token: str) -> bool:
    """Say whether a number word goes on the number before it: "forty five", "hundred and two"."""
    if token[0].isdigit() or last[:1].isdigit():
        return False
    before = _plain(last)
    after_tens = before is not None and before >= 20 and value < 10
    return after_tens or last == "and" or (last in ("hundred", "thousand", "million") and value < 1000)


def _vague_at(tokens: list[str], at: int) -> tuple[Range, int] | None:
    token, rest = tokens[at], tokens[at + 1 : at + 3]
    if token in ("tens", "dozens", "scores", "hundreds") and rest[:1] == ["of"] and len(rest) > 1:
        base = (20.0, 99.0) if token == "tens" else _VAGUE[token]
        scale = {"thousands": 1e3, "millions": 1e6}.get(rest[1])
        if scale is not None:
            return (base[0] * scale, (base[1] + 1) * scale - 1), 3
    if token in _VAGUE:
        return _VAGUE[token], 1
    if token in ("several", "few", "many") and rest[:1] and rest[0] in ("hundred", "thousand", "dozen"):
        return _VAGUE[rest[0] + "s"], 2
    return None


def _plain(token: str | None) -> float | None:
    if token is None:
        return None
    if token[0].isdigit():
        figure = token.rstrip("kmbn")
        return float(figure.replace(",", "")) * _SUFFIXES.get(token[len(figure) :], 1.0)
    return _words().get(token)


def _next(tokens: list[str], at: int) -> str | None:
    return tokens[at + 1] if at + 1 < len(tokens) else None


def held_by_characters(quantity: Quantity) -> bool | None:
    """Say whether a quantity's bounds follow from its own characters; None where we read no number there.

    Allowed from a number n: n itself, n±1 ("more than", "fewer than"), 0.9 n and 1.1 n ("nearly"), and sums
    ("four men and two women").
    """
    numbers = read_numbers(quantity.span.exact)
    if not numbers:
        return None
    ends = {end for pair in numbers for end in pair}
    ends.add(sum(low for low, _ in numbers))
    near = {x for n in ends for x in (n, n - 1, n + 1, round(n * 0.9), round(n * 1.1), n * 0.9, n * 1.1)}
    bounds = [bound for bound in (quantity.lower, quantity.upper) if bound is not None]
    return all(any(abs(bound - value) <= _TOLERANCE * max(1.0, value) for value in near) for bound in bounds)


def measure_held(claim: Claim, quantity: Quantity) -> bool:
    """Say whether a claim's sentence holds a word of what befell those counted ("killed", "dead", "toll")."""
    row = by_first("measures").get(quantity.measure)
    text = claim.sentence.exact.casefold()
    return row is None or any(cue in text for cue in row["cues"].split("|"))


def say_number(value: float) -> str:
    """Write a number for people: 1234567 → "1,234,567", 2.5 → "2.5"."""
    plain = f"{int(value):,}" if float(value).is_integer() else f"{value:,.1f}"
    return local_number(value) or plain


def say_amount(quantity: Quantity) -> str | None:
    """Write how many, never firmer than its characters; None where they hold no number we can read.

    "at least 384", "more than 100", "up to 500", "about 85 per cent", "nearly 70 (63–70)", "dozens (24–99)".
    """
    if not held_by_characters(quantity):
        return None
    words = _bounded(quantity)
    if words is None:
        return None
    return f"{words} per cent" if quantity.measure == "share" else words


def _bounded(quantity: Quantity) -> str | None:
    lower, upper, bound = quantity.lower, quantity.upper, quantity.bound
    read = {end for pair in read_numbers(quantity.span.exact) for end in pair}
    if bound == "vague" and lower is not None and upper is not None:
        word = _VAGUE_WORDS.search(quantity.span.exact)
        return f"{word.group().lower()} ({say_range(lower, upper)})" if word else say_range(lower, upper)
    if bound == "at_least" and lower is not None and upper is None:
        vague = _VAGUE_WORDS.search(quantity.span.exact)
        if vague is not None:
            return f"at least {vague.group().lower()} ({say_number(lower)} or more)"
        more = lower not in read and lower - 1 in read
        return f"more than {say_number(lower - 1)}" if more else f"at least {say_number(lower)}"
    if bound == "at_most" and upper is not None and lower is None:
        fewer = upper not in read and upper + 1 in read
        return f"fewer than {say_number(upper + 1)}" if fewer else f"up to {say_number(upper)}"
    if bound == "about":
        return _about(lower, upper)
    if lower is not None and upper is not None:
        return say_range(lower, upper)
    return None


def _about(lower: float | None, upper: float | None) -> str | None:
    if lower is None or upper is None:
        known = upper if lower is None else lower
        return None if known is None else f"about {say_number(known)}"
    if lower == upper:
        return f"about {say_number(lower)}"
    return f"nearly {say_number(upper)} ({say_range(lower, upper)})"


def say_range(lower: float | None, upper: float | None) -> str:
    """Write a range: "24–99", "384 or more", "up to 500", "41"."""
    if lower is None and upper is None:
        return "not stated"
    if upper is None:
        return f"{say_number(lower or 0)} or more"
    if lower is None:
        return f"up to {say_number(upper)}"
    return say_number(lower) if lower == upper else f"{say_number(lower)}–{say_number(upper)}"
