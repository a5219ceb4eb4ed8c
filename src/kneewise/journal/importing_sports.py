"""The sport of a recording whose file says none: from the words of its name, and only for sure.

`corrida matutina` at 10 km/h is a run. A name with words of two sports, or whose pace does not
fit its word, says nothing; then the runner is asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneewise.model.run import DEFAULT_RUNNER
from kneewise.model.sport import Sport

if TYPE_CHECKING:
    from kneewise.model.run import Run
    from kneewise.store.home import Store

_SPEEDS_M_S = {
    Sport.RUNNING: (1.8, 6.5),
    Sport.WALKING: (0.5, 2.0),
    Sport.HIKING: (0.3, 2.0),
    Sport.CYCLING: (3.0, 17.0),
}
"""What a whole activity of that sport lies in: our choice, wide for amateurs, so that a bus home
named "after the run" is none. Sports that are not here are not told by a name."""

_LONGEST = 3  # words of one sport's name, as in "course à pied"
_AROUND = ".,;:!?()[]\"'–-_#"


def sport_of_name(name: str | None, speed_m_s: float | None) -> Sport | None:
    """The one sport whose word stands in the name and whose pace this is; None otherwise.

    `speed_m_s` is the mean while moving; without it nothing is said.
    """
    if not name or speed_m_s is None:
        return None
    found = _sports_in(name)
    if len(found) != 1:
        return None
    (sport,) = found
    low, high = _SPEEDS_M_S.get(sport, (0.0, 0.0))
    return sport if low <= speed_m_s <= high else None


def unknown_sport(store: Store, runner: str = DEFAULT_RUNNER) -> tuple[Run, ...]:
    """Activities of which neither file, platform, name nor runner says what they were."""
    return tuple(
        run for run in store.runs.all(runner) if run.sport is Sport.UNKNOWN and not run.deleted
    )


def _sports_in(name: str) -> set[Sport]:
    """Every sport named, the longest words first, so that a part of one is not another."""
    from kneewise.platforms.strava.words import sport_of

    words = [word.strip(_AROUND) for word in name.split()]
    found: set[Sport] = set()
    at = 0
    while at < len(words):
        for length in range(_LONGEST, 0, -1):
            sport = sport_of(" ".join(words[at : at + length]))
            if sport is not None:
                found.add(sport)
                at += length - 1
                break
        at += 1
    return found - {Sport.OTHER}  # "training" says nothing of what was trained
