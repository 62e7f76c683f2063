"""Places: what a report names, where that lies, and whether it is where something happened.

``find_places`` reads sentences to mentions with candidates from a gazetteer that ships with the package;
``open_gazetteer`` opens it, with a user's own lists on top.
"""

from crossbearing.places.find import Toponyms, find_places
from crossbearing.places.gazetteer import Gazetteer, open_gazetteer
from crossbearing.places.known_words import is_named
from crossbearing.places.spelling import is_called, sounding

__all__ = ["Gazetteer", "Toponyms", "find_places", "is_called", "is_named", "open_gazetteer", "sounding"]
