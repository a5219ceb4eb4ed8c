"""What is raised when a command cannot be carried out. What is wrong with data is returned."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class KneewiseError(Exception):
    """A sentence for the person at the keyboard: what went wrong and what to do.

    Raised for misuse and for a home that cannot be written; never for a damaged file of a
    runner, which is returned as a `Problem`. `exit_code` is what the command line ends with.
    """

    exit_code = 1


class UsageError(KneewiseError):
    """The question itself cannot be answered as it was put."""

    exit_code = 2


class NotFoundError(KneewiseError):
    """The run, shoe or study that was named does not exist."""

    exit_code = 3


class StoreBusyError(KneewiseError):
    """Another process holds the home's write lock."""

    exit_code = 4


class StoreError(KneewiseError):
    """The home cannot be read or written (full disk, read-only, newer version)."""

    exit_code = 5


class MissingExtraError(KneewiseError):
    """A part of kneewise that is installed on demand is not there."""

    exit_code = 6


class MapError(KneewiseError):
    """A map file cannot be read, or a map cannot be fetched."""

    exit_code = 7


class ClipError(KneewiseError):
    """A clip cannot be read, or holds no running that can be measured."""

    exit_code = 8


@contextmanager
def needs_extra(extra: str) -> Iterator[None]:
    """Around the import of what an extra brings: what is missing says its install line.

    Raises MissingExtraError; what is missing of our own is a fault and passes as it is.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        missing = error.name or extra
        if missing.partition(".")[0] == "kneewise":
            raise
        raise MissingExtraError(
            f"kneewise needs {missing} for this: pip install 'kneewise[{extra}]'"
        ) from error
