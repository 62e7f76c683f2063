"""One ``--locale`` for every command that tells people days, numbers or names; JSON is never touched."""

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Any

from crossbearing.cli.options import InLocale
from crossbearing.locales import speaking

Command = Callable[..., None]


def in_locale(command: Command) -> Command:
    """Give a command the option ``--locale``, under which it runs; with ``--json`` only its name is checked.

    Raises ``InputError`` for a locale that nobody knows.
    """

    @wraps(command)
    def run(*args: Any, locale: str = "en", **kwargs: Any) -> None:
        with speaking(locale), speaking("en" if kwargs.get("json") else locale):
            command(*args, **kwargs)

    own = inspect.signature(command)
    option = inspect.Parameter("locale", inspect.Parameter.KEYWORD_ONLY, default="en", annotation=InLocale)
    run.__signature__ = own.replace(parameters=[*own.parameters.values(), option])  # type: ignore[attr-defined]
    run.__annotations__ = {**command.__annotations__, "locale": InLocale}
    return run
