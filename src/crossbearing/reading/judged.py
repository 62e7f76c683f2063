"""Where the trained heads and the rules both have a say: who is heard, and from what share on.

The shares are chosen on annotated sentences that the heads have not seen (docs/reading.md has the figures).
"""

from crossbearing.attribution import Told
from crossbearing.vocabulary import Topic

TOPIC_SURE = 0.5
"""From this share on the heads' topic stands; below it the rules'."""
BACKGROUND_SURE = 0.5


def topic_of(told: Told, place: int, ruled: Topic) -> Topic:
    """The topic of the happening that is named at a character; ``ruled`` is what the rules say."""
    answer = told.at(place, "topic")
    if answer is None or answer.sure < TOPIC_SURE:
        return ruled
    found: Topic = answer.label
    return found


def is_past(told: Told, place: int) -> bool:
    """Whether what is named at a character is history told beside the news."""
    answer = told.at(place, "background")
    return answer is not None and bool(answer.label) and answer.sure >= BACKGROUND_SURE
