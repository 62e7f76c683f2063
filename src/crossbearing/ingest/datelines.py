"""The dateline at the head of a story: place, day and agency, up to the dash."""

import re
from functools import lru_cache

from msgspec import Struct

from crossbearing.ingest import agencies
from crossbearing.ingest.days import match_day
from crossbearing.ingest.pieces import Piece
from crossbearing.ingest.stamps import Stamp
from crossbearing.ingest.tables import rows

_MAX_LENGTH = 110
"""No dateline seen is longer than two places, a full date and two agencies."""
_AHEAD = 40
"""So far ahead a text that is not all in capitals has a small letter."""
_LOWER = re.compile(r"[a-zß-ÿ]")
_CAPS = r"[A-ZÀ-Þ][A-ZÀ-Þ'’.]{2,}(?:(?:\s|-|/|\sand\s)[A-ZÀ-Þ][A-ZÀ-Þ'’.]+){0,4}"
_TITLE = r"[A-Z][\w'’.-]{2,}(?:\s(?:[A-Z][\w'’.-]+|al-[A-Z]\w+|es-[A-Z]\w+)){0,3}"
_REGION = r"(?:(?:,\s[A-Z][\w.'’-]+(?:[\s/][A-Z][\w.'’-]+){0,3}){1,2})"
_DASH = r"(?:\s{0,2}(?:-{1,3}|–|—|―|_)\s{0,2})"
_SPACED = r"(?:\s{1,2}(?:-{1,3}|–)\s{0,2}|(?:-{1,3}|–)\s{1,2}|\s{0,2}[—―]\s{0,2}|\s{0,2}_\s{0,2})"
_OPENING = r"""(?=["'“‘(\[«]?[A-ZÀ-Þ0-9])"""


class Dateline(Struct, frozen=True):
    """A dateline that ends at ``end``, the agencies it names, and its day where it states a year."""

    end: int
    agencies: tuple[str, ...]
    days: tuple[Stamp, ...] = ()


def match_dateline(text: str, at: int = 0, *, opening: bool = True) -> Dateline | None:
    """Read the dateline that begins exactly at ``at``; ``opening`` says that a story may begin there.

    Capitals with no agency, date or known place are a dateline only where a story opens.

    "ALEPPO, Syria - "; "BEIRUT (AFP) - "; "(Reuters) - "; "DAMASCUS, (ST)_"; "Moscow, October 18
    (RIA Novosti) - "; "Beirut — ". "ISIS - the group" and "Aleppo - the old city - fell" have none.
    """
    head = text[at : at + _MAX_LENGTH]
    sure, bare = _forms()
    for form in (*sure, *bare) if opening else sure:
        found = form.match(head)
        if found and form in bare and not _LOWER.search(text[at + found.end() : at + found.end() + _AHEAD]):
            continue
        if found and not _is_label(found.groupdict().get("caps")) and found.end() < len(text) - at:
            return Dateline(
                at + found.end(), agencies.named(found.group()), _days(text, at, at + found.end())
            )
    return None


def dateline_piece(text: str, at: int, *, opening: bool = True) -> Piece | None:
    """The dateline at ``at`` as a piece, without the space after it."""
    found = match_dateline(text, at, opening=opening)
    if found is None:
        return None
    return Piece(
        at, at + len(text[at : found.end].rstrip()), "dateline", days=found.days, agencies=found.agencies
    )


def _is_label(caps: str | None) -> bool:
    return caps is not None and caps in _not_places()


def _days(text: str, start: int, end: int) -> tuple[Stamp, ...]:
    for place in range(start, end):
        day = match_day(text, place)
        if day is not None and day.end <= end and (place == start or not text[place - 1].isalnum()):
            return (Stamp(place, day.end, place, day.end, day.readings, "bare"),)
    return ()


@lru_cache(maxsize=1)
def _not_places() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("no_datelines.tsv"))


@lru_cache(maxsize=1)
def _forms() -> tuple[tuple[re.Pattern[str], ...], tuple[re.Pattern[str], ...]]:
    """The forms that are sure by themselves, and those that only capitals mark."""
    months = "|".join(
        [row["name"] for row in rows("months.tsv")]
        + [f"{row['name'][:3]}t?\\.?" for row in rows("months.tsv")]
    )
    when = rf"(?:,?\s(?i:(?:{months})\s\d{{1,2}}|\d{{1,2}}\s(?:{months}))(?:,?\s(?:(?:19|20)\d\d|\d\d))?)"
    names = agencies.joined()
    paren = rf"(?:,?\s?[\[(]{names}(?:\s(?:photo|exclusive))?[\])])"
    initials = r"(?:,?\s?\([A-Z]{2,6}\))"
    bare = rf"(?:,?\s{names})"
    source = rf"(?:{paren}|{bare})"
    known = "|".join(re.escape(row["place"]) for row in rows("dateline_places.tsv"))
    place = rf"(?:(?P<caps>{_CAPS})|(?:{_TITLE}))"
    sure = (
        rf"{place}{_REGION}?{when}?,?{source}{when}?(?:\s?[.:]\s?/\w{{2,8}}/\.?\s{{0,2}}|{_DASH}|:\s){_OPENING}",
        rf"(?P<caps>{_CAPS}){_REGION}?{when}?{initials}(?:{_DASH}|:\s)",
        rf"{place}{_REGION}?{when}[./]?\s?/{names}/\.?\s{{0,2}}",
        rf"{place}{_REGION}?{when}(?:{_SPACED}|:\s){_OPENING}",
        rf"(?:{known}|(?:{known.upper()}))(?:{_REGION})?{_SPACED}{_OPENING}",
        rf"(?:{known.upper()}):\s{_OPENING}",
        rf"\({names}\){_DASH}{_OPENING}",
        rf"{names}{_SPACED}{_OPENING}",
    )
    capitals = (
        rf"(?:{known.upper()})\s(?=[A-Z][a-z]|\d)",
        rf"\({names}\)\s{{0,3}}{_OPENING}",
        rf"(?P<caps>{_CAPS}){_REGION}?{when}?{paren}\s{{1,3}}{_OPENING}",
        rf"(?P<caps>{_CAPS}){_REGION}(?:{_SPACED}|:\s){_OPENING}",
        rf"(?P<caps>{_CAPS}){_SPACED}{_OPENING}",
    )
    return tuple(map(re.compile, sure)), tuple(map(re.compile, capitals))
