"""One report laid open: its sentences with everything the instruments found in them."""

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from multiprocessing import parent_process

from msgspec import Struct

from crossbearing.actors import Cast, find_actors
from crossbearing.attribution import TextRead, Told, read_text
from crossbearing.model import (
    Attribution,
    Place,
    PlaceMention,
    Published,
    Report,
    Sentence,
    Span,
    TimeMention,
)
from crossbearing.places import Gazetteer, Toponyms, find_places
from crossbearing.reading.attribution import find_attributions
from crossbearing.reading.lexicon import word_class
from crossbearing.reading.parse import parse
from crossbearing.reading.parted import parted
from crossbearing.reading.sentences import SentenceIndex
from crossbearing.reading.tree import Tree
from crossbearing.times import find_report_times


class Saying(Struct, frozen=True):
    """An attribution in its sentence, with the day of speaking where the report tells it.

    ``said`` is that day, ``said_span`` the words that tell it ("on Thursday"); both may be None.
    """

    attribution: Attribution
    speaker: str | None
    said: Published | None
    said_span: Span | None


class Page(Struct, frozen=True):
    """A report's sentences, trees, sayings, places, actors and times, aligned by sentence index."""

    report: Report
    sentences: tuple[Sentence, ...]
    trees: tuple[Tree, ...]
    sayings: tuple[tuple[Saying, ...], ...]
    toponyms: Toponyms
    places: tuple[tuple[PlaceMention, ...], ...]
    cast: Cast
    actors: tuple[dict[int, str], ...]
    times: tuple[tuple[TimeMention, ...], ...]
    asked: tuple[tuple[Span, ...], ...]
    told: Told

    def joined(self, source: Span) -> list[tuple[Span, str | None]]:
        """The sources that one span names: "Turkey and opposition groups" are two, each with its actor."""
        spans = _parts(SentenceIndex(self.sentences), self.trees, source)
        parts = [(part, self.cast.at(part)) for part in spans]
        known = [actor for _, actor in parts if actor is not None]
        if len(parts) > 1 and known and len(set(known)) == len(known):
            return parts
        return [(source, self.cast.at(source) or next(iter(known), None))]


def _parts(index: SentenceIndex, trees: Sequence[Tree], source: Span) -> list[Span]:
    """Those whom a source names, itself where it is one."""
    i = next(iter(index.touching(source)), None)
    return (parted(trees[i], source) if i is not None else []) or [source]


def open_page(report: Report, gazetteer: Gazetteer | None = None) -> Page:
    """Parse a report and run every instrument over it once."""
    sentences, (spoken, told) = _parsed_and_read(report)
    trees = tuple(Tree(sentence) for sentence in sentences)
    index = SentenceIndex(sentences)
    toponyms = find_places(report.text, sentences, gazetteer=gazetteer)
    attributions = _unlabelled(find_attributions(report, sentences, spoken), toponyms)
    named = {link.source for a in attributions for link in a.links if link.source is not None}
    sources = [part for source in sorted(named) for part in _parts(index, trees, source)]
    cast = find_actors(report, sentences, sources, scenes=_scenes(report, sentences, toponyms))
    times = tuple(tuple(found) for found in find_report_times(sentences, report.published))
    return Page(
        report=report,
        sentences=sentences,
        trees=trees,
        sayings=_sayings(report, sentences, attributions, cast, times, index),
        toponyms=toponyms,
        places=_spread(index, toponyms.mentions),
        cast=cast,
        actors=_actors_by_token(trees, cast, index),
        times=times,
        asked=_apart(sentences, attributions, index),
        told=told,
    )


def meant_places(page: Page) -> tuple[Place, ...]:
    """The places that the report's words stand for and those around them; rivals for a name are left out."""
    known = page.toponyms.places
    found: dict[str, Place] = {}
    for mention in page.toponyms.mentions:
        step = mention.place
        while step is not None and step in known and step not in found:
            found[step] = known[step]
            step = known[step].within
    return tuple(found[key] for key in sorted(found))


def _unlabelled(attributions: list[Attribution], toponyms: Toponyms) -> list[Attribution]:
    """Leave out places that only say where a headline plays: "DR Congo: Peacekeepers among dead".

    Not a state that the report is not about, whose words they are: "Russia: Nine died in Aleppo".
    """
    mentions = (mention for mention in toponyms.mentions if mention.role != "actor")
    places = {(mention.span.start, mention.span.end) for mention in mentions}
    return [
        a
        for a in attributions
        if not any(
            link.source is not None
            and link.cue is not None
            and link.cue.exact == ":"
            and link.source.start < link.cue.start
            and (link.source.start, link.source.end) in places
            for link in a.links
        )
    ]


def _parsed_and_read(report: Report) -> tuple[tuple[Sentence, ...], TextRead]:
    """A report's sentences, and what the trained model reads in it: side by side, but one core has one task.

    A process of a crew has a core of its own, where two threads cost a fifth more than one after the other.
    """
    if parent_process() is not None:
        return tuple(parse(report)), read_text(report.text)
    with ThreadPoolExecutor(max_workers=1) as aside:
        read = aside.submit(read_text, report.text)
        return tuple(parse(report)), read.result()


def _apart(
    sentences: tuple[Sentence, ...], attributions: list[Attribution], index: SentenceIndex
) -> tuple[tuple[Span, ...], ...]:
    """Sources and cues, by sentence, whose words said stand in another: "“… shame?” *the envoy asked*."."""
    rows: list[list[Span]] = [[] for _ in sentences]
    for attribution in attributions:
        said = {i for span in attribution.content for i in index.touching(span)}
        spoken = [s for link in attribution.links if link.cue for s in (link.source, link.cue) if s]
        for span in spoken:
            for i in set(index.touching(span)) - said:
                rows[i].append(span)
    return tuple(tuple(row) for row in rows)


def _scenes(report: Report, sentences: tuple[Sentence, ...], toponyms: Toponyms) -> dict[str, float]:
    """How often each country is where things happen; the headline and a dateline count double."""
    titles = [s for s in sentences if s.kind == "title"]
    body = min((b.start for b in report.blocks if b.kind == "paragraph"), default=0)
    counts: dict[str, float] = {}
    for mention in toponyms.mentions:
        place = toponyms.places.get(mention.place or "")
        if place is None or place.country is None or mention.role != "where":
            continue
        headed = mention.span.start < body or any(s.start <= mention.span.start < s.end for s in titles)
        counts[place.country] = counts.get(place.country, 0.0) + (2.0 if headed else 1.0)
    return counts


def _spread(index: SentenceIndex, mentions: Iterable[PlaceMention]) -> tuple[tuple[PlaceMention, ...], ...]:
    """Lay mentions out by the sentence they begin in."""
    rows: list[list[PlaceMention]] = [[] for _ in index.sentences]
    for mention in mentions:
        touched = index.touching(mention.span)
        if touched:
            rows[touched[0]].append(mention)
    return tuple(tuple(row) for row in rows)


def _actors_by_token(trees: tuple[Tree, ...], cast: Cast, index: SentenceIndex) -> tuple[dict[int, str], ...]:
    rows: list[dict[int, str]] = [{} for _ in trees]
    for mention in sorted(cast.mentions, key=lambda m: m.span.start - m.span.end, reverse=True):
        if mention.actor is None:
            continue
        for i in index.touching(mention.span):
            for token in trees[i].inside(mention.span.start, mention.span.end):
                rows[i].setdefault(token, mention.actor)
    return tuple(rows)


def _sayings(
    report: Report,
    sentences: tuple[Sentence, ...],
    attributions: list[Attribution],
    cast: Cast,
    times: tuple[tuple[TimeMention, ...], ...],
    index: SentenceIndex,
) -> tuple[tuple[Saying, ...], ...]:
    """Attributions by every sentence their content touches, with the day each speaker spoke."""
    rows: list[list[Saying]] = [[] for _ in sentences]
    placed: list[list[Attribution]] = [[] for _ in sentences]
    for attribution in attributions:
        for i in sorted({i for span in attribution.content for i in index.touching(span)}):
            placed[i].append(attribution)
    spoke: dict[str, tuple[Published, Span]] = {}
    for i, here in enumerate(placed):
        _note_speech(sentences[i], here, cast, times[i], spoke)
        for attribution in here:
            speaker = _speaker(attribution, cast)
            own = _speech_time(sentences[i], here, times[i])
            if own is not None and speaker is not None:
                spoke[speaker] = own
            said = own or (spoke.get(speaker) if speaker is not None else None)
            rows[i].append(Saying(attribution, speaker, *(said or (None, None))))
    return tuple(tuple(row) for row in rows)


def _speaker(attribution: Attribution, cast: Cast) -> str | None:
    for link in attribution.links:
        if link.role == "source" and link.source is not None:
            return cast.at(link.source)
    return None


def _speech_time(
    sentence: Sentence, here: list[Attribution], times: tuple[TimeMention, ...]
) -> tuple[Published, Span] | None:
    """The day of speaking: a time outside all that is said, in a sentence with a cue."""
    if not any(link.cue is not None for attribution in here for link in attribution.links):
        return None
    contents = [span for attribution in here for span in attribution.content]
    for mention in times:
        outside = all(mention.span.end <= s.start or s.end <= mention.span.start for s in contents)
        day = day_of(mention)
        if outside and day is not None and mention.relation == "at":
            return Published(day, day, "stated", mention.span), mention.span
    return None


def _note_speech(
    sentence: Sentence,
    here: list[Attribution],
    cast: Cast,
    times: tuple[TimeMention, ...],
    spoke: dict[str, tuple[Published, Span]],
) -> None:
    """Days of speaking told beside the quote: "comments by the minister on Thursday"."""
    if here or not any(t.lemma.lower() in word_class("speech_noun") for t in sentence.tokens):
        return
    days = [(day_of(m), m.span) for m in times if m.relation == "at"]
    actors = [
        m.actor
        for m in cast.mentions
        if m.actor is not None and sentence.start <= m.span.start < sentence.end
    ]
    known = [(day, span) for day, span in days if day is not None]
    if known and actors:
        day, span = known[0]
        for actor in actors:
            spoke.setdefault(actor, (Published(day, day, "stated", span), span))


def day_of(mention: TimeMention) -> date | None:
    """The one day a time mention lies in, or None where it spans more or is unknown."""
    interval = mention.interval
    if interval is None or interval.start is None or interval.end is None:
        return None
    hours = (interval.end - interval.start).total_seconds() / 3600
    return interval.start.date() if hours <= 24 else None
