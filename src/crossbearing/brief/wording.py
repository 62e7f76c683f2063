"""How names, groups and days read in a brief."""

import re
from datetime import date

from crossbearing.brief.lists import by_first
from crossbearing.locales import local_day
from crossbearing.model import Actor, Published, Report, When

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_HOST = re.compile(r"^[a-z]+://(?:www\.)?([^/?#:]+)", re.IGNORECASE)
_CONTROLS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
_LAST_BRACKET = re.compile(r" \([^()]*\)(?=\?$)")
_SPACE = re.compile(r"\s+")
_PLACED = re.compile(r"\s(?:from|inside|in|of|with|at|on|near|around|within|for|to|who|close)\s")
_DETERMINERS = frozenset(
    {"another", "other", "some", "many", "several", "one", "two", "three", "most", "few"}
)
NAME_LIMIT = 120
"""No actor's name is longer; what is, is a mistaken reading and is cut."""


def tidy(text: str) -> str:
    """Make a stretch of hostile text safe for one line: controls and direction marks gone, spaces single."""
    return _SPACE.sub(" ", _CONTROLS.sub("", text)).strip()


def say_actor(actor: Actor) -> str:
    """Name an actor, with its article where English wants one: "the Syrian army", "Ana Brel"."""
    name = tidy(actor.name)[:NAME_LIMIT]
    if actor.kind in ("person", "media") or not name or name.split()[0].lower() in ("the", "a", "an"):
        return name
    if actor.kind == "unnamed":
        return name if _takes_no_article(name) else f"{'an' if name[0].lower() in 'aeiou' else 'a'} {name}"
    words = [word.strip(".,").lower() for word in name.split()]
    heads = by_first("articles")
    before = (
        words[: words.index("of")]
        if "of" in words
        else words[: words.index("for")]
        if "for" in words
        else words
    )
    takes = bool(before) and (
        before[-1] in heads or (len(before) > 1 and name.endswith("s") and before[-1] in heads)
    )
    return f"the {name}" if takes else name


def are_several(name: str) -> bool:
    """Whether a source's words are a common noun of several: "doctors in Anvar", "residents", not a name."""
    head = _PLACED.split(name)[0].split()
    if not head or not head[-1].islower():
        return False
    plural_noun = head[-1].endswith("s") and not head[-1].endswith("ss")
    return head[-1] in by_first("plurals_of_people") or plural_noun


def _takes_no_article(name: str) -> bool:
    """Whether an unnamed source is several, or is told apart already: "rebel officials", "another man"."""
    head = _PLACED.split(name)[0].lower()
    return are_several(head) or head.split()[0] in _DETERMINERS or "’s " in name or "'s " in name


def label_of(report: Report, key: str) -> str:
    """Name the report's publisher: its outlet, else its host, else "report 3"."""
    if report.outlet:
        return tidy(report.outlet)[:NAME_LIMIT]
    host = _HOST.match(report.url or "")
    return host.group(1).lower()[:NAME_LIMIT] if host else f"report {key}"


def plural(group: str, amount: float | None) -> str:
    """Write a group's noun as counted: ("child", 45) → "children", ("civilian", 1) → "civilian"."""
    noun = tidy(group)
    if amount == 1:
        return noun
    head, _, last = noun.rpartition(" ")
    return f"{head} {_plural(last)}".strip()


def _plural(noun: str) -> str:
    row = by_first("plurals").get(noun)
    if row is not None:
        return row["many"]
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


def say_day(day: date) -> str:
    """Write a day: "8 December 2016"."""
    return local_day(day) or f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def say_days(first: date | None, last: date | None) -> str:
    """Write a stretch of days: "8 December 2016", "8–13 December 2016", "up to 13 December 2016"."""
    if first is None and last is None:
        return "not stated"
    if first is None or last is None:
        return f"up to {say_day(last)}" if last is not None else f"from {say_day(first or date.min)}"
    if first == last:
        return say_day(first)
    local = local_day(first) is not None
    if not local and (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{say_day(last)}"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    return f"{say_day(first)} – {say_day(last)}"


def say_when(when: When | None) -> str | None:
    """Write when, as a sentence's end: " on 8 December 2016", " since 15 November 2016"; None if unknown."""
    if when is None or (when.earliest is None and when.latest is None):
        return None
    first, last = when.earliest, when.latest
    if when.relation == "since" and first is not None:
        return f" since {say_day(first)}"
    if when.relation in ("until", "by") and last is not None:
        return f" {when.relation} {say_day(last)}"
    if when.relation == "before" and last is not None:
        return f" by {say_day(last)}"
    if when.relation == "after" and first is not None:
        return f" from {say_day(first)}"
    if first is not None and last is not None and first != last:
        return f" between {say_day(first)} and {say_day(last)}"
    day = first if first is not None else last
    open_side = first is None or last is None
    return (
        f" {'from' if open_side and last is None else 'by' if open_side else 'on'} {say_day(day or date.min)}"
    )


def say_published(published: Published) -> str:
    """Write a report's day and, if no words of its own state it, how it is known."""
    if published.earliest is None and published.latest is None:
        return "date not known"
    days = say_days(published.earliest, published.latest)
    return f"{days}, inferred" if published.basis == "inferred" else days


def undated(title: str) -> str:
    """A question without its days: "How many were hurt in Anvar (3 May 2031)?" → "How many … in Anvar?"."""
    return _LAST_BRACKET.sub("", title)


def capital(text: str) -> str:
    """Start with a capital, leaving the rest: "the army" → "The army"."""
    return text[:1].upper() + text[1:]
