"""GPX 1.0 and 1.1: tracks of points, with the extensions of Garmin, Cluetrust and others."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from lxml import etree

from kneewise.formats import xml_track as xml
from kneewise.formats.pauses import pauses_of
from kneewise.formats.plausible import tidy
from kneewise.formats.xml_reading import read_parts
from kneewise.model.recording import ReadResult, Recording

_TAGS = ("gpx", "trk", "trkseg", "trkpt", "wpt", "rtept")

_VALUES = {
    "ele": "altitude_m",
    "speed": "speed_m_s",
    "hr": "heart_rate_bpm",
    "heartrate": "heart_rate_bpm",
    "cad": "cadence_spm",
    "cadence": "cadence_spm",
    "atemp": "temperature_c",
    "temp": "temperature_c",
    "power": "power_w",
    "powerinwatts": "power_w",
    "watts": "power_w",
    "distance": "distance_m",
}
"""Elements of a point, in any namespace, lower case."""


@dataclass(frozen=True, slots=True)
class Gpx:
    """GPX tracks; every `trk` with a point is one recording, its segments follow each other.

    A break between two segments is a pause. Distance and speed are taken where the file gives
    them and not computed. Files of waypoints or routes alone are refused.
    """

    name: str = "gpx"
    suffixes: tuple[str, ...] = (".gpx",)

    def identify(self, head: bytes, name: str) -> bool:
        """Whether the first element is `gpx`."""
        del name
        return xml.root_name(head) == "gpx"

    def read(self, data: bytes, source: str) -> ReadResult:
        """All tracks of the file, up to where it is damaged."""
        return read_parts(data, source, _TAGS, _Reading(), "track")


FORMAT = Gpx()


class _Track:
    """One `trk` while it is read."""

    def __init__(self, creator: str | None, title: str | None) -> None:
        self.rows = xml.Rows()
        self.times = xml.Times()
        self.switched: list[tuple[float, bool]] = []
        self.about: dict[str, str | None] = {}
        self.creator = creator
        self.title = title
        self._last_s: float | None = None
        self._new_segment = False

    def begin_segment(self) -> None:
        """The points that follow belong to the next segment."""
        self._new_segment = True

    def add(self, point: xml.Element) -> None:
        """One `trkpt`."""
        values: dict[str, float] = {}
        time_s = None
        _put(values, "latitude_deg", point.get("lat"))
        _put(values, "longitude_deg", point.get("lon"))
        for element in point.iterdescendants(etree.Element):
            name = xml.local(element).lower()
            if name == "time" and element.getparent() is point:
                time_s = self.times.seconds(element.text)
            elif name in _VALUES:
                _put(values, _VALUES[name], element.text)
        if time_s is not None:
            values["time_s"] = time_s
            if self._new_segment and self._last_s is not None:
                self.switched += [(self._last_s, False), (time_s, True)]
            self._new_segment = False
            self._last_s = time_s
        self.rows.add(values)

    def describe(self, track: xml.Element) -> None:
        """Name, notes, kind and totals, which stand beside the points."""
        for key in ("name", "desc", "cmt", "type"):
            self.about[key] = xml.text_of(track, key)
        for element in track.iterdescendants("{*}TrackStatsExtension", "{*}TrackStatistics"):
            for key in ("Distance", "TimerTime", "Ascent", "Descent"):
                self.about[key] = xml.text_of(element, key)

    def recording(self, index: int, source: str, place: str) -> Recording:
        """The track as a recording."""
        sport = xml.sport_named(self.about.get("type"))
        samples, problems = tidy(self.rows.columns(), sport, source, place)
        time_s = samples["time_s"]
        known = time_s[~np.isnan(time_s)]
        return Recording(
            index=index,
            sport=sport,
            started_at=xml.moment(float(known[0])) if known.size else None,
            samples=samples,
            utc_offset_s=self.times.utc_offset_s,
            timer_s=xml.number(self.about.get("TimerTime")),
            distance_m=xml.number(self.about.get("Distance")),
            ascent_m=xml.number(self.about.get("Ascent")),
            descent_m=xml.number(self.about.get("Descent")),
            name=self.about.get("name") or self.title,
            note=self.about.get("desc") or self.about.get("cmt"),
            device=self.creator,
            pauses=pauses_of(self.switched, time_s, None),
            problems=(*self.times.problems(source, place), *problems),
        )


class _Reading:
    """The file while it is read."""

    def __init__(self) -> None:
        self.parts: list[_Track] = []
        self.points = 0
        self._others = 0
        self._creator: str | None = None
        self._root: xml.Element | None = None
        self._open: tuple[_Track, xml.Element] | None = None

    def take(self, event: str, tag: str, element: xml.Element) -> None:
        """One start or end of an element."""
        if event == "start":
            self._start(tag, element)
        elif tag == "trkpt":
            if self._open is not None:
                self._open[0].add(element)
                self.points += 1
            xml.forget(element)
        elif tag in {"wpt", "rtept"}:
            self._others += 1
            xml.forget(element)
        elif tag == "trk":
            self.close()

    def close(self) -> None:
        """The end of a track, or of a file that broke off inside one."""
        if self._open is None:
            return
        track, element = self._open
        self._open = None
        track.describe(element)
        if track.rows.count:
            self.parts.append(track)

    def refusal(self) -> str:
        """Why there is nothing to import."""
        if self._others:
            return (
                "it holds waypoints or a route and no recorded track: not an activity. "
                "Export the activity itself."
            )
        return "there is no point of a track in it: not an activity."

    def _start(self, tag: str, element: xml.Element) -> None:
        if tag == "gpx":
            self._creator = element.get("creator") or None
            self._root = element
        elif tag == "trk":
            self._open = (_Track(self._creator, self._title()), element)
        elif tag == "trkseg" and self._open is not None:
            self._open[0].begin_segment()

    def _title(self) -> str | None:
        """The file's own name, which stands before the first track."""
        if self._root is None or self.parts:
            return None
        for child in self._root.iterchildren("{*}metadata"):
            return xml.text_of(child, "name")
        return xml.text_of(self._root, "name")


def _put(values: dict[str, float], name: str, text: str | None) -> None:
    value = xml.number(text)
    if value is not None:
        values[name] = value
