"""Who said it, as a trained model reads it: sources, cues and contents in a text, tied to one another."""

from crossbearing.attribution.door import SpokenSpans, find_spans, read_text, tag_spans
from crossbearing.attribution.told import Told

__all__ = ["SpokenSpans", "Told", "find_spans", "read_text", "tag_spans"]
