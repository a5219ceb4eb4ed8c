"""The shoes: pairs, kilometres, cushioning left, and which run was in which."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from kneewise.journal.answers import ShoeLine
from kneewise.journal.finding import find_run, find_shoe
from kneewise.model.run import Run, Shoe
from kneewise.store.home import Store


def shoes(store: Store, runner: str) -> tuple[ShoeLine, ...]:
    """Every pair with its kilometres, oldest first."""
    worn: dict[int, list[Run]] = {}
    for run in store.runs.all(runner):
        if run.shoe_id is not None and not run.deleted and run.sport.is_run:
            worn.setdefault(run.shoe_id, []).append(run)
    return tuple(_line(shoe, worn.get(shoe.id, [])) for shoe in store.shoes.all(runner))


def _line(shoe: Shoe, runs: list[Run]) -> ShoeLine:
    from kneewise.causes import cushioning_left

    known = [run.distance_m / 1000 for run in runs if run.distance_m is not None]
    km = sum(known) + (shoe.start_km or 0.0) if known or shoe.start_km is not None else None
    return ShoeLine(
        shoe=shoe,
        km=km,
        runs=len(runs),
        first_day=min((run.day for run in runs), default=None),
        last_day=max((run.day for run in runs), default=None),
        cushioning_left=cushioning_left(km, shoe.foam) if km is not None and shoe.foam else None,
    )


def add_shoe(store: Store, name: str, runner: str, **said: float | str | date | None) -> Shoe:
    """A new pair, or more said of the one of that name. Raises UsageError."""
    known: dict[str, Any] = {key: value for key, value in said.items() if value is not None}
    there = store.shoes.find(name, runner)
    if there is None:
        return store.shoes.add(replace(Shoe(id=0, name=name, runner=runner), **known))
    changed = replace(there, **known)
    store.shoes.change(changed)
    return changed


def wear(store: Store, shoe: str, run: str, runner: str) -> Run:
    """Say in which pair a run was. Raises NotFoundError."""
    found = find_run(store, run, runner)
    store.runs.set_edit(found.id, "shoe_id", find_shoe(store, shoe, runner).id, runner)
    return store.runs.get(found.id, runner)
