"""Measure attribution: by the shared scorer, by kind, and in words a second.

Usage: python eval/attribution_eval.py [--corpus dev|tune|aside] [--reader model|rules|both] [--outer]
       [--shared DIR]

``dev`` is PolNeAR's; ``tune`` and ``aside`` are halves of our own annotations on the Syrian war
(docs/annotation.md). ``model`` is the trained span model alone, as eval/predict.py answers, ``rules`` the
parse-based version, ``both`` what the program reads by. The corpora's manner differs from the program's, so
what it and the rules find is carried over: attitudes count, the word "that" belongs to what is said, and one
speech within a paragraph is one attribution.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from crossbearing.attribution import find_spans
from crossbearing.model import Attribution, Block, Report
from crossbearing.reading import parse
from crossbearing.reading.attribution import find_attributions
from eval import attribution_kinds, predict
from eval.domain import SHARED, as_article, passages

LINE = re.compile(r"[^\n]+")
JOINING = "that "
BACK = 4
"""How many attributions back a continued speech may have begun."""

Row = dict[str, Any]


def report_of(text: str) -> Report:
    """A report of an article: its first line the title, every other line a paragraph."""
    blocks = [Block(match.start(), match.end(), "paragraph") for match in LINE.finditer(text)]
    if len(blocks) > 1:
        blocks[0] = Block(blocks[0].start, blocks[0].end, "title")
    return Report(id="eval", text=text, sha256="", blocks=tuple(blocks))


def row_of(attribution: Attribution) -> Row:
    """An attribution as the scorer reads it; relays are no part of those corpora."""
    origin = attribution.links[0]
    return {
        "source": [] if origin.source is None else [[origin.source.start, origin.source.end]],
        "cue": [] if origin.cue is None else [[origin.cue.start, origin.cue.end]],
        "content": [[span.start, span.end] for span in attribution.content],
        "voice": attribution.voice,
    }


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


def by_model(text: str) -> list[Row]:
    """What the trained model alone finds."""
    rows: list[Row] = predict.attribution({"doc_id": "", "text": text})["attributions"]
    return rows


def by_rules(text: str) -> list[Row]:
    """What the parse-based rules alone find."""
    report = report_of(text)
    rows = [row_of(one) for one in find_attributions(report, parse(report), attitudes=True)]
    return joined(widened(rows, text), text)


def by_both(text: str) -> list[Row]:
    """What the program reads by: the rules, and what only the model finds."""
    report = report_of(text)
    found = find_attributions(report, parse(report), find_spans(text), attitudes=True)
    return joined(widened([row_of(one) for one in found], text), text)


READERS: dict[str, Callable[[str], list[Row]]] = {"model": by_model, "rules": by_rules, "both": by_both}


def articles_of(corpus: str, shared: Path, outer: bool) -> list[tuple[Row, Row]]:
    """Gold articles, each with the passage it is cut from (itself, where it is whole)."""
    if corpus == "dev":
        path = shared / "corpora" / "attribution" / "dev.jsonl"
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        return [(row, row | {"id": row["doc_id"], "start": 0, "end": len(row["text"])}) for row in rows]
    found = []
    for passage in passages(corpus, shared):
        gold = [one for one in passage["attributions"] if not (outer and one["nested"])]
        found.append((as_article(passage, gold), passage))
    return found


def score(gold: list[Row], predicted: list[Row], shared: Path) -> str:
    """What the shared scorer prints."""
    with tempfile.TemporaryDirectory() as folder:
        names = []
        for name, rows in (("gold", gold), ("predicted", predicted)):
            path = Path(folder) / f"{name}.jsonl"
            path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
            names.append(str(path))
        scorer = str(shared / "score" / "score_attribution.py")
        done = subprocess.run([sys.executable, scorer, *names], capture_output=True, text=True, check=True)
        return done.stdout


def measure(articles: list[tuple[Row, Row]], reader: str, shared: Path) -> list[str]:
    """Score one reader on articles; the lines to print."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    READERS[reader]("The mayor said so.")
    begun, predicted = time.perf_counter(), []
    for _, passage in articles:
        predicted.append(as_article(passage, READERS[reader](passage["text"])))
    seconds = time.perf_counter() - begun
    gold = [article for article, _ in articles]
    words = sum(len(passage["text"].split()) for _, passage in articles)
    lines = [f"{words} words, {words / seconds:.0f} words a second on one core, all included"]
    for kept in (True, False):
        part = [n for n, (_, passage) in enumerate(articles) if passage.get("quoted") is kept]
        if part:
            lines.append("texts with their quote marks" if kept else "texts without quote marks")
            lines.append(score([gold[n] for n in part], [predicted[n] for n in part], shared))
    lines += ["all texts", score(gold, predicted, shared)]
    lines += attribution_kinds.table(
        (g["text"], g["attributions"], p["attributions"]) for g, p in zip(gold, predicted, strict=True)
    )
    return lines


def main() -> int:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--corpus", choices=("dev", "tune", "aside"), default="dev")
    parser.add_argument("--reader", choices=sorted(READERS), default="model")
    parser.add_argument("--outer", action="store_true", help="leave out attributions within others")
    options = parser.parse_args()
    articles = articles_of(options.corpus, options.shared, options.outer)
    print("\n".join(measure(articles, options.reader, options.shared)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
