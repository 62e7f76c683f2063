"""The word lists of event coding: rows of ``data/coding.tsv`` and classes of ``data/coding_classes.tsv``."""

from functools import lru_cache

from msgspec import Struct

from crossbearing.reading.lexicon import classes, rows


class Need(Struct, frozen=True):
    """What a row asks of its verb's surroundings: a slot ("obj", "to"), and the words that may fill it."""

    slot: str
    words: frozenset[str] | None


class CodeRow(Struct, frozen=True):
    """One way to say an event; ``words`` are lemmas, the first of a verb, the last of a noun its anchor.

    ``category`` is PLOVER's, or what the row makes of its complement: "say" (a statement of it), "inner"
    (the same event, begun or tried), "intend" (a promise of it, or a threat).
    """

    words: tuple[str, ...]
    pos: str
    category: str
    mode: str | None
    needs: tuple[Need, ...]
    example: str


def code_classes() -> dict[str, frozenset[str]]:
    """All word classes of coding, by name."""
    return classes("coding_classes.tsv")


def code_class(name: str) -> frozenset[str]:
    """The words of one class, e.g. "arms"; raises KeyError where there is none of that name."""
    return code_classes()[name]


@lru_cache(maxsize=1)
def code_rows() -> tuple[CodeRow, ...]:
    """All rows of ``data/coding.tsv``."""
    return tuple(
        CodeRow(
            words=tuple(row["words"].split()),
            pos=row["pos"],
            category=row["category"],
            mode=row["mode"] or None,
            needs=tuple(_need(text) for text in row["needs"].split()),
            example=row["example"],
        )
        for row in rows("coding.tsv")
    )


def _need(text: str) -> Need:
    slot, _, filler = text.partition(":")
    return Need(slot, _words(filler) if filler else None)


def _words(text: str) -> frozenset[str]:
    return code_class(text[1:]) if text.startswith("@") else frozenset({text})


@lru_cache(maxsize=1)
def rows_by_word() -> dict[tuple[str, str], tuple[CodeRow, ...]]:
    """Rows by part of speech and anchoring lemma, the most exacting first."""
    found: dict[tuple[str, str], list[CodeRow]] = {}
    for row in code_rows():
        anchor = row.words[-1] if row.pos == "N" else row.words[0]
        for word in sorted(_words(anchor)):
            found.setdefault((row.pos, word), []).append(row)
            for cut in _misread(word) if row.pos == "V" else ():
                found.setdefault((row.pos, cut), []).append(row)
    return {key: tuple(sorted(listed, key=_exacting)) for key, listed in found.items()}


def _misread(word: str) -> tuple[str, ...]:
    """What the lemmatizer makes of a verb's past now and then: "staged" → "stag"."""
    return (word[:-1],) if word.endswith("e") and len(word) > 3 else ()


def _exacting(row: CodeRow) -> tuple[int, int]:
    """Longer phrases first, then rows that ask more, then a verb by itself before its class."""
    return (
        -len(row.words) - sum(1 if need.words is None else 2 for need in row.needs),
        row.words[0][0] == "@",
    )
