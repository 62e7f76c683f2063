"""How a name is found: parts of a person's, words of the language, acronyms, descriptions; and any casing."""

import re
import unicodedata

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from crossbearing.model import Actor, Claim, Dossier, Link, Report, Span
from crossbearing.redaction import Redacted, Shield, protect, refuse_leaks
from crossbearing.redaction.edits import Edit, replaced
from crossbearing.redaction.folding import fold, squeezed, view
from crossbearing.redaction.forms import Finder, name_forms
from crossbearing.redaction.lists import rows
from tests.redaction.story import AT

PERSON = (
    ("Samir Haddoub", "Samir Haddoub left", "X left"),
    ("Samir Haddoub", "Haddoub left, and so did Samir", "X left, and so did X"),
    ("Samir Haddoub", "S. Haddoub and s haddoub left", "X and X left"),
    ("Samir Haddoub", "samirhaddoub.com left", "X.com left"),
    ("Colonel Tam Oru", "the colonel met Oru", "the colonel met X"),
    ("Colonel Tam Oru", "Col. Oru and Tam", "Col. X and X"),
    ("Tam Oru", "Toru is a mountain; oruk too", "Toru is a mountain; oruk too"),
    (
        "Walid Assad",
        "The ambassador met Assad, #FreeAssad, walidassadnews",
        "The ambassador met X, #FreeX, Xnews",
    ),
    ("Samir Haddoub", "Samir’s, Samirs, Haddoubs", "X’s, Xs, Xs"),
    ("Omar Said", "Said said so", "X said so"),
    ("Ana May", "Ms May left on 3 May in May", "Ms X left on 3 May in X"),
    ("Omar al-Zinki", "al-Zinki, Al Zinki, alZinki", "al-X, Al X, alX"),
    ("Abd al-Rahman Tawi", "Rahman, al-Rahman and Tawi", "X, al-X and X"),
    ("Jürgen Größe", "Jurgen Grosse, JÜRGEN GRÖSSE", "X, X"),
    ("Олег Кравчук", "пишет Кравчук из города", "пишет X из города"),
    ("سمير حدوب", "قال سمير حدوب اليوم", "قال X اليوم"),
)
OTHER = (
    ("River Watch", "The River Watch left the river to watch", "The X left the river to watch"),
    ("Falcon Brigade", "falcon brigade, FalconBrigade, Falcon-\nBrigade", "X, X, X"),
    ("WHO", "WHO asks who left; W.H.O. too", "X asks who left; X. too"),
    ("army", "the army left", "the army left"),
    ("a baker in Tarm", "A baker in Tarm met the baker", "A X met the baker"),
    ("Homs", "Homs, homs and Khoms", "X, X and Khoms"),
    ("Green Cross", "the green cross and Green-Cross", "the X and X"),
    ("Media", "media of Media", "media of X"),
)


@pytest.mark.parametrize(("name", "text", "told"), PERSON)
def test_a_persons_name(name: str, text: str, told: str) -> None:
    assert replaced(text, Finder(name_forms(name, "X", person=True))) == told


@pytest.mark.parametrize(("name", "text", "told"), OTHER)
def test_any_other_name(name: str, text: str, told: str) -> None:
    assert replaced(text, Finder(name_forms(name, "X"))) == told


def test_another_name_of_a_person_gives_parts_only_where_it_shares_a_word() -> None:
    forms = [form for name in ("President of Tavria", "Tam Ali Oru") for form in _alias(name)]
    assert replaced("Tavria and Ali", Finder(forms)) == "Tavria and X"


def _alias(name: str) -> list[object]:
    return name_forms(name, "X", person=True, whole="Tam Oru")  # type: ignore[return-value]


@pytest.mark.parametrize(("word", "kind", "example"), tuple(rows()))
def test_every_word_of_the_list_does_what_its_kind_says(word: str, kind: str, example: str) -> None:
    assert re.search(rf"(?i)\b{re.escape(word)}\b", example), (word, kind)
    if kind == "ordinary":
        finder = Finder(name_forms(f"Zarif {word.capitalize()}", "X", person=True))
        assert replaced(example.lower(), finder) == example.lower()
        assert finder.held(example) is None
    elif kind in ("title", "particle") and " " not in word:
        assert (
            replaced(word.capitalize(), Finder(name_forms(f"{word} Zarif", "X", person=True)))
            == word.capitalize()
        )


ALIASES = ("Samir Haddoub", "Abu Zeyad", "Ḥasan Qurtayshi", "Marwa")
GAPS = (
    " ",
    "  ",
    "\u00a0",
    "\n",
    "-",
    "\u2011",
    "\t",
    "\u200b ",
    "_",
    ". ",
    "\n   ",
    "%20",
    "&nbsp;",
    "&#32;",
)
WRITE = (str.upper, str.lower, str.title, str.swapcase, str)


@st.composite
def written(draw: st.DrawFn) -> str:
    """A name in any casing, with any spacing, with or without accents and soft hyphens."""
    name = draw(st.sampled_from(ALIASES))
    words = [draw(st.sampled_from(WRITE))(word) for word in name.split()]
    if draw(st.booleans()):
        words = [unicodedata.normalize(draw(st.sampled_from(("NFD", "NFKC"))), word) for word in words]
    if draw(st.booleans()):
        words = [word[:3] + "\u00ad" + word[3:] for word in words]
    text = draw(st.sampled_from(GAPS)).join(words)
    return text + draw(st.sampled_from(("", "’s", "'s", "-led", ", who", ".", "&amp;co")))


def _dossier(text: str, spots: list[tuple[int, int]]) -> Dossier:
    actors = (
        Actor(id="a-one", name=ALIASES[0], kind="person", aliases=ALIASES[1:]),
        Actor(id="a-two", name="River Watch", kind="ngo"),
    )
    claims = tuple(
        Claim(
            id=f"c-{n}",
            report="r-1",
            span=Span(start, end, text[start:end]),
            sentence=Span(0, len(text), text),
            voice="indirect",
            topic="other",
            status="asserted",
            attribution=(Link(Span(start, start + 1, text[start]), "a-two", None),),
            origin="a-two",
        )
        for n, (start, end) in enumerate(spots)
    )
    report = Report(id="r-1", text=text, sha256="", title=text, url=f"https://x.example/{text}")
    return Dossier(reports=(report,), actors=actors, claims=claims)


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_no_alias_leaves_however_it_is_written_and_offsets_hold(data: st.DataObject) -> None:
    between = st.text(alphabet="bcdefgjklmnpv 0123456789.,\n“”", max_size=12)
    pieces = [data.draw(between)]
    for _ in range(data.draw(st.integers(1, 4))):
        pieces += [" ", data.draw(written()), " ", data.draw(between)]
    text = "".join(pieces) + " x"
    ends = st.integers(0, len(text) - 1)
    spots = sorted(
        {(min(a, b), max(a, b) + 1) for a, b in data.draw(st.lists(st.tuples(ends, ends), max_size=4))}
    )
    dossier = _dossier(text, spots)
    mark = protect(dossier, "a-one", analyst="O", at=AT)
    dossier = replace(dossier, assessments=(mark,))
    shield = Shield(dossier)
    told = Redacted(dossier, shield).dossier
    packed = msgspec.json.encode(told)
    refuse_leaks(packed, "out", shield)
    letters = squeezed(fold(packed.decode()))
    assert not [word for word in ("samir", "haddoub", "zeyad", "qurtayshi", "marwa") if word in letters]
    new = told.reports[0].text
    for claim in told.claims:
        for span in (claim.span, claim.sentence, claim.attribution[0].span):
            assert new[span.start : span.end] == span.exact
            assert span.start < span.end


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=5))
def test_an_edit_keeps_what_it_does_not_replace(text: str, cuts: list[tuple[int, int]]) -> None:
    inside = [(min(a, b, len(text)), min(max(a, b), len(text)), "[label]") for a, b in cuts]
    edit = Edit(text, inside)
    held = {n for start, end, _ in inside for n in range(start, end)}
    for n in range(len(text)):
        start, end = edit.start(n), edit.end(n + 1)
        assert edit.text[start:end] == ("[label]" if n in held else text[n])
    assert [edit.edge(n) for n in range(len(text) + 1)] == sorted(edit.edge(n) for n in range(len(text) + 1))


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=60))
def test_a_view_says_where_each_character_stands(text: str) -> None:
    plain = view(text)
    assert plain.text == fold(text)
    for seen in (plain, view(text, decoded=True)):
        assert len(seen.text) == len(seen.starts) == len(seen.ends)
        assert all(0 <= start < end <= len(text) for start, end in zip(seen.starts, seen.ends, strict=True))
