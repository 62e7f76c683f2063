"""When: every expression of a text that says when, resolved against the report's day."""

from collections.abc import Sequence
from datetime import date

from crossbearing.model import Published, Sentence, Span, TimeMention
from crossbearing.times.assemble import Piece, assemble, hull
from crossbearing.times.directions import Directions
from crossbearing.times.echoes import Echoes
from crossbearing.times.memory import Memory
from crossbearing.times.rules import grammar
from crossbearing.times.scan import Scan
from crossbearing.times.stretches import Stretch

__all__ = ["find_report_times", "find_times", "read_times"]


def find_times(
    sentence: Sentence, published: Published, *, before: Sequence[TimeMention] = ()
) -> list[TimeMention]:
    """Find every expression in a sentence that says when, resolved against the report's day.

    Spans are offsets into the report's text; intervals are half-open, in local time of the place told of.
    With an unknown day, dates that stand by themselves still resolve and relative ones give interval None;
    with a range of days, an interval holds what both ends give. ``before`` are mentions of the sentences
    just before, which "the day before" and the like are counted from. The value is TIMEX3's (ISO-TimeML).

    "late on Thursday", "by dawn Wednesday", "within hours", "since 2012", "the previous evening",
    "05.00am (03.00am GMT) on Wednesday", "between 3 and 5 May", "nearly six-year", "every day".
    """
    return _of_sentence(sentence, published, Memory(_anchor(before)), Memory(_anchor(before)))


def find_report_times(sentences: Sequence[Sentence], published: Published) -> list[list[TimeMention]]:
    """Find the times of a report's sentences in order, one list a sentence, each knowing what went before.

    As ``find_times``; besides, "the previous evening" counts from a day that the sentence before named,
    "a year earlier" from its quarter, and "today" in a quotation is the day on which the speaker is said
    to have spoken ("Lavrov said on Thursday ... 'today, operations were halted'"). A sentence of the past
    without a time that opens "Immediately after the announcement" or "Later" has the day named before it.
    """
    memory, early, block = Memory(), Memory(), -1
    echoes = Echoes(published)
    found = []
    for sentence in sentences:
        if sentence.block != block:
            memory.new_paragraph()
            early.new_paragraph()
            block = sentence.block
        found.append(echoes.read(sentence, _of_sentence(sentence, published, memory, early)))
    return found


def read_times(text: str, day: date) -> list[TimeMention]:
    """Find every expression in a plain text that says when, resolved against a day.

    Needs no parse: tense is read from the words. What was named earlier in the text serves later
    expressions ("a year earlier", "the quarter"). "The talks will resume on Friday", "two weeks ago".
    """
    scan = Scan(text, grammar().alphabet)
    return [_mention(piece, scan, 0) for piece in assemble(scan, day, Directions(), Memory())]


def _of_sentence(
    sentence: Sentence, published: Published, memory: Memory, early_memory: Memory
) -> list[TimeMention]:
    scan = Scan(sentence.text, grammar().alphabet)
    direction = Directions(sentence.tokens, sentence.start)
    first, last = published.earliest, published.latest
    if first is None or last is None:
        first = last = None
    found = assemble(scan, last, direction, memory)
    if first == last:
        return [_mention(piece, scan, sentence.start) for piece in found]
    early = {(piece.first, piece.last): piece for piece in assemble(scan, first, direction, early_memory)}
    return [
        _mention(_widened(early.get((piece.first, piece.last), piece), piece), scan, sentence.start)
        for piece in found
    ]


def _mention(piece: Piece, scan: Scan, offset: int) -> TimeMention:
    start, end = scan.starts[piece.first], scan.ends[piece.last - 1]
    found = piece.found
    return TimeMention(
        span=Span(offset + start, offset + end, scan.text[start:end]),
        interval=found.interval,
        grain=found.grain,
        kind=found.kind,
        value=found.value,
        relation=piece.relation,
    )


def _widened(early: Piece, late: Piece) -> Piece:
    if early.found == late.found:
        return late
    interval = hull(early.found.interval, late.found.interval)
    return late._replace(found=late.found._replace(interval=interval, value=None))


def _anchor(before: Sequence[TimeMention]) -> Stretch | None:
    for mention in reversed(before):
        if mention.kind in ("date", "time") and mention.interval is not None:
            return Stretch(mention.interval.start, mention.interval.end, mention.grain, mention.value)
    return None
