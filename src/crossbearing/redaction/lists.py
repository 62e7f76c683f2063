"""The room's lists: words that are names and words, titles, particles of names, pronouns."""

from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files


def rows() -> Iterator[tuple[str, str, str]]:
    """Each row of the list: the word, its kind, a phrase in which it is that."""
    text = (files("crossbearing.redaction") / "data" / "words.tsv").read_text(encoding="utf-8")
    for line in text.splitlines()[1:]:
        word, kind, example = line.split("\t")
        yield word, kind, example


@lru_cache(maxsize=8)
def _of(kind: str) -> frozenset[str]:
    return frozenset(word for word, known, _ in rows() if known == kind)


def ordinary_words() -> frozenset[str]:
    """Words of the language that are also names."""
    return _of("ordinary")


def titles() -> frozenset[str]:
    """Words before a name that are no part of it."""
    return _of("title")


def particles() -> frozenset[str]:
    """Words within a name that are no name by themselves."""
    return _of("particle")


def pronouns() -> frozenset[str]:
    """Words that stand for anybody."""
    return _of("pronoun")
