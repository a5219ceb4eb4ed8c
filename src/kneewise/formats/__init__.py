"""Bytes to Recording: one file a format, one contract test for all."""

from __future__ import annotations

import gzip
import io
import zlib
from importlib import import_module
from pkgutil import iter_modules

from kneewise.formats.format import Format, refused
from kneewise.model.recording import ReadResult

__all__ = ["FORMATS", "FORMAT_VERSION", "Format", "find_formats", "read"]

FORMAT_VERSION = 1
"""Raised whenever the same bytes give other recordings than before."""

UNPACKED_LIMIT = 1 << 30
"""Bytes that a gzipped file may unpack to: 1 GiB, 60 h of the chattiest watch; our choice."""

RATIO_LIMIT = 200
"""Times its size that a gzipped file may unpack to; XML tracks reach 40, DEFLATE ends at 1032."""

_RATIO_FREE = 64 << 20  # below this many bytes the ratio does not matter
_HEAD = 4096
_STEP = 1 << 20
_GZIP = b"\x1f\x8b"


def find_formats() -> tuple[Format, ...]:
    """The formats of this package: the `FORMAT` of every module that has one, by name."""
    modules = (import_module(f"{__name__}.{info.name}") for info in iter_modules(__path__))
    found = (getattr(module, "FORMAT", None) for module in modules)
    return tuple(sorted((f for f in found if isinstance(f, Format)), key=lambda f: f.name))


FORMATS: tuple[Format, ...] = find_formats()


def read(data: bytes, name: str) -> ReadResult:
    """Recordings of one file, whatever its format, gzipped or not; never raises for bad data.

    The content decides, not the name; `name` is the source that problems carry. What is wrong
    with the file as a whole stands in the result's `problems`, what is wrong with one recording
    in that recording's. A file that is refused (empty, unknown, not an activity, an XML or
    gzip bomb) has no recording and a fatal problem.
    """
    if not data:
        return refused(name, "whole file", "the file is empty. Copy it from the watch again.")
    if data[:2] == _GZIP:
        unpacked = _gunzip(data)
        if isinstance(unpacked, str):
            return refused(name, "whole file", unpacked)
        data = unpacked
        if not data:
            return refused(name, "whole file", "the gzipped file holds nothing.")
    head = data[:_HEAD]
    for known in FORMATS:
        if known.identify(head, name):
            return known.read(data, name)
    kinds = ", ".join(known.name.upper() for known in FORMATS)
    message = f"this is no file that can be read ({kinds}, each also gzipped)."
    return refused(name, "whole file", message)


def _gunzip(data: bytes) -> bytes | str:
    """The unpacked bytes, or the sentence that says why they are refused."""
    limit = min(UNPACKED_LIMIT, max(_RATIO_FREE, RATIO_LIMIT * len(data)))
    unpacked = bytearray()
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
            while piece := stream.read(_STEP):
                unpacked += piece
                if len(unpacked) > limit:
                    return (
                        f"it unpacks to more than {limit >> 20} MiB and was refused as a "
                        "decompression bomb."
                    )
    except (OSError, EOFError, zlib.error) as error:
        return f"the gzipped file is damaged ({error}). Download it again."
    return bytes(unpacked)
