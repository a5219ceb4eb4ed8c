"""FIT: the traps that watches lay, each with both decoders."""

from __future__ import annotations

import struct
from datetime import timedelta

import numpy as np
import pytest
from tests.formats import fit_builder as build
from tests.formats.fit_builder import START, START_S

from kneewise.formats.fit import Fit
from kneewise.model.recording import Pause, ReadResult
from kneewise.model.sport import Sport

HOUR_S = 3600


def read(fit: Fit, messages: list[build.Message]) -> ReadResult:
    return fit.read(build.fit(messages), "run.fit")


def told(result: ReadResult) -> str:
    """All problems of a result as one text."""
    problems = [*result.problems, *(p for r in result.recordings for p in r.problems)]
    return "\n".join(str(problem) for problem in problems)


def test_a_plain_run_has_its_totals_offset_and_device(fit: Fit):
    result = read(fit, build.run(60))
    (recording,) = result.recordings
    assert told(result) == ""
    assert recording.started_at == START
    assert recording.utc_offset_s == 2 * HOUR_S
    assert (recording.elapsed_s, recording.timer_s, recording.distance_m) == (60.0, 60.0, 180.0)
    assert recording.device == "Garmin 2697"


def test_strides_of_a_run_become_steps_with_their_fraction(fit: Fit):
    messages = build.run(60, cadence=84, fractional_cadence=0.5)
    (recording,) = read(fit, messages).recordings
    assert set(recording.samples["cadence_spm"]) == {169.0}


def test_a_cadence_that_is_steps_already_is_not_doubled(fit: Fit):
    (recording,) = read(fit, build.run(60, cadence=168)).recordings
    assert set(recording.samples["cadence_spm"]) == {168.0}


def test_revolutions_of_a_ride_stay_as_they_are(fit: Fit):
    (recording,) = read(fit, build.run(60, sport="cycling", cadence=84)).recordings
    assert recording.sport is Sport.CYCLING
    assert set(recording.samples["cadence_spm"]) == {84.0}


def test_strides_of_a_walk_become_steps(fit: Fit):
    (recording,) = read(fit, build.run(60, sport="walking", cadence=55)).recordings
    assert set(recording.samples["cadence_spm"]) == {110.0}


def test_a_treadmill_run_without_gps_is_a_run(fit: Fit):
    messages = build.run(60, sub_sport="treadmill", position_lat=None, position_long=None)
    (recording,) = read(fit, messages).recordings
    assert recording.sport is Sport.TREADMILL_RUNNING
    assert "latitude_deg" not in recording.samples
    assert "distance_m" in recording.samples


def test_latitude_0_is_a_place(fit: Fit):
    (recording,) = read(fit, build.run(30, position_lat=0)).recordings
    assert set(recording.samples["latitude_deg"]) == {0.0}


def test_latitude_and_longitude_0_are_no_place(fit: Fit):
    messages = build.run(30)
    messages[5] |= {"position_lat": 0, "position_long": 0}
    result = read(fit, messages)
    (recording,) = result.recordings
    assert np.flatnonzero(np.isnan(recording.samples["latitude_deg"])) == [3]
    assert "1 positions" in told(result)


def test_an_altitude_of_minus_500_is_unknown_and_told_once(fit: Fit):
    messages = build.run(30)
    for message in messages[4:8]:
        message["altitude"] = -500.0
    result = read(fit, messages)
    (recording,) = result.recordings
    assert list(np.flatnonzero(np.isnan(recording.samples["altitude_m"]))) == [2, 3, 4, 5]
    assert told(result).count("altitudes") == 1
    assert "4 altitudes" in told(result)


def test_running_dynamics_come_in_our_units(fit: Fit):
    messages = build.run(
        30,
        stance_time=243.0,
        step_length=1070.0,
        vertical_oscillation=86.5,
        vertical_ratio=8.1,
        stance_time_balance=49.25,
        power=251,
        temperature=-3,
    )
    (recording,) = read(fit, messages).recordings
    last = {name: column[-1] for name, column in recording.samples.columns.items()}
    assert last["ground_contact_ms"] == 243.0
    assert last["step_length_m"] == pytest.approx(1.07)
    assert last["vertical_oscillation_mm"] == 86.5
    assert last["vertical_ratio_percent"] == pytest.approx(8.1)
    assert last["contact_balance_percent"] == 49.25
    assert last["power_w"] == 251.0
    assert last["temperature_c"] == -3.0


def test_timer_events_are_pauses(fit: Fit):
    messages = build.run(20)
    messages[12:12] = [build.timer(10, "stop_all"), build.timer(310, "start")]
    for late, message in enumerate(messages[14:24]):
        message["timestamp"] = build.at(310 + late)
    summary = next(m for m in messages if m["message_type"] == "session")
    summary |= {"total_elapsed_time": 320.0, "total_timer_time": 20.0}
    (recording,) = read(fit, messages).recordings
    assert recording.pauses == (Pause(START_S + 10, START_S + 310),)


def test_gaps_that_add_up_to_the_stopped_time_are_pauses_without_events(fit: Fit):
    messages = [
        build.file_id(),
        *build.records(10),
        *build.records(10, first=100),
        *build.records(10, first=112),
        build.session(0, 122, total_timer_time=30.0),
    ]
    (recording,) = read(fit, messages).recordings
    assert recording.pauses == (Pause(START_S + 10, START_S + 100),)


def test_gaps_of_a_watch_that_never_stopped_are_no_pauses(fit: Fit):
    records = [message for step in range(20) for message in build.records(1, first=step * 7)]
    messages = [build.file_id(), *records, build.session(0, 140)]
    (recording,) = read(fit, messages).recordings
    assert recording.pauses == ()


def test_every_session_of_a_multisport_file_is_a_recording(fit: Fit):
    messages = [
        build.file_id(),
        *build.records(10, first=0),
        *build.records(20, first=100),
        *build.records(5, first=160),
        build.session(2, 98, "cycling"),
        build.session(100, 40, "running"),
        build.activity(200),
    ]
    result = read(fit, messages)
    ride, run = result.recordings
    assert (ride.index, ride.sport, len(ride.samples)) == (0, Sport.CYCLING, 10)
    assert (run.index, run.sport, len(run.samples)) == (1, Sport.RUNNING, 25)
    assert run.started_at == START + timedelta(seconds=100)
    assert set(ride.samples["cadence_spm"]) == {84.0}
    assert set(run.samples["cadence_spm"]) == {168.0}


def test_laps_go_with_their_session(fit: Fit):
    def lap(start: float) -> build.Message:
        return {
            "message_type": "lap",
            "timestamp": build.at(start + 10),
            "start_time": build.at(start),
            "total_elapsed_time": 10.0,
            "total_distance": 30.0,
            "lap_trigger": "distance",
        }

    messages = [build.file_id(), *build.records(40), lap(0), lap(10), lap(20)]
    messages += [build.session(0, 20, "cycling"), build.session(20, 20)]
    ride, run = read(fit, messages).recordings
    assert [one.start_s - START_S for one in ride.laps] == [0, 10]
    assert [(one.distance_m, one.trigger) for one in run.laps] == [(30.0, "distance")]


def test_a_session_without_records_is_kept_with_its_totals(fit: Fit):
    messages = [build.file_id(), build.session(0, 1800, "training", "strength_training")]
    (recording,) = read(fit, messages).recordings
    assert recording.sport is Sport.STRENGTH
    assert len(recording.samples) == 0
    assert recording.timer_s == 1800.0
    assert recording.distance_m is None


def test_a_distance_of_0_that_nothing_counted_is_unknown(fit: Fit):
    messages = build.run(30, distance=None)
    next(m for m in messages if m["message_type"] == "session")["total_distance"] = 0.0
    (recording,) = read(fit, messages).recordings
    assert recording.distance_m is None


def test_totals_of_0_without_a_measurement_are_unknown(fit: Fit):
    messages = build.run(30, altitude=None)
    summary = next(m for m in messages if m["message_type"] == "session")
    summary |= {"total_ascent": 0, "total_descent": 0, "total_elapsed_time": 0.0}
    (recording,) = read(fit, messages).recordings
    assert (recording.ascent_m, recording.descent_m, recording.elapsed_s) == (None, None, None)
    assert recording.timer_s == 30.0


def test_an_ascent_of_0_on_the_flat_is_0(fit: Fit):
    messages = build.run(30)
    next(m for m in messages if m["message_type"] == "session")["total_ascent"] = 0
    (recording,) = read(fit, messages).recordings
    assert recording.ascent_m == 0.0


def test_chained_files_count_on(fit: Fit):
    data = build.fit(build.run(20)) + build.fit(build.run(30, sport="walking"))
    run, walk = fit.read(data, "two.fit").recordings
    assert (run.index, walk.index) == (0, 1)
    assert (len(run.samples), len(walk.samples)) == (20, 30)
    assert walk.sport is Sport.WALKING


def test_settings_chained_behind_a_run_are_left_out_and_told(fit: Fit):
    run = build.fit(build.run(20))
    result = fit.read(run + build.raw_fit(build.raw_file_id(2)), "run.fit")
    assert len(result.recordings) == 1
    assert f"byte {len(run)}: this holds settings" in told(result)


@pytest.mark.parametrize("kind", [2, 5, 6, 9, 15, 32])
def test_what_is_no_activity_is_refused_as_such(fit: Fit, kind: int):
    result = fit.read(build.raw_fit(build.raw_file_id(kind)), "other.fit")
    assert result.recordings == ()
    assert result.problems[-1].fatal
    assert "not an activity" in result.problems[-1].message


def test_a_run_saved_without_its_last_lap_is_one_recording(fit: Fit):
    messages = [build.file_id(), build.timer(0, "start"), *build.records(40)]
    result = read(fit, messages)
    (recording,) = result.recordings
    assert len(recording.samples) == 40
    assert recording.started_at == START
    assert recording.elapsed_s is None
    assert "no summary" in told(result)


def test_records_out_of_order_keep_their_order_and_are_told(fit: Fit):
    messages = build.run(20)
    messages[5], messages[9] = messages[9], messages[5]
    result = read(fit, messages)
    seconds = result.recordings[0].samples["time_s"] - START_S
    assert list(seconds[:9]) == [0, 1, 2, 7, 4, 5, 6, 3, 8]
    assert "goes back 2 times, first at sample 5" in told(result)


def test_a_jump_of_the_clock_is_told_and_all_samples_kept(fit: Fit):
    messages = [*build.run(20)[:-2], *build.records(20, first=50 * HOUR_S)]
    messages.append(build.session(0, 50 * HOUR_S + 20))
    result = read(fit, messages)
    assert len(result.recordings[0].samples) == 40
    assert "jumps by up to 50 h, first at sample 21" in told(result)


def test_compressed_speed_and_distance_are_read(fit: Fit):
    body = build.raw_file_id() + build.definition(1, 20, [(253, 4, 0x86), (8, 3, 0x0D)])
    full = int(START_S) - build.FIT_EPOCH_S
    for step in range(3):
        # 12 bits of speed in 1/100 m/s, then 12 bits of distance in 1/16 m
        packed = 300 | (step * 48) << 12
        body += b"\x01" + struct.pack("<I", full + step) + packed.to_bytes(3, "little")
    (recording,) = fit.read(build.raw_fit(body), "x.fit").recordings
    assert list(recording.samples["speed_m_s"]) == [3.0, 3.0, 3.0]
    assert list(recording.samples["distance_m"]) == [0.0, 3.0, 6.0]


def developer(names: list[str]) -> bytes:
    """A run with native heart rate and one developer field of a byte for each name."""
    body = build.raw_file_id() + build.definition(3, 207, [(3, 1, 2)]) + b"\x03\x00"
    for number, name in enumerate(names):
        text = name.encode() + b"\0"
        fields = [(0, 1, 2), (1, 1, 2), (2, 1, 2), (3, len(text), 7)]
        body += build.definition(4, 206, fields) + bytes([4, 0, number, 2]) + text
    head = bytearray(build.definition(1, 20, [(3, 1, 2)]))
    head[0] |= 0x20
    head += bytes([len(names)]) + b"".join(bytes([n, 1, 0]) for n in range(len(names)))
    rows = b"".join(
        bytes([1, 140 + i, *(10 * (n + 1) + i for n in range(len(names)))]) for i in range(3)
    )
    return build.raw_fit(body + bytes(head) + rows)


def test_developer_fields_keep_their_makers_names(fit: Fit):
    (recording,) = fit.read(developer(["Form Power", "Air Power"]), "stryd.fit").recordings
    assert list(recording.samples["dev:Form Power"]) == [10.0, 11.0, 12.0]
    assert list(recording.samples["dev:Air Power"]) == [20.0, 21.0, 22.0]


def test_a_developer_field_named_like_a_native_one_does_not_mix_with_it(fit: Fit):
    (recording,) = fit.read(developer(["heart_rate"]), "app.fit").recordings
    assert list(recording.samples["heart_rate_bpm"]) == [140.0, 141.0, 142.0]
    assert list(recording.samples["dev:heart_rate"]) == [10.0, 11.0, 12.0]


def test_two_developer_fields_of_one_name_stay_two(fit: Fit):
    (recording,) = fit.read(developer(["Power", "Power"]), "app.fit").recordings
    assert list(recording.samples["dev:Power"]) == [10.0, 11.0, 12.0]
    assert list(recording.samples["dev:Power 2"]) == [20.0, 21.0, 22.0]


def test_heart_rate_that_the_strap_kept_is_told(fit: Fit):
    hr = build.definition(0, 132, [(0, 2, 0x84)]) + b"\x00\x01\x00"
    data = build.fit(build.run(20)) + build.raw_fit(hr)
    result = fit.read(data, "swim.fit")
    assert len(result.recordings) == 1
    assert told(result).count("strap") == 1
