"""Headlines of other stories that were glued into a line without a mark of their own."""

import re
from functools import lru_cache

from crossbearing.ingest import agencies, patterns
from crossbearing.ingest.pieces import Piece, trim

_RELATED = re.compile(r"(?:(?<=[.!?…)\"”’'])|(?<=\.\.))\s(?:\d{1,6}\s)?Related:?\s(?=[A-Z0-9\"“])")
_TAGGED = re.compile(r"\sTags:?\s")
_MAX_RELATED = 2_000
_WORD = re.compile(r"[A-Za-z][\w'’-]*")
_SHORT = 4
"""Words of so many letters are small in a headline too: "of", "over", "with"."""
_FEWEST = 4
"""So many words with a capital at least make a headline."""
_SHARE = 0.85
"""So much of a headline's longer words has a capital."""
_NAME = r"[A-Z][\w'’.-]{1,30}"
_OPENING = (
    r"(?:The|A|An|There|Their|Its|His|Her|It|He|She|They|This|These|That|Those|In|On|At|As|After|Before|During"
    r"|Since|While|When|According|Earlier|Later|Meanwhile|However|Also|Last|Previously|Both|Some|Most|For|But)"
)
_SENTENCE = re.compile(rf"[\"“]|{_OPENING}\s(?:[\w'’.-]+\s){{0,10}}?[a-z]{{{_SHORT + 1},}}")
"""What opens a sentence behind a headline: a small word of no headline follows soon."""
_MAX_HEADLINE = 200


def related(text: str, start: int, end: int) -> list[Piece]:
    """A list of other stories that closes a line: "… he said. 319 Related Army Takes Town Troops Flee Fire".

    Only where nearly each longer word up to the line's end, or to its tags, has a capital, as in headlines.
    """
    for match in _RELATED.finditer(text, max(start, end - _MAX_RELATED), end):
        tagged = _TAGGED.search(text, match.end(), end)
        if _is_headline(text[match.end() : tagged.start() if tagged else end]):
            bounds = trim(text, match.start(), end)
            return [Piece(*bounds, "furniture")] if bounds else []
    return []


def under_pictures(text: str, start: int, end: int) -> list[Piece]:
    """Pictures' credits with another story's headline: "… he said. REUTERS Ann Roe Army Takes Town The …".

    A caption in plain words, or a headline whose end cannot be told, stays.
    """
    found = []
    for match in _credits().finditer(text, start, end):
        stop = _headline_end(text, match.end(), min(end, match.end() + _MAX_HEADLINE))
        bounds = trim(text, match.start(), stop) if stop is not None else None
        if bounds is not None:
            found.append(Piece(*bounds, "furniture"))
    return found


def _headline_end(text: str, start: int, end: int) -> int | None:
    """Where a headline ends that runs from here to a sentence's opening, or to the end of the line."""
    for word in re.finditer(r"\S+\s*", text[start:end]):
        at = start + word.start()
        opens = _SENTENCE.match(text, at, len(text))
        if opens is not None and _is_headline(text[start:at]):
            return at
        low = word.group().strip()
        if low[:1].islower() and len(low) > _SHORT and low not in _SMALL:
            return None
    return None


_SMALL = frozenset({"after", "against", "amid", "between", "during", "under", "about", "before", "without"})


def _is_headline(words: str) -> bool:
    if re.search(r"[.!?]\s+[A-Z]", words):
        return False
    longer = [word for word in _WORD.findall(words) if len(word) > _SHORT and word not in _SMALL]
    capitals = sum(1 for word in longer if str(word)[0].isupper())
    return bool(capitals >= _FEWEST and capitals >= _SHARE * len(longer))


@lru_cache(maxsize=1)
def _credits() -> re.Pattern[str]:
    names = f"(?:AP Photo|{agencies.joined()}|{patterns.sources()})"
    return re.compile(rf"(?<=[.!?\"”’')]\s){names}\s{_NAME}\s{_NAME}\s(?=[A-Z0-9])")
