"""What the trained model finds and no rule does, in the same form: by sentence, trimmed, classed."""

from collections.abc import Sequence

from crossbearing.attribution import SpokenSpans
from crossbearing.model import Attribution, AttributionLink, Report, Sentence, Span
from crossbearing.reading.attribution_cues import cues
from crossbearing.reading.attribution_spans import Said, trim, voice_of
from crossbearing.reading.attribution_tree import Tree
from crossbearing.reading.quotes import Quote

SURE = 0.5
"""Below this share the model itself doubts that the words are this cue's."""
_SHARED = 0.5
"""Words are spoken for where an attribution holds this share of them."""
_NEGATIONS = frozenset({"not", "n't", "never", "no", "dont", "didnt", "doesnt", "neither", "without"})
_UNSAID = frozenset({"say", "report", "announce", "confirm", "claim", "report_received"})
"""Classes whose negation tells that words were not said: "did not say how many"."""
_OPENINGS = frozenset({"that"})
_NAMED_CLASSES = {"according": "say", ":": "say", "-": "say"}


def learned(
    report: Report,
    sentences: Sequence[Sentence],
    quotes: Sequence[Quote],
    said: Sequence[Said],
    spoken: Sequence[SpokenSpans],
) -> list[Said]:
    """Add the attributions that only the model found, one for each sentence of what is said.

    Left out are those whose cue or words an attribution of ``said`` already has, those whose cue is no
    known word unless what is said stands in quote marks, and words that were not said ("gave no toll").
    """
    page = _Page(report, sentences, quotes, said)
    return [one for found in spoken for one in page.read(found)]


class _Page:
    """One report while the model's findings are taken over."""

    def __init__(
        self, report: Report, sentences: Sequence[Sentence], quotes: Sequence[Quote], said: Sequence[Said]
    ) -> None:
        self.text = report.text
        self.sentences = sentences
        self.quotes: dict[int, list[Quote]] = {}
        for quote in quotes:
            self.quotes.setdefault(quote.block, []).append(quote)
        self.said: dict[int, list[Attribution]] = {}
        for one in said:
            self.said.setdefault(one.sentence, []).append(one.attribution)

    def read(self, found: SpokenSpans) -> list[Said]:
        if found.cue is None or found.sure < SURE or self._has_cue(found.cue):
            return []
        stance = self._stance(found.cue)
        parts = [part for span in found.content for part in self._parts(span)]
        parts = [(n, span) for n, span in parts if not self._spoken_for(n, span)]
        if stance is None or not parts:
            return []
        return self._all_said(found, stance, parts)

    def _all_said(self, found: SpokenSpans, stance: str, parts: list[tuple[int, Span]]) -> list[Said]:
        by_sentence: dict[int, list[Span]] = {}
        for n, span in parts:
            by_sentence.setdefault(n, []).append(span)
        home = self._sentence_of(found.cue.start) if found.cue is not None else None
        first = home if home in by_sentence else min(by_sentence)
        rows = []
        for n, spans in sorted(by_sentence.items()):
            cue = found.cue if n == first else None
            link = AttributionLink(found.source, cue)
            voice = voice_of(self.sentences[n], spans, self.quotes.get(self.sentences[n].block, []))
            rows.append(Said(Attribution((link,), tuple(spans), voice, stance), n))
        return rows

    def _has_cue(self, cue: Span) -> bool:
        """Ask whether an attribution already rests on this cue, or says it within its own source or cue."""
        return any(
            link.cue is not None and link.cue.start < cue.end and cue.start < link.cue.end
            for rows in self.said.values()
            for attribution in rows
            for link in attribution.links
        )

    def _spoken_for(self, n: int, part: Span) -> bool:
        for attribution in self.said.get(n, []):
            for span in attribution.content:
                shared = min(span.end, part.end) - max(span.start, part.start)
                if shared > _SHARED * min(part.end - part.start, span.end - span.start):
                    return True
        return False

    def _sentence_of(self, at: int) -> int | None:
        return next((n for n, s in enumerate(self.sentences) if s.start <= at < s.end), None)

    def _stance(self, cue: Span) -> str | None:
        """The class of a cue's last known word; None where it has none or tells what was not said."""
        n = self._sentence_of(cue.start)
        if n is None:
            return None
        tokens = [t for t in self.sentences[n].tokens if cue.start <= t.start and t.end <= cue.end]
        stance: str | None = None
        for token in tokens:
            rows = cues("verb").get(token.lemma.lower()) or cues("noun").get(token.lemma.lower())
            if rows:
                stance = rows[0].stance
            elif token.text.lower() in _NAMED_CLASSES:
                stance = stance or _NAMED_CLASSES[token.text.lower()]
        if stance in _UNSAID and any(t.text.lower() in _NEGATIONS for t in tokens):
            return None
        return stance

    def _parts(self, span: Span) -> list[tuple[int, Span]]:
        """A span cut by sentence, without its enclosing marks and the word "that" before it."""
        found = []
        for n, sentence in enumerate(self.sentences):
            if sentence.end <= span.start or span.end <= sentence.start:
                continue
            tree = Tree(sentence)
            held = [t.i for t in tree.tokens if span.start <= t.start and t.end <= span.end]
            if not held:
                continue
            opening = tree.tokens[held[0]]
            first = held[0] + int(opening.text.lower() in _OPENINGS and opening.pos == "SCONJ")
            where = trim(tree, (first, held[-1] + 1), self.quotes.get(sentence.block, []))
            if where is not None:
                found.append((n, tree.span(self.text, where)))
        return found
