"""A small ledger for looking things up in: two reports, three claims, places that lie in each other."""

from crossbearing.ledger import Ledger
from crossbearing.model import Actor, Claim, Place, Published, Reading, Report
from tests.factory import ACTORS, PLACES, claim, when

NORTH = Report(id="r-north", text="x", sha256="1", path="b.txt", outlet="Gazette", published=Published())
SOUTH = Report(id="r-south", text="y", sha256="2", path="a.txt", outlet="Herald", published=Published())


def _claim(number: int, report: str, sentence: str, **fields: object) -> Claim:
    return claim(report, sentence, at=number * 100, **fields)


CLAIMS = (
    _claim(1, "r-north", "Shells killed 12 people in the Mill Quarter.", places=("mill",), origin="monitor"),
    _claim(
        2,
        "r-north",
        "A café in Orda was closed.",
        places=("orda",),
        origin="army",
        topic="other",
        time=when("2020-03-01", "2020-03-05"),
    ),
    _claim(1, "r-south", "No shells fell on Tarm.", places=("tarm",), origin="monitor", time="2020-03-09"),
)


def small_ledger(path: str = ":memory:") -> Ledger:
    """The story as a ledger."""
    ledger = Ledger.open(path)
    for report in (NORTH, SOUTH):
        mine = tuple(c for c in CLAIMS if c.report == report.id)
        ledger.add(report, Reading(report.id, mine, _named(mine), _placed()))
    return ledger


def _named(claims: tuple[Claim, ...]) -> tuple[Actor, ...]:
    return tuple(actor for actor in ACTORS if actor.id in {c.origin for c in claims})


def _placed() -> tuple[Place, ...]:
    return PLACES
