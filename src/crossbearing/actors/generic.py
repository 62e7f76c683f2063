"""Names that fit many bodies, "a Kurdish militia", "the Red Cross", "the army": which one is meant."""

from collections.abc import Sequence

from crossbearing.actors.lexicon import names
from crossbearing.actors.lines import Line
from crossbearing.actors.lists import cue
from crossbearing.actors.registry import list_id, registry
from crossbearing.actors.scan import Found

_KINDS = frozenset({"a-kurdish-forces", "a-shia-militias"})
"""Listed actors that are every body of a kind."""
_CROWDS = frozenset({"rebels", "militants", "militias", "opposition"})
GAPS = (" ", ", ", ") ", "), ")
"""What stands between a name and the phrase that explains it."""
_ONE = frozenset({"a", "an"})
_FORCE = frozenset({"force"})
_ADJECTIVES = 4
"""So many words at most from "a" to the noun: "a small Islamist rebel group"."""
_ICRC = "a-icrc"
_IFRC = "a-ifrc"
_NEXT_DOOR = frozenset({"neighbouring", "neighboring", "nearby"})
_OWN = frozenset({"government", "forces", "pro_forces", "police", "intelligence", "militias"})
"""What each land has of its own."""
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
    if line.words[at].low not in _ONE or line.words[at].gap not in GAPS:
        return None
    before = next((f for f in line.found if f.last == at and f.sort == "actor"), None)
    row = registry().listed.get(before.key) if before is not None else None
    return list_id(row.slug) if row is not None and row.kind in _BODIES else None


def named_within(line: Line, found: Found) -> list[str]:
    """The listed bodies that words name, also within a longer name or as holding a place.

    "the anti-[Daesh] coalition", "[Daesh]-held villages".
    """
    held = found.last < len(line.words) and line.words[found.last].low in cue("held_by")
    if found.sort == "affix" and held and found.key in registry().listed:
        return [found.key]
    if found.sort == "actor" and found.form != "+":
        rest = [i for i in range(found.first + 1, found.last) if line.words[i].text[0].isupper()]
        inner = [hit.entry.key for i in rest for hit in names().at(line.words, i)]
        return [found.key, *(key for key in inner if key in registry().listed and key != found.key)]
    return []


def societies(lines: Sequence[Line]) -> tuple[frozenset[str], bool, bool]:
    """The countries whose Red Cross a report names, and whether it names the international committee, the
    federation.
    """
    found = [(line, f) for line in lines for f in line.found]
    named = {f.countries[0] for _, f in found if f.key == "red_cross" and len(f.countries) == 1}
    full = {f.key for line, f in found if f.sort == "actor" and not _is_bare(line, f)}
    return frozenset(named), _ICRC in full, _IFRC in full


def society(line: Line, found: Found, known: tuple[frozenset[str], bool, bool]) -> str | None:
    """Whom "the Red Cross" means: the only national one of the report, None beside the international.

    The federation, where the report names that in full and not the committee.
    """
    countries, international, _ = known
    if _is_bare(line, found) and federated(found.key, known) != found.key:
        return _IFRC
    if found.key != _ICRC or not countries or not _is_bare(line, found):
        return found.key
    if international or len(countries) > 1:
        return None
    return registry().compose(next(iter(countries)), "red_cross")


def federated(actor: str | None, known: tuple[frozenset[str], bool, bool]) -> str | None:
    """The federation in place of the committee, where a report names only the former in full."""
    _, international, federation = known
    return _IFRC if actor == _ICRC and federation and not international else actor


def _is_bare(line: Line, found: Found) -> bool:
    return line.words[found.first].low == "red"


def _embattled() -> frozenset[str]:
    """Countries that listed armed groups are at home in."""
    rows = registry().listed.values()
    return frozenset(row.country for row in rows if row.kind == "armed_group" and row.country)


def _home(found: Found) -> str:
    row = registry().listed.get(found.key)
    return row.country if row is not None and row.kind in ("armed_group", "military", "government") else ""


def is_abroad(lines: Sequence[Line], line: Line, found: Found, focus: str | None) -> bool:
    """Whether "the army" may be another land's, at war too, which was the place just before.

    "Daesh is under attack in neighbouring Iraq. Pro-government forces …" in a report on Syria.
    """
    if found.key == "media" and focus is not None and line.words[found.first].low == "local":
        named = {land for f in line.found for land in f.countries} | {_home(f) for f in line.found}
        return bool(named - {focus, ""})  # "Kenyan police, local media said"
    if found.key not in _OWN or focus is None:
        return False
    near = [f for f in line.found if f.first < found.first and f.sort == "state"]
    at = line if near or not line.index else lines[line.index - 1]
    lands = [f for f in near or at.found if f.sort == "state" and len(f.countries) == 1]
    if not lands or any(f.countries[0] == focus for f in lands):
        return False
    last = lands[-1]
    before = [word.low for word in at.words[max(0, last.first - 2) : last.first]]
    next_door = before[-1:] != [] and before[-1] in _NEXT_DOOR
    at_war = before[-1:] == ["in"] and last.countries[0] in _embattled()
    return last.form == "country" and (at_war or (next_door and before[0] == "in"))
