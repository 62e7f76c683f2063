from crossbearing.reconcile import reconcile
from tests.factory import claim, dossier

DAYS = {"wire": "2020-05-08", "gazette": "2020-05-08", "herald": "2020-05-08", "later": "2020-05-30"}
DEAL = {"topic": "agreement", "plover": "AGREE", "places": ("tarm",), "actors": ("rebels", "state")}


def told(*claims):
    return reconcile(dossier(list(claims), DAYS)).agreements


def kinds(agreement):
    return [term.kind for term in agreement.terms]


def test_one_deal_told_by_three_reports_is_one_agreement():
    (deal,) = told(
        claim("wire", "The rebels and the government reached a deal for fighters to leave the city.", **DEAL),
        claim(
            "gazette",
            "The ceasefire was negotiated by Norland and Sudmark.",
            topic="agreement",
            places=("tarm",),
        ),
        claim(
            "herald",
            "There is a ceasefire in the city, the Falcon man said.",
            **DEAL | {"origin": "falcon-speaker"},
        ),
    )
    assert deal.kind == "evacuation"
    assert deal.parties == ("rebels", "state")
    assert deal.mediators == ("north", "south")
    assert deal.announced.isoformat() == "2020-05-08"
    assert len(deal.claims) == 3


def test_a_deal_weeks_later_or_elsewhere_is_another():
    deals = told(
        claim("wire", "The rebels and the government reached a truce.", **DEAL),
        claim("later", "The rebels and the government reached a truce.", **DEAL),
        claim(
            "wire", "The rebels and the government struck a truce in Orda.", **DEAL | {"places": ("orda",)}
        ),
    )
    assert len(deals) == 3


def test_calls_drafts_and_talks_are_no_agreement():
    assert not told(
        claim("wire", "The rebels have asked for a five-day ceasefire", **DEAL | {"status": "demanded"}),
        claim("wire", "A draft resolution demands a ceasefire", **DEAL),
        claim("wire", "The ministers agreed to go on discussing a framework for a truce", **DEAL),
        claim("wire", "There was no agreement on the city", **DEAL),
        claim("wire", "A truce was reached in an earlier war", **DEAL | {"background": True}),
    )


def test_terms_keep_their_own_words_and_days():
    leaving = {"topic": "evacuation", "status": "expected", "places": ("tarm",)}
    (deal,) = told(
        claim("wire", "The rebels and the government reached a deal to leave the city.", **DEAL),
        claim("wire", "the truce will not apply to the Black Guard", **DEAL, at=100),
        claim("wire", "fighters have until noon on Saturday", time="2020-05-09", at=200, **leaving),
        claim("wire", "they are heading for the northern province", at=300, **leaving),
        claim("gazette", "they are heading for a northern province", at=300, **leaving),
        claim("gazette", "The rebels accepted the deal to leave.", **DEAL),
        claim("gazette", "the wounded would leave first", at=400, **leaving),
        claim("gazette", "the evacuation would begin at dawn", at=500, **leaving),
    )
    assert [kind for kind in kinds(deal) if kind != "who"] == [
        "deadline",
        "destination",
        "exclusion",
        "order",
        "start",
    ]
    deadline = next(term for term in deal.terms if term.kind == "deadline")
    assert deadline.summary == "fighters have until noon on Saturday"
    assert deadline.time.latest.isoformat() == "2020-05-09"
    destination = next(term for term in deal.terms if term.kind == "destination")
    assert len(destination.claims) == 2


def test_what_was_later_said_of_a_deal_is_kept_with_it():
    fields = {"topic": "evacuation", "places": ("tarm",)}
    deal = claim("wire", "The rebels and the government reached a deal to leave the city.", **DEAL)
    empty = claim("gazette", "Buses that were to carry them sat empty", time="2020-05-08", **fields)
    (agreement,) = told(deal, empty)
    assert [(c.state, c.claims) for c in agreement.compliance] == [("unknown", (empty.id,))]
    kept = claim("gazette", "The truce was holding", time="2020-05-09", topic="agreement", places=("tarm",))
    shells = {"topic": "hostilities", "plover": "ASSAULT", "places": ("tarm",), "time": "2020-05-10"}
    broken = claim("herald", "Shells struck the market", **shells)
    (agreement,) = told(deal, broken)
    assert [c.state for c in agreement.compliance] == ["broken"]
    (agreement,) = told(deal, kept, broken)
    assert [c.state for c in agreement.compliance] == ["disputed"]


def test_aid_let_in_is_an_agreement_of_its_own():
    deals = told(
        claim(
            "wire", "The government agreed to a plan to bring aid across the line", **DEAL | {"topic": "aid"}
        ),
        claim("wire", "The rebels and the government reached a truce", **DEAL, at=300),
    )
    assert sorted(deal.kind for deal in deals) == ["aid_access", "ceasefire"]


def test_a_side_is_no_party_beside_its_own_fighters():
    (deal,) = told(
        claim("wire", "The rebels and the government reached a deal to leave the city.", **DEAL),
        claim(
            "gazette",
            "The opposition accepted the deal to leave.",
            **DEAL | {"actors": ("loose-opposition",)},
        ),
    )
    assert set(deal.parties) == {"rebels", "state"}


def test_the_same_people_to_leave_are_one_term_and_a_relative_clause_is_none():
    leaving = {"topic": "evacuation", "status": "expected", "places": ("tarm",)}
    (deal,) = told(
        claim("wire", "The rebels accepted the deal.", **DEAL),
        claim("wire", "The fighters are going to leave the city", at=100, **leaving),
        claim("gazette", "An agreement for rebels to leave the city by bus", at=100, **DEAL),
        claim(
            "gazette", "Fighters and their families will soon be evacuated from the city", at=200, **leaving
        ),
        claim("herald", "the people who wish to leave", at=300, **leaving | {"status": "asserted"}),
    )
    assert sorted(len(term.claims) for term in deal.terms if term.kind == "who") == [1, 2]
    assert all("who wish" not in term.summary for term in deal.terms)


def test_what_took_effect_may_be_a_halt_to_raids_and_no_start_of_leaving():
    sentence = "Both agreed to a halt to air strikes, which took effect early on Friday"
    (deal,) = told(
        claim("wire", "The rebels accepted the deal to leave.", **DEAL),
        claim("wire", sentence, words="took effect early on Friday", at=200, **DEAL),
    )
    assert "start" not in kinds(deal)


def test_quiet_after_a_truce_keeps_it_and_clashes_that_continued_dispute_it():
    truce = claim("wire", "The rebels and the government reached a truce.", **DEAL)
    fields = {"topic": "hostilities", "places": ("tarm",), "time": "2020-05-08"}
    quiet = claim("wire", "The bombardment stopped at noon", at=200, **fields)
    elsewhere = claim("gazette", "The attack has ended", **fields)
    clashes = claim("wire", "Clashes continued", plover="ASSAULT", at=300, **fields)
    assert told(truce, elsewhere)[0].compliance == ()
    assert [c.state for c in told(truce, quiet)[0].compliance] == ["kept"]
    assert [c.state for c in told(truce, quiet, clashes)[0].compliance] == ["disputed"]


def test_aid_allowed_has_its_terms_and_is_not_aid_delivered():
    allowed = claim(
        "wire", "The government authorised aid shipments into the city", **DEAL | {"topic": "aid"}
    )
    doubt = claim("wire", "Such approvals do not always mean that aid arrives", topic="aid", at=200)
    collapse = claim("gazette", "The truce has collapsed", topic="agreement", places=("tarm",))
    (deal,) = told(allowed, doubt, collapse)
    assert [(term.kind, term.claims) for term in deal.terms] == [("other", (allowed.id,))]
    assert [(c.state, c.claims) for c in deal.compliance] == [("unknown", (doubt.id,))]


def parties(text, **fields):
    (deal,) = told(claim("wire", text, **DEAL | fields))
    return set(deal.parties)


def test_the_partner_named_with_a_deal_is_a_party():
    rebels = {"actors": ("rebels",)}
    with_state = "The rebels agreed to leave under a deal with the Sarnian government, Norland said."
    assert parties(with_state, **rebels) == {"rebels", "state"}
    between = "A truce between the rebels and the Sarnian government was agreed on Friday"
    assert parties(between, actors=()) == {"rebels", "state"}
    talks = "Talks with the Sarnian government produced a truce in the city and an agreement was reached"
    assert parties(talks, **rebels) == {"rebels", "state"}
    aside = "The rebels reached a truce with ease, while the Sarnian government looked on"
    assert parties(aside, **rebels) == {"rebels"}


GAVE = "The rebels and the government reached a deal to leave the city."
LEFT_OUT = "The truce will not apply to the Black Guard"


def exclusions(*claims):
    return [[term.summary for term in deal.terms if term.kind == "exclusion"] for deal in told(*claims)]


def test_a_term_told_elsewhere_comes_home_to_the_one_deal_it_fits():
    fields = {"topic": "agreement", "status": "expected", "negated": True}
    deal = claim("wire", GAVE, **DEAL)
    assert exclusions(deal, claim("gazette", LEFT_OUT, places=("tarm",), **fields)) == [[LEFT_OUT]]
    assert exclusions(deal, claim("gazette", LEFT_OUT, places=("east-tarm",), **fields)) == [[LEFT_OUT]]
    assert exclusions(deal, claim("gazette", LEFT_OUT, places=("orda",), **fields)) == [[]]
    assert exclusions(deal, claim("later", LEFT_OUT, places=("tarm",), **fields)) == [[]]
    assert exclusions(deal, claim("gazette", LEFT_OUT, **fields)) == [[]]


def test_a_term_that_two_deals_fit_is_of_neither():
    deals = (
        claim("wire", GAVE, **DEAL),
        claim(
            "herald", "The rebels and the government struck a truce in Orda.", **DEAL | {"places": ("orda",)}
        ),
    )
    both = {"topic": "agreement", "status": "expected", "places": ("sarnia",)}
    assert exclusions(*deals, claim("gazette", LEFT_OUT, **both)) == [[], []]


def test_a_headline_that_leaves_open_whom_a_deal_excludes_is_its_reports_own_term():
    fields = {"topic": "agreement", "places": ("tarm",)}
    deal = claim("wire", GAVE, **DEAL)
    vague = claim("gazette", "Deal leaves some gunmen out", **fields)
    named = claim("gazette", "The truce does not cover men of the Black Guard", at=100, **fields)
    assert exclusions(deal, vague, named) == [["The truce does not cover men of the Black Guard"]]


def test_a_breach_told_and_denied_is_disputed():
    fields = {"topic": "agreement", "places": ("tarm",)}
    deal = claim("wire", GAVE, **DEAL)
    breach = claim(
        "herald", "Shells fell on the mill in breach of the evacuation deal", time="2020-05-09", **fields
    )
    denied = claim("gazette", "the army had broken the agreement", status="denied", **fields)
    kept = claim("gazette", "The army has not violated the truce", negated=True, **fields)
    (found,) = told(deal, breach)
    assert [(c.state, c.claims) for c in found.compliance] == [("broken", (breach.id,))]
    assert breach.id not in [c for term in found.terms for c in term.claims]
    for answer in (denied, kept):
        (found,) = told(deal, breach, answer)
        assert [(c.state, set(c.claims)) for c in found.compliance] == [("disputed", {breach.id, answer.id})]
    (found,) = told(deal, denied)
    assert [c.state for c in found.compliance] == ["disputed"]
