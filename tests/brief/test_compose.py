from msgspec import structs

from crossbearing.brief import compose, render_text
from crossbearing.brief.answers import KNOWN_LIMIT
from crossbearing.brief.checks import lines_of
from crossbearing.brief.rows import MEASURES
from crossbearing.brief.values import words
from crossbearing.model import Dossier, Published, Report
from tests.brief.story import CLAIMS, QUESTIONS, REPORTS, story


def said() -> list[str]:
    return [words(line) for line in compose(story()).known]


def test_a_count_reads_as_its_source_says_it() -> None:
    assert said()[0] == (
        "The River Observatory says at least 12 civilians, 3 of them children, were killed by the army "
        "in eastern Anvar on 3 May 2031"
    )


def test_one_origin_in_two_reports_is_said_plainly() -> None:
    line = compose(story()).known[0]
    assert line.standing is not None
    assert (len(line.standing.origins), line.standing.reports) == (1, 2)
    assert line.claims == ("c-dead-1", "c-dead-2")
    assert "(one origin, in 2 reports)" in render_text(compose(story()), width=400)


def test_what_is_expected_is_not_told_as_done() -> None:
    assert (
        "Ana Brel said: “Buses will carry 200 wounded people out of the town” "
        "(announced, not reported done) (Anvar Post, 4 May 2031)" in said()
    )


def test_what_no_grammar_fits_is_quoted_with_its_report_and_inferred_day() -> None:
    assert (
        "Tam Oru, as told in report 3: “The army controls most of eastern Anvar” (5–6 May 2031, inferred)"
        in said()
    )


def test_known_holds_at_most_twelve_lines() -> None:
    many = tuple(structs.replace(QUESTIONS[0], id=f"q{n}") for n in range(40))
    assert len(compose(story(questions=many)).known) <= KNOWN_LIMIT


def test_contested_positions_stand_against_each_other_with_the_reason() -> None:
    dispute = compose(story()).disputes[0]
    assert words(dispute.title) == "How many people were killed in Anvar on 3 May?"
    assert [words(line).split(" says ")[0] for line in dispute.positions] == [
        "The town council",
        "The River Observatory",
    ]
    assert words(dispute.reasons[0]).startswith("The town council counts nearly 70")


def test_casualties_are_ranges_by_place_group_and_origin() -> None:
    rows = [
        (words(t.amount), words(t.group), words(t.place), words(t.blamed), words(t.origin))
        for t in compose(story()).tolls
    ]
    assert rows[0] == ("nearly 70 (63–70)", "people", "Anvar", "not stated", "the town council")
    assert rows[1] == ("up to 30 (not verified)", "people", "Sael", "not stated", "Valley Wire")
    assert rows[2] == ("at least 12", "civilians", "eastern Anvar", "the army", "the River Observatory")


def test_agreements_have_their_clock() -> None:
    deal = compose(story()).deals[0]
    assert [words(line) for line in deal.parties] == ["the army", "the River Front"]
    assert [(clause.kind, str(clause.first)) for clause in deal.terms] == [
        ("start", "2031-05-06"),
        ("exclusion", "None"),
    ]


def test_an_agreement_of_no_known_parties_and_terms_is_not_shown() -> None:
    told = story()
    bare = tuple(structs.replace(deal, parties=(), terms=()) for deal in told.agreements)
    assert compose(structs.replace(told, agreements=bare)).deals == ()


def test_a_place_keeps_its_tolls_together_and_the_killed_stand_first() -> None:
    rows = [(words(t.place), t.measure) for t in compose(story()).tolls]
    places = [place for place, _ in rows]
    assert places == sorted(places, key=places.index)
    for place in set(places):
        measures = [measure for where, measure in rows if where == place]
        assert measures == sorted(measures, key=MEASURES.index)


def test_what_is_not_settled_is_listed_by_kind() -> None:
    kinds = {chapter.key: [words(line) for line in chapter.lines] for chapter in compose(story()).unsettled}
    assert "reportedly" in kinds["unverified"][0]
    assert "(a denial)" in kinds["denied"][0]


def test_the_same_dossier_gives_the_same_brief() -> None:
    assert compose(story()) == compose(story())


def test_every_line_cites_and_every_citation_is_numbered() -> None:
    brief = compose(story())
    numbered = {reference.claim for reference in brief.references}
    for path, line in lines_of(brief):
        assert line.claims, path
        assert set(line.claims) <= numbered


def test_an_empty_ledger_still_makes_a_brief() -> None:
    brief = compose(Dossier())
    assert brief.known == ()
    assert "no uncontested answer" in render_text(brief)


def test_a_report_without_claims_is_listed_with_the_reason() -> None:
    unread = Report(id="r-x", text="نص", sha256="1", unread="language: ar", published=Published())
    brief = compose(story(reports=(*REPORTS, unread)))
    assert brief.sources[3].unread == "language: ar"
    assert "not read (language: ar)" in render_text(brief)


def test_background_figures_do_not_lead() -> None:
    claims = tuple(structs.replace(c, background=True) if c.id.startswith("c-dead") else c for c in CLAIMS)
    brief = compose(story(claims=claims))
    assert all("Observatory" not in words(line) for line in brief.known)
