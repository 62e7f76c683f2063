"""Who said it, as a trained model reads it: sources, cues and contents in a text, tied to one another."""

from crossbearing.attribution.door import SpokenSpans, find_spans, tag_spans

__all__ = ["SpokenSpans", "find_spans", "tag_spans"]
