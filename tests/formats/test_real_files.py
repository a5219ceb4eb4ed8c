"""Every real file is read, or refused with a problem that names file, place and reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.conformance.test_formats import keeps_its_promises
from tests.formats.real_files import listed

from kneewise.formats import read

REFUSED = {
    "MonitoringFile.fit": "monitoring",
    "Settings.fit": "settings",
    "Settings2.fit": "settings",
    "WeightScaleMultiUser.fit": "weights",
    "WeightScaleSingleUser.fit": "weights",
    "WorkoutCustomTargetValues.fit": "a workout",
    "WorkoutIndividualSteps.fit": "a workout",
    "WorkoutRepeatGreaterThanStep.fit": "a workout",
    "WorkoutRepeatSteps.fit": "a workout",
    "Berlin (0,9 km).fit": "a course",
    "custom_schema_locations.gpx": "no point",
    "default_schema_locations.gpx": "no point",
    "unicode2.gpx": "no point",
    "gpx1.1_with_extensions.gpx": "waypoints or a route",
    "gpx1.1_with_extensions_without_namespaces.gpx": "waypoints or a route",
    "gpx_with_garmin_extension.gpx": "waypoints or a route",
    "route.gpx": "waypoints or a route",
    "unicode.gpx": "waypoints or a route",
    "unicode_with_bom.gpx": "waypoints or a route",
    "unicode_with_bom_noencoding.gpx": "waypoints or a route",
}
"""What is no activity, and the words that say so; every other file is read."""

TOLD = {
    "activity-activity-filecrc.fit": "byte 1540: the checksum is wrong",
    "activity-filecrc.fit": "byte 769: the checksum is wrong",
    "activity-settings-corruptheader.fit": "byte 771: 83 bytes here belong to no FIT file",
    "activity-settings-nodata.fit": "byte 783: the file is cut off",
    "activity-settings.fit": "byte 771: this holds settings",
    "activity-unexpected-eof.fit": "byte 751: the file is cut off",
    "nick.fit": "byte 403437: the file is cut off inside a record",
    "strava-android-app-201.10-b1218918.fit": "byte 7471: message of the undefined kind 11",
    "antfs-dump.63.fit": "nothing gives the date",
    "WithGearChangeData.fit": "there is no summary",
    "activity-large-fenxi2-multisport.fit": "session 3: the clock goes back 2 times",
    "malformed.tcx": "line 4653: the XML is damaged here",
    "track-with-small-floats.gpx": "3 samples have no time",
    "gpx1.0_with_all_fields.gpx": "name no zone",
}
"""What is told of files that are read nevertheless."""


@pytest.mark.parametrize("path", [f"fit/{n}" for n in listed("fit")])
def test_a_real_fit_file_is_read_or_refused(path: str, real_data: Path):
    is_read_or_refused(real_data / path)


@pytest.mark.parametrize("path", [f"tracks/{n}" for n in listed("tracks")])
def test_a_real_track_is_read_or_refused(path: str, real_data: Path):
    is_read_or_refused(real_data / path)


def is_read_or_refused(file: Path) -> None:
    result = read(file.read_bytes(), file.name)
    keeps_its_promises(result, file.name)
    told = [*result.problems, *(p for r in result.recordings for p in r.problems)]
    if file.name in REFUSED:
        assert result.recordings == ()
        assert REFUSED[file.name] in str(result.problems[-1])
    else:
        assert result.recordings
    assert TOLD.get(file.name, "") in "\n".join(map(str, told))


def test_the_history_is_read_whole(real_data: Path):
    files = sorted((real_data / "history").glob("*.fit"))
    recordings = [r for f in files for r in read(f.read_bytes(), f.name).recordings]
    assert len(recordings) == len(files) == 549
    assert sum(len(recording.samples) for recording in recordings) == 299_773
    jumps = {p.source for r in recordings for p in r.problems if "jumps" in p.message}
    assert len(jumps) == 4
