"""From a report's blocks to sentences with tokens, parse and names; spaCy stays behind this door."""

import re
from functools import lru_cache
from typing import Any

from crossbearing.model import Entity, Report, Sentence, Token
from crossbearing.reading.headlines import as_sentences
from crossbearing.reading.lexicon import rows
from crossbearing.reading.pipeline import pipeline

READ_KINDS = frozenset({"title", "standfirst", "caption", "paragraph", "pullquote"})
"""Blocks that may hold claims; bylines, credits, furniture and sub-headings do not."""

_STRAIGHT_QUOTE = re.compile(r'"')
_STATE = re.compile(
    r"\bIS\b(?! (?:not|no|an?|the|it|he|she|that|this|there)\b)"
    r"(?:(?= [^\W\d_]*[a-z])|(?<=[a-z] IS)(?![’']))"
)
_STAND_IN = "EU"
"""The group called IS is taken for a verb; the tagger knows this name, as long as that one, for a body's."""
_AGENCY = re.compile(r"\bSANA\b")
_STAND_IN_AGENCY = "IRNA"
"""Syria's news agency is taken for a verb or an adjective; its Iranian sister, as long a name, is not."""
_STAND_INS = frozenset({_STAND_IN, _STAND_IN_AGENCY})
_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\r": " ", "\n": " ", "\t": " "})


def parse(report: Report) -> list[Sentence]:
    """Split a report into sentences with tokens, lemmas, tags, dependency heads and named entities.

    Offsets are code points into ``report.text``; sentences never cross a block and blocks of
    furniture give none. Raises ``DataError`` where no English pipeline is installed.
    """
    blocks = [(i, b) for i, b in enumerate(report.blocks) if b.kind in READ_KINDS]
    texts = [plain(text) for text in as_sentences([report.text[b.start : b.end] for _, b in blocks])]
    found: list[Sentence] = []
    for (index, block), doc in zip(blocks, pipeline().pipe(texts, batch_size=64), strict=True):
        for sent in doc.sents:
            sentence = _sentence(sent, report.text, block.start, index, block.kind)
            if sentence is not None:
                found.append(sentence)
    return found


def plain(text: str) -> str:
    """Rewrite a text for the parser, character for character: spaces plain, quote marks paired, names named.

    "IS" and "SANA" are no verbs.
    The tagger was trained on paired marks and mistakes straight ones: "He said \\"no\\"" → “no”.
    """
    text = _STATE.sub(_STAND_IN, text.translate(_SPACES))
    text = _AGENCY.sub(_STAND_IN_AGENCY, text)
    marks = iter(range(len(text)))
    return _STRAIGHT_QUOTE.sub(lambda match: _paired(text, match.start(), next(marks)), text)


def _paired(text: str, at: int, nth: int) -> str:
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if before.isspace() or before in "([—–-":
        return "“" if not after.isspace() else "”"
    if after.isspace() or after in ".,;:?!)]":
        return "”"
    return "“" if nth % 2 == 0 else "”"


def _sentence(sent: Any, text: str, offset: int, block: int, kind: Any) -> Sentence | None:
    tokens = [token for token in sent if not token.is_space]
    if not tokens:
        return None
    place = {token.i: n for n, token in enumerate(tokens)}
    start = offset + tokens[0].idx
    end = offset + tokens[-1].idx + len(tokens[-1])
    return Sentence(
        start=start,
        end=end,
        text=text[start:end],
        tokens=tuple(_token(token, place, offset, text) for token in tokens),
        entities=tuple(_entities(sent, place)),
        block=block,
        kind=kind,
    )


def _token(token: Any, place: dict[int, int], offset: int, text: str) -> Token:
    """A token as a value; what the tagger takes for a noun behind "to" is a verb where the parser has it so.

    "The envoy went on *to state* that …".
    """
    start = offset + token.idx
    head = token.head
    while head.i not in place and head.head.i != head.i:
        head = head.head
    verb = token.tag_ == "NN" and any(child.tag_ == "TO" and child.dep_ == "aux" for child in token.children)
    return Token(
        i=place[token.i],
        start=start,
        end=start + len(token),
        text=text[start : start + len(token)],
        lemma=_lemma(token, text[start : start + len(token)]),
        pos="VERB" if verb else token.pos_,
        tag="VB" if verb else token.tag_,
        dep=token.dep_,
        head=place.get(head.i, place[token.i]),
    )


def _lemma(token: Any, told: str) -> str:
    """The pipeline's lemma, but for forms it gets wrong and for a stand-in, which is no word of the text."""
    if token.text in _STAND_INS and told != token.text:
        return told
    lemma: str = _lemmas().get(token.lower_, token.lemma_)
    return lemma


@lru_cache(maxsize=1)
def _lemmas() -> dict[str, str]:
    """Forms whose lemma the pipeline gets wrong: "corpses" is not of "corps"."""
    return {row["form"]: row["lemma"] for row in rows("lemmas.tsv")}


def _entities(sent: Any, place: dict[int, int]) -> list[Entity]:
    found = []
    for entity in sent.ents:
        inside = [place[token.i] for token in entity if token.i in place]
        if inside:
            found.append(Entity(inside[0], inside[-1] + 1, entity.label_))
    return found
