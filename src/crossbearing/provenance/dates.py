"""Dates a report that states no day from the others: shared passages, weekday names, past and future."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from crossbearing.model import Copy, Published, Report, Span
from crossbearing.provenance.quotes import is_quotation

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAY = re.compile(rf"\b({'|'.join(_DAYS)})\b")
_AHEAD = re.compile(
    r"\b(will|would|until|starting|start|begin|expected|due|set to|scheduled|next|by|tomorrow)\b", re.I
)
_CONTEXT = 70
"""Characters before a weekday in which a word that looks ahead still governs it."""
_REACH = 3
"""Reports that share a passage were published within three days of each other."""
_WINDOW = timedelta(days=_REACH)
_SHARED = 1.5
"""Weight of nearness to the dated reports, against 1 for a weekday."""
_SURE = 1.0
"""A day must lead the next best by more than this, the weight of one telling weekday, to stand alone."""


_TELLS = 160
"""Characters of news, not background, that reports of two outlets share before that tells the day: of
dated pairs on Syria with as much, 97 of 103 were published within reach of each other; else 27 of 42."""
_TELLS_KIN = 450
"""The same of one outlet, which repeats its own background: 20 of 22; with less, 14 of 35."""


_TELLS_QUOTED = 100
"""Characters of a statement that reports of two outlets quote that tell the day: all 27 dated pairs on Syria
with so much were published within reach of each other; of one outlet only 4 of 8."""


class _Weekday(Struct, frozen=True):
    """A weekday name in a report, and whether the report looks ahead to it."""

    number: int
    ahead: bool


def infer_dates(reports: Sequence[Report], copies: Iterable[Copy]) -> list[Report]:
    """Date the undated reports that share a passage with a dated one; the others stay unknown.

    A passage that stands in reports more than a week apart is background and dates nothing; nor does less
    shared text than tells the day (measured on 653 reports; more is asked where one outlet wrote both).
    The day is chosen among those near the dated reports: the weekdays a report tells of as past should
    be that day or just before, those it looks ahead to just after. Where two days fit about as well,
    both stay as a range. ``basis`` becomes "inferred" and ``evidence`` a sentence that says from what.
    A report's day depends on its own copies and on the reports that share them, and on no others.
    """
    known = {report.id: report for report in reports}
    days = {key: day for key, report in known.items() if (day := _day(report)) is not None}
    shared: dict[str, list[tuple[Span, str]]] = defaultdict(list)
    quoted: dict[tuple[str, str], int] = defaultdict(int)
    for copy in copies:
        one, other = copy.passages[:2]
        shared[one.report].append((one.span, other.report))
        shared[other.report].append((other.span, one.report))
        if one.report in known and other.report in known and is_quotation(copy, known):
            for mine, theirs in ((one, other), (other, one)):
                quoted[mine.report, theirs.report] += mine.span.end - mine.span.start
    found = []
    for report in reports:
        near = _news(shared[report.id], days) if report.id in shared else {}
        sure = [
            known[other]
            for other, amount in sorted(near.items())
            if _tell(report, known[other], amount, quoted[report.id, other])
        ]
        found.append(_dated(report, sure))
    return found


def _news(passages: list[tuple[Span, str]], days: Mapping[str, date]) -> dict[str, int]:
    """Dated reports that a report shares news with, and how many characters; background left out."""
    amounts: dict[str, int] = defaultdict(int)
    dated = [(span, days[other], other) for span, other in passages if other in days]
    for span, _, other in dated:
        carried = [day for s, day, _ in dated if s.start < span.end and span.start < s.end]
        if max(carried) - min(carried) <= 2 * _WINDOW:
            amounts[other] += span.end - span.start
    return amounts


def _tell(one: Report, other: Report, amount: int, quoted: int) -> bool:
    """Whether so many shared characters, so many of them quoted, tell that two reports are of one time."""
    if one.outlet is not None and one.outlet == other.outlet:
        return amount >= _TELLS_KIN
    return amount >= _TELLS or quoted >= _TELLS_QUOTED


def _dated(report: Report, anchors: list[Report]) -> Report:
    if report.published.basis != "unknown" or not anchors:
        return report
    weekdays = _weekdays(report)
    scores = _scores(weekdays, [day for other in anchors if (day := _day(other)) is not None])
    ranked = sorted(scores, key=lambda day: (-scores[day], day))
    near = [day for day in ranked if scores[ranked[0]] - scores[day] <= _SURE]
    published = Published(
        min(near), max(near), "inferred", _evidence(anchors, weekdays, min(near), max(near))
    )
    return replace(report, published=published)


def _day(report: Report) -> date | None:
    published = report.published
    stated = published.basis in {"stated", "metadata"} and published.earliest == published.latest
    return published.latest if stated else None


def _weekdays(report: Report) -> list[_Weekday]:
    found = []
    for block in report.blocks:
        if block.kind in {"standfirst", "caption", "paragraph"}:
            for match in _WEEKDAY.finditer(report.text, block.start, block.end):
                before = report.text[max(block.start, match.start() - _CONTEXT) : match.start()]
                clause = re.split(r"[.;:!?,“”\"]", before)[-1]
                found.append(_Weekday(_DAYS.index(match.group()), _AHEAD.search(clause) is not None))
    return found


def _scores(weekdays: list[_Weekday], anchors: list[date]) -> dict[date, float]:
    offsets = range(-_REACH, _REACH + 1)
    scores = {anchor + timedelta(days=n): 0.0 for anchor in anchors for n in offsets}
    for day in scores:
        for anchor in anchors:
            scores[day] += _SHARED / (1 + abs((day - anchor).days) * 2) / len(anchors)
        for weekday in weekdays:
            scores[day] += _fit(day, weekday)
    return scores


def _fit(day: date, weekday: _Weekday) -> float:
    """How well one weekday suits a publication day: told as past, it is today or yesterday."""
    if weekday.ahead:
        gap = (weekday.number - day.weekday()) % 7
        return {0: 0.25, 1: 1.0, 2: 0.5}.get(gap, -0.5)
    gap = (day.weekday() - weekday.number) % 7
    return {0: 1.0, 1: 0.6, 2: 0.2}.get(gap, -0.5)


def _evidence(anchors: list[Report], weekdays: list[_Weekday], first: date, last: date) -> str:
    shared = "; ".join(f"“{_name(other)}” ({_say(_day(other))})" for other in anchors)
    parts = [f"it shares passages with {shared}"]
    past = Counter(w.number for w in weekdays if not w.ahead)
    ahead = Counter(w.number for w in weekdays if w.ahead)
    if past:
        parts.append(f"it tells of {_DAYS[past.most_common(1)[0][0]]} as the latest news")
    if ahead:
        parts.append(f"it looks ahead to {_DAYS[ahead.most_common(1)[0][0]]}")
    span = _say(first) if first == last else f"{_say(first)} to {_say(last)}"
    return f"The report states no day. Inferred {span}: {', and '.join(parts)}."


def _name(report: Report) -> str:
    return report.title or report.path or report.id


def _say(day: date | None) -> str:
    return "undated" if day is None else f"{_DAYS[day.weekday()]} {day.day} {day:%B %Y}"
