"""FIT records by fitfast (Rust, columnar); everything it cannot do goes to the slow decoder."""

from __future__ import annotations

import re
from collections.abc import Mapping

import fitfast
import numpy as np

from kneewise.formats import fit_slow
from kneewise.formats.fit_decoded import NATIVE, Column, Decoded
from kneewise.formats.fit_parts import Part
from kneewise.formats.fit_scan import BASE_TYPES, FIELD_DESCRIPTION, Scan
from kneewise.model.problem import Problem

_COMPRESSED_SPEED_DISTANCE = 8
_PROFILE_NAME = re.compile(r"[a-z0-9_]+")


def decode(part: Part, source: str) -> Decoded:
    """Records by fitfast, small messages by the scan; damaged parts are mended first.

    Where fitfast refuses, panics or would mix columns up, the part is read by fitdecode.
    """
    found = part.scan
    names = _dev_names(found)
    if names is None or not _suits(found):
        return fit_slow.decode(part, source)
    problems: tuple[Problem, ...] = ()
    columns: Mapping[str, Column] | None = {}
    if found.record_count:
        columns = _records(part.whole) if part.declared is not None else None
        if columns is None:
            wrong = part.wrong_checksum(source)
            problems = () if wrong is None else (wrong,)
            columns = _records(part.mended())
    elif (wrong := part.wrong_checksum(source)) is not None:
        problems = (wrong,)
    if columns is None or any(len(c) != found.record_count for c in columns.values()):
        return fit_slow.decode(part, source)
    native = {name: columns[name] for name in NATIVE & columns.keys()}
    dev = {name: columns[name] for name in names if name in columns}
    return Decoded(found.record_count, native, dev, found.messages, problems)


def _suits(found: Scan) -> bool:
    """Whether fitfast reads such a file rightly (0.1.0, each seen in a real or mutated file).

    It panics on unknown base types, leaves compressed speed and distance out; the scan does
    not resolve small messages timed by their header.
    """
    compressed = any(
        number == _COMPRESSED_SPEED_DISTANCE
        for definition in found.record_definitions
        for number, _, _ in definition.fields
    )
    return found.regular and not compressed and not found.timed_by_header


def _dev_names(found: Scan) -> tuple[str, ...] | None:
    """Names of the records' developer fields; None where a name stands for two columns.

    None also where a description has an unknown base type, at which fitfast panics.
    """
    described: dict[tuple[object, object], str] = {}
    for message in found.of(FIELD_DESCRIPTION):
        key = (message.get(0), message.get(1))
        name = str(message.get(3, ""))
        if described.setdefault(key, name) != name or message.get(2) not in BASE_TYPES:
            return None
    used = {
        (index, number)
        for definition in found.record_definitions
        for number, _, index in definition.dev_fields
    }
    names = [described.get(key, "") for key in sorted(used)]
    if "" in names or len(set(names)) < len(names) or any(map(_is_native, names)):
        return None
    return tuple(names)


def _is_native(name: str) -> bool:
    if not _PROFILE_NAME.fullmatch(name):
        return False
    from fitdecode import profile

    record = profile.MESSAGE_TYPES[20]
    return name.startswith("unknown_") or name in {f.name for f in record.fields.values()}


def _records(whole: bytes) -> Mapping[str, Column] | None:
    try:
        columns: Mapping[str, Column] = fitfast.records(whole, degrees=False)
    except fitfast.FitDecodeError:
        return None
    except BaseException as fault:  # a Rust panic has no class that could be imported
        if type(fault).__name__ != "PanicException":
            raise
        return None
    return {name: np.asarray(column, dtype=np.float64) for name, column in columns.items()}
