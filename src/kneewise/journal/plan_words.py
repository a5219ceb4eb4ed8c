"""What of a plan is shown: the days that are meant, the sketch beyond, and why in a few words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from kneewise.care.plan import PACKAGE, PlanAnswer, Week
from kneewise.exports.leaving import WITHOUT_A_PLAN
from kneewise.exports.saying import tell as tell_export
from kneewise.model.advice import Light
from kneewise.model.plan import Session, SessionKind
from kneewise.model.words import Sentence, load_words

RUNS = frozenset({SessionKind.RUN, SessionKind.WALK_RUN, SessionKind.GOAL})
QUIET = frozenset({SessionKind.REST, SessionKind.OTHER_SPORT})


@dataclass(frozen=True, slots=True)
class SketchRun:
    """One session of the sketch, with strength before it or not; `reason` sets its length."""

    session: Session
    strength: bool
    reason: str


@dataclass(frozen=True, slots=True)
class SketchWeek:
    """One week with its sessions beyond the days that are meant as they stand."""

    week: Week
    runs: tuple[SketchRun, ...]


def firm_sessions(answer: PlanAnswer) -> tuple[Session, ...]:
    """The sessions that are meant as they stand, by day."""
    last = answer.firm_until
    return tuple(one for one in answer.sessions if last is not None and one.day <= last)


def sketch(answer: PlanAnswer) -> tuple[SketchWeek, ...]:
    """The weeks beyond, those with a session; rest and other sports are left out."""
    last = answer.firm_until
    later = [s for s in answer.sessions if (last is None or s.day > last) and s.kind not in QUIET]
    weeks = []
    for week in answer.weeks:
        found = [s for s in later if week.monday <= s.day < week.monday + timedelta(days=7)]
        strong = {s.day for s in found if s.kind is SessionKind.STRENGTH}
        runs = tuple(
            SketchRun(one, one.day in strong, short_reason(one))
            for one in found
            if one.kind is not SessionKind.STRENGTH
        )
        if runs:
            weeks.append(SketchWeek(week, runs))
    return tuple(weeks)


def short_reason(session: Session) -> str:
    """In a few words what set the length: the first rule that has such words, else nothing."""
    words = load_words(PACKAGE)
    names = [advice.rule for advice in session.because[1:]] + [session.because[0].rule]
    if session.kind is SessionKind.GOAL:
        names = ["goal"]
    elif session.minutes is not None:  # on the ladder how far is the step
        names = ["ladder" if name == "how_far" else name for name in names]
    return next((words[f"short.{n}"].text for n in names if f"short.{n}" in words), "")


def before_calendar(light: Light) -> tuple[Sentence, ...]:
    """What to know before the calendar file is made under that light."""
    cancels = (tell_export(f"light.{light.value}"),) if light in WITHOUT_A_PLAN else ()
    return (*cancels, tell_export("calendar.how"))


def before_workouts(light: Light) -> tuple[Sentence, ...]:
    """What to know before workouts are brought to a watch under that light."""
    return (tell_export("watch.delete" if light in WITHOUT_A_PLAN else "workouts.how"),)
