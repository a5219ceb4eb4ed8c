"""What to do in the hour after pain in a run."""

from __future__ import annotations

from datetime import timedelta

from kneewise.care.today.answer import Said, tell
from kneewise.care.today.light import AMBER_ABOVE, RED_ABOVE
from kneewise.care.today.situation import Situation

SHOWN_FOR = timedelta(hours=24)
"""Our choice: how long after a sore run its first hour is still worth showing."""


def first_hour(s: Situation) -> tuple[Said, ...]:
    """Sentences in order; none where the last day had no sore run."""
    last = s.last_run
    if last is None or s.now - last.ended_at > SHOWN_FOR:
        return ()
    worst = s.lights.worst(last) or 0
    signs = last.day in s.told.signs
    if worst == 0 and not signs:
        return ()
    screened = s.screening is not None and s.screening.complete
    return after_pain(worst, signs=signs, screened=screened)


def after_pain(worst: int, *, signs: bool = False, screened: bool = True) -> tuple[Said, ...]:
    """The same for a rating of 0-10; `signs` is a limp, swelling or the like.

    Without a complete check the warning signs come first.
    """
    ids = ["first_hour.walk_home" if worst > AMBER_ABOVE or signs else "first_hour.ease"]
    ids += ["first_hour.look", "first_hour.legs_up", "first_hour.move", "first_hour.ice"]
    ids += ["first_hour.no_tablet", "first_hour.rate"]
    if worst > RED_ABOVE or signs or not screened:
        ids.insert(1, "first_hour.check")
    return tuple(tell(sentence) for sentence in ids)
