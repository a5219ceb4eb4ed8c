"""TCX: Garmin's training centre files, with activities in laps, tracks and points."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from lxml import etree

from kneewise.formats import xml_track as xml
from kneewise.formats.pauses import pauses_of
from kneewise.formats.plausible import tidy
from kneewise.formats.xml_reading import read_parts
from kneewise.model.recording import Lap, ReadResult, Recording

_TAGS = (
    "TrainingCenterDatabase",
    "Activities",
    "Activity",
    "Lap",
    "Track",
    "Trackpoint",
    "Course",
    "Workout",
)
_ROOTS = frozenset({"trainingcenterdatabase", "activities"})
_VALUES = {
    "LatitudeDegrees": "latitude_deg",
    "LongitudeDegrees": "longitude_deg",
    "AltitudeMeters": "altitude_m",
    "DistanceMeters": "distance_m",
    "Value": "heart_rate_bpm",
    "Cadence": "cadence_spm",
    "RunCadence": "cadence_spm",
    "Speed": "speed_m_s",
    "Watts": "power_w",
}
"""Elements of a Trackpoint; `Value` stands only under HeartRateBpm."""


@dataclass(frozen=True, slots=True)
class Tcx:
    """TCX activities, those of multisport sessions too; each is one recording.

    Timer time and distance are the laps' sums. Courses and workouts are refused. An activity
    with laps but no point (a treadmill without a sensor) is kept with empty samples.
    """

    name: str = "tcx"
    suffixes: tuple[str, ...] = (".tcx",)

    def identify(self, head: bytes, name: str) -> bool:
        """Whether the first element is TrainingCenterDatabase (or Activities alone)."""
        del name
        return xml.root_name(head) in _ROOTS

    def read(self, data: bytes, source: str) -> ReadResult:
        """All activities of the file, up to where it is damaged."""
        return read_parts(data, source, _TAGS, _Reading(), "activity")


FORMAT = Tcx()


class _Activity:
    """One `Activity` while it is read."""

    def __init__(self, sport: str | None) -> None:
        self.rows = xml.Rows()
        self.times = xml.Times()
        self.switched: list[tuple[float, bool]] = []
        self.laps: list[Lap] = []
        self.begins_s: float | None = None
        self._sport = sport
        self._texts: dict[str, str | None] = {}
        self._last_s: float | None = None
        self._new_track = False
        self._tracks_in_lap = 0

    def begin_lap(self) -> None:
        """Tracks that follow are those of the next lap."""
        self._tracks_in_lap = 0

    def begin_track(self) -> None:
        """A second track within a lap follows a pause."""
        self._new_track = self._tracks_in_lap > 0
        self._tracks_in_lap += 1

    def add(self, point: xml.Element) -> None:
        """One `Trackpoint`."""
        values: dict[str, float] = {}
        for element in point.iterdescendants(etree.Element):
            name = xml.local(element)
            value = xml.number(element.text) if name in _VALUES else None
            if name == "Time":
                value = self.times.seconds(element.text)
            if value is not None:
                values["time_s" if name == "Time" else _VALUES[name]] = value
        time_s = values.get("time_s")
        if time_s is not None:
            if self._new_track and self._last_s is not None:
                self.switched += [(self._last_s, False), (time_s, True)]
            self._new_track = False
            self._last_s = time_s
        self.rows.add(values)

    def end_lap(self, lap: xml.Element) -> None:
        """Totals of a lap; its points were read before."""
        start_s = self.times.seconds(lap.get("StartTime"))
        if start_s is None:
            return
        trigger = xml.text_of(lap, "TriggerMethod")
        elapsed = xml.number(xml.text_of(lap, "TotalTimeSeconds"))
        distance = xml.number(xml.text_of(lap, "DistanceMeters"))
        self.laps.append(Lap(start_s, elapsed, distance, trigger and trigger.lower()))

    def describe(self, activity: xml.Element) -> None:
        """Id, notes and device."""
        self.begins_s = self.times.seconds(xml.text_of(activity, "Id"))
        self._texts["note"] = xml.text_of(activity, "Notes")
        for creator in activity.iterchildren("{*}Creator"):
            self._texts["device"] = xml.text_of(creator, "Name")

    def recording(self, index: int, source: str, place: str) -> Recording:
        """The activity as a recording."""
        sport = xml.sport_named(self._sport)
        samples, problems = tidy(self.rows.columns(), sport, source, place)
        time_s = samples["time_s"]
        known = time_s[~np.isnan(time_s)]
        start_s = self.laps[0].start_s if self.laps else self.begins_s
        if start_s is None and known.size:
            start_s = float(known[0])
        timer_s = _sum([lap.elapsed_s for lap in self.laps])
        stopped_s = None
        if timer_s is not None and known.size:
            stopped_s = float(known[-1] - known[0]) - timer_s
        return Recording(
            index=index,
            sport=sport,
            started_at=xml.moment(start_s),
            samples=samples,
            utc_offset_s=self.times.utc_offset_s,
            timer_s=timer_s,
            distance_m=self._distance_m(samples.get("distance_m")),
            note=self._texts.get("note"),
            device=self._texts.get("device"),
            laps=tuple(self.laps),
            pauses=pauses_of(self.switched, time_s, stopped_s),
            problems=(*self.times.problems(source, place), *problems),
        )

    def _distance_m(self, counted: xml.Column | None) -> float | None:
        """The laps' sum; a device that counted nothing writes 0."""
        total = _sum([lap.distance_m for lap in self.laps])
        if total == 0 and (counted is None or not np.any(counted > 0)):
            return None
        return total


class _Reading:
    """The file while it is read."""

    def __init__(self) -> None:
        self.parts: list[_Activity] = []
        self.points = 0
        self._other: str | None = None
        self._open: tuple[_Activity, xml.Element] | None = None

    def take(self, event: str, tag: str, element: xml.Element) -> None:
        """One start or end of an element."""
        if event == "start":
            self._start(tag, element)
            return
        if tag == "Trackpoint":
            if self._open is not None:
                self._open[0].add(element)
                self.points += 1
            xml.forget(element)
        elif tag == "Lap" and self._open is not None:
            self._open[0].end_lap(element)
            xml.forget(element)
        elif tag == "Activity":
            self.close()

    def close(self) -> None:
        """The end of an activity, or of a file that broke off inside one."""
        if self._open is None:
            return
        activity, element = self._open
        self._open = None
        for lap in element.iterchildren("{*}Lap"):
            if len(lap):
                activity.end_lap(lap)  # the one that the damage cut off
        activity.describe(element)
        if activity.rows.count or activity.laps:
            self.parts.append(activity)

    def refusal(self) -> str:
        """Why there is nothing to import."""
        if self._other is not None:
            return f"it holds a {self._other} and no activity. Export the activity itself."
        return "there is no activity with a lap or a point in it."

    def _start(self, tag: str, element: xml.Element) -> None:
        if tag == "Activity":
            self._open = (_Activity(element.get("Sport")), element)
        elif tag in {"Course", "Workout"}:
            self._other = tag.lower()
        elif self._open is not None:
            if tag == "Lap":
                self._open[0].begin_lap()
            elif tag == "Track":
                self._open[0].begin_track()


def _sum(values: list[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None
