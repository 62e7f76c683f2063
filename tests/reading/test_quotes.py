import pytest

from crossbearing.reading.quotes import Quote, find_quotes, inside
from tests.reading.attribution_cases import report_of

# A text and its quoted stretches; "+" runs on into the next block, "&" came from the one before.
CASES = [
    ('He said "no" and "never".', ["no", "never"]),
    ("He said “no” and ‘never’.", ["no", "never"]),
    ("He spoke of ‘the fighters’ families’, again.", ["the fighters’ families"]),
    ("The fighters’ families left the rebels’ camp.", []),
    ("She said 'go now' to the guards' men.", ["go now"]),
    ("The '90s ended; it's over, isn't it?", []),
    ("“He told me “run” and I ran,” she said.", ["He told me “run” and I ran,"]),
    ("“We stayed. ¶ “We had to.” ¶ He left.", ["We stayed.+", "&We had to."]),
    ('"We stayed. "We had to." He left.', ["We stayed.+", "&We had to."]),
    ('The pipe of 5" burst.', []),
    ('The "grave concern“ stands.', ["grave concern"]),
    ("He called «the end» near.", ["the end"]),
    ("''We stay'' he said.", ["We stay"]),
    ('He left Iran" for good. ¶ Nobody knew.', []),
    ("’There has to be a way’", ["There has to be a way"]),
]


def shown(text: str, quote: Quote) -> str:
    return f"{'&' if quote.resumed else ''}{text[quote.first : quote.last]}{'' if quote.closed else '+'}"


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_quotes_of_a_text(text: str, expected: list[str]) -> None:
    report = report_of(text)
    assert [shown(report.text, quote) for quote in find_quotes(report)] == expected


def test_inside_gives_the_quote_that_holds_a_stretch() -> None:
    report = report_of('He said "no" twice.')
    quotes = find_quotes(report)
    assert inside(quotes, 9, 11) == quotes[0]
    assert inside(quotes, 0, 11) is None
