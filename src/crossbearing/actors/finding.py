"""The door's work: sentences in, cast out."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import structs

from crossbearing.actors.beside import beside
from crossbearing.actors.bodies import bodies, mention_of
from crossbearing.actors.cast import Cast
from crossbearing.actors.focus import focus
from crossbearing.actors.inside import Inside
from crossbearing.actors.lines import Line, read_lines
from crossbearing.actors.parts import parts
from crossbearing.actors.people import People
from crossbearing.actors.pronouns import again
from crossbearing.actors.recurring import recurring
from crossbearing.actors.resolve import Actors
from crossbearing.actors.sources import Sources
from crossbearing.actors.told import told
from crossbearing.model import Actor, ActorMention, Report, Sentence, Span

_MOST_ALIASES = 40
"""Names shown for one actor; more are misreadings rather than names."""


def find_actors(
    report: Report,
    sentences: Sequence[Sentence],
    sources: Sequence[Span] = (),
    *,
    scenes: Mapping[str, float] | None = None,
) -> Cast:
    """Find everyone who acts or speaks in a report, and say which words stand for whom.

    ``sources`` are spans that speech was attributed to ("Lavrov", "the ambassador", "he", "a Turkish
    government source"); each gets an actor, or None where two may be meant. Names are looked up in the
    room's lists, whatever their spelling there; people whom no list has keep one id over all reports,
    unnamed ones an id of this report. "The army", "the regime" and "rebels" are read against the
    country that the report is about; ``scenes`` counts, by country, the places where it says things happen.
    """
    lines = read_lines(sentences)
    about = focus(lines, scenes)
    actors = Actors(report, lines, about)
    people = People(lines, about, report.id)
    actors.settle(people)
    speech = Sources(lines, actors, people)
    named = list(_mentions(lines, actors, people))
    starts = {m.line.words[m.first].start for m in people.mentions}
    spoken = speech.resolve(sources, [*told(lines, sources, [m.span for m in named], starts)])
    mentions = {(m.span.start, m.span.end): m for m in [*named, *_mentions(lines, actors, people)]}
    mentions.update({(m.span.start, m.span.end): m for m in bodies(lines, actors, mentions)})
    opened = {m.span: m for m in again(lines, actors)}
    mentions.update({(m.span.start, m.span.end): m for m in opened.values()})
    mentions.update({(m.span.start, m.span.end): m for m in spoken})
    more = [*recurring(lines, actors, mentions)]
    mentions = {(m.span.start, m.span.end): m for m in more} | mentions
    inside = Inside(lines, actors, people, speech.turns)
    held = tuple(parts(lines, actors))
    rulers = [m for m in held if m.actor is not None and actors.made[m.actor].kind == "person"]
    seen = [*mentions.values(), *rulers]
    mentions.update({(m.span.start, m.span.end): m for m in [*inside.resolve(seen, sources, opened)]})
    kept = tuple(mentions[place] for place in sorted(mentions))
    held = (*held, *beside(report, actors))
    return Cast(kept, {actor: _with_aliases(actors, actor) for actor in sorted(actors.made)}, held)


def _mentions(lines: Sequence[Line], actors: Actors, people: People) -> Iterator[ActorMention]:
    for line in lines:
        for found in line.found:
            actor = actors.of(line, found)
            if actor is not None:
                yield mention_of(line, found.first, found.last, actor, found.sort == "role")
    for mention in people.mentions:
        yield mention_of(mention.line, mention.first, mention.last, mention.person.id, False)


def _with_aliases(actors: Actors, actor: str) -> Actor:
    """The actor with the names that the lists and this report give it."""
    known = actors.made[actor]
    seen = [alias for alias in actors.aliases.get(actor, ()) if alias != known.name]
    names = tuple(dict.fromkeys((*known.aliases, *seen)))[:_MOST_ALIASES]
    return structs.replace(known, aliases=names)
