"""What a named place does in its sentence: where something happens, who acts, or only what kind of thing."""

from typing import Literal

from crossbearing.model import Token
from crossbearing.places.gazetteer import Entry
from crossbearing.places.lexicon import demonyms, words
from crossbearing.places.scenes import Scene, Spot

Role = Literal["where", "modifier", "adjective", "actor"]

_SUBJECTS = frozenset({"nsubj", "csubj"})
_STATIVE = frozenset(
    {"be", "have", "see", "witness", "remain", "become", "face", "suffer", "lie", "fall", "burn"}
)
_WITH = frozenset({"with", "between", "by", "against", "including", "like", "among"})
_LINES = frozenset(
    {"border", "frontier", "boundary", "crossing", "line", "road", "crossroads", "area", "zone"}
)
_MARKS = frozenset({"'s", "’s", "'", "’"})
_LINKS = 6
"""Steps walked along a list ("Russia, Iran and Turkey"): longer lists are rare."""


def role_of(view: Scene, spot: Spot, entry: Entry | None) -> Role:
    """Tell a mention's part in its sentence.

    "in Aleppo" → where; "Syrian troops", "US envoy" → adjective; "the Aleppo-based group", "Iran-backed",
    "envoy for Syria", "Aleppo Media Centre", "60 km from Aleppo", a dateline → modifier; "Moscow said",
    "Russia's foreign minister", "brokered by Turkey" → actor.
    """
    if spot.grounds == "demonym":
        return "modifier" if _linked(view, spot.last) else "adjective"
    if (
        spot.inside
        or _of_group(view, spot)
        or _linked(view, spot.last)
        or _is_dateline(view, spot)
        or _seat_of(view, spot)
        or _measured_from(view, spot)
    ):
        return "modifier"
    if entry is not None and entry.code in "0c":
        land = entry.code == "0"
        if _titled(view, spot, land=land) or _helper(view, spot) or (land and _ally(view, spot)):
            return "actor"
        if land and _compound(view, spot):
            return "adjective"
        if _acts(view, spot, land=land):
            return "actor"
    return "modifier" if _beyond_border(view, spot) else "where"


def _linked(view: Scene, last: int) -> bool:
    """Is it the first half of "Aleppo-based", "Turkish-backed", "US-Russian-brokered"?"""
    if view.word(last) not in ("-", "–"):
        return view.word(last) == "based"
    while view.tokens[last + 1 : last + 2] and view.tokens[last + 1].text in demonyms():
        if view.word(last + 2) not in ("-", "–"):
            break
        last += 2
    return view.word(last + 1) in words("linked")


def _of_group(view: Scene, spot: Spot) -> bool:
    """Is it in an organisation's name: "Islamic State of Iraq and the Levant", "League of ..."?"""
    i = spot.first - 1
    while i >= 0 and (view.tokens[i].text[:1].isupper() or view.word(i) in _NAME_LINKS):
        if view.tokens[i].text in _GROUPS and view.word(i + 1) in ("of", "in", "for"):
            return view.word(i) != "state" or view.word(i - 1) == "islamic"
        i -= 1
    return False


_NAME_LINKS = frozenset({"of", "in", "for", "and", "the"})
_GROUPS = frozenset({"State", "Organization", "Organisation", "Association", "League", "Alliance"})


def is_label(view: Scene, spot: Spot, entry: Entry) -> bool:
    """Does a state open a headline with a colon: "Russia: Truce broken", "Moscow: Truce broken"?"""
    return spot.first == 0 and entry.code in "0c" and view.word(spot.last) == ":"


def _is_dateline(view: Scene, spot: Spot) -> bool:
    """Is it the place a report was sent from: "BEIRUT (Reuters) -", "ALEPPO, Syria -", "HOMS (Wire) The"?"""
    if spot.first == 0 and view.text(0, spot.last).isupper() and _in_brackets(view, spot.last):
        return True
    if spot.first > 5 or any(view.word(i) in words("place") for i in range(spot.first)):
        return False
    for i in range(spot.last, min(spot.last + 8, len(view.tokens))):
        word = view.tokens[i].text
        if word in ("-", "–", "—", "--"):
            spaced = view.tokens[i].start > view.tokens[i - 1].end
            return spaced and view.tokens[0].text[:1].isupper()
        if not (word[:1].isupper() or word[:1].isdigit() or word in ("(", ")", ",", "/", ".")):
            return False
    return False


def _in_brackets(view: Scene, first: int) -> bool:
    """Does a short name in brackets follow, as an agency's: "(Sputnik)"?"""
    if view.word(first) != "(" or not view.tokens[first + 1 : first + 2]:
        return False
    closed = [view.word(i) for i in range(first + 2, first + 5)]
    return view.tokens[first + 1].text[:1].isupper() and ")" in closed


def _seat_of(view: Scene, spot: Spot) -> bool:
    """Is it what someone is concerned with or based in: "envoy for Syria", "groups based in Homs"?"""
    link = view.word(spot.first - 1)
    before = spot.first - 2
    if link in ("on", "for", "to", "about") and view.word(before) in words("envoy"):
        return True
    return link == "in" and view.word(before) in ("based", "headquartered")


def _measured_from(view: Scene, spot: Spot) -> bool:
    """Is it where a distance is counted from: "lies 60 kilometres (37 miles) from the city of Homs"?"""
    i = spot.first - 1
    while i > 0 and (view.word(i) in ("the", "of") or view.word(i) in words("kind")):
        i -= 1
    if view.word(i) != "from":
        return False
    near = [view.word(k) for k in range(max(0, i - _STRETCH), i)]
    return any(word in words("unit") for word in near)


def _beyond_border(view: Scene, spot: Spot) -> bool:
    """Is it the land on the other side: "a border crossing with Turkey", "which borders Turkey"?"""
    i = spot.first - 1 - int(view.word(spot.first - 1) == "the")
    if view.word(i) in ("borders", "bordering"):
        return True
    return view.word(i) == "with" and any(view.word(k) in words("border") for k in (i - 1, i - 2))


_STRETCH = 5
"""Tokens between a unit of length and "from": "kilometres (37 miles) from"."""


def _helper(view: Scene, spot: Spot) -> bool:
    """Is its help, side or word spoken of: "the support of Iran", "no reaction from Damascus"?"""
    i = spot.first - 1
    for _ in range(_LINKS):
        if view.word(i) in (",", "and", "the") or (view.tokens[i].tag == "NNP" and i > 0):
            i -= 1
    return view.word(i) in ("of", "from") and view.word(i - 1) in words("deed")


def _ally(view: Scene, spot: Spot) -> bool:
    """Is it listed as whose ally: "foreign backers, Russia and Iran", "Russia and Iran, its main allies"?"""
    i = spot.first - 1
    while i > 0 and spot.first - i <= _LISTED and (_lists(view, i) or view.word(i) in _SUCH):
        i -= 1
    near = {i, *(k - 1 for k in range(i, max(0, i - 3), -1) if view.word(k) == "of")}
    if any(view.tokens[k].lemma.lower() in _BACKERS for k in near if k >= 0):
        return True
    i = spot.last
    while i < len(view.tokens) and i - spot.last <= _LISTED and _lists(view, i):
        i += 1
    if not 0 < i < len(view.tokens) or view.tokens[i].tag != "PRP$" or view.word(i - 1) != ",":
        return False
    while i + 1 < len(view.tokens) and view.tokens[i + 1].pos == "ADJ":
        i += 1
    return i + 1 < len(view.tokens) and view.tokens[i + 1].lemma.lower() in _BACKERS


def _lists(view: Scene, i: int) -> bool:
    return view.tokens[i].pos == "PROPN" or view.word(i) in (",", "and", "or", "the", "-", "–", "—", ":")


_LISTED = 8
"""Tokens between a word like "backers" and the last state listed under it."""
_SUCH = frozenset({"like", "including", "such", "as", "both", "notably", "especially"})
_BACKERS = frozenset({"ally", "backer", "supporter", "patron", "power", "sponsor", "partner"})


def _titled(view: Scene, spot: Spot, *, land: bool) -> bool:
    """Does it own or lead a title or a body of state: "Russia's foreign minister", "Syria's army"?"""
    i = spot.last
    if view.word(i) not in _MARKS:
        return False
    titles = words("title")
    for step in range(1, 5):
        word = view.word(i + step)
        value = titles.get(word) or titles.get(word.removesuffix("s"))
        if word in words("deed"):
            return True
        if value is not None:
            return land or value == "person"
        if not word or view.tokens[i + step].pos in ("VERB", "PUNCT", "ADP"):
            return False
    return False


def _compound(view: Scene, spot: Spot) -> bool:
    """Is a country's name put before a noun: "US envoy", "Syria army", "Russian and US jets"?"""
    if _is_armed(view, spot.last) and view.word(spot.first - 1) not in words("place"):
        return True
    head = _top(view, spot)
    joined = view.tokens[head.head]
    if head.dep == "conj" and joined.i < spot.first and (joined.pos == "ADJ" or joined.tag == "JJ"):
        head = joined
    if head.dep not in ("compound", "nmod", "amod", "npadvmod", "poss") or head.head < spot.last:
        return False
    return view.word(spot.last) not in _MARKS and view.tokens[head.head].pos in ("NOUN", "PROPN", "ADJ")


def _is_armed(view: Scene, i: int) -> bool:
    """Is it what a state fights with: "US *airstrikes*", "Turkey *jets*"?"""
    word = view.word(i)
    noun = i < len(view.tokens) and view.tokens[i].tag in ("NN", "NNS")
    return noun and (word.removesuffix("s") in _STRUCK_WITH or words("title").get(word) == "body")


_STRUCK_WITH = frozenset({"airstrike", "strike", "raid", "drone", "warplane", "jet", "missile"})


def _acts(view: Scene, spot: Spot, *, land: bool) -> bool:
    """Does the place speak, decide, or do: a metonym for its government?"""
    token = _top(view, spot)
    for _ in range(_LINKS):
        if token.dep == "appos" and _is_power(view.tokens[token.head], land=land):
            return True
        if token.dep == "conj":
            token = view.tokens[token.head]
        else:
            break
    head = view.tokens[token.head]
    if token.dep in _SUBJECTS:
        return _agentive(head, land=land)
    if token.dep in ("dobj", "obj") or token.dep == "nsubjpass":
        return head.lemma in words("actor_verb")
    if token.dep == "pobj":
        if view.tokens[head.head].lemma in _LINES:
            return False
        return head.text.lower() in _WITH and (land or head.text.lower() in ("by", "with", "between"))
    return land and token.lemma.lower() in _ALLIES


def _is_power(noun: Token, *, land: bool) -> bool:
    """Is it what a state is beside: "its *ally* Russia", or, a comma lost, "the *regime* Russia and Iran"?"""
    if noun.lemma in _ALLIES or noun.lemma in _BACKERS:
        return True
    return land and words("title").get(noun.text.lower()) == "body"


_ALLIES = frozenset(
    {"ally", "backer", "supporter", "patron", "power", "state", "country", "government", "rival"}
)


def _agentive(verb: Token, *, land: bool) -> bool:
    if verb.lemma in words("actor_verb") or verb.lemma in words("deed_verb"):
        return True
    return land and verb.pos in ("VERB", "AUX") and verb.lemma not in _STATIVE


def _top(view: Scene, spot: Spot) -> Token:
    """Give the token of the name on which the rest of it hangs."""
    for i in range(spot.last - 1, spot.first - 1, -1):
        token = view.tokens[i]
        if not spot.first <= token.head < spot.last or token.head == i:
            return token
    return view.tokens[spot.last - 1]
