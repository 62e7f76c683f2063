"""What changed since an earlier brief: each change with the reports behind it, its claims cited."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import get_args

from msgspec import Struct

from crossbearing.brief.answers import title_line
from crossbearing.brief.checks import line_faults
from crossbearing.brief.deals import clock_of, term_line
from crossbearing.brief.judged import judgements
from crossbearing.brief.lists import by_first
from crossbearing.brief.names import DEAL_NAMES, count
from crossbearing.brief.omitted import NONE_LEFT, is_held, stands
from crossbearing.brief.sentences import fill, sentence
from crossbearing.brief.shelf import Shelf
from crossbearing.brief.values import Cause, Change, ChangeGroup, ChangeKind, Clause, Line, Part, Since
from crossbearing.brief.wording import label_of, say_day, tidy, undated
from crossbearing.model import Agreement, Dossier, Question
from crossbearing.replay import AgreementChange, Behind, Changes, QuestionChange, diff
from crossbearing.switches import Told, same_questions

ANSWERS_SHOWN = 5
"""More answers than this to one question are counted; the brief has them all further down."""
CHANGES_SHOWN = 60
"""More changes of one kind than this are no longer read one by one; they are counted."""
TITLE_LIMIT = 160
"""A title longer than this is a paragraph taken for one."""
_ORDER = get_args(ChangeKind)
_CLOCKED = frozenset({"deadline", "start"})


class Earlier(Struct, frozen=True):
    """An earlier brief of the same scope: when it was written, and what it was made from.

    ``state`` is a dossier, or what ``replay.kept_state`` keeps of one.
    """

    at: datetime
    state: Dossier


def since(earlier: Earlier, shelf: Shelf) -> tuple[Since, int]:
    """Tell what changed since an earlier brief; and count the derived words that claims do not hold.

    How something stood is held against the claims of the earlier state, how it stands against the shelf's.
    """
    return _Changed(earlier, shelf).told()


def say_moment(at: datetime) -> str:
    """Write a moment: "7 May 2031, 08:00 UTC"."""
    moment = at.astimezone(UTC)
    return f"{say_day(moment.date())}, {moment:%H:%M} UTC"


class _Changed:
    """Both states on their shelves, and the changes between them."""

    def __init__(self, earlier: Earlier, shelf: Shelf) -> None:
        self.earlier, self.now = earlier, shelf
        self.was = Shelf(earlier.state)
        self.changes: Changes = diff(earlier.state, shelf.dossier)
        pairs = same_questions(earlier.state.questions, shelf.dossier.questions)
        self.new = {question.id: question for question in shelf.dossier.questions}
        self.old = {question.id: question for question in earlier.state.questions}
        self.before = {after.id: self.old[key] for key, after in pairs.items()}
        self.withheld = 0

    def told(self) -> tuple[Since, int]:
        """All changes, kind by kind."""
        groups: dict[ChangeKind, list[Change]] = {}
        for change in self.changes.questions:
            groups.setdefault(_kind(change), []).append(self._question(change))
        for deal in self.changes.agreements:
            for key, one in self._agreement(deal):
                groups.setdefault(key, []).append(one)
        found = tuple(
            ChangeGroup(key, tuple(all_[:CHANGES_SHOWN]), max(0, len(all_) - CHANGES_SHOWN))
            for key in _ORDER
            if (all_ := groups.get(key))
        )
        known = {item.id for item in self.earlier.state.assessments}
        told = Since(
            at=say_moment(self.earlier.at),
            came=self._causes([heard.report for heard in self.changes.came]),
            went=tuple(cause.name for cause in self._causes([h.report for h in self.changes.went])),
            groups=found,
            judgements=judgements(self.now, known) if self.changes.judgements else (),
        )
        return told, self.withheld

    # -- questions -----------------------------------------------------------------------------------------

    def _question(self, change: QuestionChange) -> Change:
        after, before = self.new.get(change.question), self.before.get(change.question)
        if change.kind == "gone":
            after, before = None, self.old.get(change.question)
        return Change(
            title=self._title(after, change.behind) if after is not None else None,
            said=self._said(before) if after is None and before is not None else "",
            was=self._stands(before, self.was) if before is not None else None,
            now=self._stands(after, self.now) if after is not None else NONE_LEFT,
            causes=self._causes(change.behind.reports),
            judged=len(change.behind.judgements),
        )

    def _title(self, question: Question, behind: Behind) -> Line:
        """The question, citing the claims that changed it; where these do not hold its words, all of it."""
        reports = set(behind.reports)
        given = [c for p in question.positions for c in p.claims if c in self.now.claims]
        mine = tuple(dict.fromkeys(c for c in given if self.now.claims[c].report in reports))
        line = Line((Part("ledger", question.title),), mine, topic=question.topic)
        if mine and question.title and not line_faults(line, self.now):
            return line
        line, lost = title_line(self.now, question, list(mine))
        self.withheld += lost
        return line

    def _said(self, question: Question) -> str:
        """A question that is asked no more, in words that its claims held."""
        told = _told(question)
        held = [t for t in (question.title, undated(question.title)) if is_held(t, told, self.was)]
        self.withheld += not held
        said = tidy(held[0]) if held else by_first("labels")[f"topic.{question.topic}"]["words"]
        return said if said.endswith((".", "?", "!", "…")) else f"{said}."

    def _stands(self, question: Question, shelf: Shelf) -> str:
        words, lost = stands(_told(question), shelf, ANSWERS_SHOWN)
        self.withheld += lost
        return words

    # -- agreements ----------------------------------------------------------------------------------------

    def _agreement(self, change: AgreementChange) -> Iterable[tuple[ChangeKind, Change]]:
        """The agreement with its new terms, and its new deadlines by themselves."""
        here = {deal.id: deal for deal in self.now.dossier.agreements}
        deal = here.get(change.agreement) if change.kind != "gone" else None
        causes, judged = self._causes(change.behind.reports), len(change.behind.judgements)
        if deal is None:
            yield (
                "agreements",
                Change(
                    title=None,
                    said=f"{DEAL_NAMES[change.of]}.",
                    now="no longer told of",
                    causes=causes,
                    judged=judged,
                ),
            )
            return
        title = self._deal_title(deal, change.behind)
        clauses = tuple(self._terms(deal, change))
        dated = tuple(clause for clause in clauses if clause.kind in _CLOCKED)
        others = tuple(clause for clause in (*clauses, *self._keeping(deal)) if clause.kind not in _CLOCKED)
        state = _deal_state(change)
        if others or state or not dated:
            yield "agreements", Change(title=title, now=state, clauses=others, causes=causes, judged=judged)
        if dated:
            yield "deadlines", Change(title=title, clauses=dated, causes=causes, judged=judged)

    def _deal_title(self, deal: Agreement, behind: Behind) -> Line | None:
        """ "Ceasefire in Anvar", citing the claims of the reports behind the change, else all of its own."""
        own = [claim for claim in deal.claims if claim in self.now.claims]
        mine = [claim for claim in own if self.now.claims[claim].report in set(behind.reports)]
        for cited in filter(None, (mine, own)):
            line = Line((_deal_word(deal),), tuple(cited), topic="agreement")
            place = next((p for p in deal.places if p in self.now.places), None)
            if place is not None:
                part = Part("place", tidy(self.now.places[place].name), place)
                told = Line(
                    (_deal_word(deal), *fill("where", {"places": [part]})), tuple(cited), topic="agreement"
                )
                line = line if line_faults(told, self.now) else told
            return line
        return None

    def _terms(self, deal: Agreement, change: AgreementChange) -> Iterable[Clause]:
        fresh = {(term.kind, term.summary, term.time) for term in change.terms}
        for term in deal.terms:
            cited = [claim for claim in term.claims if claim in self.now.claims]
            if cited and (term.kind, term.summary, term.time) in fresh:
                line, lost = term_line(self.now, term, cited)
                self.withheld += lost
                yield Clause(term.kind, line, *clock_of(self.now, term))

    def _keeping(self, deal: Agreement) -> Iterable[Clause]:
        known = {
            (state.state, claim)
            for old in self.earlier.state.agreements
            for state in old.compliance
            for claim in state.claims
        }
        for state in deal.compliance:
            for claim in state.claims:
                if claim in self.now.claims and (state.state, claim) not in known:
                    yield Clause(state.state, sentence(self.now, [self.now.claims[claim]]))

    # -- why -----------------------------------------------------------------------------------------------

    def _causes(self, reports: Iterable[str]) -> tuple[Cause, ...]:
        """Reports by name: those of the brief with their key, in its order, then those that are gone."""
        wanted = dict.fromkeys(reports)
        here = [report for report in self.now.reports if report in wanted]
        return (
            *(Cause(self._named(report), self.now.keys[report]) for report in here),
            *(Cause(self._gone(report), None) for report in wanted if report not in self.now.reports),
        )

    def _named(self, report: str) -> str:
        key, label = self.now.keys[report], self.now.label(report)
        return f"report {key}" if label == f"report {key}" else f"report {key} ({label})"

    def _gone(self, report: str) -> str:
        """A report that is no longer there, by the title it had."""
        known = self.was.reports.get(report)
        if known is None:
            return report
        title = tidy(known.title or known.path or known.url or report)
        title = title if len(title) <= TITLE_LIMIT else title[:TITLE_LIMIT].rstrip() + " …"
        outlet = label_of(known, "")
        return f"“{title}”" + (f" ({outlet})" if known.outlet else "") + ", no longer here"


def _kind(change: QuestionChange) -> ChangeKind:
    if change.kind == "gone":
        return "gone"
    was = change.before is not None and change.before.state == "contested"
    now = change.after is not None and change.after.state == "contested"
    if was == now:
        return "new" if change.kind == "new" else "updated"
    return "contested" if now else "settled"


def _told(question: Question) -> Told:
    claims = dict.fromkeys(claim for position in question.positions for claim in position.claims)
    return Told(question.state, tuple(p.summary for p in question.positions), tuple(claims))


def _deal_state(change: AgreementChange) -> str | None:
    """What else is new of an agreement, in the brief's own words."""
    if change.kind == "new":
        return "told of for the first time"
    told = ["parties are named that were not before"] if change.parties else []
    if change.dropped_terms:
        told.append(f"{count(len(change.dropped_terms), 'term')} told before in other words, or no longer")
    return "; ".join(told) or None


def _deal_word(deal: Agreement) -> Part:
    return Part("word", by_first("labels")[f"deal.{deal.kind}"]["words"])
