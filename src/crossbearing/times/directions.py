"""Which way the verb that governs a time looks: "will leave on Friday" ahead, "left on Friday" back."""

from crossbearing.model import Token
from crossbearing.times.lexicon import word_set
from crossbearing.times.relations import relation
from crossbearing.times.rules import Match
from crossbearing.times.scan import BREAK, OTHER, Scan

_REACH = 25
"""Words looked at on each side; the governing verb of a time is nearly always nearer."""

_DEADLINES = frozenset({"until", "by", "before"})
"""With a verb in the present these look ahead: "fighters have until Friday"."""

_GRANTED = frozenset({("set", "for"), *((verb, "until") for verb in ("have", "has", "had", "given"))})
"""Time that somebody was given lies ahead, whatever the tense: "they had until Friday"."""

_UP_TO = frozenset({"to", "until", "till", "through"})
"""Before a day, after "postponed" or "extended", these say that it lies ahead."""

_PRESENT_ON = (["is", "on"], ["are", "on"])
"""A present "is" right before a day: "the vote is on Friday"."""

_AT = frozenset({"in", "on", "at", "late", "early", "the"})
"""Words between a participle and the time at which it was done: "signed *late in* May"."""

_HAVE = frozenset({"have", "has", "had", "having", "get", "got"})

_ENDS = frozenset({".", "?", "!", ";", ""})
_NOUNS = frozenset({"NN", "NNS"})
_PAST_TAGS = frozenset({"VBD"})
_MIN_ED = 4
"""Letters a word in -ed must have to be taken for a verb where no tagger says so ("red", "bed")."""


class Directions:
    """Finds the direction of a match's verb, by the parse's tags where there are any."""

    def __init__(self, tokens: tuple[Token, ...] = (), offset: int = 0) -> None:
        self._tags = {token.start - offset: token.tag for token in tokens}

    def __call__(self, match: Match) -> int:
        """-1 for the past, 1 for the future, 0 where nothing says."""
        scan = match.scan
        if "since" in scan.lower[max(0, match.first - 2) : match.first]:
            return -1
        if match.scan.lower[max(0, match.first - 2) : match.first] in _PRESENT_ON:
            return 1
        found = self._rightward(scan, match.last) if self._names_a_thing(match) else 0
        found = found or self._leftward(scan, match.first - 1) or self._rightward(scan, match.last)
        return found or (1 if relation(scan, match.first) in _DEADLINES else 0)

    def _names_a_thing(self, match: Match) -> bool:
        """True for "their Thursday advance brought": whose verb stands after it."""
        scan, before = match.scan, match.scan.lower[max(0, match.first - 1) : match.first]
        after = self._tags.get(scan.starts[match.last]) if match.last < len(scan.starts) else None
        return before != [] and before[0] in word_set("determiner") and after in _NOUNS

    def _leftward(self, scan: Scan, at: int) -> int:
        weak = 0
        for i in range(at, max(-1, at - _REACH), -1):
            if scan.lower[i] in _ENDS and not _abbreviates(scan, i):
                break
            found, weak = self._cue(scan, i, weak, at)
            if found:
                return found
        return weak

    def _cue(self, scan: Scan, i: int, weak: int, at: int) -> tuple[int, int]:
        word = scan.lower[i]
        if self._is_future(scan, i):
            return 1, weak
        if tuple(scan.lower[i : i + 2]) in _GRANTED:
            return 1, weak
        if word in word_set("deferred") and scan.lower[at] in _UP_TO:
            return 1, weak
        if word in word_set("scheduled") and not (i and scan.lower[i - 1] == "to"):
            return self._planned(scan, i), weak
        if word == "to" and i < at and self._infinitive(scan, i):
            before = scan.lower[i - 1] if i else ""
            if scan.lower[max(0, i - 3) : i - 1] == ["had", "been"]:
                return -1, weak
            if before in word_set("be") or self._governed(scan, i - 1):
                return 1, weak
            return 0, (weak if before in word_set("transparent") else 1)
        if word in word_set("onset"):
            return 0, 1
        if i and scan.lower[i - 1] == "be":
            return 0, weak
        return (-1 if self._is_past(scan, i) or self._is_done(scan, i, at) else 0), weak

    def _is_done(self, scan: Scan, i: int, at: int) -> bool:
        """True for "to honour a deal *struck* in May": a participle by itself, right before its time."""
        if self._tags.get(scan.starts[i]) != "VBN" or not _AT.issuperset(scan.lower[i + 1 : at + 1]):
            return False
        return (word_set("be") | _HAVE).isdisjoint(scan.lower[max(0, i - 2) : i])

    def _governed(self, scan: Scan, i: int) -> bool:
        """True for "agreed to", and for "agreed on Tuesday evening to": a time may stand between."""
        while i > 0 and scan.letters[i] not in (OTHER, BREAK) and scan.lower[i] not in word_set("governor"):
            i -= 1
        return i >= 0 and scan.lower[i] in word_set("governor")

    def _planned(self, scan: Scan, i: int) -> int:
        """Ahead for "is due on Friday", back for "had been due to end on Friday", else nothing."""
        if scan.lower[max(0, i - 2) : i] != ["had", "been"]:
            return 1
        return -1 if scan.lower[i + 1 : i + 2] in (["to"], ["for"], ["on"], ["at"]) else 0

    def _rightward(self, scan: Scan, at: int) -> int:
        for i in range(at, min(len(scan.lower), at + _REACH)):
            word = scan.lower[i]
            if word in _ENDS and not _abbreviates(scan, i):
                break
            if self._is_future(scan, i):
                return 1
            if word in word_set("be") and scan.lower[i + 1 : i + 2] == ["to"]:
                return 1
            if self._is_past(scan, i):
                return -1
        return 0

    def _is_past(self, scan: Scan, i: int) -> bool:
        word = scan.lower[i]
        if self._is_future(scan, i):
            return False
        tag = self._tags.get(scan.starts[i])
        if tag is not None:
            return tag in _PAST_TAGS
        if word in word_set("past"):
            return True
        return len(word) > _MIN_ED and word.endswith("ed") and word not in word_set("unpast")

    def _is_future(self, scan: Scan, i: int) -> bool:
        word = scan.lower[i]
        if word == "won":
            return scan.lower[i + 1 : i + 2] in (["'"], ["’"])
        named = i > 0 and scan.text[scan.starts[i]].isupper() and word in ("may", "will")
        return word in word_set("future") and not named

    def _infinitive(self, scan: Scan, i: int) -> bool:
        after = scan.starts[i + 1] if i + 1 < len(scan.starts) else -1
        tag = self._tags.get(after)
        if tag is not None:
            return tag == "VB"
        word = scan.lower[i + 1] if after >= 0 else ""
        return word.isalpha() and word not in ("the", "a", "an", "its", "their", "his", "her")


def _abbreviates(scan: Scan, i: int) -> bool:
    """True for a dot that ends no sentence: after an initial, before a glued or lower-case word."""
    if scan.lower[i] != "." or i + 1 >= len(scan.starts):
        return False
    if i and scan.ends[i - 1] - scan.starts[i - 1] == 1 and scan.text[scan.starts[i - 1]].isupper():
        return True
    following = scan.text[scan.starts[i + 1]]
    glued = scan.starts[i + 1] == scan.ends[i]
    return following.islower() or following == "," or (glued and following.isalnum())
