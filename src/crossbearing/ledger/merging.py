"""One actor or place out of what several reports say of it, whatever order they came in."""

from collections import Counter
from collections.abc import Iterable
from typing import Any, TypeVar

import msgspec

from crossbearing.model import Actor, Place

Named = TypeVar("Named", Actor, Place)
Rows = Iterable[tuple[str, bytes, int]]


def merged_actors(rows: Rows) -> list[Actor]:
    """Join rows (id, JSON, how many reports say so) to one actor an id, sorted by id.

    Each field is as most reports give it, unknowns aside, of equals the first in sorted order; all
    aliases are kept.
    """
    return [said[0][0] if len(said) == 1 else _joined(said) for said in _accounts(rows, Actor)]


def merged_places(rows: Rows) -> list[Place]:
    """Join such rows to one place an id, sorted by id: the account that most reports give, unmixed."""
    return [max(said, key=_count)[0] for said in _accounts(rows, Place)]


def _accounts(rows: Rows, kind: type[Named]) -> Iterable[list[tuple[Named, int]]]:
    """For each id the different accounts of it, in sorted order, and how many reports give each."""
    counted: dict[str, Counter[bytes]] = {}
    for key, data, count in rows:
        counted.setdefault(key, Counter())[bytes(data)] += count
    decoder = msgspec.json.Decoder(kind)
    for key in sorted(counted):
        yield [(decoder.decode(data), count) for data, count in sorted(counted[key].items())]


def _count(account: tuple[Any, int]) -> int:
    return account[1]


def _joined(said: list[tuple[Actor, int]]) -> Actor:
    fields: dict[str, Any] = {name: _majority(name, said) for name in Actor.__struct_fields__}
    fields["aliases"] = tuple(sorted({a for actor, _ in said for a in actor.aliases} - {fields["name"]}))
    return Actor(**fields)


def _majority(field: str, said: list[tuple[Actor, int]]) -> Any:
    votes: Counter[Any] = Counter()
    for actor, count in said:
        value = getattr(actor, field)
        if value is not None:
            votes[value] += count
    if not votes:
        return None
    most = max(votes.values())
    return min(value for value, count in votes.items() if count == most)
