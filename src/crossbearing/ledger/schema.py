"""Tables of the ledger and the numbered steps that lead an older file to them."""

from collections.abc import Callable

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    func,
    insert,
    inspect,
    literal,
    select,
    text,
)

metadata = MetaData()

migrations = Table("migrations", metadata, Column("number", Integer, primary_key=True), Column("name", Text))

reports = Table(
    "reports",
    metadata,
    Column("id", String, primary_key=True),
    Column("sha256", String, nullable=False, index=True),
    Column("place", Text, nullable=False),
    Column("outlet", Text),
    Column("title", Text),
    Column("published", Date),
    Column("unread", Text),
    Column("state", String, nullable=False, index=True),
    Column("data", LargeBinary, nullable=False),
)
"""``state``: "waiting" to be read, "read", or "repeat" of another's text, without claims of its own."""

Index("reports_in_order", reports.c.published, reports.c.place, reports.c.id)
Index("reports_unread", reports.c.unread)

inputs = Table(
    "inputs",
    metadata,
    Column("sha256", String, primary_key=True),
    Column("place", Text, primary_key=True),
    Column("report", ForeignKey("reports.id", ondelete="CASCADE"), nullable=False),
)


def _named(name: str) -> Table:
    """Actors or places as each report gives them; the views join them to one."""
    return Table(
        name,
        metadata,
        Column("report", ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
        Column("id", String, primary_key=True, index=True),
        Column("data", LargeBinary, nullable=False),
    )


actors = _named("actors")
places = _named("places")

claims = Table(
    "claims",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("id", String, nullable=False, unique=True),
    Column("report", ForeignKey("reports.id", ondelete="CASCADE"), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("topic", String, nullable=False, index=True),
    Column("status", String, nullable=False),
    Column("origin", String, index=True),
    Column("background", Boolean, nullable=False),
    Column("earliest", Date),
    Column("latest", Date),
    Column("data", LargeBinary, nullable=False),
    Column("settled", LargeBinary),
)
"""``data`` is the claim as its report was read, ``settled`` the claim as other reports changed its origin."""

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
    Column("lead", String, index=True),
    Column("state", String, index=True),
    Column("wording", Text),
    Column("data", LargeBinary, nullable=False),
)
"""``lead`` is the claim a finding begins with; ``wording`` a question's title before others had to be told
from it."""

Index("findings_by_wording", findings.c.wording)

copies = Table(
    "copies",
    metadata,
    Column("one", ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
    Column("other", ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("data", LargeBinary, nullable=False),
)
"""All passages that two reports share; ``one`` is the first of them by id."""

versions = Table(
    "versions",
    metadata,
    Column("report", ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
    Column("of", String, primary_key=True, index=True),
    Column("kind", String, primary_key=True),
    Column("data", LargeBinary, nullable=False),
)

marks = Table(
    "marks",
    metadata,
    Column("mark", BigInteger, primary_key=True),
    Column("report", ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)
"""What reports with shared passages, one text or one address have in common, as 63-bit numbers."""

meetings = Table(
    "meetings",
    metadata,
    Column("kind", SmallInteger, primary_key=True),
    Column("key", BigInteger, primary_key=True),
    Column("day", Integer, primary_key=True),
    Column("claim", ForeignKey("claims.number", ondelete="CASCADE"), primary_key=True, index=True),
    Column("days", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""Under which slots claims meet (``kind`` 0), read (1) and offer (2): ``model.Meeting``."""

accounts = Table(
    "accounts",
    metadata,
    Column("kind", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("data", LargeBinary, primary_key=True),
    Column("times", Integer, nullable=False),
)
"""How many reports say the same of an actor or place."""

stale = Table(
    "stale",
    metadata,
    Column("kind", String, primary_key=True),
    Column("id", String, primary_key=True),
)
"""What is still to be done: reports whose text ("text") or claims' meetings ("meetings") are to be held
against others, claims on which the bearing is to be taken ("bearing")."""

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
    metadata.create_all(connection, tables=_STEP_1)


def _create_search(connection: Connection) -> None:
    """Words of each claim's sentence; ``rowid`` is the claim's number."""
    if connection.dialect.name == "sqlite":
        connection.execute(
            text(
                "CREATE VIRTUAL TABLE claim_words USING fts5"
                "(words, tokenize = 'unicode61 remove_diacritics 2')"
            )
        )


def _protect_assessments(connection: Connection) -> None:
    """Judgements are appended and withdrawn, never edited: the file itself refuses it."""
    _append_only(connection, "assessments")


def _append_only(connection: Connection, table: str) -> None:
    if connection.dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            connection.execute(
                text(
                    f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, '{table} are append-only'); END"
                )
            )


turns = Table("turns", metadata, Column("number", Integer, primary_key=True))
"""How often what the bearing is taken on has changed: one row."""

brief_states = Table(
    "brief_states",
    metadata,
    Column("id", String, primary_key=True),
    Column("data", LargeBinary, nullable=False),
)
"""What noted briefs were made from, each once, packed."""

briefs = Table(
    "briefs",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("id", String, nullable=False, unique=True),
    Column("at", String, nullable=False),
    Column("scope", Text, nullable=False, index=True),
    Column("turn", Integer, nullable=False),
    Column("state", ForeignKey("brief_states.id"), nullable=False),
)
"""The briefs that were written, in their order."""

_STEP_1 = (reports, inputs, actors, places, claims, claim_places, assessments, rejected)
_STEP_4 = (findings, copies, versions, marks, meetings, accounts, stale, turns)


def _hold_against_others(connection: Connection) -> None:
    """Tables from which the bearing is taken on a part; what was derived before is derived anew."""
    connection.execute(text("DROP TABLE IF EXISTS findings"))
    metadata.create_all(connection, tables=_STEP_4)
    connection.execute(text("CREATE INDEX IF NOT EXISTS reports_unread ON reports (unread)"))
    for kind, table in (("actor", actors), ("place", places)):
        counted = select(literal(kind), table.c.id, table.c.data, func.count()).group_by(
            table.c.id, table.c.data
        )
        connection.execute(insert(accounts).from_select(["kind", "id", "data", "times"], counted))
    waiting = select(literal("text"), reports.c.id)
    connection.execute(insert(stale).from_select(["kind", "id"], waiting))


def _note_briefs(connection: Connection) -> None:
    """Tables of the briefs that were written, so that the next one can say what changed."""
    metadata.create_all(connection, tables=(brief_states, briefs))
    _append_only(connection, "briefs")


STEPS: tuple[tuple[int, str, Callable[[Connection], None]], ...] = (
    (1, "create the tables", _create_tables),
    (2, "create the word search", _create_search),
    (3, "make assessments append-only", _protect_assessments),
    (4, "hold each report against those it can meet", _hold_against_others),
    (5, "note the briefs that are written", _note_briefs),
)
"""Numbered migrations, run in order and recorded; a step is never changed once released."""


def steps_of(connection: Connection) -> set[int] | None:
    """The numbers of the steps a store has been through; None where it holds something else's tables."""
    tables = set(inspect(connection).get_table_names())
    if migrations.name not in tables:
        return None if tables else set()
    return {row.number for row in connection.execute(migrations.select())}


def migrate(connection: Connection) -> None:
    """Take a store through the steps that it lacks, in order, and record each."""
    migrations.create(connection, checkfirst=True)
    done = steps_of(connection) or set()
    for number, name, step in STEPS:
        if number not in done:
            step(connection)
            connection.execute(migrations.insert().values(number=number, name=name))
