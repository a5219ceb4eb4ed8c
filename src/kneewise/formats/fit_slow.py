"""FIT records by fitdecode: pure Python, about fifty times slower, forgiving.

It reads what the fast decoder refuses or cannot tell apart (compressed speed and distance,
developer fields named like native ones), and it is the oracle of the tests.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterable
from typing import Protocol

import numpy as np

from kneewise.formats.fit_decoded import FIT_EPOCH_S, NATIVE, Column, Decoded
from kneewise.formats.fit_parts import Part
from kneewise.formats.fit_scan import HR, RECORD, SMALL, TIMESTAMP, Message
from kneewise.model.problem import Problem


def decode(part: Part, source: str) -> Decoded:
    """Everything fitdecode yields of a part before its first error, and that error.

    Values of a field that stands twice in a record are the first known one; a second developer
    field of the same name is called `NAME 2`.
    """
    import fitdecode

    wrong = part.wrong_checksum(source)
    whole = part.whole if part.declared is not None and wrong is None else part.mended()
    table = _Table()
    problems = [] if wrong is None else [wrong]
    end = 0
    reader = fitdecode.FitReader(
        io.BytesIO(whole),
        processor=None,
        check_crc=fitdecode.CrcCheck.DISABLED,
        error_handling=fitdecode.ErrorHandling.IGNORE,
        keep_raw_chunks=True,
    )
    try:
        for frame in reader:
            end = frame.chunk.offset + len(frame.chunk.bytes)
            if frame.frame_type == fitdecode.FIT_FRAME_DATA:
                table.take(frame)
    except (
        # fitdecode meets malformed values with whatever Python raises there
        fitdecode.FitError,
        ArithmeticError,
        AssertionError,
        AttributeError,
        LookupError,
        TypeError,
        ValueError,
        struct.error,
    ) as error:
        place = f"byte {part.offset + end}"
        message = f"{table.count} records were read up to here, the rest cannot be read ({error})."
        problems.append(Problem(source, place, message))
    return table.decoded(tuple(problems))


class _FieldDefinition(Protocol):
    is_dev: bool
    dev_data_index: int
    def_num: int


class _Profile(Protocol):
    name: str | None


class _Field(Protocol):
    """What is used of fitdecode's FieldData."""

    name: str
    value: object
    raw_value: object
    field: _Profile | None
    field_def: _FieldDefinition | None


class _Frame(Protocol):
    """What is used of fitdecode's FitDataMessage."""

    global_mesg_num: int
    fields: Iterable[_Field]


class _Table:
    """Rows as they come, columns when they are asked for."""

    def __init__(self) -> None:
        self.count = 0
        self._native: dict[str, dict[int, float]] = {}
        self._dev: dict[tuple[str, int, int], dict[int, float]] = {}
        self._messages: dict[int, list[Message]] = {}

    def take(self, frame: _Frame) -> None:
        """Keep one data message, if it is of a kind that is kept."""
        number = frame.global_mesg_num
        if number == RECORD:
            for field in frame.fields:
                self._keep(field)
            self.count += 1
        elif number in SMALL:
            self._messages.setdefault(number, []).append({} if number == HR else _small(frame))

    def _keep(self, field: _Field) -> None:
        value = field.value
        if field.field_def is not None and field.field_def.is_dev:
            definition = field.field_def
            if isinstance(value, int | float) and field.field is not None and field.field.name:
                key = (str(field.field.name), definition.dev_data_index, definition.def_num)
                self._dev.setdefault(key, {}).setdefault(self.count, value)
            return
        if field.name not in NATIVE:
            return
        if field.name == "timestamp" and isinstance(field.raw_value, int | float):
            value = field.raw_value + FIT_EPOCH_S
        elif field.name in {"position_lat", "position_long"}:
            value = field.raw_value
        if isinstance(value, int | float):
            self._native.setdefault(field.name, {}).setdefault(self.count, value)

    def decoded(self, problems: tuple[Problem, ...]) -> Decoded:
        """All rows as columns."""
        dev: dict[str, Column] = {}
        for (name, _, _), rows in self._dev.items():
            times = sum(1 for other in dev if other == name or other.startswith(f"{name} "))
            dev[name if name not in dev else f"{name} {times + 1}"] = self._column(rows)
        native = {name: self._column(rows) for name, rows in self._native.items()}
        return Decoded(self.count, native, dev, self._messages, problems)

    def _column(self, rows: dict[int, float]) -> Column:
        column = np.full(self.count, np.nan)
        column[list(rows.keys())] = list(rows.values())
        return column


def _small(frame: _Frame) -> Message:
    message: Message = {}
    for field in frame.fields:
        value = field.raw_value
        if field.field_def is None:
            if field.name == "timestamp" and isinstance(value, int | float):
                message[TIMESTAMP] = value
        elif not field.field_def.is_dev and isinstance(value, int | float | str) and value != "":
            message.setdefault(field.field_def.def_num, value)
    return message
