"""Measure sources, cues and contents on sentences, exact to the token, in the setting of CofeNet (2022).

Usage: python eval/sentences_eval.py [--shared DIR]
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from eval.domain import SHARED

ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    """Answer the sentences as eval/predict.py does, and score them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, default=SHARED)
    options = parser.parse_args()
    gold = options.shared / "corpora" / "attribution" / "sentences_dev.jsonl"
    with tempfile.TemporaryDirectory() as folder:
        out = str(Path(folder) / "out.jsonl")
        answer = [sys.executable, str(ROOT / "eval" / "predict.py"), "sentences", str(gold), out]
        subprocess.run(answer, check=True)
        scorer = str(options.shared / "score" / "score_sentences.py")
        return subprocess.run([sys.executable, scorer, str(gold), out], check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main())
