"""Outlets and agencies as actors: those listed by any of their names, others by the name they bear."""

from functools import lru_cache

from crossbearing.actors.lists import OWN, Own, actor_rows, split
from crossbearing.actors.people import name_key
from crossbearing.actors.registry import list_id, registry
from crossbearing.ids import content_id
from crossbearing.model import Actor, Report

_TITLE_LENGTH = 48
"""An unnamed outlet is shown with so much of its report's title, enough to tell reports apart in a table."""


def outlet_actor(report: Report) -> Actor:
    """The outlet of a report as a media actor; an unknown one is distinct for each report."""
    if report.outlet is not None and report.outlet.strip():
        return media_actor(report.outlet)
    title = " ".join((report.title or "").split())
    short = title if len(title) <= _TITLE_LENGTH else f"{title[:_TITLE_LENGTH].rsplit(' ', 1)[0]} …"
    name = f"unnamed outlet ({short})" if short else "unnamed outlet"
    return Actor(id=content_id("a", "outlet", report.id), name=name, kind="media")


def media_actor(name: str) -> Actor:
    """The media actor of a name as credits and mastheads give it: "AFP", "voanews.com", "Delta Herald"."""
    plain = " ".join(name.split())
    listed = listed_media(plain)
    actor = None if listed is None else registry().get(listed)
    if actor is not None:
        return actor
    return Actor(id=content_id("a", "media", _key(plain)), name=plain, kind="media")


def listed_media(name: str) -> str | None:
    """The listed outlet of a name, or None: "AA" → Anadolu Agency."""
    return _by_name(OWN.get()).get(_key(name))


def _key(name: str) -> str:
    key = name_key(name.lower().removeprefix("https://").removeprefix("http://").removeprefix("www."))
    return key.removeprefix("the ").strip()


@lru_cache(maxsize=2)
def _by_name(own: Own) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in actor_rows():
        if row.kind != "media":
            continue
        for name in (row.name, row.slug, *split(row.aliases)):
            found.setdefault(_key(name.rstrip("~")), list_id(row.slug))
    return found


def agency_actor(name: str) -> Actor:
    """The news agency of a credit: "AFP" → Agence France-Presse."""
    return media_actor(name)
