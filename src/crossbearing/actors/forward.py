"""Whom "a rights group" or a headline's "watchdog" announces: the body named in the very next sentences."""

from collections.abc import Sequence

from crossbearing.actors.lines import Line
from crossbearing.actors.lists import cue
from crossbearing.actors.registry import registry
from crossbearing.actors.scan import Found

_NEAR = 2
"""A description of one of many is completed within so many sentences, or it is another's."""
_COUNTS = ("monitor", "war")
"""A "monitor" or "monitoring group" in a war report is the one that counts its dead, wherever named."""


class Forward:
    """The civic bodies that a report names, in text order, those too that no list has."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._bodies = sorted(body for line in lines for body in _bodies(line))

    def allows(self, line: Line, found: Found) -> bool:
        """Whether words that fit one of a role's bodies may announce it.

        "A rights group said …. Amnesty International said …" does; with another group named between,
        or none near, the words stay those of somebody unnamed.
        """
        words = [word.low for word in line.words[found.first : found.last]]
        if words[-1] not in cue("any_body") or any(word.startswith(_COUNTS) for word in words):
            return True
        start = line.words[found.first].start
        after = next((body for body in self._bodies if body[1] > start), None)
        return after is not None and after[0] - line.index <= _NEAR and after[2] in found.rivals


def _bodies(line: Line) -> list[tuple[int, int, str]]:
    """The civic bodies of one sentence: its index, their starts, their ids or "" where no list has them."""
    listed = [
        (line.index, line.words[f.first].start, f.key)
        for f in line.found
        if f.sort == "actor" and f.key in registry().listed and registry().listed[f.key].kind == "ngo"
    ]
    held = {i for f in line.found if f.sort == "actor" for i in range(f.first, f.last)}
    telling = cue("org_ngo") | cue("org_net")
    capitals = [i for i, word in enumerate(line.words) if word.low in telling and word.text[0].isupper()]
    unlisted = (i for i in capitals if i not in held and _is_of_name(line, i))
    return listed + [(line.index, line.words[i].start, "") for i in unlisted]


def _is_of_name(line: Line, i: int) -> bool:
    """Whether a body's noun is of its name: "the Delta Network", "the Centre for Human Rights"."""
    words = line.words
    before = i > 0 and words[i].tight and words[i - 1].text[0].isupper() and words[i - 1].low != "the"
    return before or (i + 2 < len(words) and words[i + 1].low in ("for", "of"))
