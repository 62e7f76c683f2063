"""The order of speech in a report: who spoke last, whom "he", "it" and "the official" lead back to."""

from collections.abc import Callable, Sequence

from msgspec import Struct

from crossbearing.actors.lists import cue

_REACH = 6
"""A pronoun leads back over at most so many sentences; a quotation may lie between."""
_SUBJECT_REACH = 1
"""A subject that did not speak is meant only from the sentence before, or its own."""
_NEAR = 3
"""A statement said to be "the statement" was named so few sentences back."""
_PLURAL_KINDS = frozenset({"armed_group", "civilians", "other"})


class Turn(Struct):
    """One who spoke, or was a sentence's subject: ``person`` is whether "he" or "she" may mean it."""

    index: int
    start: int
    actor: str
    person: bool
    plural: bool
    gender: str = ""
    kind: str = "other"
    head: str = ""
    spoke: bool = True
    alone: bool = True


Fits = Callable[[Turn], bool]


class Turns:
    """Speakers and subjects so far, in text order."""

    def __init__(self, subjects: Sequence[Turn]) -> None:
        self._subjects = sorted(subjects, key=_by_start)
        self._spoken: list[Turn] = []
        self._genders: dict[str, str] = {}

    def speak(self, turn: Turn) -> None:
        """Record one who spoke."""
        self._spoken.append(turn)

    def act(self, turn: Turn) -> None:
        """Record one who acts without speaking."""
        turn.spoke = False
        self._subjects.append(turn)
        self._subjects.sort(key=_by_start)

    def meant(self, word: str, index: int, start: int) -> str | None:
        """Whom a pronoun means, or None: the last who spoke and fits, else the last sentence's subject."""
        gender = "m" if word in cue("he") else "f" if word in cue("she") else ""
        if gender:
            turn = self._pick(_is_person, gender, index, start)
        elif word in cue("it"):
            turn = self._pick(_is_body, "", index, start)
        elif word in cue("they"):
            turn = self._pick(_is_plural, "", index, start)
        else:
            return None
        if turn is None or not turn.alone:
            return None
        if gender:
            self._genders.setdefault(turn.actor, gender)
        return turn.actor

    def last_unnamed(self, head: str, start: int) -> str | None:
        """The last unnamed speaker of a head noun: "the official"."""
        for turn in reversed(self._spoken):
            if turn.start < start and turn.head == head:
                return turn.actor
        return None

    def last_body(self, kinds: frozenset[str], index: int, start: int) -> str | None:
        """The last organisation of some kinds to have spoken or acted: "the group"."""
        turns = sorted((*self._spoken, *self._subjects), key=_by_start)
        for turn in reversed(turns):
            if turn.start < start and turn.kind in kinds and not turn.plural and index - turn.index <= _REACH:
                return turn.actor
        return None

    def spoken(self, start: int) -> set[str]:
        """All who spoke before an offset."""
        return {turn.actor for turn in self._spoken if turn.start < start}

    def last(self, index: int, start: int) -> str | None:
        """Who spoke last, whoever it was: "the statement said"."""
        for turn in reversed(self._spoken):
            if turn.start < start:
                return turn.actor if index - turn.index <= _NEAR else None
        return None

    def last_person(self, actors: set[str], start: int) -> str | None:
        """The last of some people to have spoken."""
        for turn in reversed(self._spoken):
            if turn.start < start and turn.actor in actors:
                return turn.actor
        return None

    def _pick(self, fits: Fits, gender: str, index: int, start: int) -> Turn | None:
        spoken = self._last(self._spoken, fits, gender, index, start, _REACH)
        subject = self._last(self._subjects, fits, gender, index, start, _SUBJECT_REACH)
        if spoken is None or subject is None:
            return spoken or subject
        return subject if subject.index > spoken.index else spoken

    def _last(
        self, turns: Sequence[Turn], fits: Fits, gender: str, index: int, start: int, reach: int
    ) -> Turn | None:
        for turn in reversed(turns):
            if turn.start >= start:
                continue
            if index - turn.index > reach:
                return None
            known = turn.gender or self._genders.get(turn.actor, "")
            if fits(turn) and (not gender or not known or known == gender):
                return turn
        return None


def _is_person(turn: Turn) -> bool:
    return turn.person and not turn.plural


def _is_body(turn: Turn) -> bool:
    body = turn.kind != "unnamed" or turn.head in cue("head_body") | cue("body")
    return not turn.person and not turn.plural and turn.kind != "civilians" and body


def _is_plural(turn: Turn) -> bool:
    return turn.plural or turn.kind in _PLURAL_KINDS or (not turn.person and turn.kind != "unnamed")


def _by_start(turn: Turn) -> int:
    return turn.start
