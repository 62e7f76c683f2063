"""Under which keys an answer may meet others: what is asked, of where, of when, on whose word."""

import re
from collections.abc import Callable, Hashable
from datetime import date, timedelta

from crossbearing.reconcile.answers import Answer
from crossbearing.reconcile.bounds import figure_of, telling, unmistakable
from crossbearing.reconcile.lookup import Lookup

SAME_NEWS = timedelta(days=2)
"""Reports this close that give one source's same figure pass on one statement."""
STATE_HOLDS = timedelta(days=1)
"""A share of ground held is told a day apart as of one day."""
_FEWEST_WORDS = 8
"""A shorter sentence may well be worded alike by two people, or of two days."""
_WORD = re.compile(r"\w+")
TOLLS = frozenset({"killed", "injured", "harmed", "found", "missing"})

Key = tuple[Hashable, ...]
Slot = tuple[Key, date | None, int]
"""A key, the day it holds on (None: any), and within how many days of it another answer meets."""


def slots_of(answer: Answer, lookup: Lookup) -> list[Slot]:
    """Under which keys an answer may meet others, one for each rule that ``group_answers`` joins by.

    Two answers without a slot in common, its days near enough, are never joined directly; that tolls of one
    incident meet is left to the incidents' own slots.
    """
    found: list[Slot] = [
        ((rule, *asked(answer), *key), day, days)
        for rule, key_of, day_of, days in _RULES
        if (key := key_of(answer)) is not None and (day := day_of(answer)) is not None
    ]
    told_again = ("repeats", *asked(answer), answer.claim.report, *repeat(answer))
    if (seen := answer.seen[0]) is not None:
        figures = same_figure(answer, lookup)
        found += [(("same figure", *asked(answer), *key), seen, SAME_NEWS.days) for key in figures]
    return [*found, *_running_slots(answer), (told_again, None, 0)]


def _running_slots(answer: Answer) -> list[Slot]:
    """Without a beginning, running totals meet near in time; with one, however far apart they are told."""
    key = running(answer)
    if key is None:
        return []
    known = answer.period.start is not None
    day = None if known else answer.seen[0]
    return [(("running", *asked(answer), *key), day, 0 if known else SAME_NEWS.days)]


def asked(answer: Answer) -> Key:
    """What is asked, whatever the place and time."""
    part = figure(answer) if answer.part else None
    group = (answer.what or answer.group or "").casefold()
    return answer.predicate, answer.modality, group, answer.part, part


def place_and_day(answer: Answer) -> Key | None:
    """Same place, same day or days.

    An amount whose day or place is not its own joins only its own source's; a yes or no said in the
    present holds for the day it was said. Tolls of a day meet so only as sums: two single tolls of one
    town and day may be two strikes.
    """
    if answer.place is None or answer.period.kind not in ("day", "range"):
        return None
    if answer.predicate in TOLLS and answer.period.kind == "day" and not answer.summed:
        return None
    period = answer.period
    own = answer.quantity is not None and not (period.firm and answer.placed)
    return answer.place, period.start, period.end, answer.family if own else None


def same_incident(answer: Answer) -> Key | None:
    """Tolls of one incident."""
    if answer.incident is None or answer.period.kind == "total" or answer.quantity is None:
        return None
    return (answer.incident,)


def running(answer: Answer) -> Key | None:
    """Running totals meet on place, doer and beginning; without a beginning only within one source."""
    if answer.place is None or answer.period.kind != "total":
        return None
    start: Hashable = answer.period.start or answer.family
    return answer.place, answer.doer, start


def undated(answer: Answer) -> Key | None:
    """An undated yes or no meets only one source's same answer about one town; undated figures never meet."""
    if answer.quantity is not None or answer.locality is None or answer.period.kind != "undated":
        return None
    return answer.locality, answer.family, answer.polarity


def same_figure(answer: Answer, lookup: Lookup) -> list[Key]:
    """One source's same telling figure on one ground, met again within days, is the same statement.

    A ground is the report, the place told of and each that it lies in, short of a country; a figure that
    cannot be mistaken needs none. By figure and source alone, chains of statements would link a whole war.
    """
    if answer.quantity is None or answer.predicate == "share" or not telling(answer.quantity):
        return []
    told = (answer.family, figure_of(answer.quantity))
    grounds = [answer.claim.report]
    if answer.place is not None:
        grounds += [answer.place, *_around(answer.place, lookup)]
    return [(*told, ground) for ground in grounds] + ([told] if unmistakable(answer.quantity) else [])


def _around(place: str, lookup: Lookup) -> list[str]:
    """What a place lies in, short of a country."""
    outer = [(step, lookup.places.get(step)) for step in lookup.within(place)[1:]]
    return [step for step, known in outer if known is not None and known.kind != "country"]


def same_statement(answer: Answer) -> Key | None:
    """One source's same yes or no of one day about a town and its part is the same statement."""
    if answer.quantity is not None or answer.locality is None or answer.period.kind != "day":
        return None
    return answer.locality, answer.family, answer.polarity, answer.period.start


def same_words(answer: Answer) -> Key | None:
    """One sentence with one figure that several reports carry is the same statement, whoever passed it on.

    "Six more people died when shells fell on a hamlet by the town", word for word.
    """
    words = _WORD.findall(answer.claim.sentence.exact.lower())
    if len(words) < _FEWEST_WORDS:
        return None
    told = figure(answer), answer.polarity, answer.status == "denied"
    return *told, answer.place, answer.period.start, answer.period.end, " ".join(words)


def vague_and_told(answer: Answer) -> Key | None:
    """Tolls of one town or part, doer and outermost body: the United Nations and its offices."""
    if (
        answer.quantity is None
        or answer.doer is None
        or answer.place is None
        or answer.period.kind == "total"
    ):
        return None
    return (answer.place, answer.doer, answer.family) if answer.predicate in TOLLS else None


def start_expected(answer: Answer) -> Key | None:
    """The start of an evacuation that is still ahead, in a town or a part of it."""
    ahead = answer.predicate == "evacuation_begun" and answer.modality == "expected"
    return (answer.locality,) if ahead and answer.locality is not None else None


def atrocities(answer: Answer) -> Key | None:
    """Atrocities told of or denied in a town and its parts."""
    return (answer.locality,) if answer.predicate == "atrocities" and answer.locality is not None else None


def of_town(answer: Answer) -> Key | None:
    """One source's same yes or no about one town."""
    if answer.quantity is not None or answer.locality is None:
        return None
    return answer.locality, answer.family, answer.polarity, answer.doer


def held(answer: Answer) -> Key | None:
    """Shares held in one town by one side."""
    return (answer.locality, answer.doer) if answer.locality is not None else None


def repeat(answer: Answer) -> Key:
    """One source's same answer, however loosely told."""
    return answer.family, answer.polarity, figure(answer)


def as_of(answer: Answer) -> date | None:
    """The day an answer is of: its own, else its report's."""
    if answer.period.kind == "day":
        return answer.period.start
    return answer.seen[0]


def figure(answer: Answer) -> Hashable:
    """The figure an answer names; None for a yes or no."""
    return None if answer.quantity is None else figure_of(answer.quantity)


def _first_seen(answer: Answer) -> date | None:
    return answer.seen[0]


def _dated(answer: Answer) -> date | None:
    """The day under which an undated yes or no and a dated one are near."""
    return answer.period.start if answer.period.kind == "day" else answer.seen[0]


def _own_day(answer: Answer) -> date | None:
    return answer.period.start


def _share_held(answer: Answer) -> Key | None:
    return held(answer) if answer.predicate == "share" else None


_RULES: tuple[tuple[str, Callable[[Answer], Key | None], Callable[[Answer], date | None], int], ...] = (
    ("place and day", place_and_day, _own_day, 0),
    ("undated", undated, _first_seen, SAME_NEWS.days),
    ("same statement", same_statement, _own_day, 0),
    ("same words", same_words, _first_seen, SAME_NEWS.days),
    ("vague and told", vague_and_told, _first_seen, SAME_NEWS.days),
    ("start expected", start_expected, _first_seen, SAME_NEWS.days),
    ("atrocities", atrocities, _first_seen, SAME_NEWS.days),
    ("undated to day", of_town, _dated, STATE_HOLDS.days),
    ("share", _share_held, as_of, STATE_HOLDS.days),
)
"""Every rule that joins answers of different reports: its key, the day it goes by, and how far apart."""
