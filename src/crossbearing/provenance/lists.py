"""The room's word lists: words that outlets swap for each other, and little words that tell no text apart."""

from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def swaps() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Ways to say one thing, by their first word, longest first: "cease" → ((("cease", "fire"), "truce"), …).

    Of each way also its possessive, apostrophe lost ("regimes"), unless that is a way of its own ("raids").
    """
    ways = {tuple(form.split()): key for key, forms, *_ in rows("swaps.tsv") for form in forms.split("|")}
    for way, key in list(ways.items()):
        ways.setdefault((*way[:-1], f"{way[-1]}s"), key)
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for way, key in sorted(ways.items(), key=lambda item: (-len(item[0]), item)):
        found.setdefault(way[0], []).append((way, key))
    return {first: tuple(told) for first, told in found.items()}


@lru_cache(maxsize=1)
def little() -> frozenset[str]:
    """Words that stand in every text: "the", "of", "was"."""
    return frozenset(word for _, words, _ in rows("little.tsv") for word in words.split())


@lru_cache(maxsize=1)
def common() -> frozenset[str]:
    """Keys of words that stand in many reports of fighting: "killed", "city", "Monday"."""
    return frozenset(word for _, words, _ in rows("common.tsv") for word in words.split())


def rows(name: str) -> list[list[str]]:
    """The rows of a list, its heading left out."""
    text = files("crossbearing.provenance").joinpath("data", name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()[1:]]
