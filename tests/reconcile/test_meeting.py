"""The bearing taken part by part is the bearing taken on all."""

from collections import defaultdict
from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from crossbearing.model import Dossier, Findings, Meeting
from crossbearing.reconcile import find_fellows, find_meetings, name_questions, reconcile, reconcile_part
from tests.factory import claim, dossier, quantity
from tests.reconcile.stories import DAYS, Story, build, stories


def parts(whole: Dossier, meetings: dict[str, Meeting]) -> list[frozenset[str]]:
    """Claims that chains of meetings and of accounts that fit link, as sets of ids."""
    by_key: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
    for key, meeting in meetings.items():
        for slot in meeting.meets:
            by_key[slot.key].append((slot.day, slot.days, key))
    links = [
        (one, other)
        for bucket in by_key.values()
        for i, (day, days, one) in enumerate(bucket)
        for other_day, _, other in bucket[:i]
        if abs(day - other_day) <= days
    ]
    home = {claim.id: {claim.id} for claim in whole.claims}
    for one, other in [*links, *find_fellows(whole, {report.id for report in whole.reports})]:
        if home[one] is not home[other]:
            joined = home[one] | home[other]
            home |= dict.fromkeys(joined, joined)
    return sorted({frozenset(members) for members in home.values()}, key=sorted)


def around(whole: Dossier, core: frozenset[str], meetings: dict[str, Meeting]) -> Dossier:
    """What a ledger would load to take the bearing on a part: its reports' claims, and what it reads."""
    reports = {claim.report for claim in whole.claims if claim.id in core}
    reads = [slot for key in core if key in meetings for slot in meetings[key].reads]
    offered = {
        key
        for key, meeting in meetings.items()
        for offer in meeting.offers
        for slot in reads
        if slot.key == offer.key and slot.day <= offer.day <= slot.day + slot.days
    }
    kept = [c for c in whole.claims if c.report in reports or c.id in offered]
    return replace(whole, claims=tuple(kept))


def in_parts(whole: Dossier) -> Findings:
    """The findings of all parts together."""
    meetings = find_meetings(whole)
    found = [reconcile_part(around(whole, core, meetings), core) for core in parts(whole, meetings)]
    questions = name_questions([q for f in found for q in f.questions], whole.actors)
    return Findings(
        incidents=tuple(x for f in found for x in f.incidents),
        questions=tuple(questions),
        agreements=tuple(x for f in found for x in f.agreements),
    )


@pytest.mark.parametrize("story", stories(), ids=lambda story: story.name)
def test_a_bearing_taken_in_parts_is_the_bearing_on_all(story: Story) -> None:
    check(dossier(build(story.rows), DAYS))


def test_all_stories_at_once_come_out_the_same_in_parts() -> None:
    claims = {c.id: c for n, story in enumerate(stories()) for c in build(story.rows)}
    check(dossier(list(claims.values()), DAYS))


def test_a_town_told_of_on_every_day_is_not_one_part() -> None:
    """One market shelled each day with the same toll: neighbours in sign and day, and yet others."""
    first = date(2020, 3, 1)
    days = {f"{who} {n}": str(first + timedelta(days=n)) for n in range(40) for who in ("wire", "gazette")}
    sentence = "Shells hit the market in Orda and killed 14 people"
    claims = [
        claim(
            name,
            sentence,
            places=("orda",),
            time=day,
            plover="ASSAULT",
            quantities=(quantity(sentence, "14", 14, 14),),
        )
        for name, day in days.items()
    ]
    whole = dossier(claims, dict(days))
    assert len({slot.key for m in find_meetings(whole).values() for slot in m.nears}) < len(days)
    assert [len(part) for part in parts(whole, find_meetings(whole))] == [2] * 40
    check(whole)


def test_a_monitors_figure_that_comes_again_in_other_towns_does_not_link_a_war() -> None:
    """Every second day "the monitor: 14 dead", in one town and the other, not in its own words."""
    first = date(2020, 3, 1)
    sentence = "The monitor says that 14 people were killed"
    towns = ("tarm", "orda")
    days = {f"wire {n}": str(first + timedelta(days=2 * n)) for n in range(40)}
    claims = [
        claim(
            name,
            sentence,
            origin="monitor",
            places=(towns[n % 2],),
            inferred=("places: the sentence before",),
            quantities=(quantity(sentence, "14", 14, 14),),
        )
        for n, name in enumerate(days)
    ]
    whole = dossier(claims, dict(days))
    assert [len(part) for part in parts(whole, find_meetings(whole))] == [1] * 40
    check(whole)


@pytest.mark.parametrize(
    ("figure", "towns", "met"),
    [
        ("14", ("east-tarm", "tarm"), 1),
        ("14", ("tarm", "orda"), 2),
        ("14", ("tarm", None), 2),
        ("129", ("tarm", None), 1),
        ("129", ("tarm", "orda"), 1),
        ("130", ("tarm", None), 2),
        ("more than 250,000", ("tarm", "orda"), 1),
    ],
)
def test_where_a_figure_met_again_is_the_same_statement(
    figure: str, towns: tuple[str, str | None], met: int
) -> None:
    sentence = f"The monitor says that {figure} people were killed"
    number = float(figure.removeprefix("more than ").replace(",", "")) + ("more" in figure)
    told = quantity(sentence, figure, number, None if "more" in figure else number)
    claims = [
        claim(
            name,
            sentence,
            origin="monitor",
            places=() if town is None else (town,),
            inferred=("places: the sentence before",),
            quantities=(replace(told, bound="at_least" if "more" in figure else "exact"),),
        )
        for name, town in zip(("wire", "gazette"), towns, strict=True)
    ]
    whole = dossier(claims, {"wire": "2020-05-07", "gazette": "2020-05-08"})
    assert len(reconcile(whole).questions) == met
    check(whole)


def check(whole: Dossier) -> None:
    """Hold the parts' findings against those of the whole."""
    found, wanted = in_parts(whole), reconcile(whole)
    for kind in ("incidents", "questions", "agreements"):
        assert {x.id: x for x in getattr(found, kind)} == {x.id: x for x in getattr(wanted, kind)}
