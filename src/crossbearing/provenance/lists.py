"""The room's word lists: words that outlets swap for each other, and little words that tell no text apart."""

from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def swaps() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Ways to say one thing, by their first word, longest first: "cease" → (("cease", "fire"), "truce")."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for key, forms, *_ in rows("swaps.tsv"):
        for form in forms.split("|"):
            words = tuple(form.split())
            found.setdefault(words[0], []).append((words, key))
    for ways in found.values():
        ways.sort(key=lambda way: (-len(way[0]), way))
    return found


@lru_cache(maxsize=1)
def little() -> frozenset[str]:
    """Words that stand in every text: "the", "of", "was"."""
    return frozenset(word for _, words, _ in rows("little.tsv") for word in words.split())


def rows(name: str) -> list[list[str]]:
    """The rows of a list, its heading left out."""
    text = files("crossbearing.provenance").joinpath("data", name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()[1:]]
