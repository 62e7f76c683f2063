"""Within one report: which of its tellings are of one happening, told on in later sentences.

A report is read in order, as people read it: each telling goes on with the happening told before that it fits
best, or begins a new one. What it shows beside each (place, day, deed, toll, how long ago told) has a weight.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping

from crossbearing.model import Quantity
from crossbearing.reconcile.bounds import disjoint, figure_of, telling
from crossbearing.reconcile.grouping import related
from crossbearing.reconcile.linking import links
from crossbearing.reconcile.lookup import Lookup
from crossbearing.reconcile.signs import Telling, is_lead
from crossbearing.reconcile.stories import NAMED, Days, Deed, Story, trigger_of
from crossbearing.reconcile.weights import score, threshold_of

WITHIN = "within"
_MOST_OPEN = 40
"""A telling is held against so many of the happenings told last; keeps the cost near-linear."""
_LOOSE = frozenset({"strike", "attack", "kill", "wound", "massacre"})
"""Deeds that may be any other: "the attack" was an air raid."""
_GENERIC = _LOOSE | {"assault"}
_VIOLENT = _GENERIC | {"air", "shell", "bomb", "chemical", "clash"}
_GROUND = frozenset({"assault", "clash", "capture", "cutting", "breach", "attack"})
_LARGE = 4
SENSES = (-2.0, -1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0, 3.0)
"""Steps of what the words' own senses say (``sensed``), as features."""
UNKNOWN = "senses: not known"

Scorer = Callable[[list[str], Telling, Story], float]


def retellings(
    tellings: list[Telling], lookup: Lookup, scored: Scorer | None = None, threshold: float | None = None
) -> list[list[Telling]]:
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
            best[2].add(new)
        else:
            stories.append(Story([new]))
    return [story.tellings for story in stories]


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
    by_last = sorted(stories, key=lambda story: -story.tellings[-1].claim.span.start)[:_MOST_OPEN]
    bonds = [bond((new.cause, new.kinds), story.deeds) for story in by_last]
    fitting = [story for story, how in zip(by_last, bonds, strict=True) if how != "apart"]
    alike = lookup.alike.of(new.claim, (t.claim for story in by_last for t in story.tellings))
    for n, (story, how) in enumerate(zip(by_last, bonds, strict=True)):
        if parted and new.firm == NAMED and not all(_meet(new, days) for days in story.named_days):
            continue
        found = [
            *_deed(new, story, how),
            *_days(new, story),
            *_places(new, story, main, lookup),
            *_names(new, story),
            *toll_features(new.tolls, story.tolls),
            *_parties(new, story),
            *_words(new, story),
            *_senses(story, alike),
            *_order(new, story, last=n == 0, fits=how != "apart"),
            *links(new, story.tellings, fits=how != "apart"),
        ]
        yield story, [*found, *(_fit(new, story, fitting) if how != "apart" else ())]


def bond(new: Deed, told: Collection[Deed]) -> str:
    """Whether a telling's deed is one of those told of a happening, may be, or is another."""
    same = any(new[0] == cause for cause, _ in told)
    if same and new[0] not in _LOOSE:
        return "the same"
    return "may be" if same or any(_may_be(new, deed) for deed in told) else "apart"


def bond_of_all(ones: Collection[Deed], others: Collection[Deed]) -> str:
    """The closest bond of any deed of one account with those of another."""
    bonds = {bond(one, others) for one in ones}
    return next(how for how in ("the same", "may be", "apart") if how in bonds)


def _may_be(one: Deed, other: Deed) -> bool:
    (cause, kinds), (told, told_kinds) = one, other
    if cause in _GROUND and told in _GROUND:
        return True
    if (cause in _LOOSE and told in _VIOLENT) or (told in _LOOSE and cause in _VIOLENT):
        return True
    return cause in _VIOLENT and told in _VIOLENT and bool((kinds & told_kinds) - _GENERIC)


def _meet(new: Telling, days: Days) -> bool:
    first, last = days
    before = new.last is not None and first is not None and new.last < first
    after = last is not None and new.first is not None and last < new.first
    return not (before or after)


def _fit(new: Telling, story: Story, fitting: list[Story]) -> list[str]:
    found = ["the latest that fits"] if fitting[0] is story else []
    if len(fitting) == 1:
        found.append("the only one that fits")
    bare = not new.places and new.firm < NAMED and not new.other_news
    if bare and fitting[0] is story:
        found.append("tells on from the latest that fits")
    if bare and story.news:
        found.append("tells on from the news")
    if new.points_back:
        found.append("points back (the attack)")
        if story.news:
            found.append("points back to the news")
    return found


def _deed(new: Telling, story: Story, how: str) -> list[str]:
    found = [f"deed {how}"]
    if new.kind in story.own_kinds:
        found.append("same kind")
    if new.cause in _GROUND and story.causes <= _GROUND:
        found.append("ground fighting both")
    told = story.kinds
    if (new.kinds & told) - _GENERIC:
        found.append("same means or deed named")
    if new.kinds - told - _GENERIC and told - new.kinds - _GENERIC:
        found.append("other means or deeds named")
    return found


def _days(new: Telling, story: Story) -> list[str]:
    named = story.named_days
    found = []
    if new.firm == NAMED:
        same = (new.first, new.last) in named
        found.append(
            "same named day" if same else "named days fit" if named else "names a day, the other has none"
        )
    elif named:
        found.append("no day named, the other has one")
    if not all(_meet(new, days) for days in story.days):
        found.append("days that do not meet")
    if new.old != story.old:
        found.append("one told as history")
    return found


def _places(new: Telling, story: Story, main: str | None, lookup: Lookup) -> list[str]:
    told = story.places
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
    names, things = story.names, story.things
    if new.names and names:
        shared = len(new.names & names)
        found.append("no name shared" if not shared else "one name shared" if shared == 1 else "names shared")
    if new.things:
        if new.things & things:
            found.append("same thing named")
        else:
            found.append("other things named" if things else "a thing named for the first time")
    return found


def toll_features(ones: Collection[Quantity], others: Collection[Quantity]) -> list[str]:
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
    if new.doer is not None and story.doers:
        found.append("same doer" if new.doer in story.doers else "other doer")
    if new.groups and story.groups:
        found.append("same victims" if new.groups & story.groups else "other victims")
    if new.sides and story.sides:
        found.append("same hand named" if new.sides & story.sides else "other hands named")
    if new.struck and story.struck:
        found.append("same target" if new.struck & story.struck else "other targets")
    return found


def _order(new: Telling, story: Story, *, last: bool, fits: bool) -> list[str]:
    latest = story.tellings[-1]
    between = new.sentence - latest.sentence
    final = latest.claim.span
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
    if story.news:
        found.append("it is the news" if not is_lead(new) else "both are the news")
    if len(story.tellings) >= _LARGE:
        found.append("told of much")
    return found


def _words(new: Telling, story: Story) -> list[str]:
    found = []
    if new.other_news:
        found.append("turns to other news (meanwhile, another)")
    if story.tellings[0].other_news:
        found.append("it is other news")
    if new.summed and not story.summed:
        found.append("one is a sum")
    trigger = trigger_of(new)
    if trigger is not None and trigger in story.triggers:
        found.append("same word for it")
    return [*found, *max((overlap(new.words, words) for words in story.words), key=_far_shared, default=[])]


def _senses(story: Story, alike: Mapping[str, float]) -> list[str]:
    """How much the words' own senses speak for one happening: the best, on average, the last."""
    values = [alike[t.claim.id] for t in story.tellings if t.claim.id in alike]
    if not values:
        return [UNKNOWN]
    told = (("best", max(values)), ("mean", sum(values) / len(values)), ("last", values[-1]))
    return [one for what, value in told for one in above(f"senses: the {what}", value, SENSES)]


def above(what: str, value: float, steps: Collection[float]) -> list[str]:
    """The steps that a value is above, as features: "the best step above 0.5"."""
    return [f"{what} above {step:g}" for step in steps if value > step]


def _far_shared(found: list[str]) -> tuple[int, list[str]]:
    return len(found), found


def overlap(one: frozenset[str], other: frozenset[str]) -> list[str]:
    """How many of the words beyond those of every war report two tellings share."""
    least = min(len(one), len(other))
    if least < 3:
        return []
    share = len(one & other) / least
    return ["nearly the same words"] if share >= 0.7 else ["many words shared"] if share >= 0.4 else []
