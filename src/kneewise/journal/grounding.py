"""The ground of every run: matched to the maps once and kept with what it rests on.

A run waits where nothing is kept of it, or what is kept rests on other code, other samples or
other maps than now cover it. Runs are taken place by place, so that the ways of a place are read
once for all runs there, and kept 16 at a time: whatever stops it, the next call goes on from there.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kneewise.journal.mapping import open_maps, unusable_maps
from kneewise.model.errors import MapError, StoreError
from kneewise.model.sport import Sport
from kneewise.model.words import say
from kneewise.store.kept import GROUNDS, Feature, Subject

if TYPE_CHECKING:
    from kneewise.ground.mapfile import MapFolder
    from kneewise.ground.projection import Box
    from kneewise.ground.under import Under
    from kneewise.journal.reducing_ground import Reducer
    from kneewise.model.ground import RunGround
    from kneewise.model.run import Run
    from kneewise.store.home import Store

GROUND_VERSION = "1"
"""Changes whenever the ground of the same samples on the same map would come out differently."""

BATCH_RUNS = 16
"""Runs of one transaction, as files of an import."""

PLACE_DEG = 0.2
"""Runs whose middles lie in one square of this size share what is read of the map (14 by 22 km at
50 degrees north): our choice, more is memory and less is reading again."""

AFTER_IMPORT = 32
"""So many runs are matched at once when an import ends; more wait for `kneewise ground` (our
choice: some seconds)."""

OnProgress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Matched:
    """What a pass did: runs reduced, runs that still wait, and why, in sentences."""

    done: int
    waiting: int
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Waiting:
    """A run whose ground is to be reduced: its main recording, where it was, and its key to be."""

    run: Run
    recording_id: int
    box: Box | None
    maps: tuple[MapFolder, ...]
    key: str


def match_waiting(
    store: Store,
    runner: str,
    on_progress: OnProgress | None = None,
    only: str | None = None,
) -> Matched:
    """Reduce and keep the ground of every run that waits; `on_progress` takes (done, total).

    With `only` (a number or "latest") that run alone. Without any map, and where the home can't
    be written, nothing is done. A tile or samples that can't be read leave their runs waiting, and
    so does a map that can't be used with the runs that no other map covers.
    Raises NotFoundError, MissingExtraError.
    """
    from kneewise.journal.finding import find_run

    wanted = None if only is None else find_run(store, only, runner).id
    if not store.maps.all() or not store.writable:
        return Matched(0, 0)
    todo = waiting(store, runner)
    unusable = unusable_maps(store)
    mine = [one for one in _ready(todo, unusable) if wanted in (None, one.run.id)]
    found = _Pass(store, runner, len(mine), on_progress).go(mine)
    problems = (*unusable, *found.problems)
    return replace(found, waiting=len(todo) - found.done, problems=problems)


def match_after_import(store: Store, runner: str) -> int:
    """Reduce the few runs an import brought; how many wait, where there is a map."""
    from kneewise.model.errors import MissingExtraError

    if not store.maps.all() or not store.writable:
        return 0
    count = len(waiting(store, runner, read=False))
    if count > AFTER_IMPORT:
        return count
    todo = waiting(store, runner)
    ready = _ready(todo, unusable_maps(store))
    try:
        return len(todo) - _Pass(store, runner, len(ready), None).go(ready).done
    except (MissingExtraError, StoreError):
        return len(todo)  # `kneewise ground` says why


def _ready(todo: Sequence[Waiting], unusable: Sequence[str]) -> Sequence[Waiting]:
    """Those that can be told now: where a map can't be used, a place without one may be on it."""
    if not unusable:
        return todo
    return [one for one in todo if one.box is None or one.maps]


def waiting(store: Store, runner: str, *, read: bool = True) -> tuple[Waiting, ...]:
    """Every run whose ground is not kept, or not of what is here now; place by place.

    With `read` False no samples are read: enough to count them.
    """
    from kneewise.journal.where import boxes_of_runs

    maps = numbered_maps(store)
    kept = store.features.keys(GROUNDS, Subject.RECORDING, runner)
    contents = store.runs.main_contents(runner)
    boxes = boxes_of_runs(store, runner, read=read)
    found = []
    for run in store.runs.all(runner):
        if run.deleted or not run.sport.is_run or run.id not in contents:
            continue
        recording_id, content = contents[run.id]
        box = None if run.sport.is_nowhere else boxes.get(run.id)
        here = {mark: one for mark, one in maps.items() if box is not None and one.box.meets(box)}
        key = f"{base_key(run.sport, content)}|{_hash(here)}"
        if kept.get(recording_id) != key:
            found.append(Waiting(run, recording_id, box, tuple(here.values()), key))
    return tuple(sorted(found, key=_place))


def base_key(sport: Sport, content: str | None) -> str:
    """What the ground of a run rests on beside the maps: code, kind of sport, samples."""
    from kneewise.knee.profile import PROFILE_VERSION  # whose segments these are

    return f"{GROUND_VERSION}:{PROFILE_VERSION}:{sport.value}:{content or 'none'}"


def numbered_maps(store: Store) -> Mapping[str, MapFolder]:
    """Every map that can be used, by what tells it from any other: name, number, date, size."""
    return {
        f"{_place_of(one)}/{one.source.dated}/{one.ways}/{one.vertices}": one
        for one in open_maps(store)
    }


def _place_of(one: MapFolder) -> str:
    return f"{one.folder.parent.name}/{one.folder.name}"


def grounds(store: Store, runner: str) -> Mapping[int, RunGround]:
    """The kept ground of every run by run id; nothing is matched here.

    One that rests on older maps counts until it is matched anew, one of other samples or older
    code does not.
    """
    return store.remembered(
        "grounds",
        ("runs", "run_recordings", "recordings", "edits", "features"),
        lambda: _grounds(store, runner),
        runner,
    )


def ground_mark(store: Store, runner: str) -> str:
    """Changes whenever any kept ground does: part of the key of answers that follow from it."""
    return store.remembered(
        "ground mark",
        ("features",),
        lambda: _hash(store.features.keys(GROUNDS, Subject.RECORDING, runner).items()),
        runner,
    )


def ground_said(*found: RunGround | None) -> str | None:
    """Whose maps these grounds are from, in a sentence; None where no map was used."""
    whose = dict.fromkeys(one.attribution for one in found if one is not None and one.attribution)
    return say("kneewise.ground", "ground.from", whose="; ".join(whose)) if whose else None


def forget_map(store: Store, name: str) -> None:
    """Drop what was matched against a map that goes: its runs are unknown ground from now on.

    A map is the home's, so everybody's runs on it are meant.
    """
    for runner in store.features.runners(GROUNDS, Subject.RECORDING):
        on_it = _matched_on(store, name, runner)
        if on_it:
            store.features.drop(GROUNDS, on_it, Subject.RECORDING, runner)


def _matched_on(store: Store, name: str, runner: str) -> list[int]:
    """The recordings of one runner whose ground rests on a map of that name."""
    from kneewise.store.grounds import unpack_ground

    kept = store.features.all(GROUNDS, Subject.RECORDING, runner)
    return [
        recording_id
        for recording_id, feature in kept.items()
        if any(one.name == name for one in unpack_ground(feature.value).ground.maps)
    ]


@dataclass(slots=True)
class _Pass:
    """One pass over the runs that wait."""

    store: Store
    runner: str
    total: int
    on_progress: OnProgress | None
    done: int = 0
    problems: dict[str, None] = field(default_factory=dict)

    def go(self, todo: Sequence[Waiting]) -> Matched:
        """Place by place."""
        if not todo:
            return Matched(0, 0)
        from kneewise.journal.reducing_ground import Reducer

        reducer = Reducer.load(self.store, self.runner)
        for group in _places(todo):
            try:
                self._place(group, reducer)
            except MapError as error:
                self.problems[str(error)] = None
        return Matched(self.done, self.total - self.done, tuple(self.problems))

    def _place(self, group: Sequence[Waiting], reducer: Reducer) -> None:
        under = reducer.ways_around(group)
        for at in range(0, len(group), BATCH_RUNS):
            batch = group[at : at + BATCH_RUNS]
            features = [kept for one in batch if (kept := self._one(one, under, reducer))]
            self.store.features.put(GROUNDS, features, Subject.RECORDING, self.runner)
            self.done += len(features)
            if self.on_progress is not None:
                self.on_progress(self.done, self.total)

    def _one(self, one: Waiting, under: Under | None, reducer: Reducer) -> Feature | None:
        """One run's ground; None where its samples can't be read, and the others go on."""
        try:
            return Feature(one.recording_id, one.key, reducer.reduce(one, under))
        except StoreError as error:
            self.problems[str(error)] = None
            return None


def _places(todo: Sequence[Waiting]) -> Iterator[Sequence[Waiting]]:
    """Runs of one square together; one that is longer than a square stands alone."""
    together: dict[object, list[Waiting]] = defaultdict(list)
    for one in todo:
        alone = one.box is not None and _span(one.box) > 2 * PLACE_DEG
        together[one.run.id if alone else _place(one)].append(one)
    yield from together.values()


def _place(one: Waiting) -> tuple[int, int, str]:
    if one.box is None or not one.maps:
        return (-1, -1, "")
    middle = one.box.middle
    maps = ",".join(str(each.folder) for each in one.maps)
    return (int((middle.south + 90) / PLACE_DEG), int((middle.west + 180) / PLACE_DEG), maps)


def _span(box: Box) -> float:
    return max(box.north - box.south, (box.east - box.west) % 360.0)


def _hash(parts: object) -> str:
    said = repr(sorted(parts))  # type: ignore[call-overload]
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def _grounds(store: Store, runner: str) -> Mapping[int, RunGround]:
    from kneewise.store.grounds import unpack_ground

    kept = store.features.all(GROUNDS, Subject.RECORDING, runner)
    if not kept:
        return {}
    sports = {run.id: run.sport for run in store.runs.all(runner)}
    found = {}
    for run_id, (recording_id, content) in store.runs.main_contents(runner).items():
        feature = kept.get(recording_id)
        if feature is None or run_id not in sports:
            continue
        if feature.key.rpartition("|")[0] == base_key(sports[run_id], content):
            found[run_id] = unpack_ground(feature.value).ground
    return found
