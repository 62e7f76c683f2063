"""What the timeline leaves out, what stands beside a doubtful count, and how long rows fold."""

import re

import pytest
from msgspec.structs import replace

from crossbearing.brief import compose, render_html, render_markdown, render_text
from crossbearing.brief.answers import answer, known
from crossbearing.brief.lists import rows
from crossbearing.brief.names import CITES_SHOWN
from crossbearing.brief.rows import moments
from crossbearing.brief.sentences import fill, sentence
from crossbearing.brief.shelf import Shelf
from crossbearing.brief.values import Part, words
from crossbearing.brief.wording import are_several, say_actor
from crossbearing.model import (
    Actor,
    Claim,
    Dossier,
    Place,
    Position,
    Published,
    Quantity,
    Question,
    Relation,
    Report,
    Span,
    When,
)
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


def test_a_denial_is_never_quoted_as_if_said() -> None:
    denied = claim("the bridge at Anvar was shut on Friday", "council", status="denied")
    own_no = replace(denied, negated=True)
    report = Report(id="r1", text=TEXT, sha256="0" * 64, published=Published(None, None, "unknown"))
    shelf = Shelf(Dossier(reports=(report,), claims=(denied,), actors=ACTORS))
    assert words(sentence(shelf, [denied])).startswith(
        "The town council denied: “the bridge at Anvar was shut"
    )
    assert "denied" not in words(sentence(shelf, [own_no]))
    assert "(a denial)" in words(sentence(shelf, [own_no]))


@pytest.mark.parametrize("row", rows("verbs"), ids=lambda row: row["one"])
def test_several_people_say_and_one_says(row: dict[str, str]) -> None:
    source = row["example"].partition(f" {row['many']} ")[0]
    assert are_several(source)
    assert not any(are_several(name) for name in ("United Nations", "Ada Lind", "a doctor in Anvar", "press"))


def test_the_verb_follows_its_source() -> None:
    slots = {"source": [Part("source", "doctors in Anvar", "x")], "amount": [Part("amount", "12")]}
    assert "".join(part.text for part in fill("asserted", slots)).startswith("doctors in Anvar say 12")
    slots["source"] = [Part("source", "the Anvar Post", "x")]
    assert "".join(part.text for part in fill("narrated", slots)).startswith("the Anvar Post says: “")


RISING = (
    "On Friday the council said 12 people were killed. Later the council said 19 people were killed. "
    "At night the council said 27 people were killed."
)


def _told(words_: str, number: float) -> Claim:
    start = RISING.index(words_)
    begin = RISING.rfind("said ", 0, start) + 5
    whole = Span(begin, RISING.index(".", start), RISING[begin : RISING.index(".", start)])
    amount = Quantity(
        span=Span(start, start + len(words_), words_), lower=number, upper=number, bound="exact",
        measure="killed", group="people",
    )  # fmt: skip
    return Claim(
        id=f"c-{number:g}", report="r1", span=whole, sentence=whole, voice="indirect", topic="casualties",
        status="asserted", origin="council", quantities=(amount,),
    )  # fmt: skip


def test_a_later_figure_stands_with_the_earlier_ones_it_took_over() -> None:
    claims = tuple(_told(f"{n} people", n) for n in (12, 19, 27))
    positions = tuple(
        Position(
            id=f"p{n}", summary=f"{n} killed", claims=(f"c-{n}",), origins=("council",), lower=n, upper=n
        )
        for n in (12, 19, 27)
    )
    relations = tuple(
        Relation(s, t, "updates", "later") for s, t in (("p19", "p12"), ("p27", "p12"), ("p27", "p19"))
    )
    question = Question(
        id="q", title="How many?", topic="casualties", state="superseded", positions=positions,
        relations=relations,
    )  # fmt: skip
    report = Report(id="r1", text=RISING, sha256="0" * 64, published=Published(None, None, "unknown"))
    dossier = Dossier(reports=(report,), claims=claims, actors=ACTORS, questions=(question,))
    (line,) = compose(dossier).known
    assert (
        words(line) == "The town council says 27 people were killed; earlier 12, then 19 by the same source"
    )
    assert line.claims == ("c-27", "c-12", "c-19")
