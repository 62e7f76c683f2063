"""Headings that quote what someone says in the body: ‘We had to leave’."""

import re
from collections.abc import Sequence

from crossbearing.model import Attribution, AttributionLink, Report, Sentence, Span
from crossbearing.reading.attribution_spans import Said, voice_of
from crossbearing.reading.quotes import Quote
from crossbearing.reading.sentences import HEADS

_WORDS = re.compile(r"\w+")
_MIN_WORDS = 3
"""Fewer words are found in any speech: 'ends', 'massacre'."""
_EDGES = " \t\r\n.,;:-–—?!…\"“”'‘’"


def repeated_quotes(
    report: Report, sentences: Sequence[Sentence], quotes: Sequence[Quote], said: Sequence[Said]
) -> list[Said]:
    """Give a quote in a title or heading to the one who says those very words in the body.

    Its links have no cue, for the heading has none. Headings that quote nobody of the body stay open.
    """
    spoken = [(_plain(span.exact), one) for one in said for span in one.attribution.content]
    found = []
    for n, sentence in enumerate(sentences):
        if sentence.kind not in HEADS:
            continue
        for quote in (q for q in quotes if sentence.start <= q.start < sentence.end):
            part = _part(report.text, quote, sentence)
            if part is None or _is_spoken_for(n, part, said):
                continue
            links = _speaker(_plain(part.exact), n, spoken, sentences)
            if links is not None:
                voice = voice_of(sentence, [part], [quote])
                found.append(Said(Attribution(links, (part,), voice, "say"), n))
    return found


def _plain(text: str) -> str:
    return " ".join(_WORDS.findall(text.lower()))


def _part(text: str, quote: Quote, sentence: Sentence) -> Span | None:
    start, end = quote.first, min(quote.last, sentence.end)
    exact = text[start:end]
    start += len(exact) - len(exact.lstrip(_EDGES))
    exact = exact.strip(_EDGES)
    if len(_WORDS.findall(exact)) < _MIN_WORDS:
        return None
    return Span(start, start + len(exact), exact)


def _is_spoken_for(n: int, part: Span, said: Sequence[Said]) -> bool:
    return any(
        one.sentence == n and span.start <= part.start and part.end <= span.end
        for one in said
        for span in one.attribution.content
    )


def _speaker(
    words: str, n: int, spoken: Sequence[tuple[str, Said]], sentences: Sequence[Sentence]
) -> tuple[AttributionLink, ...] | None:
    """The links of the first in the body to say the words, between marks."""
    for plain, one in spoken:
        body = sentences[one.sentence].kind not in HEADS
        if body and one.attribution.voice != "indirect" and f" {words} " in f" {plain} ":
            links = one.attribution.links
            return tuple(
                AttributionLink(k.source, None if k.role == "source" else k.cue, k.role) for k in links
            )
    return None
