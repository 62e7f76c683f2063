"""Days and numbers by locale: words and quotations stay, and what is written is still checked."""

from datetime import date

import pytest
from msgspec import structs

from crossbearing.brief import compose, render_html, render_markdown, speaking
from crossbearing.brief.checks import check
from crossbearing.brief.numerals import say_number, say_range
from crossbearing.brief.rising import rises
from crossbearing.brief.rising_picture import draw_rise
from crossbearing.brief.shelf import Shelf
from crossbearing.brief.wording import say_day, say_days
from crossbearing.errors import BriefError, InputError
from tests.brief.story import story
from tests.brief.tolls import CLAIMS, KILLED, TEXTS, kel, report, told

DAY, NEXT = date(2016, 12, 8), date(2016, 12, 13)


@pytest.mark.parametrize(
    ("tag", "day", "days", "number"),
    [
        ("en", "8 December 2016", "8–13 December 2016", "12,345"),
        ("en-US", "December 8, 2016", "December 8, 2016 – December 13, 2016", "12,345"),
        ("de", "8. Dezember 2016", "8. Dezember 2016 – 13. Dezember 2016", "12.345"),
        ("de-CH", "8. Dezember 2016", "8. Dezember 2016 – 13. Dezember 2016", "12’345"),
        ("es", "8 de diciembre de 2016", "8 de diciembre de 2016 – 13 de diciembre de 2016", "12.345"),
    ],
)
def test_each_locale_writes_its_way(tag: str, day: str, days: str, number: str) -> None:
    with speaking(tag):
        assert (say_day(DAY), say_days(DAY, NEXT), say_number(12345)) == (day, days, number)
    assert say_day(DAY) == "8 December 2016"


def test_ranges_keep_their_words() -> None:
    with speaking("de"):
        assert say_range(1200, 9999) == "1.200–9.999"
        assert say_range(1200, None) == "1.200 or more"


def test_a_brief_is_checked_as_it_is_written() -> None:
    with speaking("de"):
        brief = compose(story())
        check(brief, story())
        page, text = render_html(brief, story()), render_markdown(brief)
    assert "3. Mai 2031" in page
    assert "3. Mai 2031" in text
    assert "on 3 May" in page
    assert '<html lang="en">' in page
    day = structs.replace(brief.known[0], parts=brief.known[0].parts)
    with pytest.raises(BriefError, match="the claim's time is not"):
        check(structs.replace(brief, known=(day,)), story())


def large() -> tuple[str, str]:
    text = TEXTS["r-1"].replace("At least 20 people", "At least 2,000 people")
    return text, "At least 2,000 people were killed in Kel on Tuesday"


def test_figures_are_written_by_locale_and_quotations_left_alone() -> None:
    text, words = large()
    before = TEXTS["r-1"]
    TEXTS["r-1"] = text
    try:
        amount = ("At least 2,000 people", 2000, None, "at_least", "killed")
        claim = told("c-20", "r-1", words, ("the Hill Observatory", "a-mon"), amount)
        first = structs.replace(KILLED.positions[0], claims=("c-20",), lower=2000)
        dossier = kel(
            reports=tuple(report(key) for key in TEXTS),
            claims=(claim, *CLAIMS[1:]),
            questions=(structs.replace(KILLED, positions=(first, *KILLED.positions[1:])),),
            copies=(),
        )
    finally:
        TEXTS["r-1"] = before
    with speaking("de"):
        brief = compose(dossier)
        page = render_html(brief, dossier)
        picture = draw_rise(rises(Shelf(dossier))[0][0], width=880, key="g")
    assert "at least 2.000" in page
    assert "At least 2,000 people" in page
    assert ">2.000+<" in picture
    assert "2. Juli 2031" in picture


def test_a_locale_that_nobody_knows_is_refused() -> None:
    for tag in ("xx-nowhere", "klingon", "../de"):
        with pytest.raises(InputError, match="no such locale"), speaking(tag):
            pass
