"""Protected reports: gone with their claims and the bearing taken anew, or masked but for their claims."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import msgspec
from msgspec.structs import replace

from crossbearing.actors import agency_actor, outlet_actor
from crossbearing.judgements import JOIN
from crossbearing.model import Actor, Altered, Assessment, Claim, Dossier, Place, Question, Redaction, Report
from crossbearing.reconcile import reconcile
from crossbearing.redaction.shield import Shield
from crossbearing.switches import inherit, same_questions

MASK = "░"
"""Stands for each character of a protected report that no claim of it holds, as in a bundle."""


def withhold(dossier: Dossier, shield: Shield) -> Dossier:
    """The dossier without its protected reports, the bearing taken anew; what that changed is told in it.

    Claims of a report that is protected with its claims stay, and all its other characters are masked. Where
    another report repeats the text of one that goes, it holds its claims from then on; actors, places and
    names that only the protected report names go. Pure; where no report is protected nothing changes,
    nor does a second time.
    """
    gone = {report.id for report in dossier.reports} & set(shield.withheld)
    kept = {r.id for r in dossier.reports if r.id in shield.kept and r.title != shield.kept[r.id]}
    if not gone and not kept:
        return dossier
    rest = _without(dossier, gone) if gone else dossier
    rest = _masked(rest, kept, shield) if kept else rest
    known = dossier.redaction or Redaction()
    altered, lost = _altered(dossier.questions, rest.questions)
    told = replace(
        known,
        reports=known.reports + len(gone) + len(kept),
        withheld=known.withheld + len(dossier.claims) - len(rest.claims),
        kept=known.kept + sum(claim.report in kept for claim in rest.claims),
        altered=altered,
        lost=known.lost + lost,
    )
    return replace(rest, redaction=told)


def _without(dossier: Dossier, gone: Collection[str]) -> Dossier:
    handed, versions = inherit(dossier, gone)
    reports = tuple(report for report in dossier.reports if report.id not in gone)
    at = {report.id: n for n, report in enumerate(reports)}
    claims = [*(claim for claim in dossier.claims if claim.report not in gone), *handed]
    rest = replace(
        dossier,
        reports=reports,
        claims=tuple(sorted(claims, key=lambda claim: (at[claim.report], claim.span, claim.id))),
        copies=tuple(c for c in dossier.copies if not {p.report for p in c.passages} & set(gone)),
        versions=versions,
        cast={key: names for key, names in dossier.cast.items() if key not in gone},
    )
    rest = replace(rest, actors=_actors_of(rest), places=_places_of(rest))
    found = reconcile(rest)
    rest = replace(rest, incidents=found.incidents, questions=found.questions, agreements=found.agreements)
    return replace(rest, assessments=_judged(dossier, gone))


def _judged(dossier: Dossier, gone: Collection[str]) -> tuple[Assessment, ...]:
    """The judgements that are not about what is gone; a withdrawal goes with what it withdraws."""
    lost = set(gone) | {claim.id for claim in dossier.claims if claim.report in gone}
    kept = []
    for item in dossier.assessments:
        if lost & set(item.target.split(JOIN)):
            lost.add(item.id)
        else:
            kept.append(item)
    return tuple(kept)


def _altered(before: Iterable[Question], after: Iterable[Question]) -> tuple[tuple[Altered, ...], int]:
    """The questions that stand otherwise, with the states they had, and how many are asked no more."""
    asked = list(before)
    pairs = same_questions(asked, after)
    found, lost = [], 0
    for question in asked:
        now = pairs.get(question.id)
        if now is None:
            lost += 1
            continue
        answers = {(p.summary, p.lower, p.upper) for p in question.positions}
        missing = answers - {(p.summary, p.lower, p.upper) for p in now.positions}
        if missing or now.state != question.state:
            found.append(Altered(now.id, question.state, len(missing)))
    return tuple(found), lost


# -- who and where -----------------------------------------------------------------------------------------


def _actors_of(dossier: Dossier) -> tuple[Actor, ...]:
    """The actors that the reports left name, by the names used there, with the bodies they belong to."""
    used: dict[str, set[str]] = {}
    for names in dossier.cast.values():
        for name, actor in names:
            used.setdefault(actor, set()).add(name)
    wanted = set(used) | {agency_actor(credit).id for r in dossier.reports for credit in r.credits}
    wanted |= {outlet_actor(report).id for report in dossier.reports}
    wanted |= {copy.origin for copy in dossier.copies if copy.origin is not None}
    for claim in dossier.claims:
        wanted |= {key for key in (claim.origin, *(link.actor for link in claim.attribution)) if key}
        wanted |= {*claim.actors, *claim.targets}
    within = _with_outer(wanted, {actor.id: actor.member_of for actor in dossier.actors})
    return tuple(_as_used(actor, used.get(actor.id)) for actor in dossier.actors if actor.id in within)


def _as_used(actor: Actor, used: Collection[str] | None) -> Actor:
    names = [name for name in (actor.name, *actor.aliases) if used is not None and name.lower() in used]
    return replace(actor, name=names[0], aliases=tuple(names[1:])) if names else actor


def _places_of(dossier: Dossier) -> tuple[Place, ...]:
    wanted = {place for claim in dossier.claims for place in claim.places}
    within = _with_outer(wanted, {place.id: place.within for place in dossier.places})
    return tuple(place for place in dossier.places if place.id in within)


def _with_outer(wanted: Iterable[str], outer: Mapping[str, str | None]) -> set[str]:
    found: set[str] = set()
    for one in wanted:
        at: str | None = one
        while at is not None and at not in found:
            found.add(at)
            at = outer.get(at)
    return found


# -- claims that stay --------------------------------------------------------------------------------------


def _masked(dossier: Dossier, kept: Collection[str], shield: Shield) -> Dossier:
    """Of protected reports whose claims stay, only the characters of these claims."""
    cited: dict[str, list[tuple[int, int]]] = {key: [] for key in kept}
    for claim in dossier.claims:
        if claim.report in kept:
            bare = replace(claim, sentence=claim.span)
            cited[claim.report] += stretches(msgspec.to_builtins(bare))
    reports = {r.id: _mask(r, cited[r.id], shield.kept[r.id]) for r in dossier.reports if r.id in kept}
    return replace(
        dossier,
        reports=tuple(reports.get(report.id, report) for report in dossier.reports),
        claims=tuple(_cut(c, reports[c.report].text) if c.report in kept else c for c in dossier.claims),
        copies=tuple(c for c in dossier.copies if not {p.report for p in c.passages} & set(kept)),
        versions=tuple(v for v in dossier.versions if not {v.report, v.of} & set(kept)),
        cast={key: names for key, names in dossier.cast.items() if key not in kept},
    )


def _mask(report: Report, cited: Iterable[tuple[int, int]], label: str) -> Report:
    shown = bytearray(len(report.text))
    for start, end in cited:
        shown[start:end] = b"\1" * (end - start)
    text = "".join(c if seen else MASK for c, seen in zip(report.text, shown, strict=True))
    return Report(
        id=report.id,
        text=text,
        sha256=report.sha256,
        title=label,
        language=report.language,
        published=replace(report.published, evidence=None),
        blocks=report.blocks,
        unread=report.unread,
    )


def _cut(claim: Claim, text: str) -> Claim:
    """A claim whose spans are cut anew from a text."""

    def cut(value: Any) -> Any:
        if isinstance(value, dict):
            told = {key: cut(inner) for key, inner in value.items()}
            return {**told, "exact": text[told["start"] : told["end"]]} if "exact" in told else told
        return [cut(inner) for inner in value] if isinstance(value, list | tuple) else value

    return msgspec.convert(cut(msgspec.to_builtins(claim)), Claim)


def stretches(value: Any) -> list[tuple[int, int]]:
    """Where the spans of a value, as builtins, stand."""
    found, todo = [], [value]
    while todo:
        at = todo.pop()
        if isinstance(at, dict):
            if "exact" in at:
                found.append((at["start"], at["end"]))
            todo.extend(at.values())
        elif isinstance(at, list | tuple):
            todo.extend(at)
    return found
