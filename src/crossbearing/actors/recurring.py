"""Finds again the bodies that no list has: by the name a report gave them, or its initials in brackets."""

from collections.abc import Iterator, Mapping, Sequence

from crossbearing.actors.lines import Line
from crossbearing.actors.registry import registry
from crossbearing.actors.resolve import Actors
from crossbearing.model import ActorMention, Span

_LONGEST = 8
"""No initials are longer than this."""
_NEVER = frozenset({"person", "unnamed"})


def recurring(
    lines: Sequence[Line], actors: Actors, known: Mapping[tuple[int, int], ActorMention]
) -> Iterator[ActorMention]:
    """Mentions of bodies named in full before: "the Qasr Relief Union (QRU)" … "[QRU]"."""
    names: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    taken = {place for mention in known.values() for place in (mention.span.start,) if mention.actor}
    unlisted = {
        one.id for one in actors.made.values() if one.kind not in _NEVER and registry().get(one.id) is None
    }
    for mention in sorted((m for m in known.values() if m.actor in unlisted), key=_start):
        actor = actors.made[mention.actor or ""]
        for phrase in _names(lines, mention, actor.name):
            forms = names.setdefault(phrase[0], [])
            if all(phrase != other for other, _ in forms):
                forms.append((phrase, actor.id))
    if names:
        for line in lines:
            yield from _found(line, names, taken)


def _names(lines: Sequence[Line], mention: ActorMention, name: str) -> Iterator[tuple[str, ...]]:
    """A body's name in words, and the initials that follow it in brackets."""
    line = next((one for one in lines if one.sentence.start <= mention.span.start < one.sentence.end), None)
    if line is None:
        return
    first, last = line.range(mention.span.start, mention.span.end)
    words = [word.text for word in line.words[first:last]]
    while words and words[0].lower() in ("the", "a", "an"):
        words.pop(0)
    if len(words) > 1 and words[0][0].isupper() and " ".join(words) in " ".join(name.split()):
        yield tuple(words)
    if last < len(line.words) and len(words) > 1:
        word = line.words[last]
        initials = word.text.isupper() and word.text[0] == words[0][0].upper()
        if "(" in word.gap and initials and 1 < len(word.text) <= _LONGEST:
            yield (word.text,)


def _found(
    line: Line, names: Mapping[str, Sequence[tuple[tuple[str, ...], str]]], taken: set[int]
) -> Iterator[ActorMention]:
    covered = {i for found in line.found for i in range(found.first, found.last)}
    for i, word in enumerate(line.words):
        for phrase, actor in names.get(word.text, ()):
            last = i + len(phrase)
            same = tuple(one.text for one in line.words[i:last]) == phrase
            if same and word.start not in taken and not any(at in covered for at in range(i, last)):
                span = Span(word.start, line.words[last - 1].end, line.text(i, last))
                yield ActorMention(span, actor)


def _start(mention: ActorMention) -> int:
    return mention.span.start
