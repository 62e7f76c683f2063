"""Numbers in a text: digits in every local form, number words, vague numbers, fractions.

Written as regular expressions whose every repetition is bounded, so hostile text cannot make them slow.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from crossbearing.model import small
from crossbearing.quantities.figure import Figure
from crossbearing.quantities.lists import alternation, number_words, vague_words

_SPACE = r"[\u00a0\u202f\u2009]"
_DIGITS = rf"""
    (?P<grouped>[1-9]\d{{0,2}}(?P<mark>[,.'’]|{_SPACE})\d{{3}}(?:(?P=mark)\d{{3}}){{0,3}}(?!\d))
  | (?P<spaced>[1-9]\d{{0,2}}(?:[ ]\d{{3}}){{0,2}}[ ]\d00(?!\d))
  | (?P<plain>(?!0\d)\d{{1,12}}(?:[.,]\d{{1,2}}(?!\d))?)
"""
_DIGIT = re.compile(r"\d")
_NO_YEAR = r"(?<!\b(?:19|20)\d\d)"
"""A year and a number stand side by side in "In August 2013 hundreds fled"."""
_MILLION = 1_000_000
"""From here up a plural goes with its number, "5 millions"; in "21 hundreds flee" another count begins."""
_SHORT_SCALES = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9}
_BEFORE_BARE = "|".join(
    rf"(?<=\b{word}\s)"
    for word in (
        "than",
        "over",
        "about",
        "around",
        "nearly",
        "almost",
        "approximately",
        "left",
        "killed",
        "killing",
        "kills",
        "wounded",
        "wounding",
        "injured",
        "injuring",
    )
)
"""A scale's word needs no article after these: "more than hundred", "about dozen"."""
_FRACTIONS = {"half": 50.0, "third": 100 / 3, "quarter": 25.0, "fifth": 20.0, "sixth": 100 / 6, "tenth": 10.0}
_FRACTION_FOLLOWS = r"(?=\s+(?:of|the|its|their|his|her|our|that|those|these|all)\b|\s*[,.;]|\s*$)"


def find_numerals(text: str) -> list[Figure]:
    """Find every number of a text as a figure without bound words, in text order, none overlapping.

    "50 000", "50,000", "5.5 million", "1.2m", "twenty-nine", "two hundred and six", "half a dozen",
    "a quarter of a million", "tens of thousands", "several hundred", "a handful", "two-thirds of",
    "half the".
    """
    found: list[Figure] = []
    for figure in sorted(_candidates(text), key=lambda figure: (figure.start, -figure.end)):
        if not found or figure.start >= found[-1].end:
            found.append(figure)
    return found


def _candidates(text: str) -> Iterator[Figure]:
    if _DIGIT.search(text):
        yield from _digits(text)
    low = text.lower()
    if _hint().search(low):
        yield from _words(text)
        if any(part in low for part in _FRACTIONS):
            yield from _shares(text)


@lru_cache(maxsize=1)
def _hint() -> re.Pattern[str]:
    """What a number in words opens with, in a text of small letters; those who look at it first save time."""
    stems = [*number_words(), "few", "several", "couple", "handful", "tens", "scores", *_FRACTIONS]
    letters = "".join(sorted({stem[0] for stem in stems}))
    return re.compile(rf"\b(?=[{letters}])(?:{'|'.join(stems)})")


def _digits(text: str) -> Iterator[Figure]:
    for match in _digit_pattern().finditer(text):
        value = _digit_value(match)
        if value is not None:
            yield Figure(start=match.start(), core=match.start(), end=match.end(), lower=value, upper=value)


@lru_cache(maxsize=1)
def _digit_pattern() -> re.Pattern[str]:
    scales = "|".join(
        word if f"{word}s" in vague_words() and value < _MILLION else f"{word}s?"
        for word, (kind, value) in number_words().items()
        if kind in ("scale", "dozen")
    )
    return re.compile(
        rf"(?<![\w.,/:#@№])(?<![A-Za-z]-)(?:{_DIGITS})"
        rf"(?:{_NO_YEAR}[\s-]{{1,2}}(?P<scale>{scales})\b|(?P<short>k|m|mn|bn)\b(?!²))?(?![A-Za-z0-9_/]|[.,:]\d)",
        re.IGNORECASE | re.VERBOSE,
    )


def _digit_value(match: re.Match[str]) -> float | None:
    grouped, mark = match["grouped"] or match["spaced"], match["mark"]
    scale = 1.0
    if match["scale"] is not None:
        word = small(match["scale"])
        scale = number_words()[word if word in number_words() else word[:-1]][1]
    elif match["short"] is not None:
        scale = _SHORT_SCALES[small(match["short"])]
    if grouped is None:
        return _round(float(match["plain"].replace(",", ".")) * scale)
    if mark == "." and scale != 1:
        return _round(float(grouped) * scale)
    return _round(float(re.sub(r"\D", "", grouped)) * scale)


def _round(value: float) -> float:
    whole = round(value)
    return float(whole) if abs(value - whole) < 1e-6 * max(1.0, abs(value)) else value


def _words(text: str) -> Iterator[Figure]:
    for match in _vague_pattern().finditer(text):
        low = " ".join(small(match.group()).split())
        vague = vague_words()[low]
        yield Figure(
            start=match.start(),
            core=match.start(),
            end=match.end(),
            lower=vague.lower,
            upper=vague.upper,
            bound="vague",
            vague=True,
        )
    for match in _number_pattern().finditer(text):
        value = word_value(match.group())
        yield Figure(start=match.start(), core=match.start(), end=match.end(), lower=value, upper=value)


def _shares(text: str) -> Iterator[Figure]:
    for match in _part_of_scale_pattern().finditer(text):
        value = _part_of_scale(match)
        yield Figure(
            start=match.start(),
            core=match.start(),
            end=match.end(),
            lower=value,
            upper=value,
            bound="exact" if value % 1000 == 0 else "about",
        )
    for match in _fraction_pattern().finditer(text):
        share = _fraction_value(match)
        yield Figure(
            start=match.start(), core=match.start(), end=match.end(), lower=share, upper=share, kind="share"
        )


@lru_cache(maxsize=1)
def _vague_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{alternation(list(vague_words()))})(?![\w-])", re.IGNORECASE)


@lru_cache(maxsize=1)
def _number_pattern() -> re.Pattern[str]:
    """The grammar of English number words, as one pattern: below 100, below 1,000, with scales."""
    by_kind: dict[str, list[str]] = {}
    for word, (kind, _) in number_words().items():
        by_kind.setdefault(kind, []).append(word)
    unit, teen, ten = ("|".join(by_kind[kind]) for kind in ("unit", "teen", "ten"))
    large = "|".join(word for word in by_kind["scale"] if word != "hundred")
    below100 = rf"(?:(?:{ten})(?:[\s-]{{1,2}}(?:{unit})\b)?|{teen}|{unit})"
    hundreds = rf"(?:{below100}|an?)[\s-]{{1,2}}hundred(?:(?:\s{{1,2}}and)?[\s-]{{1,2}}{below100}\b)?"
    below1000 = rf"(?:{hundreds}|{below100})"
    half = r"(?:\s{1,2}and\s{1,2}a\s{1,2}half)?"
    full = (
        rf"(?:{below1000}{half}|an?|half\s{{1,2}}an?)[\s-]{{1,2}}(?:{large})"
        rf"(?:,?\s{{1,2}}(?:and\s{{1,2}})?{below1000}(?:\s{{1,2}}thousand)?)?"
    )
    bare = rf"(?:{_BEFORE_BARE})(?:hundred|{large}|dozen)(?!\s{{1,2}}(?:and|of)\b)"
    dozen = rf"(?:(?:{below100}|an?|half\s{{1,2}}an?)[\s-]{{1,2}}dozen)"
    return re.compile(
        rf"(?<![\w-])(?:{full}|{dozen}|{below1000}{half}|{bare})(?![\w])(?!-(?:{unit})\b)", re.IGNORECASE
    )


def word_value(words: str) -> float:
    """Read number words already matched by the grammar: "two hundred and six" → 206.0."""
    total, part = 0.0, 0.0
    parts = [word for word in re.split(r"[\s,-]+", small(words)) if word != "and"]
    for word in parts:
        if word in ("a", "an"):
            part = part if part else 1.0
        elif word == "half":
            part += 0.5
        else:
            kind, value = number_words()[word]
            if kind not in ("scale", "dozen"):
                part += value
            elif value == 100:
                part = (part or 1.0) * value
            else:
                total, part = total + (part or 1.0) * value, 0.0
    return _round(total + part)


@lru_cache(maxsize=1)
def _part_of_scale_pattern() -> re.Pattern[str]:
    """A round number told as a part: "three quarters of a million", "a quarter million"."""
    unit = "|".join(word for word, (kind, _) in number_words().items() if kind == "unit")
    names = "|".join(f"{name}s?" for name in _FRACTIONS)
    large = "|".join(
        word for word, (kind, value) in number_words().items() if kind == "scale" and value >= 1000
    )
    return re.compile(
        rf"(?<![\w-])(?<!\bthe\s)(?:(?P<count>{unit}|an?)[\s-]{{1,2}})?(?P<part>{names})"
        rf"(?:\s{{1,2}}of\s{{1,2}}(?:an?|one)\s{{1,2}}|(?<=quarter)[\s-]{{1,2}})(?P<scale>{large})(?![\w-])",
        re.IGNORECASE,
    )


def _part_of_scale(match: re.Match[str]) -> float:
    """The number that a part of a scale is, in whole ones: "a third of a million" → 333,333."""
    part, count = small(match["part"]), small(match["count"] or "a")
    share = _FRACTIONS[part if part in _FRACTIONS else part[:-1]] / 100
    times = 1.0 if count in ("a", "an") else number_words()[count][1]
    return float(round(number_words()[small(match["scale"])][1] * share * times))


@lru_cache(maxsize=1)
def _fraction_pattern() -> re.Pattern[str]:
    unit = "|".join(word for word, (kind, _) in number_words().items() if kind == "unit")
    names = "|".join(f"{name}s?" for name in _FRACTIONS if name != "half")
    return re.compile(
        rf"(?<![\w-])(?:(?P<count>{unit}|an?)(?:[\s-]{{1,2}})(?P<part>{names}|half){_FRACTION_FOLLOWS}"
        rf"|(?P<half>half)(?=\s+(?:of|the|its|their|a\s+million\b)\b))",
        re.IGNORECASE,
    )


def _fraction_value(match: re.Match[str]) -> float:
    if match["half"] is not None:
        return 50.0
    count = small(match["count"])
    part = small(match["part"])
    share = _FRACTIONS[part if part in _FRACTIONS else part[:-1]]
    return round(share * (1 if count in ("a", "an") else number_words()[count][1]), 1)
