"""Write articles not annotated for attribution, for a teacher to read and the small model to learn from.

Usage: python -m training.other_articles --out FILE [--shared DIR]

Reports of which any passage was set aside, in any file of ``eval/annotations``, are never written.
"""

import argparse
import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from eval.domain import ANNOTATIONS, SHARED, Row

TAKEN = {"syria-news/reports": None, "places/lgl": 400, "places/geovirus": 100, "times/timebank": 100}
"""How many articles of each corpus, from its beginning, None for all."""


def set_aside() -> set[str]:
    """The reports of which a passage was set aside."""
    lines = (
        line for path in ANNOTATIONS.glob("*.jsonl") for line in path.read_text(encoding="utf-8").splitlines()
    )
    return {row["id"] for row in map(json.loads, lines) if row.get("half") == "aside"}


def articles(shared: Path) -> Iterator[Row]:
    """Name and text of each article."""
    gone = set_aside()
    for corpus, count in TAKEN.items():
        with (shared / "corpora" / f"{corpus}.jsonl").open(encoding="utf-8") as lines:
            rows = (
                {"doc_id": row.get("doc_id", row.get("id")), "text": row["text"]}
                for row in map(json.loads, lines)
            )
            yield from islice((row for row in rows if row["doc_id"] not in gone), count)


def main() -> None:
    """Write one article a line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--shared", type=Path, default=SHARED)
    options = parser.parse_args()
    found = "".join(json.dumps(row) + "\n" for row in articles(options.shared))
    options.out.write_text(found, encoding="utf-8")


if __name__ == "__main__":
    main()
