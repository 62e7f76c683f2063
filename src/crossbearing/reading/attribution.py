"""The door of attribution: who says what, on whose word, told through whom."""

from collections.abc import Sequence

from crossbearing.attribution import SpokenSpans
from crossbearing.model import Attribution, Report, Sentence, Span
from crossbearing.reading.attribution_agreed import in_bounds
from crossbearing.reading.attribution_claimed import claimed_alone
from crossbearing.reading.attribution_closing import closing_attributions, one_breath
from crossbearing.reading.attribution_commas import after_lost_comma
from crossbearing.reading.attribution_found import Found
from crossbearing.reading.attribution_headlines import (
    headline_attributions,
    transcript_line,
    within_headline,
    without_aside,
)
from crossbearing.reading.attribution_learned import ATTITUDES, learned
from crossbearing.reading.attribution_marks import after_marks
from crossbearing.reading.attribution_owned import owned
from crossbearing.reading.attribution_phrases import according_to, noun_attributions, rest_on_cited
from crossbearing.reading.attribution_repairs import before_source, repaired
from crossbearing.reading.attribution_repeats import repeated_quotes
from crossbearing.reading.attribution_rivals import with_rivals
from crossbearing.reading.attribution_spans import Said, to_said
from crossbearing.reading.attribution_speech import run_on, signed_quotes
from crossbearing.reading.attribution_tolls import updated, with_tolls
from crossbearing.reading.attribution_tree import Tree
from crossbearing.reading.attribution_verbs import verb_attributions
from crossbearing.reading.quotes import Quote, find_quotes

_MINDS = frozenset({"believe", "report", "predict"})
_PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i"})


def find_attributions(
    report: Report,
    sentences: Sequence[Sentence],
    spoken: Sequence[SpokenSpans] = (),
    *,
    attitudes: bool = False,
) -> list[Attribution]:
    """Find every attribution of a report: who says what, by which words, passed on by whom.

    ``sentences`` are those of ``parse(report)``; spans are code points into ``report.text``. Links run
    from the origin outwards. Content never crosses a sentence; a quoted sentence without a cue of its
    own gives an attribution whose cue is None. In text order of content. Dependency rules over a list of
    cues, in the line of Pareti's and Citron's quotation extraction; then what only the trained model found:
    ``spoken``, which ``crossbearing.attribution.find_spans`` gives for ``report.text``.

    ``attitudes`` adds what people plan, want or judge ("agreed to leave", "condemned the raid"): what a
    writer tells of them rather than what they say.

    "We stay," the mayor told Reuters. / The road is cut, according to the army. / Rebels: Town Falls
    """
    quotes = find_quotes(report)
    by_block: dict[int, list[Quote]] = {}
    for quote in quotes:
        by_block.setdefault(quote.block, []).append(quote)
    said: list[Said] = []
    for n, sentence in enumerate(sentences):
        here = [
            one for one in spoken if one.cue is not None and sentence.start <= one.cue.start < sentence.end
        ]
        said.extend(_in_sentence(report.text, sentence, by_block.get(sentence.block, []), n, here, attitudes))
    signed = signed_quotes(report, sentences)
    held = {one.sentence for one in signed}
    said = signed + [one for one in said if one.sentence not in held]
    said += run_on(report, sentences, quotes, said)
    said += learned(report, sentences, quotes, said, spoken, attitudes=attitudes)
    said += repeated_quotes(report, sentences, quotes, said)
    kept = [one.attribution for one in said if one.attribution.content]
    kept = kept if attitudes else [one for one in kept if not _leaves_open(report.text, one)]
    return sorted(kept, key=_order)


def _leaves_open(text: str, one: Attribution) -> bool:
    """Tell what a body is yet to find out, and so does not say: "to determine *whether* its jets hit it"."""
    first, cue = one.content[0], one.links[0].cue
    if one.voice != "indirect" or cue is None or cue.start > first.start:
        return False
    opening = (text[: first.start].split()[-1:] + first.exact.split())[:2]
    return one.stance != "ask" and "whether" in [word.lower() for word in opening]


def _in_sentence(
    text: str,
    sentence: Sentence,
    quotes: Sequence[Quote],
    n: int,
    spoken: Sequence[SpokenSpans],
    attitudes: bool,
) -> list[Said]:
    tree = Tree(sentence)
    line = transcript_line(tree)
    if line is not None:
        said = to_said(tree, line, text, quotes, n)
        return [] if said is None else [said]
    by_cue: dict[object, Found] = {}
    for one in verb_attributions(tree, quotes):
        by_cue.setdefault(one.cue, one)
    found = list(by_cue.values())
    found = rest_on_cited(tree, found) + according_to(tree) + noun_attributions(tree)
    if not any(f.content for f in found):
        found += headline_attributions(tree)
    breaths = [one_breath(tree, within_headline(tree, without_aside(tree, f))) for f in found]
    found = [f for f, before in zip(breaths, found, strict=True) if f.content or not before.content]
    found += closing_attributions(tree, found, quotes)
    found = with_rivals(tree, with_tolls(tree, found))
    closing = repaired(tree, found)
    found = after_marks(tree, [before_source(f, closing) for f in found] + closing, quotes)
    found = [in_bounds(tree, after_lost_comma(tree, f), spoken) for f in found]
    found = [claimed_alone(tree, f) for f in updated(tree, found)]
    if not attitudes:
        found = [f for f in found if f.stance not in ATTITUDES]
        found = owned(tree, found, quotes)
    said_here = [s for s in (to_said(tree, f, text, quotes, n) for f in found) if s is not None]
    if not attitudes:
        said_here = [one for one in said_here if not _minds_own(one, said_here)]
    return [one for one in said_here if not _unowned(one, said_here)]


def _minds_own(one: Said, group: Sequence[Said]) -> bool:
    """Tell what a speaker tells of his own mind: "He said *he believed* it would hold" is one attribution."""
    inner = one.attribution
    source, cue = inner.links[0].source, inner.links[0].cue
    if source is None or cue is None or source.exact.lower() not in _PRONOUNS or inner.stance not in _MINDS:
        return False
    return any(_holds(span, cue) for span in _others(one, group))


def _unowned(one: Said, group: Sequence[Said]) -> bool:
    """Tell words of nobody inside another's words: "dismissed *reports of* a massacre"."""
    inner = one.attribution
    cue = inner.links[0].cue
    if inner.links[0].source is not None or cue is None:
        return False
    return any(_holds(span, cue) or span in inner.content for span in _others(one, group))


def _holds(span: Span, cue: Span) -> bool:
    return span.start <= cue.start and cue.end <= span.end


def _others(one: Said, group: Sequence[Said]) -> list[Span]:
    return [span for other in group if other is not one for span in other.attribution.content]


def _order(attribution: Attribution) -> tuple[int, int]:
    return attribution.content[0].start, -sum(s.end - s.start for s in attribution.content)
