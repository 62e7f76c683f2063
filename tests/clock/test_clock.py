"""The agreement clock: days due, and which alleged breach is one."""

from datetime import date

import pytest
from msgspec import structs

from crossbearing.clock import Keeping, Running, clock
from crossbearing.clock.lists import cues, says
from crossbearing.model import Agreement, Claim, Compliance, Dossier, Span, Term
from crossbearing.vocabulary import AgreementKind, ComplianceState
from tests.factory import claim, dossier, when

CAST = (("black falcons", "falcons"), ("the army", "army"), ("sarnian army", "army"))


@pytest.mark.parametrize("cue", cues(), ids=lambda cue: f"{cue.kind}: {cue.example}")
def test_every_cue_reads_its_example(cue: object) -> None:
    assert cue.find(cue.example) is not None  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("extension", "both sides refused to extend the truce"),
        ("breach", "the strike broke international law and every accord"),
        ("breach", "he broke his arm"),
        ("excluded_before", "the nurses are included in the deal"),
    ],
)
def test_near_misses_are_left(kind: str, text: str) -> None:
    assert says(kind, text) is None


def _deal(
    *rows: tuple[ComplianceState, Claim],
    terms: tuple[Term, ...] = (),
    more: tuple[Claim, ...] = (),
    kind: AgreementKind = "ceasefire",
    places: tuple[str, ...] = ("tarm",),
    on: date | None = None,
) -> Running:
    states = sorted({state for state, _ in rows})
    keeping = tuple(Compliance(s, tuple(c.id for state, c in rows if state == s)) for s in states)
    agreement = Agreement(
        id="deal",
        kind=kind,
        parties=("army", "rebels"),
        mediators=("north",),
        places=places,
        announced=date(2020, 3, 2),
        terms=terms,
        compliance=keeping,
    )
    told = [c for _, c in rows] + list(more)
    made = dossier(told, {"r": "2020-03-06"})
    whole: Dossier = structs.replace(made, agreements=(agreement,), cast={"r": CAST})
    [running] = clock(whole, on).agreements
    return running


def _fire(words: str, **fields: object) -> Claim:
    values: dict[str, object] = {"topic": "hostilities", "places": ("mill",), "time": "2020-03-04"} | fields
    return claim("r", words, plover="ASSAULT", **values)


def _out(words: str) -> tuple[Claim, Term]:
    told = claim("r", words, topic="agreement")
    return told, Term("exclusion", words, (told.id,))


EXCLUSION = "the truce does not cover the Black Falcons or foreign fighters"


@pytest.mark.parametrize(
    ("fields", "said", "reason"),
    [
        ({"actors": ("army",)}, "alleged breach", None),
        ({"actors": ("falcons",)}, "outside the deal", "by Falcon Brigade, which the deal leaves out"),
        ({"actors": ("falcon-speaker",)}, "outside the deal", "by Falcon Brigade"),
        ({"actors": ("falcons", "army")}, "alleged breach", None),
        ({"actors": ("army",), "targets": ("falcons",)}, "outside the deal", "against Falcon Brigade"),
        ({"actors": ("army",), "places": ("orda",)}, "outside the deal", "in Orda, which is not of the deal"),
        ({"actors": ("army",), "places": ("sarnia",)}, "alleged breach", None),
        ({"actors": ("army",), "time": "2020-03-01"}, "outside the deal", "on 2020-03-01, before the deal"),
        ({"actors": ("army",), "time": "2020-03-02"}, "alleged breach", None),
        ({"actors": ("army",), "time": None}, "alleged breach", None),
    ],
)
def test_a_breach_is_tested_before_it_is_called_one(
    fields: dict[str, object], said: str, reason: str | None
) -> None:
    source, term = _out(EXCLUSION)
    running = _deal(("broken", _fire("shells struck the quarter", **fields)), terms=(term,), more=(source,))
    [told] = running.keeping
    assert told.said == said
    assert (told.reason or "").startswith(reason or "")
    assert running.told == ("broken",)
    assert running.tested == ("broken" if said == "alleged breach" else "not told")


def test_those_left_out_are_named_and_parties_never_are() -> None:
    told = [_out(EXCLUSION), _out("strikes will go on against the Sarnian army and bandits")]
    running = _deal(terms=tuple(t for _, t in told), more=tuple(c for c, _ in told))
    assert running.excluded == ("Falcon Brigade",)
    nurses, term = _out("medical staff and nurses are not included in the deal")
    assert _deal(terms=(term,), more=(nurses,)).excluded == ("medical staff", "nurses")


def test_a_group_without_an_id_is_met_by_its_words() -> None:
    source, term = _out("the truce does not cover foreign fighters")
    words = "foreign fighters shelled the quarter"
    fire = structs.replace(_fire(words), actors=(), actor_spans=(Span(0, 16, words[:16]),))
    [told] = _deal(("broken", fire), terms=(term,), more=(source,)).keeping
    assert (told.said, told.reason) == (
        "outside the deal",
        f"by foreign fighters, which the deal leaves out (claim {source.id})",
    )


def test_what_is_not_told_is_not_tested() -> None:
    source, term = _out(EXCLUSION)
    bare = _fire("the truce was violated again", places=(), time=None)
    [told] = _deal(("broken", bare), terms=(term,), more=(source,)).keeping
    assert (told.said, told.untested) == ("alleged breach", ("who", "where", "when"))


def _sorted_said(rows: tuple[Keeping, ...]) -> list[str]:
    return sorted(row.said for row in rows)


def test_a_dispute_is_taken_apart() -> None:
    running = _deal(
        ("disputed", _fire("the army shelled the quarter", actors=("army",))),
        ("disputed", claim("r", "his side broke the truce", topic="agreement", status="denied")),
        ("disputed", claim("r", "the guns fell silent", topic="hostilities")),
        ("unknown", claim("r", "no bus has moved", topic="evacuation", negated=True)),
    )
    assert _sorted_said(running.keeping) == ["alleged breach", "denial", "kept", "not begun"]
    assert running.tested == "disputed"


def test_a_ceasefire_binds_from_its_own_start_to_its_own_end() -> None:
    start = Term("start", "the truce begins on Tuesday", (), when("2020-03-03"))
    leave = Term("start", "buses leave on Thursday", (), when("2020-03-05"))
    end = Term("deadline", "the truce holds until Wednesday", (), when("2020-03-04"))
    days = [_fire(f"shelling {n}", actors=("army",), time=f"2020-03-0{n}") for n in (2, 3, 4, 5)]
    running = _deal(*(("broken", fire) for fire in days), terms=(start, leave, end))
    reasons = {told.quote: told.reason for told in running.keeping}
    assert reasons == {
        "shelling 2": "on 2020-03-02, before the deal began (2020-03-03)",
        "shelling 3": None,
        "shelling 4": None,
        "shelling 5": "on 2020-03-05, after the deal's last day (2020-03-04)",
    }


def _due(running: Running) -> dict[str, tuple[str, int | None]]:
    return {d.summary: (d.state, d.days) for d in running.deadlines}


TERMS = (
    Term("deadline", "fighters have until Wednesday to leave", (), when("2020-03-04")),
    Term("start", "buses go on Sunday", (), when("2020-03-08")),
    Term("deadline", "soon", (), None),
    Term("deadline", "from context", (), structs.replace(when("2020-03-04"), inferred="its report")),
)


@pytest.mark.parametrize(("on", "states"), [
    (None, [("overdue", -2), ("upcoming", 2)]),
    (date(2020, 3, 4), [("upcoming", 0), ("upcoming", 4)]),
    (date(2020, 3, 9), [("overdue", -5), ("overdue", -1)]),
])  # fmt: skip
def test_deadlines_are_held_against_a_day(on: date | None, states: list[tuple[str, int]]) -> None:
    due = _due(_deal(terms=TERMS, kind="evacuation", on=on))
    assert [due[TERMS[0].summary], due[TERMS[1].summary]] == states
    assert (due["soon"], due["from context"]) == (("undated", None), ("undated", None))


def test_a_deadline_is_met_where_a_claim_says_so() -> None:
    left = claim("r", "the last fighters left", topic="evacuation", time="2020-03-04")
    quiet = claim("r", "the guns fell silent", topic="hostilities", time="2020-03-04")
    assert _due(_deal(("kept", quiet), terms=TERMS, kind="evacuation"))[TERMS[0].summary][0] == "overdue"
    running = _deal(("kept", left), terms=TERMS, kind="evacuation")
    assert running.deadlines[0].met_by == (left.id,)
    assert _due(running)[TERMS[0].summary] == ("met", -2)


def test_an_extension_stands_in_for_what_it_extends() -> None:
    longer = Term("deadline", "the time to leave was extended to Saturday", (), when("2020-03-07"))
    running = _deal(terms=(TERMS[0], longer), kind="evacuation")
    assert [(d.state, d.extension) for d in running.deadlines] == [("extended", False), ("upcoming", True)]


def test_the_day_is_the_last_reports_and_says_so(sample_dossier: Dossier) -> None:
    told = clock(sample_dossier)
    assert (told.on, told.basis) == (date(2016, 12, 14), "the last report's day")
    assert clock(sample_dossier, date(2017, 1, 1)).basis == "given"
    assert clock(Dossier()).basis == "no report has a day"
    assert [one.agreement for one in told.agreements] == [a.id for a in sample_dossier.agreements]
    claims = {claim.id for claim in sample_dossier.claims}
    for one in told.agreements:
        assert {key for d in one.deadlines for key in d.claims} <= claims
        assert {key for k in one.keeping for key in (k.claim,)} <= claims
