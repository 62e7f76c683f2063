"""Sources without a name: which two may be one voice, and whom a monitor without a name is beside."""

import re

from crossbearing.reconcile.lookup import Lookup

_ARTICLE = re.compile(r"\b(?:the|a|an)\s+")
_MONITOR = re.compile(
    r"(?:[\w-]+\s)?(?:war |conflict |human rights |rights )?(?:monitors?|watchdogs?|observatory"
    r"|monitoring (?:group|organi[sz]ation|body|network)s?)",
    re.IGNORECASE,
)
_CAMPAIGNERS = re.compile(
    rf"{_MONITOR.pattern}"
    r"|(?:[\w-]+\s){0,2}(?:activists?|activist (?:group|network|collective)s?|rights groups?)",
    re.IGNORECASE,
)


def described_alike(one: str, other: str, lookup: Lookup) -> bool:
    """Whether two sources have no name and one description: "a police source" of two reports.

    They may be one man, so that two reports that quote him corroborate nothing.
    """
    return one != other and _described(one, lookup) is not None and _key(one, lookup) == _key(other, lookup)


def is_monitor(origin: str, lookup: Lookup) -> bool:
    """Whether a source is called only by what it is, and that is a monitor: "a monitoring group"."""
    said = _described(origin, lookup)
    return said is not None and _MONITOR.fullmatch(said) is not None


def is_campaigner(origin: str, lookup: Lookup) -> bool:
    """Whether a source is monitors or activists without a name: "opposition activists"."""
    said = _described(origin, lookup)
    return said is not None and _CAMPAIGNERS.fullmatch(said) is not None


def is_of_a_society(origin: str, lookup: Lookup) -> bool:
    """Whether a source is a named body of civil society, or speaks for one."""
    known = [lookup.actors.get(step) for step in lookup.voices(origin)]
    return any(actor is not None and actor.kind == "ngo" for actor in known)


def _described(origin: str, lookup: Lookup) -> str | None:
    known = lookup.actors.get(origin)
    return known.name.strip() if known is not None and known.kind == "unnamed" else None


def _key(origin: str, lookup: Lookup) -> tuple[str, str | None]:
    known = lookup.actors.get(origin)
    said = _described(origin, lookup) or origin
    return _ARTICLE.sub("", said.lower()), None if known is None else known.member_of
