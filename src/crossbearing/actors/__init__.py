"""Who acts and who speaks in a report: people, bodies, armed groups, states, and those left unnamed."""

from crossbearing.actors.cast import Cast
from crossbearing.actors.finding import find_actors
from crossbearing.actors.lists import listed_names
from crossbearing.actors.outlets import agency_actor, outlet_actor
from crossbearing.actors.own import own_lists

__all__ = ["Cast", "agency_actor", "find_actors", "listed_names", "outlet_actor", "own_lists"]
