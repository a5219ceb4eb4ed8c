"""What a recording was of."""

from __future__ import annotations

from enum import StrEnum


class Sport(StrEnum):
    """The kinds of activity the house tells apart; running in its variants, the rest broadly."""

    RUNNING = "running"
    TRAIL_RUNNING = "trail_running"
    TRACK_RUNNING = "track_running"
    TREADMILL_RUNNING = "treadmill_running"
    VIRTUAL_RUNNING = "virtual_running"
    WALKING = "walking"
    HIKING = "hiking"
    CYCLING = "cycling"
    SWIMMING = "swimming"
    ROWING = "rowing"
    ELLIPTICAL = "elliptical"
    CLASSIC_SKIING = "classic_skiing"
    SKATE_SKIING = "skate_skiing"
    ALPINE_SKIING = "alpine_skiing"
    SKATING = "skating"
    STRENGTH = "strength"
    YOGA = "yoga"
    BALL_SPORT = "ball_sport"
    TRANSITION = "transition"
    OTHER = "other"
    UNKNOWN = "unknown"

    @property
    def is_run(self) -> bool:
        """Whether it counts as running."""
        return self in _RUNS

    @property
    def is_nowhere(self) -> bool:
        """Whether a position, if there is one, is of no place: a treadmill, a game."""
        return self in _NOWHERE

    @property
    def specificity(self) -> int:
        """How much the label says; the more specific one wins when recordings are merged."""
        if self is Sport.UNKNOWN:
            return 0
        if self is Sport.OTHER:
            return 1
        if self in _BROAD:
            return 2
        return 3


_RUNS = frozenset(
    {
        Sport.RUNNING,
        Sport.TRAIL_RUNNING,
        Sport.TRACK_RUNNING,
        Sport.TREADMILL_RUNNING,
        Sport.VIRTUAL_RUNNING,
    }
)
_NOWHERE = frozenset({Sport.TREADMILL_RUNNING, Sport.VIRTUAL_RUNNING})
_BROAD = frozenset({Sport.RUNNING, Sport.WALKING})
