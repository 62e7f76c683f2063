"""Silence is told only where it is shown: own reports of the days, all read, none with name or claim."""

from datetime import date
from typing import Any

import pytest
from msgspec import structs

from crossbearing.brief import compose, render_html, render_markdown
from crossbearing.brief.checks import check
from crossbearing.errors import BriefError, InputError
from crossbearing.model import Copy, Passage, Place, Published, Report, Span, When
from crossbearing.silence import NONE_OF_ITS_OWN, UNREAD, Silent, mention, silences
from tests.brief.story import span
from tests.brief.tolls import CLAIMS, INCIDENT, PLACES, SARUN, TEXTS, kel, report


def star(**changes: Any) -> Silent:
    """How South Star stands to the incident in Kel, its report changed."""
    own = report("r-4", **changes)
    reports = tuple(own if one.id == "r-4" else one for one in kel().reports)
    [found] = silences(kel(reports=reports), outlet="South Star")
    [told] = found.outlets
    return told


def test_an_outlet_that_was_read_and_tells_of_other_things_is_silent() -> None:
    [found] = silences(kel())
    assert (found.first, found.last) == (date(2031, 7, 2), date(2031, 7, 4))
    assert (found.names, found.killed) == (("Kel",), 50)
    assert found.shown == (Silent(outlet="South Star", reports=("r-4",), claims=1),)
    assert {one.outlet: one.why for one in found.outlets} == {
        "Kel Wire": "it tells of it",
        "North Post": "it tells of it",
        "South Star": None,
    }


def test_an_outlet_without_reports_of_those_days_is_not_said_to_be_silent() -> None:
    for day in (date(2031, 7, 1), date(2031, 7, 5)):
        assert star(published=Published(day, day, "metadata", None)).why == NONE_OF_ITS_OWN
    assert star(published=Published()).why == NONE_OF_ITS_OWN


def test_unread_reports_and_other_peoples_text_show_nothing() -> None:
    assert star(unread="language: ar").why == UNREAD
    assert star(published=Published(), unread="language: ar").why == UNREAD
    assert star(credits=("Hill Agency",)).why == NONE_OF_ITS_OWN
    whole = Span(0, len(TEXTS["r-4"]), TEXTS["r-4"])
    copy = Copy((Passage("r-4", whole), Passage("r-5", whole)), 1.0, None)
    [found] = silences(kel(copies=(copy,)), outlet="South Star")
    assert found.outlets[0].why == NONE_OF_ITS_OWN


def test_a_name_or_a_claim_of_the_place_is_a_mention() -> None:
    text = TEXTS["r-4"] + "Nothing new was heard from Kel.\n"
    assert star(text=text).why == "it names Kel in these days"
    there = structs.replace(SARUN, places=("p-quarter",))
    quarter = Place(id="p-quarter", name="Old Wall", kind="district", precision="district", within="p-kel")
    [found] = silences(kel(claims=(*CLAIMS, there), places=(*PLACES, quarter)), outlet="South Star")
    assert found.outlets[0].why == "it tells of the place in these days"


def test_undated_old_and_placeless_incidents_are_left_out() -> None:
    for change in (
        {"time": None},
        {"time": When(date(2031, 5, 1), date(2031, 5, 1), None)},
        {"places": ()},
        {"places": ("p-gone",)},
    ):
        assert silences(kel(incidents=(structs.replace(INCIDENT, **change),))) == ()
    wide = tuple(structs.replace(place, kind="region") for place in PLACES)
    assert silences(kel(places=wide)) == ()


def test_names_that_nothing_bears_are_refused() -> None:
    assert silences(kel(), incident="i-ke")[0].incident == "i-kel"
    assert silences(kel(), outlet="south star")[0].outlets[0].outlet == "South Star"
    with pytest.raises(InputError, match="no such incident"):
        silences(kel(), incident="i-none")
    with pytest.raises(InputError, match="no such outlet"):
        silences(kel(), outlet="East Star")


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("Deir ez-Zor", "Shells fell on Dayr al-Zawr again.", "Dayr al-Zawr"),
        ("Deir ez-Zor", "shells fell on deir ez-zor again.", "Deir ez-Zor"),
        ("Saraqib", "A market in Saraqeb was hit.", "Saraqeb"),
        ("Aleppo", "Help came late.", None),
        ("Manbij", "Nothing was heard from Raqqa.", None),
        ("Kel", "The keel broke.", None),
        ("Khan Sheikhoun", "People of Khan Shaykhun fled.", "Khan Shaykhun"),
    ],
)
def test_places_are_found_however_they_are_spelt(name: str, text: str, said: str | None) -> None:
    assert mention((name,), text) == said


def test_the_brief_says_what_was_read() -> None:
    brief = compose(kel())
    text, page = render_markdown(brief), render_html(brief, kel())
    assert "## Not mentioned" in text
    assert "2–4 July 2031" in text
    said = "No report by South Star of those days in this ledger mentions it"
    said += ": 1 report of its own read, with 1 claim"
    assert f"- {said} (report 4)." in text
    assert f'{said}: <a href="#r-4">report 4</a>.' in page


def moved(one: Report) -> Report:
    return structs.replace(one, published=Published(date(2031, 7, 9), date(2031, 7, 9), "metadata", None))


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"reports": ("r-1",)}, "is no report by South Star"),
        ({"outlet": "Kel Wire", "reports": ("r-3",)}, "r-3 mentions it"),
    ],
)
def test_a_silence_that_is_none_is_refused(changes: dict[str, Any], fault: str) -> None:
    brief = compose(kel())
    item = brief.quiet[0]
    turned = structs.replace(item, unsaid=(structs.replace(item.unsaid[0], **changes),))
    with pytest.raises(BriefError, match=fault):
        check(structs.replace(brief, quiet=(turned,)), kel())


def test_a_silence_of_other_days_is_refused() -> None:
    brief = compose(kel())
    reports = tuple(moved(one) if one.id == "r-4" else one for one in kel().reports)
    with pytest.raises(BriefError, match="r-4 is not of those days"):
        check(brief, kel(reports=reports))


def test_stories_keep_their_characters() -> None:
    assert span(TEXTS["r-4"], "Sarun").exact == "Sarun"
    for claim in kel().claims:
        assert TEXTS[claim.report][claim.span.start : claim.span.end] == claim.span.exact
