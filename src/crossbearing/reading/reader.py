"""One report → its claims: every clause of every sentence, in the mouth it belongs to."""

from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from crossbearing.actors import agency_actor, outlet_actor
from crossbearing.ids import content_id
from crossbearing.model import Actor, Claim, Event, Link, Quantity, Reading, Report, Span
from crossbearing.places import Gazetteer
from crossbearing.reading.chosen_roles import choose, settled, sight_of
from crossbearing.reading.circumstances import (
    clause_quantities,
    clause_time,
    is_background,
    tells_whole,
)
from crossbearing.reading.clauses import Clause, is_finite, split_clauses
from crossbearing.reading.events import Trigger, find_triggers, main_trigger, own_word
from crossbearing.reading.judged import Verdict, category_of, is_history, judge, topic_of
from crossbearing.reading.lexicon import word_class
from crossbearing.reading.named import named
from crossbearing.reading.of_them import counts_of, notes_on, with_wholes
from crossbearing.reading.other_times import is_news
from crossbearing.reading.page import Page, Saying, meant_places, open_page
from crossbearing.reading.peopled import tells_of_people
from crossbearing.reading.phrases import Mentions
from crossbearing.reading.regions import Region, cut_regions
from crossbearing.reading.role_bars import may_inherit, same_side, what_went_before
from crossbearing.reading.role_traits import Asked, Sight
from crossbearing.reading.roles import Roles, find_roles
from crossbearing.reading.sensed import senses_of
from crossbearing.reading.several import cut_happenings
from crossbearing.reading.status import find_stance, find_status
from crossbearing.reading.told_of import Telling
from crossbearing.reading.topic import counted_topic, find_topic, is_bare_toll, is_suffered, placed_as
from crossbearing.reading.traits import Case
from crossbearing.reading.tree import Tree
from crossbearing.reading.where import PlaceFinder
from crossbearing.vocabulary import Status, Topic, Voice

_MIN_TOKENS = 2
"""A clause of one word says nothing that could be true or false, unless it counts ("says *nine* killed")."""
_GENERIC_CREDIT = "agencies"
_REASONS = frozenset({"because", "as", "since", "although", "though", "while", "whilst"})
"""Words before a clause that is told as a fact: "is likely to rise *because many are trapped*"."""
_STATES: frozenset[Topic] = frozenset({"control", "agreement", "population", "aid", "access"})
_LASTING = frozenset({"RETREAT", "AGREE", "CONCEDE"})


class _Scene(Struct, frozen=True):
    """A sentence with all that its claims are made from."""

    page: Page
    index: int
    tree: Tree
    triggers: list[Trigger]
    counts: list[Quantity]
    holding: frozenset[int]
    named: Mapping[int, float]
    narrator: Actor
    finder: PlaceFinder
    mentions: Mentions
    kinds: Mapping[str, str]
    _seen: list[Sight]

    @property
    def sight(self) -> Sight:
        """The sentence as it is searched for doers and targets, made at its first claim."""
        if not self._seen:
            self._seen.append(sight_of(self.tree, self.triggers, self.mentions, self.kinds))
        return self._seen[0]

    def holds(self, tokens: set[int]) -> bool:
        """Whether these tokens carry an event or a count."""
        return not self.holding.isdisjoint(tokens)

    def tells(self, index: int) -> bool:
        """Whether a verb is itself the word of an event that has a category."""
        return any(hit.head == index and hit.row.plover is not None for hit in self.triggers)


def read(report: Report, *, gazetteer: Gazetteer | None = None) -> Reading:
    """Read one report's claims, with the actors and places they name; no other report is known here.

    Examples: "The monitor said 12 people were killed in Dara" → one claim of the monitor, casualties,
    at Dara; "Shelling resumed, and families fled" → two claims in the narrator's voice.
    A report marked unread gives no claims.
    """
    if report.unread is not None:
        return Reading(report.id, (), (narrator_of(report),), ())
    return read_page(open_page(report, gazetteer))


def read_page(page: Page) -> Reading:
    """Read the claims of a report that is laid open already."""
    narrator, finder = narrator_of(page.report), PlaceFinder(page)
    count, claims = len(page.sentences), dict[str, Claim]()
    for claim in with_wholes(c for n in range(count) for c in _sentence_claims(page, n, narrator, finder)):
        claims.setdefault(claim.id, claim)
    actors = {narrator.id: narrator, **page.cast.actors}.values()
    return Reading(
        report=page.report.id,
        claims=tuple(claims.values()),
        actors=tuple(sorted(actors, key=lambda actor: actor.id)),
        places=meant_places(page),
        senses=senses_of(tuple(claims.values()), page.told),
    )


def narrator_of(report: Report) -> Actor:
    """On whose word narration rests: the one agency credited in the text, else the outlet."""
    if len(report.credits) == 1 and report.credits[0] != _GENERIC_CREDIT:
        return agency_actor(report.credits[0])
    return outlet_actor(report)


def _sentence_claims(page: Page, index: int, narrator: Actor, finder: PlaceFinder) -> Iterator[Claim]:
    if page.sentences[index].text.rstrip("\"”’' )").endswith("?"):
        return
    scene = _scene(page, index, narrator, finder)
    for region in cut_regions(scene.tree, page.sayings[index], page.asked[index]):
        clauses = split_clauses(
            scene.tree,
            set(region.tokens),
            carries=scene.holds,
            said=bool(region.chain) and region.whole,
            tells=scene.tells,
        )
        for clause in clauses:
            if _only_introduces(scene, clause, clauses):
                continue
            whole = _trigger(scene, clause)
            at = clause.head if whole is None else whole.head
            for part in cut_happenings(scene.tree, clause, at, scene.named):
                trigger = whole if part is clause else _trigger(scene, part)
                if _is_worth(scene, part, region, trigger):
                    yield _claim(scene, part, region, trigger)


def _trigger(scene: _Scene, clause: Clause) -> Trigger | None:
    """The event word of a clause, if it has one."""
    counted = counted_topic(clause_quantities(scene.tree, clause, scene.counts))
    return main_trigger(scene.tree, clause.head, clause.own, scene.triggers, counted, scene.named)


def _scene(page: Page, index: int, narrator: Actor, finder: PlaceFinder) -> _Scene:
    tree = page.trees[index]
    spans = [mention.span for mention in page.places[index]]
    triggers = find_triggers(tree, frozenset(i for s in spans for i in tree.inside(s.start, s.end)))
    counts = counts_of(page.sentences, index)
    holding = {hit.head for hit in triggers}
    holding |= {i for count in counts for i in tree.inside(count.span.start, count.span.end)}
    dated = [m.span for m in page.times[index] if m.interval is not None and m.kind == "date"]
    holding |= {i for span in dated for i in tree.inside(span.start, span.end)}
    kinds = {name: actor.kind for name, actor in page.cast.actors.items()}
    return _Scene(
        page,
        index,
        tree,
        triggers,
        counts,
        frozenset(holding),
        named(tree, triggers, page.told),
        narrator,
        finder,
        _mentions(page, index),
        kinds,
        [],
    )


def _only_introduces(scene: _Scene, clause: Clause, clauses: list[Clause]) -> bool:
    """Whether a clause holds nothing but the one it leads to: "I can tell you that …"."""
    if scene.holds(set(clause.own)):
        return False
    led = [c for c in clauses if c is not clause and c.head in clause.whole and c.head > clause.head]
    return any(scene.tree.tokens[c.head].dep in {"ccomp", "acl", "pcomp"} for c in led)


def _is_worth(scene: _Scene, clause: Clause, region: Region, trigger: Trigger | None) -> bool:
    """Whether a clause can be true or false: it has a verb, an event, or is all that someone said."""
    counts = clause_quantities(scene.tree, clause, scene.counts)
    if len(clause.own) < _MIN_TOKENS and counted_topic(counts) is None:
        return False
    finite = is_finite(scene.tree, clause.head) or is_bare_toll(scene.tree, clause.head, counts)
    empty = trigger is None and not counts
    if empty and not region.chain and not region.whole and _is_left_over(scene.tree, clause):
        return False
    return finite or trigger is not None or (bool(region.chain) and region.whole)


def _is_left_over(tree: Tree, clause: Clause) -> bool:
    """What is left when speech is cut out: "The move comes …", "… the envoy asked"; not a main clause."""
    head = tree.tokens[clause.head]
    if head.dep in {"advcl", "pcomp"} and tree.dependents(head.i, "nsubj", "nsubjpass"):
        return False
    return head.head != head.i or head.lemma.lower() in word_class("hollow")


def _claim(scene: _Scene, clause: Clause, region: Region, trigger: Trigger | None) -> Claim:
    page, tree, sentence = scene.page, scene.tree, scene.page.sentences[scene.index]
    saying, links = region.chain[0] if region.chain else None, _links(page, region.chain)
    stance = find_stance(tree, clause, saying, bool(links))
    stand = find_status(tree, clause, stance=stance, trigger=trigger, context=_governors(tree, clause))
    quantities = clause_quantities(tree, clause, scene.counts)
    ruled = find_topic(tree, clause, trigger, scene.triggers, quantities)
    roles = _ruled_roles(scene, clause, trigger)
    roles = _with_attackers(scene, roles, trigger, quantities)
    voice: Voice = saying.attribution.voice if saying is not None and links else "narrated"
    case = _case(scene, clause, trigger, (ruled, stand.status, stance, voice), quantities, roles)
    verdicts = judge(case, page.told)
    counted = counted_topic(quantities) is not None or is_suffered(tree, clause.head)
    judged = topic_of(verdicts, ruled, counted=counted, named=scene.named.get(case.at, -1.0))
    topic = ruled if is_bare_toll(tree, clause.head, quantities) else judged
    case = replace(case, roles=_chosen(scene, case, verdicts, topic, links))
    lasting, news, report = _lasts(trigger, topic), is_news(topic, stand.status), page.report.id
    when = clause_time(page, scene.index, clause, saying, trigger, lasting=lasting, news=news)
    far = tells_whole(page.report, tree, clause, when, topic, quantities)
    past = is_background(page.report, tree, clause, when, learnt=is_history(verdicts))
    placed = placed_as(topic, quantities)
    told = Telling(placed, region.tokens, not far, past, tells_of_people(topic, quantities))
    places, inferred = scene.finder.of(scene.index, clause, told)
    if saying is not None and not links:
        inferred = (*inferred, "origin: no source is named; the report's own word")
    return Claim(
        id=content_id("c", report, clause.span.start, clause.span.end, [link.actor for link in links]),
        report=report,
        span=clause.span,
        sentence=Span(sentence.start, sentence.end, sentence.text),
        voice=voice,
        topic=topic,
        status=stand.status,
        attribution=links,
        origin=_origin(links, scene.narrator),
        event=_event(scene, case, verdicts, topic),
        actors=case.roles.actors,
        targets=case.roles.targets,
        actor_spans=case.roles.actor_spans,
        target_spans=case.roles.target_spans,
        places=places,
        time=when,
        quantities=quantities,
        hedges=stand.hedges,
        negated=stand.negated,
        background=past,
        stance=stance,
        inferred=(*inferred, *notes_on(page.sentences, scene.index, quantities)),
    )


def _ruled_roles(scene: _Scene, clause: Clause, trigger: Trigger | None) -> Roles:
    """Doers and targets by the rules: of the listed word, else of the word that its event hangs on."""
    tree, named = scene.tree, own_word(trigger)
    roles = find_roles(tree, named, clause.own, scene.mentions, clause.head)
    if named is trigger or roles.actor_spans:
        return roles
    other = find_roles(tree, trigger, clause.own, scene.mentions, clause.head)
    return (
        roles
        if roles.target_spans and set(other.actors) & set(roles.targets)
        else replace(roles, actors=other.actors, actor_spans=other.actor_spans)
    )


def _case(
    scene: _Scene,
    clause: Clause,
    trigger: Trigger | None,
    ruled: tuple[Topic, Status, str | None, Voice],
    quantities: tuple[Quantity, ...],
    roles: Roles,
) -> Case:
    """A clause as it is judged; ``ruled`` are the topic, status, stance and voice by the rules."""
    kinds = (_kinds(scene.page, roles.actors), _kinds(scene.page, roles.targets))
    return Case(scene.tree, clause, trigger, tuple(scene.triggers), *ruled, quantities, roles, kinds)


def _chosen(
    scene: _Scene, case: Case, verdicts: dict[str, Verdict], topic: Topic, links: tuple[Link, ...]
) -> Roles:
    """Who did it to whom, by the rules and what was learnt; whoever only tells it did nothing."""
    tellers = frozenset(i for link in links for i in scene.tree.inside(link.span.start, link.span.end))
    ruled = case.trigger.row.plover if case.trigger is not None else None
    chosen = choose(Asked(case, scene.sight, tellers, topic, category_of(verdicts, ruled)))
    return settled(chosen, tellers, scene.tree, scene.mentions.by_token)


def _kinds(page: Page, actors: tuple[str, ...]) -> frozenset[str]:
    """The kinds of some actors of the cast."""
    return frozenset(page.cast.actors[a].kind for a in actors if a in page.cast.actors)


def _with_attackers(scene: _Scene, roles: Roles, hit: Trigger | None, counts: tuple[Quantity, ...]) -> Roles:
    """Who killed, where the sentence tells of one attacker: "Jets *of the army* hit it; nine were killed"."""
    if hit is None or hit.row.topic != "casualties" or roles.actor_spans:
        return roles
    if not may_inherit(scene.tree, hit, counts):
        return roles
    attacks = ((one, r) for one, r in scene.sight.beside if one.row.topic == "hostilities")
    aside = what_went_before(scene.tree, hit.head)
    found = [r for one, r in attacks if one.row.plover == "ASSAULT" and one.head not in aside]
    doers = {one.actor_spans: one for one in found if one.actor_spans}
    sides = {one.actors for one in doers.values()}
    if len(sides) != 1:
        return roles
    told = next(iter(doers.values()))
    if any(
        span.start < t.end and t.start < span.end for span in told.actor_spans for t in roles.target_spans
    ):
        return roles
    if set(told.actors) & set(roles.targets) or same_side(scene.tree, told.actor_spans, roles.target_spans):
        return roles
    return replace(roles, actors=told.actors, actor_spans=told.actor_spans)


def _mentions(page: Page, index: int) -> Mentions:
    """Who is named in a sentence, and which of them are news outlets."""
    here, known = page.actors[index], page.cast.actors
    media = frozenset(a for a in here.values() if a in known and known[a].kind == "media")
    return Mentions(here, media)


def _links(page: Page, chain: tuple[Saying, ...]) -> tuple[Link, ...]:
    """The chain from the origin outwards; who says that another said it passes it on."""
    found: list[Link] = []
    for depth, saying in enumerate(chain):
        for link in saying.attribution.links:
            if link.source is not None:
                role = "relay" if depth else link.role
                known = {link.actor for link in found if link.actor is not None} if depth else set()
                for span, actor in page.joined(link.source):
                    if actor not in known:
                        found.append(Link(span, actor, link.cue, role))
    return tuple(found)


def _origin(links: tuple[Link, ...], narrator: Actor) -> str | None:
    """The actor a claim rests on: the chain's first source, or the narrator where none is named."""
    if not links:
        return narrator.id
    sources = [link for link in links if link.role == "source"]
    return sources[0].actor if sources else links[0].actor


def _governors(tree: Tree, clause: Clause) -> set[int]:
    """Tokens above an embedded clause whose hedges cover it: "*it had received reports that* …"."""
    above: set[int] = set()
    head = tree.tokens[clause.head]
    plain = {t.text.lower() for t in tree.dependents(clause.head, "mark")} & _REASONS
    bare = (head.dep, head.tag) == ("acl", "VBN") and not is_finite(tree, head.i)
    if clause.embedded and not plain and head.dep != "relcl" and not bare:
        for index in tree.ancestors(clause.head):
            above.add(index)
            above.update(i for i in tree.children[index] if i < clause.head)
    return above


def _event(scene: _Scene, case: Case, verdicts: dict[str, Verdict], topic: Topic) -> Event | None:
    """The event of a clause: by the rules, by another category where that is surer, or by its head alone."""
    trigger = case.trigger
    ruled = trigger.row.plover if trigger is not None else None
    category = category_of(verdicts, ruled)
    span = scene.tree.span(trigger.tokens if trigger is not None else (case.clause.head,))
    links = scene.tree.tokens[case.at].lemma.lower() in word_class("copula")
    if category is None or span is None or (trigger is None and links):
        return None  # "Three nurses *were* among the dead" names its happening elsewhere
    if trigger is None or category != ruled:
        return Event(category, span)
    means = _means(scene, case.clause, trigger)
    acled = means.row.acled
    if trigger.row.topic == "control" and trigger.row.plover == "ASSAULT":
        acled = _territory(scene.page, case.roles) if topic == "control" else None
    return Event(category, span, acled, means.row.mode)


def _lasts(trigger: Trigger | None, topic: Topic) -> bool:
    """Whether what has happened still holds: a town that was taken is held, a raid is over."""
    return topic in _STATES or (trigger is not None and trigger.row.plover in _LASTING)


def _means(scene: _Scene, clause: Clause, trigger: Trigger) -> Trigger:
    """The event word that says by what means: killed "in an *air strike*" is an air strike."""
    near = clause.own | clause.shared
    armed = [hit for hit in scene.triggers if hit.head in near and hit.row.topic == "hostilities"]
    if trigger.row.mode == "explosives":
        return next((hit for hit in armed if hit.row.mode == "suicide-attack"), trigger)
    if trigger.row.topic != "casualties" or trigger.row.acled is not None:
        return trigger
    return next((hit for hit in armed if hit.row.acled is not None), trigger)


def _territory(page: Page, roles: Roles) -> str | None:
    """ACLED's name for taking ground, by who took it; None where the taker is not known."""
    kinds = {page.cast.actors[a].kind for a in roles.actors if a in page.cast.actors}
    if kinds and kinds <= {"state", "government", "military"}:
        return "Government regains territory"
    return "Non-state actor overtakes territory" if kinds == {"armed_group"} else None
