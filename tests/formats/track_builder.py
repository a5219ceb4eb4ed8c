"""GPX and TCX made by the tests."""

from __future__ import annotations

from datetime import timedelta

from tests.formats.fit_builder import START

GPX_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<gpx version="1.1" creator="a watch" xmlns="http://www.topografix.com/GPX/1/1" '
    'xmlns:x="http://www.garmin.com/xmlschemas/TrackPointExtension/v1">\n'
)
TCX_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    "<TrainingCenterDatabase "
    'xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2" '
    'xmlns:x="http://www.garmin.com/xmlschemas/ActivityExtension/v2">\n'
)


def stamp(seconds: float, zone: str = "Z") -> str:
    return (START + timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%S") + zone


def gpx_point(seconds: float, *, zone: str = "Z", lat: float = 48.1, inside: str = "") -> str:
    return (
        f'<trkpt lat="{lat + seconds * 1e-5:.6f}" lon="11.5"><ele>520</ele>'
        f"<time>{stamp(seconds, zone)}</time>{inside}</trkpt>\n"
    )


def gpx_extension(heart_rate: int = 140, cadence: int = 84) -> str:
    return (
        "<extensions><x:TrackPointExtension>"
        f"<x:hr>{heart_rate}</x:hr><x:cad>{cadence}</x:cad><x:atemp>12</x:atemp>"
        "</x:TrackPointExtension></extensions>"
    )


def gpx(points: str | None = None, kind: str = "running", name: str = "Morning") -> bytes:
    if points is None:
        points = "".join(gpx_point(s, inside=gpx_extension()) for s in range(30))
    track = f"<trk><name>{name}</name><type>{kind}</type><trkseg>\n{points}</trkseg></trk>"
    return f"{GPX_HEAD}{track}</gpx>".encode()


def tcx_point(seconds: float, cadence: int = 84, heart_rate: int = 140) -> str:
    return (
        f"<Trackpoint><Time>{stamp(seconds)}</Time><Position>"
        f"<LatitudeDegrees>{48.1 + seconds * 1e-5:.6f}</LatitudeDegrees>"
        "<LongitudeDegrees>11.5</LongitudeDegrees></Position>"
        f"<AltitudeMeters>520</AltitudeMeters><DistanceMeters>{3 * seconds}</DistanceMeters>"
        f"<HeartRateBpm><Value>{heart_rate}</Value></HeartRateBpm>"
        f"<Extensions><x:TPX><x:Speed>3.0</x:Speed><x:RunCadence>{cadence}</x:RunCadence>"
        "<x:Watts>250</x:Watts></x:TPX></Extensions></Trackpoint>\n"
    )


def tcx_lap(first: int, last: int, track: str | None = None, cadence: int = 84) -> str:
    if track is None:
        points = "".join(tcx_point(s, cadence) for s in range(first, last))
        track = f"<Track>{points}</Track>"
    return (
        f'<Lap StartTime="{stamp(first)}"><TotalTimeSeconds>{last - first}</TotalTimeSeconds>'
        f"<DistanceMeters>{3 * (last - first)}</DistanceMeters>"
        f"<TriggerMethod>Manual</TriggerMethod>{track}</Lap>\n"
    )


def tcx_activity(laps: str | None = None, sport: str = "Running") -> str:
    if laps is None:
        laps = tcx_lap(0, 20) + tcx_lap(20, 30)
    return (
        f'<Activity Sport="{sport}"><Id>{stamp(0)}</Id>{laps}<Notes>windy</Notes>'
        "<Creator><Name>a watch</Name></Creator></Activity>\n"
    )


def tcx(activities: str | None = None) -> bytes:
    inner = tcx_activity() if activities is None else activities
    return f"{TCX_HEAD}<Activities>{inner}</Activities></TrainingCenterDatabase>".encode()
