"""The room's cues, read from its list once."""

import re
from functools import lru_cache
from importlib.resources import files

from msgspec import Struct

from crossbearing.errors import DataError

_FIELDS = 4


class Cue(Struct, frozen=True):
    """A pattern with its kind, what undoes it, and a clause that it reads."""

    kind: str
    pattern: re.Pattern[str]
    undone: re.Pattern[str] | None
    example: str

    def find(self, text: str) -> re.Match[str] | None:
        """Where the cue stands in a clause; None where it does not, or is undone."""
        found = self.pattern.search(text)
        return None if found is None or (self.undone is not None and self.undone.search(text)) else found


@lru_cache(maxsize=1)
def cues() -> tuple[Cue, ...]:
    """All cues; raises ``DataError`` where the list is damaged."""
    text = files("crossbearing.clock").joinpath("data", "cues.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    try:
        return tuple(_cue(*row) for row in rows[1:])
    except (TypeError, re.error) as error:
        raise DataError(f"a row cannot be read: {error}", where="clock/data/cues.tsv") from error


def _cue(kind: str, pattern: str, undone: str, example: str) -> Cue:
    both = (re.compile(p, re.IGNORECASE) if p else None for p in (pattern, undone))
    read, against = both
    if read is None:
        raise TypeError("no pattern")
    return Cue(kind, read, against, example)


def says(kind: str, text: str) -> re.Match[str] | None:
    """The first cue of a kind in a clause: says("breach", "the army broke the truce")."""
    return next((m for cue in cues() if cue.kind == kind for m in [cue.find(text)] if m is not None), None)
