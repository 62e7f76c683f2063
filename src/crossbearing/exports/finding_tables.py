"""Tables of what reconciling makes of claims: incidents, questions, positions, agreements, assessments."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from crossbearing.exports.contract import ExportV1, PeriodRow, SuggestionRow
from crossbearing.exports.lookup import Lookup
from crossbearing.exports.wording import number, say_range

Row = dict[str, Any]


def _period(when: PeriodRow | None) -> Row:
    return {} if when is None else {"time_earliest": when.earliest, "time_latest": when.latest}


def _evidence(claims: list[str], lookup: Lookup) -> Row:
    """The claims that a row stands on, their reports and their words."""
    return {"claim_ids": claims, "report_ids": lookup.told_in(claims), "quotes": lookup.quotes(claims)}


def _incidents(rows: ExportV1, lookup: Lookup) -> Iterator[Row]:
    for incident in rows.incidents:
        yield {
            "incident_id": incident.id,
            "title": incident.title,
            "plover": incident.plover,
            "place_ids": incident.places,
            "claim_ids": incident.claims,
            "report_ids": incident.reports,
            "quotes": lookup.quotes(incident.claims),
            **_suggestion("harm", incident.harm),
            **_suggestion("attribution", incident.attribution),
        } | _period(incident.time)


def _suggestion(name: str, made: SuggestionRow | None) -> Row:
    """A suggested grade with its reason; only an assessment makes one final."""
    if made is None:
        return {}
    return {f"{name}_suggested": made.grade, f"{name}_reason": made.reason, f"{name}_claim_ids": made.claims}


def _questions(rows: ExportV1, lookup: Lookup) -> Iterator[Row]:
    for question in rows.questions:
        claims = list(dict.fromkeys(key for position in question.positions for key in position.claims))
        yield (
            {
                "question_id": question.id,
                "incident_id": question.incident,
                "topic": question.topic,
                "title": question.title,
                "group": question.group,
                "state": question.state,
                "place_ids": question.places,
            }
            | _period(question.time)
            | _evidence(claims, lookup)
        )


def _positions(rows: ExportV1, lookup: Lookup) -> Iterator[Row]:
    for question in rows.questions:
        for position in question.positions:
            yield {
                "position_id": position.id,
                "question_id": question.id,
                "summary": position.summary,
                "status": position.status,
                "min": number(position.lower),
                "max": number(position.upper),
                "note": say_range(position.lower, position.upper),
                "origin_ids": position.origins,
                "origins": lookup.named(position.origins),
                "first": position.first,
                "last": position.last,
            } | _evidence(position.claims, lookup)


def _relations(rows: ExportV1, lookup: Lookup) -> Iterator[Row]:
    for question in rows.questions:
        claims = {position.id: position.claims for position in question.positions}
        for relation in question.relations:
            behind = [*claims.get(relation.source, []), *claims.get(relation.target, [])]
            yield {
                "question_id": question.id,
                "from_position": relation.source,
                "to_position": relation.target,
                "kind": relation.kind,
                "reason": relation.reason,
            } | _evidence(behind, lookup)


def _agreements(rows: ExportV1, lookup: Lookup) -> Iterator[Row]:
    for agreement in rows.agreements:
        yield {
            "agreement_id": agreement.id,
            "kind": agreement.kind,
            "party_ids": agreement.parties,
            "mediator_ids": agreement.mediators,
            "place_ids": agreement.places,
            "announced": agreement.announced,
        } | _evidence(agreement.claims, lookup)


def _terms(rows: ExportV1, lookup: Lookup) -> Iterator[Row]:
    for agreement in rows.agreements:
        for n, term in enumerate(agreement.terms):
            yield (
                {"agreement_id": agreement.id, "number": n, "kind": term.kind, "summary": term.summary}
                | _period(term.time)
                | _evidence(term.claims, lookup)
            )


def _compliance(rows: ExportV1, lookup: Lookup) -> Iterator[Row]:
    for agreement in rows.agreements:
        for n, told in enumerate(agreement.compliance):
            yield {"agreement_id": agreement.id, "number": n, "state": told.state} | _evidence(
                told.claims, lookup
            )


def _assessments(rows: ExportV1, lookup: Lookup) -> Iterator[Row]:
    for item in rows.assessments:
        yield {
            "assessment_id": item.id,
            "target": item.target,
            "verdict": item.verdict,
            "grade": item.grade,
            "remark": item.note,
            "analyst": item.analyst,
            "at": item.at,
        } | _evidence(lookup.behind(item.target), lookup)


TABLES: dict[str, tuple[str, Callable[[ExportV1, Lookup], Iterable[Row]]]] = {
    "incidents": (
        "incident_id title plover place_ids time_earliest time_latest harm_suggested harm_reason"
        " harm_claim_ids attribution_suggested attribution_reason attribution_claim_ids claim_ids report_ids"
        " quotes",
        _incidents,
    ),
    "questions": (
        "question_id incident_id topic title group state place_ids time_earliest time_latest claim_ids"
        " report_ids quotes",
        _questions,
    ),
    "positions": (
        "position_id question_id summary status min max note origin_ids origins first last claim_ids"
        " report_ids quotes",
        _positions,
    ),
    "relations": (
        "question_id from_position to_position kind reason claim_ids report_ids quotes",
        _relations,
    ),
    "agreements": (
        "agreement_id kind party_ids mediator_ids place_ids announced claim_ids report_ids quotes",
        _agreements,
    ),
    "terms": (
        "agreement_id number kind summary time_earliest time_latest claim_ids report_ids quotes",
        _terms,
    ),
    "compliance": ("agreement_id number state claim_ids report_ids quotes", _compliance),
    "assessments": (
        "assessment_id target verdict grade remark analyst at claim_ids report_ids quotes",
        _assessments,
    ),
}
"""Columns, in order, and the reader of each table."""
