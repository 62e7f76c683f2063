"""Under which group counted nouns are compared, and how a group is named."""

import re
from functools import lru_cache

from crossbearing.reconcile.lexicon import rows


def group_of(group: str | None) -> str | None:
    """The group under which a counted noun is compared: "militants" and "gunmen" are fighters."""
    if group is None:
        return None
    known = _groups().get(group.lower())
    return group.lower() if known is None else known[0]


def is_listed(group: str | None) -> bool:
    """Whether a counted noun is a common one of the list; others may be names: "40 Sarnians"."""
    return group is None or group.lower() in _groups()


def plural_of(group: str | None) -> str:
    """A group's plural as readers expect it: child → children."""
    if group is None:
        return "people"
    known = _groups().get(group.lower())
    if known is not None:
        return known[1]
    return f"{group[:-1]}ies" if re.search(r"[^aeiou]y$", group) else f"{group}s"


@lru_cache(maxsize=1)
def groups_of_people() -> frozenset[str]:
    """The groups that are people."""
    return frozenset(group for group, _ in _groups().values())


@lru_cache(maxsize=1)
def _groups() -> dict[str, tuple[str, str]]:
    return {row["lemma"]: (row["group"], row["plural"]) for row in rows("groups")}
