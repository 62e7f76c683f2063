"""A dossier with protected things replaced: names, words, offsets, sums, places, ids."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

import msgspec
from msgspec.structs import replace

from crossbearing.judgements import JOIN
from crossbearing.model import Actor, Claim, Copy, Dossier, Passage, Place, Redaction, Report
from crossbearing.redaction.edits import Cut, Edit, readdressed, replaced
from crossbearing.redaction.lists import pronouns
from crossbearing.redaction.marks import is_mark, opaque
from crossbearing.redaction.shield import Shield, region_of
from crossbearing.redaction.withholding import withhold
from crossbearing.switches import LeftOut, Narrowed

Value = TypeVar("Value")
_WORDS = frozenset(
    {"outlet", "title", "byline", "credits", "photo_credits", "unread", "evidence", "inferred", "group"}
    | {"name", "aliases", "side", "reason", "reasons", "summary", "note", "analyst", "answers"}
)
"""Fields that hold words; what they hold is searched for names."""
_ADDRESSES = frozenset({"path", "url", "where", "external_id"})
"""Fields that hold addresses: what stands for a name in them must be an address, too."""
_ID = re.compile(r"[A-Za-z]{1,3}-[\w-]+")
_PREFIXES = {
    "reports": "r",
    "actors": "a",
    "places": "p",
    "claims": "c",
    "incidents": "i",
    "questions": "q",
    "agreements": "g",
    "assessments": "j",
}
_POSITION = "o"
_LONGEST = 200
"""No id, and no pair of ids, is as long as this."""


class Redacted:
    """A redacted dossier, and the ids that were replaced in it: the ledger's → the one that stands for it."""

    def __init__(self, dossier: Dossier, shield: Shield) -> None:
        self.shield = shield
        self.ids: dict[str, str] = {}
        self.dossier = self._of(dossier) if shield else _unmarked(dossier)

    def left_out(self, told: LeftOut) -> LeftOut:
        """What switches left out, told with labels, too."""
        if not self.shield:
            return replace(told, whole=_unmarked(told.whole))
        whole = Redacted(told.whole, self.shield)
        ids = whole.ids | self.ids
        return replace(
            told,
            whole=whole.dossier,
            dropped=tuple(_told(one, self.shield, ids) for one in told.dropped),
            changes=tuple(_told(one, self.shield, ids) for one in told.changes),
        )

    def narrowed(self, told: Narrowed) -> Narrowed:
        """What it was narrowed to, told with labels, too."""
        if not self.shield:
            return replace(told, whole=_unmarked(told.whole))
        whole = Redacted(told.whole, self.shield)
        ids = whole.ids | self.ids
        held = tuple(_told(one, self.shield, ids) for one in told.held)
        return replace(told, whole=whole.dossier, held=held)

    # -- the steps -----------------------------------------------------------------------------------------

    def _of(self, whole: Dossier) -> Dossier:
        shield = self.shield
        bare = _unmarked(withhold(whole, shield))
        known = bare.redaction or Redaction()
        told: dict[str, list[Claim]] = {report.id: [] for report in bare.reports}
        for claim in bare.claims:
            told[claim.report].append(claim)
        edits = {r.id: Edit(r.text, _cuts(r, told[r.id], shield)) for r in bare.reports}
        rest = _unplaced(bare, shield)
        rest = replace(rest, actors=tuple(_actor(actor, shield) for actor in rest.actors))
        rest = replace(rest, reports=tuple(_report(r, edits[r.id], shield) for r in rest.reports))
        rest = replace(
            rest,
            claims=tuple(_respanned(claim, edits[claim.report]) for claim in rest.claims),
            copies=tuple(_copy(copy, edits) for copy in rest.copies),
            cast=_cast(rest, shield),
            redaction=replace(
                known,
                actors=len(shield.actors),
                places=sum(mark.kind == "place" for mark in shield.marks),
                texts=tuple(report.id for report in bare.reports if edits[report.id].cuts),
            ),
        )
        self.ids = _ids(whole, bare, rest, shield)
        return _told(rest, shield, self.ids)


def _unmarked(dossier: Dossier) -> Dossier:
    """A dossier without the marks themselves: that something is protected is nobody's business."""
    made = dossier.assessments
    kept = tuple(item for item in made if not is_mark(item, made))
    return dossier if len(kept) == len(made) else replace(dossier, assessments=kept)


# -- texts -------------------------------------------------------------------------------------------------


def _cuts(report: Report, claims: Iterable[Claim], shield: Shield) -> list[Cut]:
    """What is replaced in a report's text: names, and whatever words stand for a protected actor."""
    named = shield.finder.hits(report.text)
    return [*named, *(cut for claim in claims for cut in _mentions(claim, shield))]


def _mentions(claim: Claim, shield: Shield) -> Iterator[Cut]:
    """Words that stand for a protected actor ("the baker there"), pronouns and amounts left alone."""
    firm = [(q.span.start, q.span.end) for q in claim.quantities]
    firm += [(s.start, s.end) for s in claim.hedges]
    firm += [(link.cue.start, link.cue.end) for link in claim.attribution if link.cue is not None]
    if claim.time is not None and claim.time.span is not None:
        firm.append((claim.time.span.start, claim.time.span.end))
    if claim.event is not None:
        firm.append((claim.event.trigger.start, claim.event.trigger.end))
    meant = [(link.span, link.actor) for link in claim.attribution]
    for actors, spans in ((claim.actors, claim.actor_spans), (claim.targets, claim.target_spans)):
        meant += [(spans[0], actors[0])] if len(actors) == len(spans) == 1 else []
    for span, actor in meant:
        free = all(end <= span.start or span.end <= start for start, end in firm)
        if actor in shield.actors and free and span.exact.casefold().strip() not in pronouns():
            yield span.start, span.end, shield.actors[actor]


def _report(report: Report, edit: Edit, shield: Shield) -> Report:
    blocks = tuple(replace(b, start=edit.edge(b.start), end=edit.end(b.end)) for b in report.blocks)
    told = _respanned(replace(report, text=edit.text, blocks=blocks, meta={}), edit)
    told = _told(told, shield, {})
    hidden = report.id in shield.kept or told != replace(report, meta={})
    if not hidden and not _holds(report.meta, shield):
        return report
    return replace(told, sha256=hashlib.sha256(told.text.encode("utf-8")).hexdigest())


def _holds(meta: Any, shield: Shield) -> bool:
    return bool(meta) and bool(shield.finder.hits(msgspec.json.encode(meta).decode("utf-8")))


def _respanned(value: Value, edit: Edit) -> Value:
    """A value whose spans are led to where their words stand now."""
    if not edit.cuts:
        return value

    def moved(item: Any) -> Any:
        if isinstance(item, dict):
            if "exact" in item:
                return edit.span(item)
            return {key: moved(inner) for key, inner in item.items()}
        return [moved(inner) for inner in item] if isinstance(item, list | tuple) else item

    return msgspec.convert(moved(msgspec.to_builtins(value)), type(value))


def _copy(copy: Copy, edits: Mapping[str, Edit]) -> Copy:
    passages = (Passage(p.report, _respanned(p.span, edits[p.report])) for p in copy.passages)
    return replace(copy, passages=tuple(passages))


# -- actors and places -------------------------------------------------------------------------------------


def _actor(actor: Actor, shield: Shield) -> Actor:
    label = shield.actors.get(actor.id)
    return actor if label is None else replace(actor, name=label, aliases=(), country=None)


def _cast(dossier: Dossier, shield: Shield) -> dict[str, tuple[tuple[str, str], ...]]:
    def told(names: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
        for name, who in names:
            if who not in shield.actors:
                yield replaced(name, shield.finder).lower(), who

    return {key: tuple(told(names)) for key, names in dossier.cast.items()}


def _unplaced(dossier: Dossier, shield: Shield) -> Dossier:
    """Protected places, and those within, under labels and without a point; nothing finer than their region.

    Where a thing is told to be in a protected place, the places between that one and its region go from it.
    """
    if not shield.places:
        return dossier
    places = {place.id: place for place in dossier.places}
    regions = {key: region_of(key, places) for key in shield.places if key in places}

    def hidden(place: Place) -> Place:
        if place.id not in shield.places:
            return place
        region, _ = regions[place.id]
        inner = place.within in shield.places
        return Place(
            id=place.id,
            name=shield.places[place.id],
            kind=place.kind,
            precision="region" if region is not None and places[region].kind == "region" else "country",
            within=place.within if inner else region,
            country=place.country,
        )

    def coarse(value: Any) -> Any:
        keys = set(value.places)
        finer = {outer for key in keys if key in regions for outer in regions[key][1]} - set(shield.places)
        kept = tuple(key for key in value.places if key not in finer)
        return value if len(kept) == len(value.places) else replace(value, places=kept)

    return replace(
        dossier,
        places=tuple(map(hidden, dossier.places)),
        claims=tuple(map(coarse, dossier.claims)),
        incidents=tuple(map(coarse, dossier.incidents)),
        questions=tuple(map(coarse, dossier.questions)),
        agreements=tuple(map(coarse, dossier.agreements)),
    )


# -- words and ids -----------------------------------------------------------------------------------------


def _told(value: Value, shield: Shield, ids: Mapping[str, str]) -> Value:
    """A value with names replaced in all fields that hold words, and ids by those that stand for them."""
    return msgspec.convert(_walked(msgspec.to_builtins(value), None, shield, ids), type(value))


def _walked(value: Any, key: str | None, shield: Shield, ids: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        if key in _WORDS:
            return _renamed(replaced(value, shield.finder), ids)
        if key in _ADDRESSES:
            return readdressed(value, shield.finder)
        return JOIN.join(ids.get(part, part) for part in value.split(JOIN))
    if isinstance(value, dict):
        if "exact" in value:
            return value
        if key == "cast":
            return {ids.get(k, k): _walked(v, None, shield, ids) for k, v in value.items()}
        return {k: v if k == "text" else _walked(v, k, shield, ids) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_walked(item, key, shield, ids) for item in value]
    return value


def _renamed(text: str, ids: Mapping[str, str]) -> str:
    """Words with the ids in them replaced, too."""
    return _ID.sub(lambda match: ids.get(match.group(), match.group()), text) if ids else text


def _ids(whole: Dossier, bare: Dossier, rest: Dossier, shield: Shield) -> dict[str, str]:
    """The ids that are replaced: of all that changed, and of all that was made from what changed.

    An id is a hash of what the thing is, so whoever guesses a name could find it confirmed in the id of the
    actor, of a report that holds it, of its claims, and of what is made of these.
    """
    raw, told = dict(_things(bare)), dict(_things(_told(rest, shield, {})))
    changed = {key for key, value in raw.items() if told.get(key) != value}
    changed |= {*shield.actors, *shield.places, *shield.withheld, *shield.kept}
    uses = {key: _strings(value) for key, value in raw.items()}
    users: dict[str, list[str]] = {}
    for key, used in uses.items():
        for one in used:
            users.setdefault(one, []).append(key)
    for question in bare.questions:
        users.setdefault(question.id, []).extend(position.id for position in question.positions)
    todo = list(changed)
    while todo:
        for user in users.get(todo.pop(), ()):
            if user not in changed:
                changed.add(user)
                todo.append(user)
    prefixes = dict(prefixed(bare)) | dict(prefixed(whole))
    return {key: opaque(prefixes[key], key, shield.secret) for key in changed if key in prefixes}


def _things(dossier: Dossier) -> Iterator[tuple[str, Any]]:
    for name in _PREFIXES:
        for thing in getattr(dossier, name):
            yield thing.id, msgspec.to_builtins(thing)


def prefixed(dossier: Dossier) -> Iterator[tuple[str, str]]:
    """Every id of a dossier with the letter that ids of its kind begin with."""
    for name, prefix in _PREFIXES.items():
        for thing in getattr(dossier, name):
            yield thing.id, prefix
    for question in dossier.questions:
        yield from ((position.id, _POSITION) for position in question.positions)


def _strings(value: Any) -> set[str]:
    """Every string of a value, a target that is two ids as both."""
    found: set[str] = set()
    todo = [value]
    while todo:
        at = todo.pop()
        if isinstance(at, str):
            found |= {at, *at.split(JOIN)} if len(at) < _LONGEST else set()
        elif isinstance(at, dict):
            todo.extend(v for k, v in at.items() if k != "text")
        elif isinstance(at, list | tuple):
            todo.extend(at)
    return found
