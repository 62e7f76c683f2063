"""Starts and deadlines of agreements as an iCalendar (RFC 5545).

The ledger knows days, not hours, so every entry lasts whole days; words such as "by 6 p.m." stand in its
description. A term without a day, or known no closer than a month, has no entry.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from crossbearing.exports.lookup import Lookup
from crossbearing.ids import content_id
from crossbearing.model import Agreement, Dossier, Term, When

_NAMES = {"ceasefire": "Ceasefire", "evacuation": "Evacuation", "aid_access": "Aid access"}
_NAMES |= {"prisoner_exchange": "Prisoner exchange", "other": "Agreement"}
_WHAT = {"start": "start", "deadline": "deadline"}
"""Only these kinds of terms fall on a day."""
LONGEST = 31
"""Days: a term known only to a quarter or a year would fill a calendar without falling on a day."""
_LINE = 75
"""Octets of a line, its end not counted (RFC 5545, 3.1)."""
_UNKNOWN_STAMP = "19700101T000000Z"
"""For terms whose reports have no day: RFC 5545 asks for a stamp, and there is no clock here."""
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_BREAKS = re.compile("\r\n|\r|\n|\u0085|\u2028|\u2029")
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,"})


def to_ics(dossier: Dossier) -> dict[str, bytes]:
    """Write ``agreements.ics``: all-day entries whose UIDs are the same in every run."""
    lookup = Lookup(dossier)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Crossbearing//Ledger export 1//EN"]
    lines += ["CALSCALE:GREGORIAN", "X-WR-CALNAME:Agreements: starts and deadlines"]
    seen: set[str] = set()
    for agreement in dossier.agreements:
        for term in agreement.terms:
            key = content_id("t", agreement.id, term.kind, term.summary, term.claims)
            days = _days(term.time) if term.kind in _WHAT else None
            if days is not None and key not in seen:
                seen.add(key)
                lines += _event(key, agreement, term, days, lookup)
    lines.append("END:VCALENDAR")
    return {"agreements.ics": b"".join(fold(line) for line in lines)}


def _days(when: When | None) -> tuple[date, date] | None:
    """First and last day; one that is unknown is the other, and the description says so."""
    if when is None:
        return None
    first, last = when.earliest or when.latest, when.latest or when.earliest
    if first is None or last is None:
        return None
    if (last - first).days >= LONGEST:
        return None
    return (first, last) if first <= last else (first, first)


def _event(
    key: str, agreement: Agreement, term: Term, days: tuple[date, date], lookup: Lookup
) -> Iterator[str]:
    places = [lookup.places[place].name for place in agreement.places if place in lookup.places]
    where = ", ".join(places)
    title = f"{_NAMES[agreement.kind]}, {_WHAT[term.kind]}{f' ({where})' if where else ''}: {term.summary}"
    stamp = lookup.published(lookup.told_in(term.claims))
    yield "BEGIN:VEVENT"
    yield f"UID:{key}@crossbearing"
    yield f"DTSTAMP:{_UNKNOWN_STAMP if stamp is None else f'{_basic(stamp)}T000000Z'}"
    yield f"DTSTART;VALUE=DATE:{_basic(days[0])}"
    if days[1] < date.max:
        yield f"DTEND;VALUE=DATE:{_basic(days[1] + timedelta(days=1))}"
    yield f"SUMMARY:{escape(title)}"
    yield f"DESCRIPTION:{escape(_description(agreement, term, lookup))}"
    if where:
        yield f"LOCATION:{escape(where)}"
    yield f"CATEGORIES:{escape(agreement.kind)},{escape(term.kind)}"
    yield "TRANSP:TRANSPARENT"
    yield f"X-CROSSBEARING-AGREEMENT:{escape(agreement.id)}"
    yield f"X-CROSSBEARING-CLAIMS:{escape(' '.join(term.claims))}"
    yield "END:VEVENT"


def _basic(day: date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _description(agreement: Agreement, term: Term, lookup: Lookup) -> str:
    """What was said, by whom, in which words, and how sure the days are."""
    when = term.time
    told = [f"Parties: {', '.join(lookup.named(agreement.parties)) or 'not named'}"]
    if when is not None:
        told.append(_how_known(when))
    for claim in lookup.told(term.claims):
        origin = lookup.actor(claim.origin) or "origin unknown"
        told.append(f"“{claim.span.exact}” ({origin}; report {claim.report}, claim {claim.id})")
    told += lookup.urls(lookup.told_in(term.claims))
    return "\n".join(told)


def _how_known(when: When) -> str:
    words = f" (“{when.span.exact}”)" if when.span is not None else ""
    if when.latest is None:
        return f"Day: {when.earliest} or later{words}"
    if when.earliest is None:
        return f"Day: {when.latest} or earlier{words}"
    if when.earliest == when.latest:
        return f"Day: {when.latest}{words}"
    return f"Day: some day from {when.earliest} to {when.latest}{words}"


def escape(words: str) -> str:
    """Write words as an iCalendar TEXT: separators escaped, breaks as ``\\n``, controls as U+FFFD."""
    return _CONTROLS.sub("\ufffd", _BREAKS.sub("\n", words).translate(_ESCAPED).replace("\n", "\\n"))


def fold(line: str) -> bytes:
    """Break a line into pieces of at most 75 octets, never within a character, each with its CRLF."""
    pieces, piece = [], b""
    for char in line:
        octets = char.encode()
        if len(piece) + len(octets) > _LINE:
            pieces.append(piece)
            piece = b" "
        piece += octets
    return b"\r\n".join([*pieces, piece]) + b"\r\n"
