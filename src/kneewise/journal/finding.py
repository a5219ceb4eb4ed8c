"""What a person means by "latest", "214" or a shoe's name."""

from __future__ import annotations

from datetime import datetime

from kneewise.model.errors import NotFoundError, UsageError
from kneewise.model.run import Run, Shoe
from kneewise.store.home import Store


def find_run(store: Store, said: str, runner: str) -> Run:
    """The run of that number, or the latest one. Raises NotFoundError, UsageError."""
    if said == "latest":
        found = latest_run(store, runner)
        if found is None:
            raise NotFoundError("There is no run yet; bring some in with `kneewise import`.")
        return found
    if not said.isdecimal():
        raise UsageError(f"{said!r} is no run: give its number (`kneewise runs`) or 'latest'.")
    return store.runs.get(int(said), runner)


def latest_run(store: Store, runner: str, at: datetime | None = None) -> Run | None:
    """The run that began last, by a moment if one is named; None where there is none."""
    for run in reversed(store.runs.all(runner)):
        if run.sport.is_run and not run.deleted and (at is None or run.started_at <= at):
            return run
    return None


def find_shoe(store: Store, said: str, runner: str) -> Shoe:
    """The shoe of that number or name. Raises NotFoundError."""
    if said.isdecimal():
        return store.shoes.get(int(said), runner)
    found = store.shoes.find(said, runner)
    if found is None:
        raise NotFoundError(f"There is no shoe named {said!r}; `kneewise shoes` lists them.")
    return found
