"""Definite references: "the city", "the province", "the country" taken back to the place they mean."""

from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

from crossbearing.places.gazetteer import Entry, Gazetteer, ancestors
from crossbearing.places.lexicon import words
from crossbearing.places.scenes import Scene

ADJECTIVES = 3
"""Most words between determiner and noun: "the besieged northern city"."""
BACK = 3
"""Sentences looked back over before the report as a whole is asked."""
LEAD = 2
"""How many times oftener than the next the report's main place must be named to be meant from afar."""


class Reference(Struct, frozen=True):
    """Tokens ``[first, last)`` that refer to a place already named; ``noun`` is its class."""

    first: int
    last: int
    noun: str


class Told(Struct):
    """The places a report has named so far, by kind: (sentence, place id), and how often each."""

    recent: dict[str, list[tuple[int, str]]]
    counts: dict[str, Counter[str]]

    def add(self, at: int, entry: Entry, kind: str, gazetteer: Gazetteer) -> None:
        """Note a place, called ``kind``, and what it lies in: a district also tells of its city."""
        self._note(at, kind, entry.id)
        for place in ancestors(gazetteer, entry):
            if place.kind == "country" or (place.kind == "city" and entry.kind in ("district", "site")):
                self._note(at, place.kind, place.id)

    def _note(self, at: int, kind: str, place: str) -> None:
        self.recent.setdefault(kind, []).append((at, place))
        self.counts.setdefault(kind, Counter())[place] += 1

    def latest(self, kind: str, at: int) -> tuple[str, ...]:
        """Give what "the city" may mean in sentence ``at``: one place when it is clear, more when not."""
        main = self.main(kind)
        if kind == "country" and main is not None:
            return (main,)
        named = self.recent.get(kind, [])
        for back in range(BACK + 1):
            found = {place for sentence, place in named if sentence == at - back}
            if len(found) == 1:
                return tuple(found)
            if found:
                return (main,) if main in found and main is not None else tuple(sorted(found))
        return (main,) if main is not None else ()

    def main(self, kind: str) -> str | None:
        """Give the place of a kind that the report names by far the most."""
        ranked = self.counts.get(kind, Counter()).most_common(2)
        if not ranked or (len(ranked) == 2 and ranked[0][1] < LEAD * ranked[1][1]):
            return None
        return ranked[0][0]


def told_kind(entry: Entry) -> str:
    """Give the class that "the city", "the province" may refer a place by; rivers and seas have none."""
    return "area" if entry.kind == "region" and entry.code not in "12" else entry.kind


def references(view: Scene) -> Iterator[Reference]:
    """Find the definite references of a sentence: "the city", "this besieged town", "the capital".

    Not "the city of Homs", "the city council", "the town hall", "a city", "the area".
    """
    nouns = words("definite")
    for i, token in enumerate(view.tokens):
        noun = nouns.get(token.text.lower())
        if noun is None or not token.pos.startswith("N") or token.tag == "NNS":
            continue
        first = _determiner(view, i)
        if first is not None and not _continued(view, i):
            yield Reference(first, i + 1, noun)


def _determiner(view: Scene, noun: int) -> int | None:
    for i in range(noun - 1, max(-1, noun - 2 - 2 * ADJECTIVES), -1):
        token = view.tokens[i]
        if token.text.lower() in ("the", "this", "that"):
            return i
        if token.pos not in ("ADJ", "ADV", "PUNCT", "VERB", "NOUN") or token.text.lower() in _OTHERS:
            return None
        if token.pos == "NOUN" and view.word(i + 1) != "-":
            return None
    return None


_OTHERS = frozenset(
    {   "other", "same", "second", "third", "next", "first", "last", "nearby", "neighbouring", "biggest",
        "provincial", "commercial", "regional", "cultural", "facto", "financial", "industrial", "main"}
)  # fmt: skip


def _continued(view: Scene, noun: int) -> bool:
    """Does a name or another noun follow: "the city of Homs", "the city Homs", "the city council"?"""
    following = view.tokens[noun + 1] if noun + 1 < len(view.tokens) else None
    if following is None:
        return False
    if following.text.lower() == "of":
        return True
    if following.text.lower() in ("centre", "center"):
        return False
    return following.pos in ("NOUN", "PROPN") and view.tokens[noun].dep in (
        "compound",
        "nmod",
        "appos",
        "nsubj",
    )
