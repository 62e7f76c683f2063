"""Numbers that count nothing: dates, clock times, ages, names, calibres, multiples, list numbers."""

import re
from functools import lru_cache

from crossbearing.quantities.figure import Figure
from crossbearing.quantities.lists import closed, numbered_names, people, things

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DIGIT = re.compile(r"\d")
_YEARS = range(1900, 2101)
_MAX_AGE = 120
_DAY = r"\d{1,2}(?:\s?[-–]\s?\d{1,2})?"
_YEAR = r"(?:,?\s{0,2}(?:19|20)\d\d)?"
_COUNTED = r"(?:people|civilians|children|men|women|soldiers|fighters|rebels|militants|others|more)"
_ZONES = re.compile(
    rf"""
    \b\d{{1,4}}[-/.]\d{{1,2}}[-/.]\d{{2,4}}\b
  | \b{_DAY}(?:st|nd|rd|th)?,?\s(?:of\s)?{_MONTH}{_YEAR}(?!\w)
  | \b{_MONTH},?\s{_DAY}{_YEAR}(?![\d,.]*\d|[\s-]{{1,2}}{_COUNTED}\b)
  | \bat\s(?:about|around|approximately|roughly)?\s?\d{{4}}\b(?!\s[a-z])
  | \b\d{{1,2}}[:.]?(?:\d\d)?\s?(?:am|pm|a\.m\.?|p\.m\.?|o['’]clock)(?!\w)
  | \b\d{{1,2}}[:.]?\d\d\s?(?:hours?\s)?(?:gmt|utc|local\stime|et\b|est\b|edt\b)
  | \b\d{{1,2}}:\d\d\b
  | \bat\s\d{{4}}\s?(?:hours|hrs)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_AGE_AFTER = re.compile(
    r"[\s-]{0,2}(?:years?|months?|weeks?|days?)?[\s-]{1,2}(?:olds?|of\sage)\b", re.IGNORECASE
)
_AGE_BEFORE = re.compile(
    r"\b(?:aged?|ages|(?:children|anyone|those|men|women|boys|girls|people)\s(?:aged\s)?(?:under|over|below|above))"
    r"(?:\s(?:of|between|under|over|from|at|about))?\s{1,2}"
    r"(?:\d{1,3}(?:,\s\d{1,3}){0,3},?\s(?:and|or|to)\s)?$",
    re.IGNORECASE,
)
_NAME_COMMA = re.compile(r"[A-Z][\w’'-]{0,30},\s{1,2}$")
_CALIBRE = re.compile(
    r"[\s-]{0,2}(?:mm|cm|mph|kph|km/h|megapixels?|degrees?|percentage|calib\w+|times|fold)\b|°|\s?[x×]\s?\d"
)
_READING = re.compile(r"\s?min(?:ute)?s?\sread|\s?read\b", re.IGNORECASE)
_NO = re.compile(r"\b(?:no|any|every|some)[\s-]$", re.IGNORECASE)
_MODIFIER = re.compile(r"-(?!(?:\d|and|or|to)\b)[A-Za-z]")
_PARTS = re.compile(r"[\s-]{1,2}(?:thirds?|quarters?|fifths?|sixths?|tenths?)\b", re.IGNORECASE)
_YEAR_BEFORE = re.compile(
    r"\b(?:in|since|by|until|till|from|of|before|after|during|late|early|mid|year|years|to|the|and|through|circa"
    r"|around|mid-|summer|winter|spring|autumn|fall|january|february|march|april|may|june|july|august"
    r"|september|october|november|december)[\s,-]{1,3}$",
    re.IGNORECASE,
)
_LIST_NUMBER = re.compile(r"\s*[.)]\s|\s*$")


def rejected(text: str, figures: list[Figure]) -> list[Figure]:
    """Leave out the numbers that count nothing.

    "2016", "13 December", "05.00am", "a 30-year-old", "aged 12", "Highway 5", "resolution 2254",
    "122 mm", "three times", "a four-member team", "15-11".
    """
    zones = [match.span() for match in _ZONES.finditer(text)] if figures and _DIGIT.search(text) else []
    return [
        figure
        for at, figure in enumerate(figures)
        if not (at and _is_said_twice(text, figures[at - 1], figure))
        and not any(start < figure.end and figure.core < end for start, end in zones)
        and not _counts_nothing(text, figure)
    ]


def _counts_nothing(text: str, figure: Figure) -> bool:
    before, after = text[max(0, figure.core - 40) : figure.core], text[figure.end : figure.end + 40]
    return (
        _is_age(before, after, figure)
        or _is_year(text, figure, before, after)
        or _is_name(text, figure, before, after)
        or bool(
            _CALIBRE.match(after)
            or _READING.match(after)
            or _MODIFIER.match(after)
            or _is_part(figure, after)
        )
        or _is_conversion(figure, before)
        or _is_furniture(figure, after)
        or (_NO.search(before) is not None and text[figure.core : figure.end].lower() == "one")
        or bool(re.search(r"\d[-–]$", before) or re.match(r"[-–]\d", after))
        or (not before.strip() and figure.core < 4 and bool(_LIST_NUMBER.match(after)))
    )


def _is_said_twice(text: str, before: Figure, figure: Figure) -> bool:
    """As in "three (3) farmers"."""
    gap, after = text[before.end : figure.start].strip(), text[figure.end : figure.end + 2].strip()
    return gap == "(" and after[:1] == ")" and before.upper == figure.upper


def _is_conversion(figure: Figure, before: str) -> bool:
    """The words "Five kilometres (3 miles)" says one distance twice."""
    return figure.unit is not None and bool(re.search(r"(?:met\w+|km|miles?|yards?|feet)\s?[(\[]$", before))


def _is_furniture(figure: Figure, after: str) -> bool:
    """As in "963 Tags", "24 Related", "12 Comments": a page's own counters, in capitals or alone."""
    match = re.match(r"\s{1,2}([A-Za-z]+)\b", after)
    if match is None or match[1].lower() not in closed("furniture"):
        return False
    return match[1][0].isupper() or not after[match.end() :].strip(" .|·")


def _is_part(figure: Figure, after: str) -> bool:
    return figure.kind == "count" and figure.unit is None and bool(_PARTS.match(after))


def _is_age(before: str, after: str, figure: Figure) -> bool:
    if figure.upper is None or figure.upper > _MAX_AGE:
        return False
    if _AGE_BEFORE.search(before) or _AGE_AFTER.match(after):
        return True
    if figure.unit is not None and re.match(r"[\s-]{1,2}(?:olds?|of\sage)\b", after):
        return True
    return figure.unit is None and bool(_NAME_COMMA.search(before)) and bool(re.match(r"\s?,", after))


def _is_year(text: str, figure: Figure, before: str, after: str) -> bool:
    word = text[figure.core : figure.end]
    if not (word.isdigit() and len(word) == 4 and int(word) in _YEARS):
        return False
    return bool(_YEAR_BEFORE.search(before)) or _next_word(after) not in _counted_nouns()


@lru_cache(maxsize=1)
def _counted_nouns() -> frozenset[str]:
    return (
        frozenset(people()) | frozenset(things()) | {"killed", "dead", "wounded", "injured", "others", "more"}
    )


def _next_word(after: str) -> str:
    match = re.match(r"\s*([A-Za-z]+)", after)
    return match[1].lower() if match else ""


def _is_name(text: str, figure: Figure, before: str, after: str) -> bool:
    """As in "Highway 5", "Brigade 101": a word that takes a number as its name, before a number of digits."""
    if figure.unit is not None or not text[figure.core : figure.end].isdigit():
        return False
    match = re.search(r"([A-Za-z]+\.?)\s{1,2}$", before)
    return match is not None and match[1].lower() in numbered_names() and _next_word(after) not in people()
