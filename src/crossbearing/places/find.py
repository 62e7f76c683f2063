"""From sentences to toponyms: spot, resolve over the whole report, then read parts, roles and references."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from crossbearing.model import Place, PlaceMention, Sentence, Span
from crossbearing.places.bearings import Named, only_locates
from crossbearing.places.definite import Reference, Told, part_references, references, told_kind
from crossbearing.places.gazetteer import Entry, Gazetteer, ancestors, open_gazetteer
from crossbearing.places.hamlets import bare_name, called_villages, main_country, namesakes, unlisted
from crossbearing.places.lexicon import words
from crossbearing.places.parts import find_part, part_of
from crossbearing.places.resolve import Sense, resolve
from crossbearing.places.roles import Role, is_label, role_of
from crossbearing.places.scenes import Scene, Spot, scene
from crossbearing.places.spots import find_spots, surnames
from crossbearing.places.venues import Dateline, find_dateline, is_venue

_VILLAGES = frozenset({"village", "hamlet"})


class Toponyms(Struct, frozen=True):
    """The place mentions of a report in text order, and every place that they or their ``within`` name."""

    mentions: tuple[PlaceMention, ...]
    places: dict[str, Place]


def find_places(
    report_text: str, sentences: Sequence[Sentence], *, gazetteer: Gazetteer | None = None
) -> Toponyms:
    """Find the places a report names, what each name stands for, and its part in the sentence.

    "in eastern Aleppo", "Deir al-Zour", "the town of Sermin", "Moscow said" (actor), "Syrian" (adjective),
    "the Aleppo-based group" (modifier), "the city" (the one last named), "Aleppo's southeast".
    Spans are code points into ``report_text``; mentions never overlap. A name whose sense is open has
    place None with its rivals. Raises ``DataError`` where the packaged gazetteer cannot be read.
    """
    store = gazetteer if gazetteer is not None else open_gazetteer()
    views = [scene(at, sentence) for at, sentence in enumerate(sentences)]
    persons = surnames(sentences)
    villages = called_villages(views, store)
    found = [spot for view in views for spot in find_spots(view, store, persons, villages)]
    dateline = find_dateline(report_text, sentences, store)
    sent = dateline.spots if dateline is not None else ()
    acting = _acting(views, found)
    beside = _containers(views, found, acting) | ({len(found): len(found) + 1} if len(sent) > 1 else {})
    senses = resolve([*found, *sent], beside, store, acting)
    chosen = _Chosen(report_text, store, Counter(s.entry.id for s in senses if s.entry is not None))
    if dateline is not None:
        chosen.dateline(dateline, senses[len(found)])
    queue: dict[int, list[tuple[Spot, Sense]]] = {}
    named = senses[: len(found)]
    mistaken = namesakes(views, found, named)
    land = chosen.land = main_country(found, named, acting, store)
    chosen.called = villages | mistaken
    for spot, meant in zip(found, named, strict=True):
        sense = Sense(None) if bare_name(spot.key) in mistaken else meant
        queue.setdefault(spot.at, []).append((spot, chosen.or_village(views[spot.at], spot, sense, land)))
    for view in views:
        chosen.read(view, queue.get(view.at, []))
    return Toponyms(tuple(sorted(chosen.mentions, key=_start)), chosen.places)


def _start(mention: PlaceMention) -> int:
    return mention.span.start


def _acting(views: Sequence[Scene], spots: Sequence[Spot]) -> frozenset[int]:
    """Find the states that own or act: "In Geneva, US officials" says nothing of where Geneva lies."""
    return frozenset(
        number
        for number, spot in enumerate(spots)
        if spot.entries[:1]
        and spot.entries[0].code == "0"
        and role_of(views[spot.at], spot, spot.entries[0]) in ("adjective", "actor")
    )


def _containers(views: Sequence[Scene], spots: Sequence[Spot], acting: frozenset[int]) -> dict[int, int]:
    """Find the names that say what another lies in: "Paris, Texas", "Sermin in Idlib province"."""
    beside: dict[int, int] = {}
    for number, (spot, following) in enumerate(pairwise(spots)):
        if spot.at != following.at or spot.grounds == "demonym":
            continue
        view = views[spot.at]
        if number + 1 in acting:
            continue
        between = [view.word(i) for i in range(spot.last, following.first)]
        if between in ([","], ["in"], [",", "in"], ["in", "the"], ["("], ["of"]):
            beside[number] = number + 1
        elif between in (["'s"], ["’s"]):
            beside[number + 1] = number
    return beside


class _Chosen:
    """Collects the mentions and places of one report, sentence by sentence."""

    def __init__(self, text: str, gazetteer: Gazetteer, named: Counter[str]) -> None:
        self.text = text
        self.named = named
        self.parts: dict[str, Entry] = {}
        self.called: frozenset[str] = frozenset()
        self.land: Entry | None = None
        self.villages: dict[str, Entry] = {}
        self.gazetteer = gazetteer
        self.mentions: list[PlaceMention] = []
        self.places: dict[str, Place] = {}
        self.told = Told()
        self.here: list[Named] = []

    def or_village(self, view: Scene, spot: Spot, sense: Sense, land: Entry | None) -> Sense:
        """Give a spot's sense; what only the report calls a village is a place of its own."""
        name = view.text(spot.first, spot.last)
        if sense.entry is not None or bare_name(name) not in self.called:
            return sense
        entry = unlisted(name, land)
        if entry is None:
            return sense
        self.villages[entry.id] = entry
        return Sense(entry)

    def dateline(self, found: Dateline, sense: Sense) -> None:
        """Note where the report was sent from: a mention, and the town it may call "the city"."""
        entry = sense.entry
        if entry is None or entry.kind != "city":
            return
        self._keep(entry)
        self.mentions.append(PlaceMention(found.span, entry.id, (), "modifier"))
        self.told.add_spare(entry, self.gazetteer)

    def read(self, view: Scene, spots: Sequence[tuple[Spot, Sense]]) -> None:
        """Add a sentence's mentions: its names with their parts, then its references."""
        taken: set[int] = set()
        items: list[tuple[int, Spot | Reference, Sense | None]] = [(s.first, s, sense) for s, sense in spots]
        named = {i for spot, _ in spots for i in range(spot.first, spot.last)}
        told = (*part_references(view), *references(view))
        items += [(r.first, r, None) for r in told if named.isdisjoint(range(r.first, r.last))]
        outer = _outer(view, spots, self.gazetteer)
        inner = [following for _, following in outer]
        self.here = []
        for _, item, sense in sorted(items, key=_first):
            if taken.intersection(range(item.first, item.last)):
                continue
            if isinstance(item, Spot) and sense is not None:
                whole = any(item is spot for spot, _ in outer)
                taken.update(self._name(view, item, sense, taken, outer=whole, inner=item in inner))
            elif isinstance(item, Reference):
                taken.update(self._reference(view, item))

    def _rural(self, view: Scene, spot: Spot) -> Entry | None:
        """Give the listed countryside of a town: "rural Damascus" is another province than Damascus."""
        if view.word(spot.first - 1) != "rural":
            return None
        return next((e for e in self.gazetteer.lookup(f"rural {spot.key}") if e.curated), None)

    def _beside(self, view: Scene, first: int, last: int, entry: Entry | None, role: Role) -> Role:
        """Give the part of a place after others: what only says where one of them lies is a modifier."""
        if role != "where":
            return role
        named = (first, last, entry)
        before = self.here[-1] if self.here else None
        if before is not None and entry is not None and before[1:] == (first, entry):
            role = self.mentions[-1].role  # "the capital Damascus"
        elif only_locates(view, self.here, named, self._lies_in):
            role = "modifier"
        self.here.append(named)
        return role

    def _speaks(self, view: Scene, spot: Spot, entry: Entry) -> bool:
        """Is a headline's label a state that the report is not about: "Russia: Nine died in Aleppo"?"""
        land = self.land
        return land is not None and land.country != entry.country and is_label(view, spot, entry)

    def _lies_in(self, whole: Entry, inner: Entry) -> bool:
        return any(place.id == whole.id for place in ancestors(self.gazetteer, inner))

    def _name(
        self, view: Scene, spot: Spot, sense: Sense, taken: set[int], *, outer: bool, inner: bool
    ) -> range:
        role: Role = "modifier" if outer else role_of(view, spot, sense.entry)
        if role == "where" and sense.entry is not None and self._speaks(view, spot, sense.entry):
            role = "actor"
        entry, covered = self._rural(view, spot) or sense.entry, range(spot.first, spot.last)
        part = find_part(view, spot.first, spot.last) if _divisible(spot) else None
        part = None if part is not None and taken.intersection(range(part.first, part.last)) else part
        made = part_of(entry, part, self.gazetteer) if part is not None and entry is not None else None
        if part is not None and made is not None:
            entry, covered = made, range(part.first, part.last)
            self.parts[made.id] = made
            role = "where" if role in ("actor", "adjective") else role
        here = role == "where"
        role = self._beside(view, spot.first, spot.last, entry if made is None else sense.entry, role)
        self._add(view, covered, entry, sense.rivals, role)
        if entry is not None and here:
            district = inner or spot.hint == "district"
            kind = "district" if district else "part" if made is not None else told_kind(entry)
            once = sense.entry is not None and self.named[sense.entry.id] == 1
            if once and is_venue(view, spot.first, spot.last):
                self.told.add_spare(entry, self.gazetteer)
            else:
                self.told.add(view.at, entry, kind, self.gazetteer, headline=view.sentence.kind == "title")
        return covered

    def _reference(self, view: Scene, item: Reference) -> range:
        if item.noun == "part":
            return self._part(view, item)
        part = find_part(view, item.first, item.last)
        covered = (
            range(min(part.first, item.first), part.last)
            if part is not None
            else range(item.first, item.last)
        )
        entry, rivals = self._meant(view, item)
        if entry is None and not rivals:
            return range(0)
        if entry is not None and part is not None:
            entry = part_of(entry, part, self.gazetteer) or entry
        role = self._beside(view, item.first, item.last, entry, "where")
        self._add(view, covered, entry, rivals, role)
        return covered

    def _part(self, view: Scene, item: Reference) -> range:
        place = self.told.part(view.at)
        entry = self.parts.get(place or "") or (self.gazetteer.entry(place) if place is not None else None)
        if entry is None:
            return range(0)
        self._add(view, range(item.first, item.last), entry, (), "where")
        return range(item.first, item.last)

    def _meant(self, view: Scene, item: Reference) -> tuple[Entry | None, tuple[Entry, ...]]:
        if item.noun == "capital":
            found = self.told.latest("country", view.at)
            country = self.gazetteer.entry(found[0]) if len(found) == 1 else None
            capital = self.gazetteer.capital(country.country or "") if country is not None else None
            return capital, ()
        if (beside := self._named_beside(view, item)) is not None:
            return beside, ()
        named = self.told.latest(item.noun, view.at, self._not_meant(view.word(item.last - 1)))
        candidates = [self.villages.get(place) or self.gazetteer.entry(place) for place in named]
        known = tuple(entry for entry in candidates if entry is not None)
        return (known[0], ()) if len(known) == 1 else (None, known[:3])

    def _named_beside(self, view: Scene, item: Reference) -> Entry | None:
        """Give the place that a reference stands right behind: "near Binnish, *the town* where nine died"."""
        if not self.here:
            return None
        _, last, entry = self.here[-1]
        follows = last == item.first or (last == item.first - 1 and view.word(last) == ",")
        return entry if follows and entry is not None and told_kind(entry) == item.noun else None

    def _not_meant(self, word: str) -> frozenset[str]:
        """What a word cannot mean: "the city" no village, "the village" no town where villages are named."""
        if word not in words("settlement"):
            return frozenset(self.villages)
        towns = frozenset(self.told.counts.get("city", ())) - frozenset(self.villages)
        return towns if word in _VILLAGES and self.villages else frozenset()

    def _add(
        self, view: Scene, covered: range, entry: Entry | None, rivals: Sequence[Entry], role: Role
    ) -> None:
        start, end = view.tokens[covered[0]].start, view.tokens[covered[-1]].end
        span = Span(start, end, self.text[start:end])
        for place in (*((entry,) if entry is not None else ()), *rivals):
            self._keep(place)
        ids = tuple(rival.id for rival in rivals)
        self.mentions.append(PlaceMention(span, entry.id if entry is not None else None, ids, role))

    def _keep(self, entry: Entry) -> None:
        """Keep a place and all it lies in, so that every ``within`` can be followed."""
        if entry.id in self.places:
            return
        self.places[entry.id] = entry.place()
        for outer in ancestors(self.gazetteer, entry):
            self.places.setdefault(outer.id, outer.place())


def _divisible(spot: Spot) -> bool:
    return spot.grounds != "demonym" and not spot.inside


def _outer(view: Scene, spots: Sequence[tuple[Spot, Sense]], gazetteer: Gazetteer) -> list[tuple[Spot, Spot]]:
    """Find names that only say what another belongs to, with that: "the Damascus suburb of Daraya"."""
    found: list[tuple[Spot, Spot]] = []
    for (spot, sense), (following, inner) in pairwise(spots):
        between = [view.word(i) for i in range(spot.last, following.first)]
        if (
            spot.grounds == "demonym"
            or len(between) != 2
            or between[0] not in words("kind")
            or between[1] != "of"
        ):
            continue
        if (
            sense.entry is not None
            and inner.entry is not None
            and _holds(sense.entry, inner.entry, gazetteer)
        ):
            found.append((spot, following))
    return found


def _holds(whole: Entry, inner: Entry, gazetteer: Gazetteer) -> bool:
    if any(place.id == whole.id for place in ancestors(gazetteer, inner)):
        return True
    return whole.country == inner.country and whole.population > inner.population and whole.kind != "district"


def _first(item: tuple[int, Spot | Reference, Sense | None]) -> int:
    return item[0]
