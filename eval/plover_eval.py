"""Measure event coding on the shared half of PLOVER's gold sentences: category, and who to whom.

Usage: python -m eval.plover_eval [--misses] [--shared DIR]
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from eval.domain import SHARED
from eval.predict import rows

ROOT = Path(__file__).resolve().parents[1]


def misses(gold: Path, out: Path) -> list[str]:
    """The sentences whose category is not the gold one, a line each."""
    given = {row["id"]: row for row in rows(out)}
    found = []
    for want in rows(gold):
        got = given[want["id"]]
        if not set(got["plover_category"]) & set(want["plover_category"]):
            found.append(f"{_label(want)} <> {_label(got)} :: {want['text'].strip()}")
    return found


def _label(row: dict[str, Any]) -> str:
    sides = (", ".join(party["text"] for party in row[side]) for side in ("source", "target"))
    return f"{'/'.join(row['plover_category']) or '-'} {' -> '.join(sides)}"


def main() -> int:
    """Answer the sentences as eval/predict.py does, and score them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--misses", action="store_true", help="print the sentences with another category")
    parser.add_argument("--shared", type=Path, default=SHARED)
    options = parser.parse_args()
    gold = options.shared / "corpora" / "events" / "plover_gold_half.jsonl"
    with tempfile.TemporaryDirectory() as folder:
        bare, out = Path(folder) / "in.jsonl", Path(folder) / "out.jsonl"
        texts = [json.dumps({"id": row["id"], "text": row["text"]}) for row in rows(gold)]
        bare.write_text("\n".join(texts) + "\n", encoding="utf-8")
        answer = [sys.executable, str(ROOT / "eval" / "predict.py"), "events", str(bare), str(out)]
        subprocess.run(answer, check=True)
        if options.misses:
            print("\n".join(misses(gold, out)))
        scorer = str(options.shared / "score" / "score_events.py")
        return subprocess.run([sys.executable, scorer, str(gold), str(out)], check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main())
