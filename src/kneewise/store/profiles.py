"""A run's profile as bytes and back: a short JSON head, then the columns as float64.

3,000 of them are read in a fraction of a second, because a column is a view on the bytes.
"""

from __future__ import annotations

import json
import struct

import numpy as np
from numpy.typing import NDArray

from kneewise.model.profile import BIN_COLUMNS, MINUTE_COLUMNS, SEGMENT_COLUMNS, RunProfile

_PARTS = (
    ("segments", tuple(SEGMENT_COLUMNS)),
    ("bins", tuple(BIN_COLUMNS)),
    ("minutes", tuple(MINUTE_COLUMNS)),
)
_HEAD = struct.Struct("<I")


def pack_profile(profile: RunProfile) -> bytes:
    """The profile as bytes; equal profiles give equal bytes."""
    blocks: list[bytes] = []
    lengths: list[int] = []
    for part, names in _PARTS:
        columns = getattr(profile, part)
        lengths.append(len(columns[names[0]]))
        blocks.extend(np.ascontiguousarray(columns[name], dtype="<f8").tobytes() for name in names)
    head = json.dumps(
        [
            lengths,
            profile.distance_km,
            profile.moving_s,
            profile.elapsed_s,
            profile.walk_km,
            profile.missing,
            profile.altitude_source,
            profile.temperature_c,
        ]
    ).encode()
    head += b" " * (-(len(head) + _HEAD.size) % 8)
    return _HEAD.pack(len(head)) + head + b"".join(blocks)


def unpack_profile(packed: bytes) -> RunProfile:
    """The profile of `pack_profile`; its columns can't be written to. Raises ValueError."""
    (size,) = _HEAD.unpack_from(packed)
    at = _HEAD.size + size
    lengths, distance, moving, elapsed, walk, missing, altitude, temperature = json.loads(
        packed[_HEAD.size : at]
    )
    values = np.frombuffer(packed, dtype="<f8", offset=at)
    parts: dict[str, dict[str, NDArray[np.float64]]] = {}
    row = 0
    for (part, names), length in zip(_PARTS, lengths, strict=True):
        block = values[row : row + len(names) * length].reshape(len(names), length)
        parts[part] = dict(zip(names, block, strict=True))
        row += len(names) * length
    return RunProfile(
        distance_km=distance,
        moving_s=moving,
        elapsed_s=elapsed,
        walk_km=walk,
        segments=parts["segments"],
        bins=parts["bins"],
        minutes=parts["minutes"],
        missing=tuple(missing),
        altitude_source=altitude,
        temperature_c=temperature,
    )
