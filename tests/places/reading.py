"""Small tools of the places tests: a text parsed as one report, its mentions told in a few words."""

import re
from collections.abc import Sequence

from crossbearing.model import Block, PlaceMention, Report, Sentence
from crossbearing.places import Toponyms, find_places
from crossbearing.reading import parse


def sentences(text: str) -> list[Sentence]:
    """Parse a text, each line a paragraph."""
    blocks = tuple(Block(m.start(), m.end(), "paragraph") for m in re.finditer(r"[^\n]+", text))
    return parse(Report(id="test", text=text, sha256="", blocks=blocks))


def read_all(texts: Sequence[str]) -> list[Toponyms]:
    """Find the places of many texts, each a report of its own, parsed together."""
    parsed = sentences("\n".join(texts))
    joined = "\n".join(texts)
    groups: dict[int, list[Sentence]] = {n: [] for n in range(len(texts))}
    for sentence in parsed:
        groups[sentence.block].append(sentence)
    return [find_places(joined, group) for group in groups.values()]


def read(text: str) -> Toponyms:
    """Find a text's places."""
    return find_places(text, sentences(text))


def told(mention: PlaceMention, found: Toponyms) -> str:
    """Tell a mention: its words, its place, its kind, and its role unless that is "where"."""
    if mention.place is None:
        return f"{mention.span.exact} = ?"
    place = found.places[mention.place]
    country = "" if place.kind == "country" else f" {place.country or '-'}"
    role = "" if mention.role == "where" else f" ({mention.role})"
    return f"{mention.span.exact} = {place.name}, {place.kind}{country}{role}"
