"""The steps of the ladder, and whether a run that was really done was one of them.

Minutes on feet are SAFETY.md's; how they split into running and walking is EVIDENCE.md 10.2
(our rule, built from a clinic's run-walk plan, PHYSIOADV).
"""

from __future__ import annotations

from dataclasses import dataclass

from kneewise.care.today.record import Outing


@dataclass(frozen=True, slots=True)
class Stage:
    """One step: minutes on feet as `times` x (`run` running, `walk` walking)."""

    number: int
    minutes: float
    run: float
    walk: float
    times: int

    @property
    def run_minutes(self) -> float:
        """Minutes of running in all."""
        return self.run * self.times


_WALK_RUN = (
    (22, 0.5, 5, 4),
    (24, 1, 2, 8),
    (24, 2, 1, 8),
    (25, 4, 1, 5),
    (28, 6, 1, 4),
    (30, 9, 1, 3),
    (32, 15, 1, 2),
)
_RUNNING = (20, 22, 24, 26, 28, 30)

STAGES: tuple[Stage, ...] = (
    *(
        Stage(n, minutes, run, walk, times)
        for n, (minutes, run, walk, times) in enumerate(_WALK_RUN)
    ),
    *(Stage(n, float(m), float(m), 0.0, 1) for n, m in enumerate(_RUNNING, start=len(_WALK_RUN))),
)
"""Stage 0 (22 minutes) is for after 4 weeks of pain or 3 weeks off."""

LEAST, MOST = 0.9, 1.05
"""Our choice: a session counts for a step from 90 to 105 % of its minutes on feet, and with
75 to 115 % of its running (watches see the change of gait a few seconds late)."""
LEAST_RUN, MOST_RUN, SLACK_MIN = 0.75, 1.15, 1.0
RUNNING_SHARE = 0.9


def matches(stage: Stage, outing: Outing) -> bool:
    """Whether a run was this step, by its minutes on feet and the structure of run and walk.

    Unknown structure never matches a step with walking in it.
    """
    minutes, run = outing.minutes, outing.run_minutes
    if minutes is None or not LEAST * stage.minutes <= minutes <= MOST * stage.minutes:
        return False
    if stage.walk == 0:
        return run is None or run >= RUNNING_SHARE * minutes
    if run is None or outing.longest_run_minutes is None:
        return False
    planned = stage.run_minutes
    fits = LEAST_RUN * planned - SLACK_MIN <= run <= MOST_RUN * planned + SLACK_MIN
    return fits and outing.longest_run_minutes <= MOST_RUN * stage.run + 2 * SLACK_MIN
