"""Measure the places room on the shared corpora: recognition, and resolution on the gold spans.

    python -m eval.places_eval [--corpora DIR] [--scorer FILE] [--only NAME]

The corpora and the scorer are looked for beside the checkout; ``--only`` takes one corpus by its file's stem.
Prints the scorer's figures for each corpus it finds. Nothing of the corpora is kept.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from crossbearing.places import Gazetteer, find_places, open_gazetteer
from eval import predict
from eval.domain import SHARED

DEMONYMS = frozenset({"lgl"})
"""Corpora whose gold marks "Syrian" and "Russians" as toponyms too."""


def main() -> None:
    """Run every corpus through the room and the scorer."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpora", type=Path, default=SHARED / "corpora" / "places")
    parser.add_argument("--scorer", type=Path, default=SHARED / "score" / "score_toponyms.py")
    parser.add_argument("--only", help="a corpus by its file's stem")
    given = parser.parse_args()
    store = open_gazetteer()
    for gold in sorted(given.corpora.glob(f"{given.only or '*'}.jsonl")):
        with tempfile.TemporaryDirectory() as folder:
            free, bound = Path(folder) / "free.jsonl", Path(folder) / "bound.jsonl"
            words, seconds = answer(gold, free, bound, store)
            sys.stdout.write(f"== {gold.stem}: {words / seconds:,.0f} words/s beyond the parse\n")
            sys.stdout.write(
                _score(given.scorer, gold, free, "") + _score(given.scorer, gold, bound, "--gold-spans")
            )


def answer(gold: Path, free: Path, bound: Path, store: Gazetteer) -> tuple[int, float]:
    """Write what the room finds, and what it makes of the gold spans; return words read and seconds taken."""
    words, seconds = 0, 0.0
    with free.open("w", encoding="utf-8") as out, bound.open("w", encoding="utf-8") as out2:
        for record in _records(gold):
            text = record["text"]
            sentences = predict.parsed(text)
            started = time.perf_counter()
            found = find_places(text, sentences, gazetteer=store)
            seconds += time.perf_counter() - started
            words += sum(len(sentence.tokens) for sentence in sentences)
            rows = predict.toponyms(found, demonyms_count=gold.stem in DEMONYMS)
            out.write(json.dumps({"doc_id": record["doc_id"], "toponyms": rows}) + "\n")
            out2.write(json.dumps(predict.given_places(record, sentences)) + "\n")
    return words, seconds


def _records(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def _score(scorer: Path, gold: Path, predicted: Path, flag: str) -> str:
    command = [sys.executable, str(scorer), str(gold), str(predicted), *([flag] if flag else [])]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    main()
