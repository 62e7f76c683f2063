"""Reads stories.txt: rows that say which question and position each claim must land in."""

import re
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from crossbearing.model import Claim, Findings, Quantity, Span
from crossbearing.reconcile import reconcile
from crossbearing.vocabulary import OF_ATTACKS
from tests.factory import claim, dossier, span_in, when

DAYS = {
    "wire": "2020-05-08",
    "gazette": "2020-05-08",
    "herald": "2020-05-08",
    "later": "2020-05-10",
    "undated": None,
}
_NUMBER = re.compile(r"more than \d+|\d[\d,]*(?:\sper\s?cent)?|dozens|hundreds|thousands")


class Row(Struct, frozen=True):
    question: str | None
    position: str
    report: str
    origin: str
    place: str | None
    time: str | None
    topic: str
    sentence: str
    amounts: str | None
    more: dict[str, str]


class Story(Struct, frozen=True):
    name: str
    states: list[str]
    relations: list[str]
    rows: list[Row]


def stories(name: str = "stories.txt") -> list[Story]:
    text = (Path(__file__).parent / name).read_text(encoding="utf-8")
    return [_story(part) for part in text.split("\n## ")[1:]]


def _story(part: str) -> Story:
    name, expected, *lines = [line for line in part.splitlines() if line]
    states, relations = (side.split() for side in expected.removeprefix("=").split("/"))
    rows = [parse_row(line) for line in lines]
    return Story(name, states, [r for r in relations if r != "-"], rows)


def parse_row(line: str) -> Row:
    """Read a line of a story: label, report, origin, place, day, topic, sentence, amounts, and more."""
    label, *cells = [cell.strip() for cell in line.split(" | ")]
    report, origin, place, time, topic, sentence, amounts, more = (None if c == "-" else c for c in cells)
    question, _, position = label.partition(" ")
    pairs = dict(pair.split("=") for pair in (more or "").split())
    assert None not in (report, origin, topic, sentence), line
    named = None if question == "-" else question
    return Row(named, position, report, origin, place, time, topic, sentence, amounts, pairs)


def amount(sentence: str, text: str) -> Quantity:
    """An amount: "384+ civilian killed total", "~80 - share", "..500 child evacuated", "24-99? ..."."""
    number, group, measure, *marks = text.split()
    digits = [float(d) for d in re.findall(r"\d+", number)]
    signs = {"+": "at_least", "?": "vague"}
    bound = signs.get(number[-1], "exact")
    bound = "about" if number[0] == "~" else "at_most" if number[0] == "." else bound
    words = _NUMBER.search(sentence)
    assert words is not None, sentence
    return Quantity(
        span=span_in(sentence, words.group()),
        lower=None if bound == "at_most" else digits[0],
        upper=None if bound == "at_least" else digits[-1],
        bound=bound,  # type: ignore[arg-type]
        measure=measure,  # type: ignore[arg-type]
        group=None if group == "-" else group,
        total="total" in marks,
        earlier="earlier" in marks,
    )


def build(rows: list[Row]) -> list[Claim]:
    return [_claim(row, n) for n, row in enumerate(rows)]


def _claim(row: Row, n: int) -> Claim:
    more = dict(row.more)
    relation, _, days = (row.time or "").rpartition(" ")
    first, _, last = days.partition("..")
    weak = more.pop("weak", None)
    weak = None if weak is None else weak.replace("_", " ")
    time = when(first, last or None, relation=relation or "at", inferred=weak) if row.time else None
    quantities = [amount(row.sentence, row.amounts)] if row.amounts else []
    words = more.pop("words", None)
    words = None if words is None else words.replace("_", " ")
    older = more.pop("older", None)
    if older is not None:
        _, group, measure = (row.amounts or "").split()
        quantities.append(amount(older, f"{older} {group} {measure} earlier"))
    by = more.pop("by", None)
    doer = () if by is None else (span_in(row.sentence, by),)
    return claim(
        row.report,
        row.sentence,
        words=words,
        origin=row.origin,
        places=(row.place,) if row.place else (),
        topic=row.topic,
        quantities=tuple(quantities),
        at=1000 * n,
        time=time,
        actors=tuple(actor for actor in more.pop("actors", "").split(",") if actor),
        background=bool(more.pop("background", "")),
        negated=bool(more.pop("negated", "")),
        actor_spans=tuple(Span(s.start + 1000 * n, s.end + 1000 * n, s.exact) for s in doer),
        **more,
    )


def check(story: Story, *, deeds: str | None = None) -> Findings:
    """Reconcile a story and hold it against its own labels; returns it with the questions it is about.

    ``deeds`` is how the title of the one kind of question begins that a story of an attack is about.
    """
    claims = build(story.rows)
    findings = reconcile(dossier(claims, DAYS))
    asked = (q for q in findings.questions if q.title.startswith(deeds or OF_ATTACKS) == (deeds is not None))
    findings = replace(findings, questions=tuple(asked))
    homes = _homes(findings)
    seen: dict[str, str] = {}
    for row, made in zip(story.rows, claims, strict=True):
        found = homes.get(made.id, [])
        if row.question is None:
            assert found == [], f"in a question: {row.sentence}"
            continue
        assert len({question for question, _ in found}) == 1, f"not in one question: {row.sentence}"
        if "older" not in row.more:
            label = f"{row.question}/{row.position}"
            assert seen.setdefault(label, found[0][1]) == found[0][1], f"{label} is split: {row.sentence}"
        assert seen.setdefault(row.question, found[0][0]) == found[0][0], f"split: {row.sentence}"
    assert len(set(seen.values())) == len(seen), f"joined: {seen}"
    return findings


def _homes(findings: Findings) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for question in findings.questions:
        for position in question.positions:
            for member in position.claims:
                found.setdefault(member, []).append((question.id, position.id))
    return found
