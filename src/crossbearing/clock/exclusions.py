"""Whom a deal leaves out: read from the clauses that say so, as actors and as plain words."""

import re
from collections.abc import Iterable, Mapping

from msgspec import Struct

from crossbearing.clock.lists import says
from crossbearing.model import Actor, Agreement, Claim, Dossier, Span

_WORD = re.compile(r"[\w-]+")
_JOIN = re.compile(r",|\band\b|\bor\b")
_LITTLE = frozenset(
    {"the", "a", "an", "any", "all", "some", "of", "to", "for", "other", "their", "its"}
    | {"them", "they", "those", "these", "it", "us", "others"}
)
"""Words that name no group by themselves."""
_LEAST = 3
"""A name of fewer letters than this ("US" apart, which is a party) is no safe find in running text."""
_MOST_WORDS = 4
"""A plain phrase for a group is short: "medical staff", "foreign fighters"."""


class Excluded(Struct, frozen=True):
    """Those a deal leaves out: actors by id, groups by their words, each with the claim that says so."""

    actors: Mapping[str, str]
    words: Mapping[str, str]


def excluded_by(agreement: Agreement, dossier: Dossier, claims: Mapping[str, Claim]) -> Excluded:
    """Whom the exclusions of an agreement name; its own parties and mediators never are."""
    actors: dict[str, str] = {}
    words: dict[str, str] = {}
    bodies = {actor.id: actor for actor in dossier.actors}
    parties = {step for party in (*agreement.parties, *agreement.mediators) for step in line(party, bodies)}
    for term in agreement.terms:
        if term.kind != "exclusion":
            continue
        for claim in (claims[key] for key in term.claims if key in claims):
            stretch = _named_part(claim.span.exact)
            if stretch is None:
                continue
            found = _actors_in(stretch, dossier.cast.get(claim.report, ()))
            for actor in found:
                if actor not in parties and bodies.get(actor) is not None:
                    actors.setdefault(actor, claim.id)
            if not found:
                for phrase in _phrases(stretch):
                    words.setdefault(phrase, claim.id)
    return Excluded(actors, words)


def line(actor: str, bodies: Mapping[str, Actor]) -> list[str]:
    """An actor and the bodies it belongs to."""
    found: list[str] = []
    at: str | None = actor
    while at is not None and at not in found:
        found.append(at)
        at = bodies[at].member_of if at in bodies else None
    return found


def left_out(
    ids: Iterable[str], spans: Iterable[Span], excluded: Excluded, bodies: Mapping[str, Actor]
) -> tuple[str, str] | None:
    """The group left out that all of these are of, and the claim that says so; None where one is not."""
    found: list[tuple[str, str]] = []
    known = list(ids)
    for actor in known:
        body = next((step for step in line(actor, bodies) if step in excluded.actors), None)
        if body is None:
            break
        found.append((bodies[body].name, excluded.actors[body]))
    else:
        if found:
            return found[0]
    for span in spans:
        told = _content(span.exact)
        for phrase, claim in excluded.words.items():
            if _content(phrase) and _content(phrase) <= told and not known:
                return phrase, claim
    return None


def _named_part(text: str) -> str | None:
    """The words that name who is left out: after "does not apply to", before "are not included"."""
    after = says("excluded_after", text)
    if after is not None:
        rest = text[after.end() :]
        stop = says("stop", rest)
        return rest if stop is None else rest[: stop.start()]
    before = says("excluded_before", text)
    return None if before is None else re.sub(r"\b(?:who|which|that)\s*$", "", text[: before.start()])


def _actors_in(text: str, cast: Iterable[tuple[str, str]]) -> list[str]:
    lower = text.lower()
    found: dict[str, int] = {}
    for name, actor in sorted(cast, key=lambda item: (-len(item[0]), item)):
        if len(name) >= _LEAST:
            at = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", lower)
            if at is not None:
                found.setdefault(actor, at.start())
                lower = lower[: at.start()] + " " * len(name) + lower[at.end() :]
    return sorted(found, key=lambda actor: (found[actor], actor))


def _phrases(text: str) -> list[str]:
    parts = (" ".join(_WORD.findall(part)).lower() for part in _JOIN.split(text))
    return [part for part in parts if _content(part) and len(part.split()) <= _MOST_WORDS]


def _content(text: str) -> set[str]:
    return {word.lower() for word in _WORD.findall(text)} - _LITTLE
