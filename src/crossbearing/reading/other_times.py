"""Times that a clause does not say itself: of news in the present, of what goes with it, of the eve."""

from collections.abc import Iterator
from datetime import date, timedelta

from crossbearing.model import Sentence, TimeMention, Token, When
from crossbearing.reading.clauses import Clause, host_of, subject_of
from crossbearing.reading.events import Trigger
from crossbearing.reading.lexicon import event_words, word_class
from crossbearing.reading.page import day_of
from crossbearing.reading.tree import Tree
from crossbearing.vocabulary import Status, Topic

_VIOLENCE: frozenset[Topic] = frozenset({"casualties", "hostilities"})
_HAPPENED: frozenset[Status] = frozenset({"asserted", "unverified"})
_MEANWHILE = frozenset({"as", "when", "while", "whilst"})
_PAST = frozenset({"VBD", "VBN"})
_THE = frozenset({"the", "this", "that", "these", "those"})
_AFTER = frozenset({"after", "following"})
_AMOUNTS = frozenset({"least", "most", "latest"})
"""Superlatives that say how many, or that a thing is new: "at *least* nine have died since"."""
_MOVED = frozenset({"then", "later", "subsequently", "afterwards", "earlier", "previously", "eventually"})
"""Words that put a clause at another time than the one it is joined to."""
_NO_DAY = frozenset({"duration", "set"})
_CARRIED = frozenset(
    {"launch", "carry", "mount", "conduct", "stage", "wage", "occur", "happen", "wipe", "lose", "perish"}
)
"""Verbs that say that a happening was or what it did: "*launched* a raid on Friday that killed nine"."""
_NAMED = frozenset({"pobj", "prep", "conj", "appos", "agent"})
_ONE = {"a": 1, "one": 1, "two": 2, "three": 3}
"""So many days after it: more are told by their date."""


def is_news(topic: Topic, status: Status) -> bool:
    """Whether a claim tells of violence that has happened."""
    return topic in _VIOLENCE and status in _HAPPENED


def is_over(sentence: Sentence, tree: Tree, clause: Clause, trigger: Trigger | None) -> bool:
    """Whether violence told in the present is over: it may be of a day before the report's.

    So a headline, unless its verb goes on: "Raids kill nine", "22 dead in raids"; "Fighting rages". And what
    is told without a verb ("condemned *the attack*"), and a happening of a moment of which the verb says
    another thing: "The blast is the worst of the war"; "The attacks continue" goes on.
    """
    verb = tree.tokens[clause.head]
    goes_on = verb.lemma.lower() in word_class("going_on") or verb.tag == "VBG"
    if goes_on:
        return False
    if sentence.kind == "title":
        return True
    if verb.pos in {"NOUN", "PROPN"}:
        return verb.lemma.lower() in word_class("once")
    return trigger is not None and _is_told_of(tree, clause, trigger)


def _is_told_of(tree: Tree, clause: Clause, trigger: Trigger) -> bool:
    subject = subject_of(tree, clause.head)
    words = [tree.tokens[trigger.head], *([subject] if subject is not None else [])]
    for word in words:
        if word.pos not in {"NOUN", "PROPN"} or word.lemma.lower() not in word_class("once"):
            continue
        before = tree.dependents(word.i, "det", "poss")
        if any(t.dep == "poss" or t.text.lower() in _THE for t in before):
            return True
    return False


def beside(tree: Tree, verb: int) -> Iterator[int]:
    """The words whose time a past verb shares: the verb it goes with, or the day it tells more of.

    "killed *as they fled*", "hit when shells fell", "on Friday, *when troops left*", "among nine *killed*".
    """
    token = tree.tokens[verb]
    if token.tag not in _PAST:
        return
    yield from _among_harmed(tree, verb)
    above = tree.tokens[token.head]
    joined = token.dep in {"advcl", "relcl"} and _is_meanwhile(tree, verb)
    if joined and (above.pos in {"NOUN", "PROPN", "NUM"} or above.tag in _PAST):
        yield above.i
    for other in tree.dependents(verb, "advcl"):
        if other.tag in _PAST and _is_meanwhile(tree, other.i):
            yield other.i


def _among_harmed(tree: Tree, verb: int) -> Iterator[int]:
    """What befell those among whom somebody was: "Two nurses were among nine people *killed* on Friday"."""
    if tree.tokens[verb].lemma.lower() not in word_class("copula"):
        return
    for link in tree.dependents(verb, "prep"):
        if link.text.lower() in {"among", "amongst"}:
            for noun in tree.dependents(link.i, "pobj"):
                yield from (
                    t.i for t in tree.dependents(noun.i, "acl") if t.text.lower() in word_class("harmed")
                )


def verbs_above(tree: Tree, words: set[int]) -> set[int]:
    """The verb that each of some words hangs on, nearest first; -1 where there is none."""
    return {next((a for a in tree.ancestors(i) if _is_verb(tree.tokens[a])), -1) for i in words}


def _is_verb(token: Token) -> bool:
    return token.pos in {"VERB", "AUX"}


def telling(tree: Tree, clause: Clause, trigger: Trigger | None) -> int:
    """The word whose tense a clause has: its head, or the past verb that the parse hung on its subject.

    "Raids *killed* nine a monitor said", its comma lost, is parsed as "raids said", killed by somebody. So
    is that of a noun alone ("denied a raid that *killed* nine").
    """
    if tree.tokens[clause.head].pos not in {"NOUN", "PROPN"}:
        return clause.head
    of_it = [t for t in tree.dependents(clause.head, "relcl") if t.tag == "VBD" and t.i in clause.whole]
    if trigger is not None:
        verb = tree.tokens[trigger.head]
        hung = verb.dep == "acl" and verb.tag in _PAST and verb.head == clause.head
        of_it = [verb] if hung and verb.i in clause.own else of_it
    return of_it[0].i if of_it else clause.head


def same_breath(tree: Tree, verb: int) -> Iterator[int]:
    """The verbs that "and" joins to a verb, in its tense: "were killed *and* 20 *wounded*"."""
    linked = {t.text.lower() for t in tree.dependents(verb, "cc")}
    if linked != {"and"}:
        return
    for other in tree.dependents(verb, "conj"):
        moved = tree.dependents(other.i, "aux", "neg") or _is_moved(tree, other.i)
        if other.tag in _PAST and tree.tokens[verb].tag in _PAST and not moved:
            yield other.i


def _is_moved(tree: Tree, verb: int) -> bool:
    return any(t.lemma.lower() in _MOVED for t in tree.dependents(verb, "advmod"))


def hosts_meanwhile(tree: Tree, verbs: set[int]) -> set[int]:
    """The verbs that clauses of these go with: "two were hurt *when shells fell* on Friday".

    Or of which an attack's own verb tells: "hurt in *shelling* on Friday", "in strikes *launched* on Friday".
    """
    found = {
        tree.tokens[v].head
        for v in verbs
        if v >= 0 and tree.tokens[v].dep == "advcl" and tree.tokens[v].tag in _PAST and _is_meanwhile(tree, v)
    }
    attacks = [v for v in verbs if v >= 0 and _is_attack(tree, tree.tokens[v])]
    return found | {a for v in attacks if (a := next(iter(verbs_above(tree, {v})))) >= 0}


def _is_attack(tree: Tree, token: Token) -> bool:
    """Whether a verb only names an attack that another verb tells the harm of: "wounded in *shelling*"."""
    noun = token if token.dep == "pcomp" else tree.tokens[token.head]
    if noun.dep not in {"pcomp", "pobj"} or tree.tokens[noun.head].text.lower() not in {"in", "by", "during"}:
        return False
    if noun is token:
        return token.tag == "VBG" and _is_violence(token, "V")
    return (
        (token.dep, token.tag) == ("acl", "VBN")
        and _is_violence(noun, "N")
        and (token.lemma.lower() in _CARRIED)
    )


def told_with(tree: Tree, clause: Clause, mentions: list[TimeMention]) -> TimeMention | None:
    """The time of what a clause tells more of, where it has none itself.

    "on Friday, *when it fell*"; "a raid on Friday *that killed nine*"; "on Friday shops were hit in a raid
    *that killed nine*". Not "on Friday he condemned a raid *that killed nine*".
    """
    host = host_of(tree, clause.head) if clause.embedded else None
    verb = tree.tokens[clause.head if host is None else host]
    if verb.tag not in _PAST or _is_moved(tree, verb.i) or tree.dependents(verb.i, "neg"):
        return None
    if any(t.lemma.lower() == "have" for t in tree.dependents(verb.i, "aux")):
        return None
    told = [m for m in mentions if m.relation in {"at", "within"} and m.kind not in _NO_DAY]
    words = clause.own | clause.shared
    whens = [t.i for t in tree.tokens if t.i in words and t.text.lower() == "when" and t.i < verb.i]
    for mention in told:
        last = max(tree.inside(mention.span.start, mention.span.end), default=-9)
        if any(last == when - 1 or (last == when - 2 and _is_comma(tree, when - 1)) for when in whens[:1]):
            return mention
    of_person = any(t.tag in {"WP", "WP$"} for t in tree.tokens if t.i in words and t.i < verb.i)
    return _time_of_noun(tree, verb, told) if verb.dep == "relcl" and not of_person else None


def _is_comma(tree: Tree, index: int) -> bool:
    return tree.tokens[index].text == ","


def _time_of_noun(tree: Tree, verb: Token, mentions: list[TimeMention]) -> TimeMention | None:
    """The time of the happening that a relative clause modifies: its noun's own, or its clause's."""
    names = [verb.head]
    while tree.tokens[names[-1]].dep in _NAMED and not _is_verb(tree.tokens[tree.tokens[names[-1]].head]):
        names.append(tree.tokens[names[-1]].head)
    if not any(_is_violence(tree.tokens[i], "N") for i in names):
        return None
    host = tree.tokens[tree.tokens[names[-1]].head]
    happened = host.tag in _PAST and (_is_violence(host, "V") or host.lemma.lower() in _CARRIED)
    for mention in mentions:
        words = tree.inside(mention.span.start, mention.span.end)
        if not words or words & tree.subtree(verb.i):
            continue
        above = {
            next((a for a in tree.ancestors(i) if a in names or _is_verb(tree.tokens[a])), -1) for i in words
        }
        if above & set(names) or (happened and host.i in above):
            return mention
    return None


def _is_violence(token: Token, pos: str) -> bool:
    listed = event_words().nouns if pos == "N" else event_words().verbs
    return any(row.topic in _VIOLENCE for row in listed.get(token.lemma.lower(), ()))


def _is_meanwhile(tree: Tree, verb: int) -> bool:
    opening = {t.text.lower() for t in tree.dependents(verb, "mark", "advmod") if t.i < verb}
    return bool(opening & _MEANWHILE)


def eve_of(tree: Tree, clause: Clause, trigger: Trigger | None, mentions: list[TimeMention]) -> When | None:
    """The day of what another thing came so many days after: "hit on Saturday, *a day after* the killing".

    Only for a clause that is that noun, or opens so: its sentence's day is the other thing's.
    """
    if _counts_days(tree, clause):
        host = tree.tokens[clause.head].head
        told = [m for m in mentions if host in verbs_above(tree, tree.inside(m.span.start, m.span.end))]
        own = any(tree.inside(m.span.start, m.span.end) & clause.whole for m in mentions)
        return None if own else next((w for m in told if (w := _days_before(tree, clause.head, m))), None)
    if trigger is None or tree.tokens[trigger.head].pos not in {"NOUN", "PROPN"}:
        return None
    link = tree.tokens[tree.tokens[trigger.head].head]
    if tree.tokens[trigger.head].dep != "pobj" or link.text.lower() not in _AFTER or link.i in clause.own:
        return None
    return next((when for m in mentions if (when := _days_before(tree, link.i, m)) is not None), None)


def _days_before(tree: Tree, link: int, mention: TimeMention) -> When | None:
    """The day so many days before a day that the verb above a preposition has."""
    interval = mention.interval
    if mention.relation != "at" or interval is None or interval.start is None or interval.end is None:
        return None
    tokens = tree.inside(mention.span.start, mention.span.end)
    first = interval.start.date()
    long = interval.end - interval.start > timedelta(days=1)
    if long or link in {i for token in tokens for i in tree.subtree(token)}:
        return None
    told = _days_told(tree, link)
    if not told:
        return None
    day = first - timedelta(days=told)
    return When(day, day, mention.span, "day", "at", f"counted from “{mention.span.exact}”")


def _days_told(tree: Tree, link: int) -> int:
    """How many days a word counts by: 1 for "*a day* after"; 0 where it counts none."""
    above = tree.tokens[tree.tokens[link].head]
    gap = [t for t in (above, *tree.dependents(link, "npadvmod")) if t.lemma.lower() == "day"]
    told = [_ONE.get(t.text.lower(), 0) for day in gap for t in tree.dependents(day.i, "det", "nummod")]
    return told[0] if told else 0


def _counts_days(tree: Tree, clause: Clause) -> bool:
    """Whether a clause opens so: "*a day after* nine were killed"."""
    after = any(t.text.lower() == "after" for t in tree.dependents(clause.head, "mark"))
    return after and tree.tokens[clause.head].tag in _PAST and _days_told(tree, clause.head) > 0


def is_its_own(tree: Tree, clause: Clause, mention: TimeMention) -> bool:
    """Whether a period is the clause itself, "since *Douma fell*", or says who is meant, "in power since"."""
    when = tree.inside(mention.span.start, mention.span.end)
    if mention.relation != "since" or not when:
        return False
    if clause.head in when:
        return True
    links = [
        tree.tokens[a]
        for i in when
        for a in (i, *tree.ancestors(i))
        if tree.tokens[a].text.lower() == "since"
    ]
    nouns = [tree.tokens[link.head] for link in links[:1] if link.dep == "prep"]
    return any(n.dep in {"nsubj", "nsubjpass"} and n.lemma.lower() not in event_words().nouns for n in nouns)


def start_of(
    tree: Tree, clause: Clause, nearest: TimeMention, mentions: list[TimeMention]
) -> TimeMention | None:
    """The time at which a period began: "*since* the war broke out *in 2011*"; None where it is no such."""
    here = tree.inside(nearest.span.start, nearest.span.end)
    known = nearest.interval is not None and nearest.interval.start is not None
    if nearest.relation == "at" and known and _begins(tree, clause, here):
        return nearest
    if nearest.relation != "since" or known:
        return None
    for other in mentions:
        there = tree.inside(other.span.start, other.span.end)
        dated = other.relation == "at" and other.interval is not None and other.interval.start is not None
        if (
            dated
            and there
            and min(there) > max(here)
            and any(a in here for i in there for a in tree.ancestors(i))
        ):
            return other
    return None


def _begins(tree: Tree, clause: Clause, words: set[int]) -> bool:
    """Whether words stand below a clause's head in one that "since" opens."""
    for index in words:
        for above in tree.ancestors(index):
            if above == clause.head:
                break
            if any(t.text.lower() == "since" for t in tree.dependents(above, "mark")):
                return clause.head in set(tree.ancestors(above))
    return False


def is_record(tree: Tree, clause: Clause, mention: TimeMention) -> bool:
    """Whether a period only says what a thing is the most of: "the *worst* attack since the war began".

    Or "the *deadliest* in the past year".
    """
    when = tree.inside(mention.span.start, mention.span.end)
    period = mention.relation == "since" or mention.kind in _NO_DAY
    if not period and not any(_in_since(tree, i) for i in when):
        return False
    return any(_is_most(tree.tokens[i]) for i in clause.own - when)


def _is_most(token: Token) -> bool:
    if token.text.lower() == "first":
        return True
    return token.tag == "JJS" and token.text.lower() not in _AMOUNTS


def _in_since(tree: Tree, index: int) -> bool:
    """Whether a word stands in a clause that "since" opens."""
    return any(
        mark.text.lower() == "since"
        for above in tree.ancestors(index)
        for mark in tree.dependents(above, "mark")
    )


def days_joined(tree: Tree, nearest: TimeMention, mentions: list[TimeMention]) -> tuple[date, date] | None:
    """The first and the last of two days told as one time: "late on Saturday and early on Sunday"."""
    here = _phrase(tree, nearest)
    for other in mentions:
        there = _phrase(tree, other)
        if other is nearest or not (_is_joined(tree, there, here) or _is_joined(tree, here, there)):
            continue
        days = [day_of(mention) for mention in (nearest, other)]
        known = sorted(day for day in days if day is not None)
        if len(known) == len(days) and nearest.relation == other.relation == "at":
            return known[0], known[-1]
    return None


def _phrase(tree: Tree, mention: TimeMention) -> set[int]:
    """The words of a time, and those it hangs on: "early on" of "early on Sunday"."""
    found = tree.inside(mention.span.start, mention.span.end)
    for index in sorted(found):
        for above in tree.ancestors(index):
            if tree.tokens[above].pos not in {"ADP", "ADV", "ADJ"}:
                break
            found.add(above)
    return found


def _is_joined(tree: Tree, words: set[int], before: set[int]) -> bool:
    for index in words - before:
        token = tree.tokens[index]
        linked = token.dep == "conj" and token.head in before
        if linked and any(t.text.lower() == "and" for t in tree.dependents(token.head, "cc")):
            return True
    return False
