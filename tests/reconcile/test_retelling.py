"""Which sentences of a report tell on one happening, and which reports' accounts are of one: both ways."""

from msgspec.structs import replace

from crossbearing.model import Event
from crossbearing.reconcile import reconcile
from tests.factory import claim, dossier, quantity, span_in

DAYS = {"wire": "2020-05-08", "gazette": "2020-05-08", "herald": "2020-05-09"}


def told(report, at, sentence, trigger, number=None, *, place=None, time=None, **more):
    """A claim whose event hangs on some words of its sentence; ``number`` is its toll of dead."""
    dead = () if number is None else (quantity(sentence, number, float(number), float(number)),)
    one = claim(
        report,
        sentence,
        at=at,
        places=(place,) if place else (),
        time=time,
        quantities=dead,
        plover="ASSAULT",
        **{"topic": "casualties" if number else "hostilities", **more},
    )
    word = span_in(sentence, trigger)
    moved = replace(word, start=word.start + at, end=word.end + at)
    return replace(one, event=Event("ASSAULT", moved))


def together(*claims):
    """The claims of each incident, by their places in the list given."""
    at = {c.id: n for n, c in enumerate(claims)}
    found = reconcile(dossier(list(claims), DAYS)).incidents
    return sorted(sorted(at[c] for c in incident.claims) for incident in found)


def _blast():
    """A report's first sentence, of which the others do or do not tell on."""
    return told(
        "wire", 0, "A blast in Tarm killed 16 on Thursday", "blast", "16", place="tarm", time="2020-05-07"
    )


def test_a_report_tells_its_news_on():
    assert together(
        told("wire", 0, "Car bomb kills 16 in Tarm", "bomb", "16", place="tarm", time="2020-05-07"),
        told(
            "wire",
            100,
            "A car bomb killed 16 people in Tarm on Thursday, police said",
            "car bomb",
            "16",
            place="tarm",
            time="2020-05-07",
        ),
        told("wire", 300, "The blast tore through a market in the old centre", "blast"),
        told("wire", 500, "The explosion also damaged three shops", "explosion"),
    ) == [[0, 1, 2, 3]]


def test_strikes_on_one_town_on_two_days_are_two():
    assert together(
        told(
            "wire", 0, "A raid on Tarm on Thursday killed 16", "raid", "16", place="tarm", time="2020-05-07"
        ),
        told("wire", 200, "A raid on Tarm on Tuesday killed 9", "raid", "9", place="tarm", time="2020-05-05"),
        told("gazette", 0, "Jets bombed Tarm on Tuesday", "bombed", place="tarm", time="2020-05-05"),
    ) in ([[0], [1, 2]], [[0], [1]])


def test_blasts_in_two_towns_on_one_day_are_two():
    assert together(
        _blast(),
        told(
            "wire",
            200,
            "A blast in Orda killed 21 on Thursday",
            "blast",
            "21",
            place="orda",
            time="2020-05-07",
        ),
    ) == [[0], [1]]


def test_one_toll_of_two_attacks_joins_nothing():
    assert together(
        _blast(),
        told(
            "gazette",
            0,
            "Raids on Orda killed 16 on Thursday",
            "Raids",
            "16",
            place="orda",
            time="2020-05-07",
        ),
        told(
            "herald", 0, "A raid on Tarm killed 16 on Saturday", "raid", "16", place="tarm", time="2020-05-09"
        ),
    ) == [[0], [1], [2]]


def test_a_second_blast_elsewhere_is_not_the_first():
    found = together(
        _blast(),
        told("wire", 200, "Another blast killed 21 in Orda", "blast", "21", place="orda", time="2020-05-07"),
        told("wire", 400, "The blast in Tarm broke every window", "blast", place="tarm"),
    )
    assert [0, 2] in found
    assert all(group == [1] for group in found if 1 in group)


def test_history_is_not_the_news():
    assert together(
        _blast(),
        told(
            "wire",
            200,
            "In March an attack on the town killed 40",
            "attack",
            "40",
            place="tarm",
            time="2020-03-11",
            background=True,
        ),
    ) == [[0], [1]]
