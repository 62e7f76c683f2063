"""What a brief says of what changed: each change with its reports, cited; nothing where none is known."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from msgspec import structs

from crossbearing.brief import Earlier, compose, render_html, render_markdown, render_text
from crossbearing.brief.changed import say_moment
from crossbearing.brief.values import Brief, Change, words
from crossbearing.judgements import judge
from crossbearing.model import Dossier, Term
from crossbearing.reconcile import reconcile
from crossbearing.replay import as_of, kept_state
from crossbearing.switches import Narrow, narrow, narrowed
from tests.brief.story import AGREEMENTS, CLAIMS, QUESTIONS, REPORTS, story
from tests.replay.test_standing import DAYS
from tests.test_switches import dossiers

AT = datetime(2031, 5, 7, 8, 0, tzinfo=UTC)


def first_report() -> Dossier:
    """The story as it stood when only its first report was read."""
    mine = tuple(claim for claim in CLAIMS if claim.report == "r-post")
    east = QUESTIONS[0]
    [one] = east.positions
    asked = structs.replace(east, positions=(structs.replace(one, claims=("c-dead-1",)),))
    return story(reports=REPORTS[:1], claims=mine, questions=(asked,), agreements=(), copies=(), versions=())


def since(before: Dossier, after: Dossier) -> Brief:
    return compose(after, earlier=Earlier(at=AT, state=kept_state(before)))


def changes(brief: Brief) -> dict[str, list[Change]]:
    assert brief.since is not None
    return {group.key: list(group.changes) for group in brief.since.groups}


def test_nothing_is_said_where_no_earlier_brief_is_known() -> None:
    brief = compose(story())
    assert brief.since is None
    for text in (render_markdown(brief), render_text(brief), render_html(brief, story())):
        assert "Changed since" not in text


def test_the_same_state_changed_nothing() -> None:
    brief = since(story(), story())
    assert brief.since is not None
    assert brief.since.nothing
    text = render_markdown(brief)
    assert "## Changed since the brief of 7 May 2031, 08:00 UTC\n\nNothing: the same reports" in text


def test_new_reports_questions_and_deadlines_come_with_their_report() -> None:
    brief = since(first_report(), story())
    assert brief.since is not None
    assert [(cause.key, cause.name) for cause in brief.since.came] == [
        ("2", "report 2 (Valley Wire)"),
        ("3", "report 3"),
    ]
    told = changes(brief)
    [town] = told["contested"]
    assert town.was is None
    assert town.now is not None
    assert town.now.startswith("contested: nearly 70 ↔ at least 12")
    assert [cause.key for cause in town.causes] == ["2"]
    assert town.title is not None
    assert town.title.claims[0] in {"c-seventy", "c-dead-2"}
    [deal] = told["agreements"]
    assert deal.title is not None
    assert words(deal.title) == "Ceasefire in Anvar"
    assert deal.now == "told of for the first time"
    html = render_html(brief, story())
    assert '<section id="changed"' in html
    assert 'href="#r-2">Report 2 (Valley Wire)</a>' in html
    assert "Behind it: report 2 (Valley Wire)" in html


def test_a_term_that_came_is_told_and_a_deadline_by_itself() -> None:
    [deal, *_] = AGREEMENTS
    bare = structs.replace(deal, terms=tuple(t for t in deal.terms if t.kind not in ("start", "deadline")))
    dated = next(claim for claim in CLAIMS if claim.id == "c-truce")
    whole = structs.replace(
        bare, terms=(*bare.terms, Term("deadline", "a truce that starts on 6 May", ("c-truce",), dated.time))
    )
    brief = since(story(agreements=(bare,)), story(agreements=(whole,)))
    [change] = changes(brief)["deadlines"]
    [clause] = change.clauses
    assert (clause.kind, clause.first, clause.line.claims) == ("deadline", date(2031, 5, 6), ("c-truce",))
    assert "Deadline (6 May 2031)" in render_markdown(brief)


def test_what_was_contested_is_settled_and_back() -> None:
    town = QUESTIONS[1]
    alone = structs.replace(town, state="single_origin", positions=town.positions[:1], relations=())
    one, other = story(questions=(alone,)), story(questions=(town,))
    [change] = changes(since(one, other))["contested"]
    assert (change.was, change.now) == (
        "one origin: nearly 70",
        "contested: nearly 70 ↔ at least 12",
    )
    [change] = changes(since(other, one))["settled"]
    assert change.now == "one origin: nearly 70"
    [gone] = changes(since(other, story(questions=())))["gone"]
    assert gone.title is None
    assert gone.said == "How many people were killed in Anvar on 3 May?"


def test_judgements_and_withdrawals_since_are_told() -> None:
    old = judge("c-hurt", "accept", analyst="R. Haddad", at=AT)
    new = judge("c-seventy", "reject", analyst="R. Haddad", at=AT, note="a slip")
    back = judge(old.id, "withdraw", analyst="R. Haddad", at=AT)
    brief = since(story(assessments=(old,)), story(assessments=(old, new, back)))
    assert brief.since is not None
    assert [(item.verdict, item.state is None) for item in brief.since.judgements] == [
        ("accept", False),
        ("reject", True),
    ]
    quiet = since(story(assessments=(old,)), story(assessments=(old,)))
    assert quiet.since is not None
    assert quiet.since.nothing


def test_a_report_that_is_gone_is_named_by_its_title() -> None:
    brief = since(story(), first_report())
    assert brief.since is not None
    assert [name.split("”")[0] for name in brief.since.went] == [
        "“Anvar truce agreed, monitor counts dead",
        "“A town holds its breath",
    ]


@pytest.mark.parametrize("title", ["\u202egnorts\x07 <b>x</b>", "w" * 3000])
def test_hostile_titles_of_what_is_gone_do_no_harm(title: str) -> None:
    reports = (*REPORTS[:2], structs.replace(REPORTS[2], title=title))
    brief = since(story(reports=reports), first_report())
    assert "<b>x" not in render_html(brief, first_report()) + render_markdown(brief)
    for text in (render_html(brief, first_report()), render_markdown(brief), render_text(brief)):
        assert "w" * 200 not in text
        assert "\u202e" not in text
        assert "\x07" not in text


def test_words_that_the_earlier_claims_do_not_hold_are_withheld() -> None:
    odd = structs.replace(QUESTIONS[1], title="How many did Marshal Vance kill in 1999?")
    brief = since(story(questions=(odd,)), story(questions=()))
    [gone] = changes(brief)["gone"]
    assert gone.said == "Casualties."
    assert brief.withheld


@settings(max_examples=8, deadline=None)
@given(dossiers, DAYS)
def test_every_change_of_a_replay_compiles_and_has_a_reason(dossier: Dossier, day: date) -> None:
    brief = since(as_of(dossier, day), dossier)
    assert brief.since is not None
    for group in brief.since.groups:
        for change in group.changes:
            assert change.causes
            assert change.title is None or change.title.claims


def test_the_brief_says_first_what_it_was_narrowed_to() -> None:
    whole = story()
    found = reconcile(whole)
    whole = structs.replace(whole, incidents=found.incidents)
    choice = Narrow(since=date(2031, 5, 3), until=date(2031, 5, 4), places=("Anvar",), topics=("casualties",))
    rest = narrow(whole, choice)
    brief = compose(rest, narrowed=narrowed(whole, rest, choice))
    line = (
        "What is told of 3–4 May 2031; in Anvar and what lies in it; on casualties. "
        "Left out: 7 of 10 claims and 1 of 3 reports."
    )
    assert f"## Narrowed to\n\n**{line}**" in render_markdown(brief)
    assert line in " ".join(render_text(brief).split())
    assert f"<p>{line}</p>" in render_html(brief, rest)
    incident = found.incidents[0]
    rest = narrow(whole, Narrow(incidents=(incident.id,)))
    brief = compose(rest, narrowed=narrowed(whole, rest, Narrow(incidents=(incident.id,))))
    assert brief.narrowing is not None
    assert brief.narrowing.parts[0].startswith("What is told of the incident “")


def test_a_moment_is_said_in_utc() -> None:
    assert say_moment(AT) == "7 May 2031, 08:00 UTC"
