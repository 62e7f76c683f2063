"""What a rule finds in one sentence, in token indices, before it is turned into spans."""

from msgspec import Struct

from crossbearing.reading.attribution_tree import Range


class Relay(Struct, frozen=True):
    """Who passed the words on, and the word that says so: (Reuters, told)."""

    source: Range
    cue: Range | None


class Found(Struct, frozen=True, kw_only=True):
    """One attribution inside one sentence; ranges are token indices ``[first, last)``.

    ``awaits`` marks a cue that announces the speech of the next block ("He went on:").
    """

    cue: Range | None
    source: Range | None
    content: tuple[Range, ...]
    stance: str
    relays: tuple[Relay, ...] = ()
    awaits: bool = False
