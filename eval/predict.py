"""Answer a corpus for a scorer: read JSON lines, write JSON lines, nothing else.

Usage: python eval/predict.py TASK IN.jsonl OUT.jsonl [--gold-spans] [--demonyms]

TASK is one of

- ``attribution``: ``{"doc_id", "text"}`` in, ``{"doc_id", "attributions": [{"source", "cue", "content"}]}``
  out, each a list of [start, end] code points;
- ``events``: ``{"id", "text"}`` in, ``{"id", "plover_category", "source", "target"}`` out: the one category
  of the text's main event, in a list, and its doers and targets as ``{"text", "code"}``, the code a country's
  three letters (or IGO) with the sector where known (GOV, MIL, REB, ...), null where nothing is known;
- ``sentences``: ``{"tokens"}`` in, ``{"tokens", "labels"}`` out, BIO labels of source, cue and content;
- ``times``: ``{"doc_id", "published", "text"}`` in, ``{"doc_id", "times": [{"start", "end", "value"}]}`` out,
  values as in TIMEX3;
- ``places``: ``{"doc_id", "text"}`` in, ``{"doc_id", "toponyms": [{"start", "end", "lat", "lon"}]}`` out,
  null where a name's sense stays open. ``--gold-spans`` answers the spans of the lines' own ``toponyms``;
  ``--demonyms`` counts "Syrian" and "Russians" as toponyms too, as some corpora do.
"""

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

from crossbearing.attribution import find_spans, tag_spans
from crossbearing.errors import CrossbearingError
from crossbearing.model import Block, Report, Sentence, TimeMention
from crossbearing.places import Gazetteer, Toponyms, find_places, open_gazetteer
from crossbearing.places.evidence import hinted
from crossbearing.places.lexicon import demonyms
from crossbearing.places.resolve import resolve
from crossbearing.places.scenes import Scene, Spot, scene
from crossbearing.places.spelling import fold
from crossbearing.reading import parse
from crossbearing.reading.coding import code_events
from crossbearing.reading.coding_parties import Party
from crossbearing.reading.page import Page, open_page
from crossbearing.times import read_times

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
_BETWEEN = re.compile(r"\s+(?:to|and|until|till|through)\s+|\s*[-–]\s*")
_LINE = re.compile(r"[^\n]+")
_SECTORS = {
    "government": "GOV",
    "military": "MIL",
    "armed_group": "REB",
    "civilians": "CVL",
    "intergovernmental": "IGO",
    "ngo": "NGO",
    "media": "MED",
}
"""PLOVER's sector of each kind of actor; a state has none."""
_DESCRIBED = ("the ", "this ", "that ")


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


def times(row: Row) -> Row:
    """The time expressions of one document that have a TIMEX3 value."""
    found = read_times(row["text"], date.fromisoformat(row["published"][:10]))
    return {"doc_id": row["doc_id"], "times": [timex for one in found for timex in timexes(one)]}


def timexes(mention: TimeMention) -> list[Row]:
    """A mention as TIMEX3s: a range of two expressions is two of them, "from Monday to Friday"."""
    if mention.value is None:
        return []
    span, values = mention.span, mention.value.split("/")
    cut = _BETWEEN.search(span.exact) if len(values) == 2 else None
    if cut is None:
        return [{"start": span.start, "end": span.end, "value": mention.value}]
    return [
        {"start": span.start, "end": span.start + cut.start(), "value": values[0]},
        {"start": span.start + cut.end(), "end": span.end, "value": values[1]},
    ]


def events(row: Row) -> Row:
    """The main event of one text, its first sentence's that tells of one."""
    page = open_page(plain_report(row["text"]))
    coded = code_events(page)[:1]
    return {
        "id": row["id"],
        "plover_category": [one.category for one in coded],
        "source": [actor_row(page, party) for one in coded for party in one.sources],
        "target": [actor_row(page, party) for one in coded for party in one.targets],
    }


def actor_row(page: Page, party: Party) -> Row:
    """A doer or target with its code: "SYRGOV", "IGO", "TUR", or null where nothing is known."""
    actor = page.cast.actors.get(party.actor or "")
    kind = actor.kind if actor is not None else None
    country = "IGO" if kind == "intergovernmental" else party.country
    if country is None:
        return {"text": party.span.exact, "code": _SECTORS.get(kind or "") or None}
    return {
        "text": party.span.exact,
        "code": country + ("" if country == "IGO" else _SECTORS.get(kind or "", "")),
    }


def places(row: Row, *, demonyms_count: bool = False) -> Row:
    """The toponyms of one document."""
    found = find_places(row["text"], parsed(row["text"]))
    return {"doc_id": row["doc_id"], "toponyms": toponyms(found, demonyms_count=demonyms_count)}


def toponyms(found: Toponyms, *, demonyms_count: bool = False) -> list[Row]:
    """Mentions by name as rows; "the city" and its like are no toponyms."""
    answer = []
    for mention in found.mentions:
        if mention.span.exact.lower().startswith(_DESCRIBED):
            continue
        if mention.role == "adjective" and not demonyms_count and mention.span.exact in demonyms():
            continue
        place = found.places[mention.place] if mention.place is not None else None
        answer.append(_point(mention.span.start, mention.span.end, place))
    return answer


def given_places(row: Row, sentences: list[Sentence] | None = None) -> Row:
    """The same for given spans, resolved together as the room resolves its own."""
    text, store = row["text"], open_gazetteer()
    views = [scene(at, one) for at, one in enumerate(parsed(text) if sentences is None else sentences)]
    spans = [(one["start"], one["end"]) for one in row["toponyms"]]
    spots = [_spot(text, start, end, views, store) for start, end in spans]
    beside = {
        i: i + 1
        for i, ((_, end), (start, _)) in enumerate(pairwise(spans))
        if text[end:start].strip() in (",", ", in", "in", "(")
    }
    answer = [
        _point(start, end, sense.entry or (sense.rivals[0] if sense.rivals else None))
        for (start, end), sense in zip(spans, resolve(spots, beside, store), strict=True)
    ]
    return {"doc_id": row["doc_id"], "toponyms": answer}


def parsed(text: str) -> list[Sentence]:
    """The sentences of a plain text whose lines are paragraphs."""
    return parse(plain_report(text))


def plain_report(text: str) -> Report:
    """A plain text as a report whose lines are paragraphs."""
    blocks = tuple(Block(m.start(), m.end(), "paragraph") for m in _LINE.finditer(text))
    return Report(id="eval", text=text, sha256="", blocks=blocks)


def _point(start: int, end: int, place: Any) -> Row:
    known = {"lat": None, "lon": None} if place is None else {"lat": place.lat, "lon": place.lon}
    return {"start": start, "end": end, **known}


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


TASKS: dict[str, Callable[[Row], Row]] = {
    "attribution": attribution,
    "events": events,
    "places": places,
    "sentences": sentences,
    "times": times,
}


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
    parser.add_argument("--gold-spans", action="store_true", help="places: answer the spans given")
    parser.add_argument("--demonyms", action="store_true", help="places: count “Syrian” too")
    options = parser.parse_args()
    answer = TASKS[options.task]
    if options.task == "places":
        answer = given_places if options.gold_spans else partial(places, demonyms_count=options.demonyms)
    part = options.out.with_name(options.out.name + ".part")
    try:
        with part.open("w", encoding="utf-8") as out:
            for row in rows(options.source):
                out.write(json.dumps(answer(row), ensure_ascii=False) + "\n")
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
