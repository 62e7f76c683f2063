"""A sentence as the room's steps see it: tokens, their words in lower case, and the cues among them."""

from bisect import bisect_right

from msgspec import Struct
from msgspec.structs import replace

from crossbearing.model import Sentence, Span, Token
from crossbearing.quantities.lists import Cue, CueForm, cue_forms, cue_forms_of_people

MODIFIERS = frozenset({"compound", "amod", "nmod", "poss", "nummod", "quantmod", "det", "advmod", "punct"})
"""Dependencies of a word that stands inside a noun phrase before its head."""


class Line(Struct, frozen=True):
    """A sentence with ``low`` its tokens in lower case; offsets of figures count from its start.

    ``parsed`` is False when the tokens come from plain text, without heads or labels.
    """

    sentence: Sentence
    tokens: tuple[Token, ...]
    low: tuple[str, ...]
    starts: tuple[int, ...]
    cues: dict[int, Cue]
    parsed: bool

    @property
    def text(self) -> str:
        """The sentence's characters."""
        return self.sentence.text

    def token_at(self, char: int) -> int:
        """The token that holds a character, or the last one before it."""
        return max(0, bisect_right(self.starts, char) - 1)

    def end_of(self, token: int) -> int:
        """Where a token ends, counted from the sentence's start."""
        return self.tokens[token].end - self.sentence.start

    def span(self, start: int, end: int) -> Span:
        """A span of the report from offsets into the sentence."""
        base = self.sentence.start
        return Span(base + start, base + end, self.text[start:end])

    def is_noun(self, token: int) -> bool:
        """Whether a token is tagged as a noun or a name."""
        return self.tokens[token].tag.startswith("NN")


def line_of(sentence: Sentence) -> Line:
    """Index a sentence's words and find the measure cues among them, longest first, none overlapping."""
    low = tuple(token.text.lower() for token in sentence.tokens)
    return Line(
        sentence=sentence,
        tokens=sentence.tokens,
        low=low,
        starts=tuple(token.start - sentence.start for token in sentence.tokens),
        cues=_cues(low, cue_forms()),
        parsed=any(token.dep for token in sentence.tokens),
    )


def of_people(line: Line) -> Line:
    """The same sentence with only the cues that say something of people and else of things."""
    return replace(line, cues=_cues(line.low, cue_forms_of_people()))


def _cues(low: tuple[str, ...], forms: dict[str, tuple[CueForm, ...]]) -> dict[int, Cue]:
    """Cues by each token they cover."""
    found: dict[int, Cue] = {}
    for at, word in enumerate(low):
        if word not in forms or at in found:
            continue
        form = next((form for form in forms[word] if _matches(form, low, at)), None)
        if form is not None:
            cue = Cue(at, at + len(form.words) - 1, form.measure, form.kind, form.participle)
            found.update(dict.fromkeys(range(cue.first, cue.last + 1), cue))
    return found


def _matches(form: CueForm, low: tuple[str, ...], at: int) -> bool:
    return low[at : at + len(form.words)] == form.words
