"""Which country's war a report tells of: "the army", "the regime" and "rebels" are read against it."""

from collections.abc import Mapping, Sequence

from crossbearing.actors.lines import Line
from crossbearing.actors.registry import registry
from crossbearing.actors.scan import Found

_LEAD = 1.5
"""The first country must outweigh the second by this much, else the report has no one focus."""
_FIRST = 3
"""Title and opening sentences count double: they say what the report is about."""
_SCENE = 1.5
"""A scene weighs more than a country named in passing: speakers' countries are named in every report."""
_WEIGHTS = {"war": 2.0, "front": 1.5, "": 1.0}
"""A country at war with itself outweighs those that merely speak about it."""


def focus(lines: Sequence[Line], places: Mapping[str, float] | None = None) -> str | None:
    """The country that a report is about, or None where two weigh alike.

    ``places`` counts, by country, the places where things happen: a story set in a town is about its war.
    """
    known = registry()
    scores: dict[str, float] = {}
    for country, times in (places or {}).items():
        if country in known.countries:
            scores[country] = times * _SCENE * _WEIGHTS[known.countries[country].contested]
    for line in lines:
        weight = 2.0 if line.index < _FIRST else 1.0
        for found in line.found:
            countries = found.countries or ((known.country_of(found.key) or "",) if found.key else ())
            if _tells_only(found, countries):
                continue
            if len(countries) == 1 and countries[0] and found.sort not in ("role", "affix"):
                share = weight * _WEIGHTS[known.countries[countries[0]].contested]
                scores[countries[0]] = scores.get(countries[0], 0.0) + share
    ranked = sorted(scores.items(), key=_by_score)
    if not ranked:
        return None
    if len(ranked) == 1 or ranked[0][1] >= _LEAD * ranked[1][1]:
        return ranked[0][0]
    return None


def _tells_only(found: Found, countries: Sequence[str]) -> bool:
    """Whether a name is that of an outlet, whose country is not what it tells of: "AFP", "French media".

    One of a country at war counts: what its own agency tells of is its war.
    """
    known = registry()
    row = known.listed.get(found.key)
    template = known.templates.get(found.key) if found.sort == "noun" else None
    kind = row.kind if row is not None else template.kind if template is not None else ""
    return kind == "media" and not any(
        country in known.countries and known.countries[country].contested == "war" for country in countries
    )


def _by_score(item: tuple[str, float]) -> tuple[float, str]:
    return -item[1], item[0]
