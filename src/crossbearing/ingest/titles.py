"""Finding the title among the lines at the top, and finding it again where the text repeats it."""

import re
from collections.abc import Sequence
from itertools import pairwise

from crossbearing.ingest.lines import Line, ends_sentence

_MAX_TITLE = 200
"""The longest headline seen has 160 characters."""
_MIN_REPEAT = 12
"""A title of fewer letters can stand in a sentence by chance ("Clause")."""
_PROSE_LENGTH = 140
"""A line this long is prose, whether or not it ends as a sentence."""
_OWN_WORDS = 0.34
"""A section label ("World and region" over a report on a truce) shares less of its words with the text."""
_TITLE_WORDS = 0.5
"""A headline shares at least so many of its words with its text."""
_STEM = 5
"""So many letters are compared, that "evacuation" may match "evacuated"."""
_SUFFIX = re.compile(r"\s[-–—|]\s")
_WORD = re.compile(r"[^\W\d_]{4,}")


def is_prose(line: Line) -> bool:
    """Whether a line is a sentence or more of running text."""
    words = line.body
    return len(words) >= _PROSE_LENGTH or (ends_sentence(words) and len(words.split()) >= 5)


def find_title(lines: Sequence[Line], marked: Sequence[bool], *, last: int) -> int | None:
    """The index of the title among the first ``last`` lines, or None where the text has none.

    ``marked`` says which lines are furniture, dates or bylines. A label above the title shares
    few words with the text; a first line that is prose means that there is no title.
    """
    found: list[int] = []
    for index, line in enumerate(lines[:last]):
        if marked[index]:
            continue
        if is_prose(line) or len(line.body) > _MAX_TITLE:
            break
        if line.heading_mark:
            return index
        found.append(index)
    if not found:
        return None
    return _past_labels(lines, found[:3])


def _past_labels(lines: Sequence[Line], found: list[int]) -> int:
    for here, after in pairwise(found):
        if not (_shared(lines, here) < _OWN_WORDS and _shared(lines, after) >= _TITLE_WORDS):
            return here
    return found[-1] if len(found) > 1 else found[0]


def _shared(lines: Sequence[Line], index: int) -> float:
    own = _stems(lines[index].body)
    rest = _stems(" ".join(line.body for line in lines[index + 1 :]))
    return len(own & rest) / len(own) if own else 0.0


def _stems(words: str) -> set[str]:
    return {word[:_STEM].casefold() for word in _WORD.findall(words)}


def title_forms(title: str | None) -> tuple[str, ...]:
    """A title and the shorter forms of it that leave out a site's name at its end, longest first.

    "Two die in Homs - Region - The Ridge" → itself; "Two die in Homs - Region"; "Two die in Homs".
    """
    if title is None:
        return ()
    cuts = [match.start() for match in _SUFFIX.finditer(title)]
    return tuple(
        form for form in [title, *(title[:cut] for cut in reversed(cuts))] if _letters(form) >= _MIN_REPEAT
    )


def repeat_end(text: str, at: int, forms: Sequence[str]) -> int | None:
    """Where a repeat of the title that begins at ``at`` ends, marks and case aside, or None."""
    for form in forms:
        end = _same_letters(text, at, form)
        if end is not None:
            return end
    return None


def _letters(words: str) -> int:
    return sum(char.isalnum() for char in words)


def _same_letters(text: str, at: int, form: str) -> int | None:
    if at >= len(text) or (not text[at].isalnum() and text[at] not in "\"'“‘«[("):
        return None
    place = at
    for char in form:
        if not char.isalnum():
            continue
        skipped = 0
        while place < len(text) and not text[place].isalnum():
            place += 1
            skipped += 1
        if place >= len(text) or skipped > 4 or text[place].casefold() != char.casefold():
            return None
        place += 1
    return place if place >= len(text) or not text[place].isalnum() else None
