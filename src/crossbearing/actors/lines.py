"""A sentence made ready: its words, the tokens under them, and what the lists read in it."""

from collections.abc import Sequence
from functools import cache

from msgspec import Struct

from crossbearing.actors.lists import cue
from crossbearing.actors.registry import registry
from crossbearing.actors.scan import Found, scan
from crossbearing.actors.words import Word, cut, is_possessive
from crossbearing.model import Sentence, Token, gives_capitals

_TYPED = frozenset({"armed_group", "ngo", "media", "military", "intergovernmental", "other"})
_TAKEN = frozenset(
    {"rebels", "fighters", "militants", "militias", "activists", "opposition", "medics", "state_agency"}
)
_ARMED = frozenset({"rebels", "fighters", "militants", "militias"})
_CIVIL = frozenset({"ngo", "media", "intergovernmental"})
"""Bodies that no fighters belong to: "according to the Observatory | rebels shelled the town"."""
_LINKING = frozenset({"affiliated", "linked", "backed", "allied", "aligned", "led", "dominated", "run"})
_MEN = ("forces", "militias", "pro_forces")
_COLOURS = frozenset({"rebels", "militants", "opposition", "civilians"})
_TOWNS = frozenset({"GPE", "NORP", "LOC", "FAC"})
"""Labels that the tagger gives to towns."""

_COMMON = frozenset({"NN", "NNS", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "RB", "IN"})
"""Tags of what is no name, also where a headline gives it a capital."""

_INSIDE_PHRASE = frozenset({"compound", "amod", "nmod", "poss", "pobj"})
"""What a word is to the head of its phrase: "a *search* and rescue group"."""

_BEFORE = 4
"""So many words before a description at most stands its "another"."""


class Line(Struct):
    """One sentence with its words and findings; ``tokens`` are its tokens by their character offsets."""

    index: int
    sentence: Sentence
    words: list[Word]
    found: list[Found]
    tokens: dict[int, Token]

    def token(self, i: int) -> Token | None:
        """The token that starts where a word does, or None."""
        return self.tokens.get(self.words[i].start)

    def text(self, first: int, last: int) -> str:
        """The sentence's characters from one word to before another."""
        start = self.words[first].start - self.sentence.start
        return self.sentence.text[start : self.words[last - 1].end - self.sentence.start]

    def range(self, start: int, end: int) -> tuple[int, int]:
        """The words that lie within an offset range, as ``[first, last)``."""
        inside = [i for i, word in enumerate(self.words) if word.start < end and word.end > start]
        return (inside[0], inside[-1] + 1) if inside else (0, 0)


def _words(sentence: Sentence) -> list[Word]:
    """A sentence's words; where a headline gives each a capital, those that are no names small."""
    words = cut(sentence.text, sentence.start)
    if gives_capitals(sentence.text):
        common = {token.start for token in sentence.tokens if token.tag in _COMMON}
        for word in words[1:]:
            if word.start in common:
                word.text = word.text.lower()
    return words


def read_lines(sentences: Sequence[Sentence]) -> list[Line]:
    """Read every sentence for names and descriptions."""
    lines = []
    for index, sentence in enumerate(sentences):
        words = _words(sentence)
        tokens = {token.start: token for token in sentence.tokens}
        line = Line(index, sentence, words, scan(words), tokens)
        for found in line.found:
            if _lost_hyphen(line, found):
                found.sort = "affix"
        found_here = [found for found in _joined(line) if not _only_adjective(line, found)]
        line.found = [found for found in found_here if not _is_in_longer(line, found)]
        lines.append(line)
    return lines


def _lost_hyphen(line: Line, found: Found) -> bool:
    """Whether a name only colours another word though no hyphen says so: "the Daesh affiliated agency"."""
    if found.sort not in ("actor", "noun") or found.last >= len(line.words):
        return False
    after, token = line.words[found.last], line.token(found.last)
    if after.gap != " " or after.low not in _LINKING or token is None:
        return False
    return token.dep == "amod" and token.head > token.i


def _joined(line: Line) -> list[Found]:
    """Let a name take the type noun beside it: "Fastaqim rebel group", "the jihadist IS group"."""
    kept: list[Found] = []
    for found in line.found:
        before = kept[-1] if kept else None
        if before is not None and found.first < before.last:
            continue
        touching = before is not None and before.last == found.first and line.words[found.first].gap == " "
        if before is not None and touching and _is_body(before) and _takes(before, found):
            before.last = found.last
            continue
        if before is not None and _owns(line, before, found):
            if found.key in _MEN:
                before.last = found.last
            continue
        if before is not None and touching and _is_body(found) and _colours(before):
            kept.pop()
        kept.append(found)
        if found.sort == "actor":
            _extend(line, found)
    return kept


def _colours(noun: Found) -> bool:
    return noun.sort == "noun" and noun.key in _COLOURS and noun.form == "any"


def _is_body(found: Found) -> bool:
    row = registry().listed.get(found.key)
    return found.sort == "actor" and row is not None and row.kind in _TYPED


def _owns(line: Line, before: Found, found: Found) -> bool:
    """Whether a body's name right before a noun makes it that body's own: "ISIL's security forces"."""
    if not (_is_body(before) and found.sort == "noun" and found.form in ("any", "the", "bare")):
        return False
    lost = line.words[before.last - 1].low.endswith("s") and before.last == found.first
    return found.key in (*_MEN, "state_media") and (
        (is_possessive(line.words, before.last) and before.last + 1 == found.first) or lost
    )


def _takes(name: Found, noun: Found) -> bool:
    if noun.sort == "role":
        return name.key in noun.rivals
    if noun.sort != "noun" or (noun.form == "own" and noun.countries):
        return False  # "allied to Daesh | Syrias rebels"
    kind = registry().listed[name.key].kind
    if kind in _CIVIL and noun.key in _ARMED:
        return False
    return noun.key in _TAKEN or (kind == "media" and noun.key == "journalists")


def _extend(line: Line, found: Found) -> None:
    """Take in staff and type nouns that follow: "AFP correspondents", "Observatory monitoring group".

    Behind people nothing belongs to the name: "20 Fastaqim fighters | Monitor".
    """
    row = registry().listed.get(found.key)
    if row is None or row.kind not in _TYPED:
        return
    wanted, closing = _staff(row.kind)
    people = cue("staff") | cue("follower")
    at = best = found.last
    while at < len(line.words) and line.words[at].gap == " " and line.words[at].low in wanted:
        if line.words[at - 1].low in people:
            break
        at += 1
        if line.words[at - 1].low in closing:
            best = at
    found.last = best


@cache
def _staff(kind: str) -> tuple[frozenset[str], frozenset[str]]:
    """Nouns that may follow the name of a body of a kind, and those of them that may close it."""
    wanted = cue("type") if kind != "media" else cue("type") | cue("staff")
    if kind in ("armed_group", "military"):
        wanted = wanted | cue("follower")
    closing = cue("head_body") | cue("head_media") | cue("staff")
    if kind == "ngo":
        wanted, closing = wanted | cue("helper"), closing | cue("helper")
    if kind not in _CIVIL:
        closing = (closing - cue("head_watch")) | cue("head_armed") | cue("follower")
    return wanted, closing


def _is_in_longer(line: Line, found: Found) -> bool:
    """Whether a name is but a part of another's: "Lions of | Islam Brigade", "the West | Bank"."""
    row = registry().listed.get(found.key)
    after = line.words[found.last] if found.last < len(line.words) else None
    if line.words[found.last - 1].text == "West" and after is not None and after.gap == " ":
        return after.text[0].isupper() or after.low == "of"  # "the West | Bank"
    at = found.first - 2
    if row is None or row.kind != "armed_group" or at < 0 or line.words[at + 1].low != "of":
        return False
    token, last = line.token(at), line.token(found.last - 1)
    if token is None or last is None or token.tag not in ("NNS", "NNPS") or not token.text[0].isupper():
        return False
    return any(e.label == "ORG" and e.first == token.i and last.i < e.last for e in line.sentence.entities)


def _only_adjective(line: Line, found: Found) -> bool:
    """Whether "the military" merely qualifies a thing: "the military operations"."""
    if found.sort != "noun" or found.form != "the":
        return False
    token = line.token(found.last - 1)
    after = line.words[found.last].low if found.last < len(line.words) else ""
    strikes = after in cue("attack") and line.words[found.last - 1].low == "army"
    if after in ("and", "or") or strikes:
        return False
    lost = token is not None and token.tag == "NNS" and has_lost_mark(line, found.last, any_name=True)
    return token is not None and not lost and token.dep in ("amod", "compound", "nmod")


def is_owned(token: Token) -> bool:
    """Whether what follows a noun may be its own: "[stronghold]", "[three-week] seizure"."""
    return (token.pos in ("NOUN", "ADJ", "NUM") or token.tag == "VB") and token.text[0].islower()


def has_lost_mark(line: Line, core: int, *, any_name: bool = False) -> bool:
    """Whether a body's noun has lost its apostrophe before what is its own: "the groups | stronghold"."""
    token = line.token(core) if core < len(line.words) and line.words[core].tight else None
    owned = token is not None and is_owned(token)
    low = line.words[core - 1].low
    return owned and low.endswith("s") and (any_name or low[:-1] in cue("owner_body"))


def goes_on(line: Line, found: Found) -> bool:
    """Whether one word that is a listed name is but the first of another's: "Abdulrahman | Dari"."""
    if found.last - found.first != 1 or found.last >= len(line.words):
        return False
    first, after = line.token(found.first), line.token(found.last)
    if first is None or after is None or not line.words[found.last].tight or not after.text[0].isupper():
        return False
    return any(e.label == "PERSON" and e.first <= first.i < after.i < e.last for e in line.sentence.entities)


def acts(line: Line, found: Found) -> bool:
    """Whether a country's or capital's name stands for those who rule it, by where it stands.

    "Moscow said", "talks with Turkey", "Russian air strikes" act; "in Syria", "the Syria envoy" do not.
    """
    if found.form == "demonym":
        return _strikes(line, found)
    if found.form == "country" and _is_acronym(line, found) and _strikes(line, found):
        return True
    if found.form == "nationals":
        return found.first > 0 and line.words[found.first - 1].low == "the"
    token = line.token(found.last - 1)
    if found.form == "metonym" and token is not None and _beside_town(line, token):
        return False
    if is_possessive(line.words, found.last):
        after = found.last + 1
        if token is not None and line.sentence.tokens[token.head].lemma.lower() in cue("spatial"):
            return False
        return after < len(line.words) and line.words[after].low not in cue("spatial")
    following = next((f for f in line.found if f.first == found.last), None)
    if following is not None and found.form == following.form == "country" and token is not None:
        token = line.token(following.last - 1)  # a comma is lost: "Chad Mali and Niger"
    return token is None or _acts(line.sentence.tokens, token, found.form, 0)


def _beside_town(line: Line, token: Token) -> bool:
    """Whether a capital is joined to a place that rules nobody: "between Aleppo and Damascus"."""
    tokens = line.sentence.tokens
    joined = [t for t in tokens if t.dep == "conj" and t.head == token.i]
    if token.dep == "conj":
        joined.append(tokens[token.head])
    towns = {i for e in line.sentence.entities if e.label in _TOWNS for i in range(e.first, e.last)}
    listed = {word.start for f in line.found for word in line.words[f.first : f.last]}
    return any(t.i in towns and t.tag == "NNP" and t.start not in listed for t in joined)


def _is_acronym(line: Line, found: Found) -> bool:
    return all(word.text.isupper() for word in line.words[found.first : found.last])


def _strikes(line: Line, found: Found) -> bool:
    """Whether an attack's word follows, or follows another's name: "Russian and Syrian air strikes".

    Also "Turkish & Sarnian army shelling".
    """
    after = found.last
    if after >= len(line.words):
        return False
    both = line.words[after].gap.strip() == "&"
    if not both and not line.words[after].tight:
        return False
    if both or line.words[after].low in ("and", "or"):
        joined = next((f for f in line.found if f.first == after + (not both)), None)
        if joined is not None and any(word.low in cue("attack") for word in line.words[joined.last :][:1]):
            return True
        coloured = joined is not None and (joined.form == "demonym" or joined.sort == "noun")
        force = joined is not None and joined.sort == "noun" and joined.key == "forces"
        return joined is not None and (force or (coloured and _strikes(line, joined)))
    return line.words[after].low in cue("attack")


def _acts(tokens: Sequence[Token], token: Token, form: str, depth: int) -> bool:
    head = tokens[token.head]
    if token.dep in ("compound", "amod", "nmod", "npadvmod"):
        return False
    if token.dep == "pobj":
        if head.text.lower() == "to" and tokens[head.head].lemma.lower() in cue("bound"):
            return True
        if head.text.lower() in cue("locative") and head.text.lower() != "at":  # "a jab at Kenya"
            return False
        if head.text.lower() == "for":
            return False
        if head.text.lower() in ("of", "from"):
            return tokens[head.head].lemma.lower() not in cue("spatial") and form != "metonym"
        return True
    if token.dep == "appos" and form == "metonym":
        return False
    if token.dep in ("conj", "appos") and depth < 3:
        return _acts(tokens, head, form, depth + 1)
    if token.dep in ("nsubj", "nsubjpass"):
        return form != "metonym" or (token.dep == "nsubj" and head.lemma not in cue("still"))
    return token.dep in ("dobj", "poss", "dative", "agent", "ROOT", "attr", "dep")


def joins_another(line: Line, i: int) -> bool:
    """Whether "and" joins another to whom the phrase names: "a monitor | and activists"."""
    if line.words[i].low != "and" or any(f.first < i < f.last for f in line.found):
        return False
    before = line.token(i - 1)
    if before is None or before.pos != "NOUN" or before.dep in _INSIDE_PHRASE:
        return False
    return any(
        t.head == before.i and t.dep == "conj" and t.pos in ("NOUN", "PROPN") for t in line.sentence.tokens
    )


def is_another(line: Line, found: Found) -> bool:
    """Whether a description is of one beside him who was told of: "another monitor said"."""
    for at in range(found.first - 1, max(found.first - _BEFORE, -1), -1):
        if line.words[at].low == "another":
            return not is_named_next(line, found)
        if not line.words[at + 1].tight or line.words[at].low in ("the", "this", "that"):
            return False
    return False


def is_named_next(line: Line, found: Found) -> bool:
    """Whether whom a description may mean is named right behind it: "a monitor, the Observatory, said"."""
    return any(f.key in found.rivals and 0 <= f.first - found.last <= 1 for f in line.found)
