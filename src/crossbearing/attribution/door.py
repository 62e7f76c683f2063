"""The door: a text in, attributions out, every span with its exact characters."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from msgspec import Struct

from crossbearing.attribution.distance import Range
from crossbearing.attribution.pieces import Ints, Pieces, encode, word_ends
from crossbearing.attribution.spans import CONTENT, CUE, SOURCE, Linked, linked, read_tags
from crossbearing.attribution.told import Told
from crossbearing.attribution.weights import Weights, packaged
from crossbearing.model import Span

Role = Literal["source", "cue", "content"]
_ROLES: tuple[tuple[Role, int], ...] = (("source", SOURCE), ("cue", CUE), ("content", CONTENT))


class SpokenSpans(Struct, frozen=True):
    """One attribution as the model reads it: whose words, by which cue, what is said.

    ``source`` and ``cue`` are None where the text has none. ``content`` is in text order, marks
    included, and may run over sentences. ``sure`` is the model's own share, 0 to 1, that the content is
    this cue's.
    """

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    sure: float


class TextRead(NamedTuple):
    """What one pass over a text gives: who says what, and what is told of happenings."""

    spoken: list[SpokenSpans]
    told: Told


def read_text(text: str, weights: Weights | None = None) -> TextRead:
    """Read a text once for both: attributions as ``find_spans`` gives them, and answers on its words.

    Raises ``DataError`` as ``find_spans`` does.
    """
    model = packaged() if weights is None else weights
    pieces = encode(model.tokenizer, text)
    places, reading = _Places(text, pieces), read_tags(pieces, model)
    found = [places.spoken(one) for one in linked(reading, model)]
    return TextRead(
        sorted(found, key=lambda one: one.content[0]), Told(places.starts, reading.told(), reading.states())
    )


def find_spans(text: str, weights: Weights | None = None) -> list[SpokenSpans]:
    """Find every attribution of a text, in the order of their first words.

    Speech, writing, belief, intent and attitude count, as in PolNeAR (Newell et al., 2018), on which the
    model is trained; an attribution within another is not told apart. Paragraphs are lines. Raises
    ``DataError`` where the packaged weights are missing or damaged.

    “We stay,” the mayor told Reuters. / The road is cut, according to the army. / Rebels fear a siege.
    """
    return read_text(text, weights).spoken


def tag_spans(text: str, weights: Weights | None = None) -> list[tuple[Role, Span]]:
    """Find the sources, cues and contents of a text, untied, in text order.

    Raises ``DataError`` as ``find_spans`` does. The setting of sentence-wise quotation extraction (CofeNet,
    Wang et al., 2022).
    """
    model = packaged() if weights is None else weights
    pieces = encode(model.tokenizer, text)
    places = _Places(text, pieces)
    reading = read_tags(pieces, model)
    found = [(role, places.span(words)) for role, tag in _ROLES for words in reading.spans(tag)]
    return sorted(found, key=lambda one: one[1])


class _Places:
    """Word numbers as spans of the text."""

    def __init__(self, text: str, pieces: Pieces) -> None:
        self.text = text
        self.starts: Ints = pieces.starts[pieces.words]
        self.ends: Ints = word_ends(pieces)

    def span(self, words: Range) -> Span:
        start, end = int(self.starts[words[0]]), int(self.ends[words[1] - 1])
        return Span(start, end, self.text[start:end])

    def spoken(self, one: Linked) -> SpokenSpans:
        source = None if one.source is None else self.span(one.source)
        cue = None if one.cue is None else self.span(one.cue)
        return SpokenSpans(source, cue, self._all(one.content), one.sure)

    def _all(self, spans: Sequence[Range]) -> tuple[Span, ...]:
        return tuple(self.span(words) for words in spans)
