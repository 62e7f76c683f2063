"""Where the trained model and the parse-based rules part: gains and losses, written to eval/DIFFERENCE.md.

Usage: python -m eval.attribution_difference [--shared DIR] [--corpus dev|tune]

A gold attribution is found where a prediction shares half of its words (Jaccard) and a word of its source.
A gain is one that the model finds and the rules do not; a loss the other way round. Lines name article,
sentence (its characters) and kinds; the texts are not part of the project.
"""

import argparse
from collections import Counter
from pathlib import Path

from eval.attribution_eval import Row, articles_of, by_model, by_rules
from eval.attribution_kinds import KINDS, pairs, sentence_of
from eval.domain import ROOT, SHARED, as_article

OUT = ROOT / "eval" / "DIFFERENCE.md"
_SIDES = {(True, True): "both", (True, False): "gain", (False, True): "loss", (False, False): "neither"}


def compared(corpus: str, shared: Path) -> list[tuple[str, tuple[int, int], list[str], str]]:
    """Each gold attribution: article, sentence, kinds, and who finds it."""
    found = []
    for gold, passage in articles_of(corpus, shared, outer=True):
        rows: list[Row] = sorted(gold["attributions"], key=lambda row: row["content"])
        ours = as_article(passage, by_model(passage["text"]))["attributions"]
        theirs = as_article(passage, by_rules(passage["text"]))["attributions"]
        by_ours, _ = pairs(gold["text"], rows, ours)
        by_theirs, _ = pairs(gold["text"], rows, theirs)
        for row, (kinds, ours_has), (_, theirs_has) in zip(rows, by_ours, by_theirs, strict=True):
            sentence = sentence_of(gold["text"], row["content"][0][0])
            found.append((gold["doc_id"], sentence, kinds, _SIDES[ours_has, theirs_has]))
    return found


def report(corpus: str, found: list[tuple[str, tuple[int, int], list[str], str]]) -> str:
    """The comparison as Markdown."""
    counts = Counter((kind, side) for _, _, kinds, side in found for kind in [*kinds, "all"])
    lines = [
        f"# The trained model against the parse-based rules, {corpus}",
        "",
        "Written by `python -m eval.attribution_difference`: gold attributions found by both, by the",
        "model only (gain), by the rules only (loss), by neither.",
        "",
        "| kind | both | gain | loss | neither |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    for kind in ("all", *KINDS):
        lines.append(f"| {kind} | " + " | ".join(str(counts[kind, side]) for side in _SIDES.values()) + " |")
    for side, title in (("loss", "Losses"), ("gain", "Gains")):
        lines += ["", f"## {title}", "", "article, characters of the sentence, kinds", ""]
        for name, (start, end), kinds, where in found:
            if where == side:
                lines.append(f"- {name} {start}-{end} {', '.join(kinds)}")
    return "\n".join(lines) + "\n"


def main() -> int:
    """Compare, write, tell the counts."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--corpus", choices=("dev", "tune"), default="dev")
    options = parser.parse_args()
    found = compared(options.corpus, options.shared)
    OUT.write_text(report(options.corpus, found), encoding="utf-8")
    print(dict(Counter(side for *_, side in found)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
