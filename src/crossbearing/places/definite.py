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
PART_BACK = 2
"""Sentences back in which the part meant by "that part of the city" was named."""
_SUB_AREAS = ("part", "district")
LEAD = 2
"""How many times oftener than the next the report's main place must be named to be meant from afar."""


class Reference(Struct, frozen=True):
    """Tokens ``[first, last)`` that refer to a place already named; ``noun`` is its class."""

    first: int
    last: int
    noun: str


class Told(Struct):
    """The places a report has named so far, by kind: (sentence, place id), and how often each.

    ``spare`` holds, by kind, what is meant only where nothing else can be: the town a report was sent
    from, then those where someone merely spoke.
    """

    recent: dict[str, list[tuple[int, str]]] = {}
    counts: dict[str, Counter[str]] = {}
    headed: dict[str, set[str]] = {}
    spare: dict[str, list[str]] = {}

    def add(self, at: int, entry: Entry, kind: str, gazetteer: Gazetteer, *, headline: bool = False) -> None:
        """Note a place, called ``kind``, and what it lies in: a district also tells of its city."""
        for place, called in _with_holders(entry, kind, gazetteer):
            self.recent.setdefault(called, []).append((at, place.id))
            self.counts.setdefault(called, Counter())[place.id] += 1
            if headline:
                self.headed.setdefault(called, set()).add(place.id)

    def add_spare(self, entry: Entry, gazetteer: Gazetteer) -> None:
        """Note a town that "the city" means only where the report names no other."""
        for place, called in _with_holders(entry, told_kind(entry), gazetteer):
            known = self.spare.setdefault(called, [])
            if place.id not in known:
                known.append(place.id)

    def part(self, at: int) -> str | None:
        """Give what "that part of the city" means: the sub-area last named, up to two sentences back."""
        named = [pair for kind in _SUB_AREAS for pair in self.recent.get(kind, [])]
        for back in range(PART_BACK + 1):
            found = {place for sentence, place in named if sentence == at - back}
            if found:
                return found.pop() if len(found) == 1 else None
        return None

    def latest(self, kind: str, at: int, never: frozenset[str] = frozenset()) -> tuple[str, ...]:
        """Give what "the city" may mean in sentence ``at``: one place when it is clear, more when not.

        ``never`` are the places that the word cannot mean.
        """
        main = self.main(kind, never)
        if kind == "country" and main is not None:
            return (main,)
        named = [pair for pair in self.recent.get(kind, []) if pair[1] not in never]
        for back in range(BACK + 1):
            found = {place for sentence, place in named if sentence == at - back}
            if len(found) == 1:
                return tuple(found)
            if found:
                return (main,) if main in found and main is not None else tuple(sorted(found))
        if main is not None:
            return (main,)
        headed = self.headed.get(kind, set()) - never
        return tuple(headed) if len(headed) == 1 else tuple(self.spare.get(kind, [])[:1]) if not named else ()

    def main(self, kind: str, never: frozenset[str] = frozenset()) -> str | None:
        """Give the place of a kind that the report names by far the most."""
        counts = self.counts.get(kind, Counter())
        ranked = Counter({place: count for place, count in counts.items() if place not in never}).most_common(
            2
        )
        if not ranked or (len(ranked) == 2 and ranked[0][1] < LEAD * ranked[1][1]):
            return None
        return ranked[0][0]


def _with_holders(entry: Entry, kind: str, gazetteer: Gazetteer) -> Iterator[tuple[Entry, str]]:
    """A place, as it is called, with its country, and its city if it is only a part of one."""
    yield entry, kind
    for place in ancestors(gazetteer, entry):
        if place.kind == "country" or (place.kind == "city" and entry.kind in ("district", "site")):
            yield place, place.kind


def told_kind(entry: Entry) -> str:
    """Give the class that "the city", "the province" may refer a place by; rivers and seas have none."""
    return "area" if entry.kind == "region" and entry.code not in "12" else entry.kind


def references(view: Scene) -> Iterator[Reference]:
    """Find the definite references of a sentence: "the city", "this besieged town", "that part of the city".

    Not "the city of Homs", "the city council", "the town hall", "a city", "the area".
    """
    nouns = words("definite")
    for i, (low, token) in enumerate(zip(view.low, view.tokens, strict=True)):
        noun = nouns.get(low)
        if noun is None or not token.pos.startswith("N") or token.tag == "NNS":
            continue
        first = _determiner(view, i)
        if first is not None and not _continued(view, i):
            yield Reference(first, i + 1, noun)


def part_references(view: Scene) -> Iterator[Reference]:
    """Find "that part of the city", "this area", "this side of town": a part named just before.

    Not "that part of the deal", "this side", "the area".
    """
    areas = words("sub_area")
    for i, low in enumerate(view.low):
        if low not in areas or view.word(i - 1) not in ("this", "that", "these"):
            continue
        last = i + 1
        if view.word(last) == "of":
            last += 2 if view.word(last + 1) in ("the", "this") else 1
            if view.word(last) not in words("definite"):
                continue
            last += 1
        elif areas[low] == "of":
            continue
        if last == i + 1 and _continued(view, i):
            continue
        yield Reference(i - 1, last, "part")


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
