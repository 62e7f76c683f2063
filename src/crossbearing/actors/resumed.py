"""Bodies that stand without their country's name: "the defence ministry in Moscow", "the army" again."""

from collections.abc import Collection, Mapping

from crossbearing.actors.lines import Line
from crossbearing.actors.scan import Found
from crossbearing.actors.speakers import Turns
from crossbearing.model import Actor

_RULING = ("_ministry", "government")
_ARTICLES = frozenset({"the"})


def seat_of(line: Line, found: Found) -> str | None:
    """The country of a government's body by the capital it sits in: "the defence ministry in Moscow"."""
    at = found.last
    if found.countries or not found.key.endswith(_RULING) or at + 1 >= len(line.words):
        return None
    if line.words[at].low != "in" or line.words[at + 1].gap != " ":
        return None
    for seat in line.found:
        if seat.first == at + 1 and seat.sort == "state" and seat.form == "metonym":
            return seat.countries[0] if len(seat.countries) == 1 else None
    return None


def same_army(
    line: Line,
    found: Found,
    turns: Turns,
    made: Mapping[str, Actor],
    names: Mapping[str, Collection[str]],
) -> str | None:
    """The army that spoke last, where "the army" speaks on: "the Russian army said. … the army added".

    Only by the noun that it was named with, and where the words themselves name no country.
    """
    if found.sort != "noun" or found.countries or found.last - found.first != 1 or not found.first:
        return None
    if line.words[found.first - 1].low not in _ARTICLES:
        return None
    actor = turns.last(line.index, line.words[found.first].start)
    known = made.get(actor) if actor is not None else None
    if known is None or known.kind != "military":
        return None
    noun = f" {line.words[found.first].low}"
    return actor if any(name.lower().endswith(noun) for name in names.get(known.id, ())) else None
