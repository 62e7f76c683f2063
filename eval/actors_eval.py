"""Measure who is who on our own annotated passages: linking precision and recall, by form.

Usage: python -m eval.actors_eval [--half tune|aside] [--misses] [--shared DIR]

``eval/annotations/actors.jsonl`` holds offsets and answers only (docs/annotation.md); the texts lie beside
the checkout. Each report is read whole, as the program reads it. An annotated mention is **linked** when
``Cast.at`` of its words gives an actor: the mention that it is, that holds it, or that stands at its head.
Mentions which the program finds elsewhere are not counted. A link is **right**

- for a listed actor, when it is that one or one of ``also``;
- for ``new:NAME``, when one of its names is NAME up to case and marks, or when it is no actor of the lists
  and a name of it ends in NAME's last word while no other's in the report does;
- for ``unnamed``, when it is an unnamed actor of the report, a crowd kept to the report ("gunmen"), or one
  of ``also``.

A link of a mention that is ``unclear`` is always wrong. Precision: right links among the links made; recall:
right links among the mentions annotated with an actor, all but the unclear.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from crossbearing.actors import Cast
from crossbearing.actors.people import name_key
from crossbearing.actors.registry import registry
from crossbearing.ingest import read_text
from crossbearing.model import Actor, Report, Span
from crossbearing.reading.page import open_page
from crossbearing.settings import Settings
from eval.domain import ANNOTATIONS, SHARED, texts

Row = dict[str, Any]
NEW = "new:"
FORMS = ("name", "role", "metonym", "adjective", "description", "pronoun", "unnamed")


def annotated(half: str) -> list[Row]:
    """The annotated passages of one half."""
    lines = (ANNOTATIONS / "actors.jsonl").read_text(encoding="utf-8").splitlines()
    return [row for row in map(json.loads, lines) if row["half"] == half]


def report_of(text: str) -> Report:
    """A report as the program takes in its bare text; raises ValueError where it refuses it."""
    report = read_text(text, settings=Settings())
    if not isinstance(report, Report):
        raise ValueError(f"refused: {report}")
    return report


def links(rows: list[Row], shared: Path) -> Iterator[tuple[str, Row, Cast, str | None]]:
    """The report's text, an annotated mention, the report's cast, and the actor linked to it or None."""
    known = texts(shared)
    kept: dict[str, Cast] = {}
    for row in rows:
        text = known[row["id"]]
        if row["id"] not in kept:
            kept[row["id"]] = open_page(report_of(text)).cast
        cast = kept[row["id"]]
        for mention in row["mentions"]:
            start, end = mention["start"], mention["end"]
            yield text, mention, cast, cast.at(Span(start, end, text[start:end]))


def right(mention: Row, cast: Cast, actor: str) -> bool:
    """Whether a link is right."""
    wanted = mention["actor"]
    if wanted == "unclear":
        return False
    answers = [wanted, *mention["also"]]
    if actor in answers:
        return True
    known = cast.actors[actor]
    if "unnamed" in answers and (known.kind == "unnamed" or _is_crowd(known)):
        return True
    return any(_is_new(cast, known, answer.removeprefix(NEW)) for answer in answers if answer.startswith(NEW))


def _is_crowd(known: Actor) -> bool:
    """Whether an actor is one of the report's own crowds: "gunmen", "fighters", of no country."""
    return registry().get(known.id) is None and known.name in _crowds()


@lru_cache(maxsize=1)
def _crowds() -> frozenset[str]:
    return frozenset(row.name.format(adj="", name="").strip() for row in registry().templates.values())


def _is_new(cast: Cast, known: Actor, name: str) -> bool:
    key = name_key(name)
    if known.kind == "unnamed" or key in _keys(known):
        return known.kind != "unnamed"
    if registry().get(known.id) is not None:
        return False
    last = key.rpartition(" ")[2]
    ending = [one for one in cast.actors.values() if any(k.rpartition(" ")[2] == last for k in _keys(one))]
    return ending == [known]


def _keys(actor: Actor) -> set[str]:
    return {name_key(name) for name in (actor.name, *actor.aliases)}


def main() -> None:
    """Run the measurement and print its figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--half", choices=("tune", "aside"), default="tune")
    parser.add_argument("--misses", action="store_true", help="print what is not right (never for aside)")
    parser.add_argument("--shared", type=Path, default=SHARED)
    options = parser.parse_args()
    rows = annotated(options.half)
    counts: dict[str, Counter[str]] = {form: Counter() for form in (*FORMS, "all")}
    for text, mention, cast, actor in links(rows, options.shared):
        good = actor is not None and right(mention, cast, actor)
        for form in (mention["form"], "all"):
            counts[form]["mentions"] += 1
            counts[form]["wanted"] += mention["actor"] != "unclear"
            counts[form]["made"] += actor is not None
            counts[form]["right"] += good
        if options.misses and options.half == "tune" and not good:
            _tell(text, mention, cast, actor)
    print(f"{len(rows)} passages, {counts['all']['mentions']} mentions annotated")
    for form, count in counts.items():
        precision = 100 * count["right"] / max(count["made"], 1)
        recall = 100 * count["right"] / max(count["wanted"], 1)
        print(f"{form:12} P {precision:5.1f} R {recall:5.1f}", dict(count))


def _tell(text: str, mention: Row, cast: Cast, actor: str | None) -> None:
    start, end = mention["start"], mention["end"]
    before, after = text[max(0, start - 110) : start], text[end : end + 50]
    given = "-" if actor is None else f"{cast.actors[actor].name} ({actor})"
    wanted = "|".join([mention["actor"], *mention["also"]])
    print(f"{mention['form']} {start}: wanted {wanted}, given {given}")
    print(f"      {before}[{text[start:end]}]{after}".replace("\n", " "))


if __name__ == "__main__":
    main()
