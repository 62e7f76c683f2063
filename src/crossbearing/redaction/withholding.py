"""Protected reports: gone with their claims and the bearing taken anew, or masked but for their claims."""

from collections.abc import Collection, Iterable
from typing import Any

import msgspec
from msgspec.structs import replace

from crossbearing.judgements import still_judged
from crossbearing.model import Altered, Claim, Dossier, Question, Redaction, Report
from crossbearing.reconcile import reconcile
from crossbearing.redaction.shield import Shield
from crossbearing.switches import inherit, only_named, same_questions

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
    rest = only_named(rest)
    found = reconcile(rest)
    rest = replace(rest, incidents=found.incidents, questions=found.questions, agreements=found.agreements)
    lost = {*gone, *(claim.id for claim in dossier.claims if claim.report in gone)}
    return replace(rest, assessments=still_judged(dossier.assessments, lost))


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
