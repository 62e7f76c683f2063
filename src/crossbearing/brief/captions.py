"""What is said under the pictures of a printed brief."""

from crossbearing.vocabulary import Topic

CAPTIONS = {
    "timeline": (
        "One bar for each thing that words tie to a day, over its days, with who says it. Pale bars are "
        "not plain assertions: not verified, expected, denied or demanded. Dotted lines are the "
        "reports’ own days."
    ),
    "casualties": (
        "A dot is a single number, a bar a range; a pale bar has an open side. Rows may count the same "
        "people: they are never added up."
    ),
    "rising": (
        "The day of the report that gave a figure against the figure as it was said, a line for each origin. "
        "A dot is a number, a bar a range, an arrow an open side, a hollow mark not verified. A whole step: "
        "the later figure took the place of the earlier; a dotted one: it was only given later."
    ),
    "map": (
        "Dots are the places named, coloured by the gravest thing told of them; a dashed circle is as "
        "wide as the doubt about where in or near the place it happened. A filled area is a region or "
        "country that is told of as a whole. Outlines: Natural Earth, simplified; no statement on "
        "whose land it is."
    ),
    "map-closer": "Closer: the places around the one most told of.",
    "carriers": "The wider a line, the more passages; grey where it is not known who had them first.",
}
COLOURS: dict[Topic, str] = {
    "casualties": "Red",
    "hostilities": "Orange",
    "control": "Blue",
    "agreement": "Green",
    "evacuation": "Purple",
    "aid": "Teal",
    "access": "Teal",
    "population": "Grey",
    "detention": "Grey",
    "diplomacy": "Grey",
    "other": "Grey",
}
"""The page's light colours by name, for paper; a test holds them beside ``svg.TOPIC_COLOURS``."""
