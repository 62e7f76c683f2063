"""What stands between a result and the world: everything printed or written passes here.

A ledger that is opened for showing closes the gate with what its marks protect; from then on bytes that
hold a protected name are refused, and lines on standard error are told with labels; with ``--unredacted``
nothing closes it.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crossbearing.redaction import Shield

_CLOSED: "list[Shield]" = []


def close(shield: "Shield") -> None:
    """From now on nothing that the shield protects leaves."""
    if shield:
        _CLOSED.append(shield)


def reopen() -> None:
    """Forget what was protected: another run begins, or the user asked to see it."""
    _CLOSED.clear()


def passed(data: bytes, where: str) -> bytes:
    """The bytes, if they may leave; raises ``ProtectionError`` where they hold a protected name."""
    if _CLOSED:
        from crossbearing.redaction import refuse_leaks

        for shield in _CLOSED:
            refuse_leaks(data, where, shield)
    return data


def told(text: str) -> str:
    """A line as it may be said."""
    for shield in _CLOSED:
        text = shield.told(text)
    return text
