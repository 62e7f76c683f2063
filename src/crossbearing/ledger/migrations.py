"""The numbered steps that lead an older ledger to today's tables."""

from collections.abc import Callable

from sqlalchemy import Connection, func, insert, inspect, literal, select, text

from crossbearing.ledger.schema import (
    accounts,
    actors,
    assessments,
    brief_states,
    briefs,
    claim_places,
    claims,
    copies,
    findings,
    findings_by_wording,
    inputs,
    marks,
    meetings,
    metadata,
    migrations,
    places,
    rejected,
    reports,
    stale,
    tellings,
    turns,
    versions,
)
from crossbearing.ledger.staleness import count_accounts

_STEP_1 = (reports, inputs, actors, places, claims, claim_places, assessments, rejected)
_AT_ONCE = 2_000
"""Rows read together."""
_STEP_4 = (findings, copies, versions, marks, meetings, accounts, stale, turns)


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


def _count_names_apart(connection: Connection) -> None:
    """An actor's other names are counted apart; which claims tell of one happening is kept."""
    metadata.create_all(connection, tables=(tellings,))
    query = select(actors.c.id, actors.c.data).execution_options(yield_per=_AT_ONCE)
    count_accounts(connection, ((row.id, row.data) for row in connection.execute(query)))
    _meet_again(connection)


def _note_days_told(connection: Connection) -> None:
    """Questions of one wording are found by the day first told; the bearing is taken anew on all."""
    if "told" not in {column["name"] for column in inspect(connection).get_columns(findings.name)}:
        connection.execute(text("ALTER TABLE findings ADD COLUMN told VARCHAR"))
        connection.execute(text("DROP INDEX IF EXISTS findings_by_wording"))
        findings_by_wording.create(connection)
    waiting = select(literal("bearing"), claims.c.id).where(claims.c.number.in_(select(meetings.c.claim)))
    known = select(stale.c.id).where(stale.c.kind == "bearing")
    connection.execute(insert(stale).from_select(["kind", "id"], waiting.where(claims.c.id.not_in(known))))


def _find_fellows(connection: Connection) -> None:
    """Accounts of different reports meet where they fit, no longer wherever they are near: found anew."""
    _meet_again(connection)


def _keep_senses(connection: Connection) -> None:
    """Claims keep the senses of their event words; those read before have none."""
    if claims.c.sense.name not in {column["name"] for column in inspect(connection).get_columns(claims.name)}:
        kind = claims.c.sense.type.compile(connection.dialect)
        connection.execute(text(f"ALTER TABLE claims ADD COLUMN {claims.c.sense.name} {kind}"))


def _meet_again(connection: Connection) -> None:
    """Mark every report that was read: what its claims can meet is to be found anew."""
    read = select(literal("meetings"), reports.c.id).where(reports.c.state == "read")
    known = select(stale.c.id).where(stale.c.kind == "meetings")
    connection.execute(insert(stale).from_select(["kind", "id"], read.where(reports.c.id.not_in(known))))


STEPS: tuple[tuple[int, str, Callable[[Connection], None]], ...] = (
    (1, "create the tables", _create_tables),
    (2, "create the word search", _create_search),
    (3, "make assessments append-only", _protect_assessments),
    (4, "hold each report against those it can meet", _hold_against_others),
    (5, "note the briefs that are written", _note_briefs),
    (6, "count names apart from what is said of actors", _count_names_apart),
    (7, "note the days on which questions were told", _note_days_told),
    (8, "find the accounts that fit", _find_fellows),
    (9, "keep the senses of event words", _keep_senses),
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
