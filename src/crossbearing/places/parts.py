"""Parts of places and what lies by them: "eastern Aleppo", "Aleppo's southeast", "west of Idlib"."""

from msgspec import Struct

from crossbearing.ids import content_id
from crossbearing.places.gazetteer import Entry, Gazetteer
from crossbearing.places.lexicon import words
from crossbearing.places.scenes import Scene
from crossbearing.places.spelling import fold
from crossbearing.vocabulary import PlaceKind, Precision

_SIDES = {
    "north": "northern", "south": "southern", "east": "eastern", "west": "western", "centre": "central",
    "northeast": "northeastern", "northwest": "northwestern", "southeast": "southeastern",
    "southwest": "southwestern",
}  # fmt: skip
_MARKS = frozenset({"'s", "’s", "'", "’"})
_AWAY = "outside"


class Part(Struct, frozen=True):
    """Which part of a named place is meant, and the tokens ``[first, last)`` that say all of it.

    ``outside``: it lies on that side of the place, not in it ("west of Idlib").
    """

    first: int
    last: int
    side: str
    outside: bool = False


def find_part(view: Scene, first: int, last: int) -> Part | None:
    """Read the part of the place at tokens ``[first, last)`` that its neighbours name, if any.

    "eastern Aleppo", "north-western Syria", "Aleppo's southeast", "the eastern districts of Aleppo",
    "the east of Syria", "west of the city" (outside), "outside Idlib" (likewise).
    """
    return (
        _by(view, first, last)
        or _before(view, first, last)
        or _after(view, first, last)
        or _of(view, first, last)
    )


def _by(view: Scene, first: int, last: int) -> Part | None:
    """Read "outside Idlib", "outside the city of Idlib"; not "outside Idlib's court".

    What lies near a town is told of the town: "clashes near Idlib", "a village near Idlib".
    """
    at = first - 1
    if view.word(at) == "of" and words("kind").get(view.word(at - 1)) == "city":
        at -= 2
        while at > 0 and view.tokens[at].pos in ("ADJ", "VERB", "PUNCT") and view.word(at) != ",":
            at -= 1
        at -= view.word(at) == "the"
    elif view.word(at) == "the" and view.word(first) in ("city", "town", "capital"):
        at -= 1
    after = view.tokens[last] if last < len(view.tokens) else None
    if at < 0 or (after is not None and (after.pos in ("NOUN", "PROPN", "PART") or after.text == "-")):
        return None
    if view.word(at) != _AWAY or view.word(at - 1) in ("the", "from"):
        return None
    return Part(at, last, _AWAY, outside=True)


def _before(view: Scene, first: int, last: int) -> Part | None:
    start, side = direction_ending(view, first)
    if side is not None and _joined_sides(view, start):
        return None
    if side is None or (start == 0 and view.tokens[0].text in ("North", "South", "Central")):
        return Part(start, last, side) if side is not None else None
    return Part(start, last, side)


def _joined_sides(view: Scene, start: int) -> bool:
    """Whether another side is named with one: both of "northern and north-eastern Syria" are meant."""
    return view.word(start - 1) in ("and", "or") and direction_ending(view, start - 1)[1] is not None


def direction_ending(view: Scene, end: int) -> tuple[int, str | None]:
    """Read a direction whose last token stands before ``end``: "eastern", "north-eastern", "south east"."""
    sides = words("direction")
    if end < 1:
        return end, None
    for size in (3, 2, 1):
        start = end - size
        if start < 0:
            continue
        joined = "-".join(view.word(i) for i in range(start, end) if view.word(i) != "-")
        if size > 1 and joined in sides and "-" in joined:
            return start, sides[joined]
    plain = sides.get(view.word(end - 1))
    return (end - 1, plain) if plain is not None else (end, None)


def _after(view: Scene, first: int, last: int) -> Part | None:
    """Read "Aleppo's southeast", "the city's eastern districts"."""
    if view.word(last) not in _MARKS:
        return None
    for end in (last + 4, last + 3, last + 2):
        start, side = direction_ending(view, min(end, len(view.tokens)))
        if side is not None and start == last + 1:
            return Part(first, _with_noun(view, end), side)
    return None


def _with_noun(view: Scene, end: int) -> int:
    return end + 1 if view.word(end) in words("part") else min(end, len(view.tokens))


def _of(view: Scene, first: int, last: int) -> Part | None:
    """Read "the east of Aleppo", "the eastern districts of Aleppo", and "west of Aleppo" as outside it."""
    i = first - 1
    if view.word(i) == "the":
        i -= 1
    told = _before_kind(view, i)
    if told != i and direction_ending(view, told)[1] is not None:
        i = told
    if view.word(i) != "of":
        return None
    noun = view.word(i - 1)
    if noun in words("part"):
        start, side = direction_ending(view, i - 1)
        return Part(start, last, side) if side is not None else None
    start, side = direction_ending(view, i)
    if side is None or side == "centre" or view.word(i - 1).endswith("ern"):
        return None
    outside = not _determined(view, start) or (view.word(start - 1) == "the" and view.word(start - 2) == "to")
    return Part(start, last, side, outside)


def _before_kind(view: Scene, i: int) -> int:
    """Step back over what a place is called: "north of *the second city* Aleppo", "of *the city of* Homs"."""
    at = i - 1 if view.word(i) == "of" else i
    if words("kind").get(view.word(at)) != "city":
        return i
    at -= 1
    while view.tokens[at].pos == "ADJ" and at > 0:
        at -= 1
    at -= view.word(at) == "the"
    return at if view.word(at) == "of" else i


def _determined(view: Scene, start: int) -> bool:
    """Does a determiner stand before, past adjectives: "the rebel-held east of Aleppo"?"""
    for i in range(start - 1, max(-1, start - 6), -1):
        if view.word(i) in ("the", "this", "that"):
            return True
        if view.tokens[i].pos not in ("ADJ", "VERB") and view.word(i) != "-" and view.word(i + 1) != "-":
            return False
    return False


def part_of(whole: Entry, part: Part, gazetteer: Gazetteer) -> Entry | None:
    """Make the place that a part of a place is; the same words in another form give the same place.

    A part listed in the supplement keeps its point; else it takes the whole's, as precise as the whole is.
    A site has no parts, and a district's side says where in its city it lies ("the southern district of
    Midan"), not which part of it is meant: then None, unless the part is listed ("eastern Ghouta").
    """
    if part.side == _AWAY:
        if whole.kind == "country":
            return None
        name = f"{part.side} {whole.name}"
    else:
        name = f"{part.side} of {whole.name}" if part.outside else f"{_SIDES[part.side]} {whole.name}"
    for entry in gazetteer.lookup(fold(name)):
        if not part.outside and entry.curated and entry.within in (whole.id, whole.within):
            return entry
    if whole.kind in ("district", "site") and not part.outside:
        return None
    kind: PlaceKind = "region" if part.outside or whole.kind in ("country", "region") else "district"
    precision: Precision = whole.precision if whole.kind in ("country", "region") else "city"
    return Entry(
        id=content_id("p", "part", whole.id, part.side, int(part.outside)),
        name=name,
        kind=kind,
        precision="region" if part.outside else precision,
        code="x" if kind == "district" else "r",
        lat=whole.lat,
        lon=whole.lon,
        country=whole.country,
        within=whole.within if part.outside else whole.id,
    )
