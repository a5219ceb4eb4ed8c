"""Rating a knee: a number is enough, the rest is asked in the order of its worth."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from kneewise.journal.answers import EpisodeOffer, Rated
from kneewise.journal.clock import local_now
from kneewise.journal.days import not_too_long_ago
from kneewise.journal.finding import find_run, latest_run
from kneewise.model.diary import OUTCOME_WINDOWS, PAINFUL, PainEntry, Side, Site, Window
from kneewise.model.errors import UsageError
from kneewise.model.quantity import Distance
from kneewise.model.run import Run
from kneewise.model.words import Said, say
from kneewise.store.home import Store

RECENT = timedelta(hours=48)
"""A bare `pain 3` speaks of the latest run up to 48 h after it (the window of an index run)."""

_OF_A_DAY = (Window.DAY_MORNING, Window.DAY_EVENING)
_PACKAGE = "kneewise.journal"


@dataclass(frozen=True, slots=True)
class Rating:
    """What was said: a value, and whatever else was given."""

    value: int
    run: str | None = None
    side: Side | None = None
    site: Site | None = None
    window: Window | None = None
    day: date | None = None


def rate(store: Store, rating: Rating, runner: str, at: datetime | None = None) -> Rated:
    """Write the rating down: of a run where there is one, else of a day; both knees without a side.

    Raises UsageError where run, day and window contradict each other, NotFoundError.
    """
    now = local_now(store, runner, at)
    run = run_meant(store, rating, runner, now)
    return put_down(store, rating, run, entries_of(rating, run, runner, now), runner)


def put_down(
    store: Store, rating: Rating, run: Run | None, entries: tuple[PainEntry, ...], runner: str
) -> Rated:
    """Keep the entries; what was done and what would be worth telling next."""
    store.diary.add_pain(entries)
    return Rated(
        entries=entries, run=run, said=said_of(entries, run), next=_next(store, rating, run, runner)
    )


def entries_of(rating: Rating, run: Run | None, runner: str, at: datetime) -> tuple[PainEntry, ...]:
    """The rating as rows, one a knee, entered at that moment, which is in the runner's zone."""
    window = rating.window or (Window.DURING if run is not None else _day_window(rating.day, at))
    day = _day_meant(rating, run, window, at)
    sides = (rating.side,) if rating.side is not None else (Side.LEFT, Side.RIGHT)
    return tuple(
        PainEntry(
            side=side,
            day=day,
            window=window,
            value=rating.value,
            entered_at=at.astimezone(UTC),
            run_id=run.id if run is not None else None,
            site=rating.site,
            runner=runner,
        )
        for side in sides
    )


def run_meant(store: Store, rating: Rating, runner: str, at: datetime) -> Run | None:
    """The run a rating of that moment speaks of; None where it speaks of a day.

    The moment is in the runner's zone. Raises UsageError where run, day and window contradict each
    other, NotFoundError.
    """
    if rating.run is not None:
        if rating.day is not None or rating.window in _OF_A_DAY:
            raise UsageError("A rating speaks of a run or of a day, not of both.")
        return _a_run(find_run(store, rating.run, runner))
    if rating.window in _OF_A_DAY:
        return None
    if rating.day is not None:
        return _run_of_day(store, rating, runner, at)
    latest = latest_run(store, runner, at)
    if latest is not None and at - latest.ended_at <= RECENT:
        return latest
    if rating.window is not None:
        raise UsageError("There is no run of the 48 hours before it to rate: name a run, or a day.")
    return None


def _a_run(run: Run) -> Run:
    if not run.sport.is_run:
        sport = run.sport.value.replace("_", " ")
        raise UsageError(
            f"Activity {run.id} is no run but {sport}. If it was a run: "
            f"kneewise runs edit {run.id} --sport running"
        )
    return run


def _run_of_day(store: Store, rating: Rating, runner: str, at: datetime) -> Run | None:
    """The one run of the day that was named; None on a day without, which is then rated itself."""
    day = rating.day
    if day is None or day > at.date():
        raise UsageError(Said.of("{day} is still to come.", day=day))
    not_too_long_ago(day)
    runs = [
        run
        for run in store.runs.all(runner)
        if run.day == day and run.sport.is_run and not run.deleted
    ]
    if len(runs) > 1:
        numbers = ", ".join(str(run.id) for run in runs)
        template = "There are several runs on {day}: name one ({numbers})."
        raise UsageError(Said.of(template, day=day, numbers=numbers))
    if not runs and rating.window is not None:
        raise UsageError(Said.of("There is no run on {day} to rate; rate the day itself.", day=day))
    return runs[0] if runs else None


def _day_window(day: date | None, at: datetime) -> Window:
    """Of today by the clock; a day that is over is rated by its evening."""
    today = day is None or day == at.date()
    return Window.DAY_MORNING if today and at.hour < 12 else Window.DAY_EVENING


def _day_meant(rating: Rating, run: Run | None, window: Window, at: datetime) -> date:
    if run is None:
        return rating.day if rating.day is not None else at.date()
    return run.day + timedelta(days=1) if window is Window.NEXT_MORNING else run.day


def said_of(entries: tuple[PainEntry, ...], run: Run | None) -> str:
    """What was written down, in a sentence."""
    first = entries[0]
    sides = " and ".join(entry.side.value for entry in entries)
    window = say(_PACKAGE, f"window_{first.window.value}")
    if run is None:
        return say(
            _PACKAGE, "rated_day", sides=sides, value=first.value, window=window, day=first.day
        )
    km = Distance(run.distance_m / 1000) if run.distance_m is not None else "distance unknown"
    return say(
        _PACKAGE, "rated_run", sides=sides, value=first.value, window=window, day=run.day, km=km
    )


def _next(store: Store, rating: Rating, run: Run | None, runner: str) -> tuple[str, ...]:
    """What would be worth telling, the most informative first (INFERENCE.md 2)."""
    if run is None:
        return ()
    asked = []
    mine = [entry for entry in store.diary.pain(runner) if entry.run_id == run.id]
    if rating.value and rating.side is None:
        asked.append(say(_PACKAGE, "ask_side"))
    if not any(entry.window is Window.BEFORE for entry in mine):
        asked.append(say(_PACKAGE, "ask_before", run=run.id, example=0))
    if rating.value >= PAINFUL and store.diary.report(run.id, runner).shortened is None:
        asked.append(say(_PACKAGE, "ask_report", run=run.id))
    side = rating.side
    if side is not None and _two_of_three(store, side, runner):
        asked.append(say(_PACKAGE, "ask_episode", iso=run.day.isoformat(), side=side.value))
    return tuple(asked)


def episode_offers(store: Store, runner: str) -> tuple[EpisodeOffer, ...]:
    """The knees of which two of the last three rated runs hurt while no episode is open."""
    runs = {run.id: run for run in store.runs.all(runner)}
    offers = []
    for side in Side:
        painful = _two_of_three(store, side, runner)
        if painful:
            days = [runs[run_id].day for run_id in painful]
            offers.append(EpisodeOffer(side=side, began_on=days[0], painful=len(days)))
    return tuple(offers)


def _two_of_three(store: Store, side: Side, runner: str) -> list[int]:
    """The painful ones of the last three rated runs where they are two, and no episode is open."""
    if any(e.side is side and e.ended_on is None for e in store.diary.episodes(runner)):
        return []
    worst: dict[int, int] = {}
    for entry in store.diary.pain(runner):
        if entry.run_id is None or entry.value is None or entry.side is not side:
            continue
        if entry.window in OUTCOME_WINDOWS:
            worst[entry.run_id] = max(worst.get(entry.run_id, 0), entry.value)
    runs = [run.id for run in store.runs.all(runner) if run.id in worst]
    painful = [run_id for run_id in runs[-3:] if worst[run_id] >= PAINFUL]
    return painful if len(painful) >= 2 else []
