"""Who carries whom: by credit, else by day, else unknown; quotations and own archives say nothing."""

from crossbearing.model import Report
from crossbearing.provenance import Carriage, carriage, find_copies
from tests.provenance.papers import PORT, paper

OWN = "Nothing of this stands in any other paper of the town or of the hills around it."
LENGTH = len(PORT.rstrip("."))


def _map(reports: list[Report], agencies: dict[str, str] | None = None) -> list[tuple[str, str, str]]:
    found = carriage(find_copies(reports, agencies), reports)
    return [(c.source, c.carrier, c.basis) for c in found]


def _paper(name: str, day: str | None, outlet: str, *more: str) -> Report:
    return paper(name, PORT, *more, day=day, outlet=outlet)


def test_the_earlier_day_decides() -> None:
    reports = [_paper("a", "2020-03-02", "Gazette"), _paper("b", "2020-03-01", "Herald", OWN)]
    reports.append(paper("c", OWN[:40], day="2020-03-02", outlet="Gazette"))
    assert carriage(find_copies(reports), reports) == (
        Carriage(
            source="Herald",
            carrier="Gazette",
            basis="earlier_day",
            reports=("a",),
            share=0.5,
            passages=1,
            characters=LENGTH,
        ),
    )


def test_one_day_or_an_unknown_one_decides_nothing() -> None:
    for day in ("2020-03-01", None):
        reports = [_paper("a", day, "Herald"), _paper("b", "2020-03-01", "Gazette", OWN)]
        assert _map(reports) == [("Gazette", "Herald", "unknown")]


def test_a_credit_in_either_report_decides_for_both() -> None:
    reports = [_paper("a", "2020-03-01", "Herald"), _paper("b", "2020-03-02", "Gazette", OWN)]
    both = [("a-wire", "Gazette", "credit"), ("a-wire", "Herald", "credit")]
    assert _map(reports, {"a": "a-wire"}) == both
    assert _map(reports, {"b": "a-wire"}) == both


def test_a_credit_in_a_third_report_decides_for_the_same_passage() -> None:
    reports = [
        _paper("a", "2020-03-01", "Herald"),
        _paper("b", "2020-03-02", "Gazette", OWN[:30]),
        _paper("c", "2020-03-03", "Courier", OWN[:50]),
    ]
    assert _map(reports, {"c": "a-wire"}) == [
        ("a-wire", "Courier", "credit"),
        ("a-wire", "Gazette", "credit"),
        ("a-wire", "Herald", "credit"),
    ]


def test_an_agency_does_not_carry_itself() -> None:
    reports = [_paper("a", "2020-03-02", "a-wire"), _paper("b", "2020-03-01", "Gazette", OWN)]
    assert _map(reports, {"b": "a-wire"}) == [("a-wire", "Gazette", "credit")]


def test_of_several_earlier_reports_the_earliest_counts() -> None:
    reports = [
        _paper("a", "2020-03-01", "Herald"),
        _paper("b", "2020-03-02", "Gazette", OWN[:30]),
        _paper("c", "2020-03-03", "Courier", OWN[:50]),
    ]
    assert _map(reports) == [("Herald", "Courier", "earlier_day"), ("Herald", "Gazette", "earlier_day")]


def test_what_an_outlet_repeats_of_its_own_is_not_carried() -> None:
    reports = [
        _paper("a", "2020-03-01", "Herald"),
        _paper("b", "2020-03-02", "Gazette", OWN[:30]),
        _paper("c", "2020-03-03", "Herald", OWN[:50]),
    ]
    assert _map(reports) == [("Herald", "Gazette", "earlier_day")]


def test_outlets_may_be_named_as_the_origins_are() -> None:
    reports = [_paper("a", "2020-03-01", "Herald"), _paper("b", "2020-03-02", "Gazette", OWN)]
    found = carriage(find_copies(reports), reports, {"a": "a-herald", "b": "a-gazette"})
    assert [(c.source, c.carrier) for c in found] == [("a-herald", "a-gazette")]
    assert carriage(find_copies(reports), reports, {"a": "a-herald"}) == ()


def test_a_statement_that_both_quote_is_carried_by_no_one() -> None:
    quoted = f"“{PORT}”"
    for theirs in (quoted, PORT):
        one = paper("a", f"The miller said: {quoted}", day="2020-03-01", outlet="Herald")
        other = paper("b", f"{theirs} the miller told us.", day="2020-03-02", outlet="Gazette")
        assert find_copies([one, other])
        assert _map([one, other]) == []


def test_the_order_of_copies_and_reports_makes_no_difference() -> None:
    reports = [_paper(name, f"2020-03-0{n}", name.upper(), OWN[: 20 + n]) for n, name in enumerate("abcd", 1)]
    copies = find_copies(reports)
    assert carriage(copies[::-1], reports[::-1]) == carriage(copies, reports)
