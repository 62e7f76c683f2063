"""What the timeline leaves out, what stands beside a doubtful count, and how long rows fold."""

import re

import pytest
from msgspec.structs import replace

from crossbearing.brief import compose, render_html, render_markdown, render_text
from crossbearing.brief.answers import answer, known
from crossbearing.brief.lists import rows
from crossbearing.brief.names import CITES_SHOWN
from crossbearing.brief.rows import moments
from crossbearing.brief.shelf import Shelf
from crossbearing.brief.values import words
from crossbearing.brief.wording import say_actor
from crossbearing.model import Actor, Claim, Dossier, Place, Position, Quantity, Question, Report, Span, When
from tests.factory import when

TEXT = (
    "Drivers said the bridge at Anvar was shut on Friday because the army was shelling it. "
    "The council said 40 people were reportedly killed. It is hard to verify this, Ada Lind said. "
    "The wire counts about 42 people killed."
)
ACTORS = (
    Actor(id="drivers", name="drivers", kind="unnamed"),
    Actor(id="council", name="town council", kind="government"),
    Actor(id="lind", name="Ada Lind", kind="person", member_of="council"),
    Actor(id="wire", name="Anvar Wire", kind="media"),
)
DAY = when("2031-05-02")


def claim(exact: str, origin: str, **fields: object) -> Claim:
    start = TEXT.index(exact)
    end = TEXT.index(".", start) + 1
    begin = TEXT.rfind(". ", 0, start) + 2 if ". " in TEXT[:start] else 0
    values: dict[str, object] = {
        "id": f"c-{start}",
        "report": "r1",
        "span": Span(start, start + len(exact), exact),
        "sentence": Span(begin, end, TEXT[begin:end]),
        "voice": "indirect",
        "topic": "hostilities",
        "status": "asserted",
        "origin": origin,
    }
    return Claim(**(values | fields))  # type: ignore[arg-type]


def counted(exact: str, words_: str, number: float, bound: str, origin: str, **fields: object) -> Claim:
    start = TEXT.index(words_)
    amount = Quantity(
        span=Span(start, start + len(words_), words_), lower=number, upper=number, bound=bound,  # type: ignore[arg-type]
        measure="killed", group="people",
    )  # fmt: skip
    return claim(exact, origin, topic="casualties", quantities=(amount,), **fields)


BRIDGE = claim("the bridge at Anvar was shut on Friday because the army was shelling it", "drivers", time=DAY)
SHELLS = claim("because the army was shelling it", "drivers", time=replace(DAY, inferred="x"))
FORTY = counted("40 people were reportedly killed", "40 people", 40, "exact", "council", status="unverified")
DOUBT = claim("It is hard to verify this", "lind", topic="other", status="unverified")
FORTY_TWO = counted("about 42 people killed", "about 42 people", 42, "about", "wire")


def world(*claims: Claim, questions: tuple[Question, ...] = ()) -> Dossier:
    report = Report(id="r1", text=TEXT, sha256="0")
    return Dossier(reports=(report,), actors=ACTORS, claims=claims, questions=questions)


def position(*claims: Claim, **fields: object) -> Position:
    values: dict[str, object] = {
        "id": f"p-{claims[0].id}",
        "summary": "x",
        "claims": tuple(c.id for c in claims),
        "origins": (claims[0].origin,),
    }
    return Position(**(values | fields))  # type: ignore[arg-type]


def asked(*positions: Position, state: str = "single_origin", time: When | None = None) -> Question:
    return Question(
        id="q", topic="casualties", title="How many?", state=state, positions=positions, time=time  # type: ignore[arg-type]
    )  # fmt: skip


def test_a_day_only_taken_from_context_draws_no_bar_unless_a_question_has_it() -> None:
    told = replace(BRIDGE, time=replace(DAY, inferred="the report's day"))
    assert moments(Shelf(world(told))) == ()
    question = asked(position(told), time=DAY)
    assert len(moments(Shelf(world(told, questions=(question,))))) == 1


def test_fragments_and_clauses_of_a_claim_are_no_moments() -> None:
    apart = replace(SHELLS, time=DAY)
    assert [m.line.claims for m in moments(Shelf(world(BRIDGE, apart)))] == [(BRIDGE.id,)]
    assert moments(Shelf(world(apart))) == ()


def test_the_doubt_stands_in_the_line_of_its_count() -> None:
    shelf = Shelf(world(FORTY, DOUBT))
    given = position(FORTY, DOUBT, status="unverified", lower=40.0, upper=40.0)
    found = answer(shelf, asked(given), given)
    assert found is not None
    assert words(found.line).endswith("(not verified); Ada Lind said: “It is hard to verify this”")
    assert DOUBT.id in found.line.claims


def test_near_figures_of_two_origins_stand_side_by_side() -> None:
    first, second = position(FORTY, lower=40.0, upper=40.0), position(FORTY_TWO, lower=42.0, upper=42.0)
    dossier = world(FORTY, FORTY_TWO, questions=(asked(first, second, state="corroborated"),))
    (line,) = known(Shelf(dossier))
    assert "40 people" in words(line)
    assert "about 42 people" in words(line)
    assert line.standing is not None
    assert len(line.standing.origins) == 2


@pytest.mark.parametrize("row", rows("plurals_of_people"))
def test_every_noun_of_several_people_takes_no_article(row: dict[str, str]) -> None:
    assert row["word"] in row["example"]
    assert say_actor(Actor(id="a", name=row["example"], kind="unnamed")) == row["example"]


def many_cited() -> Dossier:
    repeats = tuple(replace(BRIDGE, id=f"c-{n}") for n in range(10))
    place = Place(id="anvar", name="Anvar", kind="city", precision="city", lat=1.0, lon=1.0)
    return replace(world(*repeats), places=(place,))


def test_many_citations_fold_behind_their_number() -> None:
    brief = compose(many_cited())
    more = 10 - CITES_SHOWN
    assert f"(+{more})" in render_markdown(brief)
    assert re.search(rf"<summary[^>]*>\+{more}</summary>", render_html(brief, many_cited()))


def test_the_terminal_says_how_much_was_withheld() -> None:
    brief = replace(compose(many_cited()), withheld=3)
    assert "Withheld: 3 derived statements" in render_text(brief)
