"""Questions and answers in plain words, with amounts and hedges exactly as the claims hold them."""

import re
from collections import Counter, defaultdict
from datetime import date
from functools import lru_cache

from crossbearing.errors import DataError
from crossbearing.model import Quantity
from crossbearing.reconcile.answers import Answer, Period
from crossbearing.reconcile.groups import is_listed, plural_of
from crossbearing.reconcile.lexicon import rows
from crossbearing.reconcile.lookup import Lookup

_HEDGE = re.compile(
    r"(at least|at most|as many as|up to|no fewer than|more than|more then|fewer than|less than|over|about"
    r"|around|roughly|approximately|nearly|almost|some|an estimated|estimated)\s*$",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"\s*(at least|as many as|up to|more than|over|about|around|nearly|almost|some)\s", re.IGNORECASE
)
"""A hedge before a number in words: "*more than* four million"."""
_LEAD = re.compile(r"^(\D{0,24}?)\s*\d")
_VAGUE_WORD = re.compile(
    r"\b(?:(?:several|a few|few|a (?:small )?handful|a couple)\b(?:\s(?:of\s)?(?:tens|dozens?|scores"
    r"|hundreds?|thousands?|millions?)\b)?|(?:tens|dozens|scores|hundreds|thousands|millions)\b"
    r"(?:\sof\s(?:thousands|millions)\b)?)",
    re.IGNORECASE,
)
"""An amount that is no number, in its own words: "several thousand", "tens of thousands"."""
_SMALL = re.compile(r"\b[a-z]{5,}\b")
_ENOUGH = 3
"""So many words without a capital are no headline."""
_BY = re.compile(r"(?:outside|near|(?:north|south|east|west)\w* of)\s")
"""How a place begins that lies by another: "killed *east of* Homs", not "in east of Homs"."""
_WEEKDAY = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:yesterday|midnight|dawn|noon)\b", re.IGNORECASE
)
_INFERRED = " (place inferred)"
_PLAIN = {"exact": "", "at_least": "at least ", "at_most": "up to ", "about": "about ", "vague": ""}


@lru_cache(maxsize=1)
def _templates() -> dict[tuple[str, str], dict[str, str]]:
    return {(row["predicate"], row["modality"]): row for row in rows("questions")}


def template(answer: Answer) -> dict[str, str] | None:
    """How a question is worded, or None where no such question is asked."""
    return _templates().get((answer.predicate, answer.modality))


def title(
    answer: Answer,
    place: str | None,
    doer: str | None,
    period: Period,
    words: str | None,
    *,
    near: bool = False,
    inferred: bool = False,
) -> str:
    """The question: "How many civilians were killed in the town (1 May 2020)?", or near it.

    ``inferred``: no answer names the place in its own words, and the title says so.
    """
    row = template(answer)
    if row is None:
        raise DataError(f"no wording for {answer.predicate}, {answer.modality}", where="data/questions.tsv")
    return row["title"].format(
        who=_cased(plural_of(answer.group), answer),
        of="" if answer.what is None else f" of {answer.what}",
        where="" if place is None else _at(place, near=near) + (_INFERRED if inferred else ""),
        to="" if place is None else f" to {place}",
        out="" if place is None else f" from {place}",
        by="" if doer is None else f" by {doer}",
        when=when(period, words),
    )


def _at(place: str, *, near: bool) -> str:
    """A place with its preposition: "in Homs", "near Homs", "outside Homs", "east of Homs"."""
    if _BY.match(place):
        return f" {place}"
    return f" {'near' if near else 'in'} {place}"


def when(period: Period, words: str | None) -> str:
    """A period in words; a running total keeps the claim's own ("since the siege began").

    Words that only the report's day explains ("since Thursday") give way to the day they mean.
    """
    if period.kind == "total":
        since = f"since {day(period.start)}" if period.start is not None else "running total"
        told = since if words is None or (period.start is not None and _WEEKDAY.search(words)) else words
        return f" ({told})"
    if period.kind == "undated" or period.start is None:
        return ""
    if period.end is None or period.end == period.start:
        return f" ({day(period.start)})"
    return f" ({day(period.start)} to {day(period.end)})"


def day(value: date | None) -> str:
    """A day as readers write it: 8 December 2016."""
    return "an unknown day" if value is None else f"{value.day} {value:%B %Y}"


def amount(answer: Answer) -> str:
    """The amount with its hedge, as said: "at least 384", "about 85 per cent", "dozens"."""
    quantity = answer.quantity
    if quantity is None:
        return ""
    said = _hedge(answer, quantity) + _number(quantity)
    return f"{said} per cent" if quantity.measure == "share" else said


def _number(quantity: Quantity) -> str:
    if quantity.bound == "vague" or _VAGUE_WORD.search(quantity.span.exact):
        return _vague(quantity)
    if quantity.bound == "exact" and quantity.lower != quantity.upper:
        return f"{_digits(quantity.lower)} to {_digits(quantity.upper)}"
    value = quantity.upper if quantity.bound in ("about", "at_most") else quantity.lower
    value = quantity.lower if value is None else value
    counts = quantity.bound == "at_least" and quantity.measure != "share"
    more = counts and re.match(r"\s*(more than|more then|over)\b", quantity.span.exact, re.I)
    return _digits(value - 1 if more and value is not None else value)


def _vague(quantity: Quantity) -> str:
    named = _VAGUE_WORD.search(quantity.span.exact)
    if named is not None:
        said = named.group().lower()
        return f"{said} of" if said.endswith(("handful", "couple")) else said
    return f"{_digits(quantity.lower)} to {_digits(quantity.upper)}"


def _hedge(answer: Answer, quantity: Quantity) -> str:
    inside = _LEAD.match(quantity.span.exact)
    if inside and _HEDGE.search(inside.group(1)):
        return _spelled(inside.group(1))
    opening = _OPENING.match(quantity.span.exact)
    if opening is not None and quantity.bound in ("at_least", "at_most", "about"):
        return _spelled(opening.group(1))
    sentence = answer.claim.sentence
    before = sentence.exact[: max(0, quantity.span.start - sentence.start)][-24:]
    said = _HEDGE.search(before) if quantity.bound != "exact" else None
    return _spelled(said.group(1)) if said else _PLAIN[quantity.bound]


def _spelled(hedge: str) -> str:
    """A hedge as it is spelled: "more then" is a slip."""
    return hedge.lower().strip().replace("more then", "more than") + " "


def _digits(value: float | None) -> str:
    if value is None:
        return "an unknown number"
    return f"{int(value):,}" if float(value).is_integer() else f"{value:,}"


def summary(answers: list[Answer], status: str, lookup: Lookup) -> str:
    """An answer in words: "at least 384 civilians killed", "82 civilians killed, not verified"."""
    lead = answers[0]
    row = template(lead)
    if row is None:
        return lead.claim.span.exact
    if lead.choice:
        said = row["yes"].format(what=_chosen(answers, lookup))
        return f"denied: {said}" if status == "denied" else said + _word_of(answers, status, lookup)
    if lead.quantity is None:
        said = row["yes"] if lead.polarity else row["no"]
    else:
        said = row["yes"].format(what=_what(answers, lookup))
    return {"denied": f"denied: {said}", "unverified": f"{said}, not verified"}.get(status, said)


def _what(answers: list[Answer], lookup: Lookup) -> str:
    exact_first = sorted(answers, key=lambda a: a.quantity is not None and a.quantity.bound != "exact")
    amounts = list(dict.fromkeys(amount(answer) for answer in exact_first))
    lead = amounts[0] if len(amounts) == 1 else f"{amounts[0]} ({' or '.join(amounts[1:])})"
    if answers[0].quantity is not None and answers[0].quantity.measure == "share":
        return lead
    of = "of " if amounts[0].endswith("s") and not amounts[0][-2:].strip("s").isdigit() else ""
    return f"{lead} {of}{_counted(answers[0])}"


def _counted(answer: Answer) -> str:
    said = answer.quantity.group if answer.quantity is not None else None
    said = None if said == "member" and answer.group == "people" else said
    one = answer.quantity is not None and answer.quantity.lower == answer.quantity.upper == 1
    return _cased(said if one and said is not None else plural_of(said or answer.group), answer)


def _cased(noun: str, answer: Answer) -> str:
    """A noun with the capital that its claim gives it in a sentence of small words: "40 Sarnians"."""
    if answer.quantity is None or is_listed(answer.quantity.group):
        return noun
    small = len(_SMALL.findall(answer.claim.sentence.exact)) >= _ENOUGH
    named = noun.capitalize()
    return named if small and re.search(rf"\b{re.escape(named)}\b", answer.quantity.span.exact) else noun


_NAMES_SHOWN = 2
"""More names than this read as a list and not as an answer."""


def _chosen(answers: list[Answer], lookup: Lookup) -> str:
    """What was chosen, in the name most used for each key: "Sarnian army and Falcon Brigade"."""
    named: dict[str, Counter[str]] = defaultdict(Counter)
    for answer in answers:
        for key, name in zip(answer.choice, answer.naming, strict=True):
            named[key][_named(answer, name, lookup)] += 1
    often = [max(found, key=lambda n: (found[n], n)) for found in (named[key] for key in sorted(named))]
    return " and ".join(sorted(dict.fromkeys(often)))


def _named(answer: Answer, name: str, lookup: Lookup) -> str:
    if answer.predicate == "doer":
        return lookup.actor_name(name)
    if answer.predicate == "hour":
        return ", ".join(words for words in (day(answer.period.start), name) if words)
    return lookup.place_name(name) if answer.choice[0].startswith("at ") else name


def _word_of(answers: list[Answer], status: str, lookup: Lookup) -> str:
    """On whose word a doer is named: ", alleged by War Monitor", ", by its own account"."""
    if answers[0].predicate != "doer":
        return ", not verified" if status == "unverified" else ""
    if any(answer.own for answer in answers):
        return ", by its own account"
    said = {a.claim.origin for a in answers if a.claim.origin is not None and a.claim.voice != "narrated"}
    names = sorted({lookup.teller(origin) for origin in said})
    more = " and others" if len(names) > _NAMES_SHOWN else ""
    return f", alleged by {' and '.join(names[:_NAMES_SHOWN])}{more}" if names else ""
