"""What the characters of a claim hold: its own spans against the text, its words, numbers and years."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from crossbearing.brief.numerals import held_by_characters, read_numbers, say_number
from crossbearing.brief.shelf import Shelf
from crossbearing.brief.wording import MONTHS, tidy
from crossbearing.model import Claim, Span, When

LONG_STRETCH = 366
"""A stretch of days longer than a year holds every weekday and month; nothing can be held against it."""

_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)?")
_FIGURE = re.compile(r"(?<![\w.,-])\d[\d,]*(?![\w-]|[.,]\d)")
_ARTICLE = re.compile(r"\ban?\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b(?!\s*(?:GMT|UTC|hours|hrs|h\b|local|[ap]\.?m\b))", re.IGNORECASE)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def faults(claim: Claim, shelf: Shelf) -> list[str]:
    """List where a claim does not agree with its report's characters; empty when it does."""
    report = shelf.reports.get(claim.report)
    if report is None:
        return [f"its report {claim.report} is not in the ledger"]
    found = [
        f"characters {span.start}–{span.end} of its report are not “{span.exact[:40]}”"
        for span in _spans(claim)
        if report.text[span.start : span.end] != span.exact or span.start >= span.end
    ]
    for quantity in claim.quantities:
        if _plain_figure(quantity.span) and held_by_characters(quantity) is False:
            bounds = f"{_shown(quantity.lower)} to {_shown(quantity.upper)}"
            found.append(f"“{quantity.span.exact[:40]}” does not hold the number {bounds}")
    if claim.time is not None:
        found.extend(_time_faults(claim.time))
    return found


def _spans(claim: Claim) -> Iterator[Span]:
    yield claim.span
    yield claim.sentence
    for link in claim.attribution:
        yield link.span
        if link.cue is not None:
            yield link.cue
    yield from (quantity.span for quantity in claim.quantities)
    yield from claim.hedges
    if claim.time is not None and claim.time.span is not None:
        yield claim.time.span
    if claim.event is not None:
        yield claim.event.trigger


def _plain_figure(span: Span) -> bool:
    """Say whether a span holds one number in plain digits and no other: there our second reading is sure.

    "2m", "10-year-old", "three of the 12" are left to the first reading; they are quoted, not counted.
    """
    figures = _FIGURE.findall(span.exact)
    return len(figures) == 1 and len(read_numbers(span.exact)) == 1 and not _ARTICLE.search(span.exact)


def _shown(value: float | None) -> str:
    return "open" if value is None else say_number(value)


def _time_faults(when: When) -> list[str]:
    first, last = when.earliest, when.latest
    if when.span is None or when.relation != "at" or first is None or last is None:
        return []
    if (last - first).days > LONG_STRETCH or last < first:
        return [] if last >= first else ["its time ends before it starts"]
    text = when.span.exact
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    found = []
    years = _YEAR.findall(text)
    if years and not {str(day.year) for day in days} & set(years):
        found.append(f"“{text[:40]}” does not hold the year {first.year}")
    if _names(text, MONTHS) and not {MONTHS[day.month - 1] for day in days} & _names(text, MONTHS):
        found.append(f"“{text[:40]}” does not hold {MONTHS[first.month - 1]}")
    if _names(text, _WEEKDAYS) and not _weekday_near(days, _names(text, _WEEKDAYS)):
        found.append(f"“{text[:40]}” does not hold {_WEEKDAYS[first.weekday()]}")
    return found


def _names(text: str, names: tuple[str, ...]) -> set[str]:
    return {name for name in names if re.search(rf"\b{name}\b", text)}


def _weekday_near(days: list[date], named: set[str]) -> bool:
    """Allow the day after, too: the night of a Tuesday ends on a Wednesday."""
    around = [*days, days[-1] + timedelta(days=1), days[0] - timedelta(days=1)]
    return bool({_WEEKDAYS[day.weekday()] for day in around} & named)


def named(names: set[str], claims: list[Claim]) -> bool:
    """Say whether a cited sentence holds one of the names, without its article, in any case."""
    sentences = [tidy(claim.sentence.exact).casefold() for claim in claims]
    return any(name and name in sentence for name in names for sentence in sentences)


def held_words(claims: list[Claim], shelf: Shelf) -> set[str]:
    """Collect the words, in lower case, that claims hold: sentences, chains, names of actors and places."""
    texts: list[str] = []
    for claim in claims:
        texts += [claim.sentence.exact, claim.span.exact, shelf.label(claim.report)]
        texts += [link.span.exact for link in claim.attribution]
        for actor in (shelf.actors.get(a) for a in shelf.linked_actors(claim)):
            texts += [actor.name, *actor.aliases] if actor is not None else []
        texts += [shelf.places[place].name for place in shelf.linked_places(claim)]
    return {word.casefold() for text in texts for word in _WORD.findall(tidy(text))} | _possessives(texts)


def _possessives(texts: list[str]) -> set[str]:
    stems = {re.sub(r"[’']s$", "", word.casefold()) for text in texts for word in _WORD.findall(tidy(text))}
    return stems | {f"{stem}’s" for stem in stems} | {f"{stem}'s" for stem in stems}


def held_numbers(claims: list[Claim], shelf: Shelf) -> set[float]:
    """Collect the numbers claims hold: in sentences, bounds and days, and how many they are themselves."""
    origins, reports = {shelf.origin_key(claim) for claim in claims}, {claim.report for claim in claims}
    found = {1.0, float(len(claims)), float(len(origins)), float(len(reports))}
    for claim in claims:
        for quantity in claim.quantities:
            found |= {bound for bound in (quantity.lower, quantity.upper) if bound is not None}
        for low, high in read_numbers(claim.sentence.exact):
            found |= {low, high}
        found |= {float(day.day) for day in _days(claim, shelf)}
    return found


def years(claim: Claim, shelf: Shelf) -> set[str]:
    """Collect the years a claim holds: of its time, its report's day, its sentence."""
    return {str(day.year) for day in _days(claim, shelf)} | set(_YEAR.findall(claim.sentence.exact))


def _days(claim: Claim, shelf: Shelf) -> list[date]:
    published = shelf.reports[claim.report].published
    ends = [published.earliest, published.latest]
    if claim.time is not None:
        ends += [claim.time.earliest, claim.time.latest]
    return [day for day in ends if day is not None]
