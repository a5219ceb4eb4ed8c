"""How fast a clip is looked at, and whether memory grows with its length.

    uv run python benchmarks/form.py CLIP --model pose_landmarker_full.task --times 1 10

Writes the clip that many times in a row, looks at it as `kneewise form` does, and prints frames a
second, frames a second of processor time, and the largest memory of the process that looks.
"""

from __future__ import annotations

import argparse
import threading
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

from kneewise.body.form.apart import run_apart
from kneewise.body.form.opencv import load_opencv
from kneewise.body.form.reading import frames_of, look_at
from kneewise.body.form.watching import Watched

EVERY_S = 0.1


def main() -> None:
    """One line a length."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("clip", type=Path)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--times", type=int, nargs="+", default=[1, 10])
    said = parser.parse_args()
    with TemporaryDirectory() as folder:
        for times in said.times:
            clip = _repeated(said.clip, times, Path(folder) / f"{times}.mp4")
            print(_looked(clip, said.model))


def _repeated(clip: Path, times: int, into: Path) -> Path:
    cv2, facts = load_opencv(), look_at(clip)
    code = cv2.VideoWriter_fourcc(*"mp4v")
    writer = cv2.VideoWriter(str(into), code, facts.fps, (facts.width, facts.height))
    for _ in range(times):
        for frame in frames_of(clip, 1_000_000):
            writer.write(frame.rgb[..., ::-1])
    writer.release()
    return into


def _looked(clip: Path, model: Path) -> str:
    most = {"bytes": 0.0, "cpu_s": 0.0}
    over = threading.Event()

    def sample() -> None:
        while not over.wait(EVERY_S):
            for child in psutil.Process().children():
                try:
                    used = child.cpu_times()
                    most["bytes"] = max(most["bytes"], child.memory_info().rss)
                    most["cpu_s"] = max(most["cpu_s"], used.user + used.system)
                except psutil.NoSuchProcess:
                    continue

    thread = threading.Thread(target=sample)
    began = time.perf_counter()
    thread.start()
    watched: Watched = run_apart("kneewise.body.form.watching:watch", clip, model)
    took_s = time.perf_counter() - began
    over.set()
    thread.join()
    seconds = look_at(clip).seconds or 0.0
    return (
        f"{seconds:.0f} s of clip, {watched.looked} frames: "
        f"{watched.looked / took_s:.0f} a second, {watched.looked / most['cpu_s']:.0f} a processor "
        f"second, {most['bytes'] / 1e6:.0f} MB"
    )


if __name__ == "__main__":
    main()
