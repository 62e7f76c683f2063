"""Reconciling: claims of many reports become incidents, questions with positions, and agreements."""

from collections.abc import Iterable, Set

from msgspec.structs import replace

from crossbearing.judgements import in_force
from crossbearing.model import Actor, Claim, Dossier, Findings, Meeting, Question
from crossbearing.reconcile.agreements import agreements_of
from crossbearing.reconcile.grades import with_grades
from crossbearing.reconcile.incidents import asked_of, fellows_of, incidents_of
from crossbearing.reconcile.lookup import Lookup
from crossbearing.reconcile.meeting import meetings_of
from crossbearing.reconcile.questions import ask
from crossbearing.reconcile.titles import tell_apart

__all__ = ["find_fellows", "find_meetings", "name_questions", "reconcile", "reconcile_part"]


def reconcile(dossier: Dossier) -> Findings:
    """Take the bearing on a dossier's claims.

    Reads reports, actors, places, claims (with their final origins), versions and judgements; returns
    incidents, questions and agreements, sorted, with ids from content. A pure function: the order of the
    input makes no difference. Raises ``DataError`` where a packaged list is damaged.
    """
    found = reconcile_part(dossier, frozenset(claim.id for claim in dossier.claims))
    return replace(found, questions=tuple(name_questions(found.questions, dossier.actors)))


def reconcile_part(dossier: Dossier, core: frozenset[str]) -> Findings:
    """Take the bearing on some claims of a ledger, as ``reconcile`` would among all of them.

    ``core`` are ids of claims that no claim outside it meets (``find_meetings``, ``find_fellows``). The
    dossier holds them, all claims of their reports, and what they read. Questions come with titles that
    others may bear too: ``name_questions`` tells them apart.
    """
    lookup = Lookup(dossier)
    claims = tuple(claim for claim in dossier.claims if claim.id in core)
    leads: dict[str, str] = {}
    incidents = incidents_of(
        claims, dossier.claims, lookup, leads, in_force(dossier.assessments), dossier.accounts
    )
    incident_of = asked_of(incidents, claims)
    asked = ask(claims, dossier.claims, lookup, incident_of, leads)
    return Findings(
        incidents=tuple(with_grades(incidents, asked, lookup)),
        questions=tuple(question for _, question in asked),
        agreements=tuple(agreements_of(claims, dossier.claims, lookup, leads)),
        leads=leads,
    )


def find_meetings(dossier: Dossier, claims: Iterable[Claim] | None = None) -> dict[str, Meeting]:
    """Say of claims which others in a ledger they can bear on; by claim id (``model.Meeting``).

    The dossier holds the claims' reports, actors and places; ``claims`` are its own unless given.
    """
    told = dossier.claims if claims is None else claims
    return meetings_of(told, Lookup(dossier), in_force(dossier.assessments))


def find_fellows(dossier: Dossier, reports: Set[str]) -> list[tuple[str, str]]:
    """Accounts of some reports that fit those of others, each by its first claim: pairs that meet.

    The dossier holds these reports and all that have accounts near theirs (``Meeting.nears``), with their
    claims, and which of these tell of one happening.
    """
    return fellows_of(dossier.claims, Lookup(dossier), dossier.accounts, reports)


def name_questions(
    questions: Iterable[Question], actors: Iterable[Actor], crowded: Set[str] = frozenset()
) -> list[Question]:
    """Give questions titles that tell them apart, where two are asked in the same words.

    ``actors`` are those whose word the questions rest on; ``crowded`` are titles that others bear, too.
    """
    return tell_apart(list(questions), Lookup(Dossier(actors=tuple(actors))), crowded)
