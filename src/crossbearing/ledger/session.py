"""The file of a ledger: how it is opened, what one transaction is, and what its failures are called."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self
from urllib.parse import quote

import msgspec
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import StaticPool

from crossbearing.errors import LedgerError
from crossbearing.ledger import migrations as m

_BUSY_MS = 10_000
"""How long a second program waits for the first to finish its transaction."""
_CACHE_KB = 32_768
_LOG_PAGES = 4_000
"""Pages of 4 kB that the log holds before they are moved to the file: those written often are moved once."""
_AGAIN = "what was committed is whole: make room and run again"
_EXPLAINED = (
    ("SQLITE_NOTADB", "this file is not a ledger", "name another file"),
    ("SQLITE_FULL", "no space is left for the ledger", _AGAIN),
    ("SQLITE_IOERR_WRITE", "the disk took no more of the ledger", _AGAIN),
    ("SQLITE_IOERR", "the disk failed under the ledger", "what was committed is whole: run again"),
    ("SQLITE_READONLY", "the ledger cannot be written", "may you write to the file and its folder?"),
    ("SQLITE_CANTOPEN", "the ledger cannot be opened", "may you read and write the file and its folder?"),
    ("SQLITE_BUSY", "another program is writing to the ledger", "wait for it to end, then run again"),
    ("SQLITE_LOCKED", "another program is writing to the ledger", "wait for it to end, then run again"),
    ("SQLITE_CORRUPT", "the ledger is damaged", "take a copy from before, or read the reports anew"),
)
"""What SQLite's result codes, by their beginning, mean to the one who runs the program, and what to do."""


class Session:
    """An open ledger file; a context manager. Each method of its heirs is one transaction: all or nothing."""

    def __init__(self, engine: Engine, where: str) -> None:
        self.engine = engine
        self.where = where

    @classmethod
    def open(cls, path: str | Path) -> Self:
        """Open or create a ledger; ``":memory:"`` keeps it in memory.

        A file that is whole and up to date is not written to, so that a ledger on read-only media can be
        read. Raises ``LedgerError`` where the file is no ledger, is of a newer version, or cannot be opened.
        """
        session = cls(_engine(str(path)), str(path))
        try:
            session._prepare()
        except LedgerError:
            session.close()
            raise
        return session

    def _prepare(self) -> None:
        with self.reading() as connection:
            done = m.steps_of(connection)
        if done is None:
            raise LedgerError("this database is not a ledger", where=self.where, hint="name another file")
        if max(done, default=0) > m.STEPS[-1][0]:
            raise LedgerError(
                "this ledger was written by a newer version", where=self.where, hint="upgrade crossbearing"
            )
        if not done.issuperset(number for number, _, _ in m.STEPS):
            self._log_ahead()
            with self.writing() as connection:
                m.migrate(connection)

    def _log_ahead(self) -> None:
        """Let readers go on while one writes; the file remembers it, and no transaction may be open."""
        if self.engine.dialect.name == "sqlite":
            with self._explained(), self.engine.connect() as connection:
                connection.connection.cursor().execute("PRAGMA journal_mode = WAL")

    def close(self) -> None:
        """Let go of the file."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction that writes, the only one at its time; a failure leaves nothing of it behind."""
        with self._explained(), self.engine.connect() as connection:
            connection = connection.execution_options(crossbearing_writes=True)
            with connection.begin():
                yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One view of the ledger as it is at a single moment, whatever others write meanwhile."""
        with self._explained(), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """The store's failures come out as one ``LedgerError`` that says what to do."""
        try:
            yield
        except SQLAlchemyError as error:
            raise self._failure(error) from error
        except msgspec.DecodeError as error:
            hint = "take a copy from before, or read the reports anew"
            raise LedgerError(f"a row cannot be read: {error}", where=self.where, hint=hint) from error

    def _failure(self, error: SQLAlchemyError) -> LedgerError:
        cause = getattr(error, "orig", None) or error
        code = str(getattr(cause, "sqlite_errorname", ""))
        for start, message, hint in _EXPLAINED:
            if code.startswith(start):
                return LedgerError(message, where=self.where, hint=hint)
        hint = "what was committed is whole: run again"
        return LedgerError(f"the store failed: {' '.join(str(cause).split())}", where=self.where, hint=hint)


def _engine(path: str) -> Engine:
    if path == ":memory:":
        engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
    elif "://" in path:
        engine = _engine_of_url(path)
    else:
        parent = Path(path).parent
        if not parent.is_dir():
            raise LedgerError("no such folder", where=str(parent), hint="make it, or name another ledger")
        if Path(path).is_dir():
            raise LedgerError("this is a folder, not a ledger", where=path, hint="name a file in it")
        engine = create_engine(_url(Path(path)))
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _configure)
        event.listen(engine, "begin", _begin)
    return engine


def _url(path: Path) -> URL:
    """The address of a file; one in a folder that takes no log beside it is opened as never changing."""
    log = path.with_name(f"{path.name}-wal")
    if not path.is_file() or os.access(path.parent, os.W_OK) or (log.is_file() and log.stat().st_size):
        return URL.create("sqlite", database=str(path))
    query = {"mode": "ro", "immutable": "1", "uri": "true"}
    return URL.create("sqlite", database=f"file:{quote(str(path.absolute()))}", query=query)


def _engine_of_url(url: str) -> Engine:
    """An engine for a database address; the address may hold a password, so it is not shown."""
    try:
        return create_engine(url)
    except (SQLAlchemyError, ImportError) as error:
        kind = url.partition("://")[0]
        raise LedgerError("no driver for this kind of ledger", where=kind, hint="name a file") from error


def _configure(connection: Any, _record: object) -> None:
    """Set a new connection up; the driver's own habit of starting transactions is turned off."""
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
    cursor.execute(f"PRAGMA wal_autocheckpoint = {_LOG_PAGES}")
    cursor.close()


def _begin(connection: Connection) -> None:
    """Start a transaction; one that writes takes the lock at once, so that it never fails half-way for it."""
    writes = connection.get_execution_options().get("crossbearing_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
