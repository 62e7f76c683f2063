"""One thing of the ledger with what it hangs on: a claim in its paragraph, a question with its answers."""

from typing import Any

from crossbearing.cli.screen import out, plain
from crossbearing.cli.tables import (
    as_json,
    claim_rows,
    report_rows,
    say_bounds,
    say_day,
    say_published,
    say_when,
    show,
)
from crossbearing.judgements import JOIN, standing
from crossbearing.model import Claim, Dossier, Question, Report


def show_thing(thing: Any, dossier: Dossier, *, json: bool) -> None:
    """Print one thing from the ledger, with what it hangs on."""
    if json:
        plain(as_json(thing))
        return
    _show(thing, dossier)
    lines = [line for item in judgements_on(thing.id, dossier) for line in item]
    if lines:
        out("\n".join(["", *lines]))


def judgements_on(key: str, dossier: Dossier) -> list[list[str]]:
    """What analysts decided on one thing, each in a line or two; withdrawn ones too."""
    found = []
    for item in standing(dossier.assessments):
        one = item.judgement
        if key in one.target.split(JOIN):
            grade = f", {one.grade}" if one.grade is not None else ""
            with_whom = "" if one.target == key else f" ({one.target})"
            ended = item.by
            by = f", {item.state} by {ended.analyst}, {say_day(ended.at.date())}" if ended is not None else ""
            day = say_day(one.at.date())
            said = f"judged {day} by {one.analyst}: {one.verdict}{grade}{with_whom}{by} [{one.id}]"
            found.append([said] if one.note is None else [said, f"  “{one.note}”"])
    return found


def _show(thing: Any, dossier: Dossier) -> None:
    if isinstance(thing, Claim):
        out("\n".join(_claim_lines(thing, dossier)))
    elif isinstance(thing, Question):
        out("\n".join(_question_lines(thing, dossier)))
    elif isinstance(thing, Report):
        rows = [row for row in report_rows(dossier) if row["id"] == thing.id]
        show(rows, json=False, title="reports")
        mine = [claim for claim in dossier.claims if claim.report == thing.id]
        show(claim_rows(mine, dossier), json=False, title="claims")
    else:
        plain(as_json(thing))


def _claim_lines(claim: Claim, dossier: Dossier) -> list[str]:
    report = next(r for r in dossier.reports if r.id == claim.report)
    names = {actor.id: actor.name for actor in dossier.actors}
    lines = [
        f"claim {claim.id}  {claim.topic}, {claim.status}, {claim.voice}",
        "",
        _paragraph(report, claim),
        "",
    ]
    for link in claim.attribution:
        cue = f" ({link.cue.exact})" if link.cue is not None else ""
        lines.append(f"{link.role}: “{link.span.exact}”{cue} = {names.get(link.actor or '', 'not resolved')}")
    lines.append(f"origin: {names.get(claim.origin or '', 'unknown')}")
    lines.append(f"when: {say_when(claim.time) or 'not said'}")
    lines.extend(
        f"count: “{q.span.exact}” = {say_bounds(q.lower, q.upper)} {q.group or ''} {q.measure}"
        for q in claim.quantities
    )
    lines.extend(f"inferred: {note}" for note in claim.inferred)
    lines.append(f"in: {report.title or report.path} ({say_published(report.published)})")
    for question in dossier.questions:
        if any(claim.id in position.claims for position in question.positions):
            lines += ["", *_question_lines(question, dossier)]
    return lines


def _paragraph(report: Report, claim: Claim) -> str:
    """The claim's block with the claim between ⟦ and ⟧."""
    block = next((b for b in report.blocks if b.start <= claim.span.start < b.end), None)
    start, end = (block.start, block.end) if block is not None else (claim.sentence.start, claim.sentence.end)
    text = report.text
    marked = f"{text[start : claim.span.start]}⟦{claim.span.exact}⟧{text[claim.span.end : end]}"
    return " ".join(marked.split())


def _question_lines(question: Question, dossier: Dossier) -> list[str]:
    names = {actor.id: actor.name for actor in dossier.actors}
    lines = [f"question {question.id}  {question.state}", question.title]
    for position in question.positions:
        origins = ", ".join(names.get(o, o) for o in position.origins) or "origin unknown"
        lines.append(f"  - {position.summary} [{origins}] ({', '.join(position.claims)})")
    lines.extend(f"  {relation.kind}: {relation.reason}" for relation in question.relations)
    return lines
