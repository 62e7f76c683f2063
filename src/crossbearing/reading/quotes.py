"""Where a report's words stand between quote marks."""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from crossbearing.model import Block, Report

_MARK = re.compile(r"``|''|[\"“”„«»‘’']")
_ENDED = re.compile(r"[.?!…]\s+$")
_DOUBLE = frozenset({'"', "“", "”", "„", "«", "»", "``", "''"})
_NEVER_OPENS = frozenset({"”", "»"})
_QUOTED_KINDS = frozenset({"title", "standfirst", "caption", "heading", "paragraph", "pullquote"})
_OPENING_MARKS = ('"', "“", "‘", "«", "„", "``", "''")
_MAX_SINGLE = 600
"""Single marks farther apart than this are apostrophes, not a quote."""


class Quote(Struct, frozen=True, order=True):
    """Characters between quote marks, within one block.

    ``start``/``end`` take in the marks, ``first``/``last`` leave them out. ``closed`` is false where the
    speech runs on into the next block; ``resumed`` is true where it came from the block before.
    """

    start: int
    end: int
    first: int
    last: int
    block: int
    closed: bool = True
    resumed: bool = False


def find_quotes(report: Report) -> list[Quote]:
    """Find quoted stretches: straight, curly, single, and speech whose paragraphs each open with a mark.

    Offsets are code points into ``report.text``. A mark that never closes is a quote only where the
    next block opens with a mark, or where its whole block is speech: “We stayed. / “We had to.”
    """
    found: list[Quote] = []
    resumed = False
    blocks = [(i, b) for i, b in enumerate(report.blocks) if b.kind in _QUOTED_KINDS]
    for n, (index, block) in enumerate(blocks):
        following = blocks[n + 1][1] if n + 1 < len(blocks) else None
        quotes = list(_in_block(report.text, block, index))
        if quotes and not quotes[-1].closed and not _runs_on(report.text, quotes[-1], block, following):
            quotes.pop()
        if quotes and resumed and not report.text[block.start : quotes[0].start].strip():
            quotes[0] = _resume(quotes[0])
        resumed = bool(quotes) and not quotes[-1].closed
        found.extend(quotes)
    return found


def inside(quotes: Sequence[Quote], start: int, end: int) -> Quote | None:
    """Return the quote that holds all the characters of a stretch, if one does."""
    for quote in quotes:
        if quote.first <= start and end <= quote.last:
            return quote
    return None


def _resume(quote: Quote) -> Quote:
    return Quote(quote.start, quote.end, quote.first, quote.last, quote.block, quote.closed, resumed=True)


def _runs_on(text: str, quote: Quote, block: Block, following: Block | None) -> bool:
    """Tell a speech that goes on in the next block, or fills its own, from a stray mark."""
    if following is not None and following.kind == block.kind:
        ahead = text[following.start : following.end].lstrip()
        if ahead.startswith(_OPENING_MARKS):
            return True
    return not text[block.start : quote.start].strip()


def _in_block(text: str, block: Block, index: int) -> Iterator[Quote]:
    """Pair the marks of one block; marks inside an open quote belong to it."""
    at = block.start
    resumed = False
    while (opening := _next_opening(text, at, block)) is not None:
        closing = _closing(text, opening, block)
        if closing is None:
            if opening.group() in _DOUBLE:
                end = block.start + len(text[block.start : block.end].rstrip())
                yield Quote(opening.start(), end, opening.end(), end, index, closed=False, resumed=resumed)
                return
            at = opening.end()
        elif _reopens(text, closing, opening.end()):
            end = opening.end() + len(text[opening.end() : closing.start()].rstrip())
            yield Quote(opening.start(), end, opening.end(), end, index, closed=False, resumed=resumed)
            at, resumed = closing.start(), True
        else:
            if closing.start() > opening.end():
                first, last = opening.end(), closing.start()
                yield Quote(opening.start(), closing.end(), first, last, index, resumed=resumed)
            at, resumed = closing.end(), False


def _reopens(text: str, mark: re.Match[str], start: int) -> bool:
    """Tell a mark that opens a new paragraph of one speech, in text whose line breaks are lost."""
    if mark.group() not in _DOUBLE - _NEVER_OPENS or text[mark.end() : mark.end() + 1].isspace():
        return False
    return _ENDED.search(text, max(start, mark.start() - 4), mark.start()) is not None


def _next_opening(text: str, at: int, block: Block) -> re.Match[str] | None:
    for match in _MARK.finditer(text, at, block.end):
        if match.group() in _NEVER_OPENS:
            continue
        before = text[match.start() - 1] if match.start() > block.start else " "
        after = text[match.end()] if match.end() < block.end else " "
        if (before.isspace() or before in "([—–-―:") and not after.isspace():
            return match
        if match.group() in "“„" and not after.isspace():
            return match
    return None


def _closing(text: str, opening: re.Match[str], block: Block) -> re.Match[str] | None:
    if opening.group() in _DOUBLE:
        return _closing_double(text, opening, block)
    return _closing_single(text, opening, block)


def _closing_double(text: str, opening: re.Match[str], block: Block) -> re.Match[str] | None:
    """Find the mark that closes, or that opens the speech anew; one inside curly marks is a quote within."""
    depth = 0
    for match in _MARK.finditer(text, opening.end(), block.end):
        if match.group() not in _DOUBLE:
            continue
        before = text[match.start() - 1]
        after = text[match.end()] if match.end() < block.end else " "
        opens = before.isspace() and not after.isspace()
        if not depth and _reopens(text, match, opening.end()):
            return match
        if opens and match.group() == "“":
            depth += 1
        elif opens and match.group() not in _NEVER_OPENS:
            continue
        elif depth:
            depth -= 1
        else:
            return match
    return None


def _closing_single(text: str, opening: re.Match[str], block: Block) -> re.Match[str] | None:
    """Find the single mark that closes; "fighters’ families" does not, if a better one follows."""
    doubtful = None
    limit = min(block.end, opening.end() + _MAX_SINGLE)
    for match in re.compile("[’']").finditer(text, opening.end(), limit):
        before = text[match.start() - 1]
        after = text[match.end()] if match.end() < block.end else " "
        if before.isspace() or after.isalnum():
            continue
        if before in "sS" and after == " " and text[match.end() + 1 : match.end() + 2].islower():
            doubtful = doubtful or match
            continue
        return match
    return doubtful
