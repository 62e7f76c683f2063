"""Two states of a ledger, held against each other."""

from collections.abc import Iterable, Mapping

from crossbearing.judgements import JOIN
from crossbearing.model import Agreement, Dossier, Position, Question, Relation, Report, Term
from crossbearing.replay.changes import (
    AgreementChange,
    Answer,
    Behind,
    Changes,
    Contradiction,
    Heard,
    KeepingTold,
    QuestionChange,
    Stand,
    TermTold,
    Turn,
)
from crossbearing.switches import same_questions


def diff(before: Dossier, after: Dossier) -> Changes:
    """Say what changed from one state of a ledger to another, each change with the reports behind it.

    Questions, answers and agreements are the same by id, else by the most claims in common. Behind a change
    are the reports of the claims that came or went with it, and the judgements made on it since; where no
    claim did, the reports that came or went and share a passage with its claims, whose text they so turn out
    to be; where none does, all that came or went. Pure.
    """
    sides = _Sides(before, after)
    pairs = same_questions(before.questions, after.questions)
    return Changes(
        came=tuple(_heard(report) for report in after.reports if report.id not in sides.old_reports),
        went=tuple(_heard(report) for report in before.reports if report.id not in sides.new_reports),
        questions=tuple(sides.questions(pairs)),
        contradictions=tuple(sides.contradictions(pairs)),
        agreements=tuple(sides.agreements()),
        judgements=tuple(sorted(sides.judged)),
    )


def _heard(report: Report) -> Heard:
    days = dict.fromkeys(str(day) for day in (report.published.earliest, report.published.latest) if day)
    title = " ".join((report.title or report.path or report.url or report.id).split())
    return Heard(report.id, title, " to ".join(days) or None)


class _Sides:
    """Both states, by the keys that comparing needs."""

    def __init__(self, before: Dossier, after: Dossier) -> None:
        self.before, self.after = before, after
        self.old_reports = {report.id for report in before.reports}
        self.new_reports = {report.id for report in after.reports}
        self.report_of = {claim.id: claim.report for claim in (*before.claims, *after.claims)}
        self.names = {actor.id: actor.name for actor in (*before.actors, *after.actors)}
        self.places = {place.id: place.name for place in (*before.places, *after.places)}
        self.sharers = _sharers(before, after)
        self.moved = {c.id for c in before.claims} ^ {c.id for c in after.claims}
        self.judged = {a.id: a.target for a in after.assessments}
        for one in before.assessments:
            self.judged.pop(one.id, None)

    # -- why -----------------------------------------------------------------------------------------------

    def behind(self, key: str, was: Iterable[str], now: Iterable[str]) -> Behind:
        """The reports and judgements behind a change, from the claims of the thing in both states."""
        told = {*was, *now}
        judged = tuple(
            sorted(j for j, target in self.judged.items() if {key, *told} & set(target.split(JOIN)))
        )
        moved = {self.report_of[claim] for claim in told if claim in self.moved}
        if not moved:
            moved = {r for claim in told for r in self.sharers.get(self.report_of[claim], ())}
        if not moved and not judged:
            moved = self.old_reports ^ self.new_reports
        return Behind(tuple(sorted(moved)), judged)

    def reports(self, claims: Iterable[str]) -> tuple[str, ...]:
        """The reports of claims, each once."""
        return tuple(dict.fromkeys(self.report_of[claim] for claim in claims))

    # -- questions -----------------------------------------------------------------------------------------

    def questions(self, pairs: Mapping[str, Question]) -> Iterable[QuestionChange]:
        """Questions that are new, changed or gone, in this order."""
        met = {question.id for question in pairs.values()}
        for question in self.after.questions:
            if question.id not in met:
                yield self._alone(question, new=True)
        for old in self.before.questions:
            if old.id in pairs:
                change = self._changed(old, pairs[old.id])
                if change.before != change.after or change.added or change.dropped or change.turned:
                    yield change
        for old in self.before.questions:
            if old.id not in pairs:
                yield self._alone(old, new=False)

    def _alone(self, question: Question, *, new: bool) -> QuestionChange:
        claims = _claims(question)
        others = [_claims(q) for q in (self.before if new else self.after).questions]
        beside = set().union(*(other for other in others if other & claims))
        answers = tuple(self.answer(position) for position in question.positions)
        return QuestionChange(
            kind="new" if new else "gone",
            question=question.id,
            title=question.title,
            topic=question.topic,
            before=None if new else _stand(question),
            after=_stand(question) if new else None,
            added=answers if new else (),
            dropped=() if new else answers,
            behind=self.behind(question.id, claims, beside),
        )

    def _changed(self, old: Question, new: Question) -> QuestionChange:
        pairs = same_positions(old, new)
        met = {position.id for position in pairs.values()}
        turns = [
            Turn(self.answer(was), self.answer(pairs[was.id])) for was in old.positions if was.id in pairs
        ]
        return QuestionChange(
            kind="changed",
            question=new.id,
            title=new.title,
            topic=new.topic,
            before=_stand(old),
            after=_stand(new),
            added=tuple(self.answer(p) for p in new.positions if p.id not in met),
            dropped=tuple(self.answer(p) for p in old.positions if p.id not in pairs),
            turned=tuple(turn for turn in turns if _said(turn.before) != _said(turn.after)),
            behind=self.behind(new.id, _claims(old), _claims(new)),
        )

    def answer(self, position: Position) -> Answer:
        """An answer with the names of its origins."""
        return Answer(
            position=position.id,
            summary=position.summary,
            status=position.status,
            origins=tuple(self.names.get(origin, origin) for origin in position.origins),
            reports=self.reports(position.claims),
            lower=position.lower,
            upper=position.upper,
        )

    # -- contradictions ------------------------------------------------------------------------------------

    def contradictions(self, pairs: Mapping[str, Question]) -> Iterable[Contradiction]:
        """Contradictions that appeared, then those that are gone."""
        first = {new.id: old for old in self.before.questions for new in [pairs.get(old.id)] if new}
        for question in self.after.questions:
            known = _against(first.get(question.id), question)
            for relation in _rivals(question):
                if frozenset((relation.source, relation.target)) not in known:
                    yield self._contradiction(first.get(question.id), question, relation, new=True)
        for question in self.before.questions:
            later = pairs.get(question.id)
            still = set() if later is None else {frozenset((r.source, r.target)) for r in _rivals(later)}
            ids = {} if later is None else {k: p.id for k, p in same_positions(question, later).items()}
            for relation in _rivals(question):
                both = frozenset((ids.get(relation.source, ""), ids.get(relation.target, "")))
                if both not in still:
                    yield self._contradiction(question, later, relation, new=False)

    def _contradiction(
        self, old: Question | None, now: Question | None, relation: Relation, *, new: bool
    ) -> Contradiction:
        question = now if new or old is None else old
        assert question is not None
        by_id = {position.id: position for position in question.positions}
        one, other = by_id[relation.source], by_id[relation.target]
        told = {*one.claims, *other.claims}
        if not told & self.moved:
            told = {claim for q in (old, now) if q is not None for claim in _claims(q)}
        return Contradiction(
            kind="appeared" if new else "gone",
            question=question.id,
            title=question.title,
            one=self.answer(one),
            other=self.answer(other),
            reason=relation.reason,
            behind=self.behind(question.id, told, ()),
        )

    # -- agreements ----------------------------------------------------------------------------------------

    def agreements(self) -> Iterable[AgreementChange]:
        """Agreements that are new, changed or gone, in this order."""
        pairs = _same_agreements(self.before.agreements, self.after.agreements)
        met = {agreement.id for agreement in pairs.values()}
        for new in self.after.agreements:
            if new.id not in met:
                yield self._agreement(None, new)
        for old in self.before.agreements:
            change = self._agreement(old, pairs.get(old.id))
            moved = (change.parties, change.terms, change.dropped_terms, change.keeping)
            redated = change.kind == "changed" and old.announced != pairs[old.id].announced
            if change.kind == "gone" or any(moved) or redated:
                yield change

    def _agreement(self, old: Agreement | None, new: Agreement | None) -> AgreementChange:
        shown = new or old
        assert shown is not None
        was, now = old or _nothing(shown), new or _nothing(shown)
        known, told = set(map(_term, was.terms)), set(map(_term, now.terms))
        kept = {state.state: set(state.claims) for state in was.compliance}
        fresh = [k for k in now.compliance if set(k.claims) - kept.get(k.state, set())]
        return AgreementChange(
            kind="new" if old is None else "gone" if new is None else "changed",
            agreement=shown.id,
            of=shown.kind,
            places=tuple(self.places.get(place, place) for place in shown.places),
            announced=str(shown.announced) if shown.announced is not None else None,
            parties=tuple(self.names.get(p, p) for p in now.parties if p not in was.parties),
            terms=tuple(self._told(t) for t in now.terms if _term(t) not in known),
            dropped_terms=tuple(self._told(t) for t in was.terms if _term(t) not in told),
            keeping=tuple(KeepingTold(k.state, self.reports(k.claims)) for k in fresh),
            behind=self.behind(shown.id, was.claims, now.claims),
        )

    def _told(self, term: Term) -> TermTold:
        return TermTold(term.kind, term.summary, term.time, self.reports(term.claims))


# -- the same thing in both states -------------------------------------------------------------------------


def same_positions(old: Question, new: Question) -> dict[str, Position]:
    """By id of an answer before, what it is after: the same id, else most claims in common, else words."""
    now = {position.id: position for position in new.positions}
    found = {position.id: now[position.id] for position in old.positions if position.id in now}
    free = [position for key, position in now.items() if key not in found]
    for position in old.positions:
        if position.id in found:
            continue
        claims = set(position.claims)
        fit = [
            (len(claims & set(other.claims)), other.summary == position.summary, other.id, other)
            for other in free
            if claims & set(other.claims) or other.summary == position.summary
        ]
        if fit:
            found[position.id] = max(fit, key=lambda item: item[:3])[3]
            free.remove(found[position.id])
    return found


def _same_agreements(old: Iterable[Agreement], new: Iterable[Agreement]) -> dict[str, Agreement]:
    """By id of an agreement before, what it is after."""
    now = {agreement.id: agreement for agreement in new}
    asked = list(old)
    found = {agreement.id: now[agreement.id] for agreement in asked if agreement.id in now}
    free = [agreement for key, agreement in now.items() if key not in found]
    for agreement in asked:
        if agreement.id in found:
            continue
        claims = set(agreement.claims)
        fit = [(len(claims & set(o.claims)), o.id, o) for o in free if claims & set(o.claims)]
        if fit:
            found[agreement.id] = max(fit, key=lambda item: item[:2])[2]
            free.remove(found[agreement.id])
    return found


def _claims(question: Question) -> set[str]:
    return {claim for position in question.positions for claim in position.claims}


def _stand(question: Question) -> Stand:
    """How a question stands; its range is open where one answer's is."""
    lower = [p.lower for p in question.positions if p.lower is not None]
    upper = [p.upper for p in question.positions if p.upper is not None]
    size = len(question.positions)
    return Stand(
        question.state,
        min(lower) if 0 < size == len(lower) else None,
        max(upper) if 0 < size == len(upper) else None,
    )


def _said(answer: Answer) -> tuple[object, ...]:
    return answer.summary, answer.status, answer.origins, answer.lower, answer.upper


def _rivals(question: Question) -> list[Relation]:
    return [relation for relation in question.relations if relation.kind == "contradicts"]


def _against(old: Question | None, new: Question) -> set[frozenset[str]]:
    """The contradictions of a question before, by the ids that its answers have now."""
    if old is None:
        return set()
    ids = {key: position.id for key, position in same_positions(old, new).items()}
    return {frozenset((ids.get(r.source, ""), ids.get(r.target, ""))) for r in _rivals(old)}


def _term(term: Term) -> tuple[object, ...]:
    return term.kind, term.summary, term.time


def _nothing(agreement: Agreement) -> Agreement:
    return Agreement(id=agreement.id, kind=agreement.kind)


def _sharers(before: Dossier, after: Dossier) -> dict[str, set[str]]:
    """By report, the reports that came or went and share a passage with it."""
    moved = {report.id for report in before.reports} ^ {report.id for report in after.reports}
    found: dict[str, set[str]] = {}
    for copy in (*before.copies, *after.copies):
        reports = {passage.report for passage in copy.passages}
        for report in reports:
            found.setdefault(report, set()).update(moved & reports - {report})
    return found
