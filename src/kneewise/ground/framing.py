"""How a PBF file is laid out: blocks one after the other, each said to be so many bytes long.

osmium decodes the blocks; this only walks over their heads, so that a file cut short or of
another kind is known in a moment and with its place, before anything is built from it.
(Format: wiki.openstreetmap.org/wiki/PBF_Format.)
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import IO

from kneewise.model.errors import MapError

_LARGEST_HEAD = 64 * 1024  # the format's own limits
_LARGEST_BLOCK = 32 * 1024 * 1024
_TYPE, _SIZE = 0x0A, 0x18  # protobuf keys of BlobHeader.type and .datasize


def check_framing(file: Path) -> int:
    """How many data blocks a PBF file holds; all are there in full.

    Raises MapError with the file and the byte where it is not what it should be.
    """
    if file.is_dir():
        raise MapError(f"{file} is a folder; name the .osm.pbf file in it.")
    try:
        size = file.stat().st_size
        with file.open("rb") as opened:
            kinds = list(_kinds(file, opened, size))
    except OSError as error:
        raise MapError(f"{file} cannot be read: {error.strerror}.") from error
    if not kinds:
        raise MapError(f"{file} is empty.")
    return kinds.count("OSMData")


def _kinds(file: Path, opened: IO[bytes], size: int) -> Iterator[str]:
    """The kind of every block in turn."""
    at = 0
    while at < size:
        head = opened.read(4)
        length = int.from_bytes(head, "big")
        if at == 0 and not 0 < length <= _LARGEST_HEAD:
            raise MapError(_not_one(file, head + opened.read(60)))
        content = opened.read(length) if 0 < length <= _LARGEST_HEAD else b""
        if len(head) < 4 or (len(content) < length and at + 4 + length > size):
            raise _cut(file, size)
        kind, block = _head(content)
        if at == 0 and kind != "OSMHeader":
            raise MapError(_not_one(file, head + content[:60]))
        if kind is None or not 0 <= block <= _LARGEST_BLOCK:
            raise MapError(f"{file} is damaged at byte {at}: no block begins there. Get it again.")
        at += 4 + length + block
        if at > size:
            raise _cut(file, size)
        opened.seek(at)
        yield kind


def _head(content: bytes) -> tuple[str | None, int]:
    """(kind, size of the block) of a block's head; (None, -1) for what is none."""
    kind, block, at = None, -1, 0
    try:
        while at < len(content):
            key, at = content[at], at + 1
            number, at = _varint(content, at)
            if key == _SIZE:
                block = number
            elif key & 7 == 2:  # bytes of that length
                if key == _TYPE:
                    kind = content[at : at + number].decode("ascii")
                at += number
            else:
                return None, -1
    except (IndexError, UnicodeDecodeError):
        return None, -1
    return (kind, block) if block >= 0 else (None, -1)


def _varint(content: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = content[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return value, at
        if shift > 63:
            raise IndexError


def _cut(file: Path, size: int) -> MapError:
    return MapError(
        f"{file} is cut short: it ends at byte {size} in the middle of a block. Get it again."
    )


def _not_one(file: Path, start: bytes) -> str:
    text = start.lstrip(b"\xef\xbb\xbf \r\n\t")
    if text.startswith((b"<?xml", b"<osm")):
        return (
            f"{file} is XML from its first byte, not PBF: get the .osm.pbf of the place, or "
            "convert it with `osmium cat`."
        )
    return f"{file} is not an OpenStreetMap file (.osm.pbf): its first bytes say something else."
