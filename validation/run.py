"""Ask `kneewise.why` about runners whose causes are known and keep what it said.

python -m validation.run --scenario all --runners 300 --out validation/results.json

The file is written after each scenario. Two processes, one BLAS thread each. With
`--without-ground` the same runners have no map: three columns fewer, all else alike.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import timedelta
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np

from kneewise.model.diary import Episode, Side
from kneewise.model.ranking import CauseVerdict, Ranking
from kneewise.why import Question, rank
from validation.diary import Told, tell
from validation.scenarios import SCENARIOS, Challenge
from validation.score import score
from validation.world import live


def one_runner(job: tuple[str, int], *, ground: bool = True) -> dict[str, Any]:
    """Everything kept of one runner of one scenario; without `ground` that runner has no map."""
    scenario, n = job
    challenge = SCENARIOS[scenario](n)
    seed = 10_000 * (1 + list(SCENARIOS).index(scenario)) + n
    world = live(challenge.setting, seed)
    told = tell(world, challenge.setting, seed, ground=ground)
    if challenge.onset_only:
        told = _only_the_onset(told, seed)
    began = time.perf_counter()
    ranking = rank(told.history, told.table, Question(side=Side.LEFT))
    return {"number": n, **_kept(challenge, told, ranking, time.perf_counter() - began)}


def _only_the_onset(told: Told, seed: int) -> Told:
    """No ratings; the latest onset that has runs before it, its date up to 3 days off."""
    rng = np.random.default_rng(seed)
    episode = told.history.episodes[-1]
    day = episode.began_on + timedelta(days=int(rng.integers(-3, 4)))
    history = replace(told.history, diary=(), reports={}, episodes=(Episode(1, Side.LEFT, day),))
    return replace(told, history=history)


def _kept(challenge: Challenge, told: Told, ranking: Ranking, seconds: float) -> dict[str, Any]:
    ranked = [c for c in ranking.causes if c.verdict is not CauseVerdict.GOES_ALONG]
    return {
        "variant": challenge.variant,
        "true": list(challenge.true),
        "allowed": list(challenge.allowed),
        "model": ranking.model_version,
        "verdict": ranking.verdict.value,
        "painful": ranking.painful_runs,
        "rated": ranking.rated_runs,
        "pareto_k": ranking.pareto_k,
        "seconds": round(seconds, 3),
        "onset_only": challenge.onset_only,
        "failed": [check.name for check in ranking.checks if check.passed is False],
        "causes": [
            {
                "name": c.name,
                "verdict": c.verdict.value,
                "p": _round(c.probability),
                "learnt": _round(c.learnt),
                "rr": None
                if c.effect is None
                else [_round(c.effect.low), _round(c.effect.mid), _round(c.effect.high)],
                "true_rr": _round(told.true_rr.get(c.name)),
                "prior_rank": c.prior_rank,
                "with": list(c.inseparable_from),
                "exposed": c.exposed_runs,
            }
            for c in ranked
        ],
    }


def _round(value: float | None) -> float | None:
    return None if value is None else round(float(value), 4)


def main() -> None:
    """Run the scenarios asked for and write what came out, scored."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scenario", default="all")
    parser.add_argument("--runners", type=int, default=300)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--out", type=Path, default=None)
    parser.add_argument("--keep", type=Path, default=None, help="every runner's answer, as JSON")
    parser.add_argument("--first", type=int, default=0, help="number of the first runner")
    parser.add_argument("--without-ground", action="store_true")
    asked = parser.parse_args()
    ask = partial(one_runner, ground=not asked.without_ground)
    names = list(SCENARIOS) if asked.scenario == "all" else asked.scenario.split(",")
    found: dict[str, list[dict[str, Any]]] = {}
    for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[threads] = "1"
    with ProcessPoolExecutor(asked.processes, mp_context=get_context("spawn")) as pool:
        for name in names:
            began = time.perf_counter()
            jobs = [(name, n) for n in range(asked.first, asked.first + asked.runners)]
            found[name] = list(pool.map(ask, jobs, chunksize=4))
            print(
                f"{name}: {asked.runners} runners, {time.perf_counter() - began:.0f} s", flush=True
            )
            _write(asked, found)
    print(json.dumps(score(found)["acceptance"], indent=1))


def _write(asked: argparse.Namespace, found: dict[str, list[dict[str, Any]]]) -> None:
    """What is there so far, so that a stopped run leaves its finished scenarios."""
    if asked.keep is not None:
        asked.keep.write_text(json.dumps(found), encoding="utf-8")
    command = f"python -m validation.run --scenario {asked.scenario} --runners {asked.runners}"
    command += f" --first {asked.first}" if asked.first else ""
    command += " --without-ground" if asked.without_ground else ""
    report = {"command": command, "runners": asked.runners, **score(found)}
    if asked.out is not None:
        asked.out.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
