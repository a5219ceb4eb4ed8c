"""Footprints whose arch index is known, and pictures that are none, through `kneewise.body.foot`.

python -m validation.footprint --prints 400 --wrong 400 --out validation/footprint/results.json

`--videos FOLDER` adds frames of real videos as pictures that are no prints. Two processes.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from validation.footprint.not_feet import real_frames
from validation.footprint.score import (
    Measured,
    acceptance,
    figures,
    measure_shot,
    refusals,
    refused_frame,
    refused_wrong,
)

FIRST_SEED = 5_000
"""Numbers below were looked at while the measuring was built."""


def main() -> None:
    """Measure, score, print, and write."""
    parser = argparse.ArgumentParser(prog="python -m validation.footprint", description=__doc__)
    parser.add_argument("--prints", type=int, default=400)
    parser.add_argument("--wrong", type=int, default=400)
    parser.add_argument("--videos", type=Path, default=None)
    parser.add_argument("--every", type=int, default=40, help="frames from one to the next")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--out", type=Path, default=None)
    asked = parser.parse_args()
    for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "OPENCV_FOR_THREADS_NUM"):
        os.environ[threads] = "1"
    seeds = range(FIRST_SEED, FIRST_SEED + asked.prints)
    report: dict[str, Any] = {"command": _command(asked)}
    with ProcessPoolExecutor(asked.processes, mp_context=get_context("spawn")) as pool:
        shots = [one for found in pool.map(measure_shot, seeds, chunksize=4) for one in found]
        report |= _of_prints(shots)
        _write(asked.out, report)
        report["no_prints_drawn"] = refusals(pool.map(refused_wrong, range(asked.wrong)))
        _write(asked.out, report)
        report["no_prints_real_frames"] = None
        if asked.videos is not None:
            every = real_frames(asked.videos, asked.every)
            report["no_prints_real_frames"] = refusals(pool.map(refused_frame, every))
    _write(asked.out, report)
    print(json.dumps({key: report[key] for key in ("acceptance", "prints")}, indent=1))


def _command(asked: argparse.Namespace) -> str:
    shown = "" if asked.videos is None else f" --videos FOLDER --every {asked.every}"
    counts = f"--prints {asked.prints} --wrong {asked.wrong}"
    return f"python -m validation.footprint {counts}{shown}"


def _of_prints(shots: Sequence[Measured]) -> dict[str, Any]:
    kinds = sorted({one.kind for one in shots})
    return {
        "prints": figures(shots),
        "by_kind": {kind: figures([one for one in shots if one.kind == kind]) for kind in kinds},
        "by_shadow": {
            said: figures([one for one in shots if one.said.get("shadow") == said])
            for said in ("yes", "no")
        },
    }


def _write(path: Path | None, report: dict[str, Any]) -> None:
    """What is there so far, so that a stopped run leaves its finished parts."""
    report["acceptance"] = acceptance(
        report["prints"], report.get("no_prints_drawn"), report.get("no_prints_real_frames")
    )
    if path is not None:
        path.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
