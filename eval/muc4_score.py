"""CEAF-REE, the measure of document-level role filling, as GRIT defines it (Du, Rush and Cardie, EACL 2021).

In each document and role the gold entities, each a set of mention strings, are aligned one to one with the
predicted ones so that the most are alike; two are alike (1, else 0) where all mentions of the predicted one
are among the gold one's, case, punctuation and articles aside. Counts are summed over documents.
"""

import re
import string
from collections.abc import Iterator
from typing import Any

Row = dict[str, Any]
Entity = frozenset[str]
Filled = dict[str, list[Entity]]
SLOTS = {
    "perp_ind": "perp_ind",
    "perp_org": "perp_org",
    "target": "target",
    "victim": "victim_name",
    "weapon": "weapon",
    "described": "victim_desc",
}
COUNTED = ("perp_ind", "perp_org", "target", "victim", "weapon")
"""The roles of the total; victims only "described" are no part of GRIT's task."""
_ARTICLES = re.compile(r"\b(?:a|an|the)\b")
_PUNCTUATION = str.maketrans("", "", string.punctuation)


def normal(mention: str) -> str:
    """A mention as it is compared: small letters, no punctuation, no articles."""
    return " ".join(_ARTICLES.sub(" ", mention.lower().translate(_PUNCTUATION)).split())


def aligned(gold: list[Entity], given: list[Entity]) -> int:
    """How many predicted entities can be given a gold one of their own that holds all their mentions."""
    owner: dict[int, int] = {}

    def place(n: int, seen: set[int]) -> bool:
        for m, entity in enumerate(gold):
            if m not in seen and given[n] <= entity:
                seen.add(m)
                if m not in owner or place(owner[m], seen):
                    owner[m] = n
                    return True
        return False

    return sum(place(n, set()) for n in range(len(given)))


def wanted(row: Row) -> Filled:
    """The gold entities of a document by role, over all its templates."""
    text = normal(row["text"])
    filled: Filled = {role: [] for role in SLOTS}
    for role, slot in SLOTS.items():
        for value in (value for template in row["templates"] for value in template[slot]):
            mentions = {normal(m) for m in value["strings"] if m is not None}
            entity = frozenset(m for m in mentions if m and m in text)
            if entity and not any(entity <= e or e <= entity for e in filled[role]):
                filled[role].append(entity)
    return filled


class Tally:
    """Entities met, put forward and wanted, by role."""

    def __init__(self) -> None:
        self.roles = {role: [0, 0, 0] for role in SLOTS}

    def add(self, gold: Filled, given: Filled) -> None:
        """Count one document."""
        for role, counts in self.roles.items():
            met = aligned(gold[role], given[role])
            for n, more in enumerate((met, len(given[role]), len(gold[role]))):
                counts[n] += more

    def told(self) -> Iterator[str]:
        """Precision, recall and F1, line by line: each role's, and all of GRIT's together."""
        whole = [sum(self.roles[role][n] for role in COUNTED) for n in range(3)]
        for role, (met, given, gold) in {**self.roles, "all": whole}.items():
            precision, recall = 100 * met / max(given, 1), 100 * met / max(gold, 1)
            f1 = 200 * met / max(given + gold, 1)
            yield (
                f"{role:10} P {precision:5.1f}  R {recall:5.1f}  F1 {f1:5.1f}"
                f"  ({met} met, {given} given, {gold} wanted)"
            )
