"""What holds of what analysts decided: later verdicts, withdrawals, merges and splits."""

from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossbearing.errors import InputError
from crossbearing.judgements import (
    VERDICTS,
    Verdict,
    acts,
    apart,
    grade_of,
    in_force,
    judge,
    pair,
    same,
    standing,
    verdict_of,
    withdraw,
)
from crossbearing.model import Assessment

START = datetime(2031, 5, 4, 9, 30, tzinfo=UTC)


def told(target: str, verdict: Verdict, minute: int, analyst: str = "Rana", **more: str) -> Assessment:
    return judge(target, verdict, analyst=analyst, at=START + timedelta(minutes=minute), **more)  # type: ignore[arg-type]


def states(*assessments: Assessment) -> list[str]:
    return [item.state for item in standing(assessments)]


def test_two_analysts_may_differ_and_one_may_change_his_mind() -> None:
    first, other, later = (
        told("c-1", "accept", 0),
        told("c-1", "reject", 1, "Odo"),
        told("c-1", "reject", 2),
    )
    assert states(first, other, later) == ["replaced", "in force", "in force"]
    assert in_force([first, other, later]) == [other, later]
    assert standing([first, other, later])[0].by == later


def test_the_last_word_on_two_claims_holds_whoever_says_it() -> None:
    one = told(pair("c-2", "c-1"), "same incident", 0)
    two = told(pair("c-1", "c-2"), "other incident", 1, "Odo")
    assert one.target == two.target == "c-1+c-2"
    assert in_force([one, two]) == [two]


def test_what_is_withdrawn_stays_in_the_list_and_what_it_replaced_holds_again() -> None:
    first, later = told("c-1", "accept", 0), told("c-1", "reject", 1)
    [back] = withdraw(later.id, [first, later], analyst="Odo", at=START + timedelta(minutes=2))
    assert states(first, later, back) == ["in force", "withdrawn", "in force"]
    assert standing([first, later, back])[1].by == back
    assert in_force([first, later, back]) == [first]


def test_a_merge_is_withdrawn_as_one_and_only_once() -> None:
    made = [told(target, "same incident", 0) for target in same(["a", "b"], ["c", "d"])]
    alone = told("a", "accept", 0)
    assert acts([*made, alone]) == [made, [alone]]
    gone = withdraw(made[1].id, [*made, alone], analyst="Rana", at=START + timedelta(minutes=1))
    assert in_force([*made, alone, *gone]) == [alone]
    for key in (made[0].id, gone[0].id):
        with pytest.raises(InputError):
            withdraw(key, [*made, alone, *gone], analyst="Rana", at=START)


ids = st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=5, unique=True)


@settings(max_examples=60)
@given(ids, ids)
def test_a_merge_links_every_claim_of_both_and_no_other(one: list[str], other: list[str]) -> None:
    if set(one) == set(other):
        with pytest.raises(InputError):
            same(one, other)
        return
    links = [set(target.split("+")) for target in same(one, other)]
    met = set(links[0])
    for _ in links:
        for link in links:
            met |= link if link & met else set()
    assert met == set(one) | set(other)


@settings(max_examples=60)
@given(ids, ids)
def test_a_split_parts_each_claim_that_goes_from_each_that_stays(away: list[str], rest: list[str]) -> None:
    stay = set(rest) - set(away)
    if not stay:
        with pytest.raises(InputError):
            apart(away, rest)
        return
    assert {frozenset(target.split("+")) for target in apart(away, rest)} == {
        frozenset((a, b)) for a in away for b in stay
    }


def test_a_split_after_a_merge_frees_the_claim() -> None:
    merged = [told(target, "same incident", 0) for target in same(["a", "b"], ["c"])]
    split = [told(target, "other incident", 1) for target in apart(["b"], ["a", "c"])]
    held = in_force([*merged, *split])
    assert not any(a.verdict == "same incident" and "b" in a.target for a in held)


def test_words_are_taken_as_people_write_them_and_no_others() -> None:
    for verdict in VERDICTS:
        assert verdict_of(verdict.upper().replace(" ", "-")) == verdict
    assert (grade_of("Fair"), grade_of(None)) == ("fair", None)
    for wrong, known in (
        (lambda: verdict_of("maybe"), "accept, reject"),
        (lambda: grade_of("5"), "confirmed"),
    ):
        with pytest.raises(InputError, match=known):
            wrong()


@pytest.mark.parametrize(
    ("target", "verdict", "analyst", "note", "at"),
    [
        ("c-1", "accept", "  ", None, START),
        ("c-1", "same incident", "Rana", None, START),
        ("c-1+c-2", "accept", "Rana", None, START),
        ("c-1", "accept", "Rana", "x" * 2_001, START),
        ("c-1", "accept", "Rana", None, START.replace(tzinfo=None)),
    ],
)
def test_what_makes_no_judgement_is_refused(
    target: str, verdict: Verdict, analyst: str, note: str | None, at: datetime
) -> None:
    with pytest.raises(InputError):
        judge(target, verdict, analyst=analyst, note=note, at=at)


def test_ids_come_from_content_and_moments() -> None:
    one, again = told("c-1", "accept", 0, note="seen"), told("c-1", "accept", 0, note="seen")
    assert one == again
    moments = [told("c-1", "accept", n).id for n in range(3)]
    assert all(a != b for a, b in pairwise(moments))
    zoned = judge("c-1", "accept", analyst="Rana", at=START.astimezone(timezone(timedelta(hours=3))))
    assert zoned.at == START
