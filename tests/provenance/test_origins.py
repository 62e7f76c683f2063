"""On whose word a narrated claim rests when its passage is carried."""

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from crossbearing.model import Claim, Link, Report, Span
from crossbearing.provenance import assign_origins, find_copies
from tests.factory import claim
from tests.provenance.papers import PORT, paper

OWN = "Nothing of this stands in any other paper of the town or of the hills around it."


def _told(report: Report, words: str = PORT, **fields: object) -> Claim:
    return claim(report.id, report.text, words=words, origin=f"a-{report.id}", voice="narrated", **fields)


def _origins(
    reports: list[Report], agencies: dict[str, str] | None = None, words: str = PORT
) -> dict[str, str | None]:
    copies = find_copies(reports, agencies)
    narrators = {report.id: f"a-{report.id}" for report in reports}
    claims = [_told(report, words) for report in reports if words in report.text]
    return {c.report: c.origin for c in assign_origins(claims, reports, copies, narrators)}


def test_a_credited_passage_rests_on_the_agency_wherever_it_stands() -> None:
    reports = [paper("north", PORT, day="2020-03-01"), paper("south", OWN, PORT, day="2020-03-02")]
    assert _origins(reports, {"south": "a-wire"}) == {"north": "a-wire", "south": "a-wire"}


def test_an_uncredited_passage_rests_on_the_paper_that_had_it_first() -> None:
    reports = [paper(name, PORT, OWN[: 30 + n], day=f"2020-03-0{4 - n}") for n, name in enumerate("abc")]
    assert set(_origins(reports).values()) == {"a-c"}
    undated = [paper("a", PORT), paper("b", PORT, "x"), paper("c", PORT, "y", day="2020-03-09")]
    assert set(_origins(undated).values()) == {"a-c"}


def test_what_no_one_carries_stays_the_papers_own() -> None:
    reports = [paper("north", PORT, OWN, day="2020-03-01"), paper("south", PORT, day="2020-03-02")]
    assert _origins(reports, words=OWN) == {"north": "a-north"}


def test_a_claim_that_is_only_partly_carried_stays_the_papers_own() -> None:
    longer = f"{OWN[:-1]} and {OWN[:-1].lower()} and {PORT}"
    reports = [paper("north", longer, day="2020-03-02"), paper("south", PORT, day="2020-03-01")]
    assert _origins(reports, words=longer) == {"north": "a-north"}


def test_attributed_claims_keep_their_source() -> None:
    reports = [paper("north", PORT, day="2020-03-01"), paper("south", PORT, day="2020-03-02")]
    source = (Link(Span(0, 7, "Columns"), "a-monitor", None),)
    said = [replace(_told(report, attribution=source), origin="a-monitor") for report in reports]
    copies = find_copies(reports, {"north": "a-wire"})
    assert assign_origins(said, reports, copies, {"north": "a-north", "south": "a-south"}) == said


COMMANDER = f"{PORT} The bridge would be held to the end of the week, an army commander said."
HELD = "The bridge would be held to the end of the week"


def _said(reports: list[Report], sources: list[str]) -> list[str | None]:
    """The origins of one claim in some reports, where each gives an unnamed source for it."""
    said = []
    for report, source in zip(reports, sources, strict=True):
        link = (Link(Span(0, len(source), source), "any", None),)
        said.append(replace(_told(report, HELD, attribution=link), origin=f"a-unnamed-{report.id}"))
    narrators = {report.id: f"a-{report.id}" for report in reports}
    return [c.origin for c in assign_origins(said, reports, find_copies(reports), narrators)]


def test_an_unnamed_source_carried_word_for_word_is_one_source() -> None:
    reports = [paper(name, COMMANDER, OWN[: 30 + n], day=f"2020-03-0{4 - n}") for n, name in enumerate("abc")]
    assert _said(reports, ["an army commander", "an army commander", "the army commander"]) == 3 * [
        "a-unnamed-c"
    ]


def test_an_unnamed_source_of_other_words_is_another() -> None:
    reports = [paper("a", COMMANDER, day="2020-03-01"), paper("b", COMMANDER, OWN, day="2020-03-02")]
    assert _said(reports, ["an army commander", "a militia leader"]) == ["a-unnamed-a", "a-unnamed-b"]


def test_a_stated_day_comes_before_an_inferred_one() -> None:
    stated, copied = paper("z", PORT, OWN, day="2020-03-02"), paper("a", PORT, day="2020-03-02")
    inferred = replace(copied, published=replace(copied.published, basis="inferred"))
    assert set(_origins([stated, inferred]).values()) == {"a-z"}


def test_a_moved_origin_says_why_and_only_that_changes() -> None:
    reports = [paper("north", PORT, day="2020-03-01"), paper("south", PORT, day="2020-03-02")]
    before = [_told(report) for report in reports]
    narrators = {report.id: f"a-{report.id}" for report in reports}
    after = assign_origins(before, reports, find_copies(reports), narrators)
    assert after[0] == before[0]
    assert after[1].inferred == ("origin: this passage also stands in another report, whose text it is",)
    assert replace(after[1], origin=before[1].origin, inferred=()) == before[1]


def test_a_claim_of_other_figures_was_not_carried() -> None:
    """A later paper that mends the toll tells its own."""
    reports = [
        paper("a", f"Nine carts burned at the mill. {PORT}", day="2020-03-01"),
        paper("b", f"Twelve carts burned at the mill. {PORT}", day="2020-03-02"),
    ]
    narrators = {"a": "a-a", "b": "a-b"}
    told = [
        _told(reports[0], "Nine carts burned at the mill"),
        _told(reports[1], "Twelve carts burned at the mill"),
    ]
    settled = assign_origins(told, reports, find_copies(reports), narrators)
    assert [c.origin for c in settled] == ["a-a", "a-b"]
    same = [replace(reports[1], text=reports[1].text.replace("Twelve", "9     ")), reports[0]]
    told = [
        _told(same[0], "9      carts burned at the mill"),
        _told(same[1], "Nine carts burned at the mill"),
    ]
    assert {c.origin for c in assign_origins(told, same, find_copies(same), narrators)} == {"a-a"}


def test_a_figure_that_counts_something_else_was_not_carried() -> None:
    """Another paper's twelve guards are no twelve carts."""
    reports = [
        paper("a", f"Nine carts burned at the mill, twelve guards said. {PORT}", day="2020-03-01"),
        paper("b", f"Twelve carts burned at the mill, twelve guards said. {PORT}", day="2020-03-02"),
    ]
    told = [
        _told(reports[0], "Nine carts burned at the mill"),
        _told(reports[1], "Twelve carts burned at the mill"),
    ]
    settled = assign_origins(told, reports, find_copies(reports), {"a": "a-a", "b": "a-b"})
    assert [c.origin for c in settled] == ["a-a", "a-b"]


def test_a_passage_that_both_quote_is_no_ones_narration() -> None:
    quoted = f"“{PORT}”"
    reports = [paper("a", quoted, day="2020-03-01"), paper("b", quoted, OWN, day="2020-03-02")]
    assert _origins(reports) == {"a": "a-a", "b": "a-b"}


def test_claims_depend_on_reports_that_share_a_passage_alone() -> None:
    """What is two passages away makes no difference, so that a ledger can settle report by report."""
    chain = [
        paper("a", PORT, OWN, day="2020-03-03"),
        paper("b", OWN, COMMANDER[len(PORT) :] * 3, day="2020-03-02"),
        paper("c", COMMANDER[len(PORT) :] * 3, day="2020-03-01"),
    ]
    narrators = {report.id: f"a-{report.id}" for report in chain}
    claims = [_told(chain[0], OWN), _told(chain[1], OWN)]
    near = assign_origins(claims, chain[:2], find_copies(chain[:2]), narrators)
    assert near == assign_origins(claims, chain, find_copies(chain), narrators)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(["2020-03-01", "2020-03-02", None]), min_size=2, max_size=6), st.booleans())
def test_ten_papers_with_one_text_are_one_origin(days: list[str | None], credited: bool) -> None:
    reports = [paper(f"p{n}", PORT, OWN[: 20 + n], day=day) for n, day in enumerate(days)]
    agencies = {"p1": "a-wire"} if credited else {}
    origins = set(_origins(reports, agencies).values())
    assert len(origins) == 1
    fewer = _origins(reports[:-1], {k: v for k, v in agencies.items() if k != reports[-1].id})
    assert len(set(fewer.values())) == 1
