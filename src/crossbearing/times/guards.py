"""Guards: what must stand around a match for it to say when ("May" the month, "2000" the year)."""

from collections.abc import Callable, Mapping

from crossbearing.times.lexicon import word_set
from crossbearing.times.rules import Match
from crossbearing.times.scan import OTHER

_OWNERS = frozenset({"his", "her", "their", "my", "our", "your"})
_FIRST_LIKELY, _LAST_LIKELY = 1900, 2040
"""Years that may stand alone in brackets; other numbers there are mostly counts."""

_CLAUSE_START = frozenset(
    {"the", "a", "an", "his", "her", "their", "its", "he", "she", "they", "it", "we", "that", "when"}
)
_BY_CLOCK = frozenset(
    {
        "at",
        "by",
        "around",
        "about",
        "from",
        "until",
        "till",
        "to",
        "and",
        "after",
        "before",
        "between",
        "since",
        "-",
        "–",
        "(",
        ",",
    }
)
_EVENT_NIGHT = frozenset({"from", "since", "of", "remember", "after", "before", "until"})
"""Before "the night the bomb fell" these say that an event names the night."""

_BESIDE_PART = frozenset({"on", "of", "yesterday", "today", "tomorrow"})
_AFTER_DAY = frozenset(
    {"at", "and", "when", "but", "after", "a", "an", "the", "this", "its", "his", "her", "their"}
)
"""Words that no number counts: before them "in June 23" is a day."""
_BEFORE_DAY = frozenset({"on", "since", "until", "by", "before", "after", "from"})


def stands(match: Match) -> bool:
    """Apply a match's guard, if its rule has one; ages are refused whatever the rule."""
    guard = match.rule.guard
    return not guard or GUARDS[guard](match)


def before(match: Match, back: int = 1) -> str:
    """The word so far before a match, in lower case; "" at the text's start."""
    at = match.first - back
    return match.scan.lower[at] if at >= 0 else ""


def after(match: Match, ahead: int = 0) -> str:
    """The word so far after a match, in lower case; "" at the text's end."""
    at = match.last + ahead
    return match.scan.lower[at] if at < len(match.scan.lower) else ""


def capital(match: Match, at: int) -> bool:
    """True if the word at an index starts with a capital."""
    scan = match.scan
    return 0 <= at < len(scan.starts) and scan.text[scan.starts[at] : scan.starts[at] + 1].isupper()


def month_day(match: Match) -> bool:
    """Refuse "in March 20 people": no day of a month follows "in"."""
    if not joined(match):
        return False
    if match.at("y") or before(match) != "in":
        return True
    return not (after(match).isalpha() and after(match) not in _AFTER_DAY)


def joined(match: Match) -> bool:
    """Refuse "in January and March 2016", which is no range; "and" makes one only after "between"."""
    return not match.has("and") or before(match) == "between"


def day_of_month(match: Match) -> bool:
    """Take "on the 27th", not "on the 27th day", "the 4th Division"."""
    return before(match) in _BEFORE_DAY and not after(match).isalpha()


def bare_month(match: Match) -> bool:
    """Refuse months that are names ("April Jones", "Mrs May"), verbs or modals."""
    if match.at("s"):
        return True
    cue = before(match) in word_set("when")
    if capital(match, match.last) and after(match).isalpha() and not cue:
        return False
    if match.scan.lower[match.first] in ("may", "march"):
        return cue
    return cue or not capital(match, match.first - 1)


def bare_year(match: Match) -> bool:
    """Refuse four-digit numbers that count something ("2000 people")."""
    if match.last - match.first > len(match.at("y")):
        return True
    text = match.value("y")
    if text[0] in "'’" and before(match) not in word_set("year"):
        return False
    nxt, prev = after(match), before(match)
    if nxt in ("bc", "bce") or (nxt == "-" and after(match, 1).isalpha()):
        return False
    if prev == "(" and not _FIRST_LIKELY <= int(text[-4:]) <= _LAST_LIKELY:
        return False
    if nxt in word_set("dated") and _FIRST_LIKELY <= int(text[-4:].strip("'’")) <= _LAST_LIKELY:
        return True
    plural = nxt.endswith("s") and nxt.isalpha() and not capital(match, match.last) and len(nxt) > 3
    if plural and prev not in ("in", "since", "the", "during"):
        return False
    if prev in word_set("year") or prev in ("(", "-", "–", "/"):
        return (
            prev not in ("about", "around", "than", "for", "to")
            or not nxt.isalpha()
            or capital(match, match.last)
        )
    return prev in (",", "'s", "’s") or (prev == "" and not nxt.isalpha())


def spoken_year(match: Match) -> bool:
    """Ask for "in", "since", "of" before a year in words."""
    return before(match) in word_set("year") or match.has("year")


def bare_part(match: Match) -> bool:
    """Ask for a preposition or a day beside a part of the day."""
    prev = before(match)
    if prev in _EVENT_NIGHT and after(match) in _CLAUSE_START:
        return False
    if prev in word_set("part") or after(match) in _BESIDE_PART:
        return True
    return _is_day(match, match.first - 1) or _is_day(match, match.last)


def _is_day(match: Match, at: int) -> bool:
    scan = match.scan
    if not 0 <= at < len(scan.lower):
        return False
    word = scan.lower[at]
    return word.endswith("day") or word == "tomorrow" or word.isdigit()


def clock(match: Match) -> bool:
    """Ask for a preposition, am/pm or four digits at "3:15"."""
    scan = match.scan
    if match.last - match.first > 1:
        return True
    word = scan.lower[match.first]
    return len(word) >= 5 or before(match) in _BY_CLOCK


def since_noun(match: Match) -> bool:
    """Take the noun phrase whole: stop no "since the start of" before a word of the same phrase."""
    return match.scan.letters[match.last - 1] == OTHER


def season(match: Match) -> bool:
    """Refuse "the fall of the city", "Arab Spring", springs and falls that are not seasons."""
    if match.at("y") or match.at("k") or match.at("s"):
        return True
    if match.word("n") == "fall" or capital(match, match.last - 1):
        return False
    return before(match) in word_set("part") | {"over"} and after(match) != "of"


def clause_end(match: Match) -> bool:
    """Take "two days before" only where no event follows to count from."""
    return not after(match) or not after(match).isalnum()


def duration(match: Match) -> bool:
    """Refuse ages ("a 30-year-old"), fractions ("three quarters of") and "in 2016 days"."""
    if after(match) == "old" or (after(match) == "-" and after(match, 1) == "old"):
        return False
    if before(match) in ("aged", "age"):
        return False
    count = match.words("n")
    if match.value("u") == "Q" and count and count[0] not in ("several", "few", "four", "six", "eight"):
        return False
    if count in (["a"], ["an"]) and _paid(match):
        return False
    if "many" in count and before(match) in ("as", "so", "how"):
        return False
    if match.value("u") == "TS" and count and count[0] in ("a", "an", "one"):
        return False
    return not (
        len(count) == 1 and len(count[0]) == 4 and count[0].isdigit() and before(match) in word_set("year")
    )


def _paid(match: Match) -> bool:
    """True for a rate of money, "$2 million a year", which says not when."""
    return match.at("n")[0] == match.first and bool({"$", "€", "£"} & {before(match, 2), before(match, 3)})


def old_thing(match: Match) -> bool:
    """Take the age of a war or a truce ("the five-year-old conflict"), not that of a man."""
    return after(match) in word_set("agedthing") or (
        after(match).isalpha() and after(match, 1) in word_set("agedthing")
    )


def someday(match: Match) -> bool:
    """Take "will one day be free", not "will take one day"."""
    return before(match) in word_set("future") and after(match).isalpha()


def future(match: Match) -> bool:
    """Refuse "the future of Syria", "its future ally": these say not when."""
    plain = match.last - match.first == 2
    return not plain or (after(match) != "of" and match.scan.lower[match.first] == "the")


def edge_unit(match: Match) -> bool:
    """Take "the end of the week", not "the end of the week-long lull"."""
    return match.value("u") in ("D", "W", "M", "Y") and after(match) != "-"


def of_event(match: Match) -> bool:
    """Take "the third day of the truce"; "the third day" alone is left."""
    return after(match) == "of"


def for_row(match: Match) -> bool:
    """Take "for a third straight day"; "it was the third straight day" counts days, it does not tell when."""
    return before(match) in ("for", "on", "into")


def then(match: Match) -> bool:
    """Ask for "until", "by" or "before" ahead of "then"."""
    return before(match) in ("until", "till", "by", "before")


def many(match: Match) -> bool:
    """Refuse "quarters" and "seconds" that are no time, and ages ("years old")."""
    if match.value("u") in ("Q", "TS") or before(match).isdigit() or before(match) == "many":
        return False
    if after(match) == "old" or (after(match) == "-" and after(match, 1) == "old"):
        return False
    if after(match) in ("when", "where"):
        return False
    return match.value("u") != "TM" or before(match) in ("for", "in", "of", "within", "after")


def quarter(match: Match) -> bool:
    """Refuse "the quarter-century", "the quarter-final", "the old quarter of the city"."""
    return after(match) not in ("-", "–")


def reference(match: Match) -> bool:
    """Refuse "as soon as", "soon after"."""
    return match.word("r") != "soon" or after(match) not in ("as", "after")


def present(match: Match) -> bool:
    """Refuse "at the moment when"."""
    return not match.has("moment") or after(match) not in _CLAUSE_START


def unit(match: Match) -> bool:
    """Refuse "the day the war began", and hours and minutes, which say nothing alone."""
    if match.value("u") not in ("D", "W", "M", "Y"):
        return False
    if match.has("in"):
        return True
    return after(match) not in _CLAUSE_START and after(match) not in ("before", "after", "ahead", "-")


def adverb(match: Match) -> bool:
    """Refuse daily and weekly papers ("the Syrian daily Al-Watan")."""
    if after(match) in word_set("press") or (capital(match, match.first) and before(match) not in ("", ".")):
        return False
    return not capital(match, match.last)


def decade(match: Match) -> bool:
    """Refuse "in his 20s"; ask for "the" before a decade in words or two digits."""
    if before(match) in _OWNERS:
        return False
    word = match.word("d")
    return match.has("the") or len(word) > 4 or word[0] in "'’"


def past(match: Match) -> bool:
    """Take "the past" by itself, not "the past president"."""
    return not after(match).isalpha() or before(match) == "in"


GUARDS: Mapping[str, Callable[[Match], bool]] = {
    "adverb": adverb,
    "bare_month": bare_month,
    "bare_part": bare_part,
    "bare_year": bare_year,
    "clause_end": clause_end,
    "clock": clock,
    "day_of_month": day_of_month,
    "decade": decade,
    "duration": duration,
    "edge_unit": edge_unit,
    "future": future,
    "for_row": for_row,
    "of_event": of_event,
    "old_thing": old_thing,
    "someday": someday,
    "then": then,
    "joined": joined,
    "many": many,
    "month_day": month_day,
    "past": past,
    "present": present,
    "quarter": quarter,
    "reference": reference,
    "season": season,
    "since_noun": since_noun,
    "spoken_year": spoken_year,
    "unit": unit,
}
"""By the third column of rules.tsv."""
