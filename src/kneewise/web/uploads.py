"""Files of a form straight to disk: what is in memory is one piece, however much is sent.

The framework keeps the first megabyte of every file in memory, which for thousands of small
files is all of it; so the same parser writes here. Names are kept as labels and never as paths.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from fastapi import Request
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.concurrency import run_in_threadpool

from kneewise.model.errors import UsageError
from kneewise.model.words import say
from kneewise.web.refusals import TooMuchError

if TYPE_CHECKING:
    from python_multipart.multipart import MultipartCallbacks

PIECE_BYTES = 1 << 20
"""Gathered before it is parsed and written in a thread; a thread for each 64 KB costs more than
the writing (our choice)."""

MOST_FIELDS = 20
LONGEST_FIELD = 1024
"""What a form with files says beside them is a few short words."""

LONGEST_NAME_BYTES = 16 * 1024
"""A header that is longer is refused; what is shorter is cut when it becomes a label."""

_UNUSUAL = re.compile(r"[^\w .,()-]+")
"""What stays is what may name a map, too (`store/maps.py`)."""

KEPT_NAME_BYTES = 160
"""Our choice: a file's name may have 255 on every disk, and ours get a word in front."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one upload may be."""

    total_bytes: int
    files: int


async def receive(
    request: Request,
    place: Callable[[int], Path],
    limits: Limits,
    fields: dict[str, str] | None = None,
) -> list[tuple[str, Path]]:
    """Write every file of a form to `place(number)`; (name as it came, where it lies).

    Where `fields` is given, what else the form says is put into it, a kilobyte a field at most.

    Raises TooMuchError as soon as a limit is passed, UsageError for what is no form with files,
    OSError where the disk refuses. What was written stays; the caller removes the place.
    """
    said = request.headers.get("content-length", "")
    if said.isdecimal() and int(said) > limits.total_bytes:
        raise _too_large(limits)
    form = _Form(_parser_of(request), place, limits, {} if fields is None else fields)
    try:
        gathered = bytearray()
        async for chunk in request.stream():
            gathered += chunk
            if len(gathered) >= PIECE_BYTES:
                await run_in_threadpool(form.write, bytes(gathered))
                gathered.clear()
        await run_in_threadpool(form.write, bytes(gathered))
        return form.finished()
    except FormParserError as error:
        raise _no_form() from error
    finally:
        form.close()


def _parser_of(request: Request) -> Callable[[MultipartCallbacks], MultipartParser]:
    kind, options = parse_options_header(request.headers.get("content-type", ""))
    boundary = options.get(b"boundary")
    if kind != b"multipart/form-data" or not boundary:
        raise _no_form()

    def made(callbacks: MultipartCallbacks) -> MultipartParser:
        try:
            return MultipartParser(boundary, callbacks, max_header_size=LONGEST_NAME_BYTES)
        except FormParserError as error:
            raise _no_form() from error

    return made


def kept_name(label: str, otherwise: str) -> str:
    """What is left of a file's own name, for sentences and its ending; never a place.

    Letters, digits and - _ . , ( ) and spaces stay, of a long name its end; `otherwise` where
    nothing does.
    """
    last = label.replace("\\", "/").rpartition("/")[2]
    clean = _UNUSUAL.sub("_", last).encode()[-KEPT_NAME_BYTES:].decode(errors="ignore")
    return clean.strip(". ") or otherwise


class _Form:
    """One form on its way: the file being written, and those that stand."""

    def __init__(
        self,
        parser: Callable[[MultipartCallbacks], MultipartParser],
        place: Callable[[int], Path],
        limits: Limits,
        fields: dict[str, str],
    ) -> None:
        self._fields = fields
        self._field: str | None = None
        self._place = place
        self._limits = limits
        self._total = 0
        self._files: list[tuple[str, Path]] = []
        self._header = (bytearray(), bytearray())
        self._disposition = b""
        self._open: IO[bytes] | None = None
        self._ended = False
        self._parser = parser(
            {
                "on_part_begin": self._part_begins,
                "on_header_field": lambda data, start, end: self._header[0].extend(data[start:end]),
                "on_header_value": lambda data, start, end: self._header[1].extend(data[start:end]),
                "on_header_end": self._header_ends,
                "on_headers_finished": self._headers_end,
                "on_part_data": self._data,
                "on_part_end": self.close,
                "on_end": self._end,
            }
        )

    def write(self, piece: bytes) -> None:
        """Parse one piece of the body and write what it holds."""
        self._total += len(piece)
        if self._total > self._limits.total_bytes:
            raise _too_large(self._limits)
        self._parser.write(piece)

    def finished(self) -> list[tuple[str, Path]]:
        """All files, the form being whole; a field in which no file was chosen is none."""
        self._parser.finalize()
        if not self._ended:
            raise _no_form()
        return [(name, path) for name, path in self._files if name or path.stat().st_size]

    def close(self) -> None:
        """Let go of the file being written."""
        if self._open is not None:
            self._open.close()
            self._open = None

    def _part_begins(self) -> None:
        self._disposition = b""
        self._field = None

    def _header_ends(self) -> None:
        field, value = self._header
        if bytes(field).lower() == b"content-disposition":
            self._disposition = bytes(value)
        self._header = (bytearray(), bytearray())

    def _headers_end(self) -> None:
        _, options = parse_options_header(self._disposition)
        name = options.get(b"filename")
        if name is None:
            if len(self._fields) < MOST_FIELDS:
                self._field = _text(options.get(b"name", b""))
                self._fields[self._field] = ""
            return
        if len(self._files) >= self._limits.files:
            raise TooMuchError(
                say("kneewise.web", "upload.too_many", count=f"{self._limits.files:,}")
            )
        path = self._place(len(self._files))
        self._open = path.open("xb")
        self._files.append((_text(name), path))

    def _data(self, data: bytes, start: int, end: int) -> None:
        if self._open is not None:
            self._open.write(data[start:end])
        elif self._field is not None and len(self._fields[self._field]) < LONGEST_FIELD:
            self._fields[self._field] += _text(data[start:end])

    def _end(self) -> None:
        self._ended = True


def _text(name: bytes) -> str:
    try:
        return name.decode()
    except UnicodeDecodeError:
        return name.decode("latin-1")


def _too_large(limits: Limits) -> TooMuchError:
    size = f"{limits.total_bytes / 1024**3:.3g} GB"
    return TooMuchError(say("kneewise.web", "upload.too_large", size=size))


def _no_form() -> UsageError:
    return UsageError(say("kneewise.web", "upload.no_form"))
