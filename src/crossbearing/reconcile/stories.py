"""A happening as a report tells it on: what its tellings say together, kept as each is added."""

from collections.abc import Iterable
from datetime import date

from crossbearing.model import Quantity
from crossbearing.reconcile.signs import Telling, is_lead

NAMED = 2
"""How firm a day is that words name."""
Days = tuple[date | None, date | None]
Deed = tuple[str, frozenset[str]]
"""The cause of a telling and all the kinds that its clause tells."""


class Story:
    """Tellings of one happening in the order of the text; each attribute is what all of them say.

    ``deeds`` and ``days`` have each that is told once; ``named_days`` those that words name.
    """

    def __init__(self, tellings: Iterable[Telling]) -> None:
        self.tellings: list[Telling] = []
        self.causes: set[str] = set()
        self.own_kinds: set[str] = set()
        self.kinds: set[str] = set()
        self.deeds: set[Deed] = set()
        self.days: set[Days] = set()
        self.named_days: set[Days] = set()
        self.places: set[str] = set()
        self.names: set[str] = set()
        self.things: set[str] = set()
        self.doers: set[str] = set()
        self.groups: set[str] = set()
        self.sides: set[str] = set()
        self.struck: set[str] = set()
        self.triggers: set[str | None] = set()
        self.words: set[frozenset[str]] = set()
        self.tolls: list[Quantity] = []
        self.summed = self.news = False
        self.old = True
        for telling in tellings:
            self.add(telling)

    def add(self, new: Telling) -> None:
        """Tell on."""
        self.tellings.append(new)
        self.causes.add(new.cause)
        self.own_kinds.add(new.kind)
        self.kinds |= new.kinds
        self.deeds.add((new.cause, new.kinds))
        self.days.add((new.first, new.last))
        if new.firm == NAMED:
            self.named_days.add((new.first, new.last))
        self.places.update(new.places)
        self.names |= new.names
        self.things |= new.things
        if new.doer is not None:
            self.doers.add(new.doer)
        self.groups |= new.groups
        self.sides |= new.sides
        self.struck |= new.struck
        self.triggers.add(trigger_of(new))
        self.words.add(new.words)
        self.tolls += new.tolls
        self.summed = self.summed or new.summed
        self.news = self.news or is_lead(new)
        self.old = self.old and new.old


def trigger_of(telling: Telling) -> str | None:
    """The word that names a telling's happening, its case apart."""
    return None if telling.claim.event is None else telling.claim.event.trigger.exact.casefold()
