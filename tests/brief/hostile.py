"""The story of Anvar with names, words and titles that try to break out of a file."""

from datetime import UTC, datetime

from msgspec import structs

from crossbearing.judgements import judge
from crossbearing.model import Dossier
from tests.brief.story import ACTORS, PLACES, REPORTS, story

NOTE = 'see \u202eevil\u202c\x00 \ufffe\uffff\u2028 <w:t>&amp;</w:t> ]]> #link("x")[y] $x$ \\ @c1 <c1>'
ARABIC, CYRILLIC, CHINESE = "مرصد النهر", "Речной дозор", "河流观察站"
LONG = "Ä" * 400


def hostile() -> Dossier:
    """A story whose actors, places, titles and notes hold other scripts, markup and control characters."""
    names = {"a-obs": ARABIC, "a-council": CYRILLIC, "a-green": CHINESE}
    actors = tuple(
        structs.replace(a, name=names[a.id], aliases=(a.name, *a.aliases)) if a.id in names else a
        for a in ACTORS
    )
    places = tuple(structs.replace(p, name=f'{p.name} #eval("1") *b*') for p in PLACES)
    reports = (
        structs.replace(
            REPORTS[0], title=f"\u202e{LONG}\x07 = # heading", outlet="Anvar <Post> & \ud800Sons"
        ),
        *REPORTS[1:],
    )
    judged = judge(
        "c-hurt", "accept", analyst="R. \x1bHaddad", at=datetime(2031, 5, 7, tzinfo=UTC), note=NOTE
    )
    return story(actors=actors, places=places, reports=reports, assessments=(judged,))
