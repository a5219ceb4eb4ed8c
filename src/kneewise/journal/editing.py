"""Putting a run right: edits that an import never overwrites, deletion, splitting."""

from __future__ import annotations

from kneewise.journal.finding import find_run
from kneewise.model.errors import UsageError
from kneewise.model.quantity import Distance
from kneewise.model.run import Run
from kneewise.model.sport import Sport
from kneewise.model.words import Said
from kneewise.store.home import Store

MOST_KM = 1000.0
"""Our choice: beyond it a slip of the hand is likelier than a run."""


def edit_run(
    store: Store,
    said: str,
    runner: str,
    *,
    sport: Sport | None = None,
    km: float | None = None,
    name: str | None = None,
) -> Run:
    """Lay edits over what the watch said. Raises NotFoundError, UsageError."""
    if km is not None and not 0 < km < MOST_KM:
        template = "A run of {km} can't be; it is longer than 0 and below {most}."
        raise UsageError(Said.of(template, km=Distance(km, None), most=Distance(MOST_KM, None)))
    if sport is None and km is None and name is None:
        raise UsageError("Say what to put right: --sport, --km or --name.")
    run = find_run(store, said, runner)
    with store.transaction():
        if sport is not None:
            store.runs.set_edit(run.id, "sport", sport, runner)
        if km is not None:
            store.runs.set_edit(run.id, "distance_m", 1000 * km, runner)
        if name is not None:
            store.runs.set_edit(run.id, "name", name, runner)
    return store.runs.get(run.id, runner)


def name_unknown(store: Store, sport: Sport, runner: str) -> int:
    """Say what the activities were of which nobody says it; how many there were."""
    from kneewise.journal.importing_sports import unknown_sport

    unknown = unknown_sport(store, runner)
    with store.transaction():
        for run in unknown:
            store.runs.set_edit(run.id, "sport", sport, runner)
    return len(unknown)


def delete_run(store: Store, said: str, runner: str) -> Run:
    """Leave a run out; nothing is erased. Raises NotFoundError, UsageError."""
    run = find_run(store, said, runner)
    store.runs.set_edit(run.id, "deleted", value=True, runner=runner)
    return store.runs.get(run.id, runner)


def restore_run(store: Store, said: str, runner: str) -> Run:
    """Bring a run back that was left out. Raises NotFoundError, UsageError."""
    run = find_run(store, said, runner)
    if not run.deleted:
        raise UsageError(f"Run {run.id} is not left out.")
    store.runs.clear_edit(run.id, "deleted", runner)
    return store.runs.get(run.id, runner)


def split_run(store: Store, said: str, runner: str) -> tuple[Run, ...]:
    """Separate merged recordings for good. Raises NotFoundError, UsageError."""
    from kneewise.journal.importing_runs import split_run as split

    run = find_run(store, said, runner)
    return split(store, run.id, runner)
