"""A report's text as HTML: every character kept, claims marked, furniture greyed, copies noted."""

import re
from itertools import pairwise

from markupsafe import Markup, escape
from msgspec import Struct

from crossbearing.brief.values import UNREAD_KINDS, Source
from crossbearing.model import Block, Report, Span
from crossbearing.vocabulary import BlockKind

_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]"
)
_TAGS: dict[BlockKind, str] = {"title": "p", "heading": "p", "pullquote": "blockquote"}


class Mark(Struct, frozen=True):
    """Characters to be marked: the anchor, the citation's number (None if uncited) and a class."""

    start: int
    end: int
    anchor: str
    number: int | None
    kind: str


class Paragraph(Struct, frozen=True):
    """A block of a report as safe HTML."""

    tag: str
    kind: str
    html: Markup
    notes: tuple[Markup, ...]


def paragraphs(report: Report, source: Source, marks: list[Mark]) -> list[Paragraph]:
    """Cut a report into its blocks, with the marks inside and the notes on copied passages after each.

    Text that no block covers is shown too, so that nothing of a report is missing.
    """
    found = []
    ordered = sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.anchor))
    for block in _whole(report):
        inside = [mark for mark in ordered if mark.start < block.end and mark.end > block.start]
        notes = [n.span for n in source.copied if block.start <= n.span.start < block.end]
        found.append(
            Paragraph(
                tag=_TAGS.get(block.kind, "p"),
                kind="furniture" if block.kind in UNREAD_KINDS else block.kind,
                html=_marked(report.text, block.start, block.end, inside),
                notes=tuple(_notes(source, notes)),
            )
        )
    return found


def _whole(report: Report) -> list[Block]:
    found: list[Block] = []
    at = 0
    for block in sorted(report.blocks):
        found += _gap(report.text, at, block.start)
        found.append(block)
        at = max(at, block.end)
    return found + _gap(report.text, at, len(report.text))


def _gap(text: str, start: int, end: int) -> list[Block]:
    return [Block(start, end, "paragraph")] if text[start:end].strip() else []


def _marked(text: str, start: int, end: int, marks: list[Mark]) -> Markup:
    """Nest marks where they lie in one another and cut those that cross, so that the HTML stays a tree."""
    edges = sorted({start, end, *(min(max(e, start), end) for m in marks for e in (m.start, m.end))})
    out: list[Markup] = []
    opened: list[Mark] = []
    begun: set[str] = set()
    for left, right in pairwise(edges):
        wanted = [mark for mark in marks if mark.start <= left and mark.end >= right]
        keep = 0
        while keep < len(opened) and keep < len(wanted) and opened[keep] is wanted[keep]:
            keep += 1
        out += [_close(mark, left) for mark in reversed(opened[keep:])]
        for mark in wanted[keep:]:
            out.append(_open(mark, mark.start >= start and mark.anchor not in begun))
            begun.add(mark.anchor)
        opened = wanted
        out.append(visible(text[left:right]))
    out += [_close(mark, end) for mark in reversed(opened)]
    return Markup("").join(out)


def _open(mark: Mark, first: bool) -> Markup:
    anchor = Markup(' id="{}"').format(mark.anchor) if first else Markup("")
    return Markup('<mark{} class="{}">').format(anchor, mark.kind)


def _close(mark: Mark, at: int) -> Markup:
    if mark.number is None or at < mark.end:
        return Markup("</mark>")
    return Markup(
        '<a class="back" href="#b{0}" aria-label="Back to where {0} is cited">{0}</a></mark>'
    ).format(mark.number)


def visible(text: str) -> Markup:
    """Escape a text and show control and direction characters as their code points."""
    pieces: list[Markup] = []
    at = 0
    for match in _CONTROL.finditer(text):
        pieces.append(escape(text[at : match.start()]))
        pieces.append(Markup('<span class="control">U+{:04X}</span>').format(ord(match.group())))
        at = match.end()
    pieces.append(escape(text[at:]))
    return Markup("").join(pieces)


def _notes(source: Source, spans: list[Span]) -> list[Markup]:
    others: dict[str, str | None] = {}
    for copied in source.copied:
        if copied.span in spans:
            others.setdefault(copied.other, copied.carried_from)
    found = []
    for other, carrier in others.items():
        whose = Markup(", the text of {}").format(carrier) if carrier else Markup("")
        found.append(Markup('also stands in <a href="#r-{0}">report {0}</a>{1}').format(other, whose))
    return found
