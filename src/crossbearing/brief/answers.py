"""Questions as sentences: what is known, what is contested, and what stands under each topic."""

from msgspec import Struct, structs

from crossbearing.brief.checks import line_faults
from crossbearing.brief.earlier import with_earlier
from crossbearing.brief.lists import by_first
from crossbearing.brief.sentences import fill, quoted, sentence, standing, where_parts
from crossbearing.brief.shelf import Shelf, told_status
from crossbearing.brief.stated import leads_first, stated
from crossbearing.brief.values import Chapter, Dispute, Line, Part, words
from crossbearing.brief.wording import say_actor, tidy
from crossbearing.model import Claim, Position, Question
from crossbearing.vocabulary import Status, Topic

KNOWN_LIMIT = 12
"""A reader takes in about a dozen lines; the rest stands under its topic."""
CHAPTER_LIMIT = 40
"""More lines than this under one heading are left to the reports, and counted."""
SIDE_BY_SIDE = 3
"""More answers than this in one line are no longer read."""
_CHECKED = "verif"
"""Of several doubts the one that speaks of verifying is the plainest."""
QUOTAS: dict[Topic, int] = {"casualties": 5, "agreement": 2, "control": 2, "evacuation": 2, "hostilities": 2}
"""How many of the first dozen a topic may take before the others have had theirs."""
TOPIC_ORDER: tuple[Topic, ...] = (
    "casualties",
    "agreement",
    "control",
    "evacuation",
    "hostilities",
    "aid",
    "access",
    "detention",
    "population",
    "diplomacy",
    "other",
)
CHAPTERS: tuple[tuple[str, str, tuple[Topic, ...]], ...] = (
    ("control", "Control", ("control",)),
    ("evacuation", "Evacuation", ("evacuation",)),
    ("access", "Aid and access", ("aid", "access")),
)
UNSETTLED: tuple[tuple[Status, str], ...] = (
    ("unverified", "Not verified"),
    ("denied", "Denied"),
    ("expected", "Announced or expected, not reported done"),
    ("conditional", "On a condition"),
    ("demanded", "Called for"),
)
_SURENESS: dict[Status, int] = {"asserted": 0, "unverified": 1, "expected": 2, "denied": 3, "conditional": 4}


class Answer(Struct, frozen=True):
    """One position of a question as a line, with what ranks it."""

    question: Question
    line: Line
    lead: Claim


def answer(shelf: Shelf, question: Question, position: Position, *, titled: bool = True) -> Answer | None:
    """Write a position as a line that cites those of its claims that stand as its best one does.

    ``titled`` is False where the question stands above it.
    """
    claims = [shelf.claims[claim] for claim in position.claims if claim in shelf.claims]
    if not claims:
        return None
    ordered = leads_first(shelf, position, claims)
    lead = ordered[0]
    same = [claim for claim in ordered if told_status(claim) == told_status(lead)]
    line = stated(shelf, question, position, same, titled=titled)
    line = with_earlier(shelf, line, question, position)
    return Answer(question, _with_doubt(shelf, line, position, claims), lead)


def _with_doubt(shelf: Shelf, line: Line, position: Position, claims: list[Claim]) -> Line:
    """Add who said, in what words, that a count could not be checked: a claim with it that counts nobody."""
    if position.status != "unverified" or (position.lower is None and position.upper is None):
        return line
    doubts = [claim for claim in claims if not claim.quantities and told_status(claim) == "unverified"]
    actors = [(claim, shelf.actors.get(claim.origin or "")) for claim in doubts]
    for claim, actor in sorted(actors, key=lambda item: _CHECKED not in item[0].span.exact.casefold()):
        if actor is not None and tidy(actor.name):
            source = [Part("name", say_actor(actor), actor.id)]
            doubt = fill("doubt", {"source": source, "quote": quoted(claim)})
            cited = tuple(dict.fromkeys((*line.claims, claim.id)))
            return structs.replace(line, parts=(*line.parts, *doubt), claims=cited)
    return line


def _both(shelf: Shelf, question: Question, answers: list[Answer]) -> Answer:
    """Write near answers of different origins side by side: never one number, never one of them alone."""
    lead = answers[0]
    claims = [shelf.claims[claim] for item in answers for claim in item.line.claims]
    parts = list(lead.line.parts)
    for item in answers[1:]:
        parts += [Part("word", "; "), *(_as_name(part) for part in _untitled(item.line.parts, question))]
    origins = tuple(dict.fromkeys(o for position in question.positions for o in position.origins))
    about = (question.id, *(position.id for position in question.positions))
    line = Line(tuple(parts), tuple(claim.id for claim in claims), topic=question.topic, about=about)
    return Answer(question, structs.replace(line, standing=standing(shelf, claims, origins)), lead.lead)


def _untitled(parts: tuple[Part, ...], question: Question) -> tuple[Part, ...]:
    """A line's parts without what is asked, which stands before the first answer already."""
    asked = parts[0].kind == "ledger" and parts[0].text == question.title
    return parts[2:] if asked else parts


def _as_name(part: Part) -> Part:
    """A source in a line that is built from another's claim is one of its names."""
    return structs.replace(part, kind="name") if part.kind == "source" else part


def known(shelf: Shelf) -> tuple[Line, ...]:
    """Pick at most twelve lines: uncontested answers, the gravest topics first, none said twice."""
    found = []
    for question in shelf.dossier.questions:
        best = _best(shelf, question) if question.state != "contested" else None
        if best is not None and _may_lead(best):
            found.append(best)
    ranked = sorted(_wholes(found), key=lambda item: _rank(item, shelf))
    first = _within_quota(ranked)
    rest = [item for item in ranked if item not in first]
    once = {words(item.line): item for item in reversed(first + rest)}
    chosen = [item for item in first + rest if once[words(item.line)] is item][:KNOWN_LIMIT]
    chosen.sort(key=lambda item: _reading_order(item, shelf))
    return tuple(item.line for item in chosen)


def _wholes(items: list[Answer]) -> list[Answer]:
    """Leave out the part that another line tells with its whole: "3 of them children"."""
    told = {amount for item in items for amount in _amounts(item)[1:]}
    return [item for item in items if not _amounts(item) or _amounts(item)[0] not in told]


def _amounts(item: Answer) -> list[tuple[str | None, int | None]]:
    return [(part.ref, part.index) for part in item.line.parts if part.kind == "amount"]


def _size(item: Answer, shelf: Shelf) -> float:
    """The number that a line gives first."""
    ref, index = next(iter(_amounts(item)), (None, None))
    if ref is None or index is None:
        return 0.0
    told = shelf.claims[ref].quantities[index]
    return told.lower or told.upper or 0.0


def _reading_order(item: Answer, shelf: Shelf) -> tuple[int, int, float, str]:
    status = _SURENESS.get(told_status(item.lead), 9)
    return TOPIC_ORDER.index(item.question.topic), status, -_size(item, shelf), item.question.id


def _best(shelf: Shelf, question: Question) -> Answer | None:
    answers = [
        a for a in (answer(shelf, question, position) for position in question.positions) if a is not None
    ]
    stale = {relation.target for relation in question.relations if relation.kind == "updates"}
    current = [p.id for p in question.positions if p.id not in stale]
    fresh = [a for a, p in zip(answers, question.positions, strict=False) if p.id in current] or answers
    if question.state == "corroborated" and 1 < len(fresh) <= SIDE_BY_SIDE:
        ranked = sorted(fresh, key=lambda item: _rank(item, shelf))
        alone = all(len(position.origins) == 1 for position in question.positions)
        return _both(shelf, question, ranked) if alone else ranked[0]
    return min(fresh, key=lambda item: _rank(item, shelf)) if fresh else None


def _may_lead(item: Answer) -> bool:
    return told_status(item.lead) in _SURENESS and not item.lead.background and item.question.topic != "other"


def _rank(item: Answer, shelf: Shelf) -> tuple[int, bool, bool, bool, int, int, int, float, str]:
    standing = item.line.standing
    origins = len(standing.origins) if standing is not None else 0
    lead, size = item.lead, _size(item, shelf)
    shares = [q for q in lead.quantities if q.measure == "share"]
    return (
        TOPIC_ORDER.index(item.question.topic),
        item.question.state != "corroborated",
        told_status(lead) not in ("asserted", "unverified", "expected"),
        not size and not shares,
        -origins,
        -(standing.reports if standing is not None else 0),
        _SURENESS.get(told_status(lead), 9),
        -size,
        item.question.id,
    )


def _within_quota(ranked: list[Answer]) -> list[Answer]:
    """Take the best of each topic up to its quota; no words twice, and one source's words once a topic."""
    taken: dict[Topic, int] = {}
    said: list[str] = []
    found: list[Answer] = []
    for item in ranked:
        topic = item.question.topic
        core = _core(item.line)
        again = any(core in other or other in core for other in said)
        if taken.get(topic, 0) >= QUOTAS.get(topic, 1) or again or _same_voice(item, found):
            continue
        taken[topic] = taken.get(topic, 0) + 1
        said.append(core)
        found.append(item)
    return found[:KNOWN_LIMIT]


def _same_voice(item: Answer, found: list[Answer]) -> bool:
    if any(part.kind == "amount" for part in item.line.parts):
        return False
    voice = item.line.parts[0].text
    return any(
        other.question.topic == item.question.topic and other.line.parts[0].text == voice for other in found
    )


def _core(line: Line) -> str:
    quotes = [part.text for part in line.parts if part.kind == "quote"]
    return max(quotes, key=len).casefold() if quotes else words(line).casefold()


def disputes(shelf: Shelf) -> tuple[list[Dispute], int]:
    """Write contested questions, position against position, with the reason; and count what was withheld."""
    found, withheld = [], 0
    asked = [q for q in shelf.dossier.questions if q.state == "contested"]
    for question in sorted(asked, key=lambda q: (TOPIC_ORDER.index(q.topic), q.id)):
        told = (answer(shelf, question, position, titled=False) for position in question.positions)
        answers = [item for item in told if item is not None]
        if len(answers) < 2:
            continue
        title, lost = title_line(shelf, question, [c for a in answers for c in a.line.claims])
        reasons, gone = _reasons(shelf, question)
        withheld += lost + gone
        found.append(Dispute(question.id, title, tuple(a.line for a in answers), reasons))
    return found, withheld


def title_line(shelf: Shelf, question: Question, shown: list[str]) -> tuple[Line, int]:
    """Write a question's title, citing ``shown`` first; one that is not held gives way to topic and place."""
    given = [claim for p in question.positions for claim in p.claims if claim in shelf.claims]
    cited = tuple(dict.fromkeys(shown + given))
    title = Line((Part("ledger", question.title),), cited, topic=question.topic)
    if question.title and not line_faults(title, shelf):
        return title, 0
    label = Part("word", by_first("labels")[f"topic.{question.topic}"]["words"])
    return Line((label, *where_parts(shelf, shelf.claims[cited[0]])), cited, topic=question.topic), 1


def _reasons(shelf: Shelf, question: Question) -> tuple[tuple[Line, ...], int]:
    claims = {position.id: position.claims for position in question.positions}
    found: dict[str, Line] = {}
    withheld = 0
    for relation in question.relations:
        cited = tuple(dict.fromkeys((*claims.get(relation.source, ()), *claims.get(relation.target, ()))))
        line = Line((Part("ledger", relation.reason),), cited, topic=question.topic)
        if relation.kind in ("agrees", "narrows") or not relation.reason:
            continue
        if line_faults(line, shelf):
            withheld += 1
        else:
            found.setdefault(relation.reason, line)
    if not found:
        whole = tuple(
            dict.fromkeys(claim for ids in claims.values() for claim in ids if claim in shelf.claims)
        )
        found[""] = Line(
            (Part("word", by_first("labels")["reason.answers"]["words"]),), whole, topic=question.topic
        )
    return tuple(found.values()), withheld


def chapters(shelf: Shelf) -> tuple[Chapter, ...]:
    """Write every answer on control, evacuation, aid and access, under its heading."""
    found = []
    for key, title, topics in CHAPTERS:
        answers = [
            item
            for question in shelf.dossier.questions
            if question.topic in topics
            for position in question.positions
            if (item := answer(shelf, question, position)) is not None and not item.lead.background
        ]
        ranked = sorted(answers, key=lambda item: _rank(item, shelf))
        found.append(_chapter(key, title, [item.line for item in ranked]))
    return tuple(found)


def unsettled(shelf: Shelf, shown: set[str]) -> tuple[Chapter, ...]:
    """List, by kind, the claims told as unverified, denied, expected or demanded that no line above cites."""
    found = []
    for status, title in UNSETTLED:
        claims = [
            claim
            for claim in shelf.dossier.claims
            if told_status(claim) == status and claim.id not in shown and not claim.background
        ]
        claims.sort(
            key=lambda claim: (TOPIC_ORDER.index(claim.topic), int(shelf.keys[claim.report]), claim.span)
        )
        found.append(_chapter(status, title, [sentence(shelf, [claim]) for claim in claims]))
    return tuple(found)


def _chapter(key: str, title: str, lines: list[Line]) -> Chapter:
    once: dict[str, Line] = {}
    for line in lines:
        once.setdefault(words(line), line)
    unique = list(once.values())
    return Chapter(key, title, tuple(unique[:CHAPTER_LIMIT]), max(0, len(unique) - CHAPTER_LIMIT))
