"""The plan: whether there may be one, the days to the goal, and the goal moved where it must."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from kneewise.care.plan.aim import Aim
from kneewise.care.plan.answer import FIRM_DAYS, PlanAnswer, State, Week, advise, tell
from kneewise.care.plan.draft import Draft
from kneewise.care.plan.future import Future
from kneewise.care.plan.opening import closed
from kneewise.care.plan.projecting import HORIZON_DAYS, Projection, project
from kneewise.care.plan.rhythm import WEEK, run_days
from kneewise.care.plan.sessions import sessions_of
from kneewise.care.plan.shortening import shortened
from kneewise.care.today.answer import Said
from kneewise.care.today.record import CareRecord
from kneewise.care.today.resolve import answer, judgements
from kneewise.care.today.rules.minor import is_minor
from kneewise.care.today.situation import Situation
from kneewise.model.advice import Advice, Screening
from kneewise.model.diary import Side
from kneewise.model.numbers import counted
from kneewise.model.plan import Goal, Session, SessionKind
from kneewise.model.quantity import Day, Distance

SHOWN_DAYS = 12 * WEEK
"""Our choice: so much is shown of a plan whose goal is out of reach."""

RUNS = (SessionKind.RUN, SessionKind.WALK_RUN, SessionKind.GOAL)
NOTES = ("sketch", "missed", "warm_up", "stretching", "strength")


def plan(
    record: CareRecord,
    screening: Screening | None,
    goal: Goal,
    now: datetime,
    *,
    horizon_days: int = HORIZON_DAYS,
) -> PlanAnswer:
    """The weeks from today to the goal, or why there is no plan and what would open it.

    `now` is aware and in the runner's zone. Every day is what the rules of `care/today` would
    allow if all planned before it was done and rated 0; nothing here allows more. Made anew
    from the record each time, so that a missed session is dropped and never caught up. Looks
    `horizon_days` ahead at most.
    """
    s = Situation(record, screening, now)
    spoken = judgements(s)
    today = answer(s, spoken)
    blank = PlanAnswer(
        day=s.today,
        goal=goal,
        light=today.light,
        state=State.CLOSED,
        because=(),
        rule=today.rule,
        overruled=today.overruled,
    )
    found = closed(s, today, spoken, goal)
    if found is not None:
        return replace(blank, because=found.because, opens=found.opens, opens_from=found.opens_from)
    return _planned(s, goal, blank, horizon_days)


def _planned(s: Situation, goal: Goal, blank: PlanAnswer, horizon: int) -> PlanAnswer:
    minor = is_minor(s)
    days = run_days(goal.days, minor=minor)
    sides = tuple(sorted(s.told.sides)) or (Side.LEFT,)
    future = Future(shortened(s), s.screening, s.now, sides)
    usual = s.running.longest() or 0.0
    aim = Aim(goal.km, days, minor, goal.race_on, s.today, usual)
    projection = project(s, future, aim, horizon)
    state = State.PLANNED
    if projection.reached is None and goal.race_on is not None:
        later = replace(aim, on=None, not_before=goal.race_on + timedelta(days=1))
        projection, state = project(s, future, later, horizon), State.MOVED
    if projection.reached is None:
        state = State.OUT_OF_REACH
        kept = tuple(d for d in projection.drafts if (d.day - s.today).days < SHOWN_DAYS)
        projection = replace(projection, drafts=kept)
    sessions = sessions_of(projection.drafts, goal, days, minor=minor)
    return replace(
        blank,
        state=state,
        because=_because(state, goal, (days, horizon // WEEK), projection, sessions),
        reached_on=projection.reached,
        firm_until=s.today + timedelta(days=FIRM_DAYS),
        sessions=sessions,
        weeks=_weeks(s, projection.drafts, sessions),
        notes=_notes(),
    )


def _because(
    state: State,
    goal: Goal,
    asked: tuple[int, int],
    projection: Projection,
    sessions: Iterable[Session],
) -> tuple[Said, ...]:
    """What became of the goal, and why the plan begins as it does."""
    slots: dict[str, object] = {
        "km": Distance(round(goal.km, 1), None),
        "day": Day(projection.reached),
        "race": Day(goal.race_on),
    }
    days, weeks = asked
    said = [
        tell(_state_words(state, goal), **slots, weeks=weeks, days=counted(days, "running day"))
    ]
    if days < goal.days:
        said.append(tell("days.fewer", days=days, asked=goal.days))
    first = next((one for one in sessions if one.kind in RUNS), None)
    if first is None:
        said.append(tell("begins.never"))
    elif _waits(projection.drafts):
        said.append(tell("begins.later", day=Day(first.day)))
    return tuple(said)


def _state_words(state: State, goal: Goal) -> str:
    if state is State.PLANNED:
        return "state.reached" if goal.race_on is None else "state.in_time"
    return f"state.{state.value}"


def _waits(drafts: Iterable[Draft]) -> bool:
    """Whether the light holds the first run back: an entry test or a day that waits before it."""
    for draft in drafts:
        if draft.kind in RUNS:
            return False
        if draft.kind is SessionKind.ENTRY_TEST:
            return True
    return False


def _weeks(s: Situation, drafts: Iterable[Draft], sessions: Iterable[Session]) -> tuple[Week, ...]:
    """The calendar weeks of the plan in km of running."""
    fourth = {_monday(draft.day) for draft in drafts if _held(draft)}
    by_week: dict[date, list[Session]] = {}
    for session in sessions:
        by_week.setdefault(_monday(session.day), []).append(session)
    return tuple(
        Week(
            monday=monday,
            km=sum(one.km or 0.0 for one in found if one.kind in RUNS),
            runs=sum(one.kind in RUNS for one in found),
            done_km=s.running.loaded(monday, s.today) if monday == _monday(s.today) else 0.0,
            fourth=monday in fourth,
        )
        for monday, found in by_week.items()
    )


def _held(draft: Draft) -> bool:
    """Whether the rule of the fourth week speaks on that day."""
    advices = () if draft.today is None else draft.today.advices
    return any(advice.rule == "fourth_week" for advice in advices)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _notes() -> tuple[Advice, ...]:
    return tuple(advise(name, "note", tell(f"note.{name}")) for name in NOTES)
