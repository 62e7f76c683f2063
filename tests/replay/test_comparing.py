"""What changed between two states: nothing from one to itself, and each change with its reports."""

from datetime import UTC, date, datetime

from hypothesis import given, settings
from msgspec import structs

from crossbearing.judgements import judge
from crossbearing.model import Agreement, Compliance, Dossier, Position, Question, Relation, Term
from crossbearing.replay import Changes, as_of, diff
from crossbearing.replay.changes import Stand
from crossbearing.vocabulary import QuestionState
from tests.replay.test_standing import DAYS
from tests.test_switches import _dossier, dossiers


@settings(max_examples=25, deadline=None)
@given(dossiers)
def test_from_a_state_to_itself_nothing_changes(dossier: Dossier) -> None:
    assert diff(dossier, dossier) == Changes()


@settings(max_examples=60, deadline=None)
@given(dossiers, DAYS)
def test_every_change_has_its_reports_and_no_change_is_missed(dossier: Dossier, day: date) -> None:
    then = as_of(dossier, day)
    changes = diff(then, dossier)
    came = {heard.report for heard in changes.came}
    assert came == {r.id for r in dossier.reports} - {r.id for r in then.reports}
    assert changes.went == ()
    for change in (*changes.questions, *changes.contradictions):
        assert set(change.behind.reports) & came
    old = {q.id: q for q in then.questions}
    told = {change.question: change for change in changes.questions}
    for question in dossier.questions:
        if question.id not in old:
            assert question.id in told
        elif (question.state, [p.summary for p in question.positions]) != (
            old[question.id].state,
            [p.summary for p in old[question.id].positions],
        ):
            assert told[question.id].kind == "changed"
    back = diff(dossier, then)
    assert len(back.questions) == len(changes.questions)
    assert [c.kind for c in back.contradictions].count("gone") == [
        c.kind for c in changes.contradictions
    ].count("appeared")


def _asked(*answers: tuple[int, str, int]) -> Dossier:
    """A dossier of one question; answers are a number killed, who says so, and which report (0 to 2)."""
    told = [("Gazette", 3 + n, ((n, "monitor"),)) for n in range(3)]
    dossier = _dossier(list(told))
    claims = {claim.report: claim.id for claim in dossier.claims}
    used = sorted({report for _, _, report in answers})
    by_number: dict[int, list[tuple[str, int]]] = {}
    for number, origin, report in answers:
        by_number.setdefault(number, []).append((origin, report))
    positions = tuple(
        Position(
            id=f"p-{len(answers)}-{number}",
            summary=f"{number} killed",
            claims=tuple(claims[f"r-{report}"] for _, report in given),
            origins=tuple(origin for origin, _ in given),
            lower=number,
            upper=number,
        )
        for number, given in by_number.items()
    )
    rivals = tuple(Relation(positions[0].id, p.id, "contradicts", "they differ") for p in positions[1:])
    state: QuestionState = "contested" if rivals else "single_origin"
    question = Question(
        id=f"q-{len(answers)}",
        topic="casualties",
        title="How many?",
        state=state,
        positions=positions,
        relations=rivals,
    )
    return structs.replace(
        dossier,
        reports=tuple(dossier.reports[n] for n in used),
        claims=tuple(c for c in dossier.claims if c.report in {f"r-{n}" for n in used}),
        questions=(question,),
        incidents=(),
    )


def test_a_contradiction_and_the_range_come_with_their_report() -> None:
    was, now = _asked((12, "monitor", 0)), _asked((12, "monitor", 0), (40, "army", 1))
    changes = diff(was, now)
    [change] = changes.questions
    assert (change.kind, change.before, change.after) == (
        "changed",
        Stand("single_origin", 12, 12),
        Stand("contested", 12, 40),
    )
    [added] = change.added
    assert (added.lower, added.origins, added.reports) == (40, ("Sarnian army",), ("r-1",))
    assert change.behind.reports == ("r-1",)
    [rival] = changes.contradictions
    assert (rival.kind, {rival.one.lower, rival.other.lower}) == ("appeared", {12, 40})
    assert rival.behind.reports == ("r-1",)
    [gone] = diff(now, was).contradictions
    assert (gone.kind, gone.behind.reports) == ("gone", ("r-1",))


def test_a_contradiction_that_stays_is_not_told_again() -> None:
    was = _asked((12, "monitor", 0), (40, "army", 1))
    now = _asked((12, "monitor", 0), (40, "army", 1), (40, "un-aid", 2))
    changes = diff(was, now)
    assert changes.contradictions == ()
    [change] = changes.questions
    [turn] = change.turned
    assert turn.before.origins == ("Sarnian army",)
    assert turn.after.origins == ("Sarnian army", "UN aid office")
    assert (change.added, change.dropped, change.behind.reports) == ((), (), ("r-2",))


def test_judgements_since_are_named() -> None:
    dossier = _dossier([("Gazette", 3, ((0, "monitor"), (3, "army")))])
    judged = judge(dossier.claims[0].id, "reject", analyst="A", at=datetime(2020, 3, 9, tzinfo=UTC))
    question = structs.replace(dossier.questions[0], state="superseded")
    after = structs.replace(dossier, questions=(question,), assessments=(judged,))
    changes = diff(dossier, after)
    assert changes.judgements == (judged.id,)
    [change] = changes.questions
    assert change.behind.judgements == (judged.id,)


def test_agreements_are_told_by_what_came() -> None:
    dossier = _dossier([("Gazette", 3, ((0, "monitor"),)), ("Herald", 5, ((3, "army"),))])
    one, other = (claim.id for claim in dossier.claims)
    was = Agreement(id="a", kind="ceasefire", parties=("army",), claims=(one,))
    now = structs.replace(
        was,
        id="b",
        parties=("army", "rebels"),
        terms=(Term("deadline", "by noon", (other,)),),
        compliance=(Compliance("broken", (other,)),),
        claims=(one, other),
    )
    then = as_of(dossier, date(2020, 3, 4))
    before, after = (structs.replace(of, agreements=(deal,)) for of, deal in ((then, was), (dossier, now)))
    [change] = diff(before, after).agreements
    assert (change.kind, change.agreement, change.parties) == ("changed", "b", ("rebels",))
    assert [(t.summary, t.reports) for t in change.terms] == [("by noon", ("r-1",))]
    assert [(k.state, k.reports) for k in change.keeping] == [("broken", ("r-1",))]
    assert change.behind.reports == ("r-1",)
    kinds = [diff(structs.replace(dossier, agreements=()), after), diff(after, dossier)]
    assert [c.kind for changes in kinds for c in changes.agreements] == ["new", "gone"]
