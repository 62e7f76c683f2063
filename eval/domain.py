"""Our own annotations joined with the texts beside the checkout, as the scorers read them.

``eval/annotations/attribution.jsonl`` holds offsets and ids only. Each line is a passage of a report:
``start`` and ``end`` in the report's text, ``half`` ("train" to learn from, "tune" to look at, "aside" to
measure on only), ``quoted`` (whether the text has kept its quote marks), and the attributions in the manner
of docs/annotation.md; ``second`` is another annotator's reading of the same passage.
"""

import json
from pathlib import Path
from typing import Any

Row = dict[str, Any]
ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
ANNOTATIONS = ROOT / "eval" / "annotations"


def texts(shared: Path = SHARED) -> dict[str, str]:
    """The text of every report that annotations may name, by id."""
    found = {
        path.stem: path.read_text(encoding="utf-8") for path in sorted((shared / "aleppo-2016").glob("*.txt"))
    }
    reports = shared / "corpora" / "syria-news" / "reports.jsonl"
    for line in reports.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found[row["id"]] = row["text"]
    return found


def passages(half: str, shared: Path = SHARED) -> list[Row]:
    """The annotated passages of one half, each with the ``text`` of its whole report."""
    known = texts(shared)
    lines = (ANNOTATIONS / "attribution.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return [row | {"text": known[row["id"]]} for row in rows if row["half"] == half]


def as_article(passage: Row, attributions: list[Row]) -> Row:
    """A passage as the scorer reads it: attributions whose words begin within it, offsets from its start."""
    start, end = passage["start"], passage["end"]

    def moved(spans: list[list[int]]) -> list[list[int]]:
        return [[max(a, start) - start, min(b, end) - start] for a, b in spans if a < end and b > start]

    kept = [one for one in attributions if one["content"] and start <= one["content"][0][0] < end]
    rows = [{role: moved(one[role]) for role in ("source", "cue", "content")} for one in kept]
    return {"doc_id": passage["id"], "text": passage["text"][start:end], "attributions": rows}
