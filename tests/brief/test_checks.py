"""A brief that compiles: sabotage the ledger or a line, and no brief comes out."""

from collections.abc import Callable
from typing import Any

import pytest
from msgspec import structs

from crossbearing.brief import compose
from crossbearing.brief.checks import check
from crossbearing.brief.values import Brief, Line, Part
from crossbearing.errors import BriefError
from crossbearing.model import Claim, Dossier, Relation, Span
from tests.brief.story import AGREEMENTS, CLAIMS, QUESTIONS, story


def changed(key: str, **changes: Any) -> Dossier:
    return story(claims=tuple(structs.replace(c, **changes) if c.id == key else c for c in CLAIMS))


def claim(key: str) -> Claim:
    return next(c for c in CLAIMS if c.id == key)


def moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by, span.exact)


def with_number(key: str, lower: float) -> Dossier:
    first, *rest = claim(key).quantities
    return changed(key, quantities=(structs.replace(first, lower=lower), *rest))


LEDGERS: list[tuple[str, Callable[[], Dossier], str]] = [
    ("number changed", lambda: with_number("c-dead-1", 21), "does not hold the number 21"),
    ("span moved", lambda: changed("c-control", span=moved(claim("c-control").span, 2)), "are not"),
    (
        "sentence moved",
        lambda: changed("c-control", sentence=moved(claim("c-control").sentence, 1)),
        "are not",
    ),
    (
        "words changed",
        lambda: changed("c-control", span=structs.replace(claim("c-control").span, exact="The army fled")),
        "are not “The army fled",
    ),
    ("span past the end", lambda: changed("c-control", span=Span(9000, 9005, "peace")), "are not"),
    ("report gone", lambda: changed("c-control", report="r-none"), "is not in the ledger"),
    (
        "day changed",
        lambda: changed(
            "c-truce",
            time=structs.replace(
                claim("c-dead-2").time,  # type: ignore[type-var]
                span=claim("c-dead-2").time.span,  # type: ignore[union-attr]
                earliest=claim("c-dead-2").time.earliest.replace(month=9),  # type: ignore[union-attr]
                latest=claim("c-dead-2").time.latest.replace(month=9),  # type: ignore[union-attr]
            ),
        ),
        "does not hold September",
    ),
]


@pytest.mark.parametrize(("name", "ledger", "why"), LEDGERS, ids=[row[0] for row in LEDGERS])
def test_a_sabotaged_ledger_makes_no_brief(name: str, ledger: Callable[[], Dossier], why: str) -> None:
    with pytest.raises(BriefError, match=why):
        compose(ledger())


def first_line(brief: Brief, **changes: Any) -> Brief:
    line = structs.replace(brief.known[0], **changes)
    return structs.replace(brief, known=(line, *brief.known[1:]))


def swap(line: Line, kind: str, **changes: Any) -> tuple[Part, ...]:
    at = next(n for n, part in enumerate(line.parts) if part.kind == kind)
    return (*line.parts[:at], structs.replace(line.parts[at], **changes), *line.parts[at + 1 :])


LINES: list[tuple[str, Callable[[Line], dict[str, Any]], str]] = [
    ("number in a line", lambda line: {"parts": swap(line, "amount", text="at least 21")}, "number is not"),
    ("bound dropped", lambda line: {"parts": swap(line, "amount", text="12")}, "number is not"),
    (
        "number in the grammar",
        lambda line: {"parts": (Part("word", "21 dead"), *line.parts)},
        "rests on nothing",
    ),
    (
        "source renamed",
        lambda line: {"parts": swap(line, "source", text="The town council")},
        "not a name of",
    ),
    (
        "source swapped",
        lambda line: {"parts": swap(line, "source", text="The town council", ref="a-council")},
        "no cited claim names",
    ),
    (
        "source swapped for the accused",
        lambda line: {"parts": swap(line, "source", text="The army", ref="a-army")},
        "does not rest on the word",
    ),
    ("place swapped", lambda line: {"parts": swap(line, "place", text="Sael", ref="p-sael")}, "told of Sael"),
    ("day moved", lambda line: {"parts": swap(line, "day", text=" on 4 May 2031")}, "time is not"),
    ("group changed", lambda line: {"parts": swap(line, "group", text="soldiers")}, "does not count"),
    ("claim unknown", lambda line: {"claims": ("c-none",)}, "not in the ledger"),
    ("claim not cited", lambda line: {"claims": ("c-control",)}, "does not cite"),
    ("no claim", lambda line: {"claims": ()}, "cites no claim"),
    (
        "reports inflated",
        lambda line: {"standing": structs.replace(line.standing, reports=5)},  # type: ignore[type-var]
        "stands in 2 reports, not 5",
    ),
    (
        "origins inflated",
        lambda line: {"standing": structs.replace(line.standing, origins=line.standing.origins * 2)},  # type: ignore
        "rests on 1 origins, not 2",
    ),
    ("a word of ours", lambda line: {"parts": (*line.parts, Part("word", " brutally"))}, "brutally"),
    (
        "a quotation of nothing",
        lambda line: {"parts": (*line.parts, Part("quote", "all was lost", "c-dead-1"))},
        "do not hold “all was lost",
    ),
]


@pytest.mark.parametrize(("name", "change", "why"), LINES, ids=[row[0] for row in LINES])
def test_a_sabotaged_line_does_not_compile(
    name: str, change: Callable[[Line], dict[str, Any]], why: str
) -> None:
    brief = compose(story())
    with pytest.raises(BriefError, match=why):
        check(first_line(brief, **change(brief.known[0])), story())


def test_a_dropped_hedge_does_not_compile() -> None:
    brief = compose(story())
    chapter = brief.unsettled[0]
    plain = tuple(
        structs.replace(part, text=part.text.replace(" reportedly", "").replace(" (not verified)", ""))
        for part in chapter.lines[0].parts
    )
    bare = structs.replace(chapter, lines=(structs.replace(chapter.lines[0], parts=plain),))
    with pytest.raises(BriefError, match="not verified, which the sentence does not show"):
        check(structs.replace(brief, unsettled=(bare,)), story())


def test_a_denial_told_plainly_does_not_compile() -> None:
    brief = compose(story())
    chapter = next(c for c in brief.unsettled if c.key == "denied")
    parts = tuple(structs.replace(p, text=p.text.replace(" (a denial)", "")) for p in chapter.lines[0].parts)
    bare = structs.replace(chapter, lines=(structs.replace(chapter.lines[0], parts=parts),))
    with pytest.raises(BriefError, match="denied"):
        check(structs.replace(brief, unsettled=(bare,)), story())


def test_a_range_drawn_wrong_does_not_compile() -> None:
    brief = compose(story())
    with pytest.raises(BriefError, match="range drawn"):
        check(structs.replace(brief, tolls=(structs.replace(brief.tolls[0], lower=1),)), story())


def test_a_point_drawn_wrong_does_not_compile() -> None:
    brief = compose(story())
    with pytest.raises(BriefError, match="area drawn"):
        check(structs.replace(brief, spots=(structs.replace(brief.spots[0], lat=1.0),)), story())


def test_a_reference_to_other_characters_does_not_compile() -> None:
    brief = compose(story())
    other = structs.replace(brief.references[0], span=brief.references[1].span)
    with pytest.raises(BriefError, match="not those of its claim"):
        check(structs.replace(brief, references=(other, *brief.references[1:])), story())


def test_a_title_or_reason_that_is_not_held_is_left_out_and_counted() -> None:
    question = structs.replace(
        QUESTIONS[1],
        title="How many of the 900 people of Torvik were killed?",
        relations=(Relation("p2", "p3", "contradicts", "Torvik counts 71, the River Observatory 12."),),
    )
    brief = compose(story(questions=(question,)))
    assert brief.withheld == 2
    assert "Torvik" not in str(brief.disputes)
    assert "900" not in str(brief.disputes)


def test_a_term_that_is_not_held_gives_way_to_the_words_themselves() -> None:
    terms = (
        structs.replace(AGREEMENTS[0].terms[0], summary="The truce starts on 19 May."),
        *AGREEMENTS[0].terms[1:],
    )
    brief = compose(story(agreements=(structs.replace(AGREEMENTS[0], terms=terms),)))
    assert brief.withheld == 1
    assert "starts on 6 May" in str(brief.deals[0].terms[0].line.parts)


def test_the_error_names_the_first_faults_and_counts_the_rest() -> None:
    broken = tuple(structs.replace(c, span=moved(c.span, 1)) for c in CLAIMS)
    with pytest.raises(BriefError) as caught:
        compose(story(claims=broken))
    assert "more" in caught.value.line()
    assert len(caught.value.line()) < 1500
    assert caught.value.exit_code == 4
