"""Measure quantities on our own annotated sentences: how many, of whom, by which measure, exact in all.

Usage: python -m eval.quantities_eval [--half tune|aside] [--misses] [--shared DIR]

``eval/annotations/quantities.jsonl`` holds offsets and values only (docs/annotation.md); the texts lie beside
the checkout. A found quantity is right when it overlaps an annotated one and ``lower``, ``upper``, ``bound``,
``measure`` and ``group`` are all the same. Durations and distances are not annotated and not counted.
``--second`` measures a second reader's annotations in place of the program's.
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from crossbearing.model import Block, Quantity, Report
from crossbearing.quantities import find_quantities
from crossbearing.reading import parse
from eval.domain import ANNOTATIONS, SHARED, texts

Row = dict[str, Any]
FIELDS = ("lower", "upper", "bound", "measure", "group")
LEFT_OUT = ("duration", "distance")
CLOSE = 0.06
"""Shares are given to one decimal here and to none there: 66.7 and 66.67 are the same."""


def annotated(half: str) -> list[Row]:
    """The annotated sentences of one half."""
    lines = (ANNOTATIONS / "quantities.jsonl").read_text(encoding="utf-8").splitlines()
    return [row for row in map(json.loads, lines) if row["half"] == half]


def as_row(quantity: Quantity) -> Row:
    """A quantity as the annotations write it."""
    values = {field: getattr(quantity, field) for field in FIELDS}
    return {"start": quantity.span.start, "end": quantity.span.end, **values}


def found_in(report_id: str, text: str) -> list[Row]:
    """What the program finds in a whole report."""
    report = Report(id=report_id, text=text, sha256="", blocks=(Block(0, len(text), "paragraph"),))
    quantities = [one for sentence in parse(report) for one in find_quantities(sentence)]
    return [as_row(one) for one in quantities if one.measure not in LEFT_OUT]


def same(left: Any, right: Any) -> bool:
    """Whether two values are the same, numbers as closely as they are written."""
    if isinstance(left, int | float) and isinstance(right, int | float):
        return abs(left - right) < CLOSE
    return bool(left == right)


def paired(gold: list[Row], found: list[Row]) -> Iterator[tuple[Row | None, Row | None]]:
    """Each annotated quantity with the found one that it overlaps and agrees with best, then the rest."""
    left = list(found)
    for want in gold:
        near = [one for one in left if one["start"] < want["end"] and want["start"] < one["end"]]
        best = max(near, key=lambda one: sum(same(one[f], want[f]) for f in FIELDS), default=None)
        if best is not None:
            left.remove(best)
        yield want, best
    for one in left:
        yield None, one


def pairs(rows: list[Row], shared: Path, second: bool) -> Iterator[tuple[str, Row | None, Row | None]]:
    """The report's text, what is annotated and what is found, quantity by quantity."""
    known = texts(shared)
    kept: dict[str, list[Row]] = {}
    for row in rows:
        if second:
            if "second" in row:
                yield from ((known[row["id"]], *pair) for pair in paired(row["quantities"], row["second"]))
            continue
        if row["id"] not in kept:
            kept[row["id"]] = found_in(row["id"], known[row["id"]])
        within = [one for one in kept[row["id"]] if row["start"] <= one["start"] < row["end"]]
        yield from ((known[row["id"]], *pair) for pair in paired(row["quantities"], within))


def told(text: str, row: Row | None) -> str:
    """A quantity in one line."""
    if row is None:
        return "-"
    return f"[{text[row['start'] : row['end']]}] " + " ".join(str(row[field]) for field in FIELDS)


def main() -> None:
    """Run the measurement and print its figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--half", choices=("tune", "aside"), default="tune")
    parser.add_argument("--misses", action="store_true", help="print what differs (never for aside)")
    parser.add_argument("--second", action="store_true", help="measure the second reader instead")
    parser.add_argument("--shared", type=Path, default=SHARED)
    options = parser.parse_args()
    rows = annotated(options.half)
    hits = dict.fromkeys((*FIELDS, "span", "exact"), 0)
    gold = found = 0
    for text, want, one in pairs(rows, options.shared, options.second):
        gold, found = gold + (want is not None), found + (one is not None)
        agreed = [field for field in FIELDS if want and one and same(want[field], one[field])]
        for field in agreed + (["span"] if want and one else []):
            hits[field] += 1
        hits["exact"] += len(agreed) == len(FIELDS)
        if options.misses and options.half == "tune" and len(agreed) < len(FIELDS):
            place = (want or one or {"start": 0})["start"]
            around = text[max(0, place - 70) : place + 90].replace("\n", " ")
            print(f"{told(text, want)}  <>  {told(text, one)}\n      {around}")
    print(f"{len(rows)} sentences, {gold} quantities annotated, {found} found")
    for field, count in hits.items():
        precision, recall = count / max(found, 1), count / max(gold, 1)
        f1 = 2 * count / max(found + gold, 1)
        print(f"{field:8} P {100 * precision:5.1f}  R {100 * recall:5.1f}  F1 {100 * f1:5.1f}   ({count})")


if __name__ == "__main__":
    main()
