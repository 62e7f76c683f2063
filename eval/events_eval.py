"""Measure claims on our own annotated sentences: what happened, its topic, its status, who to whom.

Usage: python -m eval.events_eval [--half train|aside] [--misses N] [--second] [--shared DIR]

``eval/annotations/events.jsonl`` holds offsets and labels only (docs/annotation.md); the texts lie beside the
checkout. An annotated claim and one of the program's are the same where the program's event hangs on the
annotated trigger, else where it is the shortest of the program's claims around that trigger that is not yet
given away. Topic, status and background are right or wrong over such pairs. Doers and targets are counted as
actors: the annotated words stand for the actor whom the program's cast gives them; every actor that the
program adds is one too many.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from crossbearing.actors import Cast
from crossbearing.model import Block, Claim, Report, Span
from crossbearing.reading.page import open_page
from crossbearing.reading.reader import read_page
from eval.domain import ANNOTATIONS, SHARED, texts

Row = dict[str, Any]
LABELS = ("topic", "status", "background", "plover")


def annotated(half: str) -> dict[str, list[Row]]:
    """The annotated sentences of one half, by report."""
    found: dict[str, list[Row]] = {}
    for line in (ANNOTATIONS / "events.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["half"] == half:
            found.setdefault(row["id"], []).append(row)
    return found


def opened(report_id: str, text: str) -> tuple[tuple[Claim, ...], Cast]:
    """The program's claims of a report and its cast."""
    report = Report(id=report_id, text=text, sha256="", blocks=(Block(0, len(text), "paragraph"),))
    page = open_page(report)
    return read_page(page).claims, page.cast


def paired(gold: list[Row], claims: list[Claim]) -> Iterator[tuple[Row, Claim | None]]:
    """Each annotated claim with the program's, or None."""
    left = list(claims)
    waiting = []
    for want in gold:
        start, end = want["trigger"]
        hung = [c for c in left if c.event and c.event.trigger.start < end and start < c.event.trigger.end]
        if hung:
            left.remove(hung[0])
            yield want, hung[0]
        else:
            waiting.append(want)
    for want in waiting:
        start, end = want["trigger"]
        around = [c for c in left if c.span.start <= start and end <= c.span.end]
        best = min(around, key=lambda c: c.span.end - c.span.start, default=None)
        if best is not None:
            left.remove(best)
        yield want, best


def label_of(claim: Claim, field: str) -> Any:
    """A claim's label as the annotations write it: what is told not to have happened is denied there."""
    if field == "status" and claim.negated and claim.status == "asserted":
        return "denied"
    if field == "plover":
        return claim.event.plover if claim.event is not None else None
    return getattr(claim, field)


class Tally:
    """What has been counted so far."""

    def __init__(self) -> None:
        self.gold = self.pairs = self.found = 0
        self.right: Counter[str] = Counter()
        self.roles: dict[str, list[int]] = {"doer": [0, 0, 0], "target": [0, 0, 0]}

    def pair(self, want: Row, claim: Claim, cast: Cast, text: str) -> None:
        """Count one pair: labels, and actors by role."""
        self.pairs += 1
        self.right.update(field for field in LABELS if label_of(claim, field) == want[field])
        self.role("doer", want["doer"], claim.actors, cast, text)
        self.role("target", want["target"], claim.targets, cast, text)

    def role(self, name: str, span: list[int] | None, given: tuple[str, ...], cast: Cast, text: str) -> None:
        """Count actors of one role: right, given, annotated."""
        counts = self.roles[name]
        counts[1] += len(given)
        if span is not None:
            counts[2] += 1
            actor = cast.at(Span(span[0], span[1], text[span[0] : span[1]]))
            counts[0] += actor is not None and actor in given

    def told(self) -> Iterator[str]:
        """The figures, line by line."""
        found = 100 * self.pairs / max(self.gold, 1)
        yield f"claims     annotated {self.gold}, met {self.pairs} ({found:.1f} %), found {self.found}"
        for field in LABELS:
            yield f"{field:10} accuracy {100 * self.right[field] / max(self.pairs, 1):5.1f}"
        for name, (right, given, gold) in self.roles.items():
            precision, recall = 100 * right / max(given, 1), 100 * right / max(gold, 1)
            f1 = 200 * right / max(given + gold, 1)
            yield f"{name:10} P {precision:5.1f}  R {recall:5.1f}  F1 {f1:5.1f}"


def described(text: str, want: Row, claim: Claim | None) -> str:
    """A pair that differs, in one line."""
    shown = {field: want[field] for field in LABELS}
    given = None if claim is None else {field: label_of(claim, field) for field in LABELS}
    words = text[want["trigger"][0] : want["trigger"][1]]
    return f"[{words}] {shown} <> {given} :: {'' if claim is None else claim.span.exact[:120]}"


def main() -> None:
    """Run the measurement and print its figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--half", choices=("train", "aside"), default="train")
    parser.add_argument("--misses", action="store_true", help="print what differs (never for aside)")
    parser.add_argument("--reports", type=int, default=None, help="only so many reports")
    parser.add_argument("--shared", type=Path, default=SHARED)
    options = parser.parse_args()
    known, tally = texts(options.shared), Tally()
    for report_id, rows in list(annotated(options.half).items())[: options.reports]:
        claims, cast = opened(report_id, known[report_id])
        for row in rows:
            here = [c for c in claims if row["start"] <= c.span.start < row["end"]]
            tally.gold, tally.found = tally.gold + len(row["claims"]), tally.found + len(here)
            for want, claim in paired(row["claims"], here):
                if claim is not None:
                    tally.pair(want, claim, cast, known[report_id])
                wrong = claim is None or any(label_of(claim, field) != want[field] for field in LABELS)
                if options.misses and options.half == "train" and wrong:
                    print(described(known[report_id], want, claim))
    print("\n".join(tally.told()))


if __name__ == "__main__":
    main()
