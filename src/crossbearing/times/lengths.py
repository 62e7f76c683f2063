"""Readers of lengths ("nearly six years", "for months"), sets ("every day") and the vague ("now", "soon")."""

from datetime import date, datetime, timedelta

from crossbearing.times.amounts import amount, duration_value
from crossbearing.times.found import Context, Found, between, dated, undated
from crossbearing.times.lexicon import parts, word_set
from crossbearing.times.relations import relation
from crossbearing.times.relative import weekday
from crossbearing.times.rules import Match
from crossbearing.times.stretches import DAY, GRAIN_OF, day_of, midnight, shifted, unit_at, year_of

_SOON = 31
"""Days that "soon" may reach at most."""
_KNOWN = timedelta(days=7)
"""The longest stretch after which "since then" begins; of a longer one nobody knows the day."""

_SET_CUES = frozenset({"on", "and", "or", "most", "of", "are", "were", "is", "at", "in"})
"""Beside "Fridays" these say that many are meant."""

_WITHIN_REACH = {"TS": 1, "TM": 1, "TH": 2, "D": 7, "W": 42, "M": 366, "Y": 3653}
"""Days from the report's first moment within which "within hours, days, weeks ..." may fall."""


def duration(match: Match, context: Context) -> Found | None:
    """Read "nearly six years", "five-day", "two and a half years", "two to three weeks"."""
    unit = match.value("u")
    count = amount(match, "n") if match.at("n") else float(match.has("long"))
    half = match.at("h") or (match.has("half") and not match.at("n"))
    if match.has("half") and count is not None and (half or match.scan.lower[match.last - 1] == "half"):
        count += 0.5
    value = duration_value(count, unit)
    found = undated(GRAIN_OF[unit], value, "set" if _is_rate(match) else "duration")
    if match.scan.lower[match.last : match.last + 1] == ["into"] and context.day is not None and count:
        start = shifted(context.day, unit, -count)
        if start is not None:
            return between(midnight(start), midnight(context.day) + DAY, found.grain, "duration", value)
    if count and context.day is not None and _lies_ahead(match, context):
        return _from_now(context.day, unit, count)
    return found


def _lies_ahead(match: Match, context: Context) -> bool:
    """True for "will end in two weeks": its end may be counted from the report's day."""
    before = match.scan.lower[match.first - 1] if match.first else ""
    return before == "in" and context.direction(match) > 0


def _is_rate(match: Match) -> bool:
    """True for "40 people a day", "twice a week"."""
    if match.words("n") not in (["a"], ["an"]) or match.at("n")[0] != match.first or match.first == 0:
        return False
    before = match.scan.lower[match.first - 1]
    counted = before.isdigit() or before.endswith("s") or before in word_set("rated")
    return counted and before not in word_set("unrated")


def one_or_two(match: Match, context: Context) -> Found | None:
    """Read "a year or two"."""
    unit = match.value("u")
    return undated(GRAIN_OF[unit], duration_value(None, unit), "duration")


def many(match: Match, context: Context) -> Found | None:
    """Read "for months", "years of fighting"."""
    unit = match.value("u")
    return undated(GRAIN_OF[unit], duration_value(None, unit), "duration")


def within(match: Match, context: Context) -> Found | None:
    """Read "within hours", "within 48 hours": from the report's day on, where the verb looks ahead."""
    unit = match.value("u")
    count = amount(match, "n") if match.at("n") else None
    value, grain = duration_value(count, unit), GRAIN_OF[unit]
    counted = match.scan.lower[match.last : match.last + 1] == ["of"]  # "within a week of the attack"
    if context.day is None or counted or context.direction(match) < 0:
        return undated(grain, value, "duration")._replace(relation="within")
    return _from_now(context.day, unit, count)._replace(relation="within")


def _from_now(day: date, unit: str, count: float | None) -> Found:
    """From a day to the end of the day so many units on; the vague reach far."""
    if count is None:
        end = day + timedelta(days=_WITHIN_REACH.get(unit, 366))
    else:
        days = int(count // 24) + 1 if unit == "TH" else 1
        end = (shifted(day, unit, count) or day) + timedelta(days=days)
    return between(midnight(day), midnight(end), GRAIN_OF[unit], "duration", duration_value(count, unit))


def indefinite(match: Match, context: Context) -> Found | None:
    """Read "a while", "some time"."""
    return undated("longer", "PXX", "duration")


_TOLD_OF = 14
"""Days: after an older day than that "earlier in the day" may be of the day of the news."""


def unit(match: Match, context: Context) -> Found | None:
    """Read "the day", "the year" where nothing says which: the one being spoken of."""
    code = match.value("u")
    if code in ("TH", "TM", "TS", "Q", "E", "C"):
        return undated(GRAIN_OF[code], duration_value(1, code), "duration")
    origin = context.day if code == "Y" else context.anchor_day(code) or context.day
    if code == "D" and match.has("earlier") and _is_old(origin, context.day):
        return undated("day")
    if match.has("fiscal") or origin is None:
        return undated(GRAIN_OF[code], duration_value(1, code), "duration")
    found = unit_at(origin, code)
    return dated(found) if found is not None else None


def _is_old(origin: date | None, day: date | None) -> bool:
    return origin is not None and day is not None and day - origin > timedelta(days=_TOLD_OF)


def year_long(match: Match, context: Context) -> Found | None:
    """Read "the year ended March 31": a length, whose end is named after it."""
    return undated("year", "P1Y", "duration")


def year_end(match: Match, context: Context) -> Found | None:
    """Read "year-end" as its last day, "the year's end" as the year's."""
    if context.day is None:
        return undated("day")
    year = context.day.year - (relation(match.scan, match.first) == "since")
    if match.has("-") and not match.has("the"):
        return dated(day_of(context.day.replace(year=year, month=12, day=31)))
    return dated(year_of(year))


def every(match: Match, context: Context) -> Found | None:
    """Read "every day", "each Thursday", "every other week", "every July"."""
    if match.at("u"):
        code = match.value("u")
        count = 2.0 if match.has("other") else amount(match, "n") if match.at("n") else 1.0
        return undated(GRAIN_OF[code], duration_value(count, code), "set")
    word, value = match.word("w"), match.value("w")
    if word in parts():
        return undated("part", f"XXXX-XX-XXT{parts()[word].code}", "set")
    if value == "WE":
        return undated("week", "XXXX-WXX-WE", "set")
    if value in ("SP", "SU", "FA", "WI"):
        return undated("quarter", f"XXXX-{value}", "set")
    if match.at("k"):
        return undated("day", None, "set")
    if word.endswith("day"):
        return undated("day", f"XXXX-WXX-{value}", "set")
    return undated("month", f"XXXX-{int(value):02}", "set")


def weekdays(match: Match, context: Context) -> Found | None:
    """Read "on Fridays", "Tuesday nights"; "Fridays attack" is Friday's, its apostrophe lost."""
    before = match.scan.lower[match.first - 1] if match.first else ""
    after = match.scan.lower[match.last] if match.last < len(match.scan.lower) else ""
    if (
        not match.at("p")
        and not match.at("n")
        and before not in _SET_CUES
        and after.isalpha()
        and after not in _SET_CUES
    ):
        return weekday(match, context)
    tail = f"T{match.value('p')}" if match.at("p") else ""
    return undated("part" if tail else "day", f"XXXX-WXX-{match.value('w')}{tail}", "set")


def weekends(match: Match, context: Context) -> Found | None:
    """Read "on weekends"."""
    return undated("week", "XXXX-WXX-WE", "set")


def seasons(match: Match, context: Context) -> Found | None:
    """Read "the past three summers"."""
    return undated("quarter", f"XXXX-{match.value('n')}", "set")


def adverb(match: Match, context: Context) -> Found | None:
    """Read "daily", "weekly", "nightly"."""
    return undated("day", match.value("a"), "set")


def present(match: Match, context: Context) -> Found | None:
    """Read "now", "at the moment", "these days"."""
    if context.day is None:
        return undated("day", "PRESENT_REF")
    return dated(day_of(context.day), value="PRESENT_REF")


def reference(match: Match, context: Context) -> Found | None:
    """Read "currently", "recently", "soon"."""
    value = match.value("r")
    if value == "PRESENT_REF":
        return present(match, context)
    return past(match, context) if value == "PAST_REF" else future(match, context)


def past(match: Match, context: Context) -> Found | None:
    """Read "recently", "in the past": up to the report's day."""
    if context.day is None:
        return undated("longer", "PAST_REF")
    return between(None, midnight(context.day) + DAY, "longer", "date", "PAST_REF")


def future(match: Match, context: Context) -> Found | None:
    """Read "soon" (within a month or so), "in the near future"."""
    if context.day is None:
        return undated("longer", "FUTURE_REF")
    start = midnight(context.day)
    end = start + timedelta(days=_SOON) if match.word("r") == "soon" else None
    return between(start, end, "longer", "date", "FUTURE_REF")


def period(match: Match, context: Context) -> Found | None:
    """Read "in the same period": the stretch named last; None where nothing was."""
    return Found("duration", context.period, "longer", None)


def since_then(match: Match, context: Context) -> Found | None:
    """Read "since then": until the report's day, from the day after the day named last.

    After a stretch of which nobody knows the day ("in 2015", "earlier this year") from its first day on.
    """
    anchor = context.anchor
    if anchor is None or anchor.start is None or anchor.end is None:
        return _until_now(context, anchor.end if anchor is not None else None)
    long = anchor.end - anchor.start > _KNOWN
    late = context.day is not None and anchor.end.date() > context.day
    return _until_now(context, anchor.start if long or late else anchor.end)


def since_event(match: Match, context: Context) -> Found | None:
    """Read "since the operation began": until the report's day, from a day that the event would give."""
    return _until_now(context, None)


def _until_now(context: Context, start: datetime | None) -> Found:
    end = midnight(context.day) + DAY if context.day is not None else None
    found = undated("longer") if end is None else between(start, end, "longer", "date", None)
    return found._replace(relation="since")
