"""Small worlds for the tests of monitors and rulebooks: incidents with figures, in a few words each."""

from datetime import date

from msgspec.structs import replace

from crossbearing.ids import content_id
from crossbearing.model import (
    Actor,
    Agreement,
    Claim,
    Dossier,
    Event,
    Incident,
    Place,
    Position,
    Quantity,
    Question,
    Relation,
    Suggestion,
    Term,
    When,
)
from tests.factory import ACTORS, PLACES, claim, report, span_in, when

PLURALS = {"child": "children", "woman": "women", "man": "men", "people": "people"}
REPORTS = ("wire", "gazette", "herald", "later")
ABROAD = Actor(id="norland-air", name="Norland Air Force", kind="military", member_of="north", country="NRL")
GUNMEN = Actor(id="gunmen", name="gunmen", kind="armed_group")
VILLAGERS = Actor(id="villagers", name="villagers", kind="civilians")
SPOTS = {"tarm": (10.25, 20.75), "orda": (11.0, 21.0), "mill": (10.26, 20.76)}


class World:
    """Collects claims, incidents, questions and agreements; ``dossier`` gives them as one."""

    def __init__(self) -> None:
        self.claims: list[Claim] = []
        self.incidents: dict[str, Incident] = {}
        self.questions: list[Question] = []
        self.agreements: list[Agreement] = []

    def tell(self, sentence: str, *, incident: str | None = None, **fields: object) -> Claim:
        """Add a claim; it belongs to the incident, if one is named."""
        source = str(fields.pop("report", "wire"))
        made = claim(source, sentence, at=1000 * len(self.claims), **fields)
        self.claims.append(made)
        if incident is not None:
            known = self.incidents[incident]
            self.incidents[incident] = replace(
                known, claims=(*known.claims, made.id), reports=tuple({*known.reports, source})
            )
        return made

    def incident(
        self, key: str, day: str | None = "2031-05-04", *places: str, last: str | None = None, **more: object
    ) -> str:
        """Add an incident that nothing is told of yet."""
        time = None if day is None else when(day, last)
        fields: dict[str, object] = {"title": f"Violence {key}", "plover": "ASSAULT"} | more
        held = places or ("tarm",)
        self.incidents[key] = Incident(id=key, places=held, time=time, **fields)  # type: ignore[arg-type]
        return key

    def toll(
        self,
        incident: str | None,
        group: str,
        *accounts: tuple[float | None, float | None, str],
        measure: str = "killed",
        updated: tuple[int, ...] = (),
        status: str = "asserted",
        sentence: str | None = None,
        part_of: str | None = None,
        total: bool = False,
        time: When | None = None,
        event: str | None = None,
        **fields: object,
    ) -> Question:
        """Add a question with its answers, each told by a claim of its own."""
        positions = []
        for lower, upper, origin in accounts:
            amount = words_for(lower, upper)
            text = sentence or f"{amount} {group} were {measure}, {origin} said"
            own = [_quantity(text, amount, lower, upper, measure, group, part_of, total)]
            if part_of is not None:
                own.append(
                    _quantity(text, amount, (upper or lower or 0) + 90, None, measure, part_of, None, False)
                )
            made = self.tell(
                text, incident=incident, origin=origin, quantities=tuple(own), status=status, **fields
            )
            if event is not None:
                made = replace(made, event=Event("ASSAULT", made.span, event))
                self.claims[-1] = made
            positions.append(_position(made, lower, upper, group, measure, status))
        stale = [
            Relation(positions[-1].id, positions[n].id, "updates", "the same source told it later")
            for n in updated
        ]
        question = Question(
            id=content_id("q", incident, group, measure, len(self.questions)),
            topic="casualties",
            title=f"How many {PLURALS.get(group, group + 's')} were {measure}?",
            state="single_origin",
            positions=tuple(positions),
            relations=tuple(stale),
            incident=incident,
            time=time,
            group=group,
        )
        self.questions.append(question)
        return question

    def deal(self, kind: str = "ceasefire", **fields: object) -> Agreement:
        """Add an agreement told of by one claim."""
        made = self.tell(
            "The army and the Falcons agreed a truce for aid", topic="agreement", report="gazette"
        )
        term = Term("start", "the truce begins on 6 May", (made.id,), when("2031-05-06"))
        out = Term("exclusion", "foreign fighters are left out", (made.id,))
        values: dict[str, object] = {
            "id": content_id("a", kind, len(self.agreements)),
            "kind": kind,
            "parties": ("army", "falcons"),
            "mediators": ("north",),
            "places": ("tarm",),
            "announced": date(2031, 5, 4),
            "terms": (term, out),
            "claims": (made.id,),
        }
        self.agreements.append(Agreement(**(values | fields)))  # type: ignore[arg-type]
        return self.agreements[-1]

    def suggest(self, key: str, harm: str | None = None, attribution: str | None = None) -> None:
        """Give an incident suggested grades."""
        known = self.incidents[key]
        first = known.claims[:1]
        self.incidents[key] = replace(
            known,
            harm=None if harm is None else Suggestion(harm, "one source", first),  # type: ignore[arg-type]
            attribution=None if attribution is None else Suggestion(attribution, "told", first),  # type: ignore[arg-type]
        )

    def dossier(self) -> Dossier:
        """Everything told so far."""
        return Dossier(
            reports=tuple(report(name, "2031-05-05") for name in REPORTS),
            actors=(*ACTORS, ABROAD, GUNMEN, VILLAGERS),
            places=tuple(_placed(place) for place in PLACES),
            claims=tuple(self.claims),
            incidents=tuple(self.incidents.values()),
            questions=tuple(self.questions),
            agreements=tuple(self.agreements),
        )


def words_for(lower: float | None, upper: float | None) -> str:
    """An amount as a report writes it."""
    if lower is not None and lower == upper:
        return f"{lower:g}"
    if upper is None:
        return f"at least {lower:g}"
    return f"up to {upper:g}" if lower is None else f"{lower:g} to {upper:g}"


def _quantity(
    text: str,
    words: str,
    lower: float | None,
    upper: float | None,
    measure: str,
    group: str,
    part: str | None,
    total: bool,
) -> Quantity:
    exact = words if words in text else text.rsplit(" of ", 1)[0]
    return Quantity(
        span=span_in(text, exact),
        lower=lower,
        upper=upper,
        bound="vague" if exact != words else "exact",
        measure=measure,  # type: ignore[arg-type]
        group=group,
        part_of=None if part is None else 1,
        total=total,
    )


def _position(
    made: Claim, lower: float | None, upper: float | None, group: str, measure: str, status: str
) -> Position:
    plural = PLURALS.get(group, f"{group}s")
    verb = "killed or injured" if measure == "harmed" else measure
    return Position(
        id=content_id("p", made.id),
        summary=f"{words_for(lower, upper)} {plural} {verb}",
        claims=(made.id,),
        origins=(str(made.origin),),
        status=status,  # type: ignore[arg-type]
        lower=lower,
        upper=upper,
        first=date(2031, 5, 5),
        last=date(2031, 5, 5),
    )


def _placed(place: Place) -> Place:
    lat, lon = SPOTS.get(place.id, (None, None))
    return replace(place, lat=lat, lon=lon, country="SYR")
