"""What changed, as an Atom feed (RFC 4287): the newest answers to questions, each with its evidence."""

import re
from datetime import date
from xml.sax.saxutils import escape

from msgspec import Struct

from crossbearing.exports.lookup import Lookup
from crossbearing.exports.wording import say_range, urn
from crossbearing.model import Dossier, Position, Question

MOST = 200
"""Entries of one feed; readers fetch it whole, again and again."""
_QUOTES = 5
"""Quotes of one entry; the rest are counted."""
_NEVER = date(1970, 1, 1)
"""For a feed without entries: RFC 4287 asks for a moment, and there is no clock here."""
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class _Entry(Struct, frozen=True):
    """A position, its question, and the days it was first and last told."""

    question: Question
    position: Position
    first: date
    last: date


def to_atom(dossier: Dossier) -> dict[str, bytes]:
    """Write ``changes.atom``: an entry for each dated position, the last told first, at most 200.

    Days are written as their first moment in UTC. Positions of reports without a day are counted in the
    feed's subtitle: they cannot be put in an order of change.
    """
    lookup = Lookup(dossier)
    dated, undated = _entries(dossier)
    shown = dated[:MOST]
    notes = ["Answers that reports give, newest first; who says it, not what is true."]
    notes += [f"{undated} without a known day left out."] if undated else []
    notes += [f"{len(dated) - MOST} older ones left out."] if len(dated) > MOST else []
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom">',
        _tag("id", urn("feed", "changes")),
        _tag("title", "Crossbearing: what changed"),
        _tag("subtitle", " ".join(notes)),
        _tag("updated", _moment(max((entry.last for entry in shown), default=_NEVER))),
        "<author><name>Crossbearing</name></author>",
        "<generator>Crossbearing</generator>",
        *(line for entry in shown for line in _entry(entry, lookup)),
        "</feed>",
    ]
    return {"changes.atom": "\n".join(lines).encode() + b"\n"}


def _entries(dossier: Dossier) -> tuple[list[_Entry], int]:
    """Dated positions, the last told first, and how many have no day."""
    found, undated = [], 0
    for question in dossier.questions:
        for position in question.positions:
            days = [day for day in (position.first, position.last) if day is not None]
            if days:
                found.append(_Entry(question, position, min(days), max(days)))
            else:
                undated += 1
    return sorted(found, key=_newest), undated


def _newest(entry: _Entry) -> tuple[int, str, str]:
    return -entry.last.toordinal(), entry.question.id, entry.position.id


def _entry(entry: _Entry, lookup: Lookup) -> list[str]:
    question, position = entry.question, entry.position
    return [
        "<entry>",
        _tag("id", urn("position", position.id)),
        _tag("title", f"{question.title} {position.summary}"),
        _tag("published", _moment(entry.first)),
        _tag("updated", _moment(entry.last)),
        f'<category term="{_attribute(question.topic)}"/>',
        f'<category term="{_attribute(question.state)}"/>',
        *(
            f'<link rel="{"alternate" if n == 0 else "related"}" href="{_attribute(url)}"/>'
            for n, url in enumerate(lookup.urls(lookup.told_in(position.claims)))
        ),
        _tag("content", "\n".join(_content(question, position, lookup)), ' type="text"'),
        "</entry>",
    ]


def _content(question: Question, position: Position, lookup: Lookup) -> list[str]:
    origins = ", ".join(lookup.named(position.origins)) or "unknown"
    told = [f"{position.summary} ({position.status}). On the word of: {origins}."]
    said = say_range(position.lower, position.upper)
    told += [f"As a range: {said}."] if said is not None else []
    told.append(f"The question stands as: {question.state.replace('_', ' ')}.")
    others = {other.id: other.summary for other in question.positions}
    for relation in question.relations:
        if relation.source == position.id:
            told.append(
                f"It {relation.kind} “{others.get(relation.target, relation.target)}”: {relation.reason}"
            )
    claims = lookup.told(position.claims)
    for claim in claims[:_QUOTES]:
        told.append(f"“{claim.span.exact}” (report {claim.report}, claim {claim.id})")
    told += [f"And {len(claims) - _QUOTES} more."] if len(claims) > _QUOTES else []
    return told


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _tag(name: str, words: str, attributes: str = "") -> str:
    return f"<{name}{attributes}>{_text(words)}</{name}>"


def _text(words: str) -> str:
    """Escape words for XML; what XML cannot hold becomes U+FFFD."""
    return escape(_NOT_XML.sub("\ufffd", words), {"\r": "&#13;"})


def _attribute(words: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", words), {'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})
