"""What a user typed, turned into the words and settings that the rooms know."""

import os
from collections.abc import Sequence
from typing import cast, get_args

import msgspec

from crossbearing.errors import InputError
from crossbearing.settings import Settings
from crossbearing.vocabulary import QuestionState, Topic

LIMITS = tuple(name for name in Settings.__struct_fields__ if name.startswith("max_"))


def topic_of(word: str | None) -> Topic | None:
    """A topic of the vocabulary; raises ``InputError`` for any other word."""
    _check(word, get_args(Topic), "topic")
    return cast(Topic | None, word)


def state_of(word: str | None) -> QuestionState | None:
    """A state of a question; raises ``InputError`` for any other word."""
    _check(word, get_args(QuestionState), "state")
    return cast(QuestionState | None, word)


def _check(word: str | None, known: tuple[str, ...], what: str) -> None:
    if word is not None and word not in known:
        raise InputError(f"no such {what}", where=word, hint=f"one of: {', '.join(known)}")


def settings_of(
    limits: Sequence[str], gazetteers: Sequence[str], actors: Sequence[str] = (), workers: int | None = None
) -> Settings:
    """Settings with a user's own lists and the limits that they raised, each given as NAME=NUMBER.

    ``workers`` None is one process for each core that the program may use. Example:
    "max_file_bytes=50000000". Raises ``InputError`` for an unknown name or what is no number.
    """
    chosen: dict[str, int] = {}
    for limit in limits:
        name, _, number = limit.partition("=")
        _check(name, LIMITS, "limit")
        if not (number.isascii() and number.isdigit() and int(number) > 0):
            raise InputError("a limit needs a whole number above 0", where=limit, hint=f"{name}=50000000")
        chosen[name] = int(number)
    own = {"gazetteers": tuple(gazetteers), "actors": tuple(actors), "workers": workers or _cores()}
    return msgspec.structs.replace(Settings(), **chosen, **own)


def _cores() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1
