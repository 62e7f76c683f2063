"""Which briefs were written of a ledger: when, of what, and what they were made from."""

import zlib
from datetime import UTC, datetime

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, func, insert, select

from crossbearing.errors import InputError, LedgerError
from crossbearing.ids import content_id
from crossbearing.ledger import schema as s
from crossbearing.ledger.session import Session
from crossbearing.model import Dossier

_DAMAGED = "take a copy from before, or write a brief anew"


class Noted(Struct, frozen=True, kw_only=True):
    """A brief that was written: when (UTC), of which scope, and at which turn of the ledger.

    ``scope`` is what it was narrowed to and parted from, as one text that the same choice always gives.
    """

    id: str
    at: datetime
    scope: str
    turn: int


class Noting(Session):
    """A ledger file with the briefs that were written of it; a note is added, never changed."""

    def note_brief(self, state: Dossier, *, scope: str, at: datetime) -> Noted:
        """Note that a brief was written; of two from the same state the ledger keeps that state once.

        ``state`` is what a later brief is held against (``replay.kept_state``). Raises ``InputError`` for a
        moment without a time zone.
        """
        if at.tzinfo is None:
            raise InputError("a brief's moment needs its time zone", where=str(at))
        moment = at.astimezone(UTC)
        told = msgspec.json.encode(state)
        digest = content_id("s", told.decode())
        with self.writing() as connection:
            known = select(s.brief_states.c.id).where(s.brief_states.c.id == digest)
            if connection.execute(known).first() is None:
                connection.execute(insert(s.brief_states).values(id=digest, data=zlib.compress(told)))
            turn = _turn(connection)
            number = connection.scalar(select(func.count()).select_from(s.briefs)) or 0
            noted = Noted(
                id=content_id("b", number, moment.isoformat(), scope, digest),
                at=moment,
                scope=scope,
                turn=turn,
            )
            row = {"id": noted.id, "at": moment.isoformat(), "scope": scope, "turn": turn, "state": digest}
            connection.execute(insert(s.briefs).values(row))
        return noted

    def briefs(self, scope: str | None = None) -> list[Noted]:
        """The briefs that were written, of one scope or of all, in the order in which they were."""
        query = select(s.briefs).order_by(s.briefs.c.number)
        if scope is not None:
            query = query.where(s.briefs.c.scope == scope)
        with self.reading() as connection:
            return [
                Noted(id=row.id, at=datetime.fromisoformat(row.at), scope=row.scope, turn=row.turn)
                for row in connection.execute(query)
            ]

    def brief_state(self, key: str) -> Dossier:
        """What a noted brief was made from, as it was kept; raises ``LedgerError`` where there is no such."""
        joined = s.briefs.join(s.brief_states, s.briefs.c.state == s.brief_states.c.id)
        query = select(s.brief_states.c.data).select_from(joined).where(s.briefs.c.id == key)
        with self.reading() as connection:
            data = connection.execute(query).scalar_one_or_none()
            if data is None:
                raise LedgerError("no such brief is noted", where=key, hint="--changes-since names another")
            try:
                return msgspec.json.decode(zlib.decompress(data), type=Dossier)
            except zlib.error as error:
                raise LedgerError("a brief's note is damaged", where=key, hint=_DAMAGED) from error


def _turn(connection: Connection) -> int:
    """How often what the bearing is taken on has changed."""
    return connection.scalar(select(func.max(s.turns.c.number))) or 0
