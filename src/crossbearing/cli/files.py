"""Opening ledgers and folders that a user names."""

from pathlib import Path
from typing import TYPE_CHECKING

from crossbearing.errors import InputError

if TYPE_CHECKING:
    from crossbearing.ledger import Ledger


def made(folder: Path) -> Path:
    """A folder, made if need be; raises ``InputError`` where it cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError(reason, where=str(folder), hint="name another folder") from error
    return folder


def must_exist(file: str) -> None:
    """Raise ``InputError`` where there is no such ledger."""
    if "://" not in file and not Path(file).exists():
        hint = "crossbearing add PATH makes one; --ledger names another"
        raise InputError("no such ledger", where=file, hint=hint)


def existing(file: str) -> "Ledger":
    """A ledger that is there already."""
    must_exist(file)
    return opened(file)


def opened(file: str) -> "Ledger":
    """A ledger, made if need be."""
    from crossbearing.ledger import Ledger

    return Ledger.open(file)
