"""Finding runs: by words, days, kilometres, pain, shoe and sport, a page at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kneewise.journal.answers import RunLine
from kneewise.journal.looking import outcomes, run_line
from kneewise.journal.past import load_history
from kneewise.model.diary import PAINFUL
from kneewise.model.errors import UsageError
from kneewise.model.history import History
from kneewise.model.run import Run
from kneewise.model.sport import Sport
from kneewise.store.home import Store

PAGE_RUNS = 50


class PainSought(StrEnum):
    """Which runs by their rating."""

    PAINFUL = "painful"
    UNRATED = "unrated"
    PAIN_FREE = "free"


@dataclass(frozen=True, slots=True)
class RunSearch:
    """What is looked for; everything given has to hold.

    `text` is looked for in name, note, shoe and day (`2025-03` finds that March), every word of
    it. `sport` one sport; else runs, or other sports with `others`. `left_out` finds those that
    the runner left out instead of those that count.
    """

    text: str = ""
    since: date | None = None
    until: date | None = None
    at_least_km: float | None = None
    pain: PainSought | None = None
    shoe: int | None = None
    sport: Sport | None = None
    others: bool = False
    left_out: bool = False


@dataclass(frozen=True, slots=True)
class FoundRuns:
    """One page of what was found, newest first; `total` found on all `pages`.

    `painful` and `unrated` count over all that was found. `sports` are those there are at all,
    the most frequent first; `left_out` how many activities the runner left out.
    """

    lines: tuple[RunLine, ...]
    total: int
    page: int
    pages: int
    painful: int
    unrated: int
    sports: tuple[Sport, ...]
    left_out: int


def find_runs(store: Store, sought: RunSearch, runner: str, page: int = 1) -> FoundRuns:
    """A page of 50 of the runs that fit, newest first. Raises UsageError for a span of no day."""
    if sought.since is not None and sought.until is not None and sought.since > sought.until:
        raise UsageError(f"From {sought.since} to {sought.until} there is no day.")
    history = load_history(store, runner)
    every = store.runs.all(runner)
    worst = outcomes(store, runner)
    fits = _test(sought, history, {run_id: max(pain.values()) for run_id, pain in worst.items()})
    found = [run for run in reversed(every) if fits(run)]
    pages = max(1, -(-len(found) // PAGE_RUNS))
    page = min(max(page, 1), pages)
    shown = found[(page - 1) * PAGE_RUNS : page * PAGE_RUNS]
    rated = [max(worst[run.id].values()) for run in found if run.id in worst]
    return FoundRuns(
        lines=tuple(run_line(run, history, worst.get(run.id, {})) for run in shown),
        total=len(found),
        page=page,
        pages=pages,
        painful=sum(pain >= PAINFUL for pain in rated),
        unrated=len(found) - len(rated),
        sports=tuple(name for name, _ in Counter(run.sport for run in every).most_common()),
        left_out=sum(run.deleted for run in every),
    )


def _test(sought: RunSearch, history: History, worst: dict[int, int]) -> Callable[[Run], bool]:
    words = sought.text.casefold().split()

    def fits(run: Run) -> bool:
        return (
            run.deleted == sought.left_out
            and _of_sport(run, sought)
            and _in_time(run, sought)
            and (sought.at_least_km is None or (run.distance_m or 0.0) >= 1000 * sought.at_least_km)
            and (sought.shoe is None or run.shoe_id == sought.shoe)
            and _hurts_as(worst.get(run.id), sought.pain)
            and _says(run, words, history)
        )

    return fits


def _of_sport(run: Run, sought: RunSearch) -> bool:
    if sought.sport is not None:
        return run.sport is sought.sport
    return sought.left_out or run.sport.is_run != sought.others


def _in_time(run: Run, sought: RunSearch) -> bool:
    late_enough = sought.since is None or run.day >= sought.since
    return late_enough and (sought.until is None or run.day <= sought.until)


def _hurts_as(worst: int | None, pain: PainSought | None) -> bool:
    if pain is None:
        return True
    if worst is None or pain is PainSought.UNRATED:
        return worst is None and pain is PainSought.UNRATED
    return worst >= PAINFUL if pain is PainSought.PAINFUL else worst == 0


def _says(run: Run, words: list[str], history: History) -> bool:
    if not words:
        return True
    shoe = history.shoes.get(run.shoe_id) if run.shoe_id is not None else None
    told = (run.name, run.note, shoe.name if shoe is not None else None, run.day.isoformat())
    text = " ".join(part for part in told if part).casefold()
    return all(word in text for word in words)
