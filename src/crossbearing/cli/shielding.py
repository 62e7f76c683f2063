"""What a command shows of a ledger: as of a day, without what is left out, with protected things replaced."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from crossbearing.cli import gate
from crossbearing.cli.leaving import count, left, seen
from crossbearing.cli.screen import err
from crossbearing.errors import UnknownIdError
from crossbearing.judgements import JOIN
from crossbearing.model import Claim, Dossier

if TYPE_CHECKING:
    from crossbearing.ledger import Ledger
    from crossbearing.redaction import Shield
    from crossbearing.switches import LeftOut, Narrow, Narrowed

Switches = tuple[Sequence[str] | None, Sequence[str] | None, Sequence[str] | None, bool]

_UNREDACTED = "UNREDACTED: protected names follow, for your eyes only; do not pass this on"


class Shown(Struct, frozen=True):
    """What may be shown, what switches left out of it, and the ids that stand for the ledger's own.

    ``narrowed`` tells what it was narrowed to, ``shield`` what is protected in ``whole``, the ledger.
    """

    dossier: Dossier
    left_out: "LeftOut | None" = None
    ids: Mapping[str, str] = {}
    narrowed: "Narrowed | None" = None
    shield: "Shield | None" = None
    whole: Dossier | None = None

    @property
    def seal(self) -> str:
        """What tells outputs under these marks from those under others; "" where nothing is protected."""
        return self.shield.seal if self.shield is not None else ""

    def held_over(self, state: Dossier) -> Dossier | None:
        """A state that was kept of what was shown under the same marks, as it may be shown today, or None."""
        if self.shield is None or self.whole is None:
            return state
        from crossbearing.redaction import held_over

        return held_over(state, self.whole, self.shield, self.ids)

    def key(self, key: str) -> str:
        """The ledger's own id of a thing that is shown by another one; of an id's beginning as well."""
        found = [real for real, other in self.ids.items() if key and other.startswith(key)]
        return found[0] if len(found) == 1 else key

    def target(self, target: str) -> str:
        """What a judgement is about, one thing or two, by the ids under which they are shown."""
        return JOIN.join(self.ids.get(part, part) for part in target.split(JOIN))

    def thing(self, thing: Any) -> Any:
        """One thing of the ledger as it may be shown; raises ``UnknownIdError`` where it may not."""
        key = self.ids.get(thing.id, thing.id)
        dossier = self.dossier
        lists = (dossier.reports, dossier.claims, dossier.questions, dossier.incidents, dossier.agreements)
        for things in (*lists, dossier.actors, dossier.places):
            for one in things:
                if one.id == key:
                    return one
        hint = "--unredacted shows it on this terminal"
        raise UnknownIdError("this is of a protected report, or rests on one", where=key, hint=hint)

    def of(self, things: Iterable[Claim]) -> list[Claim]:
        """Claims as they may be shown; those that may not are left out."""
        mine = {claim.id: claim for claim in self.dossier.claims}
        keys = (self.ids.get(thing.id, thing.id) for thing in things)
        return [mine[key] for key in keys if key in mine]


def shown(
    store: "Ledger",
    as_of: datetime | None = None,
    switches: Switches | None = None,
    *,
    narrow: "Narrow | None" = None,
    unredacted: bool = False,
    quiet: bool = False,
) -> Shown:
    """All that a ledger holds, for showing; what is withheld is said on standard error, unless ``quiet``.

    Names in ``switches`` and ``narrow`` are those of the ledger.
    """
    whole = store.dossier()
    if not _marked(whole):
        dossier, narrowed, left_out = _parted(seen(store, as_of, quiet=quiet), narrow, switches)
        return Shown(dossier, left_out, narrowed=narrowed)
    from crossbearing.redaction import Redacted, Shield, withhold

    shield = Shield(*([] if unredacted else [whole]))
    if unredacted:
        err(_UNREDACTED)
    gate.close(shield)
    dossier, narrowed, left_out = _parted(withhold(seen(store, as_of, quiet=quiet), shield), narrow, switches)
    redacted = Redacted(dossier, shield)
    if not quiet:
        _say(redacted.dossier)
    return Shown(
        redacted.dossier,
        redacted.left_out(left_out) if left_out is not None else None,
        redacted.ids,
        redacted.narrowed(narrowed) if narrowed is not None else None,
        shield,
        whole,
    )


def _parted(
    dossier: Dossier, choice: "Narrow | None", switches: Switches | None
) -> tuple[Dossier, "Narrowed | None", "LeftOut | None"]:
    """A dossier narrowed, then without what switches name; and what each of the two changed."""
    told = None
    if choice is not None:
        from crossbearing.switches import narrow, narrowed

        rest = narrow(dossier, choice)
        dossier, told = rest, narrowed(dossier, rest, choice)
    dossier, left_out = left(dossier, *(switches or (None, None, None, False)))
    return dossier, told, left_out


def both(
    one: tuple[Dossier, Dossier], other: tuple[Dossier, Dossier], *, unredacted: bool = False
) -> tuple[Dossier, Dossier]:
    """Two states, each given with its whole ledger, with what either ledger protects replaced in both."""
    (whole, was), (also, now) = one, other
    if not (_marked(whole) or _marked(also)):
        return was, now
    from crossbearing.redaction import Redacted, Shield

    if unredacted:
        err(_UNREDACTED)
    shield = Shield(*([] if unredacted else [whole, also]))
    gate.close(shield)
    return Redacted(was, shield).dossier, Redacted(now, shield).dossier


def own_ids(whole: Dossier) -> Shown:
    """The ids under which a ledger's things are shown; what is protected can no longer be printed."""
    if not _marked(whole):
        return Shown(whole)
    from crossbearing.redaction import Redacted, Shield

    shield = Shield(whole)
    gate.close(shield)
    redacted = Redacted(whole, shield)
    return Shown(redacted.dossier, None, redacted.ids)


def _marked(dossier: Dossier) -> bool:
    return any(item.mark is not None for item in dossier.assessments)


def _say(dossier: Dossier) -> None:
    told = dossier.redaction
    if told is not None and told.reports:
        whose = "a protected report" if told.reports == 1 else f"{told.reports:,} protected reports"
        changed = count(len(told.altered), "question") + f" answered otherwise, {told.lost:,} no longer asked"
        err(f"{count(told.withheld, 'claim')} of {whose} withheld; {changed}")
