"""Side by side: answers as rows, sides as columns, and who speaks on which side."""

import csv
from importlib.resources import files

import pytest
from msgspec import structs

from crossbearing.brief import compose, render_html, render_markdown
from crossbearing.brief.accounts import side_by_side
from crossbearing.brief.checks import check
from crossbearing.brief.lists import rows
from crossbearing.brief.shelf import Shelf
from crossbearing.brief.sides import head_of, ordered, side_of
from crossbearing.brief.values import words
from crossbearing.errors import BriefError
from crossbearing.model import Actor
from tests.brief.tolls import ACTORS, CLAIMS, KILLED, kel


def test_each_answer_stands_under_the_sides_that_give_it() -> None:
    found, more = side_by_side(Shelf(kel()))
    assert more == 0
    first = found[0]
    assert first.heads == ("Government", "Opposition", "Monitors and UN")
    cells = [[[words(line) for line in cell.lines] for cell in row.cells] for row in first.rows]
    assert cells == [
        [[], [], ["the Hill Observatory, told 2 July 2031"]],
        [[], [], ["the Hill Observatory, told 3 July 2031"]],
        [["governor, told 2 July 2031"], [], []],
        [[], ["the River Front, told 4 July 2031 (not verified)"], []],
    ]


def test_one_origin_alone_is_not_set_beside_anybody() -> None:
    alone = structs.replace(KILLED, positions=KILLED.positions[:2])
    assert side_by_side(Shelf(kel(questions=(alone,)))) == ((), 0)


def test_a_body_and_its_speaker_are_one_origin() -> None:
    speaker = Actor(id="a-front", name="Tal Ro", kind="person", member_of="a-mon")
    actors = tuple(speaker if actor.id == "a-front" else actor for actor in ACTORS)
    only = structs.replace(KILLED, positions=(KILLED.positions[0], KILLED.positions[3]))
    assert side_by_side(Shelf(kel(actors=actors, questions=(only,)))) == ((), 0)


@pytest.mark.parametrize(
    ("actor", "side"),
    [
        (Actor(id="a-mon", name="x", kind="government", country="RUS"), "government.allies"),
        (Actor(id="a-mon", name="x", kind="media", country="RUS"), "media"),
        (Actor(id="a-mon", name="x", kind="government", side="jihadist", country="RUS"), "jihadist"),
        (Actor(id="a-mon", name="x", kind="military", country="FRA"), "others"),
        (Actor(id="a-mon", name="x", kind="intergovernmental"), "monitors"),
        (Actor(id="a-mon", name="x", kind="media", member_of="a-gov"), "government"),
        (Actor(id="a-mon", name="x", kind="unnamed"), "others"),
    ],
)
def test_sides_are_those_of_the_lists(actor: Actor, side: str) -> None:
    actors = tuple(actor if one.id == "a-mon" else one for one in ACTORS)
    assert side_of(Shelf(kel(actors=actors)), CLAIMS[0]) == side


@pytest.mark.parametrize("row", rows("allies"), ids=lambda row: f"{row['war']} {row['country']}")
def test_every_ally_stands_under_its_side_in_its_war_alone(row: dict[str, str]) -> None:
    state = Actor(id="a-mon", name="x", kind="state", country=row["country"])
    actors = tuple(state if one.id == "a-mon" else one for one in ACTORS)
    there = tuple(structs.replace(place, country=row["war"]) for place in kel().places)
    nowhere = tuple(structs.replace(place, country="XXX") for place in kel().places)
    assert side_of(Shelf(kel(actors=actors, places=there)), CLAIMS[0]) == row["side"]
    assert side_of(Shelf(kel(actors=actors, places=nowhere)), CLAIMS[0]) == "others"
    assert row["source"]


def test_no_country_is_on_two_sides_of_a_war() -> None:
    told = [(row["war"], row["country"]) for row in rows("allies")]
    assert len(set(told)) == len(told)


def test_every_side_of_the_listed_actors_has_its_head() -> None:
    listed = files("crossbearing.actors") / "data" / "actors.tsv"
    lines = listed.read_text(encoding="utf-8").splitlines()
    sides = {row["side"] for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)}
    assert sides - {""} <= {row["side"] for row in rows("sides")}
    assert ordered({"others", "m23.allies", "rsf", "x"}) == ["rsf", "m23.allies", "x", "others"]


def test_a_report_without_a_source_of_its_own_is_media() -> None:
    bare = structs.replace(CLAIMS[0], origin=None, attribution=())
    assert side_of(Shelf(kel()), bare) == "media"
    assert side_of(Shelf(kel()), structs.replace(CLAIMS[0], origin=None)) == "others"


def test_sides_have_heads_and_an_order() -> None:
    assert ordered({"media", "m23", "government", "others"}) == ["government", "m23", "media", "others"]
    assert head_of("m23") == "M23"
    assert {row["side"] for row in rows("allies")} <= {row["side"] for row in rows("sides")}
    assert all(row["example"] for name in ("sides", "allies") for row in rows(name))


def test_the_brief_shows_them_with_citations() -> None:
    brief = compose(kel())
    page, text = render_html(brief, kel()), render_markdown(brief)
    assert '<td data-label="Government"><div><bdi class="who">governor</bdi>' in page
    assert "| Answer | Government | Opposition | Monitors and UN |" in text
    assert "the River Front, told 4 July 2031 (not verified)[^" in text


def test_a_claim_under_a_wrong_side_or_answer_is_refused() -> None:
    brief = compose(kel())
    table = brief.sides[0]
    turned = structs.replace(table.rows[0], cells=table.rows[0].cells[::-1])
    with pytest.raises(BriefError, match="does not rest on the word of that side"):
        check(structs.replace(brief, sides=(structs.replace(table, rows=(turned,)),)), kel())
    swapped = structs.replace(table.rows[0], answer=table.rows[1].answer)
    with pytest.raises(BriefError, match="does not give the answer"):
        check(structs.replace(brief, sides=(structs.replace(table, rows=(swapped,)),)), kel())
