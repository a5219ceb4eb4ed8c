"""Exports as platforms hand them out, written by us: a tree of paths and bytes each."""

from __future__ import annotations

import csv
import gzip
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from kneewise.model.sport import Sport
from kneewise.platforms import Hints, ShoeHint

Tree = Mapping[str, bytes]
START = datetime(2026, 5, 4, 6, 0, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Example:
    """One export, what each of its members must be hinted as (by file name), and its shoes."""

    name: str
    platform: str
    tree: Tree
    hints: Mapping[str, Hints]
    shoes: tuple[ShoeHint, ...] = ()
    tables: tuple[str, ...] = ()


def gpx(start: datetime = START, points: int = 5) -> bytes:
    rows = "".join(
        f'<trkpt lat="{48 + i * 1e-4:.5f}" lon="8.0"><ele>{200 + i}</ele>'
        f"<time>{(start + timedelta(seconds=i)).strftime('%Y-%m-%dT%H:%M:%SZ')}</time></trkpt>"
        for i in range(points)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<gpx version="1.1" creator="test" xmlns="http://www.topografix.com/GPX/1/1">'
        f"<trk><trkseg>{rows}</trkseg></trk></gpx>"
    ).encode()


def write_folder(folder: Path, tree: Tree) -> Path:
    for path, data in tree.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return folder


def zip_bytes(tree: Tree, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for path, data in tree.items():
            archive.writestr(path, data)
    return buffer.getvalue()


def write_zip(path: Path, tree: Tree) -> Path:
    path.write_bytes(zip_bytes(tree))
    return path


def csv_bytes(
    rows: Sequence[Sequence[str]], delimiter: str = ",", encoding: str = "utf-8"
) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode(encoding)


@dataclass(frozen=True, slots=True)
class StravaWords:
    """Header names, types and dates of one language; `first` before the file column."""

    first: tuple[str, ...]
    behind: tuple[str, ...]
    run: str
    ride: str
    dates: tuple[str, str, str]
    encoding: str = "utf-8"
    delimiter: str = ","


def _cells(text: str) -> tuple[str, ...]:
    return tuple(text.split(","))


ENGLISH = StravaWords(
    first=_cells(
        "Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Elapsed Time,"
        "Distance,Max Heart Rate,Relative Effort,Commute,Activity Private Note,Activity Gear"
    ),
    behind=_cells("Filename,Athlete Weight,Bike Weight,Elapsed Time,Moving Time,Distance,Speed"),
    run="Run",
    ride="Ride",
    dates=("May 4, 2026, 6:00:00 AM", "May 5, 2026, 5:00:00 PM", "May 6, 2026, 12:30:00 PM"),
)
GERMAN = StravaWords(
    first=_cells(
        "Aktivitäts-ID,Aktivitätsdatum,Name der Aktivität,Aktivitätsart,Aktivitätsbeschreibung,"
        "Verstrichene Zeit,Distanz,Max. Herzfrequenz,Relative Leistung,Pendeln,"
        "Hinweis zur Privatsphäre für Aktivitäten,Aktivitätsausrüstung"
    ),
    behind=_cells(
        "Dateiname,Sportlergewicht,Fahrradgewicht,Verstrichene Zeit,Bewegungszeit,Distanz,"
        "Höchstgeschw.,Durchschnittliche Geschwindigkeit"
    ),
    run="Lauf",
    ride="Radfahrt",
    dates=("04.05.2026, 06:00:00", "05.05.2026, 17:00:00", "06.05.2026, 12:30:00"),
    delimiter=";",
)
RUSSIAN = StravaWords(
    first=_cells(
        "Идентификатор,Дата,Название,Вид,Описание,Общее время,Расстояние,Макс. пульс,Усилие,"
        "Поездка на работу,Личная заметка,Снаряжение"
    ),
    behind=_cells("Файл,Вес,Вес велосипеда,Общее время,Время движения,Расстояние,A,B,C"),
    run="Забег",
    ride="Заезд",
    dates=("4 мая 2026 г., 06:00:00", "5 мая 2026 г., 17:00:00", "6 мая 2026 г., 12:30:00"),
    encoding="utf-8-sig",
)
LANGUAGES = {"english": ENGLISH, "german": GERMAN, "russian": RUSSIAN}
NOTE = 'Hills, "fast" ones\nand a second line; with a semicolon'


def _strava_rows(words: StravaWords) -> list[list[str]]:
    run, ride, typed = words.dates
    head = ["11", run, "Dawn, or so", words.run, NOTE, "1800", "5,02", "171", "", "false"]
    gear = ["left knee 3", "Acme Glide 3", "activities/11.gpx"]
    ride_head = ["12", ride, "To work", words.ride, "", "900", "6,00", "", "", "true"]
    typed_head = ["13", typed, "Treadmill", words.run, "", "2400", "7,00", "", "", "false"]
    return [
        [*words.first, *words.behind],
        [*head, *gear, "70", "", "1800.0", "1750.0", "5020.5"],
        [*ride_head, "", "Old Bike", "activities/12.gpx.gz", "", "", "900.0", "900.0", "6000.0"],
        [*typed_head, "", "Acme Glide 3", "", "", "", "2400.0", "2300.0", "7000.0"],
    ]


def strava_tree(words: StravaWords) -> Tree:
    """A run with everything, a ride, a run typed in by hand, a file that no row names."""
    width = len(words.first) + len(words.behind)
    rows = [[*row, *[""] * (width - len(row))] for row in _strava_rows(words)]
    return {
        "activities.csv": csv_bytes(rows, words.delimiter, words.encoding),
        "shoes.csv": csv_bytes([["Name", "Brand", "Model", "Sports"], ["", "Acme", "Glide 3", ""]]),
        "bikes.csv": csv_bytes([["Name", "Brand", "Model", "Sports"], ["Old Bike", "", "", ""]]),
        "media/photo.jpg": b"\xff\xd8\xff",
        "activities/11.gpx": gpx(START),
        "activities/12.gpx.gz": gzip.compress(gpx(START + timedelta(hours=35)), mtime=0),
        "activities/99.gpx": gpx(START + timedelta(days=9)),
    }


def strava_example(language: str) -> Example:
    run = Hints(
        platform="strava",
        sport=Sport.RUNNING,
        name="Dawn, or so",
        note=NOTE,
        private_note="left knee 3",
        shoe="Acme Glide 3",
        external_id="strava:11",
        started_at=START,
    )
    ride = Hints(
        "strava",
        sport=Sport.CYCLING,
        name="To work",
        external_id="strava:12",
        started_at=datetime(2026, 5, 5, 17, tzinfo=UTC),
    )
    typed = replace(
        run,
        name="Treadmill",
        note=None,
        private_note=None,
        external_id="strava:13",
        started_at=datetime(2026, 5, 6, 12, 30, tzinfo=UTC),
    )
    return Example(
        name=f"strava in {language}",
        platform="strava",
        tree=strava_tree(LANGUAGES[language]),
        hints={
            "11.gpx": run,
            "12.gpx.gz": ride,
            "99.gpx": Hints("strava"),
            "strava-13.json": typed,
        },
        shoes=(ShoeHint("Acme Glide 3", "Acme", "Glide 3", platform="strava"),),
        tables=("activities.csv", "shoes.csv", "bikes.csv"),
    )


GARMIN_GEAR = [
    {
        "gearDTOS": [
            {
                "gearPk": 7,
                "gearTypeName": "Shoes",
                "gearStatusName": "retired",
                "customMakeModel": "Acme Peak 2",
                "displayName": "Peaks",
                "dateBegin": "2025-03-01T00:00:00.0",
                "maximumMeters": 800000.0,
            },
            {"gearPk": 8, "gearTypeName": "Bike", "displayName": "Old Bike"},
        ],
        "gearActivityDTOs": {"7": [{"activityId": 501, "gearPk": 7}]},
    }
]


def garmin_tree() -> Tree:
    """The account export: names and shoes in JSON, the files in a zip inside."""
    start_ms = int(START.timestamp() * 1000)
    summary = [
        {
            "summarizedActivitiesExport": [
                {
                    "activityId": 501,
                    "name": "Porto Running",
                    "activityType": "trail_running",
                    "beginTimestamp": start_ms,
                    "startTimeLocal": start_ms + 3_600_000,
                    "duration": 1800000.0,
                },
                {"activityId": 502, "name": "without a start"},
            ]
        }
    ]
    fitness = "DI_CONNECT/DI-Connect-Fitness/me@example.org"
    files = {
        "me@example.org_900.gpx": gpx(START),
        "me@example.org_901.gpx": gpx(START.replace(day=9)),
    }
    uploads = "DI_CONNECT/DI-Connect-Uploaded-Files/UploadedFiles_0-_Part1.zip"
    return {
        f"{fitness}_0_summarizedActivities.json": json.dumps(summary).encode(),
        f"{fitness}_gear.json": json.dumps(GARMIN_GEAR).encode(),
        uploads: zip_bytes(files),
    }


GARMIN = Example(
    name="garmin account",
    platform="garmin",
    tree=garmin_tree(),
    hints={
        "me@example.org_900.gpx": Hints(
            platform="garmin",
            sport=Sport.TRAIL_RUNNING,
            name="Porto Running",
            shoe="Peaks",
            utc_offset_s=3600,
            external_id="garmin:501",
            started_at=START,
        ),
        "me@example.org_901.gpx": Hints("garmin"),
    },
    shoes=(
        ShoeHint(
            "Peaks",
            model="Acme Peak 2",
            retired=True,
            bought_on=datetime(2025, 3, 1, tzinfo=UTC).date(),
            platform="garmin",
            external_id="garmin:7",
        ),
    ),
    tables=(
        "DI_CONNECT/DI-Connect-Fitness/me@example.org_0_summarizedActivities.json",
        "DI_CONNECT/DI-Connect-Fitness/me@example.org_gear.json",
    ),
)

WATCH = Example(
    name="garmin watch",
    platform="garmin",
    tree={
        "GarminDevice.xml": b"<Device/>",
        "Activity/A1.gpx": gpx(START),
        "Monitor/M1.gpx": gpx(START.replace(day=7)),
    },
    hints={"A1.gpx": Hints("garmin"), "M1.gpx": Hints("garmin")},
)

APPLE_DTD = """<!DOCTYPE HealthData [
<!-- HealthKit Export Version: 14 -->
<!ELEMENT HealthData (ExportDate,Me,(Record|Correlation|Workout|ActivitySummary)*)>
<!ATTLIST HealthData
  locale CDATA #REQUIRED
>
<!ELEMENT Workout ((MetadataEntry|WorkoutEvent|WorkoutRoute)*)>
  device CDATA #IMPLIED
]>
"""
# not well-formed, as iOS 16 wrote it


def apple_record(
    kind: str, start_s: int, end_s: int, value: str, unit: str, who: str = "Watch"
) -> str:
    start, end = (_local(START + timedelta(seconds=each)) for each in (start_s, end_s))
    return (
        f' <Record type="HKQuantityTypeIdentifier{kind}" sourceName="{who}" sourceVersion="10.1"'
        f' device="&lt;&lt;HKDevice: 0x28&gt;, name:Apple Watch&gt;" unit="{unit}"'
        f' creationDate="{end}" startDate="{start}" endDate="{end}" value="{value}"/>\n'
    )


def apple_workout(kind: str, start_s: int, inside: str = "", more: str = "") -> str:
    start, end = (_local(START + timedelta(seconds=each)) for each in (start_s, start_s + 600))
    return (
        f' <Workout workoutActivityType="HKWorkoutActivityType{kind}" duration="9.5"'
        f' durationUnit="min" sourceName="Watch" sourceVersion="10.1" device="0x28"'
        f' creationDate="{end}" startDate="{start}" endDate="{end}"{more}>\n{inside} </Workout>\n'
    )


def apple_xml(body: str, dtd: str = APPLE_DTD) -> bytes:
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n{dtd}<HealthData locale="de_DE">\n'
    return f"{head}{body}</HealthData>\n".encode()


def apple_body() -> str:
    day = 86_400
    route = (
        '<WorkoutRoute><FileReference path="/workout-routes/route_1 8.00am.gpx"/></WorkoutRoute>'
    )
    event = '  <WorkoutEvent type="HKWorkoutEventType{}" date="{}"/>\n'
    indoor = (
        '  <MetadataEntry key="HKIndoorWorkout" value="1"/>\n'
        '  <MetadataEntry key="HKTimeZone" value="Europe/Lisbon"/>\n'
        + event.format("Pause", _local(START + timedelta(seconds=day + 60)))
        + event.format("Resume", _local(START + timedelta(seconds=day + 90)))
        + '  <WorkoutStatistics type="HKQuantityTypeIdentifierDistanceWalkingRunning"'
        ' sum="1.5" unit="km"/>\n'
    )
    return (
        apple_record("HeartRate", 2, 2, "140", "count/min")
        + apple_record("HeartRate", 700, 700, "70", "count/min")
        + apple_record("HeartRate", day + 10, day + 10, "151", "count/min")
        + apple_record("StepCount", day, day + 10, "28", "count")
        + apple_record("StepCount", day, day + 10, "99", "count", who="Phone")
        + apple_record("DistanceWalkingRunning", day, day + 10, "0.03", "km")
        + apple_record("RunningGroundContactTime", day, day + 10, "240", "ms")
        + apple_workout("Running", 0, route, ' totalDistance="1.25" totalDistanceUnit="mi"')
        + apple_workout("Running", day, indoor)
        + apple_workout("Yoga", 2 * day)
    )


def _local(when: datetime) -> str:
    return (when + timedelta(hours=2)).strftime("%Y-%m-%d %H:%M:%S +0200")


def _apple_hints(day: int, sport: Sport) -> Hints:
    start = START + timedelta(days=day)
    number = f"apple_health:{start:%Y-%m-%dT%H:%M:%SZ}"
    return Hints("apple_health", sport=sport, external_id=number, started_at=start)


def apple_example(table: str) -> Example:
    folder = "apple_health_export/"
    return Example(
        name=f"apple health with {table}",
        platform="apple_health",
        tree={
            f"{folder}{table}": apple_xml(apple_body()),
            f"{folder}export_cda.xml": b"<ClinicalDocument/>",
            f"{folder}workout-routes/route_1 8.00am.gpx": gpx(START),
            f"{folder}workout-routes/route_2.gpx": gpx(START.replace(day=8)),
        },
        hints={
            "apple-2026-05-04T060000Z.xml": _apple_hints(0, Sport.RUNNING),
            "apple-2026-05-05T060000Z.xml": _apple_hints(1, Sport.TREADMILL_RUNNING),
            "apple-2026-05-06T060000Z.xml": _apple_hints(2, Sport.YOGA),
            "route_2.gpx": Hints(),
        },
        tables=(f"{folder}{table}",),
    )


EXAMPLES = (
    *(strava_example(language) for language in LANGUAGES),
    GARMIN,
    WATCH,
    apple_example("export.xml"),
    apple_example("Exportieren.xml"),
    apple_example("書き出したデータ.xml"),
)
