"""Small clips written here: noise that moves, so that every frame differs."""

from __future__ import annotations

import struct
from pathlib import Path

import cv2
import numpy as np


def write_clip(
    path: Path, frames: int = 30, size: tuple[int, int] = (320, 240), fps: float = 30.0
) -> Path:
    """A clip whose frame n has the grey value 5 + n in its upper left corner."""
    code = "VP80" if path.suffix == ".webm" else "mp4v"
    writer = cv2.VideoWriter(str(path), cv2.CAP_FFMPEG, cv2.VideoWriter_fourcc(*code), fps, size)
    assert writer.isOpened()
    for number in range(frames):
        picture = np.full((size[1], size[0], 3), 128, dtype=np.uint8)
        picture[: size[1] // 2, : size[0] // 2] = 5 + 5 * (number % 40)
        writer.write(picture)
    writer.release()
    return path


def turn_upright(path: Path) -> None:
    """Write into an mp4 what a phone held upright writes: turn me by 90 degrees."""
    content = bytearray(path.read_bytes())
    at = content.index(b"tkhd") + 4
    matrix = at + 4 + 20 + 16  # version and flags, times and ids of version 0, layer and volume
    assert content[at] == 0
    whole = struct.unpack(">9i", content[matrix : matrix + 36])
    assert whole[0] == 1 << 16
    turned = (0, 1 << 16, 0, -(1 << 16), 0, 0, whole[6], whole[7], whole[8])
    content[matrix : matrix + 36] = struct.pack(">9i", *turned)
    path.write_bytes(bytes(content))


def make_uneven(path: Path, at: int) -> None:
    """Have an mp4 show every frame from the `at`th on for twice as long, as a phone in the dark."""
    content = bytearray(path.read_bytes())
    found = content.index(b"stts")
    entries, count, delta = struct.unpack(">3i", content[found + 8 : found + 20])
    assert entries == 1
    content[found + 8 : found + 20] = struct.pack(">5i", 2, at, delta, count - at, 2 * delta)
    for box in (b"stts", b"stbl", b"minf", b"mdia", b"trak", b"moov"):
        begin = content.rindex(box, 0, found + 4) - 4
        (size,) = struct.unpack(">i", content[begin : begin + 4])
        content[begin : begin + 4] = struct.pack(">i", size + 8)
    path.write_bytes(bytes(content))
