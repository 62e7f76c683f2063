"""The pipeline's faster steps say what the slow ones say."""

import pytest

from crossbearing.reading.pipeline import pipeline

TEXTS = (
    "There is no way out, and they're gonna leave the village; let's see who's got to stay.",
    "“It is you that they fear,” she told him, but he didn't do what he'd promised to do.",
    "The army re-took the depot  on Monday. Rebels said they had re-opened the road, which is theirs now.",
    "He gets what he got: two buses, nothin' more.",
)


@pytest.mark.parametrize("text", TEXTS)
def test_a_remembered_word_is_told_as_it_was_at_first(text: str) -> None:
    nlp = pipeline()
    known = nlp.get_pipe("crossbearing_known_words")
    known.known.clear()
    first, again = nlp(text), nlp(text)
    told = [[(t.tag, t.dep, t.pos, t.lemma, str(t.morph), t.head.i) for t in doc] for doc in (first, again)]
    assert told[0] == told[1]


def test_a_word_is_remembered_where_no_pattern_of_several_holds() -> None:
    nlp = pipeline()
    known = nlp.get_pipe("crossbearing_known_words")
    known.known.clear()
    doc = nlp("Shells hit the depot.")
    assert len(known.known) == len(doc)


@pytest.mark.parametrize(
    "text",
    ["They are gonna leave.", "Let's see.", "We gotta go.", "There is no way.", "It ain't so.", "Y'all go."],
)
def test_the_matcher_is_asked_where_a_pattern_of_several_holds(text: str) -> None:
    doc = pipeline()(text)
    known = pipeline().get_pipe("crossbearing_known_words")
    keys = [tuple(row) for row in doc.to_array(known.asked).tolist()]
    assert known.long.may_hold(keys) or not known.matcher(doc)


def test_the_matcher_is_not_asked_where_words_only_look_alike() -> None:
    doc = pipeline()("All of them let the guards go; it was all over, and he got on.")
    known = pipeline().get_pipe("crossbearing_known_words")
    assert not known.long.may_hold([tuple(row) for row in doc.to_array(known.asked).tolist()])


def test_a_sentence_begins_only_behind_the_end_of_another() -> None:
    doc = pipeline()("Shells hit the Old Depot. He “will not go” they said. Nobody was hurt.")
    assert [str(s)[:5] for s in doc.sents] == ["Shell", "He “w", "Nobod"]


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("NO ROAD LEFT OPEN Guards said the gate was shut.", ["NO", "Guards"]),
        ("A new deal for the port Meanwhile in Homs envoys met.", ["A", "Meanwhile"]),
        ("Troops of the SDF YPG FSA Brigade met.", ["Troops"]),
        ("RASTAN Guards said the gate was shut.", ["RASTAN"]),
        ("Truce Holds Meanwhile In Homs.", ["Truce"]),
    ],
)
def test_a_sentence_begins_behind_a_heading_that_ran_into_it(text: str, starts: list[str]) -> None:
    assert [sent[0].text for sent in pipeline()(text).sents] == starts
