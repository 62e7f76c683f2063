"""All books by name, and the one way to apply one."""

from collections.abc import Callable
from typing import Literal, get_args

from crossbearing.errors import InputError
from crossbearing.model import Dossier
from crossbearing.monitors import Omitted, Row, Table
from crossbearing.rulebooks import acled, airwars, ethprio, ucdp
from crossbearing.rulebooks.coded import Coded
from crossbearing.rulebooks.evidence import Case, Evidence
from crossbearing.rulebooks.lists import columns_of

Book = Literal["acled", "ucdp", "airwars", "ethprio"]
OF_INCIDENTS: dict[str, Callable[[Case], Coded]] = {
    "acled": acled.code,
    "ucdp": ucdp.code,
    "airwars": airwars.code,
}
"""The books that count the dead of incidents; ETH/PRIO lists ceasefires and counts nobody."""
SAYS = {
    "acled": "Political violence and protest as ACLED would code it; machine-made, not ACLED's data.",
    "ucdp": "Events with deaths as UCDP GED would code them; machine-made, not UCDP's data.",
    "airwars": "Civilian harm from strikes as Airwars would file it; grades are suggested unless a person's.",
    "ethprio": "Ceasefires as the ETH/PRIO dataset would list them; machine-made, not the dataset's.",
}


def apply(dossier: Dossier, rulebook: Book) -> Table:
    """What a rulebook would make of a ledger: its columns in its order, a row an event, file or ceasefire.

    Every row has the claims it stands on and, by column, the rule and the claims its value was chosen by
    (``Row.note``); what the book would not count is in ``left_out`` with the rule. Numbers, words or None:
    what the ledger does not know stays None, and a range is never one number without its note. Pure.
    Raises ``InputError`` for another book.
    """
    if rulebook not in get_args(Book):
        raise InputError("no such rulebook", where=rulebook, hint=f"one of: {', '.join(get_args(Book))}")
    evidence = Evidence(dossier)
    rows: list[Row] = []
    gone: list[Omitted] = []
    if rulebook == "ethprio":
        for agreement in dossier.agreements:
            made, omitted = ethprio.code(agreement, evidence)
            rows += made
            gone += [omitted] if omitted is not None else []
    else:
        for coded in (OF_INCIDENTS[rulebook](case) for case in evidence.cases):
            rows += [coded.row] if coded.row is not None else []
            gone += [coded.omitted] if coded.omitted is not None else []
    return Table(
        name=rulebook,
        says=SAYS[rulebook],
        columns=columns_of(rulebook),
        rows=tuple(rows),
        left_out=tuple(gone),
    )
