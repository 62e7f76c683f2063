"""Answer a corpus for a scorer: read JSON lines, write JSON lines, nothing else.

Usage: python eval/predict.py TASK IN.jsonl OUT.jsonl

TASK is one of

- ``attribution``: ``{"doc_id", "text"}`` in, ``{"doc_id", "attributions": [{"source", "cue", "content"}]}``
  out, each a list of [start, end] code points;
- ``sentences``: ``{"tokens"}`` in, ``{"tokens", "labels"}`` out, BIO labels of source, cue and content.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from crossbearing.attribution import find_spans, tag_spans
from crossbearing.errors import CrossbearingError

Row = dict[str, Any]
_SHOWN = {
    "``": "“",
    "''": "”",
    "-LRB-": "(",
    "-RRB-": ")",
    "-LSB-": "[",
    "-RSB-": "]",
    "-LCB-": "{",
    "-RCB-": "}",
}
_NO_SPACE_BEFORE = frozenset(".,:;?!)]}%”’") | {"n't", "'s", "'re", "'ve", "'ll", "'d", "'m", "'S"}
_NO_SPACE_AFTER = frozenset("([{$“‘#")


def attribution(row: Row) -> Row:
    """The attributions of one article."""
    found = [
        {
            "source": [] if one.source is None else [[one.source.start, one.source.end]],
            "cue": [] if one.cue is None else [[one.cue.start, one.cue.end]],
            "content": [[span.start, span.end] for span in one.content],
        }
        for one in find_spans(row["text"])
    ]
    return {"doc_id": row["doc_id"], "attributions": found}


def sentences(row: Row) -> Row:
    """The labels of one sentence's tokens."""
    text, places = as_text(row["tokens"])
    labels = ["O"] * len(places)
    for role, span in tag_spans(text):
        held = [n for n, (start, end) in enumerate(places) if start < span.end and span.start < end]
        for n in held:
            labels[n] = f"{'B' if n == held[0] else 'I'}-{role}"
    return {"tokens": row["tokens"], "labels": labels}


def as_text(tokens: list[str]) -> tuple[str, list[tuple[int, int]]]:
    """Tokens as running text, and where each stands in it."""
    text, places = "", []
    for n, token in enumerate(tokens):
        shown = _SHOWN.get(token, token)
        tight = shown in _NO_SPACE_BEFORE or (
            n > 0 and _SHOWN.get(tokens[n - 1], tokens[n - 1]) in _NO_SPACE_AFTER
        )
        if text and not tight:
            text += " "
        places.append((len(text), len(text) + len(shown)))
        text += shown
    return text, places


TASKS: dict[str, Callable[[Row], Row]] = {"attribution": attribution, "sentences": sentences}


def rows(path: Path) -> Iterator[Row]:
    """The objects of a file of JSON lines; raises ValueError naming the line that is none."""
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                try:
                    yield json.loads(line)
                except ValueError as error:
                    raise ValueError(f"line {number} is not JSON ({error})") from error


def main() -> int:
    """Answer every line of IN, in order."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("task", choices=sorted(TASKS))
    parser.add_argument("source", type=Path, metavar="IN.jsonl")
    parser.add_argument("out", type=Path, metavar="OUT.jsonl")
    options = parser.parse_args()
    part = options.out.with_name(options.out.name + ".part")
    try:
        with part.open("w", encoding="utf-8") as out:
            for row in rows(options.source):
                out.write(json.dumps(TASKS[options.task](row), ensure_ascii=False) + "\n")
        part.replace(options.out)
        return 0
    except CrossbearingError as error:
        return _refuse(error.line(), error.exit_code)
    except KeyError as error:
        return _refuse(f"{options.source}: a line has no {error} (see the form of the task in --help)", 2)
    except (OSError, ValueError) as error:
        return _refuse(f"{options.source}: {error}", 2)
    finally:
        part.unlink(missing_ok=True)


def _refuse(line: str, code: int) -> int:
    print(line, file=sys.stderr)
    return code


if __name__ == "__main__":
    raise SystemExit(main())
