"""Profiles of runs: reduced once when a file comes in, again when what they rest on changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from kneewise.journal.elevation import NO_TILES, on_terrain, open_elevation, tiles_in
from kneewise.journal.where import boxes_of_runs
from kneewise.model.run import DEFAULT_RUNNER
from kneewise.model.sport import Sport
from kneewise.store.fingerprint import RECORDED
from kneewise.store.kept import PROFILES, Feature, Subject

if TYPE_CHECKING:
    from kneewise.ground.elevation import Tiles
    from kneewise.model.profile import RunProfile
    from kneewise.model.recording import Recording, Samples
    from kneewise.store.home import Store
    from kneewise.store.kept import KeptRecording


def profile_of(
    recording: Recording, sport: Sport, content: str | None, under: Tiles = NO_TILES
) -> tuple[RunProfile, bytes, str]:
    """The profile of a recording, the same packed, and its key; `under` are the tiles under it."""
    from kneewise.knee.profile import reduce_run
    from kneewise.store.profiles import pack_profile

    profile = reduce_run(
        on_terrain(in_steps(recording.samples, sport), under),
        sport,
        pauses=recording.pauses,
        distance_m=recording.distance_m,
        timer_s=recording.timer_s,
        elapsed_s=recording.elapsed_s,
    )
    return profile, pack_profile(profile), _key(sport, content, under)


def in_steps(samples: Samples, sport: Sport) -> Samples:
    """Cadence in steps: a file that named no sport kept it as written, and a hint came later."""
    from kneewise.formats.plausible import steps_per_minute
    from kneewise.model.recording import Samples

    cadence = samples.get("cadence_spm")
    if cadence is None:
        return samples
    return Samples({**samples.columns, "cadence_spm": steps_per_minute(cadence, sport)})


def profiles(
    store: Store,
    runner: str = DEFAULT_RUNNER,
    on_progress: Callable[[int, int], None] | None = None,
) -> Mapping[int, RunProfile]:
    """The profile of every activity by run id, from its main recording.

    Those that are missing or rest on an older version, another sport or other elevation tiles
    are reduced anew and, where the home may be written, kept. `on_progress` is called with
    (done, total) of these.
    """
    tiles = open_elevation(store)
    return store.remembered(
        "profiles",
        RECORDED,
        lambda: _profiles(store, runner, tiles, on_progress),
        runner,
        also=tiles.key,
    )


def _profiles(
    store: Store, runner: str, tiles: Tiles, on_progress: Callable[[int, int], None] | None
) -> Mapping[int, RunProfile]:
    from kneewise.store.profiles import unpack_profile

    kept = store.features.all(PROFILES, Subject.RECORDING, runner)
    sports = {run.id: run.sport for run in store.runs.all(runner)}
    where = boxes_of_runs(store, runner) if tiles else {}
    found: dict[int, RunProfile] = {}
    stale: dict[int, Tiles] = {}
    for run_id, (recording_id, content) in store.runs.main_contents(runner).items():
        feature = kept.get(recording_id)
        under = tiles_in(tiles, where.get(run_id), sports[run_id])
        if feature is not None and feature.key == _key(sports[run_id], content, under):
            found[run_id] = unpack_profile(feature.value)
        else:
            stale[recording_id] = under
    anew: list[Feature] = []
    for recording in store.runs.all_recordings(runner, main_only=True) if stale else ():
        if recording.id not in stale or recording.run_id is None:
            continue
        profile, packed, key = _reduce_again(
            store, recording, sports[recording.run_id], stale[recording.id]
        )
        found[recording.run_id] = profile
        anew.append(Feature(recording.id, key, packed))
        if on_progress is not None:
            on_progress(len(anew), len(stale))
    if anew and store.database.writable:
        store.features.put(PROFILES, anew, Subject.RECORDING, runner)
    return found


def _reduce_again(
    store: Store, kept: KeptRecording, sport: Sport, under: Tiles
) -> tuple[RunProfile, bytes, str]:
    from kneewise.model.recording import Recording

    recording = Recording(
        index=kept.index,
        sport=kept.sport,
        started_at=kept.started_at,
        samples=store.runs.recording_samples(kept),
        elapsed_s=kept.elapsed_s,
        timer_s=kept.timer_s,
        distance_m=kept.distance_m,
        pauses=kept.pauses,
    )
    return profile_of(recording, sport, kept.samples, under)


def _key(sport: Sport, content: str | None, under: Tiles) -> str:
    """What a profile rests on: code, kind of sport, samples, tiles under it.

    Totals never change after import.
    """
    from kneewise.knee.profile import PROFILE_VERSION

    plain = f"{PROFILE_VERSION}:{sport.value}:{content or 'none'}"
    return f"{plain}:{under.key}" if under else plain
