"""Who carries whom, by the names people know: agencies by credit, outlets by day, others by number."""

from datetime import date

from crossbearing.carriers import BASES, carriers
from crossbearing.model import Actor, Copy, Dossier, Passage, Published, Report, Span

TEXT = "Shells fell on the old market of Tarm for two hours before dawn and the bakery beside it burned down."
MEDIA = (
    Actor(id="a-wire", name="Valley Wire", kind="media", aliases=("VW",)),
    Actor(id="a-post", name="Anvar Post", kind="media"),
)


def report(key: str, outlet: str | None, day: int, url: str | None = None) -> Report:
    known = date(2031, 5, day)
    published = Published(known, known, "stated")
    return Report(id=key, text=TEXT, sha256=key, outlet=outlet, url=url, published=published)


def copy(one: str, other: str, origin: str | None = None) -> Copy:
    span = Span(0, len(TEXT), TEXT)
    return Copy((Passage(one, span), Passage(other, span)), 1.0, origin)


def told(dossier: Dossier) -> list[tuple[str, str, str]]:
    return [(one.source, one.carrier, one.basis) for one in carriers(dossier)]


def test_the_earlier_outlet_is_carried_and_a_report_of_none_goes_by_its_number() -> None:
    reports = (report("r-1", "Anvar Post", 3), report("r-2", None, 4))
    dossier = Dossier(reports=reports, actors=MEDIA, copies=(copy("r-1", "r-2"),))
    assert told(dossier) == [("Anvar Post", "report 2", "earlier_day")]
    [one] = carriers(dossier)
    assert (one.reports, one.share, one.passages, one.characters) == (("r-2",), 1.0, 1, len(TEXT))


def test_an_agency_is_the_outlet_of_its_own_reports_by_any_of_its_names() -> None:
    reports = (
        report("r-1", "VW", 3),
        report("r-2", "Anvar Post", 3),
        report("r-3", None, 5, "https://www.x.org/a"),
    )
    copies = (copy("r-1", "r-2", "a-wire"), copy("r-1", "r-3", "a-wire"), copy("r-2", "r-3", "a-wire"))
    dossier = Dossier(reports=reports, actors=MEDIA, copies=copies)
    assert sorted(told(dossier)) == [
        ("Valley Wire", "Anvar Post", "credit"),
        ("Valley Wire", "x.org", "credit"),
    ]


def test_on_one_day_nothing_says_who_had_it_first() -> None:
    reports = (report("r-1", "Anvar Post", 3), report("r-2", "Valley Wire", 3))
    [(_, _, basis)] = told(Dossier(reports=reports, actors=MEDIA, copies=(copy("r-1", "r-2"),)))
    assert BASES[basis] == "not known who had it first"


def test_no_copies_are_no_rows() -> None:
    assert carriers(Dossier(reports=(report("r-1", "Anvar Post", 3),))) == ()
