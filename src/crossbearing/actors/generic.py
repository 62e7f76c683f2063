"""Names of a kind of body, "a Kurdish militia": when they only tell what the body named before them is."""

from crossbearing.actors.lexicon import names
from crossbearing.actors.lines import Line
from crossbearing.actors.lists import cue
from crossbearing.actors.registry import list_id, registry
from crossbearing.actors.scan import Found

_KINDS = frozenset({"a-kurdish-forces", "a-shia-militias"})
"""Listed actors that are every body of a kind."""
_CROWDS = frozenset({"rebels", "militants", "militias", "opposition"})
_GAPS = (" ", ", ", ") ", "), ")
_ONE = frozenset({"a", "an"})
_FORCE = frozenset({"force"})
_ADJECTIVES = 4
"""So many words at most from "a" to the noun: "a small Islamist rebel group"."""
_BODIES = frozenset({"armed_group", "other"})


def explained(line: Line, found: Found) -> str | None:
    """The armed group or movement that "a Kurdish militia" explains, named right before it, or None.

    "the YPG a Kurdish militia but", "Fastaqim, an Islamist rebel group". None of a plural ("Daesh and
    Kurdish militias") and of what no "a" opens.
    """
    noun = line.words[found.last - 1].low
    if found.key not in (_KINDS if found.sort == "actor" else _CROWDS):
        return None
    if noun not in cue("meant_group") | cue("meant_union") | _FORCE:
        return None
    at = found.first
    while at > max(1, found.first - _ADJECTIVES) and line.words[at].tight and line.words[at].low not in _ONE:
        at -= 1
    if line.words[at].low not in _ONE or line.words[at].gap not in _GAPS:
        return None
    before = next((f for f in line.found if f.last == at and f.sort == "actor"), None)
    row = registry().listed.get(before.key) if before is not None else None
    return list_id(row.slug) if row is not None and row.kind in _BODIES else None


def named_within(line: Line, found: Found) -> list[str]:
    """The listed bodies that words name, also within a longer name: "the anti-[Daesh] coalition"."""
    if found.sort == "actor" and found.form != "+":
        rest = [i for i in range(found.first + 1, found.last) if line.words[i].text[0].isupper()]
        inner = [hit.entry.key for i in rest for hit in names().at(line.words, i)]
        return [found.key, *(key for key in inner if key in registry().listed and key != found.key)]
    return []
