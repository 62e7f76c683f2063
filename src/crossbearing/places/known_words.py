"""Whether a word by itself is a name of the map."""

import re
from functools import lru_cache

from crossbearing.places.gazetteer import open_gazetteer
from crossbearing.places.lexicon import demonyms
from crossbearing.places.spelling import fold

_LARGE_CITY = 500_000
"""People; a smaller city's name that is also a common word is taken for the word ("Police", "Reading")."""


@lru_cache(maxsize=20_000)
def is_named(words: str) -> bool:
    """Whether words in small letters are a name of the map.

    One word: a country, its people or a large city, also in the genitive and where that has lost its mark
    ("syrian", "homs", "russias"). Two or more: any place ("tell abyad").
    """
    bare = re.sub(r"['’]s?$", "", words)
    if " " in bare:
        return any(place.own for place in open_gazetteer().lookup(fold(bare)))
    return any(one.capitalize() in demonyms() or _is_large(one) for one in (bare, bare.removesuffix("s")))


def _is_large(word: str) -> bool:
    places = [place for place in open_gazetteer().lookup(fold(word)) if place.own]
    return any(
        p.kind == "country" or (p.population or 0) >= _LARGE_CITY for p in places if p.kind != "region"
    )
