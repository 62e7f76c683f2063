"""What a brief was narrowed to, at its top, in words."""

from datetime import date

from crossbearing.brief.lists import by_first
from crossbearing.brief.omitted import is_held
from crossbearing.brief.shelf import Shelf
from crossbearing.brief.values import Narrowing
from crossbearing.brief.wording import say_day, say_days, tidy, undated
from crossbearing.switches import Held, Narrowed, Told


def narrowing(told: Narrowed, shelf: Shelf) -> tuple[Narrowing, int]:
    """Tell what was narrowed; and count the incidents whose title their claims do not hold.

    Several places, topics or incidents are joined by "or", different kinds of things stand one by one.
    """
    whole = Shelf(told.whole)
    parts, lost = list(_days(told)), 0
    places = [_place(held, whole) for held in told.held if held.kind == "place"]
    parts += [f"in {_either(places)}"] if places else []
    labels = by_first("labels")
    topics = [labels[f"topic.{held.name}"]["words"].lower() for held in told.held if held.kind == "topic"]
    parts += [f"on {_either(topics)}"] if topics else []
    incidents = []
    for held in told.held:
        if held.kind == "incident":
            words = _incident(held, whole)
            lost += words == "an incident"
            incidents.append(words)
    parts += [f"of {_either(incidents)}"] if incidents else []
    found = Narrowing(
        parts=(f"What is told {parts[0]}", *parts[1:]) if parts else (),
        claims=told.claims,
        of=len(told.whole.claims),
        reports=told.reports,
        of_reports=len(told.whole.reports),
        undated=told.undated,
        unopposed=told.unopposed,
    )
    return found, lost


def _either(words: list[str]) -> str:
    return " or ".join(dict.fromkeys(words))


def _days(told: Narrowed) -> list[str]:
    ends = {held.kind: date.fromisoformat(held.name) for held in told.held if held.kind in ("since", "until")}
    first, last = ends.get("since"), ends.get("until")
    if first is not None and last is not None:
        return [f"of {say_days(first, last)}"]
    if first is not None:
        return [f"of {say_day(first)} or later"]
    return [f"of {say_day(last)} or before"] if last is not None else []


def _place(held: Held, whole: Shelf) -> str:
    kinds = [whole.places[id_].kind for id_ in held.ids if id_ in whole.places]
    both = f" ({' and '.join(dict.fromkeys(kinds))})" if len(kinds) > 1 else ""
    return f"{tidy(held.name)}{both} and what lies in it"


def _incident(held: Held, whole: Shelf) -> str:
    """The incident's title where its claims hold it: "the incident “…”"."""
    claims = next((one.claims for one in whole.dossier.incidents if one.id in held.ids), ())
    told = Told("single_origin", (), claims)
    titles = [title for title in (held.name, undated(held.name)) if is_held(title, told, whole)]
    return f"the incident “{tidy(titles[0])}”" if titles else "an incident"
