"""Speech that runs on without a cue: later sentences, later paragraphs, pull quotes with a name below."""

import re
from collections.abc import Sequence

from crossbearing.model import Attribution, AttributionLink, Report, Sentence, Span
from crossbearing.reading.attribution_cues import media_words
from crossbearing.reading.attribution_spans import Said, voice_of
from crossbearing.reading.attribution_speakers import kind_of
from crossbearing.reading.attribution_tree import Tree
from crossbearing.reading.quotes import Quote

_SIGNED = re.compile(r"^[ \t]*[-–—―]{1,2}[ \t\u00a0]*([A-Z][^\n]{2,140}?)[ \t.]*$", re.MULTILINE)
_WORD = re.compile(r"\w+")
_TRAILING = " \t\r\n.,;:-–—"
_COVERED = 0.5
"""A quote is spoken for when an attribution holds this share of its characters."""

Links = tuple[AttributionLink, ...]


def run_on(
    report: Report, sentences: Sequence[Sentence], quotes: Sequence[Quote], said: Sequence[Said]
) -> list[Said]:
    """Add the quoted sentences that have no cue of their own, on the word of who spoke before.

    A second sentence within the same marks, a quoted sentence after an attributed one, a paragraph that
    opens with a mark after one that left its quote open, and a paragraph that is all quote.
    """
    everything = _Speech(report, sentences, said)
    for quote in quotes:
        everything.take(quote)
    return everything.added


class _Speech:
    """The state of one walk over a report's quotes: who is speaking, and what is spoken for."""

    def __init__(self, report: Report, sentences: Sequence[Sentence], said: Sequence[Said]) -> None:
        self.report = report
        self.sentences = sentences
        self.said: list[Said] = list(said)
        self.added: list[Said] = []
        self.speaker: Links | None = None
        self.by_sentence: dict[int, list[Said]] = {}
        for one in said:
            self.by_sentence.setdefault(one.sentence, []).append(one)
        self.used: set[int] = set()
        self.names = {s.tokens[e.last - 1].text for s in sentences for e in s.entities if e.label == "PERSON"}
        self.by_block: dict[int, list[int]] = {}
        for n, sentence in enumerate(sentences):
            self.by_block.setdefault(sentence.block, []).append(n)

    def take(self, quote: Quote) -> None:
        """Give every part of a quote that nobody is named for to its speaker."""
        held = [n for n in self.by_block.get(quote.block, []) if self._part(n, quote) is not None]
        if not held:
            return
        links, stance = self._speaker_of(quote, held)
        if links is None:
            return
        self.speaker = _without_cue(links)
        for n in held:
            part = self._part(n, quote)
            if part is None or self._spoken_for(n, part):
                continue
            used, links = links, _without_cue(links)
            self._add(n, part, used, stance, quote)

    def _part(self, n: int, quote: Quote) -> Span | None:
        sentence = self.sentences[n]
        start, end = max(sentence.start, quote.first), min(sentence.end, quote.last)
        exact = self.report.text[start:end] if start < end else ""
        lead = len(exact) - len(exact.lstrip())
        exact = exact.strip().rstrip(_TRAILING)
        if not _WORD.search(exact):
            return None
        return Span(start + lead, start + lead + len(exact), exact)

    def _spoken_for(self, n: int, part: Span) -> bool:
        for one in self.by_sentence.get(n, []):
            for span in one.attribution.content:
                shared = min(span.end, part.end) - max(span.start, part.start)
                if shared > _COVERED * (part.end - part.start) and not self._within(one, part):
                    return True
        return False

    def _within(self, one: Said, part: Span) -> bool:
        """Tell an attribution made inside the quote ("they told us …") from one of the quote."""
        cue = one.attribution.links[0].cue
        return cue is not None and part.start <= cue.start < part.end

    def _speaker_of(self, quote: Quote, held: list[int]) -> tuple[Links | None, str]:
        own = self._own_speaker(quote, held)
        if own is not None:
            return own
        if quote.resumed and self.speaker is not None:
            return self.speaker, "say"
        behind = self._announced_behind(quote, held[-1] + 1)
        if behind is not None:
            return behind
        if not all(self._is_speech(n, quote) for n in held):
            return None, "say"
        return self._speaker_before(quote, held[0])

    def _own_speaker(self, quote: Quote, held: list[int]) -> tuple[Links, str] | None:
        for n in held:
            for one in self.by_sentence.get(n, []):
                cue = one.attribution.links[0].cue
                within = quote.closed and cue is not None and quote.first <= cue.start < quote.last
                spoken = one.attribution.voice != "indirect" and not within
                if spoken and any(_overlaps(s, quote) for s in one.attribution.content):
                    return _without_cue(one.attribution.links), one.attribution.stance
        return None

    def _announced_behind(self, quote: Quote, n: int) -> tuple[Links, str] | None:
        """Give the speaker named in a sentence of his own behind the quote: '"Why?" / The mayor asked.'"""
        if n >= len(self.sentences) or self.sentences[n].block != quote.block:
            return None
        if _WORD.search(self.report.text[quote.end : self.sentences[n].start]):
            return None
        waiting = next((one for one in self.by_sentence.get(n, []) if one.awaits), None)
        return None if waiting is None else (self._once(waiting), waiting.attribution.stance)

    def _once(self, waiting: Said) -> Links:
        """Give an announced speech its cue once; what follows has none."""
        links = waiting.attribution.links
        if waiting.sentence in self.used:
            return _without_cue(links)
        self.used.add(waiting.sentence)
        return links

    def _is_speech(self, n: int, quote: Quote) -> bool:
        """Tell a sentence that is all quote from one that only quotes a few words."""
        sentence = self.sentences[n]
        outside = self.report.text[sentence.start : max(sentence.start, quote.start)]
        behind = self.report.text[min(sentence.end, quote.end) : sentence.end]
        starts = self.report.text[quote.first : quote.first + 1]
        return not _WORD.search(outside + behind) and (
            len(_WORD.findall(sentence.text)) > 2 or starts.isupper()
        )

    def _speaker_before(self, quote: Quote, first: int) -> tuple[Links | None, str]:
        """Look to the sentence before: an announced speech, an attributed one, or who acts in it."""
        if first == 0:
            return None, "say"
        before = self.by_sentence.get(first - 1, [])
        waiting = next((one for one in before if one.awaits), None)
        if waiting is not None:
            return self._once(waiting), waiting.attribution.stance
        last = [one for one in before if one.attribution.links[0].source is not None]
        same_block = self.sentences[first - 1].block == quote.block
        if self.sentences[first - 1].block < quote.block and not self._fills_block(quote):
            return None, "say"
        if last and not self._nested_only(last):
            return _without_cue(last[0].attribution.links), "say"
        if same_block:
            return None, "say"
        actor = self._actor_of(first - 1)
        return (None if actor is None else (AttributionLink(actor, None),)), "say"

    def _nested_only(self, last: list[Said]) -> bool:
        return all(
            one.attribution.links[0].cue is None and one.attribution.voice == "indirect" for one in last
        )

    def _fills_block(self, quote: Quote) -> bool:
        block = self.report.blocks[quote.block]
        rest = self.report.text[block.start : quote.start] + self.report.text[quote.end : block.end]
        return not _WORD.search(re.sub(r"[\"“”«»][^\"“”«»]*", "", rest))

    def _actor_of(self, n: int) -> Span | None:
        """Name the person a sentence is about: its root's subject, if that is a named person or he/she."""
        sentence = self.sentences[n]
        tree = Tree(sentence)
        root = next((t.i for t in sentence.tokens if t.head == t.i and t.pos in {"VERB", "AUX"}), None)
        subject = None if root is None else tree.kid(root, "nsubj")
        if subject is None or sentence.kind != "paragraph":
            return None
        word = sentence.tokens[subject].text
        named = word in self.names or word.lower() in {"he", "she"}
        if not named or kind_of(tree, subject) is None:
            return None
        return tree.span(self.report.text, tree.noun_phrase(subject))

    def _add(self, n: int, part: Span, links: Links, stance: str, quote: Quote) -> None:
        voice = voice_of(self.sentences[n], [part], [quote])
        one = Said(Attribution(links, (part,), voice, stance), n)
        self.added.append(one)
        self.by_sentence.setdefault(n, []).append(one)


def _without_cue(links: Links) -> Links:
    head = links[0]
    return (AttributionLink(head.source, None, head.role), *links[1:])


def _overlaps(span: Span, quote: Quote) -> bool:
    return span.start < quote.last and quote.first < span.end


def signed_quotes(report: Report, sentences: Sequence[Sentence]) -> list[Said]:
    """Read pull quotes: lines with "- Name, title" below them."""
    found: list[Said] = []
    for match in _SIGNED.finditer(report.text):
        name = Span(match.start(1), match.end(1), match.group(1))
        signature = next((s for s in sentences if s.start <= name.start < s.end), None)
        if signature is None or not _is_signature(name.exact, signature):
            continue
        content = _lines_above(report.text, match.start())
        for n, sentence in enumerate(sentences):
            part = None if content is None else _cut(report.text, sentence, content)
            if part is not None:
                links = (AttributionLink(name, None),)
                found.append(Said(Attribution(links, (part,), "direct", "say"), n))
    return found


def _is_signature(name: str, sentence: Sentence) -> bool:
    words = name.replace(",", " ").split()
    if all(w in media_words() or w.isupper() for w in words) or len(words) > 20:
        return False
    behind = [t for t in sentence.tokens if t.end > sentence.end - len(name)]
    return (
        len(words) > 1 and words[1][0].isupper() and not any(t.tag in {"VBD", "VBZ", "VBP"} for t in behind)
    )


def _lines_above(text: str, start: int) -> tuple[int, int] | None:
    """Take the line right above, or above one blank line."""
    end = len(text[:start].rstrip())
    gap = text[end:start].count("\n")
    if end == 0 or gap > 2:
        return None
    first = text.rfind("\n", 0, end) + 1
    return (first, end) if text[first:end].strip() else None


def _cut(text: str, sentence: Sentence, content: tuple[int, int]) -> Span | None:
    start, end = max(sentence.start, content[0]), min(sentence.end, content[1])
    exact = text[start:end] if start < end else ""
    lead = len(exact) - len(exact.lstrip(' \t"“”'))
    exact = exact[lead:].rstrip(_TRAILING + '"”“')
    return Span(start + lead, start + lead + len(exact), exact) if _WORD.search(exact) else None
