"""How two answers to who, by what means, what or when stand to one another."""

import re
from functools import lru_cache

from crossbearing.model import Relation
from crossbearing.reconcile.answers import Answer
from crossbearing.reconcile.lexicon import rows
from crossbearing.reconcile.lookup import Lookup
from crossbearing.reconcile.positions import Stand
from crossbearing.reconcile.speaking import names_of
from crossbearing.reconcile.tolls import share_toll

_ON_WHOSE_WORD = re.compile(r", (?:alleged by|by its own account)\b")
_NAMED = frozenset({"state", "government", "military", "armed_group"})
"""Kinds of doers that exclude one another; "gunmen" may be anybody's."""


def compare_choices(a: Stand, b: Stand, lookup: Lookup, *, apart: bool) -> Relation | None:
    """Relate two choices of one question.

    contradicts: the one denies what the other tells, or other origins name doers, or means, that exclude
    one another. narrows: the one names what exploded, or an hour of the day. agrees: other origins, and both
    can be so: whoever names one of two doers says less, not more nearly.
    """
    if not apart:
        return _within(a, b)
    denied = [stand for stand in (a, b) if stand.position.status == "denied"]
    if len(denied) == 1:
        return _denial(denied[0], b if denied[0] is a else a, lookup)
    if a.lead.choice == b.lead.choice:
        return _related(a, b, "agrees", f"{_both(a, b, lookup)} give the same answer")
    if not denied and all(_is_headline_of(x, y, lookup) for x in a.answers for y in b.answers):
        return _within(a, b)
    if not denied and _excluded(a, b, lookup):
        return _related(a, b, "contradicts", _side_by_side(a, b, lookup))
    return _within(a, b) or _related(a, b, "agrees", f"{_side_by_side(a, b, lookup)}; both can be so")


def _denial(denied: Stand, told: Stand, lookup: Lookup) -> Relation:
    if not set(denied.lead.choice) & set(told.lead.choice):
        reason = f"{_side_by_side(denied, told, lookup)}; the one does not exclude the other"
        return _related(denied, told, "agrees", reason)
    reason = f"{_says(told, lookup)}; {names_of(denied, lookup)} denied it"
    return _related(told, denied, "contradicts", reason)


def _within(a: Stand, b: Stand) -> Relation | None:
    for narrow, wide in ((a, b), (b, a)):
        if _narrower(narrow, wide) and "denied" not in (a.position.status, b.position.status):
            reason = f"{narrow.position.summary} says more nearly what {wide.position.summary} says"
            return _related(narrow, wide, "narrows", reason)
    return None


def _narrower(narrow: Stand, wide: Stand) -> bool:
    inner, outer = narrow.lead.choice, wide.lead.choice
    if narrow.lead.predicate == "hour":
        return outer[0].endswith("-") and inner[0].startswith(outer[0]) and inner != outer
    blast = narrow.lead.predicate == "means" and _classes(outer) == {"blast"}
    return blast and _classes(inner) <= {"planted", "body", "air", "fire", "bomb"}


# -- exclusion ----------------------------------------------------------------------------------------------


def _excluded(a: Stand, b: Stand, lookup: Lookup) -> bool:
    """Whether two choices exclude one another, told by two who can be at odds.

    A report's own voice is not at odds with the source that it names. Means are at odds only where one
    telling figure shows that both speak of one attack: a day has shells and car bombs in one town.
    """
    if set(a.lead.choice) & set(b.lead.choice):
        return False
    pairs = [(x, y) for x in a.answers for y in b.answers if _told_apart(x, y, lookup)]
    if a.lead.predicate == "doer":
        return bool(pairs) and rival_doers(a.lead, b.lead, lookup)
    if a.lead.predicate == "means":
        tied = any(share_toll(x.claim, y.claim) for x, y in pairs)
        return tied and exclusive_means(a.lead.choice, b.lead.choice)
    return False


def _told_apart(one: Answer, other: Answer, lookup: Lookup) -> bool:
    """Whether neither of two answers is a report's own voice beside a source of the same report."""
    if one.claim.report != other.claim.report:
        return True
    return not (_is_own_voice(one, lookup) or _is_own_voice(other, lookup))


def _is_headline_of(one: Answer, other: Answer, lookup: Lookup) -> bool:
    """Whether one of two answers is the other's headline, on the word of nobody named.

    A headline says in few words what the report tells: "Killed in US Strikes: Report" of those killed in
    Turkish fire and US strikes.
    """
    if one.claim.report != other.claim.report:
        return False
    return any(_is_headline(told, lookup) for told in (one, other))


def _is_headline(answer: Answer, lookup: Lookup) -> bool:
    report, at = lookup.reports.get(answer.claim.report), answer.claim.span.start
    origin = lookup.actors.get(answer.claim.origin or "")
    unnamed = origin is None or origin.kind == "unnamed" or _is_own_voice(answer, lookup)
    titled = report is not None and any(b.kind == "title" and b.start <= at < b.end for b in report.blocks)
    return unnamed and titled


def _is_own_voice(answer: Answer, lookup: Lookup) -> bool:
    """Whether a report tells it itself, or an outlet by name: "… - Daily Post" in a headline."""
    origin = lookup.actors.get(answer.claim.origin or "")
    return answer.claim.voice == "narrated" or (origin is not None and origin.kind == "media")


def rival_doers(one: Answer, other: Answer, lookup: Lookup) -> bool:
    """Whether no doer named by the one can have done it together with, or be, one named by the other."""
    return all(_rivals(x, y, lookup) for x in _pairs(one) for y in _pairs(other))


def at_odds(one: str, other: str, lookup: Lookup) -> bool:
    """Whether two actors cannot have done one thing: of other sides, and not known to fight together.

    Rebels and the army; not the coalition and the United States, the army and "Syria", nor "militants".
    """
    return _rivals((one, one), (other, other), lookup)


def _pairs(answer: Answer) -> list[tuple[str, str]]:
    return list(zip(answer.choice, answer.naming, strict=True))


def _rivals(one: tuple[str, str], other: tuple[str, str], lookup: Lookup) -> bool:
    """Whether two doers exclude one another: other sides, or a side and a state that is no friend of it."""
    sides = [lookup.side(actor) for _, actor in (one, other)]
    kinds = [known.kind for _, actor in (one, other) if (known := lookup.actors.get(actor)) is not None]
    if sides == [None, None] or len(kinds) < 2 or not set(kinds) <= _NAMED:
        return False
    names = [
        side or lookup.actor_name(lookup.line(actor)[-1])
        for side, (_, actor) in zip(sides, (one, other), strict=True)
    ]
    unknown = [kind for side, kind in zip(sides, kinds, strict=True) if side is None]
    if any(kind == "armed_group" for kind in unknown):
        return False
    home = unknown and "government" in names and not _foreign(one, other, lookup)
    return names[0] != names[1] and not home and frozenset(names) not in _friends()


def _foreign(one: tuple[str, str], other: tuple[str, str], lookup: Lookup) -> bool:
    """Whether two bodies are of two countries, both known."""
    countries = {_country(actor, lookup) for _, actor in (one, other)}
    return None not in countries and len(countries) > 1


def _country(actor: str, lookup: Lookup) -> str | None:
    for step in lookup.line(actor):
        known = lookup.actors.get(step)
        if known is not None and known.country is not None:
            return known.country
    return None


@lru_cache(maxsize=1)
def _friends() -> frozenset[frozenset[str]]:
    return frozenset(frozenset((row["one"], row["other"])) for row in rows("friends"))


def _classes(keys: tuple[str, ...]) -> set[str]:
    return {_means()[key][0] for key in keys if key in _means()}


def exclusive_means(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether no means of the one can be a means of the other: a car bomb and air strikes."""
    if not one or not other:
        return False
    return all(_against(x, y) or _against(y, x) for x in one for y in other)


def _against(one: str, other: str) -> bool:
    """Whether what carried out the one attack cannot be what carried out the other."""
    mine, theirs = _means().get(one), _means().get(other)
    return mine is not None and theirs is not None and theirs[0] in mine[1]


@lru_cache(maxsize=1)
def _means() -> dict[str, tuple[str, frozenset[str]]]:
    return {row["key"]: (row["class"], frozenset(row["against"].split(","))) for row in rows("means")}


# -- words --------------------------------------------------------------------------------------------------


def _related(a: Stand, b: Stand, kind: str, reason: str) -> Relation:
    return Relation(a.position.id, b.position.id, kind, reason)  # type: ignore[arg-type]


def _side_by_side(a: Stand, b: Stand, lookup: Lookup) -> str:
    return f"{_says(a, lookup)}; {_says(b, lookup)}"


def _says(stand: Stand, lookup: Lookup) -> str:
    return f"{names_of(stand, lookup)}: {_ON_WHOSE_WORD.split(stand.position.summary)[0]}"


def _both(a: Stand, b: Stand, lookup: Lookup) -> str:
    return f"{names_of(a, lookup)} ({a.position.status}) and {names_of(b, lookup)} ({b.position.status})"
