from crossbearing.reconcile.accounts import traces_of
from crossbearing.reconcile.across import compared, shown_across
from crossbearing.reconcile.incidents import in_order, pairs_of
from crossbearing.reconcile.lookup import Lookup
from tests.factory import dossier
from tests.reconcile.stories import DAYS, build, stories

CLAIMS = {c.id: c for story in stories() for c in build(story.rows)}
LOOKUP = Lookup(dossier(list(CLAIMS.values()), DAYS))
TRACES = in_order(traces_of(CLAIMS.values(), LOOKUP))


def test_what_two_accounts_show_is_the_same_either_way():
    pairs = pairs_of(TRACES, LOOKUP)
    assert pairs
    for i, j in pairs:
        one, other = TRACES[i], TRACES[j]
        assert sorted(shown_across(one, other, LOOKUP)) == sorted(shown_across(other, one, LOOKUP))


def test_a_score_rests_on_the_accounts_of_its_two_reports_alone():
    pairs = pairs_of(TRACES, LOOKUP)
    whole = compared(TRACES, pairs, LOOKUP).scores
    i, j = pairs[0]
    both = {TRACES[i].report, TRACES[j].report}
    few = [(n, m) for n, m in pairs if {TRACES[n].report, TRACES[m].report} == both]
    assert compared(TRACES, few, LOOKUP).scores == {pair: whole[pair] for pair in few}
