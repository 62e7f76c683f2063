"""How many: every figure told of a happening, as accounts of one count, from questions and their claims."""

import re
from collections.abc import Iterable
from functools import lru_cache

from msgspec import Struct

from crossbearing.model import Claim, Dossier, Incident, Position, Quantity, Question, When
from crossbearing.monitors.lists import patterns, rows
from crossbearing.monitors.lookup import TOLD, Lookup
from crossbearing.monitors.ranges import Range, hull, range_of

_NEAR = 24
"""Characters beside an amount that hold "of the" or "another"."""
_WAR_SIZED = 5_000
"""No incident that reports tell of this way kills so many; wars and years do (as reconciling has it)."""
_UNVERIFIED = ", not verified"


class Account(Struct, frozen=True, kw_only=True):
    """One answer to "how many"; ``since`` says why it no longer stands, if it does not."""

    position: str
    summary: str
    range: Range
    claims: tuple[str, ...]
    origins: tuple[str, ...]
    since: str | None = None


class Toll(Struct, frozen=True, kw_only=True):
    """Accounts of one count: how many of a group befell what; of an incident, or of none.

    ``range`` holds every standing account. ``kind``: "own", "total" (a running total), "rest" (only some of
    those counted), "none" (no account stands). ``weak`` marks a figure that no day or place of its own ties
    to the incident.
    """

    incident: str | None
    measure: str
    group: str
    range: Range
    accounts: tuple[Account, ...]
    kind: str = "own"
    part: bool = False
    weak: bool = False
    title: str = ""
    places: tuple[str, ...] = ()
    time: When | None = None

    @property
    def claims(self) -> tuple[str, ...]:
        """The claims of the standing accounts; of all where none stands."""
        told = [a for a in self.accounts if a.since is None] or list(self.accounts)
        return tuple(dict.fromkeys(claim for account in told for claim in account.claims))

    @property
    def origins(self) -> tuple[str, ...]:
        """On whose word the standing accounts rest."""
        told = [a for a in self.accounts if a.since is None] or list(self.accounts)
        return tuple(dict.fromkeys(origin for account in told for origin in account.origins))


def tolls_of(dossier: Dossier, lookup: Lookup) -> list[Toll]:
    """Read a dossier's figures: a toll for each group and measure of an incident, or question of none.

    Two questions of one incident on the same group are accounts of one count, for they may be: never added.
    """
    home = {claim: incident.id for incident in dossier.incidents for claim in incident.claims}
    made: dict[tuple[str, str, str, str], list[Toll]] = {}
    for question in dossier.questions:
        toll = _toll(question, home, lookup)
        if toll is not None:
            alone = question.id if toll.incident is None else ""
            made.setdefault((toll.incident or "", toll.measure, toll.group, alone), []).append(toll)
    return [one for same in made.values() for one in _joined(same)]


def figure_of(summary: str) -> str | None:
    """What a summary counts: "killed", "injured", ..., or None for what is no count of what happened."""
    said = summary.removesuffix(_UNVERIFIED)
    for ending, figure in _endings():
        if said.endswith(ending):
            return None if figure == "none" else figure
    return None


@lru_cache(maxsize=1)
def _endings() -> tuple[tuple[str, str], ...]:
    return tuple(sorted(((r["ending"], r["figure"]) for r in rows("figures")), key=lambda r: -len(r[0])))


def _toll(question: Question, home: dict[str, str], lookup: Lookup) -> Toll | None:
    counted = [p for p in question.positions if p.lower is not None or p.upper is not None]
    figures = {figure_of(p.summary) for p in counted}
    figure = figures.pop() if len(figures) == 1 else None
    if figure is None:
        return None
    accounts = _accounts(question, counted)
    standing = [a.range for a in accounts if a.since is None]
    claims = lookup.told(key for p in counted for key in p.claims)
    homes = {home.get(claim.id) for claim in claims}
    inferred = homes.pop() if len(homes) == 1 else None
    return Toll(
        incident=question.incident or inferred,
        measure=figure,
        group=question.group or "people",
        range=hull(standing or [a.range for a in accounts]),
        accounts=accounts,
        kind=_kind(question, counted, claims) if standing else "none",
        part=_told_as_part(counted, claims),
        weak=question.incident is None,
        title=question.title,
        places=question.places,
        time=question.time,
    )


def _accounts(question: Question, counted: list[Position]) -> tuple[Account, ...]:
    stale = {relation.target for relation in question.relations if relation.kind == "updates"}
    return tuple(
        Account(
            position=p.id,
            summary=p.summary,
            range=range_of(p.lower, p.upper),
            claims=p.claims,
            origins=p.origins,
            since="since updated" if p.id in stale else None if p.status in TOLD else p.status,
        )
        for p in counted
    )


def _kind(question: Question, counted: list[Position], claims: list[Claim]) -> str:
    figures = _figures(counted, claims)
    since = question.time is not None and question.time.relation == "since"
    war = any((p.lower or 0) >= _WAR_SIZED for p in counted) and figure_of(counted[0].summary) != "evacuated"
    if since or war or any(q.total for _, q in figures):
        return "total"
    if figures and all(_is_rest(claim, q) for claim, q in figures):
        return "rest"
    return "own"


def _figures(counted: list[Position], claims: list[Claim]) -> list[tuple[Claim, Quantity]]:
    """The quantities that these answers were read from."""
    ends = {(p.lower, p.upper) for p in counted}
    return [(claim, q) for claim in claims for q in claim.quantities if (q.lower, q.upper) in ends]


def _told_as_part(counted: list[Position], claims: list[Claim]) -> bool:
    """Whether a report says that these are among others it counts: "12 fighters, three of them officers"."""
    return any(
        q.part_of is not None
        and 0 <= q.part_of < len(claim.quantities)
        and claim.quantities[q.part_of].measure == q.measure
        for claim, q in _figures(counted, claims)
    )


def _is_rest(claim: Claim, quantity: Quantity) -> bool:
    """Whether an amount is only some of those counted: "7 others", "two of the dead", "another three"."""
    if quantity.part_of is not None and 0 <= quantity.part_of < len(claim.quantities):
        whole = claim.quantities[quantity.part_of]
        if whole.group == quantity.group and whole.measure == quantity.measure:
            return True
    start, end = quantity.span.start - claim.sentence.start, quantity.span.end - claim.sentence.start
    text = claim.sentence.exact
    before, inside = text[max(0, start - _NEAR) : max(0, start)], text[max(0, start) : end]
    after = text[end : end + _NEAR]
    for pattern, row in patterns("rest"):
        if row["side"] == "before" and (_ends(pattern, before) or pattern.match(inside)):
            return True
        if row["side"] == "after" and (pattern.match(after.lstrip()) or _ends(pattern, inside)):
            return True
    return False


def _ends(pattern: re.Pattern[str], text: str) -> bool:
    said = text.rstrip()
    return any(found.end() == len(said) for found in pattern.finditer(said))


def _joined(same: list[Toll]) -> Iterable[Toll]:
    """Tolls of one incident, measure and group as one; weak ones only where no other stands."""
    kinds: dict[str, list[Toll]] = {}
    for toll in same:
        kinds.setdefault(toll.kind, []).append(toll)
    for alike in kinds.values():
        sure = [toll for toll in alike if not toll.weak]
        used = sure or alike
        first = used[0]
        yield (
            first
            if len(used) == 1
            else Toll(
                incident=first.incident,
                measure=first.measure,
                group=first.group,
                range=hull(toll.range for toll in used),
                accounts=tuple(account for toll in used for account in toll.accounts),
                kind=first.kind,
                part=all(toll.part for toll in used),
                weak=first.weak,
                title=first.title,
                places=tuple(dict.fromkeys(place for toll in used for place in toll.places)),
                time=first.time,
            )
        )


def incident_of(dossier: Dossier) -> dict[str, Incident]:
    """Incidents by their ids."""
    return {incident.id: incident for incident in dossier.incidents}
