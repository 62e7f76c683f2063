"""A page's own mark of its day: a date that stands alone or after "Published", "Posted on", "Update:"."""

import re
from datetime import date
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from crossbearing.ingest.days import match_day
from crossbearing.ingest.tables import rows
from crossbearing.model import small

Rank = Literal["first", "bare", "updated"]
RANKS: tuple[Rank, ...] = ("first", "bare", "updated")
"""Which mark wins where a page has several: the first publication, then an uncued date, then an update."""

_BETWEEN = re.compile(r"[\s|•·,;()\[\]/–—-]{0,6}")
_LEADING_CLOCK = re.compile(
    r"(?:\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\.?)?\s?(?:GMT|UTC|[A-Z]{1,3}T)?\s?[,|·–-]?\s{1,2})?", re.IGNORECASE
)
_AFTER_DAY = re.compile(
    r"(?:\s?[|•·-]?\s?[+]?\d{1,6}|\s?-?\s?(?:GMT|UTC|KSA)\s\d{1,2}:\d{2}){0,3}[\s.|•·,;)\]–—-]{0,6}"
)


class Stamp(Struct, frozen=True):
    """A day with its cue at ``[start, end)``; ``day_start`` and ``day_end`` bound the date's own words."""

    start: int
    end: int
    day_start: int
    day_end: int
    readings: tuple[date, ...]
    rank: Rank


def match_stamp(text: str, at: int = 0) -> Stamp | None:
    """Read the mark that begins exactly at ``at``.

    "13 December, 2016"; "Update: December, 09/2016 - 11:00"; "Posted on April 2 2017"; "updated 1601
    10.10.2017".
    """
    cue = _cue().match(text, at)
    lead = _LEADING_CLOCK.match(text, cue.end() if cue else at)
    day = match_day(text, lead.end() if lead else at)
    if day is None:
        return None
    rank = _ranks()[re.sub(r"\s+", " ", small(cue["cue"]))] if cue else "bare"
    return Stamp(at, day.end, day.start, day.end, day.readings, rank)


def stamps_from(text: str, at: int, end: int) -> list[Stamp]:
    """All the marks that follow one another from ``at`` on, with only strokes and brackets between them."""
    found: list[Stamp] = []
    while (stamp := match_stamp(text, at)) is not None and stamp.end <= end:
        found.append(stamp)
        between = _BETWEEN.match(text, stamp.end)
        at = between.end() if between else stamp.end
    return found


def whole_line(text: str, start: int = 0, end: int | None = None) -> list[Stamp]:
    """The marks of a line (``text[start:end]``) that holds nothing else, or an empty list.

    "13 December, 2016"; "Published: 12 May 2015 | Updated: 13 May 2015". "On 13 December 2016 shells
    fell." has none.
    """
    end = len(text) if end is None else end
    opening = _BETWEEN.match(text, start, end)
    found = stamps_from(text, opening.end() if opening else start, end)
    return found if found and _AFTER_DAY.fullmatch(text, found[-1].end, end) else []


@lru_cache(maxsize=1)
def _ranks() -> dict[str, Rank]:
    known: dict[str, Rank] = {"first": "first", "updated": "updated"}
    return {row["cue"]: known[row["rank"]] for row in rows("day_cues.tsv")}


@lru_cache(maxsize=1)
def _cue() -> re.Pattern[str]:
    cues = "|".join(re.escape(cue).replace(r"\ ", r"\s+") for cue in sorted(_ranks(), key=len, reverse=True))
    return re.compile(
        rf"(?P<cue>{cues})\b\s{{0,2}}(?:[:\-–—]\s{{0,2}})?(?:(?:on|at|in)\s)?(?:\d{{1,2}}:?\d{{2}}\s)?",
        re.IGNORECASE,
    )
