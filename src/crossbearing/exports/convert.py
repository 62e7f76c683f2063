"""From the model's values to the contract's rows."""

from datetime import date

from crossbearing.exports import contract as c
from crossbearing.model import (
    Actor,
    Agreement,
    Assessment,
    Claim,
    Copy,
    Dossier,
    Incident,
    Place,
    Question,
    Redaction,
    Report,
    Span,
    Suggestion,
    When,
)


def export_rows(dossier: Dossier, generator: c.Generator) -> c.ExportV1:
    """Lay a dossier out as contract rows, every list in a stable order."""
    same = {v.report: v.of for v in dossier.versions if v.kind == "same_text"}
    revises = {v.report: v.of for v in dossier.versions if v.kind == "revision"}
    return c.ExportV1(
        format="crossbearing-ledger",
        version=1,
        generator=generator,
        reports=[_report(r, same.get(r.id), revises.get(r.id)) for r in dossier.reports],
        actors=[_actor(actor) for actor in dossier.actors],
        places=[_place(place) for place in dossier.places],
        claims=[_claim(claim) for claim in dossier.claims],
        incidents=[_incident(incident) for incident in dossier.incidents],
        questions=[_question(question) for question in dossier.questions],
        agreements=[_agreement(agreement) for agreement in dossier.agreements],
        copies=[_copy(copy) for copy in dossier.copies],
        assessments=[_assessment(a) for a in dossier.assessments],
        rejected=[c.RejectedRow(where=r.where, code=r.code, reason=r.reason) for r in dossier.rejected],
        redaction=_redaction(dossier.redaction),
    )


def _redaction(told: Redaction | None) -> c.RedactionRow | None:
    if told is None:
        return None
    return c.RedactionRow(
        actors=told.actors,
        places=told.places,
        reports=told.reports,
        claims_withheld=told.withheld,
        claims_kept=told.kept,
        questions_altered=[
            c.AlteredRow(question=a.question, before=a.before, answers=a.answers) for a in told.altered
        ],
        questions_lost=told.lost,
        texts=list(told.texts),
    )


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _span(span: Span) -> c.SpanRow:
    return c.SpanRow(span.start, span.end, span.exact)


def _period(when: When | None) -> c.PeriodRow | None:
    return None if when is None else c.PeriodRow(earliest=_day(when.earliest), latest=_day(when.latest))


def _report(report: Report, same_as: str | None, revises: str | None) -> c.ReportRow:
    published = report.published
    evidence = published.evidence
    return c.ReportRow(
        id=report.id,
        external_id=report.external_id,
        path=report.path,
        url=report.url,
        outlet=report.outlet,
        title=report.title,
        byline=report.byline,
        text=report.text,
        sha256=report.sha256,
        language=report.language,
        credits=list(dict.fromkeys((*report.credits, *report.photo_credits))),
        published=c.PublishedRow(
            _day(published.earliest),
            _day(published.latest),
            published.basis,
            _span(evidence) if isinstance(evidence, Span) else evidence,
        ),
        unread=report.unread,
        same_as=same_as,
        revises=revises,
    )


def _actor(actor: Actor) -> c.ActorRow:
    return c.ActorRow(
        id=actor.id,
        name=actor.name,
        kind=actor.kind,
        aliases=list(actor.aliases),
        member_of=actor.member_of,
        country=actor.country,
        side=actor.side,
    )


def _place(place: Place) -> c.PlaceRow:
    return c.PlaceRow(
        id=place.id,
        name=place.name,
        lat=place.lat,
        lon=place.lon,
        kind=place.kind,
        geonameid=place.geonameid,
        within=place.within,
        precision=place.precision,
    )


def _claim(claim: Claim) -> c.ClaimRow:
    return c.ClaimRow(
        id=claim.id,
        report=claim.report,
        start=claim.span.start,
        end=claim.span.end,
        exact=claim.span.exact,
        voice=claim.voice,
        attribution=[
            c.LinkRow(
                start=link.span.start,
                end=link.span.end,
                exact=link.span.exact,
                actor=link.actor,
                cue=None if link.cue is None else _span(link.cue),
                role=link.role,
            )
            for link in claim.attribution
        ],
        origin=claim.origin,
        topic=claim.topic,
        status=claim.status,
        event=_event(claim),
        actors=list(claim.actors),
        targets=list(claim.targets),
        places=list(claim.places),
        time=_time(claim.time),
        quantities=_quantities(claim),
        negated=claim.negated,
        background=claim.background,
        hedges=[_span(span) for span in claim.hedges],
        inferred=list(claim.inferred),
    )


def _event(claim: Claim) -> c.EventRow | None:
    event = claim.event
    if event is None:
        return None
    return c.EventRow(plover=event.plover, acled=event.acled, mode=event.mode, trigger=_span(event.trigger))


def _time(when: When | None) -> c.TimeRow | None:
    """A time is exported with the words it was read from; one that no words hold is not."""
    if when is None or when.span is None:
        return None
    return c.TimeRow(
        earliest=_day(when.earliest),
        latest=_day(when.latest),
        start=when.span.start,
        end=when.span.end,
        exact=when.span.exact,
        inferred=when.inferred,
    )


def _quantities(claim: Claim) -> list[c.QuantityRow]:
    return [
        c.QuantityRow(
            start=q.span.start,
            end=q.span.end,
            exact=q.span.exact,
            lower=q.lower,
            upper=q.upper,
            bound=q.bound,
            measure=q.measure,
            group=q.group,
            part_of=q.part_of,
            total=q.total,
        )
        for q in claim.quantities
    ]


def _incident(incident: Incident) -> c.IncidentRow:
    return c.IncidentRow(
        id=incident.id,
        title=incident.title,
        plover=incident.plover,
        places=list(incident.places),
        time=_period(incident.time),
        claims=list(incident.claims),
        reports=list(incident.reports),
        harm=_suggestion(incident.harm),
        attribution=_suggestion(incident.attribution),
    )


def _suggestion(made: Suggestion | None) -> c.SuggestionRow | None:
    if made is None:
        return None
    return c.SuggestionRow(grade=made.grade, reason=made.reason, claims=list(made.claims))


def _question(question: Question) -> c.QuestionRow:
    return c.QuestionRow(
        id=question.id,
        incident=question.incident,
        topic=question.topic,
        title=question.title,
        places=list(question.places),
        time=_period(question.time),
        group=question.group,
        state=question.state,
        positions=[
            c.PositionRow(
                id=p.id,
                summary=p.summary,
                lower=p.lower,
                upper=p.upper,
                status=p.status,
                claims=list(p.claims),
                origins=list(p.origins),
                first=_day(p.first),
                last=_day(p.last),
            )
            for p in question.positions
        ],
        relations=[
            c.RelationRow(source=r.source, target=r.target, kind=r.kind, reason=r.reason)
            for r in question.relations
        ],
    )


def _agreement(agreement: Agreement) -> c.AgreementRow:
    return c.AgreementRow(
        id=agreement.id,
        kind=agreement.kind,
        parties=list(agreement.parties),
        mediators=list(agreement.mediators),
        places=list(agreement.places),
        announced=_day(agreement.announced),
        terms=[
            c.TermRow(kind=t.kind, summary=t.summary, time=_period(t.time), claims=list(t.claims))
            for t in agreement.terms
        ],
        compliance=[c.ComplianceRow(state=k.state, claims=list(k.claims)) for k in agreement.compliance],
        claims=list(agreement.claims),
    )


def _copy(copy: Copy) -> c.CopyRow:
    return c.CopyRow(
        origin=copy.origin,
        passages=[
            c.PassageRow(report=p.report, start=p.span.start, end=p.span.end, exact=p.span.exact)
            for p in copy.passages
        ],
        similarity=round(copy.similarity, 4),
    )


def _assessment(assessment: Assessment) -> c.AssessmentRow:
    return c.AssessmentRow(
        id=assessment.id,
        target=assessment.target,
        verdict=assessment.verdict,
        grade=assessment.grade,
        note=assessment.note,
        analyst=assessment.analyst,
        at=assessment.at.isoformat(),
    )
