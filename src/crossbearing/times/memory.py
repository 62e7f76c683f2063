"""What a text has named so far: the last date, the last quarter, and the day on which someone spoke."""

from datetime import date

from crossbearing.model import Interval
from crossbearing.times.found import Found
from crossbearing.times.lexicon import word_set
from crossbearing.times.relations import relation
from crossbearing.times.rules import Match
from crossbearing.times.scan import BREAK, Scan
from crossbearing.times.stretches import Stretch, day_of

_ANCHOR_LIFE = 1
"""Paragraph breaks that an anchor outlives: "the previous evening" may open the next paragraph."""

_VERB_BEFORE, _VERB_AFTER, _NOUN_BEFORE = 3, 1, 8
"""Words between a saying and its day: "said on Friday", "on Friday said", "comments by him on Friday"."""

_DERIVED = frozenset({"year_ago", "year_ago_quarter", "period_of", "quarter_of", "unit"})
"""Rules whose expressions lean on one before: later ones lean on that one, not on these."""

_FRAMES = frozenset({"P6M", "P9M"})
"""Lengths that companies and statistics offices report for beside the quarter."""

_OPENING, _CLOSING, _STRAIGHT = "“", "”", '"'


class Memory:
    """State that one text's expressions are read against, carried from sentence to sentence."""

    def __init__(self, anchor: Stretch | None = None) -> None:
        self.anchor = anchor
        self.quarter: tuple[int, int] | None = None
        self.spoken: date | None = None
        self.period: Interval | None = None
        self.frame: str | None = None
        self.quoted = False
        self._breaks = 0

    def pass_over(self, scan: Scan, first: int, last: int) -> None:
        """Take in the words between two expressions: quote marks and paragraph breaks."""
        for i in range(first, last):
            if scan.letters[i] == BREAK:
                self.new_paragraph()
            elif scan.lower[i] in (_OPENING, _CLOSING, _STRAIGHT):
                self._mark(scan.lower[i])

    def new_paragraph(self) -> None:
        """Forget what a paragraph's end makes doubtful; a quotation is closed."""
        self.quoted = False
        self._breaks += 1
        if self._breaks > _ANCHOR_LIFE:
            self.anchor = self.spoken = None

    def keep(self, found: Found, match: Match, *, ahead: bool = False) -> None:
        """Remember what an expression named, unless it named it by another ("a year earlier").

        A quarter that lies ``ahead`` is none that figures are compared with, and is not kept.
        """
        if match.rule.reads in _DERIVED:
            return
        scan, first, last = match.scan, match.first, match.last
        open_since = self.period is not None and self.period.start is None
        if not (open_since and match.rule.reads == "ago"):  # "since it began three weeks ago" is one stretch
            self.period = _period(found, match) or self.period
        self._keep_quarter(found, match, ahead)
        if match.rule.reads == "ago" and found.grain in ("quarter", "year"):
            return
        anchor = _anchor(found)
        if anchor is None or anchor.start is None:
            return
        self.anchor, self._breaks = anchor, 0
        if anchor.grain == "day" and not self.quoted and _said(scan, first, last):
            self.spoken = anchor.start.date()

    def _keep_quarter(self, found: Found, match: Match, ahead: bool) -> None:
        if match.rule.reads in ("duration", "window") and found.value in _FRAMES:
            the = match.scan.lower[max(0, match.first - 1)] == "the" or match.has("the")
            self.frame = found.value if the else self.frame
        quarter = _quarter(found) if match.rule.reads != "ago" and not ahead else None
        if quarter is not None:
            self.quarter, self.frame = quarter, None

    def _mark(self, mark: str) -> None:
        self.quoted = mark == _OPENING or (mark == _STRAIGHT and not self.quoted)


def _said(scan: Scan, first: int, last: int) -> bool:
    before = scan.lower[max(0, first - _VERB_BEFORE - 1) : first]
    after = scan.lower[last : last + _VERB_AFTER]
    if not word_set("said").isdisjoint(before) or not word_set("said").isdisjoint(after):
        return True
    return not word_set("utterance").isdisjoint(scan.lower[max(0, first - _NOUN_BEFORE) : first])


def _period(found: Found, match: Match) -> Interval | None:
    """What "the same period" would mean after this expression."""
    interval = found.interval
    if interval is None or (found.relation or relation(match.scan, match.first)) != "since":
        return interval
    return interval if found.relation == "since" else Interval(interval.start, None)


def _anchor(found: Found) -> Stretch | None:
    interval = found.interval
    if found.kind not in ("date", "time") or interval is None or interval.start is None:
        return None
    if found.of_day or found.value is None or found.value.endswith("_REF"):
        return None
    if found.kind == "time":
        return day_of(interval.start.date())
    return Stretch(interval.start, interval.end, found.grain, found.value)


def _quarter(found: Found) -> tuple[int, int] | None:
    if found.grain != "quarter" or found.value is None or "-Q" not in found.value:
        return None
    year, number = found.value.split("-Q")
    return (int(year), int(number)) if year.isdigit() and number.isdigit() else None
