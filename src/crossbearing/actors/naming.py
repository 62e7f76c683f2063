"""The names of people in a sentence: what the tagger sees, and what only the words around it show."""

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from crossbearing.actors.lexicon import titles
from crossbearing.actors.lines import Line, goes_on
from crossbearing.actors.lists import cue
from crossbearing.actors.scan import Found
from crossbearing.actors.titles import around, title_ending, titles_within
from crossbearing.actors.words import is_possessive

_LONGEST = 5
"""No person's name in news runs over more words than these, particles apart."""
PLACES = frozenset({"GPE", "LOC", "FAC"})
_PERSONAL = frozenset({"nsubj", "nsubjpass", "poss", "dobj", "appos", "conj", "pobj", "attr", "dative"})
_SITES = frozenset(
    {"road", "district", "school", "hospital", "village", "airport", "province", "countryside"}
)
"""A name that ends in one of these is a place's."""
_JOINED = (" ", "-", "‑")
_MOST = 6
"""No more words than these make up a name that nothing but an apposition shows."""
_NEAR = 5
"""So many words may stand between "a" and the title it leads to: "a well-known local field commander"."""
_LED = 14
"""So many words before a name its holder's post may begin."""
_ARTICLES = frozenset({"a", "an", "another", "the", "his", "her"})
_OTHER = frozenset({"GPE", "LOC", "FAC", "DATE", "TIME", "NORP", "EVENT", "LAW", "LANGUAGE"})
"""What the tagger knows for something else than a person."""


def apposed_names(line: Line, covered: Collection[int]) -> Iterator[tuple[int, int]]:
    """Capitalised words outside ``covered`` that are a person's name by what stands beside them.

    "[Omar Nasri] a field commander", "the head of the Delta Institute [Omar Nasri] said".
    """
    i = 0
    while i < len(line.words):
        if not line.words[i].text[0].isupper():
            i += 1
            continue
        last = _plain_run(line, i, covered)
        if last > i and _is_person(line, i, last):
            yield i, last
        i = max(last, i + 1)


def is_named(line: Line, at: int) -> bool:
    """Whether a word is the one name of whom "named" tells: "a witness named Ahmad"."""
    word = line.words[at]
    begun = at > 1 and word.tight and line.words[at - 1].low in cue("named") and word.text.isalpha()
    return begun and word.text[0].isupper() and _before_is_person(line, at)


def _is_person(line: Line, first: int, last: int) -> bool:
    if first > 0 and line.words[first - 1].low in cue("named") and line.words[first].tight:
        return _own(line, first, last) >= 1 and _before_is_person(line, first)
    if first > 2 and [word.low for word in line.words[first - 2 : first]] == ["identified", "as"]:
        return _own(line, first, last) >= 1 and _before_is_person(line, first - 1)
    if _own(line, first, last) < 2 or _is_other(line, first, last):
        return False
    return _is_apposed(line, last) or _is_led(line, first, last)


def _is_led(line: Line, first: int, last: int) -> bool:
    """Whether a post and its body stand before a name that acts: "the head of the ICRC Omar Nasri said"."""
    after = line.token(last) if last < len(line.words) else None
    if after is None or after.pos not in ("VERB", "AUX") or not any(f.last == first for f in line.found):
        return False
    start = max(0, first - _LED)
    found = [title for title in titles_within(line, start, first) if line.words[title.last].low == "of"]
    if not found:
        return False
    between = range(found[-1].last, first + 1)
    words = [line.token(i) for i in between]
    return all(line.words[i].tight for i in between) and not any(
        t and t.pos in ("VERB", "AUX") and t.tag != "VBN" for t in words
    )


def _before_is_person(line: Line, first: int) -> bool:
    """Whether whom "named" belongs to is a person: "a witness named", not "a town named"."""
    return bool(titles_within(line, max(0, first - 3), first - 1))


def _is_apposed(line: Line, last: int) -> bool:
    words = line.words
    if last + 1 >= len(words) or words[last].low not in _ARTICLES or not words[last].tight:
        return False
    end = last + 1
    while end < min(len(words), last + 1 + _NEAR) and words[end].tight:
        token = line.token(end)
        if token is None or token.pos not in ("NOUN", "ADJ", "ADV", "PROPN"):
            break
        end += 1
    found = titles_within(line, last + 1, end)
    return bool(found) and found[-1].last == end


def _plain_run(line: Line, first: int, covered: Collection[int]) -> int:
    last = first
    while last < len(line.words) and last - first < _MOST and last not in covered:
        word = line.words[last]
        token = line.token(last)
        name = word.text[0].isupper() and word.text.isalpha() and len(word.text) > 1
        name = name and (token is None or token.pos == "PROPN")
        particle = last > first and word.low in cue("particle")
        if not (name or particle) or (last > first and not word.tight):
            break
        last += 1
    while last > first and not line.words[last - 1].text[0].isupper():
        last -= 1
    return last


def _own(line: Line, first: int, last: int) -> int:
    return sum(line.words[i].low not in cue("particle") for i in range(first, last))


def _is_other(line: Line, first: int, last: int) -> bool:
    tokens = {token.i for i in range(first, last) if (token := line.token(i)) is not None}
    return any(
        e.label in _OTHER and any(e.first <= i < e.last for i in tokens) for e in line.sentence.entities
    )


def is_part(line: Line, found: Found) -> bool:
    """Whether a listed name is one part of another's: "[Abdulrahman] Dari", "Abdel-[Ghani]"."""
    begun = (
        found.first > 0
        and line.words[found.first].gap == "-"
        and line.words[found.first - 1].low in cue("given")
    )
    return begun or _goes_before(line, found) or goes_on(line, found)


def _goes_before(line: Line, found: Found) -> bool:
    """Whether another's first name stands before a surname that a list knows: "Ibrahim [al-Assad]"."""
    own = [i for i in range(found.first, found.last) if line.words[i].low not in cue("particle")]
    first = found.first
    while first and line.words[first].gap in _JOINED and line.words[first - 1].low in cue("particle"):
        first -= 1
    token = line.token(first - 1) if first and line.words[first].gap == " " else None
    if len(own) != 1 or token is None or title_ending(line, first) is not None:
        return False
    last = line.token(own[0])
    if last is not None and line.words[first].low in cue("particle"):
        other = token.pos == "PROPN" and token.text[0].isupper() and token.dep == "compound"
        if other and not any(f.last == first for f in line.found):
            return True  # "Nasr | al-Hariri"
    return last is not None and any(
        e.label == "PERSON" and e.first <= token.i and last.i < e.last for e in line.sentence.entities
    )


def is_site(line: Line, found: Found) -> bool:
    """Whether a listed name is part of a place's: "the Assad residential suburb", "Khan al-Assad"."""
    before = line.words[found.first - 1].low if found.first else ""
    after = [word.low for word in line.words[found.last : found.last + 2]]
    return before in cue("toponym") or bool(
        after and (after[0] in cue("site") or after[:1] == ["residential"])
    )


def acts_as_person(line: Line, first: int, last: int) -> bool:
    """Whether a name that only the tagger takes for a person's is used as one, not as a place's."""
    if around(line, first, last) is not None:
        return True
    token = line.token(last - 1)
    if token is None:
        return False
    tokens = line.sentence.tokens
    head = tokens[token.head]
    after = line.words[last].low if last < len(line.words) else ""
    if after in cue("site") or line.words[first].low in cue("toponym") or token.dep not in _PERSONAL:
        return False
    if token.dep != "pobj":
        return True
    if head.text.lower() in cue("locative") or head.text.lower() in ("from", "near"):
        return False
    return not (head.text.lower() == "of" and tokens[head.head].lemma.lower() in cue("site") | cue("spatial"))


def in_longer_name(line: Line, i: int, blocked: set[int]) -> bool:
    """Whether a capital word is one part of another's full name: "Wael | Dari" is not the Wael known."""
    words = line.words
    after = (
        i + 1 < len(words) and words[i + 1].gap == " " and i + 1 not in blocked and _is_proper(line, i + 1)
    )
    if after and title_ending(line, i + 2) is None:
        return True
    before = i > 1 and words[i].gap == " " and i - 1 not in blocked and _is_proper(line, i - 1)
    return before and title_ending(line, i) is None and words[i - 1].low not in cue("particle")


def _is_proper(line: Line, i: int) -> bool:
    token = line.token(i)
    return line.words[i].text[0].isupper() and token is not None and token.pos == "PROPN"


def is_full(line: Line, first: int, last: int) -> bool:
    """Whether a name has two parts of its own: "Osman Dari", "Abu Osman", not "al-Bab"."""
    own = sum(line.words[i].low not in cue("particle") for i in range(first, last))
    return own >= 2 or (own == 1 and line.words[first].low in cue("given"))


def towns(lines: Sequence[Line]) -> frozenset[str]:
    """Words that name a place anywhere in a report: by the tagger, or by what follows, "Goma province"."""
    named = {
        " ".join(token.text for token in line.sentence.tokens[e.first : e.last])
        for line in lines
        for e in line.sentence.entities
        if e.label == "GPE"
    }
    sites = cue("site") | _SITES
    for line in lines:
        for word, after in pairwise(line.words):
            if word.text[0].isupper() and after.low in sites and after.gap == " ":
                named.add(word.text)
    return frozenset(named)


def behind_town(line: Line, first: int, known: Collection[str]) -> bool:
    """Whether a place and its "in" stand right before a name: "struck in Goma | Omar Nasri said"."""
    town = first > 1 and line.words[first].gap == " " and line.words[first - 1].text in known
    return town and line.words[first - 2].low in cue("locative")


def tagged(line: Line, covered: set[int], known: Collection[str] = frozenset()) -> Iterator[tuple[int, int]]:
    """What the tagger calls a person, trimmed to a name, where no list knows better.

    A place of ``known`` at its start stays outside: "in [Goma Omar Nasri] said", a comma lost.
    """
    for entity in line.sentence.entities:
        if entity.label != "PERSON":
            continue
        tokens = line.sentence.tokens[entity.first : entity.last]
        first, last = line.range(tokens[0].start, tokens[-1].end)
        first = _past_titles(line, first, last)
        if last - first > 2 and behind_town(line, first + 1, known):
            first += 1
        while last > first and (is_possessive(line.words, last - 1)):
            last -= 1
        ending = title_ending(line, last)
        if _heads_body(line, last) or (ending is not None and ending.first <= first):
            continue
        if all(line.words[i].text in known for i in range(first, last)):
            continue  # "fell on Goma | Bukavu Beni", commas lost
        if is_name(line, first, last) and not any(i in covered for i in range(first, last)):
            yield first, last


def _past_titles(line: Line, first: int, last: int) -> int:
    """Where the name begins in what the tagger took together with its titles."""
    while last - first > 1:
        hits = [hit for hit in titles().at(line.words, first) if hit.last < last]
        if not hits:
            return first
        first = hits[0].last
    return first


def _heads_body(line: Line, last: int) -> bool:
    """Whether a body's noun follows the name: "Sawt al-Nahr | Brigade"."""
    if last >= len(line.words) or not line.words[last].tight:
        return False
    word = line.words[last]
    return word.low in cue("org_body") or word.text in ("TV", "News", "Network", "Hospital")


def is_name(line: Line, first: int, last: int) -> bool:
    """Whether words look like a person's name: capitals and particles, none of a body's."""
    if last <= first or last - first > _LONGEST + 2:
        return False
    for i in range(first, last):
        word = line.words[i]
        if i > first and not word.tight:
            return False
        if not word.text.isalpha() or (not word.text[0].isupper() and word.low not in cue("particle")):
            return False
        if word.low in cue("org_body") or word.low in cue("org_ngo") or word.low in cue("org_media"):
            return False
        if word.low in cue("no_person"):
            return False  # a headline's, or a place's: "Goma Kills", "al-Nahr Square"
        if word.low in cue("follower") or (i == last - 1 > first and word.low in _SITES):
            return False  # "Goma Units of the army", "al-Nahr Road"
    if line.words[first].low in cue("toponym") - cue("given") and title_ending(line, first) is None:
        return False  # "Khan Zahra"
    return line.words[last - 1].text[0].isupper() and len(line.words[last - 1].text) > 1


def titled(line: Line, covered: set[int]) -> Iterator[tuple[int, int]]:
    """Capitalised words straight after a title: "spokesman Huseyin Muftuoglu"."""
    i, particles = 1, cue("particle")
    while i < len(line.words):
        word = line.words[i]
        begins = word.gap == " " and (word.text[0].isupper() or word.low in particles)
        last = run(line, i, covered) if begins else i
        if (
            last > i + 1
            and is_full(line, i, last)
            and title_ending(line, i) is not None
            and is_name(line, i, last)
            and not any(hit.last > i + 1 for hit in titles().at(line.words, i))
        ):
            yield i, last
            i = last
        else:
            i += 1


def is_known_by_rank(line: Line, first: int, last: int) -> bool:
    """Whether one name is enough, after a rank or address in capitals: "Dr Partizan", "Sheikh Afandi"."""
    token, before = line.token(first), line.words[first - 1]
    after = line.words[last] if last < len(line.words) else None
    goes = after is not None and after.tight and after.text[0].isupper() and _is_proper(line, last)
    titled = bool(titles().at(line.words, first))
    alone = (
        last == first + 1
        and not goes
        and not titled
        and len(line.words[first].text) > 2
        and before.low in cue("rank")
    )
    alone = alone and line.words[first].low not in cue("no_person")
    if not alone or not before.text[0].isupper() or token is None or token.tag != "NNP":
        return False
    return not any(e.label in PLACES and e.first <= token.i < e.last for e in line.sentence.entities)


def run(line: Line, first: int, covered: set[int]) -> int:
    """Where the capitalised words that begin at one end."""
    last = first
    while last < len(line.words) and last - first < _LONGEST and last not in covered:
        word = line.words[last]
        capital = word.text[0].isupper() or (word.low in cue("particle") and len(word.low) > 1)
        if not capital or (last > first and not word.tight) or is_possessive(line.words, last):
            break
        if last == first and title_ending(line, last + 1) is not None:
            break
        last += 1
    while last > first and not line.words[last - 1].text[0].isupper():
        last -= 1
    return last
