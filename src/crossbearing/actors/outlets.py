"""Outlets and agencies as actors: those listed by any of their names, others by the name they bear."""

import re
import unicodedata
from functools import lru_cache

from crossbearing.actors.lists import OWN, Own, actor_rows, split
from crossbearing.actors.people import name_key
from crossbearing.actors.registry import list_id, registry
from crossbearing.ids import content_id
from crossbearing.model import Actor, Report

_NOT_LETTERS = re.compile(r"[^a-z0-9]+")
_SITE = re.compile(
    r"(?:https?://)?(?:(?:www|m|en|eng|english|ar|arabic)\.)*(?P<name>[\w-]+)(?:\.\w+){1,3}/?", re.IGNORECASE
)
_SHORTEST = 5
"""Names of fewer letters are not read without their spaces and marks."""
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
    """The actor of a name as credits and mastheads give it: "AFP", "voanews.com", "Delta Herald".

    A body that is no medium and publishes itself is that body ("unicef", "Amnesty International"), so that
    what it publishes and what others heard it say rest on one origin.
    """
    plain = " ".join(name.split())
    listed = listed_media(plain) or _by_site(plain)
    actor = None if listed is None else registry().get(listed)
    if actor is not None:
        return actor
    return Actor(id=content_id("a", "media", _key(plain)), name=plain, kind="media")


def listed_media(name: str) -> str | None:
    """The listed outlet of a name, or None: "AA" → Anadolu Agency."""
    return _by_name(OWN.get()).get(_key(name))


def _by_site(name: str) -> str | None:
    """The listed outlet or publishing body of a site or a name run together: "dailysabah" → Daily Sabah."""
    site = _SITE.fullmatch(name)
    if site is not None and (found := listed_media(site["name"])) is not None:
        return found
    squeezed = _squeezed(name if site is None else site["name"])
    return _by_letters(OWN.get()).get(squeezed) if len(squeezed) >= _SHORTEST else None


def _key(name: str) -> str:
    key = name_key(name.lower().removeprefix("https://").removeprefix("http://").removeprefix("www."))
    return key.removeprefix("the ").strip()


def _squeezed(name: str) -> str:
    """A name's letters alone: "The Daily Sabah" → "dailysabah"."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return _NOT_LETTERS.sub("", plain.removeprefix("the "))


@lru_cache(maxsize=2)
def _by_name(own: Own) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in actor_rows():
        if row.kind != "media":
            continue
        for name in (row.name, row.slug, *split(row.aliases)):
            found.setdefault(_key(name.rstrip("~")), list_id(row.slug))
    return found


@lru_cache(maxsize=2)
def _by_letters(own: Own) -> dict[str, str]:
    """Listed actors by the letters of their names, media first; letters that two others share name none."""
    media: dict[str, str] = {}
    others: dict[str, set[str]] = {}
    for row in actor_rows():
        for name in (row.name, *split(row.aliases)):
            if name.endswith("+"):
                continue
            if row.kind == "media":
                media.setdefault(_squeezed(name), list_id(row.slug))
            else:
                others.setdefault(_squeezed(name), set()).add(list_id(row.slug))
    return {name: next(iter(ids)) for name, ids in others.items() if len(ids) == 1} | media


def agency_actor(name: str) -> Actor:
    """The news agency of a credit: "AFP" → Agence France-Presse."""
    return media_actor(name)
