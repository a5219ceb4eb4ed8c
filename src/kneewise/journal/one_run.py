"""One run as its page shows it: all that is known, its past, and what stands before and after."""

from __future__ import annotations

from dataclasses import dataclass

from kneewise.journal.answers import RunDetail
from kneewise.journal.comparing import Compared, compared
from kneewise.journal.finding import find_run
from kneewise.journal.looking import run_detail
from kneewise.model.run import Run, Shoe
from kneewise.store.home import Store


@dataclass(frozen=True, slots=True)
class OneRun:
    """One run with its neighbours.

    `previous` and `next` are the runs before and after (of other sports for another sport), None
    at either end. `edited` names the fields that the runner put right; `separable` says that it
    was merged from recordings that can be taken apart. `shoes` are the pairs it may have been in.
    """

    detail: RunDetail
    compared: tuple[Compared, ...]
    previous: int | None
    next: int | None
    edited: tuple[str, ...]
    separable: bool
    shoes: tuple[Shoe, ...]


def one_run(store: Store, said: str, runner: str) -> OneRun:
    """One run by number or "latest". Raises NotFoundError, UsageError."""
    run = find_run(store, said, runner)
    detail = run_detail(store, str(run.id), runner)
    previous, later = _neighbours(store, run, runner)
    return OneRun(
        detail=detail,
        compared=compared(store, run, runner),
        previous=previous,
        next=later,
        edited=_edited(store, run, runner),
        separable=sum(not kept.attached for kept in store.runs.recordings(run.id, runner)) > 1,
        shoes=tuple(
            shoe for shoe in store.shoes.all(runner) if not shoe.retired or shoe.id == run.shoe_id
        ),
    )


def _neighbours(store: Store, run: Run, runner: str) -> tuple[int | None, int | None]:
    row = [
        other
        for other in store.runs.all(runner)
        if other.id == run.id or (not other.deleted and other.sport.is_run == run.sport.is_run)
    ]
    place = next(at for at, other in enumerate(row) if other.id == run.id)
    before = row[place - 1].id if place else None
    after = row[place + 1].id if place + 1 < len(row) else None
    return before, after


def _edited(store: Store, run: Run, runner: str) -> tuple[str, ...]:
    """The fields an edit of the runner is in force for; leaving out is said elsewhere."""
    in_force: dict[str, bool] = {}
    for edit in store.runs.edits(run.id, runner):
        in_force[edit.field] = not edit.cleared
    return tuple(name for name, holds in in_force.items() if holds and name != "deleted")
