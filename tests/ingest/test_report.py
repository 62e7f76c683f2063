"""What a text states of its report: day, outlet, credits, byline, language."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossbearing.ingest import read_text
from crossbearing.ingest.language import find_language
from crossbearing.model import Published, Rejected, Report, Span
from crossbearing.settings import Settings

SETTINGS = Settings()
BODY = "At least ten people died when shells fell on Marda in August 2013, a doctor said on Monday."


def _report(text: str, **given: object) -> Report:
    found = read_text(text, settings=SETTINGS, **given)  # type: ignore[arg-type]
    assert isinstance(found, Report), found
    return found


def _day(published: Published) -> str:
    words = published.evidence.exact if isinstance(published.evidence, Span) else published.evidence
    return f"{published.earliest}..{published.latest} {published.basis} {words}"


@pytest.mark.parametrize(
    ("text", "given", "expected"),
    [
        (BODY, {}, "None..None unknown None"),
        (f"Ten die\n13 December, 2016\n\n{BODY}", {}, "2016-12-13..2016-12-13 stated 13 December, 2016"),
        (f"Ten die\n09/12/2016\n\n{BODY}", {}, "2016-09-12..2016-12-09 stated 09/12/2016"),
        (
            f"Ten die\n09/12/2016\n\n{BODY}",
            {"published": "2016-12-09"},
            "2016-12-09..2016-12-09 stated 09/12/2016",
        ),
        (
            f"Ten die\nUpdated: 5 May 2016\nPosted: 4 May 2016\n\n{BODY}",
            {},
            "2016-05-04..2016-05-04 stated 4 May 2016",
        ),
        (f"Ten die\nUpdate: 5 May 2016\n\n{BODY}", {}, "2016-05-05..2016-05-05 stated 5 May 2016"),
        (BODY, {"published": "2016-12-13"}, "2016-12-13..2016-12-13 metadata given with the text"),
        (
            f"5 May 2016\n\n{BODY}",
            {"published": "2016-12-13"},
            "2016-12-13..2016-12-13 metadata given with the text",
        ),
        (f"{BODY}\n\nPublished: 5 May 2016", {}, "2016-05-05..2016-05-05 stated 5 May 2016"),
        (f"BEIRUT, Dec. 13, 2016 (AP) — {BODY}", {}, "2016-12-13..2016-12-13 stated Dec. 13, 2016"),
        (f"5 May 2016 {BODY}", {}, "2016-05-05..2016-05-05 stated 5 May 2016"),
        (f"5 May 2016 was the worst day of all. {BODY}", {}, "None..None unknown None"),
    ],
)
def test_published(text: str, given: dict[str, str], expected: str) -> None:
    assert _day(_report(text, **given).published) == expected


def test_a_days_heading_in_a_chronology_is_no_publication_day() -> None:
    told = "\n\n".join([BODY] * 8)
    report = _report(f"What happened in Marda\n\n{told}\n\n5 May 2016\n\n{told}")
    assert report.published == Published()
    assert "heading" in [block.kind for block in report.blocks]


@pytest.mark.parametrize(
    ("end", "credits"),
    [
        (" - AFP", ("AFP",)),
        (".--Reuters", ("Reuters",)),
        (' "We go home." (AP)', ("AP",)),
        ("\n\nReuters, Guardian and PA", ("Reuters", "Guardian", "PA")),
        ("\n\nAgencies contributed to this story.", ("agencies",)),
        ("\n\nThe Associated Press contributed to this report.", ("AP",)),
        ("\n\nSource: SANA", ("SANA",)),
        ("\n\nWith inputs from AFP and Anadolu Agency", ("AFP", "Anadolu")),
        ("\n\nTroops rest in the square [AFP]", ()),
        (" AFP correspondents saw it, they told Reuters.", ()),
    ],
)
def test_credits(end: str, credits: tuple[str, ...]) -> None:
    assert _report(f"Ten die in Marda\n\n{BODY}{end}").credits == credits


def test_a_dateline_credits_its_agency() -> None:
    assert _report(f"Ten die in Marda\n\nBEIRUT (Reuters) - {BODY}").credits == ("Reuters",)


def test_an_agency_in_the_middle_is_a_picture() -> None:
    assert (
        _report(f"Ten die in Marda\n\n{BODY}\n\nTroops rest in Marda. - AFP\n\n{BODY}\n\n{BODY}").credits
        == ()
    )


@pytest.mark.parametrize(
    ("caption", "credits"),
    [
        ("Troops rest in the square [AFP]", ("AFP",)),
        ("Troops rest in the square. - AFP/VNA Photo", ("AFP", "VNA")),
        ("Troops rest in the square (Photo: Reuters)", ("Reuters",)),
        ("Troops rest in the square [File photo: Getty]", ("Getty",)),
        ("Troops rest in the square (Photo: A. Roe)", ()),
    ],
)
def test_pictures_have_credits_of_their_own(caption: str, credits: tuple[str, ...]) -> None:
    report = _report(f"Ten die in Marda\n{caption}\n\n{BODY}\n\n{BODY} - SANA")
    assert report.photo_credits == credits
    assert report.credits == ("SANA",)


def test_outlet_and_byline_are_only_what_is_stated() -> None:
    stated = _report(f"Ten die in Marda\nBy Ann Roe\nRidge Valley News\n\n{BODY}")
    assert (stated.byline, stated.outlet) == ("Ann Roe", "Ridge Valley News")
    staff = _report(f"Ten die in Marda\n\n{BODY}\n\nVOA's Jo Poe contributed to this report.")
    assert (staff.outlet, staff.credits, staff.photo_credits) == ("VOA", (), ())
    carrier = _report(f"Ten die in Marda\n\n{BODY}\n\nJoin the Ridge Monitor mailing list")
    assert carrier.outlet is None
    assert _report(f"Ten die in Marda\nRidge News\n\n{BODY}", outlet="Given").outlet == "Given"


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "no-text"), (" \n\u00a0", "no-text"), ("a\ud800b", "bad-text"), ("a" * 400_001, "text-too-long")],
)
def test_texts_that_are_refused(text: str, code: str) -> None:
    found = read_text(text, settings=SETTINGS)
    assert isinstance(found, Rejected)
    assert found.code == code


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Shells fell on Marda.", "en"),
        ("Jaish al-Islam, Harasta, Arbin, Douma, Zamalka, Ain Tarma", "en"),
        ("DAMASCUS: Eight killed.", "en"),
        ("Dix personnes ont été tuées lundi sur le marché de la ville, a déclaré un médecin.", "fr"),
        ("قتل عشرة أشخاص يوم الاثنين في السوق", "ar"),
        ("Десять человек погибли на рынке в понедельник, сообщил врач.", "ru"),
        ("12, 13", None),
    ],
)
def test_language(text: str, language: str | None) -> None:
    assert find_language(text, ("en",)) == language


@settings(max_examples=60, deadline=None)
@given(text=st.text(min_size=1, max_size=300), title=st.none() | st.text(min_size=1, max_size=40))
def test_no_text_is_altered(text: str, title: str | None) -> None:
    found = read_text(text, settings=SETTINGS, title=title)
    if isinstance(found, Rejected):
        return
    assert found.text == (f"{title}\n\n{text}" if title and title.strip() else text)
    evidence = found.published.evidence
    if isinstance(evidence, Span):
        assert found.text[evidence.start : evidence.end] == evidence.exact


def test_the_foot_of_a_page_on_one_line_is_furniture() -> None:
    foot = "Related News Ten towns vote Category News Subscribe Terms of Use Privacy Policy Cookie Policy"
    report = _report(f"Ten die in Marda\n\n{BODY} {BODY} Source AFP and agencies {foot}")
    cut = [(block.kind, report.text[block.start : block.end]) for block in report.blocks[2:]]
    assert cut == [("credit", "Source AFP and agencies"), ("furniture", foot)]
    assert report.credits == ("AFP", "agencies")
    told = _report(f"Ten die in Marda\n\n{BODY} Related News was the name of the ship. {BODY}")
    assert [block.kind for block in told.blocks] == ["title", "paragraph"]


def test_tags_within_a_line_are_furniture() -> None:
    report = _report(f"Ten die in Marda\n\n{BODY} Tags Marda truce Jo Poe siege The army left on Monday.")
    assert [report.text[b.start : b.end] for b in report.blocks if b.kind == "furniture"] == [
        "Tags Marda truce Jo Poe siege"
    ]
    told = _report(f"Ten die in Marda\n\n{BODY} Tags hung from every coat. The army left on Monday.")
    assert [block.kind for block in told.blocks] == ["title", "paragraph"]


@pytest.mark.parametrize(
    ("run", "goes_on"),
    [
        ("Tags Marda truce snow", ". Two carts came."),
        ("Tags Marda Jo Poe", " Suspected Marda raiders came."),
        ("Tags Marda siege aid", " Anti-war marchers came home."),
        ("Tags Marda aid", " Rebels in the hills went home."),
    ],
)
def test_tags_end_where_a_sentence_opens(run: str, goes_on: str) -> None:
    report = _report(f"Ten die in Marda\n\n{BODY} {run}{goes_on} All was still.")
    assert [report.text[b.start : b.end] for b in report.blocks if b.kind == "furniture"] == [run]


def test_a_sentence_behind_tags_is_no_tag() -> None:
    told = _report(
        f"Ten die in Marda\n\n{BODY} Tags Marda aid Sudden Marda floods have cut the road. All was still."
    )
    assert [block.kind for block in told.blocks] == ["title", "paragraph"]
