"""Measure the places room on the shared corpora: recognition, and resolution on the gold spans.

    python eval/places_eval.py [--corpora DIR] [--scorer FILE] [--only NAME]

The corpora and the scorer are looked for beside the checkout; ``--only`` takes one corpus by its file's stem.
Prints the scorer's figures for each corpus it finds. Nothing of the corpora is kept.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from crossbearing.model import Block, Report, Sentence
from crossbearing.places import Gazetteer, Toponyms, find_places, open_gazetteer
from crossbearing.places.evidence import hinted
from crossbearing.places.lexicon import demonyms
from crossbearing.places.resolve import resolve
from crossbearing.places.scenes import Scene, Spot, scene
from crossbearing.places.spelling import fold
from crossbearing.reading import parse

SHARED = Path(__file__).resolve().parents[2] / "shared"
DEMONYMS = frozenset({"lgl"})
"""Corpora whose gold marks "Syrian" and "Russians" as toponyms too."""
_LINE = re.compile(r"[^\n]+")


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
            words, seconds = predict(gold, free, bound, store)
            sys.stdout.write(f"== {gold.stem}: {words / seconds:,.0f} words/s beyond the parse\n")
            sys.stdout.write(
                _score(given.scorer, gold, free, "") + _score(given.scorer, gold, bound, "--gold-spans")
            )


def predict(gold: Path, free: Path, bound: Path, store: Gazetteer) -> tuple[int, float]:
    """Write what the room finds, and what it makes of the gold spans; return words read and seconds taken."""
    words, seconds = 0, 0.0
    with free.open("w", encoding="utf-8") as out, bound.open("w", encoding="utf-8") as out2:
        for record in _records(gold):
            text = record["text"]
            sentences = _sentences(text)
            started = time.perf_counter()
            found = find_places(text, sentences, gazetteer=store)
            seconds += time.perf_counter() - started
            words += sum(len(sentence.tokens) for sentence in sentences)
            out.write(
                json.dumps({"doc_id": record["doc_id"], "toponyms": _rows(found, gold.stem in DEMONYMS)})
                + "\n"
            )
            spans = [(t["start"], t["end"]) for t in record["toponyms"]]
            rows = on_spans(text, sentences, spans, store)
            out2.write(json.dumps({"doc_id": record["doc_id"], "toponyms": rows}) + "\n")
    return words, seconds


def on_spans(
    text: str, sentences: list[Sentence], spans: list[tuple[int, int]], store: Gazetteer
) -> list[dict[str, Any]]:
    """Resolve given spans, as the room resolves its own."""
    views = [scene(at, sentence) for at, sentence in enumerate(sentences)]
    spots: list[Spot] = []
    for start, end in spans:
        spots.append(_spot(text, start, end, views, store))
    beside = {
        i: i + 1
        for i, ((_, end), (start, _)) in enumerate(pairwise(spans))
        if text[end:start].strip() in (",", ", in", "in", "(")
    }
    rows = []
    for (start, end), sense in zip(spans, resolve(spots, beside, store), strict=True):
        entry = sense.entry or (sense.rivals[0] if sense.rivals else None)
        lat, lon = (entry.lat, entry.lon) if entry is not None else (None, None)
        rows.append({"start": start, "end": end, "lat": lat, "lon": lon})
    return rows


def _spot(text: str, start: int, end: int, views: list[Scene], store: Gazetteer) -> Spot:
    name = text[start:end].removeprefix("the ").removesuffix("'s").removesuffix("’s")
    at, first, last = _tokens(views, start, end)
    place = demonyms().get(name)
    if place is not None:
        entry = store.entry(place) if place.startswith("p-") else store.country(place)
        if entry is not None:
            return Spot(at, first, last, name, (entry,), "demonym")
    key = fold(name)
    entries = store.lookup(key) or store.similar(key)
    hint = hinted(views[at], first, last) if at < len(views) else None
    return Spot(at, first, last, key, entries, "label", hint)


def _tokens(views: list[Scene], start: int, end: int) -> tuple[int, int, int]:
    for view in views:
        inside = [t.i for t in view.tokens if t.start >= start and t.end <= end]
        if inside:
            return view.at, inside[0], inside[-1] + 1
    return len(views), 0, 0


def _rows(found: Toponyms, demonyms_count: bool) -> list[dict[str, Any]]:
    rows = []
    for mention in found.mentions:
        if mention.span.exact.lower().startswith(("the ", "this ", "that ")):
            continue
        if mention.role == "adjective" and not demonyms_count and mention.span.exact in demonyms():
            continue
        place = found.places[mention.place] if mention.place is not None else None
        lat, lon = (place.lat, place.lon) if place is not None else (None, None)
        rows.append({"start": mention.span.start, "end": mention.span.end, "lat": lat, "lon": lon})
    return rows


def _records(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def _sentences(text: str) -> list[Sentence]:
    blocks = tuple(Block(m.start(), m.end(), "paragraph") for m in _LINE.finditer(text))
    return parse(Report(id="eval", text=text, sha256="", blocks=blocks))


def _score(scorer: Path, gold: Path, predicted: Path, flag: str) -> str:
    command = [sys.executable, str(scorer), str(gold), str(predicted), *([flag] if flag else [])]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    main()
