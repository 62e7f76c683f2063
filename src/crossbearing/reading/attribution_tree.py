"""A sentence's parse as a tree: children, edges, subjects and the full words of a noun phrase."""

from crossbearing.model import Sentence, Span, Token

Range = tuple[int, int]
"""Token indices ``[first, last)`` of one sentence."""

_NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X", "ADJ", "DET"})
_LEFT_OUT = frozenset({"punct", "cc", "prep", "advcl", "ccomp", "csubj", "mark", "aux", "relcl", "preconj"})
_RIGHT_IN = frozenset({"appos", "nmod", "compound", "conj", "flat", "nummod", "amod", "npadvmod", "case"})
_RIGHT_STOPS = frozenset({"relcl", "acl", "advcl", "ccomp", "xcomp", "advmod", "parataxis"})
_TIME_PREPS = frozenset({"after", "before", "since", "during", "amid", "until", "following", "via", "as"})
TALKS = frozenset(
    {"statement", "interview", "message", "email", "tweet", "post", "speech", "letter", "briefing"}
)
"""What somebody speaks in: "the ministry, in a statement, said"."""
_TIME_LABELS = frozenset({"DATE", "TIME"})


class Tree:
    """One sentence with its children and subtree edges worked out; built once, asked often."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens = tokens = sentence.tokens
        self.kids: list[list[int]] = [[] for _ in tokens]
        self.left = [t.i for t in tokens]
        self.right = [t.i for t in tokens]
        for token in tokens:
            if token.head != token.i:
                self.kids[token.head].append(token.i)
        for token in tokens:
            self._widen(token)
        self.labels = {
            i: entity.label for entity in sentence.entities for i in range(entity.first, entity.last)
        }

    def _widen(self, token: Token) -> None:
        at, steps = token.i, 0
        while self.tokens[at].head != at and steps < len(self.tokens):
            at = self.tokens[at].head
            steps += 1
            self.left[at] = min(self.left[at], token.i)
            self.right[at] = max(self.right[at], token.i)

    def kid(self, i: int, *deps: str) -> int | None:
        """Return the first child with one of these dependencies."""
        return next((k for k in self.kids[i] if self.tokens[k].dep in deps), None)

    def lemma(self, i: int) -> str:
        """Return a token's lemma in lower case."""
        return self.tokens[i].lemma.lower()

    def span(self, text: str, where: Range) -> Span:
        """Turn token indices into a span of the report."""
        start, end = self.tokens[where[0]].start, self.tokens[where[1] - 1].end
        return Span(start, end, text[start:end])

    def is_time(self, i: int) -> bool:
        """Tell whether a token belongs to a named date or time: "Monday", "last week"."""
        return self.labels.get(i) in _TIME_LABELS

    def below(self, i: int, top: int) -> bool:
        """Tell whether token ``i`` stands under token ``top``, or is it."""
        steps = 0
        while i != top and self.tokens[i].head != i and steps < len(self.tokens):
            i = self.tokens[i].head
            steps += 1
        return i == top

    def trimmed(self, first: int, last: int) -> int:
        """Where words from ``first`` on end, without a mark or an "and" behind them."""
        while last > first + 1 and self.tokens[last - 1].pos in {"PUNCT", "CCONJ"}:
            last -= 1
        return last

    def noun_phrase(self, head: int) -> Range:
        """Give a noun's whole phrase with title, name and apposition, without clauses or dates.

        "Adel Hamdan, head of the relief group," from "Hamdan".
        """
        if self.tokens[head].tag == "PRP":
            return head, head + 1
        start = head
        for k in self.kids[head]:
            if k < head and self.tokens[k].dep not in _LEFT_OUT:
                start = min(start, self.left[k])
        start = self._after_quote(start, head)
        end = self._phrase_end(head)
        return start, self._close_bracket(start, self._close_hyphen(end))

    def _close_hyphen(self, end: int) -> int:
        """Finish a name that the parse broke at its hyphen: "Jaish al | -Islam"."""
        while end + 1 < len(self.tokens) and self.tokens[end].text == "-":
            if (
                self.tokens[end].start != self.tokens[end - 1].end
                or self.tokens[end].end != self.tokens[end + 1].start
            ):
                break
            end += 2
        return end

    def _after_quote(self, start: int, head: int) -> int:
        """Begin behind a closing mark that the parse read across: 'of the troops" | the monitor'."""
        opened = False
        for i in range(start, head):
            opened = opened or self.tokens[i].tag == "``"
            if self.tokens[i].tag == "''" and not opened and self.tokens[i].text != "'":
                start = i + 1
        return start

    def _phrase_end(self, head: int) -> int:
        end = head + 1
        for k in self.kids[head]:
            token = self.tokens[k]
            if k < head:
                continue
            if token.dep in _RIGHT_STOPS:
                break
            if token.dep == "prep":
                if self._is_adjunct(k):
                    break
                end = max(end, self._prep_end(k))
            elif token.dep in _RIGHT_IN:
                if token.pos not in _NOUNS or self.is_time(k):
                    break
                end = max(end, self._phrase_end(k))
        return end

    def _prep_end(self, prep: int) -> int:
        end = prep + 1
        for k in self.kids[prep]:
            if k > prep and self.tokens[k].dep in {"pobj", "prep"}:
                end = self._phrase_end(k) if self.tokens[k].dep == "pobj" else self._prep_end(k)
        return end

    def _is_adjunct(self, prep: int) -> bool:
        if self.lemma(prep) in _TIME_PREPS:
            return True
        pobj = self.kid(prep, "pobj", "pcomp")
        if pobj is None or self.is_time(pobj) or self.tokens[pobj].pos == "VERB":
            return True
        return self.lemma(prep) in {"in", "on"} and self.lemma(pobj) in TALKS

    def _close_bracket(self, start: int, end: int) -> int:
        opened = sum(self.tokens[i].text in "([" for i in range(start, end))
        closed = sum(self.tokens[i].text in ")]" for i in range(start, end))
        if opened > closed and end < len(self.tokens) and self.tokens[end].text in ")]":
            return end + 1
        return end
