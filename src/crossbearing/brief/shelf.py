"""A dossier's values by id, and what one claim says about itself."""

from bisect import bisect_right

from crossbearing.brief.wording import label_of
from crossbearing.model import Actor, Block, Claim, Dossier, Place, Report
from crossbearing.vocabulary import BlockKind, Status

_RULING = frozenset({"state", "government", "military"})
_UNITS = ("killed", "injured", "missing", "detained", "evacuated", "displaced", "remaining")


class Shelf:
    """Look-ups over one dossier; reports keep the dossier's order and are numbered from 1."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.claims: dict[str, Claim] = {claim.id: claim for claim in dossier.claims}
        self.actors: dict[str, Actor] = {actor.id: actor for actor in dossier.actors}
        self.places: dict[str, Place] = {place.id: place for place in dossier.places}
        self.reports: dict[str, Report] = {report.id: report for report in dossier.reports}
        self.keys: dict[str, str] = {report.id: str(n) for n, report in enumerate(dossier.reports, 1)}
        self._blocks: dict[str, tuple[Block, ...]] = {r.id: tuple(sorted(r.blocks)) for r in dossier.reports}

    def label(self, report: str) -> str:
        """Name a report's publisher."""
        return label_of(self.reports[report], self.keys[report])

    def block_kind(self, claim: Claim) -> BlockKind:
        """Say what kind of block a claim stands in."""
        blocks = self._blocks[claim.report]
        at = bisect_right([block.start for block in blocks], claim.span.start) - 1
        return blocks[at].kind if at >= 0 else "paragraph"

    def origin_key(self, claim: Claim) -> str:
        """Give the key under which a claim's origin is counted: its actor, else its report's publisher."""
        return claim.origin if claim.origin is not None else f"outlet:{self.label(claim.report)}"

    def lineage(self, actor: str) -> list[str]:
        """Give an actor and the bodies it belongs to, the widest last."""
        found: list[str] = []
        at: str | None = actor
        while at is not None and at not in found:
            found.append(at)
            known = self.actors.get(at)
            at = known.member_of if known is not None else None
        return found

    def folded(self, claims: list[Claim]) -> dict[str, Claim]:
        """Give the distinct origins of claims with the first claim of each.

        An origin that belongs to another one among them is no origin of its own: a spokesman and the
        office he speaks for are one. A state is not shown beside or in the place of its own minister.
        """
        first: dict[str, Claim] = {}
        for claim in claims:
            first.setdefault(self.origin_key(claim), claim)
        spoken_for = {body for key in first if self._kind(key) == "person" for body in self.lineage(key)[1:]}
        kept = {k: c for k, c in first.items() if k not in spoken_for or self._kind(k) not in _RULING}
        return {key: claim for key, claim in kept.items() if not set(self.lineage(key)[1:]) & set(kept)}

    def _kind(self, actor: str) -> str | None:
        known = self.actors.get(actor)
        return None if known is None else known.kind

    def linked_actors(self, claim: Claim) -> set[str]:
        """Collect the actors a claim names in any part."""
        chain = {link.actor for link in claim.attribution if link.actor is not None}
        own = {claim.origin} if claim.origin is not None else set()
        return chain | own | set(claim.actors) | set(claim.targets)

    def linked_places(self, claim: Claim) -> set[str]:
        """Collect a claim's places and the places that these lie within."""
        found: set[str] = set()
        todo = list(claim.places)
        while todo:
            place = self.places.get(todo.pop())
            if place is None or place.id in found:
                continue
            found.add(place.id)
            if place.within is not None:
                todo.append(place.within)
        return found


def told_status(claim: Claim) -> Status:
    """Give the status a sentence must show: a hedged assertion is unverified."""
    return "unverified" if claim.status == "asserted" and claim.hedges else claim.status


def counted(claim: Claim) -> list[int]:
    """List the indices of the quantities that count people, wholes only, older figures left out."""
    return [
        n
        for n, quantity in enumerate(claim.quantities)
        if quantity.measure in _UNITS and quantity.part_of is None and not quantity.earlier
    ]
