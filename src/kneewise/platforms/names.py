"""File names from anywhere: made readable, and told apart from what is never an activity."""

from __future__ import annotations

import os
import zipfile
from contextlib import suppress
from functools import cache
from pathlib import PurePosixPath

_UTF8_FLAG = 0x800


def readable(name: str) -> str:
    """A file system's name as text that can be printed; undecodable bytes are read as Latin-1."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return os.fsencode(name).decode("latin-1")
    return name


def zip_name(info: zipfile.ZipInfo) -> str:
    """An entry's name with forward slashes; UTF-8 that was not declared is recognised.

    Archives without the UTF-8 flag are CP437 by the standard and UTF-8 in practice; what is not
    valid UTF-8 keeps its CP437 reading, which is readable even where it is wrong.
    """
    name = info.filename
    if not info.flag_bits & _UTF8_FLAG:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return name.replace("\\", "/")


def escapes(path: str) -> bool:
    """Whether a member's name points outside its archive (absolute, drive letter or `..`)."""
    parts = path.split("/")
    return path.startswith("/") or ".." in parts or (len(parts[0]) == 2 and parts[0][1] == ":")


def is_hidden(path: str) -> bool:
    """Whether any part is hidden or belongs to the Finder."""
    return any(part.startswith(".") or part == "__MACOSX" for part in path.split("/"))


def base(path: str) -> str:
    """The last part of a path."""
    return path.rsplit("/", 1)[-1]


def suffix(path: str) -> str:
    """The suffix in lower case, without `.gz`: `.fit` for `1.FIT.gz`, empty where there is none."""
    return PurePosixPath(without_gz(base(path).lower())).suffix


def without_gz(path: str) -> str:
    """The path without a final `.gz`."""
    return path[:-3] if path.lower().endswith(".gz") else path


def is_activity(path: str) -> bool:
    """Whether the suffix is one that a format reads, packed by gzip or not."""
    return suffix(path) in _format_suffixes()


def is_archive(path: str) -> bool:
    """Whether the suffix is that of a zip."""
    return path.lower().endswith(".zip")


def order(path: str) -> tuple[str, ...]:
    """The sort key that folders and zips share."""
    return tuple(path.split("/"))


@cache
def _format_suffixes() -> frozenset[str]:
    from kneewise import formats

    return frozenset(without_gz(each) for known in formats.FORMATS for each in known.suffixes)
