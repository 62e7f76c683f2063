"""Leaving out origins, outlets, sides and copies: what goes, what stays, and that the rest stays true."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from crossbearing.errors import InputError
from crossbearing.ids import content_id
from crossbearing.model import Claim, Copy, Dossier, Link, Passage, Published, Quantity, Report, Span, Version
from crossbearing.reconcile import reconcile
from crossbearing.switches import Without, compare, without
from tests.factory import ACTORS, PLACES, when

OUTLETS = ("Gazette", "Herald", None)
SPOKEN = ("un-rights", "un-rights-speaker", "un-aid", "monitor", "army", "falcon-speaker", None)
SENTENCES = tuple(
    f"{count} civilians were killed in Tarm by shells on the second of March, said {n}."
    for n, count in enumerate((12, 12, 15, 40))
)
NAMES = {"un": "The United Nations", "monitor": "monitor", "state": "Sarnian government", "rebels": "rebels"}
MEMBERS = {
    "un": {"un", "un-rights", "un-rights-speaker", "un-aid"},
    "monitor": {"monitor"},
    "state": {"state", "army"},
    "rebels": {"rebels", "falcons", "falcon-speaker"},
}
Told = tuple[str | None, int, tuple[tuple[int, str | None], ...]]


def _report(name: str, outlet: str | None, day: int, sentences: list[str], gap: str) -> Report:
    known = date(2020, 3, day)
    return Report(
        id=f"r-{name}",
        text=gap.join(sentences),
        sha256=name,
        outlet=outlet,
        title=f"Report {name}",
        published=Published(known, known, "stated"),
    )


def _claim(report: Report, sentence: str, origin: str | None) -> Claim:
    at = report.text.index(sentence)
    span = Span(at, at + len(sentence), sentence)
    figure = sentence.split()[0]
    many = Quantity(
        span=Span(at, at + len(figure), figure),
        lower=float(figure),
        upper=float(figure),
        bound="exact",
        measure="killed",
        group="civilian",
    )
    words = Span(span.end - 7, span.end - 1, sentence[-7:-1])
    chain = () if origin is None else (Link(words, origin, None),)
    return Claim(
        id=content_id("c", report.id, span.start, span.end, [link.actor for link in chain]),
        report=report.id,
        span=span,
        sentence=span,
        voice="indirect" if origin else "narrated",
        topic="casualties",
        status="asserted",
        attribution=chain,
        origin=origin or "gazette",
        places=("tarm",),
        time=when("2020-03-02"),
        quantities=(many,),
    )


def _dossier(told: list[Told]) -> Dossier:
    reports, claims = [], []
    for n, (outlet, day, rows) in enumerate(told):
        sentences = list(dict.fromkeys(SENTENCES[i] for i, _ in rows))
        origins = {SENTENCES[i]: origin for i, origin in rows}
        report = _report(str(n), outlet, day, sentences, "\n" * (1 + n % 2))
        reports.append(report)
        claims.append([_claim(report, s, origins[s]) for s in sentences])
    repeats: dict[str, str] = {}
    first: dict[str, Report] = {}
    for report in sorted(reports, key=lambda r: (r.published.latest or date.max, r.id)):
        text = " ".join(report.text.split())
        if first.setdefault(text, report) is not report:
            repeats[report.id] = first[text].id
    held = tuple(c for r, mine in zip(reports, claims, strict=True) for c in mine if r.id not in repeats)
    dossier = Dossier(
        reports=tuple(reports),
        actors=ACTORS,
        places=PLACES,
        claims=held,
        copies=tuple(_copies(reports)),
        versions=tuple(Version(report, of, "same_text") for report, of in repeats.items()),
    )
    found = reconcile(dossier)
    return structs.replace(dossier, incidents=found.incidents, questions=found.questions)


def _copies(reports: list[Report]) -> list[Copy]:
    found = []
    for n, one in enumerate(reports):
        for other in reports[n + 1 :]:
            for sentence in SENTENCES:
                if sentence in one.text and sentence in other.text:
                    ends = [(r, r.text.index(sentence)) for r in (one, other)]
                    span = [Passage(r.id, Span(at, at + len(sentence), sentence)) for r, at in ends]
                    found.append(Copy(tuple(span), 1.0))
    return found


rows = st.lists(st.tuples(st.integers(0, 3), st.sampled_from(SPOKEN)), min_size=1, max_size=3)
dossiers = st.lists(
    st.tuples(st.sampled_from(OUTLETS), st.integers(3, 6), rows.map(tuple)), min_size=1, max_size=4
).map(_dossier)
parts = st.lists(
    st.one_of(
        st.sampled_from([Without(origins=(key,)) for key in MEMBERS]),
        st.sampled_from([Without(sides=(side,)) for side in ("government", "opposition")]),
        st.sampled_from([Without(outlets=("Herald",)), Without(outlets=("Gazette",)), Without(copies=True)]),
    ),
    min_size=1,
    max_size=3,
    unique=True,
)


def _all(choices: list[Without]) -> Without:
    return Without(
        origins=tuple(o for c in choices for o in c.origins),
        outlets=tuple(o for c in choices for o in c.outlets),
        sides=tuple(o for c in choices for o in c.sides),
        copies=any(c.copies for c in choices),
    )


def _has(dossier: Dossier, choice: Without) -> bool:
    return set(choice.outlets) <= {report.outlet for report in dossier.reports}


@settings(max_examples=25, deadline=None)
@given(dossiers)
def test_leaving_out_nothing_changes_nothing(dossier: Dossier) -> None:
    assert without(dossier, Without()) == dossier
    told = compare(dossier, dossier, Without())
    assert (told.claims, told.reports, told.dropped, told.changes, told.lost) == (0, 0, (), (), 0)


@settings(max_examples=40, deadline=None)
@given(dossiers, st.sampled_from(sorted(MEMBERS)))
def test_an_origin_goes_with_its_members_and_nothing_else_goes(dossier: Dossier, key: str) -> None:
    rest = without(dossier, Without(origins=(NAMES[key],)))
    assert rest.claims == tuple(c for c in dossier.claims if c.origin not in MEMBERS[key])
    assert not {o for q in rest.questions for p in q.positions for o in p.origins} & MEMBERS[key]
    assert rest.reports == dossier.reports


@settings(max_examples=60, deadline=None)
@given(dossiers, parts, st.randoms(use_true_random=False))
def test_the_order_of_switches_makes_no_difference(
    dossier: Dossier, chosen: list[Without], draw: object
) -> None:
    chosen = [choice for choice in chosen if _has(dossier, choice)]
    at_once = without(dossier, _all(chosen))
    draw.shuffle(chosen)  # type: ignore[attr-defined]
    step_by_step = dossier
    for choice in chosen:
        step_by_step = without(step_by_step, choice)
    assert step_by_step == at_once


@settings(max_examples=60, deadline=None)
@given(dossiers, parts)
def test_what_is_left_is_true_and_whole(dossier: Dossier, chosen: list[Without]) -> None:
    choice = _all([choice for choice in chosen if _has(dossier, choice)])
    rest = without(dossier, choice)
    texts = {report.id: report.text for report in rest.reports}
    for claim in rest.claims:
        spans = [claim.span, claim.sentence, *(q.span for q in claim.quantities)]
        spans += [link.span for link in claim.attribution]
        assert all(texts[claim.report][s.start : s.end] == s.exact for s in spans)
    known = {claim.id for claim in rest.claims}
    assert len(known) == len(rest.claims)
    assert {c for q in rest.questions for p in q.positions for c in p.claims} <= known
    assert {c for i in rest.incidents for c in i.claims} <= known
    assert {p.report for copy in rest.copies for p in copy.passages} <= set(texts)
    assert {v.report for v in rest.versions} | {v.of for v in rest.versions} <= set(texts)
    told = compare(dossier, rest, choice)
    settled = [q for q in dossier.questions if q.state in ("contested", "corroborated")]
    assert len(told.changes) + told.same == len(settled)


def _two(*rows: Told) -> Dossier:
    return _dossier(list(rows))


def test_a_side_is_its_members_and_those_of_its_bodies() -> None:
    dossier = _two(("Gazette", 3, ((0, "army"), (2, "monitor"), (3, "falcon-speaker"))))
    rest = without(dossier, Without(sides=("Government",)))
    assert [claim.origin for claim in rest.claims] == ["monitor", "falcon-speaker"]


def test_the_range_narrows_and_the_change_is_told() -> None:
    dossier = _two(("Gazette", 3, ((0, "monitor"), (3, "army"))), ("Herald", 3, ((1, "un-aid"),)))
    assert [q.state for q in dossier.questions if q.group] == ["contested"]
    choice = Without(origins=("Sarnian army",))
    told = compare(dossier, without(dossier, choice), choice)
    assert [(d.kind, d.name, d.claims) for d in told.dropped] == [("origin", "Sarnian army", 1)]
    [change] = [c for c in told.changes if c.before.lower is not None]
    assert (change.before.state, change.before.lower, change.before.upper) == ("contested", 12, 40)
    assert change.after is not None
    assert (change.after.state, change.after.lower, change.after.upper) == ("corroborated", 12, 12)
    gone = Without(origins=("army", "monitor"), outlets=("Herald",))
    changes = compare(dossier, without(dossier, gone), gone).changes
    assert changes
    assert all(change.after is None for change in changes)


def test_copies_go_and_the_first_text_stays() -> None:
    dossier = _two(
        ("Gazette", 3, ((0, "monitor"), (2, "army"))), ("Herald", 4, ((0, "monitor"), (3, "army")))
    )
    rest = without(dossier, Without(copies=True))
    assert [(c.report, c.quantities[0].lower) for c in rest.claims] == [("r-0", 12), ("r-0", 15), ("r-1", 40)]
    both = without(dossier, Without(copies=True, outlets=("Gazette",)))
    assert [c.quantities[0].lower for c in both.claims] == [40]
    alone = without(dossier, Without(outlets=("Gazette",)))
    assert [c.quantities[0].lower for c in alone.claims] == [12, 40]
    assert [any(note.startswith("carried: ") for note in c.inferred) for c in alone.claims] == [True, False]


def test_a_report_that_only_repeats_a_text_holds_its_claims_when_the_first_goes() -> None:
    told = ((0, "monitor"), (2, "army"))
    dossier = _two(("Gazette", 3, told), ("Herald", 4, told))
    assert {claim.report for claim in dossier.claims} == {"r-0"}
    rest = without(dossier, Without(outlets=("Gazette",)))
    assert [claim.origin for claim in rest.claims] == ["monitor", "army"]
    assert {claim.report for claim in rest.claims} == {"r-1"}
    assert without(dossier, Without(outlets=("Gazette",), copies=True)).claims == ()


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        (Without(origins=("War Monitr",)), "War Monitr: no such origin (near: War Monitor"),
        (Without(origins=("brigade of dust",)), "no such origin (for one: "),
        (
            Without(origins=("UN office",)),
            "more than one origin is called so (UN aid office, UN rights office)",
        ),
        (Without(outlets=("Courier",)), "Courier: no such outlet (for one:"),
        (Without(sides=("north",)), "north: no such side (one of: government, opposition)"),
        (Without(origins=("",)), "no such origin"),
    ],
)
def test_a_name_that_means_nothing_or_too_much_is_one_line(choice: Without, said: str) -> None:
    dossier = _two(("Gazette", 3, ((0, "un-rights"), (2, "un-aid"), (3, "monitor"))))
    with pytest.raises(InputError) as refused:
        without(dossier, choice)
    assert said in refused.value.line()
    assert "\n" not in refused.value.line()


@pytest.mark.parametrize("name", ["UNITED NATIONS", "the United Nations", "united-nations"])
def test_names_are_taken_as_people_write_them(name: str) -> None:
    dossier = _two(("Gazette", 3, ((0, "un-rights"), (3, "monitor"))))
    assert [c.origin for c in without(dossier, Without(origins=(name,))).claims] == ["monitor"]
