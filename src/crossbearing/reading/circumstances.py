"""How many, and when: what a clause's own words say or, said so, what stands around it."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from msgspec.structs import replace

from crossbearing.model import Published, Quantity, Report, Span, TimeMention, When
from crossbearing.reading.clauses import Clause, core, host_of, subject_of
from crossbearing.reading.events import Trigger
from crossbearing.reading.in_turn import is_of_other
from crossbearing.reading.lexicon import event_words, word_class
from crossbearing.reading.other_times import (
    beside,
    days_joined,
    eve_of,
    hosts_meanwhile,
    is_its_own,
    is_over,
    is_record,
    same_breath,
    start_of,
    telling,
    told_with,
    verbs_above,
)
from crossbearing.reading.page import Page, Saying, day_of
from crossbearing.reading.peopled import is_of_a_land
from crossbearing.reading.tree import Tree
from crossbearing.times import find_times
from crossbearing.vocabulary import Topic

_BACKGROUND = timedelta(days=14)
"""Events that ended two weeks before a report are told as history, not as news."""
_MONTH = timedelta(days=31)
_DAYS = frozenset({"minute", "hour", "part", "day"})
_FUTURE = frozenset({"will", "'ll", "’ll", "would", "wo", "shall"})
_MAYBE = frozenset({"could", "may", "might"})
_HAVE = frozenset({"has", "have", "'ve", "’ve"})
_BESIDE = frozenset({"after", "before", "following"})
_THROUGHOUT = frozenset({"in", "during", "throughout"})
_NO_DAY = frozenset({"duration", "set"})
_LONG = frozenset({"week", "month", "quarter", "season", "year", "decade"})
_WEAK = re.compile(
    r"(now|right now|currently|at present|at the moment|still|soon|shortly|recently|lately)$", re.I
)
# --- how many ---------------------------------------------------------------


def clause_quantities(tree: Tree, clause: Clause, counts: Iterable[Quantity]) -> tuple[Quantity, ...]:
    """The sentence's quantities that stand in a clause, with ``part_of`` re-numbered to this list."""
    kept: dict[int, Quantity] = {}
    for n, quantity in enumerate(counts):
        tokens = tree.inside(quantity.span.start, quantity.span.end)
        if tokens and len(tokens & clause.own) * 2 > len(tokens):
            kept[n] = quantity
    number = {n: i for i, n in enumerate(kept)}
    return tuple(_renumbered(q, number) for q in kept.values())


def _renumbered(quantity: Quantity, number: dict[int, int]) -> Quantity:
    whole = number.get(quantity.part_of) if quantity.part_of is not None else None
    return replace(quantity, part_of=whole)


# --- when -------------------------------------------------------------------


def clause_time(
    page: Page,
    index: int,
    clause: Clause,
    saying: Saying | None,
    trigger: Trigger | None,
    *,
    lasting: bool,
    news: bool,
) -> When | None:
    """When a clause's event happened.

    Words in the clause come first, then those of the clause it shares, is joined to or goes with; "today"
    inside a quote counts from the day of speaking. Without any, a present statement holds on the day it was
    said, and so does a perfect one whose result lasts (``lasting``: "has retaken the town"); what was done is
    on or before it. So is violence (``news``) that a headline tells in the present ("Raids *kill* nine"), or
    of which the verb says another thing ("The blast *is* the worst so far").
    """
    tree = page.trees[index]
    mentions = _times(page, index, saying)
    timed = [m for m in mentions if m.interval is not None and _tells_when(m)]
    verb = telling(tree, clause, trigger)
    tense = _told_in(tree, clause, saying, verb)
    if news and tense in {"past", "perfect"}:
        timed = [m for m in timed if not _lies_ahead(m, page.report.published)]
    timed = [m for m in timed if not is_of_other(tree, clause, trigger, m)]
    own = [m for m in timed if not is_record(tree, clause, m) and not is_its_own(tree, clause, m)]
    mine = core(tree, clause) - _other_events(tree, clause)
    ahead = eve_of(tree, clause, trigger, own)
    if ahead is not None:
        return ahead
    for tokens in (mine, clause.shared):
        near = [m for m in own if tree.inside(m.span.start, m.span.end) & tokens]
        if near:
            nearest = min(near, key=lambda m: (_distance(tree, clause.head, m), m.span.start))
            started = start_of(tree, clause, nearest, own)
            if started is not None:
                return _dated_since(tree, nearest, started, page.report.published)
            both = days_joined(tree, nearest, near)
            when = _when(nearest, page.report.published)
            return when if when is None or both is None else replace(when, earliest=both[0], latest=both[1])
    joined = _joined_time(page, tree, verb, mentions, tense) or _time_beside(page, tree, clause, own, tense)
    over = news and not lasting and is_over(page.sentences[index], tree, clause, trigger)
    return joined or _inferred(page, tense, saying, lasting=lasting, over=over)


def _lies_ahead(mention: TimeMention, published: Published) -> bool:
    """Whether a time lies after the report: what was done has not that of "a rally for *the June 3 poll*"."""
    start = mention.interval.start if mention.interval is not None else None
    return start is not None and published.latest is not None and start.date() > published.latest


def _dated_since(tree: Tree, mention: TimeMention, start: TimeMention, published: Published) -> When | None:
    """A period from what its words date: "since the war began" with "in 2011"."""
    when = _when(start, published)
    if when is None or when.earliest is None or published.latest is None:
        return when
    span = tree.clip(mention.span.start, max(mention.span.end, start.span.end))
    latest = max(published.latest, when.earliest)
    return replace(when, latest=latest, relation="since", span=span or mention.span)


def _time_beside(
    page: Page, tree: Tree, clause: Clause, mentions: list[TimeMention], tense: str
) -> When | None:
    """The time of a clause that goes with another: "killed *as they fled on Friday*", "on Friday, when"."""
    hosts = set(beside(tree, clause.head))
    for mention in mentions:
        tokens = tree.inside(mention.span.start, mention.span.end)
        verbs = verbs_above(tree, tokens)
        at = mention.relation in {"at", "within", "since"}
        if at and mention.kind not in _NO_DAY and (hosts & (tokens | verbs)):
            when = _when(mention, page.report.published)
            if when is None or when.earliest is None:
                continue
            if mention.relation == "since" and tense == "present":
                continue
            if mention.relation == "since" and tense == "past":
                when = replace(when, latest=_last_day(when.earliest, mention), relation="at")
            return replace(when, inferred=_goes_with(mention))
    told = told_with(tree, clause, mentions)
    when = _when(told, page.report.published) if told is not None else None
    return replace(when, inferred=_goes_with(told)) if told is not None and when is not None else None


def _last_day(first: date | None, mention: TimeMention) -> date | None:
    """The last day of what a period is counted from: of the year in "since *2011*, when the regime fell"."""
    if first is None or mention.grain not in _LONG or mention.value is None:
        return first
    begun = mention.interval.end if mention.interval is not None else None
    return (begun - timedelta(microseconds=1)).date() if begun is not None else first


def _goes_with(mention: TimeMention) -> str:
    return f"from the clause it goes with: “{mention.span.exact}”"


def _joined_time(page: Page, tree: Tree, verb: int, mentions: list[TimeMention], tense: str) -> When | None:
    """The time of the clause before in "the shelling stopped *today*, but clashes continued".

    Of the one after where both are told in one breath: "five were killed and 20 wounded *on Thursday*".
    """
    token = tree.tokens[verb]
    after = set() if token.dep == "conj" else set(same_breath(tree, verb))
    before = {token.head} if token.dep == "conj" else set()
    if tense in {"present", "future"} and tree.tokens[token.head].tag in {"VBD", "VBN"}:
        before = set()  # "the war began in 2011 and the toll is 900"
    if tense == "perfect" and tree.tokens[token.head].tag == "VBD":
        before = set()  # "they broke in in June and have since taken the town"
    for mention in mentions:
        tokens = tree.inside(mention.span.start, mention.span.end)
        verbs = verbs_above(tree, tokens)
        late = {other for other in after if other < min(tokens, default=0)}
        shared = before & verbs or late & (verbs | hosts_meanwhile(tree, verbs))
        if shared and mention.kind not in _NO_DAY and _tells_when(mention):
            when = _when(mention, page.report.published)
            note = f"from the clause it is joined to: “{mention.span.exact}”"
            return replace(when, inferred=note) if when is not None else None
    return None


def _other_events(tree: Tree, clause: Clause) -> set[int]:
    """Tokens that tell of another event: in "it stalled *after a raid last week*" the week is the raid's."""
    aside: set[int] = set()
    for index in clause.own:
        token = tree.tokens[index]
        if token.dep == "prep" and token.lemma.lower() in _BESIDE:
            nouns = tree.dependents(index, "pobj")
            if any(noun.lemma.lower() in event_words().nouns for noun in nouns):
                aside |= tree.subtree(index)
    return aside


def _times(page: Page, index: int, saying: Saying | None) -> list[TimeMention]:
    plain = list(page.times[index])
    if saying is None or saying.attribution.voice != "direct":
        return plain
    day = saying.said or _speech_range(page)
    if day is None:
        return plain
    spoken = find_times(page.sentences[index], day)
    return [m for m in plain if not _is_spoken(m)] + [m for m in spoken if _is_spoken(m)]


def _is_spoken(mention: TimeMention) -> bool:
    """Whether a time counts from the moment of speaking: "today", "last night"; "on Tuesday" does not."""
    return any(word in word_class("deictic") for word in mention.span.exact.lower().split())


def _tells_when(mention: TimeMention) -> bool:
    """Not "now" and "soon", which the tense says too; nor a length, unless its days are known.

    "In *the past 24 hours*", "over *the last two weeks*"; not "for *two weeks*".
    """
    if _WEAK.match(mention.span.exact) is not None:
        return False
    interval = mention.interval
    known = interval is not None and interval.start is not None and interval.end is not None
    return mention.kind not in _NO_DAY or mention.value is None or mention.relation == "within" or known


def _speech_range(page: Page) -> Published | None:
    """A quote whose day is not told was spoken on the report's day or the day before.

    Where the report names one of the two at least twice as often as the other, it was that one.
    """
    published = page.report.published
    if published.latest is None or published.earliest != published.latest:
        return None
    today, before = published.latest, published.latest - timedelta(days=1)
    named = Counter(day_of(mention) for mentions in page.times for mention in mentions)
    for day, other in ((today, before), (before, today)):
        if named[day] > 1 and named[day] >= 2 * named[other]:
            return Published(day, day, "inferred", None)
    return Published(before, today, "inferred", None)


def _distance(tree: Tree, head: int, mention: TimeMention) -> int:
    tokens = tree.inside(mention.span.start, mention.span.end)
    return min((abs(tree.depth(i) - tree.depth(head)) for i in tokens), default=99)


def _when(mention: TimeMention, published: Published) -> When | None:
    interval = mention.interval
    if interval is None:
        return None
    last = (interval.end - timedelta(microseconds=1)).date() if interval.end is not None else None
    first = interval.start.date() if interval.start is not None else None
    if mention.relation == "since" and published.latest is not None:
        last = max(published.latest, first or published.latest)
    if first is None and last is None:
        return None
    return When(first, last, mention.span, mention.grain, mention.relation)


def _inferred(page: Page, tense: str, saying: Saying | None, *, lasting: bool, over: bool) -> When | None:
    day, span, words = _known_day(page.report, saying)
    if day is None:
        return None
    if (tense == "present" and not over) or (tense == "perfect" and lasting):
        return When(day, day, span, inferred=f"true when it was said: {words}")
    if tense == "future":
        return When(day, None, None, relation="after", inferred=f"told as still to come: {words}")
    return When(None, day, None, relation="before", inferred=f"told as past: {words}")


def _told_in(tree: Tree, clause: Clause, saying: Saying | None, verb: int) -> str:
    """The tense of a clause: that of ``verb``, or of the clause it goes with where it has none."""
    host = host_of(tree, clause.head) if clause.embedded else None
    return _tense(tree, verb if host is None else host, saying)


def _known_day(report: Report, saying: Saying | None) -> tuple[date | None, Span | None, str]:
    if saying is not None and saying.said is not None and saying.said_span is not None:
        return saying.said.latest, saying.said_span, f"said “{saying.said_span.exact}”"
    published = report.published
    if published.latest is None or published.earliest != published.latest:
        return None, None, ""
    evidence = published.evidence if isinstance(published.evidence, Span) else None
    return published.latest, evidence, "the report's day"


def _tense(tree: Tree, head: int, saying: Saying | None) -> str:
    """Present, perfect, past or future; what another says in the past tense is shifted back one step."""
    auxiliaries = tree.dependents(head, "aux", "auxpass")
    tags = {tree.tokens[head].tag, *(t.tag for t in auxiliaries)}
    words = {t.text.lower() for t in auxiliaries}
    shifted = saying is not None and saying.attribution.voice != "direct" and saying.said is not None
    if words & _MAYBE and (words & _HAVE or tree.tokens[head].lemma.lower() == "be"):
        return (
            "past" if words & _HAVE else "present"
        )  # "may have killed nine", "the toll may be as high as 90"
    if words & _FUTURE or (words & _MAYBE and not tree.dependents(head, "neg", "advmod")):
        return "future"
    if words & _HAVE or ("had" in words and shifted):
        return "perfect"
    if tags & {"VBZ", "VBP"} or (shifted and (tags & {"VBG"} or words & _MAYBE)):
        return "present"
    return "past" if tags & {"VBD", "VBN"} else "present"


def _is_recent(report: Report, when: When | None) -> bool:
    """Whether words put an event in the last days: "a swap *on Wednesday*, the largest of the war"."""
    if when is None or when.inferred is not None or when.relation not in {"at", "by"}:
        return False
    if when.grain not in _DAYS:
        return False
    day = report.published.earliest
    return day is not None and when.earliest is not None and when.earliest >= day - _BACKGROUND


def _tells_war(report: Report, tree: Tree, clause: Clause, when: When | None) -> bool:
    """Whether a clause sums up what a war has cost: "The war *has killed 9,000 people*", not "on Monday"."""
    subject = subject_of(tree, clause.head)
    if subject is None or subject.lemma.lower() not in word_class("war_noun") or _is_recent(report, when):
        return False
    return "has" in {
        t.text.lower() for i in _joined_verbs(tree, clause.head) for t in tree.dependents(i, "aux")
    }


def _joined_verbs(tree: Tree, verb: int) -> list[int]:
    """A verb and those it is joined to: "has killed 9,000 and *displaced* more"."""
    found = [verb]
    while tree.tokens[found[-1]].dep == "conj" and tree.tokens[found[-1]].head not in found:
        found.append(tree.tokens[found[-1]].head)
    return found


def tells_whole(
    report: Report, tree: Tree, clause: Clause, when: When | None, topic: Topic, counts: Sequence[Quantity]
) -> bool:
    """Whether a clause sums up a war, or counts from long before: "2,000 have fled *since January*".

    Or casualties of more than a month: "*from March 2011 to June 2016* 900 died of torture"; or more people
    than any town has: "*millions* have fled".
    """
    day, counted = report.published.earliest, bool(counts)
    if is_of_a_land(counts):
        return True
    if topic == "casualties" and counted and when is not None and when.inferred is None and _lasts_long(when):
        return True
    first = when.earliest if when is not None and when.relation == "since" else None
    long = first is not None and day is not None and first < day - _BACKGROUND
    whole = counted and (long or (_of_a_war(tree, clause) and not _is_recent(report, when)))
    return whole or _tells_war(report, tree, clause, when)


def _lasts_long(when: When) -> bool:
    return bool(when.earliest and when.latest and when.latest - when.earliest > _MONTH)


def _of_a_war(tree: Tree, clause: Clause) -> bool:
    """Whether a clause is of a war: "*since the war began*", "*in the conflict*", "a war *in which*"."""
    wars = {t.i for t in tree.tokens if t.lemma.lower() in word_class("war_noun")}
    head = tree.tokens[clause.head]
    if not wars:
        return False
    if head.dep == "relcl" and wars & set(range(head.head, min(clause.own))):
        return True
    verbs = {*_joined_verbs(tree, clause.head), *(t.i for t in tree.dependents(clause.head, "conj"))}
    throughout = (t.i for v in verbs for t in tree.dependents(v, "prep") if t.lemma.lower() in _THROUGHOUT)
    if any(t.i in wars for link in throughout for t in tree.dependents(link, "pobj")):
        return True
    below = {i for i in tree.subtree(clause.head) if tree.tokens[i].pos in {"VERB", "AUX"}}
    begun = (t.i for v in verbs | below for t in tree.dependents(v, "advcl"))
    return any(_since(tree, i) and any(t.i in wars for t in tree.dependents(i, "nsubj")) for i in begun)


def _since(tree: Tree, verb: int) -> bool:
    return any(t.lemma.lower() == "since" for t in tree.dependents(verb, "mark", "prep"))


def is_background(report: Report, tree: Tree, clause: Clause, when: When | None, *, learnt: bool) -> bool:
    """Whether an event is told as history: it ended long before the report, or reads so (``learnt``).

    So is what a war has cost in all. What its own words put in the last days is news, however it reads.
    """
    learnt = learnt or _tells_war(report, tree, clause, when)
    if when is None or when.latest is None or when.inferred is not None:
        return learnt
    day = report.published.earliest
    ended = day is not None and when.relation != "since" and when.latest < day - _BACKGROUND
    return ended or (learnt and not _is_recent(report, when))
