"""Plain text as sentences, without a parser: words, and a guess at each one's part of speech."""

import re

from crossbearing.model import Sentence, Token
from crossbearing.quantities.lists import cue_forms, number_words, people, things

_WORD = re.compile(
    r"\d+(?:[.,]\d+)*|['’]s\b|[^\W\d_]+(?:[’'](?!s\b)[^\W\d_]+)*(?:-(?=[^\W\d_]))?|[^\w\s]|_", re.UNICODE
)
_END = re.compile(r"(?<=[.?!])[\"”’)]?\s+(?=[“\"'(A-Z0-9])|\n+")
_CLOSED = {
    "DT": "the a an this that these those some any every each no all both another",
    "IN": "of in on at by for from with within into onto since until after before during across against among "
    "amid near between over under as that because while if than around about inside outside towards through",
    "CC": "and or but nor",
    "PRP": "he she it they we i you him her them us who whom which what",
    "PRP$": "his its their our my your whose",
    "VB": "is are was were be been being am has have had having do does did will would could may might must can "
    "shall should said says say told reported",
    "TO": "to",
    "RB": "also still already not then now later so too very reportedly there here ago alone earlier yesterday "
    "today tonight more most",
    "JJ": "other others several many few further additional new more sick young old local armed different separate "
    "Syrian western eastern northern southern pro-government rebel-held foreign displaced elderly",
}
_TAGS = {word.lower(): tag for tag, words in _CLOSED.items() for word in words.split()}


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


def _tag(word: str) -> str:
    low = word.lower()
    if low in _TAGS:
        return _TAGS[low]
    if low[0].isdigit() or low in number_words():
        return "CD"
    if low in ("'s", "’s"):
        return "POS"
    if not low[0].isalpha():
        return "HYPH" if low == "-" else ","
    if low in people() or low in things():
        return "NNS" if low.endswith("s") else "NN"
    if low in cue_forms():
        return "VBN"
    return _tag_by_shape(word, low)


def _tag_by_shape(word: str, low: str) -> str:
    if low.endswith("ly"):
        return "RB"
    if low.endswith(("ing", "ed")) or low.endswith("-"):
        return "VBN" if not low.endswith("-") else "JJ"
    if word[0].isupper():
        return "NNP"
    return "NNS" if low.endswith("s") and not low.endswith(("ss", "us", "is")) else "NN"
