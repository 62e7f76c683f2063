"""Which of the things that bear names a user means."""

import re
import unicodedata
from collections.abc import Collection, Mapping
from difflib import get_close_matches

from crossbearing.errors import InputError

SHOWN = 5
"""So many names fit an error's one line."""
_NEAR = 0.6
"""Below this likeness a name is no likely slip of another (difflib's own default)."""
_DROPPED = re.compile(r"[.’'“”\"`]")
_OTHER = re.compile(r"[\W_]+")
_ARTICLE = re.compile(r"^(?:the|a|an) ")

Named = Mapping[str, tuple[str, ...]]
"""By id, the names a thing bears, the one it is shown by first."""


def folded(name: str) -> str:
    """A name without case, accents, article and marks: "The U.N." → "un", "Al-Zinki" → "al zinki"."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    words = _OTHER.sub(" ", _DROPPED.sub("", bare.casefold())).strip()
    return _ARTICLE.sub("", words)


def meant(name: str, known: Named, likely: Collection[str], what: str) -> str:
    """The id of the one thing that a user means by a name.

    An id comes first, then a whole name, then words of a name ("observatory"); of several that fit, one of
    the ``likely``, then one that is shown by that name. Raises ``InputError`` where no thing or more than one
    is left, with the names that are near.
    """
    if name in known:
        return name
    wanted = folded(name)
    whole = [key for key, names in known.items() if wanted and wanted in map(folded, names)]
    if whole:
        return _only(name, whole, known, likely, what)
    words = set(wanted.split())
    part = [key for key, names in known.items() if words and any(words <= _words(n) for n in names)]
    if part:
        return _only(name, part, known, likely, what)
    raise InputError(f"no such {what}", where=name, hint=_near(wanted, known, likely))


def _only(name: str, found: list[str], known: Named, likely: Collection[str], what: str) -> str:
    found = [key for key in found if key in likely] or found
    shown = [key for key in found if folded(known[key][0]) == folded(name)]
    found = shown if len(shown) == 1 else found
    if len(found) == 1:
        return found[0]
    ids = f"; an id tells apart: {found[0]}" if len({known[key][0] for key in found}) < len(found) else ""
    raise InputError(
        f"more than one {what} is called so",
        where=name,
        hint=_listed(sorted(known[k][0] for k in found)) + ids,
    )


def _words(name: str) -> set[str]:
    return set(folded(name).split())


def _near(wanted: str, known: Named, likely: Collection[str]) -> str:
    of = {folded(name): known[key][0] for key in sorted(known) for name in known[key]}
    near = [of[match] for match in get_close_matches(wanted, of, n=SHOWN, cutoff=_NEAR)]
    if near:
        return f"near: {_listed(near)}"
    some = sorted(known[key][0] for key in known if key in likely)
    return f"for one: {_listed(some)}" if some else "there is none in this ledger"


def _listed(names: list[str]) -> str:
    once = list(dict.fromkeys(names))
    more = f", and {len(once) - SHOWN} more" if len(once) > SHOWN else ""
    return ", ".join(once[:SHOWN]) + more
