"""Which tolls make a sum of an account."""

from crossbearing.reconcile.likeness import trace_of
from crossbearing.reconcile.lookup import Lookup
from crossbearing.reconcile.signs import tellings_of
from tests.factory import claim, dossier, quantity

DAYS = {"wire": "2020-05-08"}


def told(sentence, at, place="tarm", time=None, **more):
    return claim("wire", sentence, at=at, places=(place,), time=time, plover="ASSAULT", **more)


def test_one_sum_among_tolls_makes_no_sum_of_an_account():
    single = "The raid on Tarm killed 14 people"
    total = "During the day 19 people were killed across the towns"

    def toll(sentence, number, at):
        return told(sentence, at, quantities=(quantity(sentence, number, float(number), float(number)),))

    one, two, far = toll(single, "14", 0), toll(single, "14", 200), toll(total, "19", 400)
    lookup = Lookup(dossier([one, two, far], DAYS))
    tellings = tellings_of([one, two, far], lookup)
    assert [t.summed for t in tellings] == [False, False, True]
    assert not trace_of(tellings, lookup).summed
    assert trace_of(tellings[2:], lookup).summed
    assert trace_of(tellings[1:2], lookup).summed is False
