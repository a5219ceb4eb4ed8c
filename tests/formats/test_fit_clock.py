"""Times in FIT: dates, seconds since power-up, times in the header, local time."""

from __future__ import annotations

import struct

import numpy as np
import pytest
from tests.formats import fit_builder as build
from tests.formats.fit_builder import START, START_S

from kneewise.formats.fit import Fit
from kneewise.model.recording import ReadResult
from kneewise.model.sport import Sport


def read(fit: Fit, messages: list[build.Message]) -> ReadResult:
    return fit.read(build.fit(messages), "run.fit")


def told(result: ReadResult) -> str:
    """All problems of a result as one text."""
    problems = [*result.problems, *(p for r in result.recordings for p in r.problems)]
    return "\n".join(str(problem) for problem in problems)


def undated(count: int, created: int | None = None) -> bytes:
    """Records from the 1000th second after power-up on."""
    head = build.definition(0, 0, [(0, 1, 0)] if created is None else [(0, 1, 0), (4, 4, 0x86)])
    head += bytes([0, 4]) + (b"" if created is None else struct.pack("<I", created))
    head += build.definition(1, 20, [(253, 4, 0x86), (3, 1, 2)])
    rows = b"".join(b"\x01" + struct.pack("<IB", 1000 + 5 * i, 120) for i in range(count))
    return build.raw_fit(head + rows)


def test_times_since_power_up_have_no_date_but_keep_the_samples(fit: Fit):
    result = fit.read(undated(10), "old.fit")
    (recording,) = result.recordings
    assert recording.started_at is None
    assert list(np.diff(recording.samples["time_s"])) == [5.0] * 9
    assert "switched on" in told(result)


def test_times_since_power_up_are_dated_by_the_file(fit: Fit):
    created = int(START_S) - build.FIT_EPOCH_S
    result = fit.read(undated(10, created), "old.fit")
    (recording,) = result.recordings
    assert recording.started_at == START
    assert recording.samples["time_s"][-1] == START_S + 45
    assert "switched on" in told(result)


def test_times_before_the_watch_knew_the_date_are_unknown(fit: Fit):
    body = build.raw_file_id() + build.definition(1, 20, [(253, 4, 0x86), (3, 1, 2)])
    full = int(START_S) - build.FIT_EPOCH_S
    for raw in (1000, 1001, full, full + 1):
        body += b"\x01" + struct.pack("<IB", raw, 140)
    result = fit.read(build.raw_fit(body), "x.fit")
    (recording,) = result.recordings
    assert recording.started_at == START
    assert list(np.isnan(recording.samples["time_s"])) == [True, True, False, False]
    assert "2 times of this file have no date" in told(result)


def test_big_endian_messages_are_read(fit: Fit):
    def define(local: int, message: int, fields: list[tuple[int, int, int]]) -> bytes:
        head = struct.pack(">BBBHB", 0x40 | local, 0, 1, message, len(fields))
        return head + b"".join(bytes(field) for field in fields)

    full = int(START_S) - build.FIT_EPOCH_S
    body = define(0, 0, [(0, 1, 0)]) + b"\x00\x04"
    body += define(1, 20, [(253, 4, 0x86), (5, 4, 0x86)])
    body += b"\x01" + struct.pack(">II", full, 1234)
    body += define(2, 18, [(2, 4, 0x86), (8, 4, 0x86), (5, 1, 0)])
    body += b"\x02" + struct.pack(">IIB", full, 90_000, 1)
    (recording,) = fit.read(build.raw_fit(body), "x.fit").recordings
    assert recording.started_at == START
    assert (recording.sport, recording.timer_s) == (Sport.RUNNING, 90.0)
    assert list(recording.samples["distance_m"]) == [12.34]


def test_records_without_a_time_are_kept(fit: Fit):
    body = build.raw_file_id() + build.definition(1, 20, [(3, 1, 2)])
    (recording,) = fit.read(build.raw_fit(body + b"\x01\x8c\x01\x8d"), "x.fit").recordings
    assert np.isnan(recording.samples["time_s"]).all()
    assert list(recording.samples["heart_rate_bpm"]) == [140.0, 141.0]
    assert recording.started_at is None


def test_times_in_the_message_header_are_read(fit: Fit):
    full = int(START_S) - build.FIT_EPOCH_S
    full -= full % 32
    body = build.raw_file_id() + build.definition(1, 20, [(253, 4, 0x86), (3, 1, 2)])
    body += b"\x01" + struct.pack("<IB", full, 140) + build.definition(2, 20, [(3, 1, 2)])
    body += bytes([0x80 | 2 << 5 | 7, 141, 0x80 | 2 << 5 | 3, 142])
    (recording,) = fit.read(build.raw_fit(body), "x.fit").recordings
    seconds = recording.samples["time_s"] - full - build.FIT_EPOCH_S
    assert list(seconds) == [0.0, 7.0, 35.0]


@pytest.mark.parametrize(
    ("offset_h", "expected"), [(2, 7200), (-9.5, -34200), (5.75, 20700), (20, None), (0.1, None)]
)
def test_the_offset_is_believed_within_reason(fit: Fit, offset_h: float, expected: int | None):
    messages = [*build.run(20)[:-1], build.activity(20, offset_h)]
    (recording,) = read(fit, messages).recordings
    assert recording.utc_offset_s == expected
