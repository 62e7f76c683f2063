"""Measure the tolls of mass-casualty incidents: found, as told, on whose word, together, nothing foreign.

Usage: python -m eval.tolls_eval [--half look|aside] [--misses] [--ledger FILE] [--shared DIR]

``eval/annotations/tolls.jsonl`` holds offsets, figures and names of origins only (docs/annotation.md). All
the shared reports on Syria are taken into one ledger, as a user would, so that every other toll of that war
is there to be mistaken for one of these. Printed of the half:

- **found**: tolls of which a claim has an amount of that measure on those words; **as told**: of these, the
  share with the annotated bounds; **on whose word**: the share with the annotated origin. A headline, or what
  a report tells in its own voice, answers nothing where the report names a source for it: there the claim
  that it repeats stands for it. A title said again above the text is left out;
- **together**: of each two tolls of one incident, measure and group that were found in different reports, the
  share that stands in one question; **nothing foreign**: of the answers in questions that hold two tolls of
  an incident or more, the share that are tolls of it;
- **contradictions**: how many of those annotated are found, and how many found in these questions are not
  among the annotated.
"""

import argparse
import json
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

from msgspec import Struct

from crossbearing.ledger import Ledger
from crossbearing.model import Claim, Dossier, Position, Quantity, Question, Report
from crossbearing.reconcile.bounds import disjoint, near
from crossbearing.reconcile.lookup import Lookup
from crossbearing.run import add_reports
from eval.domain import ANNOTATIONS, SHARED

Row = dict[str, Any]
ASKED = {"killed": ("killed",), "injured": ("injured", "wounded"), "missing": ("missing",)}
"""By measure, a word of which the title of its question has one."""
_EMPTY = frozenset({"the", "a", "an", "of", "for", "and", "in", "on", "s"})


class Toll(Struct, frozen=True):
    """An annotated toll, and the amount of a claim that gives it, if any."""

    row: Row
    claim: Claim | None = None
    quantity: Quantity | None = None
    question: Question | None = None


def annotated(half: str) -> list[Row]:
    """The rows of one half: tolls, and relations between them."""
    lines = (ANNOTATIONS / "tolls.jsonl").read_text(encoding="utf-8").splitlines()
    return [row for row in map(json.loads, lines) if row["half"] == half]


def taken_in(shared: Path, kept: Path | None) -> Dossier:
    """The dossier of all shared reports, from a ledger kept or made anew."""
    with tempfile.TemporaryDirectory() as folder:
        path = kept or Path(folder) / "tolls.ledger"
        with Ledger.open(path) as ledger:
            add_reports([shared / "corpora" / "syria-news" / "reports.jsonl"], ledger)
            return ledger.dossier()


def tolls_of(rows: Iterable[Row], dossier: Dossier) -> list[Toll]:
    """Each annotated toll with what the ledger has of it."""
    reports = {str(report.external_id): report for report in dossier.reports}
    claims: dict[str, list[Claim]] = defaultdict(list)
    for claim in dossier.claims:
        claims[claim.report].append(claim)
    asked: dict[str, list[tuple[Question, Position]]] = defaultdict(list)
    for question in dossier.questions:
        for position in question.positions:
            for key in position.claims:
                asked[key].append((question, position))
    told = (row for row in rows if "relation" not in row)
    placed = [(row, reports.get(row["id"])) for row in told]
    return [_told(row, report, claims, asked) for row, report in placed if not _is_title_again(row, report)]


def _is_title_again(row: Row, report: Report | None) -> bool:
    blocks = () if report is None else report.blocks
    return any(b.kind == "furniture" and b.start <= row["start"] < b.end for b in blocks)


def _told(
    row: Row,
    report: Report | None,
    claims: dict[str, list[Claim]],
    asked: dict[str, list[tuple[Question, Position]]],
) -> Toll:
    if report is None:
        return Toll(row)
    near = [
        (claim, q)
        for claim in claims[report.id]
        for q in claim.quantities
        if q.span.start < row["end"] and row["start"] < q.span.end and _measures(q, row)
    ]
    if not near:
        return Toll(row)
    claim, quantity = min(near, key=lambda pair: (not _as_told(pair[1], row), pair[0].id))
    question = _question(claim, quantity, asked[claim.id])
    if question is None and claim.voice == "narrated":
        for other in claims[report.id]:
            same = [q for q in other.quantities if q.measure == quantity.measure and _as_one(q, quantity)]
            for held in (_question(other, q, asked[other.id]) for q in same):
                if held is not None and other.voice != "narrated":
                    return Toll(row, other, quantity, held)
    return Toll(row, claim, quantity, question)


def _as_one(one: Quantity, other: Quantity) -> bool:
    """Whether two amounts are one figure, however loosely told."""
    return near(one, other) or not disjoint(one, other)


def _measures(quantity: Quantity, row: Row) -> bool:
    return quantity.measure == row["measure"] or (row["measure"] == "harmed" and quantity.measure in ASKED)


def _as_told(quantity: Quantity, row: Row) -> bool:
    return (quantity.lower, quantity.upper) == (row["lower"], row["upper"])


def _question(claim: Claim, quantity: Quantity, asked: list[tuple[Question, Position]]) -> Question | None:
    """The question to which a claim answers with an amount."""
    words = ASKED.get(quantity.measure, ())
    held = [
        (question, position)
        for question, position in asked
        if any(word in question.title for word in words) and question.title.startswith("How many")
    ]
    exact = [question for question, p in held if quantity.lower in (p.lower, p.upper)]
    if len(exact) > 1 and quantity.group is not None:
        exact = [q for q in exact if q.group == quantity.group] or exact
    return next(iter(exact), None)


def on_its_word(toll: Toll, lookup: Lookup) -> bool:
    """Whether a claim rests on the word of the annotated origin, or of the body that one belongs to.

    "outlet" is annotated where a report tells it itself; it may carry an agency.
    """
    claim = toll.claim
    if claim is None or toll.row["origin"] == "outlet":
        return claim is not None and claim.voice == "narrated"
    steps = () if claim.origin is None else lookup.line(claim.origin)
    return any(_alike(name, toll.row["origin"]) for step in steps for name in _names(step, lookup))


def _names(actor: str, lookup: Lookup) -> tuple[str, ...]:
    known = lookup.actors.get(actor)
    return () if known is None else (known.name, *known.aliases)


def _alike(one: str, other: str) -> bool:
    """Whether one of two names has all the words of the other."""
    a, b = _words(one), _words(other)
    return bool(a and b) and (a <= b or b <= a)


def _words(name: str) -> frozenset[str]:
    plain = "".join(c if c.isalnum() else " " for c in name.casefold())
    return frozenset(plain.split()) - _EMPTY


def together(tolls: list[Toll]) -> tuple[int, int]:
    """How many pairs of found tolls of different reports share a question, of how many that should."""
    cells: dict[tuple[str, ...], list[Toll]] = defaultdict(list)
    for toll in tolls:
        row = toll.row
        if toll.claim is not None and not row["part"] and not row["older"]:
            cells[row["incident"], row["measure"], row["group"]].append(toll)
    pairs = [
        (one, other)
        for cell in cells.values()
        for one, other in combinations(cell, 2)
        if one.row["id"] != other.row["id"]
    ]
    met = [
        a
        for a, b in pairs
        if a.question is not None and b.question is not None and a.question.id == b.question.id
    ]
    return len(met), len(pairs)


def foreign(tolls: list[Toll]) -> tuple[int, int, list[tuple[str, Question, str]]]:
    """How many answers in the incidents' questions are theirs, of how many, and those that are not."""
    held: dict[str, Counter[str]] = defaultdict(Counter)
    questions: dict[str, Question] = {}
    known: dict[str, set[str]] = defaultdict(set)
    for toll in tolls:
        if toll.claim is not None:
            known[toll.row["incident"]].add(toll.claim.id)
        if toll.question is not None:
            held[toll.question.id][toll.row["incident"]] += 1
            questions[toll.question.id] = toll.question
    own, strange = 0, []
    for key, counts in held.items():
        incident, most = counts.most_common(1)[0]
        if most > 1:
            members = {c for p in questions[key].positions for c in p.claims}
            strange += [(incident, questions[key], c) for c in sorted(members - known[incident])]
            own += len(members & known[incident])
    return own, own + len(strange), strange


def contradictions(rows: Iterable[Row], tolls: list[Toll]) -> tuple[int, int, list[str]]:
    """How many annotated contradictions are found, of how many, and the others found in these questions."""
    wanted = [row for row in rows if row.get("relation") == "contradicts"]
    seen: dict[str, set[frozenset[float | None]]] = defaultdict(set)
    for toll in tolls:
        if toll.question is not None:
            seen[toll.row["incident"]] |= set(_opposed(toll.question))
    pairs = [(row["incident"], frozenset((row["one"][1], row["other"][1]))) for row in wanted]
    met = [pair for incident, pair in pairs if pair in seen[incident]]
    strange = [
        f"{incident}: {sorted(map(str, pair))}"
        for incident, found in seen.items()
        for pair in found
        if (incident, pair) not in pairs
    ]
    return len(met), len(pairs), sorted(strange)


def _opposed(question: Question) -> Iterator[frozenset[float | None]]:
    lower = {position.id: position.lower for position in question.positions}
    for relation in question.relations:
        if relation.kind == "contradicts":
            yield frozenset((lower.get(relation.source), lower.get(relation.target)))


def told(rows: list[Row], tolls: list[Toll], lookup: Lookup) -> Iterator[str]:
    """The figures, line by line."""
    found = [t for t in tolls if t.quantity is not None]
    right = [t for t in found if t.quantity is not None and _as_told(t.quantity, t.row)]
    words = [t for t in found if on_its_word(t, lookup)]
    met, pairs = together(tolls)
    own, answers, _ = foreign(tolls)
    hit, wanted, strange = contradictions(rows, tolls)
    incidents = {t.row["incident"] for t in tolls}
    yield f"tolls {len(tolls)} of {len(incidents)} incidents, {len({t.row['id'] for t in tolls})} reports"
    yield f"found            {_share(len(found), len(tolls))}"
    yield f"as told          {_share(len(right), len(found))}"
    yield f"on whose word    {_share(len(words), len(found))}"
    yield f"together         {_share(met, pairs)}"
    yield f"nothing foreign  {_share(own, answers)}"
    yield f"contradictions   found {hit} of {wanted}, others {len(strange)}"


def _share(part: int, whole: int) -> str:
    return f"{100 * part / max(1, whole):5.1f} %  ({part} of {whole})"


def misses(rows: list[Row], tolls: list[Toll], lookup: Lookup) -> Iterator[str]:
    """What is not right, toll by toll."""
    for toll in sorted(tolls, key=lambda t: (t.row["incident"], str(t.row["id"]), t.row["start"])):
        row, claim, quantity = toll.row, toll.claim, toll.quantity
        head = f"{row['incident']} {row['id']} {row['start']} {row['measure']} {row['group']}"
        head += f" {row['lower']}-{row['upper']}"
        if claim is None or quantity is None:
            yield f"{head}: NOT FOUND"
            continue
        asked = "no question" if toll.question is None else toll.question.title
        origin = "-" if claim.origin is None else lookup.actor_name(claim.origin)
        marks = "" if _as_told(quantity, row) else f" BOUNDS {quantity.lower}-{quantity.upper}"
        marks += "" if on_its_word(toll, lookup) else f" WORD wanted {row['origin']}, has {origin}"
        yield f"{head} [{quantity.group}]:{marks} | {asked}"
    for incident, question, key in foreign(tolls)[2]:
        yield f"FOREIGN {incident}: {question.title}: {key}"
    yield from (f"NOT ANNOTATED {line}" for line in contradictions(rows, tolls)[2])


def main() -> None:
    """Run the measurement and print its figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--half", choices=("look", "aside"), default="look")
    parser.add_argument("--misses", action="store_true", help="print what is not right (never for aside)")
    parser.add_argument("--ledger", type=Path, default=None, help="a ledger that holds the reports already")
    parser.add_argument("--shared", type=Path, default=SHARED)
    options = parser.parse_args()
    rows = annotated(options.half)
    dossier = taken_in(options.shared, options.ledger)
    lookup = Lookup(dossier)
    tolls = tolls_of(rows, dossier)
    print("\n".join(told(rows, tolls, lookup)))
    if options.misses and options.half == "look":
        print("\n".join(misses(rows, tolls, lookup)))


if __name__ == "__main__":
    main()
