"""Measure ``provenance`` on the shared reports: copies found, made copies found, cost as reports multiply.

Usage: python -m eval.copies_eval [--shared DIR] [--only exhaustive|made|growth|carriage] [--times N]

"exhaustive" compares what sketches lead to with the comparison of every pair. "made" makes, of one passage
of each report, a copy that is changed by program and set amid another report, and asks whether that pair is
found (recall, and how much of the passage) and what else is (precision: characters found within the made
passage). "growth" multiplies the reports, every content word of a multiple marked as its own, so that true
copies do not multiply.
"""

import argparse
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from crossbearing.ingest import read_paths
from crossbearing.model import Block, Copy, Report
from crossbearing.provenance import candidates, carriage, find_copies, sketch
from crossbearing.provenance.lists import little, rows
from crossbearing.settings import Settings
from eval.domain import SHARED

SEED = 20160613
PASSAGE = 40
"""Words of a passage that is copied by program: two sentences."""
_TOKEN = re.compile(r"\w+|\W+")


class Made(Struct, frozen=True):
    """A report with a passage, another into which a changed copy of it was set, and where it stands there."""

    one: Report
    other: Report
    start: int
    end: int


def reports_of(shared: Path) -> list[Report]:
    """The shared reports, as the program reads them."""
    path = shared / "corpora/syria-news/reports.jsonl"
    return [item for item in read_paths([str(path)], settings=Settings()) if isinstance(item, Report)]


def pairs_of(copies: Sequence[Copy]) -> Counter[tuple[str, str]]:
    """How many passages each pair of reports shares."""
    return Counter((copy.passages[0].report, copy.passages[1].report) for copy in copies)


def exhaustive(reports: Sequence[Report]) -> dict[str, float]:
    """Copies that sketches lead to, against those that comparing every pair finds."""
    began = time.process_time()
    found = find_copies(reports)
    took = time.process_time() - began
    every = find_copies(reports, pairs=combinations(sorted(report.id for report in reports), 2))
    asked = candidates({report.id: sketch(report) for report in reports})
    sizes = [len(sketch(report)) for report in reports]
    return {
        "copies": len(found),
        "copies_every_pair": len(every),
        "recall": sum((pairs_of(found) & pairs_of(every)).values()) / len(every),
        "candidate_pairs": len(asked),
        "pairs_with_copies": len(pairs_of(found)),
        "hashes_a_report": sum(sizes) / len(sizes),
        "ms_a_report": 1000 * took / len(reports),
    }


def stripped(words: list[str], _: random.Random) -> list[str]:
    """Punctuation lost."""
    return [word for word in (re.sub(r"[^\w\s]", "", word) for word in words) if word]


def swapped(share: float) -> Callable[[list[str], random.Random], list[str]]:
    """Some of the words by others that outlets use in their stead, where the list has one; else by any."""
    ways: dict[str, list[str]] = {}
    for _, forms, *_ in rows("swaps.tsv"):
        for form in forms.split("|"):
            ways[form] = [other for other in forms.split("|") if other != form]

    def change(words: list[str], drawn: random.Random) -> list[str]:
        listed = [n for n, word in enumerate(words) if word.lower() in ways]
        chosen = set(drawn.sample(listed, min(len(listed), round(share * len(words)))))
        return [drawn.choice(ways[w.lower()]) if n in chosen else w for n, w in enumerate(words)]

    return change


def replaced(share: float) -> Callable[[list[str], random.Random], list[str]]:
    """Some of the words by words that stand in neither report."""

    def change(words: list[str], drawn: random.Random) -> list[str]:
        chosen = set(drawn.sample(range(len(words)), round(share * len(words))))
        return [f"zq{drawn.randrange(10**6)}" if n in chosen else word for n, word in enumerate(words)]

    return change


def left_out(words: list[str], drawn: random.Random) -> list[str]:
    """Eight words in a row left out of the middle."""
    at = drawn.randrange(10, max(11, len(words) - 18))
    return words[:at] + words[at + 8 :]


def reordered(words: list[str], _: random.Random) -> list[str]:
    """The two halves changed about."""
    return words[len(words) // 2 :] + words[: len(words) // 2]


DEGREES: dict[str, Callable[[list[str], random.Random], list[str]]] = {
    "punctuation": stripped,
    **{f"swapped_{share}": swapped(share / 100) for share in (5, 10, 20, 40)},
    **{f"replaced_{share}": replaced(share / 100) for share in (5, 10, 20, 30)},
    "left_out": left_out,
    "reordered": reordered,
}


def make(
    reports: Sequence[Report], change: Callable[[list[str], random.Random], list[str]]
) -> Iterator[Made]:
    """Of each report long enough, one passage, changed and set amid the next report of another outlet."""
    drawn = random.Random(SEED)
    told = [(report, _body(report)) for report in reports]
    for n, (one, text) in enumerate(told):
        other, theirs = told[(n + 211) % len(told)]
        words = text.split()
        if len(words) < 2 * PASSAGE or len(theirs.split()) < PASSAGE:
            continue
        at = drawn.randrange(len(words) - PASSAGE)
        passage = " ".join(change(words[at : at + PASSAGE], drawn))
        before, after = theirs.split()[: PASSAGE // 2], theirs.split()[PASSAGE // 2 :]
        start = len(" ".join(before)) + 1
        yield Made(
            _plain(one, text, "a"),
            _plain(other, f"{' '.join(before)} {passage} {' '.join(after)}", "b"),
            start,
            start + len(passage),
        )


def _body(report: Report) -> str:
    return " ".join(report.text[b.start : b.end] for b in report.blocks if b.kind == "paragraph")


def _plain(report: Report, text: str, side: str) -> Report:
    return replace(report, id=f"{side}-{report.id}", text=text, blocks=(Block(0, len(text), "paragraph"),))


def made(reports: Sequence[Report], degree: str) -> dict[str, float]:
    """Recall of pairs and characters, and the share of found characters that were made copies.

    Pairs whose unchanged reports share text already are left out.
    """
    related = {frozenset(pair) for pair in pairs_of(find_copies(reports))}
    pairs = met = 0
    held = length = found = 0
    for case in make(reports, DEGREES[degree]):
        if frozenset((case.one.id[2:], case.other.id[2:])) in related:
            continue
        copies = find_copies([case.one, case.other])
        pairs += 1
        told = {n for c in copies for n in range(c.passages[1].span.start, c.passages[1].span.end)}
        within = len(told & set(range(case.start, case.end)))
        met += within > 0
        held += within
        length += case.end - case.start
        found += len(told)
    return {
        "pairs": pairs,
        "recall": met / pairs,
        "characters_recall": held / length,
        "characters_precision": held / max(1, found),
    }


def growth(reports: Sequence[Report], times: int) -> dict[str, float]:
    """Cost for each report when there are so many times as many, with other words in each multiple."""
    many = [_shifted(report, n) for n in range(times) for report in reports]
    began = time.process_time()
    sketches = {report.id: sketch(report) for report in many}
    asked = candidates(sketches)
    sketched = time.process_time() - began
    began = time.process_time()
    find_copies(many, pairs=asked)
    return {
        "reports": len(many),
        "candidates_a_report": 2 * len(asked) / len(many),
        "sketch_ms_a_report": 1000 * sketched / len(many),
        "align_ms_a_report": 1000 * (time.process_time() - began) / len(many),
    }


def _shifted(report: Report, multiple: int) -> Report:
    """A report whose content words are marked as a multiple's; the first multiple is the report itself."""
    if multiple == 0:
        return report
    small = little()
    pieces: list[str] = []
    blocks = []
    length = 0
    for block in report.blocks:
        words = _TOKEN.findall(report.text[block.start : block.end])
        text = "".join(
            w if not w[0].isalnum() or w.lower() in small or len(w) < 6 else f"{w}{multiple}" for w in words
        )
        blocks.append(replace(block, start=length, end=length + len(text)))
        pieces.append(text)
        length += len(text) + 1
    return replace(report, id=f"{report.id}-{multiple}", text="\n".join(pieces), blocks=tuple(blocks))


def carried(reports: Sequence[Report]) -> list[str]:
    """The map of who carries whom, one line each, most text first."""
    credited = {
        r.id: r.credits[0].lower() for r in reports if len(r.credits) == 1 and r.credits[0] != "agencies"
    }
    found = carriage(find_copies(reports, credited), reports)
    return [
        f"{c.source:<14} {c.carrier:<14} {c.basis:<12} reports {len(c.reports):>3} share {c.share:.2f} "
        f"passages {c.passages:>3} characters {c.characters:>6,}"
        for c in sorted(found, key=lambda c: (-c.characters, c.source, c.carrier))
    ]


def main() -> None:
    """Run the measurements and print their figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--only", choices=("exhaustive", "made", "growth", "carriage"))
    parser.add_argument("--times", type=int, default=10, help="multiples in the second measure of growth")
    options = parser.parse_args()
    reports = reports_of(options.shared)
    if options.only in (None, "exhaustive"):
        print("exhaustive  " + _line(exhaustive(reports)))
    if options.only in (None, "made"):
        for degree in DEGREES:
            print(f"made {degree:<12} " + _line(made(reports, degree)))
    if options.only in (None, "growth"):
        for times in (1, options.times):
            print(f"growth {times:>3}x " + _line(growth(reports, times)))
    if options.only in (None, "carriage"):
        print("\n".join(carried(reports)))


def _line(figures: dict[str, float]) -> str:
    return "  ".join(f"{name} {value:,.3f}" for name, value in figures.items())


if __name__ == "__main__":
    main()
