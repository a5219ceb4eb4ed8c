"""Days of the projection as sessions: title, blocks, and why each is there and so long.

`uid` is the goal, the calendar week, the kind and the place counted from the week's end: the
last run of a week keeps its name whatever became of the earlier ones, and a session that moves
to another day of its week is the same one moved, never a second one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from kneewise.care.plan.answer import advise, tell
from kneewise.care.plan.draft import Draft
from kneewise.care.plan.rhythm import STRENGTH_DAYS, other_sport_day
from kneewise.care.today.answer import Cap
from kneewise.care.today.answer import tell as tell_today
from kneewise.model.advice import Advice, Basis
from kneewise.model.plan import Goal, Session, SessionKind
from kneewise.model.quantity import Distance, Limit

STRENGTH_MIN = 20.0
OTHER_SPORT_MIN = 30.0
"""Our choice: two times 20 minutes, before a run as in the trial, and one optional half hour."""

RUNS = frozenset({SessionKind.RUN, SessionKind.WALK_RUN, SessionKind.GOAL})
_GROUPS = dict.fromkeys(RUNS, "run")


def sessions_of(
    drafts: Iterable[Draft], goal: Goal, days: int, *, minor: bool
) -> tuple[Session, ...]:
    """Every session by day, the strength before its run; a day without one is a rest day.

    Strength and other sport stand on weekdays that `days` running days a week fix, so that what
    is past changes nothing ahead. Under 18 the rest days stay empty.
    """
    found: list[Session] = []
    drafts = tuple(drafts)
    running = {_week(draft.day) for draft in drafts if draft.kind in RUNS}
    for draft in drafts:
        strong = draft.kind in RUNS - {SessionKind.GOAL}
        if strong and draft.day.weekday() in STRENGTH_DAYS[days]:
            found.append(_strength(draft.day))
        free = not minor and _week(draft.day) in running and _other_sport_day(draft, days)
        found.append(_other_sport(draft.day) if free else _session(draft))
    return tuple(_named(found, goal))


def _other_sport_day(draft: Draft, days: int) -> bool:
    """The same free day each week, in weeks that run; a day that waits stays a rest day."""
    rest = draft.kind is SessionKind.REST and draft.place == "place.rest"
    return rest and draft.day.weekday() == other_sport_day(days)


def _session(draft: Draft) -> Session:
    if draft.kind is SessionKind.REST:
        return Session("", draft.day, draft.kind, tell("title.rest").text, _why_rest(draft))
    if draft.kind is SessionKind.ENTRY_TEST:
        said = tell(draft.place)
        because = (advise("entry_test", "first", said), *_rule_of(draft))
        title = tell("title.entry_test").text
        return Session("", draft.day, draft.kind, title, because, minutes=30.0)
    return _run(draft)


def _run(draft: Draft) -> Session:
    done = draft.done
    assert done is not None  # noqa: S101 - what is neither rest nor test is a run
    goal = draft.kind is SessionKind.GOAL
    km = Distance(done.km) if goal else Limit(done.km)  # a limit is never rounded up
    slots: dict[str, object] = {"km": km, "minutes": f"{done.minutes:.0f}"}
    slots["stage"] = draft.stage
    name = draft.place.removeprefix("place.")
    by_time = draft.stage is not None
    return Session(
        uid="",
        day=draft.day,
        kind=draft.kind,
        title=tell(f"title.{name}", **slots).text,
        because=_why_run(draft),
        km=done.km,
        minutes=done.minutes if by_time else None,
        blocks=draft.blocks,
    )


def _why_run(draft: Draft) -> tuple[Advice, ...]:
    """Why here, then why so long; the one that set the length comes with the rule's name."""
    done, today = draft.done, draft.today
    assert done is not None  # noqa: S101 - only runs come here
    assert today is not None  # noqa: S101 - and no run without the rules of its day
    because = [advise(draft.place.removeprefix("place."), "here", tell(draft.place))]
    if draft.length is not None:
        because.append(advise(draft.length.id.removeprefix("length."), "so long", draft.length))
        within = tell("length.within", km=Limit(today.cap.km))
        because.append(advise(today.cap.rule, "at most", within))
    elif draft.kind is not SessionKind.GOAL or today.cap.km > done.km:
        because.append(_cap_advice(today.cap))
    if draft.longest_km is not None and draft.stage is None and done.km > draft.longest_km:
        said, do = tell_today("one_maximum"), tell_today("one_maximum.do")
        because.append(advise("one_maximum", "one thing new", said, (do.text,)))
    if today.cap.no_downhill:
        because.append(advise("no_downhill", "flat", tell("length.flat")))
    if draft.after_a_run:
        because.append(advise("day_sum", "not before", tell("length.hours")))
    return tuple(because)


def _why_rest(draft: Draft) -> tuple[Advice, ...]:
    because = [advise("rest", "rest", tell(draft.place))]
    return (*because, *_rule_of(draft))


def _rule_of(draft: Draft) -> tuple[Advice, ...]:
    """The rule that leaves this day without a run, where one does."""
    if draft.today is None or draft.today.cap.km > 0:
        return ()
    return (_cap_advice(draft.today.cap),)


def _cap_advice(cap: Cap) -> Advice:
    said = cap.because
    return Advice(cap.rule, "at most", said.text, Basis(said.kind), said.sources)


def _strength(day: date) -> Session:
    return Session(
        uid="",
        day=day,
        kind=SessionKind.STRENGTH,
        title=tell("title.strength", minutes=f"{STRENGTH_MIN:.0f}").text,
        because=(
            advise("strength", "before a run", tell("strength.place")),
            advise("strength", "supervised", tell("strength.finding")),
        ),
        minutes=STRENGTH_MIN,
    )


def _other_sport(day: date) -> Session:
    title = tell("title.other_sport", minutes=f"{OTHER_SPORT_MIN:.0f}").text
    because = (advise("other_sport", "optional", tell("other_sport.place")),)
    return Session("", day, SessionKind.OTHER_SPORT, title, because, minutes=OTHER_SPORT_MIN)


def _named(found: list[Session], goal: Goal) -> Iterator[Session]:
    """The same with their uids, in order."""
    counted: Counter[tuple[int, int, str]] = Counter()
    named: list[Session] = []
    for session in reversed(found):
        year, week = _week(session.day)
        group = _GROUPS.get(session.kind, session.kind.value)
        counted[year, week, group] += 1
        place = counted[year, week, group]
        uid = f"goal-{goal.id or 0}-{year}-w{week:02d}-{group.replace('_', '-')}-{place}"
        named.append(replace(session, uid=uid))
    yield from reversed(named)


def _week(day: date) -> tuple[int, int]:
    year, week, _ = day.isocalendar()
    return year, week
