"""Who said it, as a trained model reads it: sources, cues and contents in a text, tied to one another."""

from crossbearing.attribution.door import SpokenSpans, TextRead, find_spans, read_text, tag_spans
from crossbearing.attribution.told import Told

__all__ = ["SpokenSpans", "TextRead", "Told", "find_spans", "read_text", "tag_spans"]
