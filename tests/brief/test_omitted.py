"""What a brief says of what it leaves out, and of what analysts judged, held and hostile."""

from datetime import UTC, datetime

from msgspec import structs

from crossbearing.brief import compose, render_html, render_markdown, render_text
from crossbearing.judgements import judge, pair
from crossbearing.model import Assessment, Dossier
from crossbearing.switches import Change, Dropped, LeftOut, Told
from tests.brief.story import CLAIMS, QUESTIONS, story
from tests.brief.test_html import page_of

AT = datetime(2031, 5, 7, 8, 0, tzinfo=UTC)
CLAIM_IDS = tuple(dict.fromkeys(claim for p in QUESTIONS[1].positions for claim in p.claims))


def left_out(**changes: object) -> LeftOut:
    title = "How many people were killed in Anvar on 3 May?"
    before = Told("contested", ("nearly 70", "at least 12"), CLAIM_IDS)
    row = Change(
        "q-town", title, "casualties", before, Told("single_origin", ("at least 12",), CLAIM_IDS[1:])
    )
    return LeftOut(
        whole=story(),
        dropped=(Dropped("origin", "town council", 1, actor="a-council"), Dropped("side", "front", 2)),
        claims=3,
        reports=0,
        changes=(structs.replace(row, **changes),),
        same=2,
        lost=1,
    )


def without_council() -> Dossier:
    return story(
        claims=tuple(claim for claim in CLAIMS if claim.origin != "a-council"),
        questions=tuple(question for question in QUESTIONS if question.id != "q-town"),
    )


def test_the_top_says_what_is_left_out_and_what_that_changed() -> None:
    brief = compose(without_council(), left_out())
    text = " ".join(render_text(brief).split())
    assert text.index("Left out:") < text.index("What is known")
    assert "the word of the town council and all who belong to it (1 claim)" in text
    assert "In all 3 of 10 claims." in text
    assert (
        "1 contested or corroborated question now stands otherwise, 2 as before; 1 other question no longer"
        in text
    )
    assert "with: contested: nearly 70 ↔ at least 12 without: one origin: at least 12" in text
    markdown = render_markdown(brief)
    assert "| contested: nearly 70 ↔ at least 12 | one origin: at least 12 |" in markdown
    assert '<td data-label="Without">one origin: at least 12</td>' in render_html(brief, without_council())


def test_a_question_that_is_asked_no_more_is_said_so() -> None:
    brief = compose(without_council(), left_out(after=None))
    assert brief.omission is not None
    assert brief.omission.rows[0].after == "no longer asked"


def test_words_that_no_claim_holds_are_withheld_there_too() -> None:
    brief = compose(without_council(), left_out(title="How many of Baron Vell's 900 men fell?"))
    assert brief.omission is not None
    assert (brief.omission.rows[0].title, brief.withheld) == ("Casualties", 1)


def test_without_switches_nothing_is_said_of_them() -> None:
    html, _ = page_of(story())
    assert "left-out" not in html
    assert "Judgements" not in html


def judged(*assessments: Assessment) -> Dossier:
    return story(assessments=assessments)


def test_judgements_stand_beside_lines_disputes_deals_and_reports() -> None:
    targets = ("c-dead-1", "q-control", "q-town", "p3", "g-truce", "r-wire", "a-green", "q-gone")
    told = [judge(t, "accept", analyst=f"Analyst {n}", at=AT, note=t) for n, t in enumerate(targets)]
    dossier = judged(*told, judge(pair("c-truce", "c-foreign"), "same incident", analyst="Odo", at=AT))
    brief = compose(dossier)
    html, markdown, text = render_html(brief, dossier), render_markdown(brief), render_text(brief)
    for n in range(6):
        for page in (html, markdown):
            assert page.count(f"Judged by Analyst {n}, 7 May 2031: accept") > 1, n
    for page in (html, markdown, " ".join(text.split())):
        assert "q-gone, which this brief does not hold" in page.replace("\\", "")
        assert "the question “Who controls eastern Anvar?”" in page.replace("\\", "")
        assert "“Foreign fighters are not covered” (report 2)" in page


def test_a_hostile_note_and_name_stay_text() -> None:
    mean = judge(
        "c-dead-1", "reject", analyst="<script>x</script>", at=AT, note="\u202e</p><img src=x> | # [a](b)"
    )
    html, page = page_of(judged(mean))
    assert "script" not in page.names
    assert "img" not in page.names
    assert "&lt;script&gt;" in html
    assert "\u202e" not in html + render_markdown(compose(judged(mean))) + render_text(compose(judged(mean)))


def test_a_withdrawn_judgement_is_shown_as_withdrawn() -> None:
    one = judge("c-dead-1", "reject", analyst="Rana", at=AT)
    back = judge(one.id, "withdraw", analyst="Odo", at=AT, note="hasty")
    [shown] = compose(judged(one, back)).judgements
    assert shown.state == "withdrawn by Odo, 7 May 2031: “hasty”"


def test_who_carries_whom_is_told_by_name_in_every_rendering() -> None:
    copy = story().copies[0]
    dossier = story(copies=(structs.replace(copy, origin=None),))
    brief = compose(dossier)
    [row] = brief.carried
    assert (row.source, row.carrier, row.reports, row.passages) == ("Anvar Post", "Valley Wire", 1, 1)
    assert "Valley Wire ← Anvar Post: 1 passage in 1 report (100% of its reports)" in render_text(brief)
    assert "| Valley Wire | Anvar Post | 1 passage in 1 report" in render_markdown(brief)
    assert 'data-label="In the reports of">Valley Wire</th>' in render_html(brief, dossier)
    assert "Who carries whom" not in render_text(compose(story(copies=())))
