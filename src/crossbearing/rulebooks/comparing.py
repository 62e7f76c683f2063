"""Why the books' totals differ: incident by incident, rule by rule, adding up to the difference exactly."""

from itertools import combinations

from msgspec import Struct

from crossbearing.locales import local_number
from crossbearing.model import Dossier
from crossbearing.monitors import Cell, Row, Table, number, to_csv
from crossbearing.rulebooks.books import OF_INCIDENTS
from crossbearing.rulebooks.coded import Coded
from crossbearing.rulebooks.evidence import Case, Evidence
from crossbearing.rulebooks.lists import says

_PER_BOOK = ("counted", "least", "most", "rules")
LEDGER = "ledger"
"""The ledger's own range, of every incident with dead: what all books start from."""


class Comparison(Struct, frozen=True):
    """Totals, incidents and differences as tables, and all of it in plain words.

    ``totals``: the dead by book, least and most. ``incidents``: a row each, what every book makes of it and
    by which rules. ``differences``: for each pair of books the rules that make the difference, with what each
    adds at either end; they add up to the difference of the totals exactly.
    """

    totals: Table
    incidents: Table
    differences: Table
    text: str

    @property
    def files(self) -> dict[str, bytes]:
        """The tables as CSV and the words as ``rules.txt``, by file name."""
        tables = to_csv(self.totals) | to_csv(self.incidents) | to_csv(self.differences)
        return tables | {"rules.txt": self.text.encode()}


Coding = dict[str, Coded]


def compare(dossier: Dossier) -> Comparison:
    """Explain why ACLED, UCDP and Airwars would total the dead of one ledger differently. A pure function.

    "Most" is the highest number any standing account names; "at least" leaves more possible, which the notes
    say. ETH/PRIO counts nobody and stands apart.
    """
    evidence = Evidence(dossier)
    coded = [(case, {book: code(case) for book, code in OF_INCIDENTS.items()}) for case in evidence.cases]
    totals, incidents = _totals(coded), _incidents(coded)
    differences = _differences([coding for _, coding in coded])
    return Comparison(totals, incidents, differences, _text(totals, incidents, differences))


def _base(case: Case) -> tuple[float, float]:
    count = case.count("killed")
    return (0.0, 0.0) if count is None else (count.all.lower, count.all.told)


def _totals(coded: list[tuple[Case, Coding]]) -> Table:
    lows, highs = zip(*(_base(case) for case, _ in coded), strict=True) if coded else ((), ())
    dead = sum(1 for case, _ in coded if case.count("killed") is not None)
    rows = [_row((LEDGER, dead, number(sum(lows)), number(sum(highs))))]
    for book in OF_INCIDENTS:
        own = [coding[book] for _, coding in coded]
        kept = sum(1 for one in own if one.row is not None)
        low, high = sum(one.lower for one in own), sum(one.upper for one in own)
        rows.append(_row((book, kept, number(low), number(high))))
    return Table(
        name="rules-totals",
        says="The dead by book, from the least to the highest number told.",
        columns=("book", "incidents", "least", "most"),
        rows=tuple(rows),
    )


def _row(cells: tuple[Cell, ...]) -> Row:
    return Row(cells=cells)


def _incidents(coded: list[tuple[Case, Coding]]) -> Table:
    columns = ["incident_id", "title", "ledger_least", "ledger_most"]
    columns += [f"{book}_{name}" for book in OF_INCIDENTS for name in _PER_BOOK]
    rows = []
    for case, coding in coded:
        low, high = _base(case)
        cells: list[Cell] = [case.incident.id, case.incident.title, number(low), number(high)]
        for book in OF_INCIDENTS:
            cells += _cells(coding[book])
        rows.append(
            Row(
                cells=tuple(cells),
                subject=case.incident.id,
                claims=case.incident.claims,
                origins=case.lookup.origins(case.incident.claims),
                why=tuple(
                    w for one in coding.values() if one.row is not None for w in one.row.why if w.claims
                ),
            )
        )
    says_ = "What each book makes of each incident: counted or not, the dead, and by which rules."
    return Table(name="rules-incidents", says=says_, columns=tuple(columns), rows=tuple(rows))


def _cells(one: Coded) -> list[Cell]:
    rules = [step.rule for step in one.steps]
    if one.omitted is not None:
        return ["no", 0, 0, one.omitted.rule]
    return ["yes", number(one.lower), number(one.upper), " ".join(rules)]


def _differences(codings: list[Coding]) -> Table:
    """For each pair of books, and the ledger with each: what every rule adds, over all incidents."""
    rows = []
    for one, other in combinations((LEDGER, *OF_INCIDENTS), 2):
        found: dict[str, list[float]] = {}
        for coding in codings:
            if _both_leave_out(coding, one, other):
                continue
            for book, sign in ((one, -1), (other, 1)):
                for step in coding[book].steps if book != LEDGER else ():
                    added = found.setdefault(step.rule, [0, 0, 0])
                    added[0] += 1
                    added[1] += sign * step.lower
                    added[2] += sign * step.upper
        for rule, (incidents, low, high) in sorted(found.items()):
            rows.append(_row((one, other, rule, says(rule), int(incidents), number(low), number(high))))
    return Table(
        name="rules-differences",
        says="What each rule adds to the one book's dead to make the other's; negative takes away.",
        columns=("from_book", "to_book", "rule", "says", "incidents", "least", "most"),
        rows=tuple(rows),
    )


def _both_leave_out(coding: Coding, one: str, other: str) -> bool:
    """Whether an incident makes no difference because neither book has it."""
    return all(book != LEDGER and coding[book].row is None for book in (one, other))


# -- in words -----------------------------------------------------------------------------------------------


def _text(totals: Table, incidents: Table, differences: Table) -> str:
    lines = ["The dead by book"]
    by_book = {str(record["book"]): record for record in totals.records()}
    for book, record in by_book.items():
        lines.append(f"  {book}: {_span(record)} in {_plain(record['incidents'])} incidents")
    lines.append("  ethprio: counts ceasefires, and nobody killed")
    for one, other in combinations((LEDGER, *OF_INCIDENTS), 2):
        steps = [r for r in differences.records() if (r["from_book"], r["to_book"]) == (one, other)]
        lines += ["", f"From {one} ({_span(by_book[one])}) to {other} ({_span(by_book[other])})"]
        lines += [f"  {_signed(s['least'])} / {_signed(s['most'])}  {s['says']} [{s['rule']}]" for s in steps]
        low, high = (sum(_value(s[end]) for s in steps) for end in ("least", "most"))
        lines.append(f"  = {_signed(number(low))} / {_signed(number(high))} in all")
    lines += ["", "Incident by incident, where any dead are told"]
    for record in incidents.records():
        if not _value(record["ledger_most"]):
            continue
        told = f"ledger {_plain(record['ledger_least'])} to {_plain(record['ledger_most'])}"
        made = [f"{book} {_book_span(record, book)}" for book in OF_INCIDENTS]
        lines.append(f"  {record['title']} ({record['incident_id']}): {told}; {'; '.join(made)}")
    return "\n".join(lines) + "\n"


def _span(record: dict[str, Cell]) -> str:
    return f"{_plain(record['least'])} to {_plain(record['most'])}"


def _plain(cell: Cell) -> str:
    """A cell in words, a number as the locale writes it."""
    told = local_number(cell) if isinstance(cell, int | float) and not isinstance(cell, bool) else None
    return told or str(cell)


def _value(cell: Cell) -> float:
    return float(cell) if isinstance(cell, int | float) else 0.0


def _signed(cell: Cell) -> str:
    value = number(_value(cell)) or 0
    return f"+{_plain(value)}" if value > 0 else _plain(value)


def _book_span(record: dict[str, Cell], book: str) -> str:
    if record[f"{book}_counted"] == "no":
        return f"leaves it out [{record[f'{book}_rules']}]"
    rules = f" [{record[f'{book}_rules']}]" if record[f"{book}_rules"] else ""
    return f"{_plain(record[f'{book}_least'])} to {_plain(record[f'{book}_most'])}{rules}"
