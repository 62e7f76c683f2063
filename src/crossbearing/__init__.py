"""Crossbearing reads reports on armed conflict and keeps a ledger of claims, each tied to its characters.

As a library::

    from crossbearing import Ledger, add_reports, to_contract

    with Ledger.open("crossbearing.db") as ledger:
        add_reports(["reports/"], ledger)
        contract = to_contract(ledger.dossier())

The names below are loaded when they are first used, so that ``import crossbearing`` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from importlib.metadata import version

    from crossbearing.brief import compose
    from crossbearing.exports import to_contract
    from crossbearing.ingest import read_text
    from crossbearing.ledger import Ledger
    from crossbearing.reading import read
    from crossbearing.run import add_reports
    from crossbearing.settings import Settings

    __version__ = version("crossbearing")

__all__ = [
    "Ledger",
    "Settings",
    "__version__",
    "add_reports",
    "compose",
    "read",
    "read_text",
    "to_contract",
]

_DOORS = {
    "Ledger": "ledger",
    "Settings": "settings",
    "add_reports": "run",
    "compose": "brief",
    "read": "reading",
    "read_text": "ingest",
    "to_contract": "exports",
}
"""Where each public name comes from."""


def __getattr__(name: str) -> Any:
    if name == "__version__":
        return import_module("importlib.metadata").version("crossbearing")
    if name not in _DOORS:
        raise AttributeError(f"module 'crossbearing' has no attribute '{name}'")
    return getattr(import_module(f"crossbearing.{_DOORS[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
