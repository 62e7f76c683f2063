"""A headline beside the report that it stands over: news told in few words, no second account."""

from pathlib import Path

import pytest

from crossbearing.ledger import Ledger
from crossbearing.run import add_reports

DAY = "20 June 2016"


@pytest.mark.parametrize(
    ("headline", "told", "relations"),
    [
        (
            "Forty Raiders Killed by US-Led Coalition in Manbij: Report",
            "Forty raiders were killed by Turkish artillery in Manbij on Monday, a Turkish broadcaster said.",
            [],
        ),
        (
            "Raid news",
            "Forty raiders were killed by Turkish artillery in Manbij on Monday, a Turkish broadcaster said. "
            "Forty raiders were killed by US-led coalition jets in Manbij on Monday, the Observatory said.",
            ["contradicts"],
        ),
    ],
)
def test_a_headline_of_nobodys_word_contradicts_nothing_of_its_report(
    headline: str, told: str, relations: list[str], tmp_path: Path
) -> None:
    """Who did it, told apart by two sources in the text, is contested; told by the headline it is not."""
    path = tmp_path / "report.txt"
    path.write_text(f"{headline}\n\n{DAY}\n\n{told}\n", encoding="utf-8")
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        add_reports([path], ledger)
        asked = [q for q in ledger.dossier().questions if q.title.startswith("Who carried out")]
    assert [[relation.kind for relation in q.relations] for q in asked] == [relations]
    assert (asked[0].state == "contested") == bool(relations)
