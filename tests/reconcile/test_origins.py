import pytest

from crossbearing.reconcile.lookup import Lookup
from crossbearing.reconcile.origins import counted, distinct, kin, roll_up
from tests.factory import dossier

LOOKUP = Lookup(dossier([], {}))


@pytest.mark.parametrize(
    ("spoken", "shown"),
    [
        ("minister north", "minister"),
        ("minister", "minister"),
        ("minister envoy north", "envoy minister"),
        ("minister south", "minister south"),
        ("un-rights-speaker un-rights un", "un-rights"),
        ("un-rights-speaker un", "un"),
        ("un-rights un-aid un", "un"),
        ("un-rights un-aid", "un-aid un-rights"),
        ("falcon-speaker falcons", "falcons"),
        ("army state", "army"),
        ("gazette wire", "gazette wire"),
        ("guard other-guard", "guard"),
    ],
)
def test_who_is_shown_for_those_who_spoke(spoken, shown):
    origins = spoken.split()
    heads = roll_up(origins, LOOKUP)
    found = counted(origins, heads, LOOKUP)
    assert sorted(found) == shown.split()
    assert distinct(origins, LOOKUP) == len(found) or spoken == "un-rights un-aid un"
    assert all(kin({origin}, {heads[origin]}, LOOKUP) for origin in origins)
