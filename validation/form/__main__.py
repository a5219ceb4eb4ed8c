"""Measure how wrong the form of a clip is, and write it where it is used.

python -m validation.form --pairs 150

Writes `validation/form_results.json` and `src/kneewise/body/form/errors.toml`. Reads the lab run,
the clips and the pose model from the folder of real data (KNEEWISE_REAL_DATA, KNEEWISE_MODELS).
"""

from __future__ import annotations

import argparse
import json
import os
from pathlib import Path

from kneewise.body.form.errors import errors
from kneewise.model.form import View
from validation.form.clips import balancing, treadmill, walking
from validation.form.lab import read_lab_run
from validation.form.phones import Films, coverage
from validation.form.refilmed import refilmed

ROOT = Path(__file__).parents[2]
RESULTS = ROOT / "validation" / "form_results.json"
ERRORS = ROOT / "src" / "kneewise" / "body" / "form" / "errors.toml"
LAB_RUN = Path("biomech") / "fukuchi_RBDS001_run_3.5mps.c3d"


def main() -> None:
    """Everything: made-up phones, then the errors, then what rests on them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=150)
    parser.add_argument("--seed", type=int, default=7)
    said = parser.parse_args()
    shared = Path(os.environ.get("KNEEWISE_REAL_DATA", ROOT.parent / "shared" / "data"))
    models = Path(os.environ.get("KNEEWISE_MODELS", shared.parent / "models"))
    run = read_lab_run(shared / LAB_RUN)
    results: dict[str, object] = {
        "command": f"python -m validation.form --pairs {said.pairs} --seed {said.seed}"
    }
    shot = {}
    for view in View:
        films = Films(view)
        films.shoot(run, said.pairs, said.seed)
        shot[view] = films
    ERRORS.write_text(_toml(shot), encoding="utf-8")
    errors.cache_clear()
    results["phones"] = {
        view.value: {
            "films": films.films,
            "refused": dict(films.refused),
            "errors": films.lines(),
            "shown": coverage(run, view, said.pairs, said.seed + 1),
        }
        for view, films in shot.items()
    }
    model = models / "pose_landmarker_full.task"
    results["treadmill"] = treadmill(shared / "video", model)
    results["refilmed"] = refilmed(shared / "video" / "run_treadmill_side.mp4", model)
    results["walking"] = walking(shared / "video", model)
    results["balancing"] = balancing(shared / "video" / "pose2sim_single", model)
    RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(results, indent=1))


def _toml(shot: dict[View, Films]) -> str:
    out = [
        "# How wrong each measure is, by view: bias (taken off), spread from clip to clip, and",
        "# spread of a second clip of the same runner. In the measure's unit.",
        "# Written by `python -m validation.form` from films that virtual phones make of one lab",
        "# run at 3.5 m/s (Fukuchi 2017, CC BY 4.0), with the landmark errors found against four",
        "# cameras; the trunk is made up. Not edited by hand.",
    ]
    for view, films in shot.items():
        for name, line in films.lines().items():
            out += ["", f"[{view.value}.{name}]"]
            out += [f"{key} = {value}" for key, value in line.items()]
    return "\n".join(out) + "\n"


if __name__ == "__main__":
    main()
