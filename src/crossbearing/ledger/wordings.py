"""Which questions of a ledger are asked in the same words as some, found without reading all that are."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Set
from typing import Any

import msgspec
from msgspec.structs import replace
from sqlalchemy import Connection, Row, select, text

from crossbearing.ledger import schema as s
from crossbearing.ledger.staleness import chunks
from crossbearing.model import Question, first_told

_ENOUGH = 2
"""Others of one wording: so many, and what becomes of one question no longer changes all of their titles."""
_SOME = text("SELECT lead, data FROM findings WHERE wording = :wording LIMIT :many")
_OF_DAY = text("SELECT lead, data FROM findings WHERE wording = :wording AND told = :told")


def asked_as(question: Question, wording: str) -> dict[str, str]:
    """What a row of findings holds of a question beside the question itself."""
    return {"state": question.state, "wording": wording, "told": _day(question)}


def _day(question: Question) -> str:
    first = first_told(question)
    return "" if first is None else first.isoformat()


def questions_alike(
    connection: Connection, core: Set[str], found: Iterable[Question]
) -> tuple[list[Question], frozenset[str]]:
    """Other questions in the words of some, as they were or now are asked, by id; and the words of many.

    ``core`` are the claims that these questions begin with. Of words in which two others ask, or more, those
    are given that were told on the same day, and the words are among the second; of the rest all.
    """
    days: dict[str, set[str]] = defaultdict(set)
    for question in found:
        days[question.title].add(_day(question))
    were: Counter[str] = Counter()
    for some in chunks(core):
        was = select(s.findings.c.wording, s.findings.c.told).where(
            s.findings.c.lead.in_(some), s.findings.c.wording.is_not(None)
        )
        for row in connection.execute(was):
            days[row.wording].add(row.told or "")
            were[row.wording] += 1
    alike: dict[str, Question] = {}
    crowded = set()
    for wording in sorted(days):
        some_rows = connection.execute(_SOME, {"wording": wording, "many": were[wording] + _ENOUGH}).all()
        others = _others(some_rows, core, wording)
        if len(others) >= _ENOUGH:
            crowded.add(wording)
            others = []
            for told in sorted(days[wording]):
                rows = connection.execute(_OF_DAY, {"wording": wording, "told": told}).all()
                others += _others(rows, core, wording)
        alike |= {question.id: question for question in others}
    return [alike[key] for key in sorted(alike)], frozenset(crowded)


def _others(rows: Iterable[Row[Any]], core: Set[str], wording: str) -> list[Question]:
    decoder = msgspec.json.Decoder(Question)
    return [replace(decoder.decode(row.data), title=wording) for row in rows if row.lead not in core]
