"""Measure ``times`` on TimeBank: write predictions as the scorer reads them, run it, and print the speed.

Usage: python -m eval.times_eval [--shared DIR] [--out FILE] [--misses N] [--sentences]
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from crossbearing.model import Published, Sentence, TimeMention
from crossbearing.times import find_report_times, read_times
from eval import predict
from eval.domain import SHARED

WARM_UP = "The talks will resume on Friday."


def documents(path: Path) -> list[dict[str, Any]]:
    """The documents of a corpus in JSON Lines."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def paragraphs(text: str) -> Iterator[Sentence]:
    """Cut a text into paragraphs, standing in for sentences without a parse."""
    start = 0
    for block, piece in enumerate(text.split("\n\n")):
        yield Sentence(start, start + len(piece), piece, block=block)
        start += len(piece) + 2


def mentions(document: dict[str, Any], *, by_sentence: bool = False) -> list[TimeMention]:
    """The times of one document, from its whole text or paragraph by paragraph."""
    day = date.fromisoformat(document["published"])
    if not by_sentence:
        return read_times(document["text"], day)
    published = Published(day, day, "metadata")
    return [m for found in find_report_times(list(paragraphs(document["text"])), published) for m in found]


def as_row(document: dict[str, Any], found: list[TimeMention]) -> dict[str, Any]:
    """Predictions in the scorer's form; mentions without a TIMEX3 value are no TIMEX3."""
    times = [piece for mention in found for piece in predict.timexes(mention)]
    return {"doc_id": document["doc_id"], "times": times}


def misses(document: dict[str, Any], row: dict[str, Any]) -> Iterator[str]:
    """What differs from the gold: one line for each expression missed, found too many or read otherwise."""
    text, day = document["text"], document["published"]
    for gold in document["times"]:
        hits = [p for p in row["times"] if p["start"] < gold["end"] and gold["start"] < p["end"]]
        around = text[max(0, gold["start"] - 45) : gold["end"] + 35].replace("\n", " ")
        if not hits:
            yield f"MISS {day} [{gold['exact']}] {gold['value']} :: {around}"
        elif all(p["value"] != gold["value"] for p in hits):
            yield f"VALUE {day} [{gold['exact']}] {gold['value']} != {hits[0]['value']} :: {around}"
    for p in row["times"]:
        if not any(p["start"] < g["end"] and g["start"] < p["end"] for g in document["times"]):
            around = text[max(0, p["start"] - 45) : p["end"] + 35].replace("\n", " ")
            yield f"EXTRA {day} [{text[p['start'] : p['end']]}] {p['value']} :: {around}"


def main() -> None:
    """Run the measurement and print its figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--out", type=Path, default=Path(tempfile.gettempdir()) / "times_predicted.jsonl")
    parser.add_argument("--misses", action="store_true", help="print what differs from the gold")
    parser.add_argument(
        "--sentences", action="store_true", help="read by paragraph, as find_report_times does"
    )
    options = parser.parse_args()
    gold = options.shared / "corpora/times/timebank.jsonl"
    corpus = documents(gold)
    read_times(WARM_UP, date(2016, 12, 13))
    began = time.perf_counter()
    found = [mentions(document, by_sentence=options.sentences) for document in corpus]
    took = time.perf_counter() - began
    rows = [as_row(document, times) for document, times in zip(corpus, found, strict=True)]
    with options.out.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(row) + "\n" for row in rows)
    if options.misses:
        for document, row in zip(corpus, rows, strict=True):
            for line in misses(document, row):
                print(line)
    print(f"{sum(len(d['text'].split()) for d in corpus) / took:,.0f} words/s")
    scorer = options.shared / "score/score_times.py"
    sys.stdout.flush()
    subprocess.run([sys.executable, str(scorer), str(gold), str(options.out)], check=True)


if __name__ == "__main__":
    main()
