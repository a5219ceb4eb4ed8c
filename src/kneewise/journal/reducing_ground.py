"""One place of the map, and the runs there reduced to their ground."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kneewise.ground.mapfile import read_network
from kneewise.ground.matching import match
from kneewise.ground.pavement import surfaces_of
from kneewise.ground.projection import Box
from kneewise.ground.under import SegmentKm, Under, cut_in_pieces, unknown_ground
from kneewise.journal.grounding import Waiting
from kneewise.journal.importing_profiles import in_steps, profiles
from kneewise.knee.profile import Cut, cut_run
from kneewise.knee.stepspread import step_spread
from kneewise.store.grounds import KeptGround, pack_ground

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kneewise.model.ground import RunGround
    from kneewise.model.profile import RunProfile
    from kneewise.store.home import Store
    from kneewise.store.kept import KeptRecording

    F8 = NDArray[np.float64]

MARGIN_M = 200.0
"""How far around the runs ways are read; our choice, twice what a bad receiver is off."""


@dataclass(frozen=True, slots=True)
class Reducer:
    """What every run is reduced from: samples in the store, its recording and its profile."""

    store: Store
    recordings: Mapping[int, KeptRecording]
    profiles: Mapping[int, RunProfile]

    @classmethod
    def load(cls, store: Store, runner: str) -> Reducer:
        """All recordings and profiles, read once."""
        kept = store.runs.all_recordings(runner, main_only=True)
        return cls(store, {one.id: one for one in kept}, profiles(store, runner))

    def ways_around(self, group: Sequence[Waiting]) -> Under | None:
        """The ways around some runs of the same maps; None where no map covers them.

        Raises MapError for a tile that can't be read, MissingExtraError.
        """
        boxes = [one.box for one in group if one.box is not None]
        if not boxes or not group[0].maps:
            return None
        lon = np.array([edge for box in boxes for edge in (box.west, box.east)])
        lat = np.array([edge for box in boxes for edge in (box.south, box.north)])
        network = read_network(group[0].maps, Box.around(lon, lat, MARGIN_M))
        return Under(network, surfaces_of(network)) if len(network) else None

    def reduce(self, one: Waiting, under: Under | None) -> bytes:
        """The ground of one run, packed; all of it unknown where the samples tell no place."""
        box = one.box
        corners = None if box is None else (box.west, box.south, box.east, box.north)
        ground = _ground(one, self._cut(one), self.profiles[one.run.id], under)
        return pack_ground(KeptGround(ground, corners))

    def _cut(self, one: Waiting) -> Cut | None:
        kept = self.recordings[one.recording_id]
        if kept.samples is None:
            return None
        samples = in_steps(self.store.runs.recording_samples(kept), one.run.sport)
        return cut_run(
            samples,
            one.run.sport,
            kept.pauses,
            kept.distance_m,
            kept.timer_s,
            kept.elapsed_s,
        )


def _ground(one: Waiting, cut: Cut | None, profile: RunProfile, under: Under | None) -> RunGround:
    edges_m = edges_of(profile)
    watched = np.full(profile.segment_count, np.nan)
    if cut is not None and profile.segment_count:
        watched = step_spread(cut.columns, cut.track, edges_m)
    segments = SegmentKm(np.nan_to_num(profile.segments["km"]), watched)
    if one.run.sport.is_nowhere:
        return unknown_ground(segments, "treadmill")
    if one.box is None or cut is None:
        return unknown_ground(segments, "no_position")
    if under is None:
        return unknown_ground(segments, "no_map")
    return _matched(under, cut, segments, edges_m)


def edges_of(profile: RunProfile) -> F8:
    """Where the segments of a profile begin and the last one ends, metres; (segments + 1,)."""
    start, km = profile.segments["start_km"], profile.segments["km"]
    if not len(km):
        return np.zeros(1)
    start = np.nan_to_num(start)
    return np.asarray(1000.0 * np.append(start, start[-1] + km[-1]))


def _matched(under: Under, cut: Cut, segments: SegmentKm, edges_m: F8) -> RunGround:
    lat, lon = cut.columns.get("latitude_deg"), cut.columns.get("longitude_deg")
    metres = cut.track.distance_m
    if lat is None or lon is None or metres is None:
        return unknown_ground(segments, "no_position")
    found = match(under.network, cut.columns["time_s"], lat, lon)
    pieces = cut_in_pieces(metres, found.way, edges_m)
    return under.of(found, pieces, segments, under.network.sources)
