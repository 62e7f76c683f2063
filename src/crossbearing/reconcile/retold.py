"""Within one report: which of its tellings are of one happening, told on in later sentences.

A report is read in order, as people read it: each telling goes on with the happening told before that it fits
best, or begins a new one. What it shows beside each (place, day, deed, toll, how long ago told) has a weight.
"""

from collections import Counter
from collections.abc import Callable, Iterator

from crossbearing.model import Quantity
from crossbearing.reconcile.bounds import disjoint, figure_of, telling
from crossbearing.reconcile.grouping import related
from crossbearing.reconcile.linking import links
from crossbearing.reconcile.lookup import Lookup
from crossbearing.reconcile.signs import Telling, is_lead
from crossbearing.reconcile.weights import score, threshold_of

WITHIN = "within"
_MOST_OPEN = 40
"""A telling is held against so many of the happenings told last; keeps the cost near-linear."""
_NAMED = 2
_LOOSE = frozenset({"strike", "attack", "kill", "wound", "massacre"})
"""Deeds that may be any other: "the attack" was an air raid."""
_GENERIC = _LOOSE | {"assault"}
_VIOLENT = _GENERIC | {"air", "shell", "bomb", "chemical", "clash"}
_GROUND = frozenset({"assault", "clash", "capture", "cutting", "breach", "attack"})
_LARGE = 4

Story = list[Telling]
Scorer = Callable[[list[str], Telling, Story], float]


def retellings(
    tellings: list[Telling], lookup: Lookup, scored: Scorer | None = None, threshold: float | None = None
) -> list[Story]:
    """Group one report's tellings by happening; groups and their members in the order of the text.

    ``scored`` and ``threshold`` stand in for the packaged weights (training).
    """
    rate = scored or (lambda fired, new, story: score(WITHIN, fired))
    least = threshold_of(WITHIN) if threshold is None else threshold
    stories: list[Story] = []
    main = main_town(tellings, lookup)
    for new in tellings:
        found = [
            (rate(fired, new, story), -n, story)
            for n, (story, fired) in enumerate(shown_within(new, stories, main, lookup, parted=True))
        ]
        best = max(found, key=lambda row: row[:2], default=None)
        if best is not None and best[0] >= least:
            best[2].append(new)
        else:
            stories.append([new])
    return stories


def main_town(tellings: list[Telling], lookup: Lookup) -> str | None:
    """The town that most tellings of a report name."""
    towns = Counter(lookup.locality(p) for t in tellings for p in t.places[:1])
    return max(towns, key=lambda p: (towns[p], p)) if towns else None


def shown_within(
    new: Telling, stories: list[Story], main: str | None, lookup: Lookup, *, parted: bool = False
) -> Iterator[tuple[Story, list[str]]]:
    """What a telling shows beside each happening told before it, the latest told first.

    ``main`` is the report's town; ``parted`` leaves out happenings of another named day.
    """
    by_last = sorted(stories, key=lambda story: -story[-1].claim.span.start)[:_MOST_OPEN]
    bonds = [bond(new, story) for story in by_last]
    fitting = [story for story, how in zip(by_last, bonds, strict=True) if how != "apart"]
    for n, (story, how) in enumerate(zip(by_last, bonds, strict=True)):
        if parted and any(other_named_days(new, told) for told in story):
            continue
        found = [
            *_deed(new, story, how),
            *_days(new, story),
            *_places(new, story, main, lookup),
            *_names(new, story),
            *toll_features(new.tolls, tuple(q for t in story for q in t.tolls)),
            *_parties(new, story),
            *_words(new, story),
            *_order(new, story, last=n == 0, fits=how != "apart"),
            *links(new, story, fits=how != "apart"),
        ]
        yield story, [*found, *(_fit(new, story, fitting) if how != "apart" else ())]


def bond(new: Telling, story: Story) -> str:
    """Whether a telling's deed is that of a happening, may be, or is another."""
    causes = {t.cause for t in story}
    if new.cause in causes and new.cause not in _LOOSE:
        return "the same"
    if new.cause in causes or any(_may_be(new, t) for t in story):
        return "may be"
    return "apart"


def _may_be(one: Telling, other: Telling) -> bool:
    if {one.cause, other.cause} <= _GROUND:
        return True
    if (one.cause in _LOOSE and other.cause in _VIOLENT) or (other.cause in _LOOSE and one.cause in _VIOLENT):
        return True
    return bool((one.kinds & other.kinds) - _GENERIC) and {one.cause, other.cause} <= _VIOLENT


def other_named_days(one: Telling, other: Telling) -> bool:
    """Whether words name two different days, or stretches that do not meet."""
    return one.firm == _NAMED and other.firm == _NAMED and not _meet(one, other)


def _meet(one: Telling, other: Telling) -> bool:
    before = one.last is not None and other.first is not None and one.last < other.first
    after = other.last is not None and one.first is not None and other.last < one.first
    return not (before or after)


def _fit(new: Telling, story: Story, fitting: list[Story]) -> list[str]:
    found = ["the latest that fits"] if fitting[0] is story else []
    if len(fitting) == 1:
        found.append("the only one that fits")
    bare = not new.places and new.firm < _NAMED and not new.other_news
    news = any(is_lead(t) for t in story)
    if bare and fitting[0] is story:
        found.append("tells on from the latest that fits")
    if bare and news:
        found.append("tells on from the news")
    if new.points_back:
        found.append("points back (the attack)")
        if news:
            found.append("points back to the news")
    return found


def _deed(new: Telling, story: Story, how: str) -> list[str]:
    found = [f"deed {how}"]
    if new.kind in {t.kind for t in story}:
        found.append("same kind")
    if {new.cause, *(t.cause for t in story)} <= _GROUND:
        found.append("ground fighting both")
    told = frozenset().union(*(t.kinds for t in story))
    if (new.kinds & told) - _GENERIC:
        found.append("same means or deed named")
    if new.kinds - told - _GENERIC and told - new.kinds - _GENERIC:
        found.append("other means or deeds named")
    return found


def _days(new: Telling, story: Story) -> list[str]:
    named = [t for t in story if t.firm == _NAMED]
    found = []
    if new.firm == _NAMED:
        same = any((t.first, t.last) == (new.first, new.last) for t in named)
        found.append(
            "same named day" if same else "named days fit" if named else "names a day, the other has none"
        )
    elif named:
        found.append("no day named, the other has one")
    if not all(_meet(new, t) for t in story):
        found.append("days that do not meet")
    if new.old != all(t.old for t in story):
        found.append("one told as history")
    return found


def _places(new: Telling, story: Story, main: str | None, lookup: Lookup) -> list[str]:
    told = {p for t in story for p in t.places}
    if not new.places:
        if not told:
            return ["neither names a place"]
        here = main in {lookup.locality(p) for p in told}
        return [
            "no place named, the other's is the report's town"
            if here
            else "no place named, the other's is another"
        ]
    if not told:
        here = main in {lookup.locality(p) for p in new.places}
        return [
            "names the report's town, the other no place" if here else "names another place, the other none"
        ]
    shared = set(new.places) & told
    if shared:
        return ["same place named"] if shared - {main} else ["same place named: the report's town"]
    if any(related(a, b, lookup) for a in new.places for b in told):
        return ["one named place within the other"]
    towns = {lookup.locality(p) for p in new.places} & {lookup.locality(p) for p in told}
    return ["other places of one town" if towns else "other places named"]


def _names(new: Telling, story: Story) -> list[str]:
    found = []
    names = frozenset().union(*(t.names for t in story))
    things = frozenset().union(*(t.things for t in story))
    if new.names and names:
        shared = len(new.names & names)
        found.append("no name shared" if not shared else "one name shared" if shared == 1 else "names shared")
    if new.things:
        if new.things & things:
            found.append("same thing named")
        else:
            found.append("other things named" if things else "a thing named for the first time")
    return found


def toll_features(ones: tuple[Quantity, ...], others: tuple[Quantity, ...]) -> list[str]:
    """How the tolls of two accounts stand to one another."""
    pairs = [(a, b) for a in ones for b in others if a.measure == b.measure]
    if not pairs:
        return []
    if any(telling(a) and figure_of(a) == figure_of(b) for a, b in pairs):
        return ["same telling figure"]
    if any(figure_of(a) == figure_of(b) for a, b in pairs):
        return ["same small figure"]
    return ["tolls cannot agree" if all(disjoint(a, b) for a, b in pairs) else "tolls agree"]


def _parties(new: Telling, story: Story) -> list[str]:
    found = []
    doers = {t.doer for t in story if t.doer is not None}
    groups = frozenset().union(*(t.groups for t in story))
    if new.doer is not None and doers:
        found.append("same doer" if new.doer in doers else "other doer")
    if new.groups and groups:
        found.append("same victims" if new.groups & groups else "other victims")
    sides = frozenset().union(*(t.sides for t in story))
    if new.sides and sides:
        found.append("same hand named" if new.sides & sides else "other hands named")
    struck = frozenset().union(*(t.struck for t in story))
    if new.struck and struck:
        found.append("same target" if new.struck & struck else "other targets")
    return found


def _order(new: Telling, story: Story, *, last: bool, fits: bool) -> list[str]:
    between = new.sentence - story[-1].sentence
    final = story[-1].claim.span
    inside = final.start <= new.claim.span.start and new.claim.span.end <= final.end
    where = (
        "in a clause of it"
        if inside
        else "in one sentence"
        if between == 0
        else "in the next sentence"
        if between == 1
        else "a few sentences on"
        if between <= 3
        else "further on"
    )
    found = [where, f"{where}, deed that fits" if fits else f"{where}, another deed"]
    found += ["the last told"] if last else []
    if any(is_lead(t) for t in story):
        found.append("it is the news" if not is_lead(new) else "both are the news")
    if len(story) >= _LARGE:
        found.append("told of much")
    return found


def _words(new: Telling, story: Story) -> list[str]:
    found = []
    if new.other_news:
        found.append("turns to other news (meanwhile, another)")
    if story[0].other_news:
        found.append("it is other news")
    if new.summed and not any(t.summed for t in story):
        found.append("one is a sum")
    trigger = _trigger(new)
    if trigger is not None and trigger in {_trigger(t) for t in story}:
        found.append("same word for it")
    return [*found, *max((overlap(new.words, t.words) for t in story), key=lambda x: (len(x), x), default=[])]


def _trigger(telling: Telling) -> str | None:
    return None if telling.claim.event is None else telling.claim.event.trigger.exact.casefold()


def overlap(one: frozenset[str], other: frozenset[str]) -> list[str]:
    """How many of the words beyond those of every war report two tellings share."""
    least = min(len(one), len(other))
    if least < 3:
        return []
    share = len(one & other) / least
    return ["nearly the same words"] if share >= 0.7 else ["many words shared"] if share >= 0.4 else []
