"""The structure of one FIT file: where its messages stand, what they define, where it breaks.

The few small messages (session, lap, event, activity ...) are unpacked here to raw values by
field number; records are only counted and measured, a decoder reads them. Layout after the
FIT protocol 2.0: a one-byte header a message, definitions before data.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from functools import lru_cache

RECORD = 20
FIELD_DESCRIPTION = 206
HR = 132
SMALL = frozenset({0, 12, 18, 19, 21, 23, 34, HR, FIELD_DESCRIPTION})
"""file_id, sport, session, lap, event, device_info, activity, field_description; hr is counted."""

TIMESTAMP = 253

# base type: (struct code, size, invalid values). FIT protocol, table of base types.
BASE_TYPES: dict[int, tuple[str, int, tuple[int, ...]]] = {
    0x00: ("B", 1, (0xFF,)),
    0x01: ("b", 1, (0x7F,)),
    0x02: ("B", 1, (0xFF,)),
    0x83: ("h", 2, (0x7FFF,)),
    0x84: ("H", 2, (0xFFFF,)),
    0x85: ("i", 4, (0x7FFFFFFF,)),
    0x86: ("I", 4, (0xFFFFFFFF,)),
    0x07: ("s", 1, ()),
    0x88: ("f", 4, ()),
    0x89: ("d", 8, ()),
    0x0A: ("B", 1, (0x00,)),
    0x8B: ("H", 2, (0x0000,)),
    0x8C: ("I", 4, (0x00000000,)),
    0x0D: ("B", 1, (0xFF,)),
    0x8E: ("q", 8, (0x7FFFFFFFFFFFFFFF,)),
    0x8F: ("Q", 8, (0xFFFFFFFFFFFFFFFF,)),
    0x90: ("Q", 8, (0x0000000000000000,)),
}

Value = int | float | str
Message = dict[int, Value]
"""One small message: raw values by field number; invalid ones and arrays are left out."""


@dataclass(frozen=True, slots=True)
class Definition:
    """One definition message: what the data messages that follow look like."""

    message: int
    big_endian: bool
    fields: tuple[tuple[int, int, int], ...]
    """(field number, size in bytes, base type)"""
    dev_fields: tuple[tuple[int, int, int], ...]
    """(field number, size in bytes, developer index)"""
    size: int
    """of one data message without its header byte"""
    regular: bool
    """Whether every field is of a known type and a whole number of values long."""


@dataclass(slots=True)
class Scan:
    """What stands in the body of one FIT file.

    `end` is the byte after the last whole message, counted from the start of the scanned
    bytes; `damage` says what is wrong there, None when the body ended where it should.
    """

    end: int = 0
    damage: str | None = None
    record_count: int = 0
    messages: dict[int, list[Message]] = field(default_factory=dict)
    record_definitions: list[Definition] = field(default_factory=list)
    regular: bool = True
    timed_by_header: bool = False
    """Whether a small message has its time in the message header."""

    def of(self, number: int) -> list[Message]:
        """The small messages of one kind, in the order of the file."""
        return self.messages.get(number, [])


class _DamageError(Exception):
    """The bytes stop making sense here; never leaves this module."""


def scan(data: bytes, start: int, stop: int) -> Scan:
    """Walk the messages of `data[start:stop]` up to the first that is cut off or undefined."""
    found = Scan(end=start)
    local: dict[int, Definition] = {}
    position = start
    try:
        while position < stop:
            header = data[position]
            if header & 0xC0 == 0x40:
                definition, position = _define(data, position, stop)
                local[header & 0x0F] = definition
                _note(found, definition)
            else:
                position = _data(data, position, stop, local, found)
            found.end = position
    except _DamageError as damage:
        found.damage = str(damage)
    return found


def _note(found: Scan, definition: Definition) -> None:
    found.regular = found.regular and definition.regular
    if definition.message == RECORD:
        found.record_definitions.append(definition)


def _data(data: bytes, position: int, stop: int, local: dict[int, Definition], found: Scan) -> int:
    header = data[position]
    number = (header >> 5) & 0x03 if header & 0x80 else header & 0x0F
    definition = local.get(number)
    if definition is None:
        raise _DamageError(f"message of the undefined kind {number}")
    step = definition.size + 1
    if definition.message == RECORD:
        first = position
        while position + step <= stop and data[position] == header:
            position += step
        found.record_count += (position - first) // step
        if position == first:
            raise _DamageError("the file is cut off inside a record")
        return position
    if position + step > stop:
        raise _DamageError("the file is cut off inside a message")
    if definition.message in SMALL:
        found.timed_by_header = found.timed_by_header or bool(header & 0x80)
        message = {} if definition.message == HR else _unpack(data, position + 1, definition)
        found.messages.setdefault(definition.message, []).append(message)
    return position + step


def _define(data: bytes, position: int, stop: int) -> tuple[Definition, int]:
    end = position + 6
    if end <= stop:
        end += 3 * data[position + 5]
    if data[position] & 0x20 and end < stop:
        end += 1 + 3 * data[end]
    elif data[position] & 0x20:
        end = stop + 1
    if end > stop:
        raise _DamageError("the file is cut off inside a definition")
    definition = _definition(data[position] & 0x20 != 0, data[position + 1 : end])
    if definition is None:
        raise _DamageError("a definition has a field without a size")
    return definition, end


@lru_cache(maxsize=1024)
def _definition(has_dev_fields: bool, raw: bytes) -> Definition | None:  # noqa: FBT001
    """What a definition says, without its header byte; None for a field without a size.

    Files of one device repeat the same few, so that each is taken apart once.
    """
    big_endian = raw[1] != 0
    message = int.from_bytes(raw[2:4], "big" if big_endian else "little")
    last = 5 + 3 * raw[4]
    fields = tuple((raw[at], raw[at + 1], raw[at + 2]) for at in range(5, last, 3))
    dev = range(last + 1, len(raw), 3) if has_dev_fields else ()
    dev_fields = tuple((raw[at], raw[at + 1], raw[at + 2]) for at in dev)
    sizes = [size for _, size, _ in (*fields, *dev_fields)]
    if 0 in sizes:
        return None
    regular = all(
        base in BASE_TYPES and size % BASE_TYPES[base][1] == 0 for _, size, base in fields
    )
    return Definition(message, big_endian, fields, dev_fields, sum(sizes), regular)


def _unpack(data: bytes, start: int, definition: Definition) -> Message:
    message: Message = {}
    order = ">" if definition.big_endian else "<"
    for number, size, base in definition.fields:
        code, width, invalid = BASE_TYPES.get(base, ("", 0, ()))
        if code == "s":
            text = data[start : start + size].split(b"\0", 1)[0].decode("utf-8", "replace")
            if text:
                message[number] = text
        elif size == width:
            value = struct.unpack_from(order + code, data, start)[0]
            if value not in invalid and value == value:  # noqa: PLR0124 (NaN is not itself)
                message[number] = value
        start += size
    return message
