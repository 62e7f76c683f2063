"""Reconciling: claims of many reports become incidents, questions with positions, and agreements."""

from crossbearing.model import Dossier, Findings
from crossbearing.reconcile.agreements import agreements_of
from crossbearing.reconcile.incidents import incidents_of
from crossbearing.reconcile.lookup import Lookup
from crossbearing.reconcile.questions import questions_of

__all__ = ["reconcile"]


def reconcile(dossier: Dossier) -> Findings:
    """Take the bearing on a dossier's claims.

    Reads reports, actors, places, claims (with their final origins) and versions; returns incidents,
    questions and agreements, sorted, with ids from content. A pure function: the order of the input
    makes no difference. Raises ``DataError`` where a packaged list is damaged.
    """
    lookup = Lookup(dossier)
    incidents = incidents_of(dossier.claims, lookup)
    incident_of = {claim: incident.id for incident in incidents for claim in incident.claims}
    return Findings(
        incidents=tuple(incidents),
        questions=tuple(questions_of(dossier.claims, lookup, incident_of)),
        agreements=tuple(agreements_of(dossier.claims, lookup)),
    )
