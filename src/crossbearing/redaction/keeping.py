"""What was kept of a redacted dossier, held against a later one: by the names and ids of now."""

from collections.abc import Mapping
from typing import Any

import msgspec

from crossbearing.judgements import JOIN
from crossbearing.model import Dossier
from crossbearing.redaction.checking import leak
from crossbearing.redaction.edits import replaced
from crossbearing.redaction.marks import opaque
from crossbearing.redaction.redacting import prefixed
from crossbearing.redaction.shield import Shield


def held_over(state: Dossier, whole: Dossier, shield: Shield, ids: Mapping[str, str]) -> Dossier | None:
    """A state that was kept redacted by this shield, as it may be shown today; None where it may not be.

    ``state`` is what ``replay.kept_state`` keeps: without texts, so that no span needs to hold. Since reports
    came meanwhile, more spellings may be known, and things may go by other ids: ``ids`` are those of today
    (``Redacted.ids``), ``whole`` is the ledger they are of.
    """
    if not shield:
        return state
    today = dict(ids)
    for key, prefix in prefixed(whole):
        today[opaque(prefix, key, shield.secret)] = ids.get(key, key)
    told = msgspec.convert(_renamed(msgspec.to_builtins(state), shield, today), Dossier)
    return told if leak(msgspec.json.encode(told), "earlier brief", shield) is None else None


def _renamed(value: Any, shield: Shield, ids: Mapping[str, str]) -> Any:
    """Every string with names replaced, ids by those of today."""
    if isinstance(value, str):
        parts = value.split(JOIN)
        if any(part in ids for part in parts):
            return JOIN.join(ids.get(part, part) for part in parts)
        return replaced(value, shield.finder)
    if isinstance(value, dict):
        return {key: _renamed(inner, shield, ids) for key, inner in value.items()}
    return [_renamed(inner, shield, ids) for inner in value] if isinstance(value, list | tuple) else value
