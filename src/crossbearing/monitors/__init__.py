"""Monitors: what a ledger holds as tables with ranges and origins, each with a picture; none adds twice."""

from collections.abc import Callable, Mapping

from crossbearing.errors import InputError
from crossbearing.model import Dossier
from crossbearing.monitors.casualties import casualties, detention
from crossbearing.monitors.counts import Count, Tally, count_of, demographic_of, standing_of, tally
from crossbearing.monitors.lookup import Lookup, days_of, happened
from crossbearing.monitors.picture import Picture, picture
from crossbearing.monitors.ranges import Range, number, say
from crossbearing.monitors.stages import aid, control, evacuations, released
from crossbearing.monitors.tables import Cell, Omitted, Row, Table, Why, to_csv
from crossbearing.monitors.tolls import Account, Toll

__all__ = [
    "ALL_MONITORS",
    "Account",
    "Cell",
    "Count",
    "Lookup",
    "Omitted",
    "Picture",
    "Range",
    "Row",
    "Table",
    "Tally",
    "Toll",
    "Why",
    "count_of",
    "days_of",
    "demographic_of",
    "happened",
    "monitor",
    "number",
    "picture",
    "say",
    "standing_of",
    "tally",
    "to_csv",
]

_MONITORS: dict[str, tuple[Callable[[Dossier], Table], str]] = {
    "casualties": (casualties, "killed, injured and missing by incident, place, group, side and month"),
    "control": (control, "who is told to hold or have taken which place, by day"),
    "evacuations": (evacuations, "evacuations announced, under way, arrived, stalled"),
    "aid": (aid, "access and aid: approved against delivered"),
    "detention": (detention, "people detained or abducted, counted as casualties are"),
    "releases": (released, "detained, abducted and released by place and day"),
}
ALL_MONITORS: Mapping[str, str] = {name: says for name, (_, says) in _MONITORS.items()}
"""Every monitor's name and what it shows, in one line."""


def monitor(dossier: Dossier, name: str) -> Table:
    """One of ``ALL_MONITORS`` as a table; raises ``InputError`` for another name. A pure function."""
    if name not in _MONITORS:
        raise InputError("no such monitor", where=name, hint=f"one of: {', '.join(_MONITORS)}")
    return _MONITORS[name][0](dossier)
