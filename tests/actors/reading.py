"""Reads a marked text: [words] to ask for, {words} given as sources; the last mark is the one asked for.

What stands before " // " is the headline.
"""

import re

from crossbearing.actors import Cast, find_actors
from crossbearing.model import Block, Report, Span
from crossbearing.reading.parse import parse

_MARK = re.compile(r"[\[\]{}]")


def read_marked(marked: str) -> tuple[Cast, Span]:
    """The cast of a marked text, and the span that its last mark holds."""
    text, spans, start = "", [], 0
    at = 0
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        at = match.end()
        if match.group() in "[{":
            start = len(text)
        else:
            spans.append((match.group(), Span(start, len(text), text[start:])))
    text += marked[at:]
    title = max(text.find(" // "), 0)
    body = title + 4 if title else 0
    blocks = (*((Block(0, title, "title"),) if title else ()), Block(body, len(text), "paragraph"))
    report = Report(id="r-case", text=text, sha256="", blocks=blocks)
    sources = [span for mark, span in spans if mark == "}"]
    return find_actors(report, parse(report), sources), spans[-1][1]


def told(cast: Cast, span: Span) -> str:
    """An answer as the tables write it: "Name; kind; of Name; country", or "-"."""
    found = cast.at(span)
    if found is None:
        return "-"
    actor = cast.actors[found]
    body = cast.actors[actor.member_of].name if actor.member_of is not None else "-"
    return f"{actor.name}; {actor.kind}; of {body}; {actor.country or '-'}"


def agrees(expected: str, answer: str) -> bool:
    """Whether an answer has all that is expected of it, in order: name, kind, body, country."""
    wanted = [part.strip() for part in expected.split(";")]
    given = [part.strip() for part in answer.split(";")]
    return given[: len(wanted)] == wanted
