"""The door of attribution: who says what, on whose word, told through whom."""

from collections.abc import Sequence

from crossbearing.model import Attribution, AttributionLink, Report, Sentence
from crossbearing.reading.attribution_found import Found
from crossbearing.reading.attribution_headlines import headline_attributions, transcript_line
from crossbearing.reading.attribution_phrases import according_to, noun_attributions, rest_on_cited
from crossbearing.reading.attribution_spans import Said, to_said
from crossbearing.reading.attribution_speech import run_on, signed_quotes
from crossbearing.reading.attribution_tail import tail_attribution
from crossbearing.reading.attribution_tree import Tree
from crossbearing.reading.attribution_verbs import verb_attributions
from crossbearing.reading.quotes import Quote, find_quotes

_PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i"})


def find_attributions(report: Report, sentences: Sequence[Sentence]) -> list[Attribution]:
    """Find every attribution of a report: who says what, by which words, passed on by whom.

    ``sentences`` are those of ``parse(report)``; spans are code points into ``report.text``. Links run
    from the origin outwards. Content never crosses a sentence; a quoted sentence without a cue of its
    own gives an attribution whose cue is None. In text order of content. Dependency rules over a list of
    cues, in the line of Pareti's and Citron's quotation extraction.

    "We stay," the mayor told Reuters. / The road is cut, according to the army. / Rebels: Town Falls
    """
    quotes = find_quotes(report)
    by_block: dict[int, list[Quote]] = {}
    for quote in quotes:
        by_block.setdefault(quote.block, []).append(quote)
    said: list[Said] = []
    for n, sentence in enumerate(sentences):
        said.extend(_in_sentence(report.text, sentence, by_block.get(sentence.block, []), n))
    signed = signed_quotes(report, sentences)
    held = {one.sentence for one in signed}
    said = signed + [one for one in said if one.sentence not in held]
    said += run_on(report, sentences, quotes, said)
    chained = _chain(one for one in said if one.attribution.content)
    return sorted(chained, key=_order)


def _in_sentence(text: str, sentence: Sentence, quotes: Sequence[Quote], n: int) -> list[Said]:
    tree = Tree(sentence)
    line = transcript_line(tree)
    if line is not None:
        said = to_said(tree, line, text, quotes, n)
        return [] if said is None else [said]
    found: list[Found] = verb_attributions(tree, quotes)
    found = rest_on_cited(tree, found) + according_to(tree) + noun_attributions(tree)
    if not any(f.content for f in found):
        found += headline_attributions(tree)
    tail = tail_attribution(tree, found)
    if tail is not None:
        found.append(tail)
    return [s for s in (to_said(tree, f, text, quotes, n) for f in found) if s is not None]


def _chain(said: object) -> list[Attribution]:
    """Put the outer speaker behind the inner: "AFP said the monitor said …" rests on the monitor."""
    everything = list(said)  # type: ignore[call-overload]
    groups: dict[int, list[Attribution]] = {}
    for one in everything:
        groups.setdefault(one.sentence, []).append(one.attribution)
    return [a for group in groups.values() for a in _chain_group(group)]


def _chain_group(group: list[Attribution]) -> list[Attribution]:
    chained = []
    for inner in group:
        outers = sorted((o for o in group if o is not inner and _holds(o, inner)), key=_length)
        if not outers:
            chained.append(inner)
            continue
        if inner.links[0].source is None:
            continue
        links = list(inner.links)
        for outer in outers:
            links.extend(_passed_on(inner, outer))
        chained.append(Attribution(tuple(dict.fromkeys(links)), inner.content, inner.voice, inner.stance))
    return chained


def _holds(outer: Attribution, inner: Attribution) -> bool:
    """Tell whether one attribution is made within the words of another."""
    cue = inner.links[0].cue or inner.links[0].source
    return cue is not None and any(s.start <= cue.start and cue.end <= s.end for s in outer.content)


def _passed_on(inner: Attribution, outer: Attribution) -> list[AttributionLink]:
    """Make the outer chain relays; a pronoun inside is taken for the outer speaker himself."""
    source = inner.links[0].source
    same = source is not None and source.exact.lower() in _PRONOUNS
    head = [] if same else [AttributionLink(outer.links[0].source, outer.links[0].cue, "relay")]
    return head + list(outer.links[1:])


def _length(attribution: Attribution) -> int:
    return sum(s.end - s.start for s in attribution.content)


def _order(attribution: Attribution) -> tuple[int, int]:
    return attribution.content[0].start, -_length(attribution)
