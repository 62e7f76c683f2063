"""Nouns for people and for bodies that act or speak, singular and plural: "a chieftain", "the syndicates"."""

from functools import lru_cache

from msgspec import Struct

from crossbearing.actors.lists import human_rows, split

KIN = frozenset({"family", "families", "clan", "dynasty", "household"})
"""One of these is not the person whose name stands before it: "the Nasri family"."""


class Human(Struct, frozen=True):
    """What a noun names: ``kind`` as in ``data/humans.tsv``, and whether it is a plural.

    ``role``: people known by what they do; ``folk``: people who are told of as victims as often; ``many``:
    plurals by themselves; ``body``: organisations, of which "many" are told apart by ``plural``.
    """

    kind: str
    plural: bool


def human(word: str) -> Human | None:
    """Read a noun: "chieftains" → people of a role, plural; "trucks" → None."""
    return _humans().get(word.lower())


@lru_cache(maxsize=1)
def people() -> frozenset[str]:
    """The nouns for people; of the folk who suffer, those in the singular alone."""
    return frozenset(
        word for word, it in _humans().items() if it.kind == "role" or (it.kind == "folk" and not it.plural)
    )


@lru_cache(maxsize=1)
def _humans() -> dict[str, Human]:
    found: dict[str, Human] = {}
    for row in human_rows():
        for word in split(row.words):
            if row.kind == "many":
                found.setdefault(word, Human("many", True))
                continue
            found.setdefault(word, Human(row.kind, False))
            found.setdefault(_plural(word), Human(row.kind, True))
    return found


def _plural(word: str) -> str:
    if word.endswith("man") and word != "human":
        return f"{word[:-3]}men"
    if word.endswith("y") and word[-2:-1] not in "aeou":
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(("s", "x", "ch", "sh")) else f"{word}s"
