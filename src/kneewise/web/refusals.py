"""What the pages refuse that the journal never hears of."""

from __future__ import annotations

from kneewise.model.errors import UsageError


class TooMuchError(UsageError):
    """More than may be handed in at once."""


class BusyError(UsageError):
    """An import is on its way in this server."""


class NoRoomError(UsageError):
    """The disk can't take what is handed in."""


class TooManyGuessesError(UsageError):
    """Too many wrong passphrases; the next is looked at later."""


class OtherHomeError(UsageError):
    """A rating from a page of another home that was served at this address before."""
