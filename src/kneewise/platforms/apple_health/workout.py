"""From a cut back to a recording: series of records laid beside the route."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from lxml import etree

from kneewise.model.problem import Problem
from kneewise.model.recording import Pause, ReadResult, Recording, Samples
from kneewise.platforms.apple_health.cut import MARK, metadata, zone_of
from kneewise.platforms.apple_health.series import Series, laid_out
from kneewise.platforms.apple_health.words import COLUMNS, measure, moment, sport_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_DISTANCES = ("DistanceWalkingRunning", "DistanceCycling", "DistanceSwimming")
_STOPS = ("HKWorkoutEventTypePause", "HKWorkoutEventTypeMotionPaused")
_GOES = ("HKWorkoutEventTypeResume", "HKWorkoutEventTypeMotionResumed")


@dataclass(frozen=True, slots=True)
class WorkoutDocument:
    """Workouts of Apple Health, as the original that is kept of them."""

    def wrote(self, head: bytes) -> bool:
        """Whether it is such a workout."""
        return head.startswith(MARK)

    def read(self, data: bytes, source: str) -> ReadResult:
        """One recording whose rows are the moments of all records and of the route.

        Distance is interpolated between the moments at which Apple counted it; a rate holds over
        the interval it was measured in. Damage in a route is a problem, never fatal.
        """
        parser = etree.XMLParser(
            resolve_entities=False, load_dtd=False, no_network=True, huge_tree=True
        )
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            return _refused(source, f"the workout is damaged ({error.msg})")
        workout = root.find("Workout")
        started_at = None if workout is None else moment(workout.get("startDate"))
        if workout is None or started_at is None:
            return _refused(source, "the workout has no start")
        return _result(root, workout, started_at, source)


def _refused(source: str, message: str) -> ReadResult:
    text = f"{message}; import the export again"
    return ReadResult((), (Problem(source, "whole file", text, fatal=True),))


def _result(
    root: etree._Element, workout: etree._Element, started_at: datetime, source: str
) -> ReadResult:
    ended_at = moment(workout.get("endDate"))
    facts = metadata(workout)
    route, problems = _route(root, source)
    samples = Samples(laid_out(_series(root, workout.get("sourceName") or ""), route))
    recording = Recording(
        index=0,
        sport=sport_of(
            workout.get("workoutActivityType") or "",
            indoor=facts.get("HKIndoorWorkout") in ("1", "true"),
        ),
        started_at=started_at,
        samples=samples,
        utc_offset_s=_offset(workout, started_at),
        elapsed_s=None if ended_at is None else (ended_at - started_at).total_seconds(),
        timer_s=measure(workout.get("duration"), workout.get("durationUnit"), "duration_s"),
        distance_m=_distance(workout),
        ascent_m=_height(facts.get("HKElevationAscended")),
        descent_m=_height(facts.get("HKElevationDescended")),
        device=workout.get("sourceName"),
        pauses=_pauses(workout),
    )
    return ReadResult((recording,), problems)


def _offset(workout: etree._Element, started_at: datetime) -> int | None:
    zone, written = zone_of(workout), workout.get("utcOffset")
    try:
        if zone is not None:
            offset = started_at.astimezone(ZoneInfo(zone)).utcoffset()
            return None if offset is None else round(offset.total_seconds())
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
    return None if written is None else int(written)


def _distance(workout: etree._Element) -> float | None:
    """Metres: an attribute in older exports, a statistic since iOS 16."""
    own = measure(workout.get("totalDistance"), workout.get("totalDistanceUnit"), "distance_m")
    for statistic in workout.iterfind("WorkoutStatistics"):
        kind = (statistic.get("type") or "").removeprefix("HKQuantityTypeIdentifier")
        if own is None and kind in _DISTANCES:
            own = measure(statistic.get("sum"), statistic.get("unit"), "distance_m")
    return own or None  # Apple writes 0 for a sport without distance


def _height(text: str | None) -> float | None:
    value, _, unit = (text or "").partition(" ")
    return measure(value, unit, "distance_m")


def _pauses(workout: etree._Element) -> tuple[Pause, ...]:
    pauses: list[Pause] = []
    since: float | None = None
    for event in workout.iterfind("WorkoutEvent"):
        at = moment(event.get("date"))
        if at is None:
            continue
        if event.get("type") in _STOPS and since is None:
            since = at.timestamp()
        elif event.get("type") in _GOES and since is not None:
            pauses.append(Pause(since, at.timestamp()))
            since = None
    return tuple(pauses)


def _series(root: etree._Element, source: str) -> dict[str, list[Series]]:
    """The records of each column, from one source each: watch and phone count the same steps."""
    by_kind: dict[str, list[etree._Element]] = {}
    for record in root.iterfind("Record"):
        by_kind.setdefault(record.get("type") or "", []).append(record)
    columns: dict[str, list[Series]] = {}
    for kind, records in by_kind.items():
        column = COLUMNS.get(kind)
        if column is None or column in columns:
            continue
        chosen = _source(records, source)
        found = (_one(each, kind) for each in records if each.get("sourceName") == chosen)
        columns[column] = [each for each in found if each is not None]
    return columns


def _source(records: Sequence[etree._Element], own: str) -> str:
    counts = Counter(record.get("sourceName") or "" for record in records)
    return own if own in counts else min(counts, key=lambda name: (-counts[name], name))


def _one(record: etree._Element, kind: str) -> Series | None:
    start, end = moment(record.get("start")), moment(record.get("end"))
    value = measure(record.get("value"), record.get("unit"), COLUMNS[kind])
    if start is None or end is None or value is None:
        return None
    duration_s = (end - start).total_seconds()
    if kind == "StepCount":
        if duration_s <= 0:
            return None
        value *= 60 / duration_s
    return Series(start.timestamp(), max(end.timestamp(), start.timestamp()), value)


def _route(
    root: etree._Element, source: str
) -> tuple[Mapping[str, NDArray[np.float64]], tuple[Problem, ...]]:
    from kneewise import formats

    found: list[Recording] = []
    problems: list[Problem] = []
    for route in root.iterfind("Route"):
        name = f"{source}, route {route.get('name')}"
        result = formats.read((route.text or "").encode(), name)
        found.extend(result.recordings)
        problems.extend(Problem(each.source, each.place, each.message) for each in result.problems)
    return _joined(recording.samples for recording in found), tuple(problems)


def _joined(all_samples: Iterable[Samples]) -> Mapping[str, NDArray[np.float64]]:
    """Several routes of one workout as one, missing columns NaN."""
    import numpy as np

    parts = [samples for samples in all_samples if len(samples)]
    names = sorted({name for samples in parts for name in samples.columns})
    return {
        name: np.concatenate(
            [
                samples[name] if name in samples else np.full(len(samples), np.nan)
                for samples in parts
            ]
        )
        for name in names
    }
