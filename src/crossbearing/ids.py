"""Ids from content: the same input gives the same id in every run, on every machine."""

import hashlib
import json

_VERSION = 1
"""Hashed in with every id; raise it only when the meaning of an id changes."""


def content_id(prefix: str, *parts: object) -> str:
    """Hash the parts to an id such as ``c-5f2a9c01d7e4`` (64 bits).

    Parts are strings, numbers, None and tuples of these; they are hashed as canonical JSON, so no
    joining character can make two different lists alike.
    """
    canon = json.dumps([_VERSION, *parts], ensure_ascii=False, separators=(",", ":"))
    return f"{prefix}-{hashlib.sha256(canon.encode()).hexdigest()[:16]}"
