"""Places a report speaks from: where someone merely spoke, and the dateline at a text's head."""

import re
from collections.abc import Sequence

from msgspec import Struct

from crossbearing.model import Sentence, Span
from crossbearing.places.gazetteer import Gazetteer
from crossbearing.places.lexicon import words
from crossbearing.places.scenes import Scene, Spot
from crossbearing.places.spelling import fold

_CLIMB = 4
"""Steps from a place up to the verb: "told reporters at a conference in Hamburg" has four."""
_HEAD = 3
"""A dateline opens one of the first paragraphs; title and standfirst may stand before it."""
_LONGEST = 110
"""Characters in the longest dateline: two places, a full date and two agencies."""
_NAME = r"[^\W\d_]+(?:[ '’\-][^\W\d_]+){0,3}"
_DATELINE = re.compile(
    rf"\s*(?P<name>{_NAME})(?:\s*[,/]\s*(?P<within>{_NAME}))?(?P<rest>[^\n]{{0,60}}?)\s*(?:[-–—]{{1,2}}|:)\s*"
)


class Dateline(Struct, frozen=True):
    """Where a report was sent from: the town's span, and the names to resolve, the town's first."""

    span: Span
    spots: tuple[Spot, ...]


def is_venue(view: Scene, first: int, last: int) -> bool:
    """Is it only where someone spoke: "told reporters in Hamburg", "speaking from Paris"?"""
    inside = range(first, last)
    token = next((t for t in view.tokens[first:last] if t.head not in inside), view.tokens[last - 1])
    if token.dep != "pobj" or view.tokens[token.head].text.lower() not in ("in", "at", "from"):
        return False
    token = view.tokens[token.head]
    for _ in range(_CLIMB):
        above = view.tokens[token.head]
        if above.i == token.i:
            return False
        said = words("venue").get(above.lemma.lower()) or words("actor_verb").get(above.lemma.lower())
        if above.pos in ("VERB", "AUX"):
            return said == "say"
        if above.pos != "ADP" and said != "heard":
            return False
        token = above
    return False


def find_dateline(text: str, sentences: Sequence[Sentence], gazetteer: Gazetteer) -> Dateline | None:
    """Read the dateline that stands before one of the first paragraphs: "ALEPPO, Syria -", "Aden (AFP) –".

    Sentences leave it out; a dateline that a sentence holds is a mention there.
    """
    end = 0
    body = [sentence for sentence in sentences if sentence.kind != "title"][:_HEAD]
    for sentence in sentences[: sentences.index(body[-1]) + 1] if body else ():
        start = max(end, text.rfind("\n", 0, sentence.start) + 1)
        match = _DATELINE.fullmatch(text, start, sentence.start) if sentence in body else None
        if match is not None and sentence.start - start <= _LONGEST:
            return _dateline(text, match, gazetteer)
        end = sentence.end
    return None


def _dateline(text: str, match: re.Match[str], gazetteer: Gazetteer) -> Dateline | None:
    spots = []
    for group in ("name", "within"):
        key = fold(match.group(group) or "")
        entries = gazetteer.lookup(key) if key else ()
        if entries:
            spots.append(Spot(-1, 0, 0, key, entries, "label"))
        elif group == "name":
            return None
    start, end = match.span("name")
    return Dateline(Span(start, end, text[start:end]), tuple(spots))
