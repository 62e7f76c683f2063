"""What ties an event to a time: the words before it ("since 2012", "by dawn", "until Friday")."""

from functools import lru_cache

from crossbearing.times.found import Relation
from crossbearing.times.lexicon import rows
from crossbearing.times.scan import Scan

_SKIPPED = frozenset({"the", "about", "around", "roughly", "approximately", "at", "on", "late", "early"})
"""Words that may stand between a relation's words and the time: "by about noon", "since at least 2012"."""

_MAX_SKIPS = 3

_NAMING = frozenset({"a", "an"})
"""After "since" these open the name of an event: "since a February truce"."""


@lru_cache(maxsize=1)
def _relations() -> dict[str, list[tuple[tuple[str, ...], Relation]]]:
    """The words of each relation by their last word, the longest first."""
    table = [(tuple(row["words"].split()), row["relation"]) for row in rows("relations.tsv")]
    found: dict[str, list[tuple[tuple[str, ...], Relation]]] = {}
    for words, name in sorted(table, key=_length, reverse=True):
        found.setdefault(words[-1], []).append((words, name))  # type: ignore[arg-type]
    return found


def _length(row: tuple[tuple[str, ...], str]) -> int:
    return len(row[0])


def relation(scan: Scan, first: int) -> Relation:
    """The relation that the words before a time give it; "at" where they give none."""
    at = first
    for _ in range(_MAX_SKIPS + 1):
        for words, name in _relations().get(scan.lower[at - 1], ()) if at else ():
            if words == ("through",) and "the" in scan.lower[at : first + 1]:
                continue  # "through the night" is all of it, "through Friday" up to it
            if at >= len(words) and tuple(scan.lower[at - len(words) : at]) == words:
                return name
        if at > 1 and scan.lower[at - 1] in _NAMING and scan.lower[at - 2] == "since":
            return "since"
        if at < 1 or scan.lower[at - 1] not in _SKIPPED:
            break
        at -= 1
    return "at"
