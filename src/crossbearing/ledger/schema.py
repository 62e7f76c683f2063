"""Tables of the ledger."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
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
    Column("sense", LargeBinary),
)
"""``data`` is the claim as its report was read, ``settled`` the claim as other reports changed its origin,
``sense`` what its event word means where it stands (``model.Reading.senses``), if that was read."""

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
    Column("told", String),
    Column("data", LargeBinary, nullable=False),
)
"""``lead`` is the claim a finding begins with; ``wording`` a question's title before others had to be told
from it, ``told`` the day on which it was first answered, or nothing."""

findings_by_wording = Index("findings_by_wording_and_day", findings.c.wording, findings.c.told)

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
"""Under which slots claims meet (``kind`` 0), read (1), offer (2) and are near (3): ``model.Meeting``.

Two accounts that fit meet under a key of their own, on day -1."""

accounts = Table(
    "accounts",
    metadata,
    Column("kind", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("data", LargeBinary, primary_key=True),
    Column("times", Integer, nullable=False),
)
"""How many reports say the same of an actor or place; under the kind "name" each other name of an actor."""

stale = Table(
    "stale",
    metadata,
    Column("kind", String, primary_key=True),
    Column("id", String, primary_key=True),
)
"""What is still to be done: reports whose text ("text"), claims' meetings ("meetings") or accounts
("fellows") are to be held against others, claims on which the bearing is to be taken ("bearing")."""

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

tellings = Table(
    "tellings",
    metadata,
    Column("claim", ForeignKey("claims.number", ondelete="CASCADE"), primary_key=True),
    Column("account", Integer, nullable=False),
)
"""Which claims of a report tell of one happening: ``account`` is the number of the first of them."""
