"""Write our own annotations (halves ``train`` and ``tune``) as articles to train on, joined with their texts.

Usage: python -m training.domain_articles --out FILE [--shared DIR]

What was set aside is never written; attributions within others are left out, as PolNeAR flattens them.
"""

import argparse
import json
from pathlib import Path

from eval.domain import SHARED, as_article, passages


def main() -> None:
    """Write one article a line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--shared", type=Path, default=SHARED)
    options = parser.parse_args()
    lines = [
        json.dumps(as_article(one, [row for row in one["attributions"] if not row["nested"]]))
        for half in ("tune", "train")
        for one in passages(half, options.shared)
    ]
    options.out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
