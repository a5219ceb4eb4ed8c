"""How often a trial on this runner would show a true halving: simulated on their own past.

Made-up diaries follow the runner's own pain levels, spells, gaps between runs and habit of
rating; the risk is halved on the runs of the changed arm; the stop rule ends them as it would;
each is analysed by the model of the trial itself. Seeded, so that the same past says the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import exp, sqrt

import numpy as np
from scipy.special import ndtri

from kneewise.care.trial.blocks import (
    PAIRS,
    RUNS_A_BLOCK,
    WASHOUT_H,
    draw_blocks,
    needs_washout,
)
from kneewise.care.trial.looking import look, trial_rows
from kneewise.care.trial.past import Floats, Past
from kneewise.care.trial.verdict import Verdict, enough, judge, log_odds_for
from kneewise.model.diary import PAINFUL, Side
from kneewise.model.history import History
from kneewise.model.run import Run
from kneewise.model.sport import Sport
from kneewise.model.trial import ARMS
from kneewise.why.outcomes import KneeDiary

DETECTABLE = 0.5
CHOOSING_TRIALS, TRIALS = 60, 150
"""Simulated trials: 60 to choose a length, 150 others to say what that length would show, since
the best of several looks better than it is. A share of one half is known to 4 in a hundred."""

SEED = 20_260_301
LONGEST_WEEKS = 26.0
"""Our choice: over half a year season, shoes and form change with the arms."""

GOOD = 0.80
NEAR = 0.8
"""Our choice: of plans that are not good the shortest that shows four fifths of the most."""

RED_FROM = 6
SORE_DAYS = 14
AFTER_SORE_H = 72.0
"""SAFETY.md: after a sore run 48 h and pain-free days before the next one."""

_, CHANGED = ARMS
RUN_H = 0.75
EPOCH = datetime(2026, 1, 1, 18, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Power:
    """How many of the simulated trials of so many pairs of blocks said what."""

    pairs: int
    seen: float
    no_difference: float
    stopped: float
    weeks: float

    @property
    def runs(self) -> int:
        """Runs of the plan."""
        return 2 * RUNS_A_BLOCK * self.pairs


@dataclass(frozen=True, slots=True)
class Made:
    """One simulated trial: hours of the runs, arm (1 changed), pain (NaN unrated), when it ends.

    `end` is how many runs were done before the stop rule ended it.
    """

    at_h: Floats
    arm: Floats
    pain: Floats
    end: int


def planned(past: Past) -> Power:
    """The length to take, and what a trial of it would say; two different sets of diaries."""
    best = chosen(powers(past, trials=CHOOSING_TRIALS))
    return powers(past, trials=TRIALS, seed=SEED + 1, lengths=(best.pairs,))[0]


def powers(
    past: Past,
    ratio: float = DETECTABLE,
    *,
    trials: int,
    seed: int = SEED,
    lengths: tuple[int, ...] | None = None,
) -> tuple[Power, ...]:
    """For each number of pairs of blocks (all possible ones) what the trials would say.

    Shortest first. A shorter trial is the beginning of a longer one, so one diary serves all
    lengths. The verdict rests on the runs alone, so levers do not differ here.
    """
    pairs = lengths if lengths is not None else possible_pairs(past)
    effect = log_odds_for(ratio, usual_logits(past))
    made = [
        simulated(past, effect, np.random.default_rng((seed, n)), pairs[-1]) for n in range(trials)
    ]
    said = [_said(one, pairs) for one in made]
    wanted = Verdict.LESS if ratio < 1 else Verdict.MORE
    return tuple(_power(made, said, one, wanted) for one in pairs)


def possible_pairs(past: Past) -> tuple[int, ...]:
    """Lengths within half a year at the own frequency, in pairs of blocks; the shortest always."""
    runs = LONGEST_WEEKS * past.runs_a_week
    return tuple(n for n in PAIRS if 2 * RUNS_A_BLOCK * n <= runs) or PAIRS[:1]


def chosen(plans: Sequence[Power]) -> Power:
    """The shortest plan with good power, else the shortest that shows four fifths of the most."""
    best = max(one.seen for one in plans)
    wanted = GOOD if best >= GOOD else NEAR * best
    return next(one for one in plans if one.seen >= wanted)


def usual_logits(past: Past) -> Floats:
    """Log odds of a painful run over the heights the slow level has, equally likely each."""
    heights = past.level.sd * ndtri((np.arange(41) + 0.5) / 41)
    return np.asarray(heights - past.cuts[past.edges.index(PAINFUL)])


def simulated(past: Past, effect: float, rng: np.random.Generator, pairs: int = PAIRS[-1]) -> Made:
    """One diary of a trial of so many pairs; `effect` is the ln odds ratio of the changed arm."""
    blocks = draw_blocks(pairs, int(rng.integers(2**31)))
    arms = tuple(arm for arm in blocks for _ in range(RUNS_A_BLOCK))
    count = len(arms)
    gaps, noise = rng.choice(past.gaps_h, count).tolist(), rng.standard_normal(count).tolist()
    dice, mornings = rng.random(count), rng.random(count)
    hour, height, day_before = 24.0, past.now, -past.since_days
    at_h, pain, end = np.zeros(count), np.zeros(count), count
    sore: list[float] = []
    for place, arm in enumerate(arms):
        washout = WASHOUT_H if needs_washout(arms, place) else 0.0
        rest = AFTER_SORE_H if sore and sore[-1] == hour else 0.0
        hour += max(gaps[place], washout, rest)
        kept = exp(-max(hour / 24 - day_before, 0.0) / past.level.length_days)
        height = kept * height + past.level.sd * sqrt(1 - kept**2) * noise[place]
        day_before = hour / 24
        at_h[place] = hour
        pain[place] = _rating(past, height + effect * (arm == CHANGED), dice[place])
        if pain[place] >= PAINFUL or (pain[place] > 0 and mornings[place] < past.sore_when_mild):
            sore.append(hour)
        twice = len(sore) > 1 and sore[-1] == hour and hour - sore[-2] < 24 * SORE_DAYS
        if end == count and (twice or pain[place] >= RED_FROM):
            end = place + 1
    pain[rng.random(count) >= past.rated] = np.nan
    return Made(at_h, np.array([float(arm == CHANGED) for arm in arms]), pain, end)


def verdict_of(made: Made, runs: int) -> Verdict:
    """What the analysis says of the first so many runs."""
    arm, worst = made.arm[:runs], made.pain[:runs]
    rated = ~np.isnan(worst)
    if not enough(arm, rated, np.nan_to_num(worst) >= PAINFUL):
        return Verdict.TOO_FEW
    history = History(runs=tuple(_run(i, h) for i, h in enumerate(made.at_h[:runs], start=1)))
    unknown = np.full(runs, np.nan)
    none = np.zeros(runs, dtype=bool)
    since = EPOCH.timestamp() / 3600 + made.at_h[:runs] + RUN_H
    diary = KneeDiary(Side.LEFT, worst, none, unknown, since[rated], worst[rated])
    return judge(look(trial_rows(history, diary, arm)))


def _said(made: Made, lengths: Sequence[int]) -> dict[int, Verdict]:
    """The verdict at every length; lengths beyond the stop say what the stop left."""
    length = {pairs: min(2 * RUNS_A_BLOCK * pairs, made.end) for pairs in lengths}
    by_runs = {runs: verdict_of(made, runs) for runs in sorted(set(length.values()))}
    return {pairs: by_runs[length[pairs]] for pairs in lengths}


def _power(
    made: Sequence[Made], said: Sequence[dict[int, Verdict]], pairs: int, wanted: Verdict
) -> Power:
    runs = 2 * RUNS_A_BLOCK * pairs
    found = [one[pairs] for one in said]
    return Power(
        pairs=pairs,
        seen=found.count(wanted) / len(found),
        no_difference=found.count(Verdict.NO_DIFFERENCE) / len(found),
        stopped=sum(one.end < runs for one in made) / len(made),
        weeks=float(np.median([one.at_h[runs - 1] for one in made])) / 168,
    )


def _rating(past: Past, height: float, dice: float) -> float:
    """A rating: the level by the dice, its lowest pain; of 1-2 either."""
    below = [0.0, *(1 / (1 + exp(height - cut)) for cut in past.cuts.tolist()), 1.0]
    level = sum(dice >= share for share in below[1:-1])
    lowest = 0 if level == 0 else past.edges[level - 1]
    upper_half = dice > (below[level] + below[level + 1]) / 2
    return float(lowest + (lowest == 1 and upper_half))


def _run(number: int, hour: float) -> Run:
    start = EPOCH + timedelta(hours=float(hour))
    seconds = 3600 * RUN_H
    return Run(number, start, 0, Sport.RUNNING, seconds, seconds, 8000.0)
