"""How long an answer takes, and how often its Gaussian reckoning is not exact enough.

python benchmarks/why.py
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

for _threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_threads, "2")
sys.path.insert(0, str(Path(__file__).parents[1]))

SIZES = ((300, 700), (2000, 4700))
"""Rated runs wanted (about) and days lived."""
REPEATS = 3
RUNNERS_FOR_K = 24


def main() -> None:
    """Print the table."""
    from validation.diary import tell
    from validation.scenarios import COLUMNS
    from validation.world import Setting, live

    for name, days in SIZES:
        setting = Setting(effects={"descent": 0.7}, days=days, painful_share=0.1)
        told = tell(live(setting, 5), setting, 5)
        print(f"about {name} rated runs ({int(told.rated.sum())}), {len(COLUMNS)} causes")
        for what, (wall, cpu) in _times(told).items():
            print(f"  {what:<20} {wall:6.2f} s wall {cpu:6.2f} s processor")
    print(f"share with k > 0.7 at about 300 runs: {_share_above():.0%} of {RUNNERS_FOR_K}")


def _times(told) -> dict[str, tuple[float, float]]:  # type: ignore[no-untyped-def]  # noqa: ANN001
    from kneewise.evidence import priors
    from kneewise.why import Question, rank_stages
    from kneewise.why.design import same_run
    from kneewise.why.fits import base_risk, log_rr, slabs_at
    from kneewise.why.opened import open_question
    from kneewise.why.posterior import fit

    opened = open_question(told.history, told.table, Question(), priors())
    design = same_run(opened.case)
    slabs = slabs_at(*log_rr(opened.case.contrast.columns, priors()), base_risk(design))
    best: dict[str, tuple[float, float]] = {}
    for _ in range(REPEATS):
        began = _clock()
        fit(design, slabs)
        _keep(best, "one posterior", began)
        began = _clock()
        stages = rank_stages(told.history, told.table)
        next(stages)
        _keep(best, "rank, main fits", began)
        for _ranking in stages:
            _keep(best, "rank, complete", began)
    return best


def _clock() -> tuple[float, float]:
    """Wall and processor seconds; they differ where other programs share the cores."""
    return time.perf_counter(), time.process_time()


def _keep(best: dict[str, tuple[float, float]], what: str, began: tuple[float, float]) -> None:
    wall, cpu = _clock()
    found = (wall - began[0], cpu - began[1])
    best[what] = min(best.get(what, found), found)


def _share_above() -> float:
    from validation.diary import tell
    from validation.scenarios import from_the_prior
    from validation.world import live

    from kneewise.why import rank

    above = 0
    for n in range(RUNNERS_FOR_K):
        setting = from_the_prior(n).setting
        told = tell(live(setting, 700 + n), setting, 700 + n)
        found = rank(told.history, told.table)
        above += found.pareto_k is not None and found.pareto_k > 0.7
    return above / RUNNERS_FOR_K


if __name__ == "__main__":
    main()
