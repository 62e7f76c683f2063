"""A line says what its position answers, never another number or name that its claim tells beside it."""

from msgspec import structs

from crossbearing.brief import compose
from crossbearing.brief.checks import check
from crossbearing.brief.values import words
from crossbearing.model import Question
from tests.brief.story import QUESTIONS, position, story


def known(question: Question) -> str:
    dossier = story(questions=(question,))
    brief = compose(dossier)
    check(brief, dossier)
    (line,) = brief.known
    assert line.about == (question.id, question.positions[0].id)
    assert line.topic == question.topic
    return words(line)


def asked(title: str, summary: str, **more: float) -> Question:
    told = position("p9", summary, ("c-dead-1", "c-dead-2"), ("a-obs",), **more)
    return structs.replace(QUESTIONS[0], id="q9", title=title, positions=(told,))


def test_the_number_of_a_position_and_not_the_first_of_its_claim_is_written() -> None:
    told = known(
        asked("How many children were killed in eastern Anvar?", "3 children killed", lower=3, upper=3)
    )
    assert told == (
        "The River Observatory says 3 children were killed by the army in eastern Anvar on 3 May 2031"
    )


def test_a_number_that_no_claim_gives_leaves_the_words_to_speak() -> None:
    told = known(
        asked("How many people were injured in eastern Anvar?", "40 people injured", lower=40, upper=40)
    )
    assert told.startswith("The River Observatory, as told in Anvar Post: “At least 12 civilians")


def test_who_did_it_is_the_answer_with_its_words_and_no_toll() -> None:
    told = known(asked("Who carried out the attack in eastern Anvar (3 May 2031)?", "army"))
    assert told.startswith("Who carried out the attack in eastern Anvar (3 May 2031)? Army (“At least 12")


def test_by_its_own_account_is_led_by_the_one_who_gives_it() -> None:
    own = position(
        "p9", "town council, by its own account", ("c-dead-1", "c-seventy"), ("a-obs", "a-council")
    )
    question = structs.replace(QUESTIONS[0], id="q9", title="Who carried out the attack in Anvar?")
    told = known(structs.replace(question, positions=(own,)))
    assert "? Town council, by its own account (“Nearly 70 people were killed in Anvar" in told


def test_what_asks_for_no_number_is_quoted() -> None:
    told = known(asked("Have military operations stopped in eastern Anvar?", "fighting went on"))
    assert told.startswith("The River Observatory, as told in Anvar Post: “At least 12 civilians")


def test_what_is_asked_stands_once_before_several_answers() -> None:
    told = (
        position("p8", "air strikes", ("c-dead-1",), ("a-obs",)),
        position("p9", "shelling", ("c-seventy",), ("a-council",)),
    )
    question = structs.replace(
        QUESTIONS[0],
        id="q9",
        title="By what means was the attack in Anvar carried out?",
        state="corroborated",
        positions=told,
    )
    line = words(compose(story(questions=(question,))).known[0])
    assert line.startswith("By what means was the attack in Anvar carried out? ")
    assert line.count("By what means") == 1
    assert "the river observatory: air strikes (“" in line.casefold()
    assert "; the town council: shelling (“" in line.casefold()
