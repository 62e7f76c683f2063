"""An agreement's clock as values: what is due, what was extended, what is said of its keeping."""

from datetime import date
from typing import Literal

from msgspec import Struct

from crossbearing.vocabulary import AgreementKind, ComplianceState, Status, TermKind

Due = Literal["upcoming", "overdue", "met", "extended", "undated"]
Said = Literal["alleged breach", "outside the deal", "denial", "kept", "not begun"]


class Deadline(Struct, frozen=True, kw_only=True):
    """A day that an agreement sets: a deadline, a start, or either extended.

    ``days`` counts from the clock's day to the last day it may fall on, negative once that is over.
    "overdue": over, and no claim says that it was done; "met": a claim of ``met_by`` says so; "undated": its
    clause gives no day, or only one taken from context.
    """

    kind: Literal["deadline", "start"]
    summary: str
    state: Due
    claims: tuple[str, ...]
    earliest: date | None = None
    latest: date | None = None
    days: int | None = None
    extension: bool = False
    met_by: tuple[str, ...] = ()


class Clause(Struct, frozen=True):
    """A term without a clock, in its own words, and the claims that give it."""

    kind: TermKind
    summary: str
    claims: tuple[str, ...]


class Keeping(Struct, frozen=True, kw_only=True):
    """One claim on an agreement's keeping, and what it is once held against the deal.

    ``reason`` says why an alleged breach lies outside the deal; ``untested`` what could not be tested
    ("who", "where", "when"), because its words do not tell.
    """

    claim: str
    report: str
    origin: str | None
    said: Said
    status: Status
    quote: str
    reason: str | None = None
    untested: tuple[str, ...] = ()


class Running(Struct, frozen=True, kw_only=True):
    """One agreement with its clock; names, not ids, of parties, mediators, places and those left out.

    ``told`` is the ledger's word on its keeping; ``tested`` the same without what lies outside the deal.
    """

    agreement: str
    kind: AgreementKind
    announced: date | None
    parties: tuple[str, ...]
    mediators: tuple[str, ...]
    places: tuple[str, ...]
    excluded: tuple[str, ...]
    terms: tuple[Clause, ...]
    deadlines: tuple[Deadline, ...]
    keeping: tuple[Keeping, ...]
    told: tuple[ComplianceState, ...]
    tested: Literal["kept", "broken", "disputed", "unknown", "not told"]
    claims: tuple[str, ...]


class Clock(Struct, frozen=True):
    """All agreements against one day; ``basis`` says where the day is from."""

    on: date | None
    basis: Literal["given", "the last report's day", "no report has a day"]
    agreements: tuple[Running, ...]
