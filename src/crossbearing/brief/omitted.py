"""What a brief leaves out, at its top: how much that is, and how questions stand with and without it."""

from crossbearing.brief.checks import ledger_faults
from crossbearing.brief.lists import by_first
from crossbearing.brief.names import count
from crossbearing.brief.numerals import say_number
from crossbearing.brief.shelf import Shelf
from crossbearing.brief.values import Compared, Hidden, Omission
from crossbearing.brief.wording import say_actor, tidy, undated
from crossbearing.model import Altered, Question
from crossbearing.switches import Change, Dropped, LeftOut, Told
from crossbearing.vocabulary import QuestionState

STATES: dict[QuestionState, str] = {
    "corroborated": "corroborated",
    "contested": "contested",
    "single_origin": "one origin",
    "superseded": "superseded",
}
NONE_LEFT = "no longer asked"
_KINDS = {
    "origin": "the word of {} and all who belong to it",
    "person": "the word of {}",
    "outlet": "the reports of {}",
    "side": "origins on the side “{}”",
    "copies": "what is carried from another report’s text",
}


def omit(left_out: LeftOut, shelf: Shelf) -> tuple[Omission, int]:
    """Tell what was left out, and count the derived words that claims do not hold and that are withheld.

    How a question stood is held against the claims of the whole, how it stands against those of the shelf.
    """
    whole = Shelf(left_out.whole)
    rows, withheld = [], 0
    for change in left_out.changes:
        row, lost = _row(change, whole, shelf)
        rows.append(row)
        withheld += lost
    told = Omission(
        parts=tuple(_part(one, whole) for one in left_out.dropped),
        claims=left_out.claims,
        of=len(left_out.whole.claims),
        reports=left_out.reports,
        rows=tuple(rows),
        same=left_out.same,
        lost=left_out.lost,
    )
    return told, withheld


def hide(shelf: Shelf) -> tuple[Hidden | None, int]:
    """Tell what is protected, and count the derived words that claims do not hold and that are withheld.

    How a question stood is told by its state alone: its answers rested on what is withheld.
    """
    told = shelf.dossier.redaction
    if told is None:
        return None, 0
    things = [(told.actors, "actor"), (told.places, "place"), (told.reports, "report")]
    parts = [count(number, noun) for number, noun in things if number]
    found = [f"Protected: {', '.join(parts)}. Names, words and points that would tell are replaced."]
    if told.withheld or told.kept:
        kept = f"; {count(told.kept, 'other claim')} of such reports kept" if told.kept else ""
        found.append(f"{count(told.withheld, 'claim')} of protected reports withheld{kept}.")
    if told.altered or told.lost:
        changed = f"{count(len(told.altered), 'question')} answered otherwise without what is withheld"
        found.append(f"{changed}, {say_number(told.lost)} no longer asked: ranges may have been wider.")
    questions = {question.id: question for question in shelf.dossier.questions}
    known = [(one, questions[one.question]) for one in told.altered if one.question in questions]
    made = [_altered(one, question, shelf) for one, question in known]
    return Hidden(tuple(found), tuple(row for row, _ in made)), sum(lost for _, lost in made)


def _altered(one: Altered, question: Question, shelf: Shelf) -> tuple[Compared, int]:
    claims = tuple(claim for position in question.positions for claim in position.claims)
    now = Told(question.state, tuple(p.summary for p in question.positions), claims)
    after, lost = stands(now, shelf)
    titles = [title for title in (question.title, undated(question.title)) if is_held(title, now, shelf)]
    title = titles[0] if titles else by_first("labels")[f"topic.{question.topic}"]["words"]
    gone = f", {count(one.answers, 'answer')} withheld or told otherwise" if one.answers else ""
    return Compared(tidy(title), f"{STATES[one.before]}{gone}", after), lost + (not titles)


def _part(one: Dropped, whole: Shelf) -> str:
    actor = whole.actors.get(one.actor or "")
    alone = actor is not None and actor.kind in ("person", "unnamed")
    name = say_actor(actor) if actor is not None else tidy(one.name)
    return f"{_KINDS['person' if alone else one.kind].format(name)} ({count(one.claims, 'claim')})"


def _row(change: Change, whole: Shelf, shelf: Shelf) -> tuple[Compared, int]:
    before, lost = stands(change.before, whole)
    after, gone = stands(change.after, shelf) if change.after is not None else (NONE_LEFT, 0)
    titles = [
        title for title in (change.title, undated(change.title)) if is_held(title, change.before, whole)
    ]
    if not titles:
        titles, lost = [by_first("labels")[f"topic.{change.topic}"]["words"]], lost + 1
    return Compared(tidy(titles[0]), before, after), lost + gone


def stands(told: Told, shelf: Shelf, limit: int | None = None) -> tuple[str, int]:
    """A state with its answers: "contested: at least 12 killed ↔ 40 killed"; and how many were withheld.

    Of more answers than ``limit`` the rest are counted.
    """
    held = [answer for answer in told.answers if is_held(answer, told, shelf)]
    lost = len(told.answers) - len(held)
    between = " ↔ " if told.state == "contested" else "; "
    shown = list(dict.fromkeys(map(tidy, held)))
    if limit is not None and len(shown) > limit:
        shown = [*shown[:limit], f"{len(shown) - limit} more"]
    return f"{STATES[told.state]}: {between.join(shown) or '…'}", lost


def is_held(text: str, told: Told, shelf: Shelf) -> bool:
    """Whether the claims of an answered question hold the words made of it."""
    claims = [shelf.claims[claim] for claim in told.claims if claim in shelf.claims]
    return bool(text) and not ledger_faults(text, claims, shelf)
