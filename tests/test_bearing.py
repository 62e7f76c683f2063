"""What an analyst decides of incidents holds, also when more reports come, until it is taken back."""

from datetime import UTC, datetime

from msgspec.structs import replace

from crossbearing.judgements import judge, pair
from crossbearing.ledger import Ledger
from crossbearing.model import Claim, Reading
from crossbearing.run import take_bearing
from tests.factory import ACTORS, PLACES, claim, quantity, report

WHEN = datetime(2020, 5, 20, tzinfo=UTC)


def hit(name: str, sentence: str, words: str, toll: int, place: str) -> Claim:
    """A strike with a toll, on one day."""
    counted = (quantity(sentence, words, toll, toll, group="people"),)
    return claim(name, sentence, places=(place,), time="2020-05-07", plover="ASSAULT", quantities=counted)


MILL = hit("wire", "An air strike on the bakery in the Mill Quarter killed 14 people", "14", 14, "mill")
ORDA = hit("gazette", "Shelling of the cattle market in Orda killed 31 people", "31", 31, "orda")
LATER = hit("herald", "A raid on the bakery in the Mill Quarter left 14 people dead", "14", 14, "mill")


def add(ledger: Ledger, told: Claim) -> None:
    """Add a report that makes one claim, and take the bearing."""
    found = replace(report(told.report, "2020-05-08"), path=f"{told.report}.txt", sha256=told.report)
    ledger.add(found, Reading(told.report, (told,), ACTORS, PLACES))
    take_bearing(ledger)


def together(ledger: Ledger, *claims: Claim) -> bool:
    """Whether claims are of one incident."""
    home = ledger.incidents_of([c.id for c in claims])
    return len(home) == len(claims) and len(set(home.values())) == 1


def test_a_merge_and_its_withdrawal_are_obeyed() -> None:
    with Ledger.open(":memory:") as ledger:
        add(ledger, MILL)
        add(ledger, ORDA)
        assert not together(ledger, MILL, ORDA)
        merge = judge(pair(MILL.id, ORDA.id), "same incident", analyst="Ada", at=WHEN)
        ledger.append(merge)
        take_bearing(ledger)
        assert together(ledger, MILL, ORDA)
        add(ledger, LATER)
        assert together(ledger, MILL, ORDA)
        ledger.append(judge(merge.id, "withdraw", analyst="Ada", at=WHEN))
        take_bearing(ledger)
        assert not together(ledger, MILL, ORDA)


def test_a_split_is_obeyed_by_what_comes_later() -> None:
    with Ledger.open(":memory:") as ledger:
        add(ledger, MILL)
        add(ledger, LATER)
        assert together(ledger, MILL, LATER)
        ledger.append(judge(pair(MILL.id, LATER.id), "other incident", analyst="Ada", at=WHEN))
        take_bearing(ledger)
        add(ledger, ORDA)
        assert not together(ledger, MILL, LATER)
