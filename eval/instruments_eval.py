"""Measure the four instruments together against the parser's own time, on real reports.

Usage: python -m eval.instruments_eval [--shared DIR] [--reports N]

Words a second of times, places, quantities and actors, alone and together, beside those of spaCy's pipeline
over the same sentences in the same run; and the memory that the four add to spaCy's.
"""

import argparse
import json
import resource
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from crossbearing.actors import find_actors
from crossbearing.model import Block, Published, Report, Sentence
from crossbearing.places import find_places
from crossbearing.quantities import find_quantities
from crossbearing.reading import parse
from crossbearing.times import find_report_times
from eval.domain import SHARED

DAY = date(2016, 12, 13)
REPORTS = 100

Read = tuple[Report, list[Sentence]]


def reports(shared: Path, count: int) -> list[Report]:
    """The first reports of the shared news."""
    path = shared / "corpora" / "syria-news" / "reports.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()[:count]]
    return [
        Report(id=row["id"], text=row["text"], sha256="", blocks=(Block(0, len(row["text"]), "paragraph"),))
        for row in rows
    ]


def timed(work: Callable[[], Any]) -> float:
    """Seconds that some work takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def peak_mb() -> float:
    """The process's highest resident memory so far, in megabytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def instruments(read: list[Read]) -> dict[str, Callable[[], Any]]:
    """What each instrument does over all reports."""
    published = Published(DAY, DAY, "metadata")
    return {
        "times": lambda: [find_report_times(sentences, published) for _, sentences in read],
        "places": lambda: [find_places(report.text, sentences) for report, sentences in read],
        "quantities": lambda: [find_quantities(one) for _, sentences in read for one in sentences],
        "actors": lambda: [find_actors(report, sentences) for report, sentences in read],
    }


def main() -> None:
    """Run the parser and the four over the same reports and print their speed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--reports", type=int, default=REPORTS)
    options = parser.parse_args()
    texts = reports(options.shared, options.reports)
    words = sum(len(report.text.split()) for report in texts)
    parse(texts[0])
    read: list[Read] = []
    parsing = timed(lambda: read.extend((report, parse(report)) for report in texts))
    before = peak_mb()
    for work in instruments(read[:1]).values():
        work()
    print(f"{len(texts)} reports, {words} words")
    print(f"{'spaCy':10} {words / parsing:9,.0f} words/s")
    total = 0.0
    for name, work in instruments(read).items():
        seconds = timed(work)
        total += seconds
        print(f"{name:10} {words / seconds:9,.0f} words/s")
    print(f"{'the four':10} {words / total:9,.0f} words/s, {parsing / total:.2f} times spaCy's")
    print(f"memory beyond spaCy's {peak_mb() - before:.0f} MB")


if __name__ == "__main__":
    main()
