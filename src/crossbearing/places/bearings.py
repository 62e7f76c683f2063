"""Names that only say where another place lies: "the town of Saraqeb, 30 km south of Idlib"."""

from collections.abc import Callable, Sequence

from crossbearing.places.gazetteer import Entry
from crossbearing.places.lexicon import words
from crossbearing.places.scenes import Scene

Named = tuple[int, int, Entry | None]
"""Tokens ``[first, last)`` of a name or a reference, and what it stands for."""

_LONGEST = 24
"""Most words between the two: "which lies about 30 kilometres (20 miles) to the south of the city of"."""
_PARTS = frozenset({"district", "site"})
_EXACT = _PARTS | {"city"}
_LYING = frozenset(
    {   "lie", "lies", "lying", "located", "situated", "sits", "stands", "which", "that", "is", "about",
        "some", "roughly", "around", "just", "only", "nearly", "almost", "barely", "more", "less",
        "than", "few", "several", "a", "an", "the", "to", "of", "on", "along", "at", "from", "border",
        "close", "capital", "edge", "outskirts", "away", "kms", "area", "countryside", "road", "itself",
        "also", "or"}
)  # fmt: skip
_NEAR = frozenset({"near", "outside", "beside", "overlooking", "bordering"})
_STEPS = frozenset({"in", "the", ",", "'s", "’s"})
_GOING = frozenset({"to", "from", "of", "or", "at", "that", "along"})
"""Words that open another place, not how the one before lies: "from Aleppo *to* the west of Idlib"."""
_TELLS = frozenset({"where", "which", "when", "who"})
_LONG = frozenset({"road", "highway", "motorway", "river", "canal", "street", "pipeline", "railway", "line"})
"""What has no one spot: of "the M5 highway near Saraqeb" the town is the place."""


def only_locates(
    view: Scene, before: Sequence[Named], name: Named, holds: Callable[[Entry, Entry], bool]
) -> bool:
    """Tell whether a name, after those ``before`` it in its sentence, only says where the last one lies.

    "Saraqeb, 30 km south of Idlib", "Douma near Damascus", "Handarat camp, a few miles north of the city",
    "Rayhana in Aleppo province, east of Manbij", "Kafranbel in rural Idlib" (Idlib, Damascus, the city,
    Manbij, Idlib). Not "Saraqeb and north of Idlib", "in Idlib province near Saraqeb", "it lies near
    Manbij, where nine died".
    """
    first, last, entry = name
    place = _located(view, before)
    if place is None or entry is None or place.id == entry.id or holds(place, entry):
        return False
    if (place.kind == "city" and entry.kind in _PARTS) or _tells_more(view, last):
        return False
    inside = not holds(entry, place) and _lies_in(view, before[-1], first, entry)
    return inside or _lies_by(view, before[-1][1], first)


def _located(view: Scene, named: Sequence[Named]) -> Entry | None:
    """The exact place last named, over what it is said to lie in: "*Rayhana* in Aleppo province, east of"."""
    for n in range(len(named) - 1, -1, -1):
        first, last, entry = named[n]
        if entry is None:
            return None
        if entry.kind in _EXACT:
            return None if _is_long(view, first, last) else entry
        between = {view.word(i) for i in range(named[n - 1][1], first)} if n else set()
        if not between or not between <= (_STEPS | set(words("direction"))):
            return None
    return None


def _is_long(view: Scene, first: int, last: int) -> bool:
    return any(view.word(i) in _LONG for i in range(first, last + 1))


def _tells_more(view: Scene, last: int) -> bool:
    """Does a happening there follow: "near Manbij, *where* nine died", "near Manbij, *the town where*"?"""
    following = [view.word(i) for i in range(last, last + 4)]
    plain = {",", "the", "a", "(", *words("kind")}
    for word in following:
        if word in _TELLS:
            return word == "where"
        if word not in plain:
            return False
    return False


def _lies_by(view: Scene, start: int, end: int) -> bool:
    """Do only words of a distance and a side stand at tokens ``[start, end)``?"""
    first = view.word(start + 1) if view.word(start) == "," else view.word(start)
    if not 0 < end - start <= _LONGEST or first in _GOING:
        return False
    sided = any(
        view.word(i) in _NEAR
        or (view.word(i) == "close" and view.word(i + 1) == "to")
        or (view.word(i) in words("direction") and not _is_attribute(view, i, end))
        for i in range(start, end)
    )
    return sided and all(_is_measure(view, i) for i in range(start, end))


def _lies_in(view: Scene, before: Named, end: int, whole: Entry) -> bool:
    """Is a place said to lie in what is named next: "Kafranbel *in rural* Idlib", "Qaryatayn in Homs"?

    Asked where the lists do not say so themselves. What no list has a point for keeps the region beside it:
    it is all that is known of where it lies.
    """
    _, start, place = before
    if place is None or place.lat is None or view.word(start) != "in":
        return False
    if place.kind == whole.kind and place.population >= whole.population:
        return False
    plain = {"the", "of", "rural", *words("direction"), *words("kind")}
    return all(view.word(i) in plain or view.tokens[i].pos == "ADJ" for i in range(start + 1, end))


def _is_attribute(view: Scene, i: int, end: int) -> bool:
    """Does a direction only describe what follows: "the *northern* city", "the *southern* edge"?"""
    return all(view.word(k) not in ("of", "from") for k in range(i + 1, end)) or view.word(i) == "central"


def _is_measure(view: Scene, i: int) -> bool:
    word, token = view.word(i), view.tokens[i]
    if word in _LYING or word in _NEAR or word in words("direction") or word in words("unit"):
        return True
    if word in words("kind") or token.pos in ("NUM", "ADJ") or word[:1].isdigit():
        return True
    hyphened = "-" in (view.word(i - 1), view.word(i + 1))
    return word in (",", "(", ")", "-", "–", "—", "[", "]") or hyphened or word in ("miles", "km.")
