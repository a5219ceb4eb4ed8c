"""FIT files as they lie in a file: one after the other, each with header, body and checksum.

What is wrong with a header, a size or a checksum is mended in memory and told; the bytes a
runner gave are never changed.
"""

from __future__ import annotations

from dataclasses import dataclass

from kneewise.formats.fit_scan import Scan, scan
from kneewise.model.problem import Problem

MAGIC = b".FIT"
_SHORT = 12
_LONG = 14
_CRC = 2
_PROTOCOL = 0x20


@dataclass(frozen=True, slots=True)
class Part:
    """One FIT file inside the bytes: `offset` of its header, `start` to `end` of its messages.

    `declared` is where the header says that the body ends; None where header, size or
    messages are damaged, so that the part must be mended before a strict reader takes it.
    """

    data: bytes
    offset: int
    start: int
    end: int
    declared: int | None
    scan: Scan

    @property
    def whole(self) -> bytes:
        """The part as it was written, with header and checksum."""
        stop = (self.declared or self.end) + _CRC
        if self.offset == 0 and stop == len(self.data):
            return self.data
        return self.data[self.offset : stop]

    def wrong_checksum(self, source: str) -> Problem | None:
        """The problem with a checksum of header or body; None where both hold."""
        if self.declared is None:
            return None  # told already, when its frame was read
        header = self.data[self.offset + _SHORT : self.start]
        if any(header) and not _holds(self.data, self.offset, self.offset + _SHORT):
            place = f"byte {self.offset + _SHORT}"
        elif not _holds(self.data, self.offset, self.declared):
            place = f"byte {self.declared}"
        else:
            return None
        message = "the checksum is wrong; the messages were read all the same, some may be false."
        return Problem(source, place, message)

    def mended(self) -> bytes:
        """The readable messages under a new header and a new checksum."""
        body = self.data[self.start : self.end]
        profile = self.data[self.offset + 2 : self.offset + 4]
        size = len(body).to_bytes(4, "little")
        plain = bytes((_SHORT, _PROTOCOL)) + profile + size + MAGIC + body
        return plain + checksum(plain).to_bytes(_CRC, "little")


def split(data: bytes, source: str) -> tuple[list[Part], list[Problem]]:
    """All FIT files in these bytes, in their order, and what was wrong with their frames."""
    parts: list[Part] = []
    problems: list[Problem] = []
    position = 0
    while position < len(data):
        if data[position + 8 : position + _SHORT] != MAGIC:
            found = _next_header(data, position + 1)
            stop = len(data) if found is None else found
            message = f"{stop - position} bytes here belong to no FIT file and were skipped."
            problems.append(Problem(source, f"byte {position}", message))
            position = stop
            continue
        part, position = _part(data, position, source, problems)
        parts.append(part)
    return parts, problems


def _part(data: bytes, offset: int, source: str, problems: list[Problem]) -> tuple[Part, int]:
    size = int.from_bytes(data[offset + 4 : offset + 8], "little")
    start = _body_start(data, offset)
    sound = start == offset + data[offset]
    if not sound:
        message = "the size of the FIT header is wrong; it was worked out from the content."
        problems.append(Problem(source, f"byte {offset}", message))
    stop = start + size
    if size and stop + _CRC <= len(data):
        found = scan(data, start, stop)
        whole = found.damage is None
        if _at_border(data, stop + _CRC) or (whole and _holds(data, offset, stop)):
            if found.damage is not None:
                problems.append(_damaged(source, found))
            declared = stop if sound and found.damage is None else None
            return Part(data, offset, start, found.end, declared, found), stop + _CRC
    return _unmeasured(data, offset, start, (source, problems))


def _unmeasured(
    data: bytes, offset: int, start: int, told: tuple[str, list[Problem]]
) -> tuple[Part, int]:
    """A part whose size field does not fit the bytes: cut off, never finished, or wrong."""
    source, problems = told
    border = _next_header(data, start)
    stop = len(data) if border is None else border
    found = scan(data, start, stop)
    if found.damage is not None and stop - found.end == _CRC:
        found.damage = None  # the two bytes left over are a checksum
        message = "the size in the FIT header is wrong; all messages were read."
        problems.append(Problem(source, f"byte {offset + 4}", message))
    elif found.damage is not None:
        problems.append(_damaged(source, found))
    else:
        message = "the file ends before its checksum; all messages before that were read."
        problems.append(Problem(source, f"byte {found.end}", message))
    return Part(data, offset, start, found.end, None, found), stop


def _damaged(source: str, found: Scan) -> Problem:
    message = (
        f"{found.damage}; {found.record_count} records before it were read, the rest is lost. "
        "A fresh download from the watch or its website may be whole."
    )
    return Problem(source, f"byte {found.end}", message)


def _body_start(data: bytes, offset: int) -> int:
    """Where the messages begin: behind a header of 12 or 14 bytes, whatever its size says."""
    claimed = data[offset]
    sizes: tuple[int, ...] = (claimed,) if claimed in (_SHORT, _LONG) else ()
    for size in (*sizes, _LONG, _SHORT):
        first = data[offset + size : offset + size + 3]
        if len(first) == 3 and first[0] & 0xF0 == 0x40 and first[2] in (0, 1):
            return offset + size
    return offset + (claimed if sizes else _SHORT)


def _holds(data: bytes, start: int, stop: int) -> bool:
    """Whether the two bytes at `stop` are the checksum of those before."""
    return data[stop : stop + _CRC] == checksum(data[start:stop]).to_bytes(_CRC, "little")


def _at_border(data: bytes, position: int) -> bool:
    return position == len(data) or data[position + 8 : position + _SHORT] == MAGIC


def _next_header(data: bytes, position: int) -> int | None:
    """The next place with the magic word behind a header size that can be, or None."""
    at = data.find(MAGIC, position + 8)
    while at >= 0:
        if at - 8 >= position and data[at - 8] in (_SHORT, _LONG):
            return at - 8
        at = data.find(MAGIC, at + 1)
    return None


_NIBBLES = (
    0x0000, 0xCC01, 0xD801, 0x1400, 0xF001, 0x3C00, 0x2800, 0xE401,
    0xA001, 0x6C00, 0x7800, 0xB401, 0x5000, 0x9C01, 0x8801, 0x4400,
)  # fmt: skip


def _step(value: int) -> int:
    value = (value >> 4) ^ _NIBBLES[value & 0x0F]
    return (value >> 4) ^ _NIBBLES[value & 0x0F]


_TABLE = tuple(_step(value) for value in range(256))


def checksum(data: bytes) -> int:
    """The 16-bit checksum of the FIT protocol."""
    value = 0
    table = _TABLE
    for byte in data:
        value = (value >> 8) ^ table[(value ^ byte) & 0xFF]
    return value
