"""The shoes: pairs, kilometres, cushioning left, and which run was in which."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from math import isnan
from typing import Any

from kneewise.causes.novel_shoe import FIRST_DAYS, FIRST_RUNS
from kneewise.causes.timeline import timeline_of
from kneewise.causes.wear import NEW_KM, wear_of
from kneewise.journal.answers import ShoeLine, ShoeStory
from kneewise.journal.clock import local_day
from kneewise.journal.finding import find_run, find_shoe
from kneewise.journal.past import load_history
from kneewise.model.errors import UsageError
from kneewise.model.run import Run, Shoe
from kneewise.store.home import Store


def shoes(store: Store, runner: str) -> tuple[ShoeLine, ...]:
    """Every pair with its kilometres, oldest first."""
    rests_on = ("runs", "edits", "shoes")
    return store.remembered("shoe lines", rests_on, lambda: _lines(store, runner), runner)


def _lines(store: Store, runner: str) -> tuple[ShoeLine, ...]:
    worn: dict[int, list[Run]] = {}
    for run in store.runs.all(runner):
        if run.shoe_id is not None and not run.deleted and run.sport.is_run:
            worn.setdefault(run.shoe_id, []).append(run)
    return tuple(_line(shoe, worn.get(shoe.id, [])) for shoe in store.shoes.all(runner))


def shoe_shelf(store: Store, runner: str) -> tuple[ShoeStory, ...]:
    """Every pair in full: those in use first, each lot with the latest worn first."""
    history = load_history(store, runner, with_loads=False)
    today = local_day(store, runner)
    wear = wear_of(history, timeline_of(history))
    was_new = {
        shoe.id: float(new)
        for shoe, new in zip(wear.shoes, wear.was_new, strict=True)
        if shoe is not None
    }
    stories = [_story(line, was_new, today) for line in shoes(store, runner)]
    return tuple(
        sorted(
            stories,
            key=lambda one: (one.line.shoe.retired, -(one.line.last_day or date.max).toordinal()),
        )
    )


def _story(line: ShoeLine, was_new: Mapping[int, float], today: date) -> ShoeStory:
    from kneewise.causes import cushioning_range

    shoe = line.shoe
    began = shoe.bought_on or line.first_day
    return ShoeStory(
        line=line,
        age_days=None if began is None else max((today - began).days, 0),
        cushioning=None
        if line.km is None or shoe.foam is None
        else cushioning_range(line.km, shoe.foam),
        novel=_novel(line, was_new.get(shoe.id), today),
    )


def _novel(line: ShoeLine, was_new: float | None, today: date) -> bool | None:
    """Whether a run in it today would count as one in new shoes; see `causes/novel_shoe.py`."""
    if line.first_day is None:
        return None if line.shoe.start_km is None else line.shoe.start_km < NEW_KM
    if line.runs >= FIRST_RUNS or (today - line.first_day).days >= FIRST_DAYS:
        return False
    return None if was_new is None or isnan(was_new) else was_new > 0


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
    _check(known, local_day(store, runner))
    there = store.shoes.find(name, runner)
    if there is None:
        return store.shoes.add(replace(Shoe(id=0, name=name, runner=runner), **known))
    changed = replace(there, **known)
    store.shoes.change(changed)
    return changed


SHOE_CHOICES = {
    "midsole": ("soft", "medium", "hard"),
    "kind": ("road", "trail", "track", "spikes", "minimal", "motion_control"),
    "foam": ("eva", "super"),
}
"""The words some facts of a pair take; see `Shoe`."""

_MOST = {"start_km": 20_000.0, "drop_mm": 40.0, "stack_mm": 100.0}


def change_shoe(store: Store, number: int, runner: str, **said: float | str | date | None) -> Shoe:
    """Say a pair anew: every field that is named, None for "not known". Its runs stay with it.

    Raises NotFoundError, UsageError for what no shoe can be and for a name that is taken.
    """
    _check(said, local_day(store, runner))
    values: dict[str, Any] = said
    changed = replace(store.shoes.get(number, runner), **values)
    store.shoes.change(changed)
    return changed


def _check(said: Mapping[str, object], today: date) -> None:
    for name, value in said.items():
        choices = SHOE_CHOICES.get(name)
        if choices is not None and value is not None and value not in choices:
            raise UsageError(f"The {name} of a shoe is {', '.join(choices)}; not {value!r}.")
        most = _MOST.get(name)
        if most is not None and isinstance(value, float | int) and not 0 <= value <= most:
            raise UsageError(f"{name} is a number from 0 to {most:.0f}, not {value:g}.")
    bought = said.get("bought_on")
    if isinstance(bought, date) and bought > today:
        raise UsageError(f"{bought} is still to come.")
    if not str(said.get("name", "?")).strip():
        raise UsageError("A shoe needs a name.")


def wear(store: Store, shoe: str | None, run: str, runner: str) -> Run:
    """Say in which pair a run was; None for none known. Raises NotFoundError."""
    found = find_run(store, run, runner)
    worn = None if shoe is None else find_shoe(store, shoe, runner).id
    store.runs.set_edit(found.id, "shoe_id", worn, runner)
    return store.runs.get(found.id, runner)
