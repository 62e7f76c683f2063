"""Reads a golden story as the program would and gives it back as a ledger, an export and a brief."""

from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from crossbearing.brief import compose, render_markdown
from crossbearing.exports import to_contract
from crossbearing.ledger import Ledger
from crossbearing.model import Agreement, Claim, Dossier, Question, Report
from crossbearing.run import add_reports

HERE = Path(__file__).resolve().parent
STORIES = tuple(sorted(path.parent.name for path in HERE.glob("*/reports.jsonl")))
Answer = tuple[str, frozenset[str]]
"""A position as tests name it: its summary and the names of its origins."""


class Story(Struct, frozen=True):
    """A story as read: its dossier, and its names in place of ids."""

    dossier: Dossier

    def names(self, ids: tuple[str, ...]) -> frozenset[str]:
        """Names of actors or places."""
        known = {actor.id: actor.name for actor in self.dossier.actors}
        known |= {place.id: place.name for place in self.dossier.places}
        return frozenset(known[key] for key in ids)

    def report(self, external: str) -> Report:
        """The report of a record's own id."""
        [found] = [report for report in self.dossier.reports if report.external_id == external]
        return found

    def claims_of(self, external: str) -> list[Claim]:
        """The claims of one report, in text order."""
        key = self.report(external).id
        return [claim for claim in self.dossier.claims if claim.report == key]

    def claims_with(self, words: str) -> list[Claim]:
        """Claims whose characters hold these words."""
        return [claim for claim in self.dossier.claims if words in claim.span.exact]

    def questions(self, *words: str) -> list[Question]:
        """Questions whose title holds all these words."""
        return [q for q in self.dossier.questions if all(word in q.title for word in words)]

    def answers(self, question: Question) -> frozenset[Answer]:
        """What is answered, and on whose word."""
        return frozenset((p.summary, self.names(p.origins)) for p in question.positions)

    def relations(self, question: Question) -> set[tuple[str, str, str]]:
        """Relations as (summary, kind, summary)."""
        summary = {p.id: p.summary for p in question.positions}
        return {(summary[r.source], r.kind, summary[r.target]) for r in question.relations}

    def agreement(self) -> Agreement:
        """The one agreement of the story."""
        [found] = self.dossier.agreements
        return found


def records_of(story: str) -> list[bytes]:
    """The lines of a story's reports."""
    return (HERE / story / "reports.jsonl").read_bytes().splitlines()


def read_records(*batches: list[bytes]) -> Dossier:
    """Read records into a fresh ledger, batch by batch, through standard input: no path enters it."""
    with Ledger.open(":memory:") as ledger:
        for records in batches:
            summary = add_reports(["-"], ledger, stdin=BytesIO(b"\n".join(records) + b"\n"))
            assert not summary.rejected
        return ledger.dossier()


@lru_cache(maxsize=len(STORIES))
def build(story: str) -> Story:
    """Read a story once."""
    return Story(read_records(records_of(story)))


def export(dossier: Dossier) -> bytes:
    """The contract export, with the program's version left out: a release changes no golden file."""
    rows: dict[str, Any] = msgspec.json.decode(to_contract(dossier))
    rows["generator"]["version"] = ""
    return msgspec.json.format(msgspec.json.encode(rows), indent=1) + b"\n"


def expected_files(dossier: Dossier) -> dict[str, bytes]:
    """The golden files of a story, by name."""
    return {"ledger.json": export(dossier), "brief.md": render_markdown(compose(dossier)).encode()}
