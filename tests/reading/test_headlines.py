"""Headlines that give each word a capital, as the parser is given them."""

from pathlib import Path

import pytest

from crossbearing.ingest import read_text
from crossbearing.model import Report
from crossbearing.reading import read
from crossbearing.reading.headlines import as_sentence, as_sentences, usage_of
from crossbearing.settings import Settings

ROWS = [
    tuple(cell.strip() for cell in line.split("|"))
    for line in (Path(__file__).parent / "headlines.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("heading", "body", "wanted"), ROWS)
def test_common_words_get_small_letters(heading: str, body: str, wanted: str) -> None:
    """What the report, the lists and the dictionary say decides; no character moves."""
    found = as_sentence(heading, usage_of([body]))
    assert found == wanted
    assert len(found) == len(heading)


def test_only_headlines_are_rewritten() -> None:
    """Ordinary blocks come back as they are, and a headline beside them is read by their usage."""
    told = "On Monday shells hit stalls in an old market, the Old Town Council said."
    assert as_sentences(["Shells Hit Market Stalls in Old Town", told]) == [
        "Shells hit market stalls in Old Town",
        told,
    ]


@pytest.mark.parametrize(
    ("heading", "figure"),
    [
        ("Rocket Fire Kills 14 in Western Hama", 14),
        ("Raiders Kill 20 Guards Near Salt Works", 20),
        ("Car Bomb Claims Nine Lives at Bus Station", 9),
        ("Thirty Killed in Rebel Raids on Delta Ferry Town", 30),
        ("Forty Martyred in Rocket Attack on Marib Market", 40),
        ("Raids on Port Kill 17 Hundreds Flee Villages", 17),
    ],
)
def test_a_headlines_toll_is_found(heading: str, figure: int) -> None:
    """The claim and its words are those of the text as it came in, capitals and all."""
    report = read_text(f"{heading}\n\nThe town was quiet on Friday.", settings=Settings())
    assert isinstance(report, Report)
    tolls = [(c, q) for c in read(report).claims for q in c.quantities if q.measure == "killed"]
    assert [(q.lower, q.upper) for _, q in tolls] == [(figure, figure)]
    for claim, quantity in tolls:
        assert report.text[claim.span.start : claim.span.end] == claim.span.exact == heading
        assert report.text[quantity.span.start : quantity.span.end] == quantity.span.exact
