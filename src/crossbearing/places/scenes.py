"""A sentence as the room reads it, and the spots it finds there."""

from typing import Literal

from msgspec import Struct

from crossbearing.model import Entity, Sentence, Token
from crossbearing.places.gazetteer import Entry
from crossbearing.vocabulary import PlaceKind

Grounds = Literal["label", "cue", "size", "curated", "demonym", "none"]


class Spot(Struct, frozen=True):
    """A possible place name: tokens ``[first, last)`` of sentence ``at``, its key and its candidates.

    ``hint`` is the kind its neighbours give it ("Idlib province" → region). ``grounds`` says why it is
    thought a place; ``inside`` that it stands in the name of an organisation ("Aleppo Media Centre").
    """

    at: int
    first: int
    last: int
    key: str
    entries: tuple[Entry, ...]
    grounds: Grounds
    hint: PlaceKind | None = None
    inside: bool = False


class Scene(Struct, frozen=True):
    """A sentence as the spotter reads it: its tokens, ``low`` in lower case, and which entity covers each."""

    at: int
    sentence: Sentence
    tokens: tuple[Token, ...]
    low: tuple[str, ...]
    cover: tuple[Entity | None, ...]

    def text(self, first: int, last: int) -> str:
        """Give the characters of tokens ``[first, last)``."""
        start = self.sentence.start
        return self.sentence.text[self.tokens[first].start - start : self.tokens[last - 1].end - start]

    def word(self, i: int) -> str:
        """Give token ``i`` in lower case, "" beyond the sentence."""
        return self.low[i] if 0 <= i < len(self.low) else ""


def scene(at: int, sentence: Sentence) -> Scene:
    """Lay the entities of a sentence over its tokens."""
    tokens = sentence.tokens
    cover: list[Entity | None] = [None] * len(tokens)
    for entity in sentence.entities:
        for i in range(entity.first, min(entity.last, len(cover))):
            cover[i] = entity
    return Scene(at, sentence, tokens, tuple(token.text.lower() for token in tokens), tuple(cover))
