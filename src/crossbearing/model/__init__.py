"""The values that flow between the rooms: frozen, comparable, free of behaviour.

Offsets are Unicode code points into ``Report.text``, end exclusive, and every
``Span`` holds the characters it points at: ``text[start:end] == exact``.
Days are ``datetime.date``; intervals are half-open. Unknown is ``None``.
The public contract is not these types but the ones in ``exports.contract``.
"""

from crossbearing.model.claims import (
    Claim,
    Event,
    Link,
    Reading,
    When,
)
from crossbearing.model.findings import (
    Agreement,
    Assessment,
    Compliance,
    Copy,
    Dossier,
    Findings,
    Incident,
    Meeting,
    Passage,
    Position,
    Question,
    Relation,
    Slot,
    Suggestion,
    Term,
)
from crossbearing.model.mentions import (
    Actor,
    ActorMention,
    Attribution,
    AttributionLink,
    Interval,
    Place,
    PlaceMention,
    Quantity,
    TimeMention,
)
from crossbearing.model.text import (
    Block,
    Entity,
    Published,
    Rejected,
    Report,
    Sentence,
    Span,
    Token,
    Version,
)

__all__ = [
    "Actor",
    "ActorMention",
    "Agreement",
    "Assessment",
    "Attribution",
    "AttributionLink",
    "Block",
    "Claim",
    "Compliance",
    "Copy",
    "Dossier",
    "Entity",
    "Event",
    "Findings",
    "Incident",
    "Interval",
    "Link",
    "Meeting",
    "Passage",
    "Place",
    "PlaceMention",
    "Position",
    "Published",
    "Quantity",
    "Question",
    "Reading",
    "Rejected",
    "Relation",
    "Report",
    "Sentence",
    "Slot",
    "Span",
    "Suggestion",
    "Term",
    "TimeMention",
    "Token",
    "Version",
    "When",
]
