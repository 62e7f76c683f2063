"""Tables of the ledger and the numbered steps that lead an older file to them."""

from collections.abc import Callable

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    text,
)

metadata = MetaData()

migrations = Table("migrations", metadata, Column("number", Integer, primary_key=True), Column("name", Text))

reports = Table(
    "reports",
    metadata,
    Column("id", String, primary_key=True),
    Column("sha256", String, nullable=False, index=True),
    Column("outlet", Text),
    Column("title", Text),
    Column("published", Date, index=True),
    Column("unread", Text),
    Column("read", Boolean, nullable=False, index=True),
    Column("data", LargeBinary, nullable=False),
)

inputs = Table(
    "inputs",
    metadata,
    Column("sha256", String, primary_key=True),
    Column("place", Text, primary_key=True),
    Column("report", ForeignKey("reports.id", ondelete="CASCADE"), nullable=False),
)

actors = Table(
    "actors",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", Text, nullable=False),
    Column("data", LargeBinary, nullable=False),
)

places = Table(
    "places",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", Text, nullable=False),
    Column("within", String),
    Column("data", LargeBinary, nullable=False),
)

claims = Table(
    "claims",
    metadata,
    Column("id", String, primary_key=True),
    Column("report", ForeignKey("reports.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("topic", String, nullable=False, index=True),
    Column("status", String, nullable=False),
    Column("origin", String, index=True),
    Column("background", Boolean, nullable=False),
    Column("earliest", Date),
    Column("latest", Date),
    Column("data", LargeBinary, nullable=False),
)
Index("claims_in_order", claims.c.report, claims.c.start, claims.c.end)

claim_places = Table(
    "claim_places",
    metadata,
    Column("claim", ForeignKey("claims.id", ondelete="CASCADE"), primary_key=True),
    Column("place", String, primary_key=True, index=True),
)

findings = Table(
    "findings",
    metadata,
    Column("kind", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),
)

assessments = Table(
    "assessments",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("id", String, nullable=False, unique=True),
    Column("target", String, nullable=False, index=True),
    Column("data", LargeBinary, nullable=False),
)

rejected = Table(
    "rejected",
    metadata,
    Column("place", Text, primary_key=True),
    Column("code", String, nullable=False),
    Column("reason", Text, nullable=False),
)


def _create_tables(connection: Connection) -> None:
    metadata.create_all(connection)


def _create_search(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.execute(
            text(
                "CREATE VIRTUAL TABLE claim_words USING fts5"
                "(claim UNINDEXED, words, tokenize = 'unicode61 remove_diacritics 2')"
            )
        )


def _protect_assessments(connection: Connection) -> None:
    """Judgements are appended and withdrawn, never edited: the file itself refuses it."""
    if connection.dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            connection.execute(
                text(
                    f"CREATE TRIGGER assessments_no_{verb.lower()} BEFORE {verb} ON assessments "
                    "BEGIN SELECT RAISE(ABORT, 'assessments are append-only'); END"
                )
            )


STEPS: tuple[tuple[int, str, Callable[[Connection], None]], ...] = (
    (1, "create the tables", _create_tables),
    (2, "create the word search", _create_search),
    (3, "make assessments append-only", _protect_assessments),
)
"""Numbered migrations, run in order and recorded; a step is never changed once released."""


def migrate(connection: Connection) -> int:
    """Bring a store to the newest step; returns the number of the last step it has.

    A store with a later step than this program knows is left alone; the caller refuses it.
    """
    migrations.create(connection, checkfirst=True)
    done: set[int] = {row.number for row in connection.execute(migrations.select())}
    for number, name, step in STEPS:
        if number not in done:
            step(connection)
            connection.execute(migrations.insert().values(number=number, name=name))
    return max([*done, *(number for number, _, _ in STEPS)])
