"""What the trained model finds and no rule does, in the same form: by sentence, trimmed, classed."""

import re
from collections.abc import Sequence

from crossbearing.attribution import SpokenSpans
from crossbearing.model import Attribution, AttributionLink, Report, Sentence, Span
from crossbearing.reading.attribution_commas import speaker_start
from crossbearing.reading.attribution_cues import cues
from crossbearing.reading.attribution_spans import Said, trim, voice_of
from crossbearing.reading.attribution_speakers import is_told_of, kind_of
from crossbearing.reading.attribution_tree import Tree
from crossbearing.reading.quotes import Quote
from crossbearing.reading.sentences import HEADS, SentenceIndex

ATTITUDES = frozenset({"intend", "judge"})
"""Classes of cues that tell of a mind, not of words: a claim they hold is still the writer's."""
SURE, CLOSING = 0.6, 0.5
"""Below this share the model itself doubts that the words are this cue's; and below the second where they end
right before a source that its cue follows."""
_SHARED = 0.5
"""Words are spoken for where an attribution holds this share of them."""
_NEGATIONS = frozenset({"not", "n't", "never", "no", "dont", "didnt", "doesnt", "neither", "without"})
_UNSAID = frozenset({"say", "report", "announce", "confirm", "claim", "report_received"})
"""Classes whose negation tells that words were not said: "did not say how many"."""
_MINDS = frozenset({"believe"})
_PERCEIVED = frozenset({"see", "sees", "saw", "seen", "known"})
_SAME_PAST = frozenset({"reported", "announced", "confirmed", "claimed", "warned", "added", "said", "stated"})
"""Cues whose past tense the tagger may take for a participle."""
_HAVING = frozenset({"have", "has", "had", "having", "'ve", "’ve"})
_LOCATIVE = frozenset({"in", "at", "near", "inside", "across"})
_OPENINGS = frozenset({"that"})
_OPENS = re.compile(r"[\s,\"”]*(?:the\s|an?\s)?", re.IGNORECASE)
"""What stands between words said and their source: a mark, an article."""
_NAMED_CLASSES = {"according": "say", ":": "say", "-": "say"}


def _is_passive(cue: Span, sentence: Sentence) -> bool:
    """Tell "was accused of", "reported killed", "seen by" from "has accused"."""
    tokens = [t for t in sentence.tokens if cue.start <= t.start and t.end <= cue.end]
    if any(t.text.lower() in _HAVING for t in tokens) and not any(t.text.lower() == "been" for t in tokens):
        return False
    return any(t.tag == "VBN" for t in tokens) or cue.exact.lower().endswith(" by")


def _is_finished(found: SpokenSpans, tree: Tree, last: int) -> bool:
    """Tell "activists | reported", which closes what they said, from the participle of "reported killed".

    Words said stand right before a source of persons or a body, and nothing that was done follows the cue.
    """
    cue, source = found.cue, found.source
    if cue is None or source is None:
        return False
    held = [t for t in tree.tokens if cue.start <= t.start and t.end <= cue.end]
    if len(held) != 1 or held[0].i != last + 1 or held[0].text.lower() not in _SAME_PAST:
        return False
    start = next((t.i for t in tree.tokens if t.start >= source.start), 0)
    told = any(span.end <= source.start and _near(tree, span, start) for span in found.content)
    behind = tree.tokens[held[0].i + 1] if held[0].i + 1 < len(tree.tokens) else None
    closed = behind is None or behind.pos in {"ADP", "PUNCT", "SCONJ"} or tree.is_time(behind.i)
    return told and closed and (behind is None or behind.text.lower() != "by")


def _is_scene(tree: Tree, name: int, cue: int) -> bool:
    """Tell where something was done from who speaks: "Chad lost ten men in *Mali* blaming the rebels"."""
    above = tree.tokens[tree.tokens[name].head]
    placed = tree.tokens[name].dep == "pobj" and above.lemma.lower() in _LOCATIVE
    return placed and tree.tokens[cue].tag == "VBG" and tree.labels.get(name) in {"GPE", "LOC"}


def _closes(found: SpokenSpans, text: str) -> bool:
    """Whether words said end right before a source that its cue follows: "… Friday | *activists said*"."""
    source, cue = found.source, found.cue
    if source is None or cue is None or not source.end <= cue.start <= source.end + 1:
        return False
    before = (text[span.end : source.start] for span in found.content if span.end <= source.start)
    return any(_OPENS.fullmatch(between) for between in before)


def _near(tree: Tree, span: Span, start: int) -> bool:
    """Whether words end right before a word, but for an article."""
    between = [t for t in tree.tokens[:start] if t.start >= span.end]
    return len(between) <= 1 and all(t.pos == "DET" for t in between)


def source_tokens(tree: Tree, source: Span) -> list[int]:
    """The tokens of a source, without the "and" that joins its clause to the one before."""
    held = [t.i for t in tree.tokens if source.start <= t.start and t.end <= source.end]
    return held[1:] if held and tree.tokens[held[0]].dep == "cc" else held


def is_turned(found: SpokenSpans, tree: Tree) -> bool:
    """Tell sources that are none: whom a passive is about, nobody, what cannot speak ("the deal signals")."""
    if found.source is None or found.cue is None:
        return False
    held = source_tokens(tree, found.source)
    passive = found.source.end <= found.cue.start and _is_passive(found.cue, tree.sentence)
    if passive and not (held and _is_finished(found, tree, held[-1])):
        return True
    cue = [t.i for t in tree.tokens if found.cue.start <= t.start and t.end <= found.cue.end]
    if cue and found.source.end <= found.cue.start and is_told_of(tree, cue[-1]):
        return True
    if held and cue and _is_scene(tree, held[-1], cue[-1]):
        return True
    if not held:
        return found.source.start >= tree.sentence.start
    if tree.tokens[held[0]].text.lower() in _NEGATIONS:
        return True
    head = next((i for i in held if tree.tokens[i].head not in held or tree.tokens[i].head == i), held[-1])
    return kind_of(tree, head) is None


def leads_on(tree: Tree, first: int) -> bool:
    """Tell a "that" before words said, which is none of them."""
    opening = tree.tokens[first]
    return opening.text.lower() in _OPENINGS and opening.pos == "SCONJ"


def learned(
    report: Report,
    sentences: Sequence[Sentence],
    quotes: Sequence[Quote],
    said: Sequence[Said],
    spoken: Sequence[SpokenSpans],
    *,
    attitudes: bool = False,
) -> list[Said]:
    """Add the attributions that only the model found, one for each sentence of what is said.

    Left out are those without a source ("is expected to" is a hedge, not a speaker) and those
    whose cue or words an attribution of ``said`` already has, those whose cue is no
    known word, headings, sources that cannot speak ("the deal signals") or are only spoken of ("dozens
    reported killed"), and words that were not said ("gave no toll"); ``attitudes`` lets minds count as well.
    """
    page = _Page(report, sentences, quotes, said)
    said_here = [one for found in spoken for one in page.read(found)]
    return [one for one in said_here if attitudes or one.attribution.stance not in ATTITUDES]


class _Page:
    """One report while the model's findings are taken over."""

    def __init__(
        self, report: Report, sentences: Sequence[Sentence], quotes: Sequence[Quote], said: Sequence[Said]
    ) -> None:
        self.text = report.text
        self.sentences = sentences
        self.index = SentenceIndex(sentences)
        self.trees: dict[int, Tree] = {}
        self.quotes: dict[int, list[Quote]] = {}
        for quote in quotes:
            self.quotes.setdefault(quote.block, []).append(quote)
        self.said: dict[int, list[Attribution]] = {}
        self.cues: dict[int, list[Span]] = {}
        for one in (kept for kept in said if kept.attribution.content):
            self.said.setdefault(one.sentence, []).append(one.attribution)
            for cue in (link.cue for link in one.attribution.links if link.cue is not None):
                for n in self.index.touching(cue):
                    self.cues.setdefault(n, []).append(cue)

    def read(self, found: SpokenSpans) -> list[Said]:
        if found.source is None or found.cue is None or self._has_cue(found.cue):
            return []
        if found.sure < (CLOSING if _closes(found, self.text) else SURE):
            return []
        home = next(iter(self.index.touching(found.cue)), None)
        if home is None or self.sentences[home].kind in HEADS:
            return []  # the model has seen little of their grammar
        stance = self._stance(found, home)
        if stance is None:
            return []
        parts = [part for span in found.content for part in self._parts(span)]
        parts = [(n, span) for n, span in parts if not self._spoken_for(n, span)]
        kept = [(n, span) for n, span in parts if n == home or self._is_quoted(n, span)]
        return self._all_said(found, stance, kept, home)

    def _speaker(self, source: Span) -> Span:
        """A source from its speaker on, where a comma was lost within it."""
        home = next(iter(self.index.touching(source)), None)
        if home is None:
            return source
        tree = self._tree(home)
        held = source_tokens(tree, source)
        if not held:
            return source
        start = tree.tokens[speaker_start(tree, (held[0], held[-1] + 1))].start
        return Span(start, source.end, self.text[start : source.end]) if start > source.start else source

    def _all_said(
        self, found: SpokenSpans, stance: str, parts: list[tuple[int, Span]], home: int | None
    ) -> list[Said]:
        by_sentence: dict[int, list[Span]] = {}
        for n, span in parts:
            by_sentence.setdefault(n, []).append(span)
        first = home if home in by_sentence else min(by_sentence, default=None)
        rows = []
        for n, spans in sorted(by_sentence.items()):
            cue = found.cue if n == first else None
            link = AttributionLink(found.source and self._speaker(found.source), cue)
            voice = voice_of(self.sentences[n], spans, self.quotes.get(self.sentences[n].block, []))
            rows.append(Said(Attribution((link,), tuple(spans), voice, stance), n))
        return rows

    def _has_cue(self, cue: Span) -> bool:
        """Ask whether an attribution already rests on this cue, or says it within its own source or cue."""
        return any(
            known.start < cue.end and cue.start < known.end
            for n in self.index.touching(cue)
            for known in self.cues.get(n, [])
        )

    def _spoken_for(self, n: int, part: Span) -> bool:
        for attribution in self.said.get(n, []):
            for span in attribution.content:
                shared = min(span.end, part.end) - max(span.start, part.start)
                if shared > _SHARED * min(part.end - part.start, span.end - span.start):
                    return True
        return False

    def _tree(self, n: int) -> Tree:
        if n not in self.trees:
            self.trees[n] = Tree(self.sentences[n])
        return self.trees[n]

    def _is_quoted(self, n: int, span: Span) -> bool:
        return any(
            q.start <= span.start and span.end <= q.end for q in self.quotes.get(self.sentences[n].block, [])
        )

    def _stance(self, found: SpokenSpans, home: int) -> str | None:
        """The class of a cue's last known word; None where it is not to be taken over."""
        cue, sentence = found.cue, self.sentences[home]
        if cue is None or is_turned(found, self._tree(home)):
            return None
        tokens = [t for t in sentence.tokens if cue.start <= t.start and t.end <= cue.end]
        words = {t.text.lower() for t in tokens}
        stance: str | None = None
        for token in tokens:
            rows = cues("verb").get(token.lemma.lower()) or cues("noun").get(token.lemma.lower())
            if rows:
                stance = next((row for row in rows if row.pattern in words), rows[0]).stance
            elif token.text.lower() in _NAMED_CLASSES:
                stance = stance or _NAMED_CLASSES[token.text.lower()]
        unsaid = stance in _UNSAID and bool(words & _NEGATIONS)
        seen = stance in _MINDS and bool(words & _PERCEIVED)
        return None if unsaid or seen else stance

    def _parts(self, span: Span) -> list[tuple[int, Span]]:
        """A span cut by sentence, without its enclosing marks and the word "that" before it."""
        found = []
        for n in self.index.touching(span):
            sentence, tree = self.sentences[n], self._tree(n)
            held = [t.i for t in tree.tokens if span.start <= t.start and t.end <= span.end]
            if not held:
                continue
            first = held[0] + int(leads_on(tree, held[0]))
            where = trim(tree, (first, held[-1] + 1), self.quotes.get(sentence.block, []))
            if where is not None:
                found.append((n, tree.span(self.text, where)))
        return found
