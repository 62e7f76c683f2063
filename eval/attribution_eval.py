"""Measure attribution on a corpus of articles: write predictions as the scorer reads them, and run it.

Usage: python eval/attribution_eval.py [--shared DIR] [--corpus NAME] [--limit N] [--out FILE] [--bare]
       [--misses N]

The corpus is annotated in another manner than ours, so predictions are carried over to it (``--bare``
does not): attitudes count, the word "that" belongs to what is said, one speech within a paragraph
is one attribution, and a quote in a title is tied to no source in the body.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from crossbearing.model import Attribution, Block, Report
from crossbearing.reading import parse
from crossbearing.reading.attribution import find_attributions

SHARED = Path(__file__).resolve().parents[2] / "shared"
LINE = re.compile(r"[^\n]+")
JOINING = "that "
BACK = 4
"""How many attributions back a continued speech may have begun."""
MIN_OVERLAP = 0.5

Row = dict[str, Any]


def report_of(text: str) -> Report:
    """A report of an article: its first line the title, every other line a paragraph."""
    blocks = [Block(match.start(), match.end(), "paragraph") for match in LINE.finditer(text)]
    if blocks:
        blocks[0] = Block(blocks[0].start, blocks[0].end, "title")
    return Report(id="eval", text=text, sha256="", blocks=tuple(blocks))


def row_of(attribution: Attribution) -> Row:
    """An attribution as the scorer reads it; relays are no part of that corpus."""
    origin = attribution.links[0]
    return {
        "source": [] if origin.source is None else [[origin.source.start, origin.source.end]],
        "cue": [] if origin.cue is None else [[origin.cue.start, origin.cue.end]],
        "content": [[span.start, span.end] for span in attribution.content],
        "voice": attribution.voice,
        "stance": attribution.stance,
    }


def untitled(rows: list[Row], report: Report) -> list[Row]:
    """Leave out titles' words that only the body says whose they are: the corpus ties none to a source."""
    title = report.blocks[0].end if report.blocks else 0
    return [
        row
        for row in rows
        if row["content"][0][0] >= title or not row["source"] or row["source"][0][0] < title
    ]


def widened(rows: list[Row], text: str) -> list[Row]:
    """Take the word "that" into what is said."""
    for row in rows:
        for span in row["content"]:
            if text[max(0, span[0] - len(JOINING)) : span[0]] == JOINING:
                span[0] -= len(JOINING)
    return rows


def joined(rows: list[Row], text: str) -> list[Row]:
    """Join the sentences of one speech in one paragraph into one attribution."""
    kept: list[Row] = []
    for row in rows:
        speech = next((o for o in reversed(kept[-BACK:]) if _goes_on(o, row, text)), None)
        if speech is None:
            kept.append(row)
            continue
        speech["content"] += row["content"]
        speech["cue"] = speech["cue"] or row["cue"]
    return kept


def _goes_on(earlier: Row, row: Row, text: str) -> bool:
    """A later part without a cue, or the part with the cue after parts that had none."""
    uncued = (not row["cue"] and row["voice"] != "indirect") or (row["cue"] and not earlier["cue"])
    between = text[earlier["content"][-1][1] : row["content"][0][0]]
    return bool(uncued and row["source"] and row["source"] == earlier["source"] and "\n" not in between)


def misses(article: Row, predicted: list[Row], limit: int) -> list[str]:
    """Gold attributions without a like content, as lines to read."""
    text, lines = article["text"], []
    have = [set(_positions(row["content"])) for row in predicted]
    for gold in article["attributions"]:
        want = set(_positions(gold["content"]))
        if not any(len(want & h) > MIN_OVERLAP * len(want | h) for h in have):
            words = [" .. ".join(text[s:e] for s, e in gold[role]) for role in ("source", "cue", "content")]
            lines.append(" | ".join(word[:160].replace("\n", " ") for word in words))
    return lines[:limit]


def _positions(spans: list[list[int]]) -> list[int]:
    return [i for start, end in spans for i in range(start, end)]


def main() -> int:
    """Predict, score, and tell the speed of attribution alone."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--corpus", default="dev")
    parser.add_argument("--limit", type=int, default=None)
    parser.add_argument("--out", type=Path, default=None)
    parser.add_argument("--bare", action="store_true")
    parser.add_argument("--misses", type=int, default=0)
    options = parser.parse_args()
    path = options.shared / "corpora" / "attribution" / f"{options.corpus}.jsonl"
    articles = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()][: options.limit]
    predicted, seconds = [], 0.0
    for article in articles:
        report = report_of(article["text"])
        sentences = parse(report)
        begun = time.perf_counter()
        found = find_attributions(report, sentences, attitudes=not options.bare)
        seconds += time.perf_counter() - begun
        rows = [row_of(attribution) for attribution in found]
        if not options.bare:
            rows = joined(widened(untitled(rows, report), article["text"]), article["text"])
        predicted.append({"doc_id": article["doc_id"], "attributions": rows})
        for line in misses(article, rows, options.misses):
            print(line)
    words = sum(len(article["text"].split()) for article in articles)
    print(f"{words} words, {words / seconds:.0f} words a second beyond the parse")
    with tempfile.TemporaryDirectory() as folder:
        gold, out = Path(folder) / "gold.jsonl", options.out or Path(folder) / "predicted.jsonl"
        gold.write_text("".join(json.dumps(a) + "\n" for a in articles), encoding="utf-8")
        out.write_text("".join(json.dumps(p) + "\n" for p in predicted), encoding="utf-8")
        scorer = options.shared / "score" / "score_attribution.py"
        return subprocess.run([sys.executable, str(scorer), str(gold), str(out)], check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main())
