"""Outlines: the shapes of countries and first-level regions that ship with the program (data/NOTICE).

``outline_of`` gives the number of a place's shape, where one is held, and ``outline`` the shape;
``countries`` gives the land that a map shows, ``radius_km`` the doubt about a place without a shape.
"""

from crossbearing.outlines.areas import Box, Land, Outline, countries, outline, outline_of, radius_km
from crossbearing.outlines.stored import Ring

__all__ = ["Box", "Land", "Outline", "Ring", "countries", "outline", "outline_of", "radius_km"]
