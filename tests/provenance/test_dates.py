"""Undated reports: dated by what they share and which weekdays they tell of, or left unknown."""

from datetime import date

import pytest

from crossbearing.model import Published, Report
from crossbearing.provenance import find_copies, infer_dates
from tests.provenance.papers import PORT, paper

TUESDAY = date(2020, 3, 3)


def _infer(undated: Report, *others: Report) -> Published:
    reports = [undated, *others]
    return infer_dates(reports, find_copies(reports))[0].published


def _near(day: str = "2020-03-03", name: str = "dated") -> Report:
    return paper(name, PORT, day=day)


@pytest.mark.parametrize(
    ("line", "first", "last"),
    [
        ("Shells fell on the mill on Tuesday.", "2020-03-03", "2020-03-03"),
        ("Shells fell on Monday and the fire burned on Monday night.", "2020-03-02", "2020-03-03"),
        ("Shells fell on Tuesday. A truce is to start on Wednesday.", "2020-03-03", "2020-03-03"),
        ("A truce will start on Wednesday.", "2020-03-03", "2020-03-03"),
        ("Shells fell on Wednesday, on Wednesday!", "2020-03-04", "2020-03-05"),
    ],
)
def test_weekdays_choose_among_the_near_days(line: str, first: str, last: str) -> None:
    found = _infer(paper("undated", PORT, line), _near())
    assert (str(found.earliest), str(found.latest)) == (first, last)
    assert found.basis == "inferred"


def test_days_that_fit_alike_stay_a_range() -> None:
    found = _infer(paper("undated", PORT), _near())
    assert found.basis == "inferred"
    assert found.earliest is not None
    assert found.latest is not None
    assert found.earliest <= TUESDAY <= found.latest
    assert found.earliest < found.latest


def test_the_evidence_says_from_what() -> None:
    line = "Shells fell on Tuesday. A truce is to start on Wednesday."
    evidence = str(_infer(paper("undated", PORT, line), _near()).evidence)
    assert evidence == (
        "The report states no day. Inferred Tuesday 3 March 2020: it shares passages with “Dated” "
        "(Tuesday 3 March 2020), and it tells of Tuesday as the latest news, and it looks ahead to Wednesday."
    )


@pytest.mark.parametrize(
    "others",
    [
        [],
        [paper("dated", "Nothing of it stands here.", day="2020-03-03")],
        [paper("undated-too", PORT)],
        [_near("2020-03-03"), _near("2017-01-05", "years-before")],
    ],
    ids=["alone", "nothing shared", "no one knows", "background that stands in reports of other years"],
)
def test_what_cannot_be_known_stays_unknown(others: list[Report]) -> None:
    assert _infer(paper("undated", PORT, "Shells fell on Tuesday."), *others) == Published()


def test_little_shared_text_dates_nothing() -> None:
    """A stock sentence comes back over the years; a paragraph seldom does."""
    half = PORT[: PORT.index(" while")]
    undated = paper("undated", half, "Shells fell on Tuesday.")
    assert find_copies([undated, _near()])
    assert _infer(undated, _near()).basis == "unknown"


def test_one_outlet_must_share_more() -> None:
    """An outlet repeats its own background paragraphs."""
    undated = paper("undated", PORT, "Shells fell on Tuesday.", outlet="Herald")
    dated = paper("dated", PORT, day="2020-03-03", outlet="Herald")
    assert _infer(undated, dated).basis == "unknown"
    longer = [f"{PORT} {' '.join(word + 'n' for word in PORT.split())} {PORT[::-1]}" for _ in "ab"]
    told = [
        paper("undated", longer[0], outlet="Herald"),
        paper("dated", longer[1], day="2020-03-03", outlet="Herald"),
    ]
    assert _infer(*told).basis == "inferred"


def test_what_others_share_among_themselves_makes_no_difference() -> None:
    undated = paper("undated", PORT, "Shells fell on Tuesday.")
    lines = [" ".join(f"{word}{n}" for word in PORT.split()) for n in range(8)]
    apart = [paper(f"{n}-{y}", line, day=f"{y}-03-03") for n, line in enumerate(lines) for y in (2014, 2019)]
    assert _infer(undated, _near(), *apart) == _infer(undated, _near())


def test_a_stated_day_is_never_touched() -> None:
    stated = paper("stated", PORT, "Shells fell on Friday.", day="2019-01-01")
    assert infer_dates([stated, _near()], find_copies([stated, _near()]))[0] == stated


def test_inferred_days_date_no_one_else() -> None:
    """A chain of guesses would drift; only stated days are anchors."""
    other = "The council met twice and adjourned without a word on the northern road or those who wait there."
    middle, end = paper("middle", PORT, other), paper("end", other)
    reports = [_near(), middle, end]
    dated = infer_dates(reports, find_copies(reports))
    assert [r.published.basis for r in dated] == ["metadata", "inferred", "unknown"]
