"""Plain text as sentences, without a parser: words, and a guess at each one's part of speech."""

import re
from functools import lru_cache

from crossbearing.model import Sentence, Token
from crossbearing.quantities.lists import closed, cue_forms, number_words, people, things

_WORD = re.compile(
    r"\d+(?:[.,]\d+)*|['’]s\b|[^\W\d_]+(?:[’'](?!s\b)[^\W\d_]+)*(?:-(?=[^\W\d_]))?|[^\w\s]|_", re.UNICODE
)
_END = re.compile(r"(?<!\b[Nn]o\.)(?<!approx\.)(?<=[.?!])[\"”’)]?\s+(?=[“\"'(A-Z0-9])|\n+")
_TAG_KINDS = ("DT", "IN", "CC", "PRP", "PRP$", "VB", "TO", "RB", "JJ")
"""Tags whose words are listed (closed_words.tsv, kinds "tag DT" and so on); later ones win."""


def sentences_of(text: str) -> list[Sentence]:
    """Cut a text at sentence ends and tag its words by rule; heads and labels stay empty."""
    found: list[Sentence] = []
    start = 0
    for match in [*_END.finditer(text), None]:
        end = match.start() if match is not None else len(text)
        tokens = _tokens(text, start, end)
        if tokens:
            first, last = tokens[0].start, tokens[-1].end
            found.append(Sentence(start=first, end=last, text=text[first:last], tokens=tokens))
        start = match.end() if match is not None else end
    return found


def _tokens(text: str, start: int, end: int) -> tuple[Token, ...]:
    return tuple(
        Token(i, match.start(), match.end(), match.group(), match.group().lower(), "", tag, "", i)
        for i, match in enumerate(_WORD.finditer(text, start, end))
        for tag in [_tag(match.group())]
    )


@lru_cache(maxsize=1)
def _tags() -> dict[str, str]:
    return {word: tag for tag in _TAG_KINDS for word in closed(f"tag {tag}")}


def _tag(word: str) -> str:
    low = word.lower()
    if low in _tags():
        return _tags()[low]
    if low[0].isdigit() or low in number_words():
        return "CD"
    if low in ("'s", "’s"):
        return "POS"
    if not low[0].isalpha():
        return "HYPH" if low == "-" else ","
    if low in people() or low in things():
        return "NNS" if low.endswith("s") else "NN"
    if low in cue_forms():
        noun = any(form.kind == "noun" for form in cue_forms()[low])
        return "NNS" if noun else "VBN"
    return _tag_by_shape(word, low)


def _tag_by_shape(word: str, low: str) -> str:
    if low.endswith("ly"):
        return "RB"
    if low.endswith("-"):
        return "JJ"
    if low.endswith(("ing", "ed")):
        return "VBN"
    if word[0].isupper():
        return "NNP"
    return "NNS" if low.endswith("s") and not low.endswith(("ss", "us", "is")) else "NN"
