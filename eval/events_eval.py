"""Measure claims on our own annotated sentences: what happened, its topic, its status, who to whom.

Usage: python -m eval.events_eval [--half train|aside] [--misses N] [--second] [--shared DIR]

``eval/annotations/events.jsonl`` holds offsets and labels only (docs/annotation.md); the texts lie beside the
checkout. An annotated claim and one of the program's are the same where the program's event hangs on the
annotated trigger, else where it is the shortest of the program's claims around that trigger that is not yet
given away. Topic, status and background are right or wrong over such pairs.

Doers and targets are counted over such pairs too, as phrases: the program's phrase is the annotated one
where their own words meet (what a preposition adds is not a phrase's own, but for "of": "a clinic in Homs"
is not "Homs") or where both stand for one actor of the program's cast ("they", "the rebels"). Phrases
within the annotated one count once ("Russia and Turkey" is annotated as one); every other phrase that the
program adds is one too many. Most annotated targets have no actor in any cast ("12 people", "the village"),
so that counting ids measures the cast; the lines "by id" still count so: the annotated words stand for the
actor whom the cast gives them, and words to which it gives none are left out.
"""

import argparse
import json
import re
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
_FOREIGN = re.compile(
    r"[,;:(]| (?:in|at|on|from|with|for|by|near|who|which|that|whose|inside|among|as|including) "
)
"""Where a phrase's own words end."""


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


def meet(one: Span, other: Span) -> bool:
    """Whether the own words of two phrases share a character."""
    (a, b), (c, d) = own(one), own(other)
    return a < d and c < b


def own(span: Span) -> tuple[int, int]:
    """Where a phrase's own words lie: before what a preposition, a comma or a relative clause adds."""
    added = _FOREIGN.search(span.exact)
    return span.start, span.end if added is None else span.start + added.start()


class Tally:
    """What has been counted so far."""

    def __init__(self) -> None:
        self.gold = self.pairs = self.found = 0
        self.right: Counter[str] = Counter()
        self.roles = {name: [0, 0, 0] for name in ("doer", "target", "doer by id", "target by id")}

    def pair(self, want: Row, claim: Claim, cast: Cast, text: str) -> None:
        """Count one pair: labels, and who did it to whom."""
        self.pairs += 1
        self.right.update(field for field in LABELS if label_of(claim, field) == want[field])
        for name, ids, spans in (
            ("doer", claim.actors, claim.actor_spans),
            ("target", claim.targets, claim.target_spans),
        ):
            start, end = want[name] or (0, 0)
            phrase = Span(start, end, text[start:end]) if want[name] is not None else None
            actor = cast.at(phrase) if phrase is not None else None
            self.phrases(name, phrase, actor, spans, cast)
            if phrase is None or actor is not None:
                self.count(f"{name} by id", int(actor in ids), len(ids), int(actor is not None))

    def phrases(
        self, name: str, phrase: Span | None, actor: str | None, given: tuple[Span, ...], cast: Cast
    ) -> None:
        """Count the phrases of one role."""
        if phrase is None:
            self.count(name, 0, len(given), 0)
            return
        within = [span for span in given if meet(span, phrase)]
        same = [span for span in given if span not in within and actor and cast.at(span) == actor]
        hits = within or same[:1]
        self.count(name, int(bool(hits)), len(given) - len(hits) + bool(hits), 1)

    def count(self, name: str, right: int, given: int, annotated: int) -> None:
        """Add to one role's counts."""
        for n, more in enumerate((right, given, annotated)):
            self.roles[name][n] += more

    def told(self) -> Iterator[str]:
        """The figures, line by line."""
        found = 100 * self.pairs / max(self.gold, 1)
        yield f"claims     annotated {self.gold}, met {self.pairs} ({found:.1f} %), found {self.found}"
        for field in LABELS:
            yield f"{field:10} accuracy {100 * self.right[field] / max(self.pairs, 1):5.1f}"
        for name, (right, given, gold) in self.roles.items():
            precision, recall = 100 * right / max(given, 1), 100 * right / max(gold, 1)
            f1 = 200 * right / max(given + gold, 1)
            yield f"{name:12} P {precision:5.1f}  R {recall:5.1f}  F1 {f1:5.1f}"


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
