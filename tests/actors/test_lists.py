"""Every row of every list is read in its own example; the lists agree with each other."""

from collections import Counter

import pytest

from crossbearing.actors import find_actors
from crossbearing.actors.lexicon import Lexicon, titles
from crossbearing.actors.lines import read_lines
from crossbearing.actors.lists import (
    actor_kind,
    actor_rows,
    country_rows,
    cue,
    noun_rows,
    person_rows,
    split,
    template_rows,
    title_rows,
)
from crossbearing.actors.outlets import agency_actor
from crossbearing.actors.people import People
from crossbearing.actors.registry import list_id, registry
from crossbearing.actors.scan import scan
from crossbearing.actors.words import cut
from crossbearing.errors import DataError
from crossbearing.model import Report, Sentence

AMBIGUOUS = {"DOM"}
"""Countries whose adjective is another's too: "Dominican"."""
REPORT = Report(id="r", text="", sha256="")


def bare(text: str) -> Sentence:
    return Sentence(start=0, end=len(text), text=text)


def actors_in(text: str) -> set[str]:
    cast = find_actors(REPORT, [bare(text)])
    return {mention.actor for mention in cast.mentions if mention.actor is not None}


@pytest.mark.parametrize("row", actor_rows(), ids=lambda row: row.slug)
def test_actor_rows(row):
    actor_kind(row.kind)
    if row.example.startswith(("dawn.com", "thenational.ae")):
        assert agency_actor(row.example.split()[0]).id == list_id(row.slug)
    elif row.example:
        assert list_id(row.slug) in actors_in(row.example)
    else:
        assert agency_actor(split(row.aliases)[0].rstrip("~")).id == list_id(row.slug)


@pytest.mark.parametrize("row", person_rows(), ids=lambda row: row.slug)
def test_person_rows(row):
    assert list_id(row.slug) in actors_in(row.example)
    assert row.gender in ("m", "f")
    heads = {entry for title in split(row.titles) for entry in [title.split()[-1]]}
    assert heads or not row.titles


def test_country_rows():
    for row in country_rows():
        key = "forces" if row.demonyms else "state"
        expected = {registry().compose(row.country, key)}
        found = actors_in(row.example)
        assert found == expected or (row.country in AMBIGUOUS and not found), row.country


def test_countries_make_actors_of_their_own():
    made = [registry().compose(row.country, key) for row in country_rows() for key in registry().templates]
    assert [actor for actor, count in Counter(made).items() if count > 1] == []


def test_noun_rows():
    for row in noun_rows():
        assert row.key in {found.key for found in scan(cut(row.example))}, row.example
        assert row.key in registry().templates


def test_template_rows():
    for row in template_rows():
        assert registry().template_name("SDN", row.key) == row.example
        assert registry().get(registry().compose("SDN", row.key)) is not None


def test_title_rows():
    for row in title_rows():
        lines = read_lines([bare(row.example)])
        people = People(lines, None, "r")
        assert [p.name for p in people.by_id.values()] == ["Nadir Oshan"], row.example
        assert any(row.head in p.heads for p in people.by_id.values()), row.example


def test_titles_stand_in_the_lexicon():
    assert isinstance(titles(), Lexicon)


def test_slugs_are_unique_and_members_are_known():
    slugs = [row.slug for row in actor_rows()] + [row.slug for row in person_rows()]
    assert [slug for slug, count in Counter(slugs).items() if count > 1] == []
    for row in (*actor_rows(), *person_rows()):
        actor = registry().get(list_id(row.slug))
        seen = []
        while actor is not None and actor.member_of is not None:
            seen.append(actor.id)
            assert actor.member_of not in seen
            parent = registry().get(actor.member_of)
            assert parent is not None, (row.slug, actor.member_of)
            actor = parent


def test_no_alias_names_two_actors():
    names = Counter()
    for row in actor_rows():
        for name in {row.name, *(alias for alias in split(row.aliases) if not alias.endswith("~"))}:
            names[name] += 1
    assert [name for name, count in names.items() if count > 1] == []


def test_countries_are_all_there():
    rows = country_rows()
    assert len({row.country for row in rows}) == len(rows) >= 249
    assert all(len(row.country) == 3 and row.country.isupper() for row in rows)
    known = {row.country for row in rows}
    assert {row.country for row in (*actor_rows(), *person_rows()) if row.country} <= known


def test_an_unknown_cue_is_a_damaged_list():
    with pytest.raises(DataError):
        cue("no such cue")
