"""From a claim to a sentence: the brief's small grammar, filled with held parts only."""

import re
from itertools import pairwise

from crossbearing.brief.lists import by_first, form
from crossbearing.brief.numerals import measure_held, say_amount
from crossbearing.brief.shelf import Shelf, counted, told_status
from crossbearing.brief.values import Line, Part, Standing
from crossbearing.brief.wording import are_several, capital, plural, say_actor, say_published, say_when, tidy
from crossbearing.model import Claim, Quantity

QUOTE_LIMIT = 320
"""Longer quotations are cut at a word; the whole stands in the report below."""
NAMES_LIMIT = 3
"""More names than this in one sentence are no longer read."""

_SLOT = re.compile(r"\{(\w+)\}")
_BLAMED = frozenset({"killed", "injured", "detained", "displaced"})
_COUNTED_AS = frozenset({"killed", "injured", "missing", "detained"})
"""Only these are told in the brief's own grammar; who is to move, and whether they did, is quoted."""
NO_GROUP = frozenset({"death", "fatality", "casualty", "body", "corpse", "injury", "life", "arrest"})
"""Nouns that count what befell people, not people: "470 deaths" is 470 killed, of no named group."""
_NEVER_BLAMED = frozenset({"ngo", "media", "intergovernmental", "civilians", "unnamed"})
"""Actors of these kinds tell of casualties rather than cause them; blaming one is a misreading."""
_UNNAMED_OUTLET = "unnamed outlet"
_PRONOUNS = frozenset({"he", "she", "they", "it", "who", "we", "i", "his", "her", "their"})
_OWN_NO = re.compile(r"\b(?:not|no|never|nothing|nobody|none|neither|nor)\b|n['’]t\b", re.IGNORECASE)
"""Words that hold their own denial ("We did not fire"); before them "denied" would turn it round."""
_PLACES = "places:"
"""How reading marks a place that a claim's own clause does not name."""
Slots = dict[str, list[Part]]


def sentence(shelf: Shelf, claims: list[Claim], *, origins: tuple[str, ...] = ()) -> Line:
    """Write one sentence for claims that give the same answer, built from the first and citing all.

    A count becomes a sentence of the grammar; anything else is quoted with its source and report.
    ``origins`` are the answer's origins as reconciling counts them.
    """
    lead = claims[0]
    return line_of(shelf, amount_parts(shelf, lead) or quote_parts(shelf, lead), claims, origins)


def line_of(shelf: Shelf, parts: list[Part], claims: list[Claim], origins: tuple[str, ...] = ()) -> Line:
    """Make a line of parts that cites claims, with what they rest on."""
    return Line(
        parts=_with_capital(parts),
        claims=tuple(claim.id for claim in claims),
        standing=standing(shelf, claims, origins),
        topic=claims[0].topic,
    )


def standing(shelf: Shelf, claims: list[Claim], origins: tuple[str, ...] = ()) -> Standing:
    """Count the origins and reports that claims rest on: no more origins than reconciling counted."""
    parts = [source_part(shelf, claim) for claim in shelf.folded(claims).values()]
    if 0 < len(origins) <= len(parts) and all(origin in shelf.actors for origin in origins):
        named = _counted_origins(shelf, claims, origins)
        parts = named if len(named) == len(origins) else parts[: len(origins)]
    return Standing(tuple(parts), len({claim.report for claim in claims}))


def _counted_origins(shelf: Shelf, claims: list[Claim], origins: tuple[str, ...]) -> list[Part]:
    """Name the origins that reconciling counts, the lead's own first, each as its claim names it."""
    above = {a for claim in claims for link in shelf.linked_actors(claim) for a in shelf.lineage(link)}
    own = {claim.origin: source_part(shelf, claim) for claim in reversed(claims) if claim.origin is not None}
    first = shelf.lineage(claims[0].origin or "")
    ordered = sorted((o for o in origins if o in above), key=lambda o: o not in first)
    return [own.get(o) or Part("source", say_actor(shelf.actors[o]), o) for o in ordered]


def pick_lead(shelf: Shelf, claims: list[Claim]) -> list[Claim]:
    """Order claims so that the one that says most, in running text, comes first; stable otherwise."""
    return sorted(claims, key=lambda claim: _weight(shelf, claim))


def _weight(shelf: Shelf, claim: Claim) -> tuple[bool, bool, int, int, int]:
    kind = shelf.block_kind(claim)
    return (
        amount_parts(shelf, claim) is None,
        kind not in ("paragraph", "standfirst"),
        -len(claim.quantities),
        -len(claim.attribution),
        int(shelf.keys[claim.report]),
    )


def fill(key: str, slots: Slots) -> list[Part]:
    """Fill a form of data/forms.tsv; slots that are missing are left empty."""
    found: list[Part] = []
    for n, piece in enumerate(_SLOT.split(form(key))):
        if n % 2:
            found.extend(slots.get(piece, []))
        elif piece:
            found.append(Part("word", piece))
    return _agreeing(found)


def _agreeing(parts: list[Part]) -> list[Part]:
    """Let the verb agree with its source: "the office says", "doctors in Anvar say"."""
    found = list(parts)
    for n, (before, after) in enumerate(pairwise(parts), 1):
        verb, space, rest = after.text.removeprefix(" ").partition(" ")
        row = by_first("verbs").get(verb.removesuffix(":"))
        spoken = before.kind in ("source", "quote") and after.kind == "word" and after.text.startswith(" ")
        if row is not None and spoken and are_several(before.text):
            colon = ":" if verb.endswith(":") else ""
            found[n] = Part("word", f" {row['many']}{colon}{space}{rest}")
    return found


def source_part(shelf: Shelf, claim: Claim) -> Part:
    """Name whose word a claim rests on: its origin, else its chain's first named source, else the outlet."""
    actor = shelf.actors.get(claim.origin or "")
    if actor is None:
        linked = [link.actor for link in claim.attribution if link.actor in shelf.actors]
        actor = shelf.actors.get(linked[0] or "") if linked else None
    if actor is not None and actor.kind == "media" and actor.name.casefold().startswith(_UNNAMED_OUTLET):
        return outlet_part(shelf, claim)
    if actor is not None and tidy(actor.name):
        return Part("source", say_actor(actor), actor.id)
    if claim.attribution:
        words = tidy(claim.attribution[0].span.exact)
        if words and words.lower() not in _PRONOUNS and len(words) < QUOTE_LIMIT:
            return Part("quote", words, claim.id)
        return Part("word", form("unnamed"))
    return outlet_part(shelf, claim)


def outlet_part(shelf: Shelf, claim: Claim) -> Part:
    """Name the publisher of a claim's report."""
    return Part("outlet", shelf.label(claim.report), claim.report)


def amount_parts(shelf: Shelf, claim: Claim, at: int | None = None) -> list[Part] | None:
    """Write a count as a sentence: source, how many, what befell them, by whom, where, when.

    ``at`` is the amount to write, the first of the claim unless given. None where the claim counts nobody,
    or its amount cannot be read from its own characters.
    """
    heads = counted(claim) if at is None else [at]
    if not heads or claim.topic in ("agreement", "diplomacy"):
        return None
    status = told_status(claim)
    if claim.negated and status != "denied":
        return None
    head = claim.quantities[heads[0]]
    if head.measure not in _COUNTED_AS or not measure_held(claim, head):
        return None
    amount = amount_phrase(claim, heads[0])
    if amount is None:
        return None
    verbs = by_first("measures")[head.measure]
    since = claim.time is not None and claim.time.relation == "since"
    one = head.upper == 1
    tense = ("since_" if since else "") + ("one" if one else "many")
    slots: Slots = {
        "source": [source_part(shelf, claim)],
        "amount": amount,
        "verb": [Part("word", verbs[tense])],
        "infinitive": [Part("word", verbs["infinitive"])],
        "by": _by(shelf, claim, head),
        "where": where_parts(shelf, claim),
        "when": _when(claim),
    }
    return fill(status, slots)


def amount_phrase(claim: Claim, index: int) -> list[Part] | None:
    """Write how many of whom, with the parts told with it: "at least 384 civilians, 45 of them children,"."""
    head = claim.quantities[index]
    text = say_amount(head)
    if text is None:
        return None
    parts = [Part("amount", text, claim.id, index), *_group(claim, index, head)]
    shares: list[list[Part]] = []
    for n, piece in enumerate(claim.quantities):
        words = say_amount(piece) if piece.part_of == index and piece.group else None
        if words is not None:
            group = [Part("group", plural(piece.group or "", piece.upper), claim.id, n)]
            shares.append(fill("part", {"part": [Part("amount", words, claim.id, n)], "group": group}))
    return parts + (fill("parts", {"parts": joined(shares)}) if shares else [])


def _group(claim: Claim, index: int, quantity: Quantity) -> list[Part]:
    if not quantity.group or quantity.group in NO_GROUP:
        return []
    amount = quantity.upper if quantity.upper is not None else quantity.lower
    exact_one = amount if quantity.bound != "at_most" else None
    return [Part("word", " "), Part("group", plural(quantity.group, exact_one), claim.id, index)]


def blamed(shelf: Shelf, claim: Claim) -> list[Part]:
    """Name who is said to have done it; nobody who tells of it, and no kind of actor that only tells."""
    tellers = {claim.origin, *(link.actor for link in claim.attribution)}
    known = [shelf.actors[a] for a in claim.actors if a in shelf.actors and a not in tellers]
    fit = [actor for actor in known if actor.kind not in _NEVER_BLAMED]
    return (
        listed([Part("name", say_actor(actor), actor.id) for actor in fit]) if len(fit) <= NAMES_LIMIT else []
    )


def _by(shelf: Shelf, claim: Claim, head: Quantity) -> list[Part]:
    names = blamed(shelf, claim) if head.measure in _BLAMED else []
    return fill("by", {"names": names}) if names else []


def where_parts(shelf: Shelf, claim: Claim) -> list[Part]:
    """Write where: the narrowest places of a claim, " in eastern Aleppo"; what is inferred says so."""
    known = [shelf.places[p] for p in claim.places if p in shelf.places]
    outer = {place.within for place in known}
    narrow = [place for place in known if place.id not in outer]
    if not 0 < len(narrow) <= NAMES_LIMIT:
        return []
    sites = all(place.kind == "site" for place in narrow)
    key = "where.site" if sites else "where"
    found = fill(key, {"places": listed([Part("place", tidy(place.name), place.id) for place in narrow])})
    inferred = any(note.startswith(_PLACES) for note in claim.inferred)
    return [*found, Part("word", form("where.inferred"))] if inferred else found


def _when(claim: Claim) -> list[Part]:
    if claim.time is None or claim.time.inferred is not None:
        return []
    text = say_when(claim.time)
    return [] if text is None else [Part("day", text, claim.id)]


def listed(names: list[Part]) -> list[Part]:
    """Join names: "a", "a and b", "a, b and c"."""
    return joined([[name] for name in names])


def joined(items: list[list[Part]]) -> list[Part]:
    """Join items of several parts with commas and a last "and"."""
    found: list[Part] = []
    for n, item in enumerate(items):
        if n:
            found.append(Part("word", form("and") if n == len(items) - 1 else form("comma")))
        found.extend(item)
    return found


def quote_parts(shelf: Shelf, claim: Claim) -> list[Part]:
    """Quote a claim's own words with its source, its report and its status."""
    source, outlet = source_part(shelf, claim), outlet_part(shelf, claim)
    dated = dated_parts(shelf, claim)
    day = published_part(shelf, claim)
    told = (
        fill("told", {"outlet": [outlet], "day": [day]})
        if dated
        else fill("told.undated", {"outlet": [outlet]})
    )
    slots: Slots = {
        "source": [source],
        "outlet": [outlet],
        "quote": quoted(claim),
        "mark": status_mark(claim),
        "dated": dated,
        "told": told,
    }
    return fill(_voice_form(claim, source, outlet), slots)


def published_part(shelf: Shelf, claim: Claim) -> Part:
    """Name the day of a claim's report."""
    report = shelf.reports[claim.report]
    return Part("day", say_published(report.published), report.id)


def dated_parts(shelf: Shelf, claim: Claim) -> list[Part]:
    """Add the day of a claim's report, " (3 May 2031)", or nothing where it is not known."""
    known = shelf.reports[claim.report].published.basis != "unknown"
    return fill("dated", {"day": [published_part(shelf, claim)]}) if known else []


def _voice_form(claim: Claim, source: Part, outlet: Part) -> str:
    if told_status(claim) == "denied" and not claim.negated and not _OWN_NO.search(claim.span.exact):
        return "denied.sourceless" if source.kind == "word" else "denied.quote"
    if source.kind == "word":
        return "sourceless"
    if claim.voice == "direct" and claim.attribution:
        return "direct"
    same = source.kind == "outlet" or source.text.casefold() == outlet.text.casefold()
    return "narrated" if same else "indirect"


def quoted(claim: Claim, *, whole: bool = False) -> list[Part]:
    """Quote a claim's characters, or its ``whole`` sentence where it is short; cut at a word when long."""
    text, sentence = tidy(claim.span.exact), tidy(claim.sentence.exact)
    if whole and len(sentence) <= QUOTE_LIMIT:
        text = sentence.rstrip(".")
    if len(text) > 1 and text[0] in "“\"‘'" and text[-1] in "”\"’'":
        text = text[1:-1].strip()
    if len(text) <= QUOTE_LIMIT:
        return [Part("quote", text.rstrip(" ,;"), claim.id)]
    cut = text.rfind(" ", 0, QUOTE_LIMIT)
    head = text[: cut if cut > 0 else QUOTE_LIMIT]
    return [Part("quote", head.rstrip(" ,;"), claim.id), Part("word", form("ellipsis"))]


def status_mark(claim: Claim) -> list[Part]:
    """Mark what is not a plain assertion: " (not verified)", " (a demand)"."""
    mark = by_first("statuses")[told_status(claim)]["mark"]
    return [Part("word", mark)] if mark else []


def _with_capital(parts: list[Part]) -> tuple[Part, ...]:
    first = parts[0]
    return (Part(first.kind, capital(first.text), first.ref, first.index), *parts[1:])
