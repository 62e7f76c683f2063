"""On which side somebody speaks: by the lists of actors and allies, else as a monitor, media or others."""

from functools import lru_cache

from crossbearing.brief.lists import rows
from crossbearing.brief.shelf import Shelf
from crossbearing.brief.wording import capital
from crossbearing.locales import by_name
from crossbearing.model import Actor, Claim

_MONITORS = frozenset({"ngo", "intergovernmental"})
_MONITOR, _MEDIA, _OTHERS = "monitors", "media", "others"


def side_of(shelf: Shelf, claim: Claim) -> str:
    """Give the side on whose word a claim rests, a key of data/sides.tsv or a side of the actor lists.

    Its origin's own side or that of the nearest body it belongs to; else, where the claim's place lies in a
    country at war, the side its state backs or is there (data/allies.tsv); else whether it is a monitor or
    media. A report without a source of its own is media.
    """
    if claim.origin is None:
        return _MEDIA if not claim.attribution else _OTHERS
    line = [shelf.actors[step] for step in shelf.lineage(claim.origin) if step in shelf.actors]
    side = next((actor.side for actor in line if actor.side is not None), None)
    return side or _backed(shelf, claim, line) or _kind(line)


def _backed(shelf: Shelf, claim: Claim, line: list[Actor]) -> str | None:
    """A state's bodies, and media that belong to them, speak for whom the state backs."""
    wars = {place.country for key in shelf.linked_places(claim) if (place := shelf.places.get(key))}
    if not line or (line[0].kind in ("media", "ngo") and len(line) == 1):
        return None
    countries = [actor.country for actor in line if actor.country is not None]
    found = [_allies().get((war, country)) for war in sorted(filter(None, wars)) for country in countries[:1]]
    return next((side for side in found if side is not None), None)


def _kind(line: list[Actor]) -> str:
    kinds = [actor.kind for actor in line]
    if _MONITORS.intersection(kinds):
        return _MONITOR
    return _MEDIA if "media" in kinds else _OTHERS


def head_of(side: str) -> str:
    """Name a side as a column's head; one that is not listed goes by its own name."""
    return _heads().get(side) or capital(side.replace("_", " "))


def ordered(sides: set[str]) -> list[str]:
    """Order sides as the list has them; unlisted ones follow the warring parties."""
    listed = list(_heads())
    last = listed.index(_MONITOR)
    return sorted(
        sides, key=lambda side: (listed.index(side) if side in listed else last - 0.5, by_name(head_of(side)))
    )


@lru_cache(maxsize=1)
def _heads() -> dict[str, str]:
    return {row["side"]: row["head"] for row in rows("sides")}


@lru_cache(maxsize=1)
def _allies() -> dict[tuple[str, str], str]:
    return {(row["war"], row["country"]): row["side"] for row in rows("allies")}
