"""From a claim's quantities to answers to "how many"."""

import re

from msgspec.structs import replace

from crossbearing.model import Claim, Quantity
from crossbearing.places import sounding
from crossbearing.reconcile.answers import (
    Answer,
    Modality,
    Period,
    has_own_place,
    leads_away,
    modality_of,
    period_of,
)
from crossbearing.reconcile.doubts import toll_status
from crossbearing.reconcile.groups import group_of, groups_of_people
from crossbearing.reconcile.holding import share_held
from crossbearing.reconcile.joint import is_joint
from crossbearing.reconcile.lexicon import first, likely
from crossbearing.reconcile.lookup import Lookup
from crossbearing.reconcile.people import OF_A_PLACE, told_of
from crossbearing.reconcile.summed import with_sums
from crossbearing.reconcile.tolls import counted_as, is_feared, is_mixed, is_subset
from crossbearing.reconcile.whereabouts import Whereabouts, goes_there, is_behind_other, whereabouts

_SEVERAL = 2
_WHERE = re.compile(r"(?:\s(?!and\b|in\b|at\b)\w+){0,3}?\s(?:in|at|near|around|outside)\b(?:\s[\w’'-]+){1,6}")
"""Behind a count, where it was: "22 others in neighbouring Orda province"."""
_BY = re.compile(r"^[a-z]+\s(?:of\s)?|\s(?:Governorate|Province|District)$")
"""What a place's name has beside the name it is called by: "*northern* Homs *Governorate*"."""
_ONE_MORE = re.compile(r"\W+(?:and|or|as well as)\b", re.IGNORECASE)
_COUNTED = frozenset(
    {"killed", "injured", "missing", "detained", "evacuated", "displaced", "remaining", "share"}
)
_WAR_SIZED = 5_000
"""No incident that reports tell of this way kills so many; wars and years do."""
_NEAR = 24
"""Characters beside an amount that hold "of the" or "another"."""
_REST_BEFORE = re.compile(
    r"\b(?:another|a further|an additional)\s+(?:at least\s+)?$|^another\b", re.IGNORECASE
)
_OTHERS = re.compile(r"\b(?:others?|more|another)\b", re.IGNORECASE)
_REST_AFTER = re.compile(
    r"\s*(?!(?:some|many|most|several|few|all|both|half|none|one|two|three|\d+)\s+of\b)"
    r"(?:\w+\s)?(?:others?\b|more\s(?!than)|of\s(?:them|those|these|whom)\b"
    r"|of\s(?:the|its|his|their)\s(?:\w+\s)?"
    r"(?:dead|deaths|killed|slain|wounded|injured|hurt|victims|casualties|fatalities|bodies|missing|total)\b)",
    re.IGNORECASE,
)
"""Not "140, some of whom", where the part comes after, nor "12 fighters of the guard"."""
_OF_SOME = re.compile(r"\s*(?:members\s)?of\s(?:the|its|his|their)\b", re.IGNORECASE)
"""In an amount's own words, "ten of the soldiers", behind a bare number, or behind "nine members"."""
_OF_HOMES = re.compile(
    r"\b(?:famil(?:y|ies)|households?)\s(?:of|with|comprising|totall?ing)\s$", re.IGNORECASE
)
"""Before "ten members", who are people of these homes."""
_SAME_PERIOD = re.compile(r"\b(?:in|over|during) (?:the|that) same (?:period|time|weeks|days|months)\b", re.I)
"""What befell others "in the same period" is told beside its sibling, and is no history in passing."""
_SINCE_THEN = re.compile(r"\b(?:now|has|have)\b", re.IGNORECASE)
"""Between a day and a share, words by which the share is held now, and not on that day."""
_OF_THAT = re.compile(r"\bof (?:this|that) (?:number|figure|total)\b", re.IGNORECASE)
"""Of a number told before: some of those asked about, and no answer to how many they are."""
_PEOPLE = frozenset({"displaced", "remaining", "detained"})
"""Measures of people whose words say more closely what is asked."""
_PLAIN = frozenset({"population", "detention"})
"""Topics under which a plain count of people may be such a one."""
_ONLOOKERS = frozenset({"media", "ngo", "intergovernmental", "civilians"})
"""Kinds of actors that tell of violence and suffer it, and are not taken for its doers."""
_STANDING = frozenset({"remaining", "besieged"})
"""Counts that hold now even in a clause of what is to come ("most of the 900 still there would leave")."""
_ANOTHER = "another"
_BEFELL = frozenset({"killed", "injured", "missing"})
_VIOLENT = frozenset({"casualties", "hostilities", "detention", "control"})
"""Topics of clauses that tell what was done to those counted; who attends a funeral did it to nobody."""
_DOER_MATTERS = frozenset({"killed", "injured", "harmed", "detained", "freed", "share"})
_HELD = frozenset({"detained", "freed"})
_SPOKEN = frozenset({"ACCUSE", "SUPPORT", "REQUEST", "REJECT", "CONSULT", "AGREE", "PROTEST", "THREATEN"})
"""What those did who condemn or welcome an arrest that others made."""
_MOVED = frozenset({"evacuated"}) | OF_A_PLACE
"""Counts in which an evacuee is anybody; among the dead evacuees are some of them."""
_ANYBODY = frozenset({"evacuee", "resident", "inhabitant", "local", "refugee"})
"""Nouns for those who live in a place or left it, of which nobody else is told apart."""


def count_answers(claim: Claim, lookup: Lookup, incident: str | None = None) -> list[Answer]:
    """Read each amount of a claim as an answer of its own, a part apart from its whole.

    "At least 40 civilians, nine of them children, were killed" answers two questions. Ages, distances
    and durations, history told in passing, and amounts without a number answer none; nor does a share, but of
    ground that somebody holds.
    """
    if (claim.background and not _kept_count(claim)) or (claim.negated and claim.status != "denied"):
        return []
    found = []
    for quantity in with_sums(claim):
        predicate = measured(claim, quantity, lookup)
        if predicate is None or (quantity.lower is None and quantity.upper is None):
            continue
        if _is_bare_part(claim, quantity, lookup):
            continue
        answer = _answer(claim, quantity, predicate, incident, lookup)
        if predicate != "share":
            found += [answer] if _is_told(answer) else []
        elif answer.doer is not None and (ground := share_held(claim, quantity, lookup)) is not None:
            period = _held_since(claim, quantity, lookup) or answer.period
            found.append(replace(answer, place=ground, locality=lookup.locality(ground), period=period))
    return found


def _held_since(claim: Claim, quantity: Quantity, lookup: Lookup) -> Period | None:
    """The report's day, where a share is told as held now behind a day that is another deed's.

    "They stormed the port in May and have since taken half of the town" is not of May.
    """
    told, at = claim.time, claim.sentence.start
    if told is None or told.span is None or told.inferred is not None or told.span.start < at:
        return None
    between = claim.sentence.exact[told.span.end - at : quantity.span.start - at]
    seen = lookup.seen(claim.report)[1]
    return Period("day", seen, seen, firm=False) if seen is not None and _SINCE_THEN.search(between) else None


def _is_told(answer: Answer) -> bool:
    """Whether a count of people says of what place it is or who holds them, and is no share of them.

    Nor one of them, "eight men, *among them a judge*": that tells who, and not how many such there were.
    """
    if answer.predicate in OF_A_PLACE:
        return answer.place is not None and not _OF_THAT.search(answer.claim.span.exact)
    if answer.predicate not in _HELD:
        return True
    quantity = answer.quantity
    one_of_them = quantity is not None and quantity.part_of is not None and quantity.upper == 1
    return not one_of_them and (answer.place is not None or answer.doer is not None)


def _is_bare_part(claim: Claim, quantity: Quantity, lookup: Lookup) -> bool:
    """Whether a part says only that it is one: of "two civilians, *one* of them a child" one is no toll.

    Not so where it has a place of its own ("12 were killed, *seven in Marib*") or befell it apart from them.
    """
    told = quantity.part_of is not None and 0 <= quantity.part_of < len(claim.quantities)
    if quantity.part_of is None or not told or quantity.measure not in _BEFELL:
        return False
    whole = claim.quantities[quantity.part_of]
    alike = whole.measure == quantity.measure and quantity.group in (None, whole.group)
    return alike and _own_place(claim, quantity, lookup) is None


def _kept_count(claim: Claim) -> bool:
    """Whether a figure of the background is a running total of a named place, since a named beginning."""
    when = claim.time
    since = when is not None and when.relation == "since" and when.span is not None
    return _SAME_PERIOD.search(claim.span.exact) is not None or (since and has_own_place(claim))


def measured(claim: Claim, quantity: Quantity, lookup: Lookup) -> str | None:
    """What a quantity counts, or None where no question asks for it."""
    said = claim.span.exact
    if quantity.measure == "detained":
        said = said[: max(0, quantity.span.start - claim.span.start)]
    if first("undone", said, measure=quantity.measure) is not None:
        return None
    plain = quantity.measure == "other" and group_of(quantity.group) in groups_of_people()
    if quantity.measure in _PEOPLE or (plain and claim.topic in _PLAIN):
        told = told_of(claim, quantity, wide=_is_wide(claim, lookup))
        return _moved(claim, quantity, told, lookup)
    if quantity.measure in _COUNTED:
        return counted_as(claim, quantity)
    return "evacuated" if plain and claim.topic == "evacuation" else None


def _moved(claim: Claim, quantity: Quantity, told: str | None, lookup: Lookup) -> str | None:
    """Whether those who fled are told of where they came to, or of where they were driven from."""
    if told == "displaced" and goes_there(claim, lookup):
        return "sheltered"
    nowhere = told == "sheltered" and whereabouts(claim, quantity, told, lookup).place is None
    return "displaced" if nowhere and quantity.measure == "displaced" else told


def _is_wide(claim: Claim, lookup: Lookup) -> bool:
    """Whether a claim's first place is a land or a province."""
    known = lookup.places.get(claim.places[0]) if claim.places else None
    return known is not None and known.kind in ("country", "region")


def _answer(claim: Claim, quantity: Quantity, predicate: str, incident: str | None, lookup: Lookup) -> Answer:
    where = _where(claim, quantity, predicate, lookup)
    place = where.place
    standing = predicate in _STANDING and claim.status == "expected"
    return Answer(
        claim=claim,
        predicate=predicate,
        modality=_modality(claim, quantity, standing),
        status="asserted" if standing else toll_status(claim),
        period=_period(claim, quantity, predicate),
        place=place,
        locality=None if place is None else lookup.locality(place),
        family=lookup.family(claim),
        doer=_doer(claim, predicate, lookup),
        group=_group(claim, quantity, predicate),
        quantity=quantity,
        part=is_part(claim, quantity) or where.partly or bool(where.others),
        seen=lookup.seen(claim.report),
        placed=has_own_place(claim),
        incident=None if place in claim.places[1:] else incident,
        summed=is_sum(claim),
        others=where.others,
        partly=where.partly,
    )


def _doer(claim: Claim, predicate: str, lookup: Lookup) -> str | None:
    """Who is told to have done it; nobody who is told to have done no more than speak of it."""
    event = claim.event.plover if claim.event is not None else None
    spoke = predicate in _HELD and event in _SPOKEN
    asked = predicate in _DOER_MATTERS and claim.topic in _VIOLENT
    return doer_of(claim, lookup) if asked and not spoke else None


def _period(claim: Claim, quantity: Quantity, predicate: str) -> Period:
    """When a count holds; a day named behind another count is that one's."""
    if is_war_sized(quantity):
        return Period("total")
    day = claim.time.span if claim.time is not None else None
    if day is None or predicate not in OF_A_PLACE:
        return period_of(claim, quantity)
    behind = is_behind_other(claim, quantity, day.start - claim.sentence.start)
    return Period("undated", firm=False) if behind else period_of(claim, quantity)


def _where(claim: Claim, quantity: Quantity, predicate: str, lookup: Lookup) -> Whereabouts:
    if predicate in OF_A_PLACE or predicate in _HELD:
        return whereabouts(claim, quantity, predicate, lookup)
    return Whereabouts(_place_of(claim, quantity, lookup))


def _place_of(claim: Claim, quantity: Quantity, lookup: Lookup) -> str | None:
    """Where those counted were: the one place told, the count's own of several, else what holds them all.

    "9 in Homs *and 2 in Idlib*" is told of each by itself; "9 killed in Homs and Idlib" of neither alone.
    What a war has cost in all is not told of the town that a report plays in. None also where it is only
    where people go.
    """
    if leads_away(claim) or (is_war_sized(quantity) and not has_own_place(claim)):
        return None
    if len(claim.places) < _SEVERAL or _lies_by(claim, lookup):
        return claim.places[0] if claim.places else None
    own = _own_place(claim, quantity, lookup) if len(claim.quantities) >= _SEVERAL else None
    fell = quantity.measure in ("killed", "injured", "missing")
    return own or (holder(claim.places, lookup) if fell else claim.places[0])


def _lies_by(claim: Claim, lookup: Lookup) -> bool:
    """Whether the second place only says where the first lies, a village no list has: "Ashen near Homs"."""
    first, second, *more = claim.places
    if more or not lookup.unlisted(first) or lookup.unlisted(second):
        return False
    behind = claim.sentence.exact.partition(lookup.place_name(first))[2]
    return _ONE_MORE.match(behind) is None


def _own_place(claim: Claim, quantity: Quantity, lookup: Lookup) -> str | None:
    """The one place of a claim that stands right behind one of its several counts."""
    starts = [q.span.start - claim.sentence.start for q in claim.quantities if q.part_of is None]
    end = quantity.span.end - claim.sentence.start
    stop = min((start for start in starts if start >= end), default=len(claim.sentence.exact))
    behind = _WHERE.match(claim.sentence.exact[end:stop])
    said = set() if behind is None else _heard(behind.group())
    named = [place for place in claim.places if said & _heard(_BY.sub("", lookup.place_name(place)))]
    return named[0] if len(named) == 1 else None


def _heard(words: str) -> set[str]:
    """Names as they sound: "Kobane" and "Kobani" are one."""
    return {sounding(word) for word in re.findall(r"[\w’'-]+", words) if word[0].isupper()}


def holder(places: tuple[str, ...], lookup: Lookup) -> str | None:
    """The smallest place short of a country that holds all of several, or None: "in Homs and Idlib"."""
    for step in lookup.within(places[0]):
        known = lookup.places.get(step)
        if known is None or known.kind == "country":
            return None
        if all(lookup.inside(place, step) for place in places):
            return step
    return None


def _modality(claim: Claim, quantity: Quantity, standing: bool) -> Modality:
    if standing:
        return "happened"
    modality = modality_of(claim)
    return "feared" if modality in ("happened", "expected") and is_feared(claim, quantity) else modality


def _group(claim: Claim, quantity: Quantity, predicate: str) -> str | None:
    if predicate == "share":
        return None
    group = "people" if is_mixed(quantity) else group_of(quantity.group) or "people"
    anybody = predicate == "found" or (group in _ANYBODY and predicate in _MOVED)
    before = claim.sentence.exact[: max(0, quantity.span.start - claim.sentence.start)]
    anybody = anybody or (group == "member" and _OF_HOMES.search(before) is not None)
    return "people" if anybody else group


def _beside_the_dead(claim: Claim, quantity: Quantity, words: str) -> bool:
    """Whether "others" are other than the dead told before: "killed 12 and wounded 30 others" is all hurt."""
    if quantity.measure != "injured" or not _OTHERS.search(words):
        return False
    return not any(q is not quantity and q.measure == quantity.measure for q in claim.quantities)


def is_part(claim: Claim, quantity: Quantity) -> bool:
    """Whether an amount is only some of those counted in the same noun.

    "Of the 40 civilians, ten in the market", "two of the killed", "seven others", "another three".
    """
    if quantity.measure == "share":
        return False
    start, end = quantity.span.start - claim.sentence.start, quantity.span.end - claim.sentence.start
    text = claim.sentence.exact
    rest = _REST_BEFORE.search(text[max(0, start - _NEAR) : start]) or _REST_AFTER.match(
        text[end : end + _NEAR]
    )
    rest = rest or _REST_AFTER.search(quantity.span.exact) or _REST_BEFORE.match(quantity.span.exact)
    rest = rest or _OF_SOME.search(quantity.span.exact)
    if rest is None and quantity.group in (None, "member"):
        rest = _OF_SOME.match(text[end : end + _NEAR])
    if rest is not None and not _beside_the_dead(claim, quantity, rest.group()):
        return True
    if is_subset(claim, quantity):
        return True
    if quantity.part_of is None or not 0 <= quantity.part_of < len(claim.quantities):
        return False
    whole = claim.quantities[quantity.part_of]
    return group_of(whole.group) == group_of(quantity.group)


def is_sum(claim: Claim) -> bool:
    """Whether a toll is a sum over places or hours: "18 were killed during the day"."""
    return any(cue.pattern.search(claim.span.exact) for cue in likely("sums", claim.span.exact))


def is_war_sized(quantity: Quantity) -> bool:
    """Whether a toll is too large for any incident or day: it is the war's so far, whatever its words."""
    return quantity.measure in ("killed", "injured", "missing") and (quantity.lower or 0) >= _WAR_SIZED


def doer_of(claim: Claim, lookup: Lookup) -> str | None:
    """Who did it, as a side of the conflict where that is known, else the outermost body; None if several.

    Somebody unnamed ("a bomber", "attackers") may be anyone, and so is nobody to tell happenings apart by.
    """
    sides = doers_of(claim, lookup)
    return next(iter(sides)) if len(sides) == 1 else None


def doers_of(claim: Claim, lookup: Lookup) -> frozenset[str | None]:
    """Everyone a claim says did it, each as a side of the conflict or the outermost body; None: unnamed.

    One beside whom the words name another is several.
    """
    doers = [actor for actor in claim.actors if can_do(actor, lookup)]
    sides = frozenset(lookup.side(actor) or _named(lookup.line(actor)[-1], lookup) for actor in doers)
    return sides | {_ANOTHER} if sides and is_joint(claim) else sides


def _named(actor: str, lookup: Lookup) -> str | None:
    known = lookup.actors.get(actor)
    return None if known is not None and known.kind == "unnamed" else actor


def can_do(actor: str, lookup: Lookup) -> bool:
    """Whether an actor is one that attacks, and not one that tells of attacks and suffers them."""
    known = lookup.actors.get(actor)
    return known is None or known.kind not in _ONLOOKERS
