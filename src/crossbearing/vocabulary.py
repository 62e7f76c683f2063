"""The closed lists of words that the ledger uses (contract.md): one name, one meaning, everywhere."""

from typing import Literal

BlockKind = Literal[
    "title",
    "standfirst",
    "byline",
    "dateline",
    "caption",
    "heading",
    "paragraph",
    "pullquote",
    "credit",
    "furniture",
]
Basis = Literal["stated", "metadata", "inferred", "unknown"]
Voice = Literal["narrated", "direct", "indirect", "mixed"]
Role = Literal["source", "relay"]
Topic = Literal[
    "casualties",
    "hostilities",
    "control",
    "agreement",
    "evacuation",
    "aid",
    "access",
    "population",
    "detention",
    "diplomacy",
    "other",
]
Status = Literal["asserted", "denied", "unverified", "expected", "demanded", "conditional"]
Bound = Literal["exact", "at_least", "at_most", "about", "vague"]
Measure = Literal[
    "killed",
    "injured",
    "missing",
    "detained",
    "evacuated",
    "displaced",
    "remaining",
    "share",
    "distance",
    "duration",
    "other",
]
ActorKind = Literal[
    "state",
    "government",
    "military",
    "armed_group",
    "intergovernmental",
    "ngo",
    "media",
    "civilians",
    "person",
    "unnamed",
    "other",
]
PlaceKind = Literal["country", "region", "city", "district", "site"]
Precision = Literal["exact", "near", "district", "city", "region", "country"]
Grain = Literal["minute", "hour", "part", "day", "week", "month", "quarter", "year", "longer"]
QuestionState = Literal["corroborated", "contested", "single_origin", "superseded"]
RelationKind = Literal["contradicts", "updates", "narrows", "agrees"]
AgreementKind = Literal["ceasefire", "evacuation", "aid_access", "prisoner_exchange", "other"]
TermKind = Literal["who", "exclusion", "deadline", "start", "destination", "order", "other"]
ComplianceState = Literal["kept", "broken", "disputed", "unknown"]
Grade = Literal["confirmed", "fair", "weak", "contested", "discounted"]

OF_ATTACKS = ("Who carried out", "By what means", "What exactly", "When was the attack")
"""How titles of questions begin that ask of an attack who, by what means, at what and when."""
