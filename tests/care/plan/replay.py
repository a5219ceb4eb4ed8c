"""A plan lived through: each session done as written and rated 0, by other code than the plan's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from tests.care.today.records import KM_MIN, NOW

from kneewise.care.plan import PlanAnswer
from kneewise.care.today import CareRecord, Outing, TodayAnswer, today
from kneewise.care.today.situation import Situation
from kneewise.model.advice import Screening
from kneewise.model.diary import LogEntry, PainEntry, Side, Window
from kneewise.model.plan import Gait, Session, SessionKind
from kneewise.model.sport import Sport

RUNS = frozenset({SessionKind.RUN, SessionKind.WALK_RUN, SessionKind.GOAL})
WALK_KM_MIN = 0.09


def runs_of(answer: PlanAnswer) -> list[Session]:
    """The sessions that are runs, by day."""
    return [session for session in answer.sessions if session.kind in RUNS]


def lived(
    answer: PlanAnswer, told: CareRecord, screened: Screening | None, until: date | None = None
) -> Iterator[tuple[Session, TodayAnswer, Situation]]:
    """Each run of the plan with what `today` says just before it, all before it done and green."""
    km_a_minute = Situation(told, screened, NOW).km_a_minute
    for session, moment, record in days(answer, told, km_a_minute):
        if until is not None and session.day > until:
            return
        if session.kind in RUNS:
            asked = Situation(record, screened, moment)
            yield session, today(record, screened, moment), asked


def days(
    answer: PlanAnswer, told: CareRecord, km_a_minute: float = KM_MIN
) -> Iterator[tuple[Session, datetime, CareRecord]]:
    """Each session that is lived, when it begins, and the record up to that moment."""
    record = told
    ended = [o.ended_at for o in told.outings]
    by_day: dict[date, list[Session]] = {}
    for session in answer.sessions:
        by_day.setdefault(session.day, []).append(session)
    for day, sessions in by_day.items():
        moment = NOW
        if day > NOW.date():
            record = _rated(record, day, Window.DAY_MORNING, 6)
            moment = max(
                [
                    NOW.replace(hour=9) + timedelta(days=(day - NOW.date()).days),
                    *(end + timedelta(hours=24) for end in ended[-2:] + ended[:2]),
                ]
            )
        for session in sessions:
            if session.kind in {SessionKind.REST, SessionKind.STRENGTH, SessionKind.OTHER_SPORT}:
                continue
            yield session, moment, record
            if session.kind is SessionKind.ENTRY_TEST:
                record = _logged(record, "brisk_walk", day, 30.0)
            else:
                run = done(session, moment, km_a_minute)
                ended.append(run.ended_at)
                record = with_run(record, run)
        record = _logged(record, "walked_stairs", day, 1.0)
        record = _rated(record, day, Window.DAY_MORNING, 6)
        record = _rated(record, day, Window.DAY_EVENING, 21)


def done(session: Session, moment: datetime, km_a_minute: float) -> Outing:
    """The run of a session as a watch would bring it."""
    stretches = [(block.times, one) for block in session.blocks for one in block.stretches]
    if session.minutes is None:
        run_min = on_feet = longest = (session.km or 0.0) / km_a_minute
    else:
        running = [(n, s.minutes or 0.0) for n, s in stretches if s.gait is Gait.RUN]
        run_min = sum(n * minutes for n, minutes in running)
        on_feet = sum(n * (s.minutes or 0.0) for n, s in stretches)
        longest = max(minutes for _, minutes in running)
    walk_km = WALK_KM_MIN * (on_feet - run_min)
    return Outing(
        id=10_000 + session.day.toordinal(),
        started_at=moment,
        ended_at=moment + timedelta(minutes=on_feet),
        day=session.day,
        sports=(Sport.RUNNING,),
        kms=(run_min * km_a_minute + walk_km,),
        minutes=on_feet,
        run_minutes=run_min,
        longest_run_minutes=longest,
        walk_km=walk_km,
    )


def with_run(record: CareRecord, run: Outing) -> CareRecord:
    """A record with a run done and rated 0 in it; the real runs stay the last ones."""
    during = [PainEntry(s, run.day, Window.DURING, 0, run.ended_at, run.id) for s in Side]
    return _with(replace(record, outings=(run, *record.outings)), during)


def _rated(record: CareRecord, day: date, window: Window, hour: int) -> CareRecord:
    taken = {e.side for e in record.ratings if e.day == day and e.window is window}
    at = max(NOW, NOW.replace(hour=hour) + timedelta(days=(day - NOW.date()).days))
    return _with(record, [PainEntry(s, day, window, 0, at) for s in Side if s not in taken])


def _logged(record: CareRecord, kind: str, day: date, value: float) -> CareRecord:
    at = NOW + timedelta(days=(day - NOW.date()).days)
    return replace(record, log=(*record.log, LogEntry(kind=kind, at=at, day=day, value=value)))


def _with(record: CareRecord, new: Iterable[PainEntry]) -> CareRecord:
    added = tuple(new)
    return replace(record, ratings=record.ratings + added, standing=record.standing + added)
