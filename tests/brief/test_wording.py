from datetime import date

import pytest

from crossbearing.brief.wording import plural, say_actor, say_days, say_published, say_when, tidy
from crossbearing.model import Actor, Published, When

MAY3, MAY9 = date(2031, 5, 3), date(2031, 5, 9)


@pytest.mark.parametrize(
    ("name", "kind", "shown"),
    [
        ("River Observatory for Rights", "ngo", "the River Observatory for Rights"),
        ("Ana Brel", "person", "Ana Brel"),
        ("Anvar Post", "media", "Anvar Post"),
        ("The Council", "government", "The Council"),
        ("Riverland", "state", "Riverland"),
        ("United States", "state", "the United States"),
        ("port official", "unnamed", "a port official"),
        ("aid worker", "unnamed", "an aid worker"),
        ("residents", "unnamed", "residents"),
        ("another resident", "unnamed", "another resident"),
        ("trapped civilians inside Anvar", "unnamed", "trapped civilians inside Anvar"),
        ("people in the east", "unnamed", "people in the east"),
        ("official of the two councils", "unnamed", "an official of the two councils"),
    ],
)
def test_actors_take_the_article_english_wants(name: str, kind: str, shown: str) -> None:
    assert say_actor(Actor(id="a", name=name, kind=kind)) == shown  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("when", "shown"),
    [
        (When(MAY3, MAY3, None), " on 3 May 2031"),
        (When(MAY3, MAY9, None), " between 3 May 2031 and 9 May 2031"),
        (When(MAY3, MAY9, None, relation="since"), " since 3 May 2031"),
        (When(None, MAY9, None, relation="by"), " by 9 May 2031"),
        (When(None, MAY9, None, relation="before"), " by 9 May 2031"),
        (When(MAY3, None, None, relation="after"), " from 3 May 2031"),
        (When(None, None, None), None),
        (None, None),
    ],
)
def test_times_end_a_sentence(when: When | None, shown: str | None) -> None:
    assert say_when(when) == shown


def test_stretches_of_days_are_short() -> None:
    assert say_days(MAY3, MAY9) == "3–9 May 2031"
    assert say_days(date(2030, 12, 30), MAY3) == "30 December 2030 – 3 May 2031"
    assert say_days(date(2012, 1, 1), date(2012, 12, 31)) == "2012"
    assert say_days(None, MAY3) == "up to 3 May 2031"


def test_inferred_days_say_so() -> None:
    assert say_published(Published(MAY3, MAY3, "inferred", "told by the truce")) == "3 May 2031, inferred"
    assert say_published(Published()) == "date not known"


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("child", "children"),
        ("aid worker", "aid workers"),
        ("body", "bodies"),
        ("family", "families"),
        ("coach", "coaches"),
    ],
)
def test_groups_are_counted_in_the_plural(one: str, many: str) -> None:
    assert plural(one, 45) == many
    assert plural(one, 1) == one


def test_tidy_drops_controls_and_direction_marks() -> None:
    assert tidy("a\x00b\u202ec \n\t d") == "abc d"
