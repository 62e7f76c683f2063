"""The brief as Markdown: each citation a footnote with its report, offsets and exact words."""

import re
from collections.abc import Iterator, Sequence

from msgspec import structs

from crossbearing.brief import beside_markdown
from crossbearing.brief.lists import by_first
from crossbearing.brief.names import (
    CARRIED_HEADS,
    CARRIED_SHOWN,
    CHANGE_NAMES,
    CITES_SHOWN,
    DEAL_NAMES,
    NOTHING_CHANGED,
    TERM_NAMES,
    carried_cells,
    causes_words,
    count,
    judgement_words,
    narrowing_words,
    omission_words,
    place_note,
    since_words,
    standing_words,
    stood_words,
)
from crossbearing.brief.values import (
    Brief,
    Change,
    Chapter,
    Clause,
    Deal,
    Judged,
    Line,
    Reference,
    Source,
    judged,
    words,
)
from crossbearing.brief.wording import capital, say_day, say_days, tidy

QUOTE_LIMIT = 600
"""A footnote longer than this is no longer a footnote; the offsets lead to the rest."""

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~&$])")
_LINE_START = re.compile(r"^(\s*)([-+=]|\d+[.)])")


def render_markdown(brief: Brief) -> str:
    """Render a checked brief as Markdown (CommonMark with footnotes and tables); report text is escaped."""
    numbers = {reference.claim: reference.number for reference in brief.references}
    parts = [
        f"# {escaped(brief.title)}",
        escaped(brief.subtitle),
        *_hidden(brief),
        *_narrowing(brief),
        *_since(brief, numbers),
        *_omission(brief),
        *_known(brief, numbers),
        *_disputes(brief, numbers),
        *beside_markdown.sides(brief, escaped, lambda line: _cites(line, numbers)),
        *_moments(brief, numbers),
        *_tolls(brief, numbers),
        *beside_markdown.rising(brief, escaped, lambda line: _cites(line, numbers)),
        *_deals(brief, numbers),
        "## Control, evacuation and access",
        *_chapters(brief, brief.chapters, numbers),
        *_places(brief, numbers),
        "## Not verified, denied, expected or demanded",
        *_chapters(brief, brief.unsettled, numbers),
        *beside_markdown.quiet(brief, escaped, lambda line: _cites(line, numbers)),
        *_carried(brief),
        *_judgements(brief),
        "## Reports",
        "\n".join(
            _source(source) + "".join("\n" + _judged(item, "  ") for item in judged(brief, source.id))
            for source in brief.sources
        ),
        *_refusals(brief),
        "## Citations",
        "\n\n".join(_reference(reference, brief) for reference in brief.references),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def escaped(text: str) -> str:
    """Escape a text so that Markdown shows it as it is: one line, no markup, no direction marks."""
    text = _SPECIAL.sub(r"\\\1", tidy(text))
    return _LINE_START.sub(r"\1\\\2", text)


def _said(line: Line, numbers: dict[str, int]) -> str:
    stop = "" if words(line).rstrip().endswith((".", "?", "!", "…")) else "."
    return f"{escaped(words(line))}{stop}{_cites(line, numbers)}"


def _full(line: Line, numbers: dict[str, int]) -> str:
    standing = standing_words(line.standing)
    return f"{_said(line, numbers)} *{escaped(standing)}.*" if standing else _said(line, numbers)


def _cites(line: Line, numbers: dict[str, int]) -> str:
    cited = [f"[^{numbers[claim]}]" for claim in line.claims if claim in numbers]
    more = len(cited) - CITES_SHOWN
    return "".join(cited[:CITES_SHOWN]) + (f" (+{more})" if more > 0 else "")


def _hidden(brief: Brief) -> Iterator[str]:
    """Say at the top what is protected, and what that changed."""
    if brief.hidden is not None:
        yield "## Protected"
        yield "\n\n".join(f"**{escaped(text)}**" for text in brief.hidden.told)
        if brief.hidden.rows:
            rows = [(escaped(r.title), escaped(r.before), escaped(r.after)) for r in brief.hidden.rows]
            yield _table(("Question", "With", "Without"), rows)


def _narrowing(brief: Brief) -> Iterator[str]:
    """Say first what the brief is of."""
    if brief.narrowing is not None:
        yield "## Narrowed to"
        yield f"**{escaped(narrowing_words(brief.narrowing))}**"


def _since(brief: Brief, numbers: dict[str, int]) -> Iterator[str]:
    """Say what changed since an earlier brief, kind by kind, each change with its reports."""
    since = brief.since
    if since is None:
        return
    yield f"## {escaped(since_words(since))}"
    if since.nothing:
        yield NOTHING_CHANGED
    for name, listed in (("New reports", [c.name for c in since.came]), ("Reports gone", [*since.went])):
        if listed:
            yield f"**{name}:** {escaped('; '.join(map(capital, listed)))}."
    for group in since.groups:
        yield f"### {CHANGE_NAMES[group.key]}"
        yield "\n".join(_change(change, numbers) for change in group.changes)
        if group.more:
            yield f"And {count(group.more, 'more change')} of this kind."
    if since.judgements:
        yield "### Judgements since"
        yield "\n".join(f"{_judged(item)} On: {escaped(item.about)}." for item in since.judgements)


def _change(change: Change, numbers: dict[str, int]) -> str:
    title = _said(change.title, numbers) if change.title is not None else escaped(change.said)
    behind = causes_words(change.causes, change.judged)
    told = [title, escaped(stood_words(change))]
    told += [f"*Behind it: {escaped(behind)}.*"] if behind else []
    return f"- {' '.join(filter(None, told))}" + "".join(
        f"\n  - {_clause(clause, numbers)}" for clause in change.clauses
    )


def _omission(brief: Brief) -> Iterator[str]:
    """Say at the top what is not in the brief, and what that changed."""
    if brief.omission is not None:
        yield "## Left out"
        yield "\n\n".join(f"**{escaped(text)}**" for text in omission_words(brief.omission))
        if brief.omission.rows:
            rows = [(escaped(r.title), escaped(r.before), escaped(r.after)) for r in brief.omission.rows]
            yield _table(("Question", "With", "Without"), rows)


def _carried(brief: Brief) -> Iterator[str]:
    if brief.carried:
        yield "## Who carries whom"
        rows = [tuple(map(escaped, carried_cells(item))) for item in brief.carried[:CARRIED_SHOWN]]
        yield _table(CARRIED_HEADS, rows)
    if len(brief.carried) > CARRIED_SHOWN:
        yield f"{count(len(brief.carried) - CARRIED_SHOWN, 'more row')}: see crossbearing copies."


def _judgements(brief: Brief) -> Iterator[str]:
    if brief.judgements:
        yield "## Judgements by analysts"
        yield "\n".join(f"{_judged(item)} On: {escaped(item.about)}." for item in brief.judgements)


def _judged(item: Judged, indent: str = "") -> str:
    return f"{indent}- *{escaped(judgement_words(item))}.*"


def _beside(brief: Brief, line: Line, indent: str = "  ") -> str:
    """Give the judgements on a line, as a list under it."""
    return "".join("\n" + _judged(item, indent) for item in judged(brief, line))


def _known(brief: Brief, numbers: dict[str, int]) -> Iterator[str]:
    yield "## What is known"
    labels = by_first("labels")
    yield (
        "\n".join(
            f"{n}. **{labels[f'topic.{line.topic}']['words']}.** {_full(line, numbers)}"
            + _beside(brief, line, "   ")
            for n, line in enumerate(brief.known, 1)
        )
        or "The reports hold no uncontested answer that can be shown here."
    )


def _disputes(brief: Brief, numbers: dict[str, int]) -> Iterator[str]:
    yield "## What is contested"
    if not brief.disputes:
        yield "No two answers to one question contradict each other."
    for dispute in brief.disputes:
        yield f"### {escaped(words(dispute.title))}"
        yield "\n".join(
            f"- {_full(line, numbers)}{_beside(brief, structs.replace(line, about=line.about[1:]))}"
            for line in dispute.positions
        )
        yield "\n".join(_judged(item) for item in judged(brief, dispute.question))
        for reason in dispute.reasons:
            yield f"Why: {_said(reason, numbers)}"


def _moments(brief: Brief, numbers: dict[str, int]) -> Iterator[str]:
    yield "## Timeline"
    if not brief.moments:
        yield "No report tells on what day anything happened."
        return
    rows = [(say_days(m.first, m.last), _said(m.line, numbers)) for m in brief.moments]
    yield _table(("Days", "What is said"), rows)


def _tolls(brief: Brief, numbers: dict[str, int]) -> Iterator[str]:
    yield "## Casualties, as the ranges that were said"
    if not brief.tolls:
        yield "No report counts casualties."
        return
    heads = ("How many", "Who", "Where", "Allegedly by", "When", "On whose word")
    rows = []
    for toll in brief.tolls:
        who = f"{escaped(words(toll.group))} {toll.measure}"
        cells = [escaped(words(cell)) for cell in (toll.place, toll.blamed, toll.when)]
        origin = escaped(words(toll.origin)) + _cites(toll.origin, numbers)
        rows.append((escaped(words(toll.amount)), who, *cells, origin))
    yield _table(heads, rows)


def _table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = ["| " + " | ".join(heads) + " |", "|" + " --- |" * len(heads)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])


def _deals(brief: Brief, numbers: dict[str, int]) -> Iterator[str]:
    yield "## Agreements and their clock"
    if not brief.deals:
        yield "No agreement is reported."
    for deal in brief.deals:
        yield "### " + ", ".join(
            [DEAL_NAMES[deal.kind], *(escaped(words(place)) for place in deal.places[:3])]
        )
        yield "\n".join([*_deal(deal, numbers), *(_judged(item) for item in judged(brief, deal.id))])


def _deal(deal: Deal, numbers: dict[str, int]) -> Iterator[str]:
    if deal.announced is not None:
        yield f"- First reported {say_day(deal.announced)}"
    for name, lines in (("Parties", deal.parties), ("Mediators", deal.mediators)):
        listed = "; ".join(escaped(words(line)) + _cites(line, numbers) for line in lines)
        yield f"- {name}: {listed or 'not stated'}"
    for clause in (*deal.terms, *deal.later):
        yield f"- {_clause(clause, numbers)}"


def _clause(clause: Clause, numbers: dict[str, int]) -> str:
    dated = clause.first is not None or clause.last is not None
    clock = f" ({say_days(clause.first, clause.last)})" if dated else ""
    return f"{TERM_NAMES[clause.kind]}{clock}: {_said(clause.line, numbers)}"


def _chapters(brief: Brief, chapters: tuple[Chapter, ...], numbers: dict[str, int]) -> Iterator[str]:
    for chapter in chapters:
        if chapter.lines:
            yield f"### {chapter.title}"
            yield "\n".join(f"- {_full(line, numbers)}{_beside(brief, line)}" for line in chapter.lines)
        if chapter.more:
            yield f"{count(chapter.more, 'more line')} left to the reports."


def _places(brief: Brief, numbers: dict[str, int]) -> Iterator[str]:
    yield "## Places"
    lines = [
        f"- {escaped(words(spot.line))} ({place_note(spot)})" + _cites(spot.line, numbers)
        for spot in (*brief.spots, *brief.lands)
    ]
    lines += [
        f"- {escaped(words(line))} (no point of its own){_cites(line, numbers)}" for line in brief.unplaced
    ]
    yield "\n".join(lines) or "No report names a place that could be found."


def _source(source: Source) -> str:
    unread = f"; not read: {escaped(source.unread)}" if source.unread is not None else ""
    notes = "".join(f"; {escaped(version)}" for version in source.versions)
    others = dict.fromkeys(copied.other for copied in source.copied)
    shared = f"; shares passages with report {', '.join(others)}" if others else ""
    label = capital(escaped(source.label))
    title = escaped(source.title)
    return (
        f"- **Report {source.key}**: {label}, “{title}”, {source.day} ({escaped(source.dated)}); "
        f"{count(source.claims, 'claim')}{unread}{notes}{shared}"
    )


def _refusals(brief: Brief) -> Iterator[str]:
    if brief.refusals:
        yield "### Not taken in"
        yield "\n".join(f"- {escaped(item.where)}: {escaped(item.reason)}" for item in brief.refusals)
    if brief.withheld:
        left = count(brief.withheld, "derived statement")
        yield f"{left} left out: the cited words do not hold what it would say."


def _reference(reference: Reference, brief: Brief) -> str:
    key = next(source.key for source in brief.sources if source.id == reference.report)
    exact = tidy(reference.span.exact)
    cut = exact if len(exact) <= QUOTE_LIMIT else exact[:QUOTE_LIMIT].rstrip() + " …"
    label = "" if reference.label == f"report {key}" else f" ({escaped(reference.label)})"
    where = f"Report {key}{label}, characters {reference.span.start}–{reference.span.end}"
    return f"[^{reference.number}]: {where}: “{escaped(cut)}”"
