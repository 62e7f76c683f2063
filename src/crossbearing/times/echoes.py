"""Times that a sentence only echoes: "Immediately after the announcement, ...", "Later, ..."."""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from crossbearing.model import Interval, Published, Sentence, Span, TimeMention

_ECHO = re.compile(
    r"(?:(?:but|and|however),? )?(?P<words>"
    r"(?:immediately|shortly|soon|right|moments|minutes) after"
    r" (?:the|that|this|his|her|its|their) [a-z-]{3,20}"
    r"|(?:immediately|shortly|soon|moments|minutes) (?:after|afterwards?|later)"
    r"|later|earlier|afterwards?)"
    r"(?=,|\s(?!(?:this|that|in|on|than|today|last|next|the same)\b))",
    re.IGNORECASE,
)
_PAST = frozenset({"VBD", "VBN"})
_BEFORE_SENTENCE = 2
"""Paragraphs back to which an echo reaches where the report has named more than one day."""
_DAY_HOURS = 24


class Echoes:
    """The days that a report has named so far, for sentences that lean on them without naming one."""

    def __init__(self, published: Published) -> None:
        self._published = published
        self._days: list[tuple[int, date]] = []

    def read(self, sentence: Sentence, found: Sequence[TimeMention]) -> list[TimeMention]:
        """The mentions of a sentence, with that of its opening echo where it names no time of its own.

        "Talks ended on Thursday. / Immediately after the announcement, raids ceased." → Thursday. Nothing
        where the verb is not of the past, or where more than one day may be meant.
        """
        echoed = self._echo(sentence) if not found else None
        self._keep(sentence, found)
        return [*found] if echoed is None else [echoed]

    def _keep(self, sentence: Sentence, found: Sequence[TimeMention]) -> None:
        for mention in found:
            day = _day(mention)
            if day is not None:
                self._days.append((sentence.block, day))

    def _echo(self, sentence: Sentence) -> TimeMention | None:
        match = _ECHO.match(sentence.text)
        if match is None or not _is_past(sentence) or not self._days:
            return None
        block, day = self._days[-1]
        alone = len({known for _, known in self._days}) == 1
        if not alone and sentence.block - block > _BEFORE_SENTENCE:
            return None
        if not alone and len({known for place, known in self._days if place == block}) > 1:
            return None
        last = self._published.latest
        if last is not None and day > last:
            return None
        start = sentence.start + match.start("words")
        span = Span(start, start + len(match["words"]), match["words"])
        begin = datetime(day.year, day.month, day.day)
        interval = Interval(begin, begin + timedelta(days=1))
        return TimeMention(
            span=span, interval=interval, grain="day", kind="date", value=day.isoformat(), relation="at"
        )


def _is_past(sentence: Sentence) -> bool:
    """Whether a sentence tells of the past, and its "later" is no adjective ("later reports")."""
    root = next((t for t in sentence.tokens if t.head == t.i and t.pos in ("VERB", "AUX")), None)
    opening = next((t for t in sentence.tokens if t.text.lower() in ("later", "earlier")), None)
    adverb = opening is None or opening.dep == "advmod"
    return adverb and root is not None and root.tag in _PAST


def _day(mention: TimeMention) -> date | None:
    """The one day a mention lies in, or None."""
    interval = mention.interval
    if mention.kind not in ("date", "time") or interval is None or mention.relation not in ("at", "by"):
        return None
    if interval.start is None or interval.end is None:
        return None
    hours = (interval.end - interval.start).total_seconds() / 3600
    return interval.start.date() if hours <= _DAY_HOURS else None
