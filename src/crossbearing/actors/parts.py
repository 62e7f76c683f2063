"""Names that stand within longer words: whose jets they are, who holds the town."""

from collections.abc import Iterator, Sequence

from crossbearing.actors.lexicon import names
from crossbearing.actors.lines import Line
from crossbearing.actors.lists import cue
from crossbearing.actors.registry import registry
from crossbearing.actors.resolve import Actors
from crossbearing.actors.scan import Found
from crossbearing.model import ActorMention, Span

_OWNERS = ("country", "demonym", "metonym", "person")
_RULE = ("regime", "government")


def parts(lines: Sequence[Line], actors: Actors) -> Iterator[ActorMention]:
    """The owners of arms and those before "-held" and "-backed": "[Kenyan] jets", "[Daesh]-held"."""
    for line in lines:
        for found in line.found:
            last, actor = (
                _owner(line, found, actors) if found.sort == "noun" else (found.last, _affixed(found))
            )
            if actor is not None and actors.know(actor) is not None:
                start, end = line.words[found.first].start, line.words[last - 1].end
                yield ActorMention(Span(start, end, line.text(found.first, last)), actor)


def _affixed(found: Found) -> str | None:
    if found.sort != "affix":
        return None
    if found.key.startswith("a-"):
        return found.key
    return registry().compose(found.countries[0], "state") if len(found.countries) == 1 else None


def _owner(line: Line, found: Found, actors: Actors) -> tuple[int, str | None]:
    """The words before an army's arms that say whose they are, up to which word, and whom they name."""
    if found.key != "forces" or line.words[found.last - 1].low not in cue("arms"):
        return found.first, None
    country = actors.country(actors.of(line, found))
    if country is not None and line.words[found.first].low in _RULE:
        return found.first + 1, registry().compose(country, "government")
    hits = [hit for hit in names().at(line.words, found.first) if hit.entry.sort in _OWNERS]
    if not hits or hits[0].last >= found.last or country is None:
        return found.first, None
    person = hits[0].entry.sort == "person"
    return hits[0].last, hits[0].entry.key if person else registry().compose(country, "state")
