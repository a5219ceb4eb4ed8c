"""Trials on runners whose truth is known: what is said, against what was promised.

python -m validation.trials --runners 150
python -m validation.trials --runners 1000 --runs 48 --truths 1

With --runs every trial is that long and nothing is promised, which is fast: for false alarms.

Each runner has a past of about 150 runs with pain in spells, waits for 14 green days, is promised
a power by `kneewise.care.trial`, runs the trial as drawn, ends it by the stop rule or by plan, and
is analysed. The changed way multiplies the risk of a painful run by 0.5, 1 (nothing) or 0.33.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kneewise.care.trial.analysis import analyse
from kneewise.care.trial.looking import ArmPrior
from kneewise.care.trial.past import read_past
from kneewise.care.trial.planning import Plan, drawn, plan_for
from kneewise.model.diary import PainEntry, Side, Window
from kneewise.model.history import History
from kneewise.model.run import Run
from kneewise.model.sport import Sport
from kneewise.model.trial import TrialDesign
from kneewise.why.outcomes import knee_diary

BEGIN = datetime(2024, 1, 1, 18, tzinfo=UTC)
PAST_RUNS = 150
LONGEST_WAIT = 60
PRIOR = ArmPrior(-0.13, 0.33)
"""That of the cadence lever."""

RATIOS = (0.5, 1.0, 0.33)


@dataclass
class Life:
    """A runner who goes on running: pain from a latent value with spells, cut into ratings."""

    rng: np.random.Generator
    painful: float
    mild: float
    spell_sd: float
    spell_days: float
    gap_days: float
    lasting: float
    rated: float

    def __post_init__(self) -> None:
        """Begin on the first evening."""
        self.hour = 0.0
        self.height = self.spell_sd * float(self.rng.standard_normal())
        self.runs: list[Run] = []
        self.diary: list[PainEntry] = []
        self.sore_h: list[float] = []
        wide = np.sqrt(1 + self.spell_sd**2 * 3 / np.pi**2)
        self.cuts = wide * np.array(
            [_log_odds(self.painful + self.mild), _log_odds(self.painful), _log_odds(0.015)]
        )

    def run(self, effect: float = 0.0, least_h: float = 0.0) -> int:
        """One more run, rated or not; its pain."""
        gap_h = 24 * max(1.0, round(float(self.rng.gamma(6.0, self.gap_days / 6.0))))
        if self.sore_h and self.sore_h[-1] == self.hour:
            gap_h = max(gap_h, 72.0)
        gap_h = max(gap_h, least_h)
        kept = np.exp(-gap_h / 24 / self.spell_days)
        noise = self.spell_sd * np.sqrt(1 - kept**2) * self.rng.standard_normal()
        self.hour, self.height = self.hour + gap_h, float(kept * self.height + noise)
        latent = self.height + effect + float(self.rng.logistic())
        pain = int(np.array([0, 1, 3, 6])[int((latent > -self.cuts).sum())])
        pain += int(pain == 1 and self.rng.random() < 0.5)
        self._write(pain)
        return pain

    def _write(self, pain: int) -> None:
        number = len(self.runs) + 1
        start = BEGIN + timedelta(hours=self.hour)
        run = Run(number, start, 0, Sport.RUNNING, 2700.0, 2700.0, 8000.0)
        self.runs.append(run)
        lasts = pain > 0 and self.rng.random() < self.lasting
        if pain >= 3 or lasts:
            self.sore_h.append(self.hour)
        if self.rng.random() < self.rated:
            morning = run.day + timedelta(days=1)
            for day, window, value in (
                (run.day, Window.DURING, pain),
                (morning, Window.NEXT_MORNING, int(lasts)),
            ):
                self.diary.append(PainEntry(Side.LEFT, day, window, value, start, run_id=number))

    def green(self) -> bool:
        """Whether the last 14 days were green."""
        return not self.sore_h or self.hour - self.sore_h[-1] >= 24 * 14

    def red(self, pain: int) -> bool:
        """Whether the run just done ends a trial: above 5, or the second sore one in 14 days."""
        twice = len(self.sore_h) > 1 and self.sore_h[-1] == self.hour
        return pain > 5 or (twice and self.hour - self.sore_h[-2] < 24 * 14)

    def history(self) -> History:
        """All that was written down."""
        return History(runs=tuple(self.runs), diary=tuple(self.diary))


def a_life(seed: int) -> Life:
    """A runner drawn from those who may think of a trial."""
    rng = np.random.default_rng(seed)
    return Life(
        rng=rng,
        painful=float(rng.uniform(0.05, 0.22)),
        mild=float(rng.uniform(0.10, 0.40)),
        spell_sd=float(rng.uniform(0.3, 1.2)),
        spell_days=float(rng.uniform(7, 40)),
        gap_days=float(rng.uniform(1.7, 3.0)),
        lasting=float(rng.uniform(0.0, 0.3)),
        rated=float(rng.uniform(0.85, 1.0)),
    )


def one_trial(job: tuple[int, float, int | None]) -> dict[str, Any] | None:
    """What was promised to one runner and what came; None for one who is never green."""
    seed, ratio, runs = job
    life = a_life(seed)
    for _ in range(PAST_RUNS):
        life.run()
    for _ in range(LONGEST_WAIT):
        if life.green():
            break
        life.run()
    else:
        return None
    history = life.history()
    if read_past(history, Side.LEFT) is None:
        return None
    began = time.perf_counter()
    plan = (
        plan_for(history, Side.LEFT, article=False)
        if runs is None
        else Plan(runs // 4, None, None, None, 0, 0)
    )
    seconds = time.perf_counter() - began
    design = drawn(plan, {}, seed)
    first, stopped = len(life.runs), _live(life, design, _effect(life, ratio))
    arms = _arms(design)
    told = life.history()
    arm = np.full(len(told.runs), np.nan)
    done = len(told.runs) - first
    arm[first:] = arms[:done]
    found = analyse(told, knee_diary(told, Side.LEFT), arm, ~np.isnan(arm), PRIOR)
    return {
        "promised": plan.power,
        "stop_promised": plan.stopped,
        "stopped": stopped,
        "planned": plan.runs,
        "done": done,
        "verdict": found.verdict.value,
        "rr": None if found.assigned.risk_ratio is None else found.assigned.risk_ratio.mid,
        "seconds": seconds,
    }


def _arms(design: TrialDesign) -> NDArray[np.float64]:
    """1 changed, 0 usual, a run each."""
    return np.repeat([float(arm == "changed") for arm in design.arms], design.runs_a_block)


def _live(life: Life, design: TrialDesign, effect: float) -> bool:
    """Run the trial; whether the stop rule ended it."""
    before: float | None = None
    for way in _arms(design):
        switched = before is not None and way != before
        pain = life.run(effect * float(way), design.washout_hours + 1 if switched else 0.0)
        before = float(way)
        if life.red(pain):
            return True
    return False


def _effect(life: Life, ratio: float) -> float:
    """Shift of the latent value that multiplies the risk of pain of 3 or more by `ratio`."""
    heights = life.spell_sd * np.random.default_rng(0).standard_normal(4000) + life.cuts[1]
    usual = float(np.mean(1 / (1 + np.exp(-heights))))
    low, high = -8.0, 8.0
    for _ in range(60):
        middle = (low + high) / 2
        risk = float(np.mean(1 / (1 + np.exp(-heights - middle))))
        if risk < ratio * usual:
            low = middle
        else:
            high = middle
    return low


def _log_odds(share: float) -> float:
    return math.log(share / (1 - share))


def summed(ratio: float, found: list[dict[str, Any]]) -> dict[str, Any]:
    """Shares over the runners of one truth."""
    n = len(found)
    said = [str(one["verdict"]) for one in found]

    def share(verdict: str) -> float:
        return round(said.count(verdict) / n, 3)

    def mean(key: str) -> float | None:
        known = [one[key] for one in found if one[key] is not None]
        return round(float(np.mean(known)), 3) if known else None

    return {
        "true_rr": ratio,
        "trials": n,
        "less": share("less"),
        "more": share("more"),
        "no_difference": share("no_difference"),
        "too_few": share("too_few"),
        "promised_power": mean("promised"),
        "stopped": round(sum(one["stopped"] for one in found) / n, 3),
        "promised_stopped": mean("stop_promised"),
        "median_planned_runs": float(np.median([one["planned"] for one in found])),
        "median_done_runs": float(np.median([one["done"] for one in found])),
        "planning_seconds_median": round(float(np.median([one["seconds"] for one in found])), 2),
        "planning_seconds_most": round(max(one["seconds"] for one in found), 2),
    }


def main() -> None:
    """Run the trials and write what came out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runners", type=int, default=200)
    parser.add_argument("--runs", type=int, default=None, help="a fixed length, 4 to 96")
    parser.add_argument("--truths", default=",".join(f"{ratio:g}" for ratio in RATIOS))
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--out", type=Path, default=None)
    asked = parser.parse_args()
    for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[threads] = "1"
    report: dict[str, Any] = {
        "runners": asked.runners,
        "runs": asked.runs,
        "truths": [],
    }
    with ProcessPoolExecutor(asked.processes, mp_context=get_context("spawn")) as pool:
        for ratio in map(float, asked.truths.split(",")):
            first = 100_000 * (1 + RATIOS.index(ratio))
            jobs = [(first + n, ratio, asked.runs) for n in range(asked.runners)]
            found = [one for one in pool.map(one_trial, jobs, chunksize=4) if one is not None]
            report["truths"].append(summed(ratio, found))
            print(json.dumps(report["truths"][-1]), flush=True)
    if asked.out is not None:
        asked.out.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
