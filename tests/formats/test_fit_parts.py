"""FIT files with damaged frames: what can be mended is mended and told, with its place."""

from __future__ import annotations

import numpy as np
import pytest
from tests.formats import fit_builder as build

from kneewise.formats.fit import Fit
from kneewise.formats.fit_parts import checksum, split
from kneewise.model.recording import ReadResult

COUNT = 40


@pytest.fixture
def data() -> bytes:
    return build.fit(build.run(COUNT))


def samples(result: ReadResult) -> int:
    return sum(len(recording.samples) for recording in result.recordings)


def places(result: ReadResult) -> list[str]:
    return [problem.place for problem in result.problems]


def test_the_checksum_is_that_of_the_protocol(data: bytes):
    assert checksum(data) == build.checksum(data)
    assert checksum(data[:-2]).to_bytes(2, "little") == data[-2:]


def test_a_wrong_checksum_is_mended_and_told(fit: Fit, data: bytes):
    broken = data[:-2] + bytes([data[-2] ^ 1, data[-1]])
    result = fit.read(broken, "crc.fit")
    assert samples(result) == COUNT
    assert places(result) == [f"byte {len(data) - 2}"]
    assert "checksum is wrong" in result.problems[0].message


def test_a_wrong_checksum_of_the_header_is_mended_and_told(fit: Fit, data: bytes):
    body = data[data[0] : -2]
    header = bytes([14, *data[1:12], 1, 2])
    whole = header + body
    result = fit.read(whole + build.checksum(whole).to_bytes(2, "little"), "crc.fit")
    assert samples(result) == COUNT
    assert places(result) == ["byte 12"]


@pytest.mark.parametrize("size", [0, 13, 20, 255])
def test_a_wrong_header_size_is_worked_out(fit: Fit, data: bytes, size: int):
    result = fit.read(bytes([size]) + data[1:], "header.fit")
    assert samples(result) == COUNT
    assert "byte 0" in places(result)


@pytest.mark.parametrize("size", [0, 10, 1 << 30])
def test_a_wrong_data_size_does_not_hide_a_record(fit: Fit, data: bytes, size: int):
    result = fit.read(data[:4] + size.to_bytes(4, "little") + data[8:], "size.fit")
    assert samples(result) == COUNT
    assert places(result) == ["byte 4"]


def test_a_cut_file_is_read_up_to_the_cut(fit: Fit, data: bytes):
    found = split(data, "x")[0][0].scan
    assert found.record_count == COUNT
    half = data[: len(data) // 2]
    result = fit.read(half, "cut.fit")
    (problem,) = result.problems
    cut_at = int(problem.place.removeprefix("byte "))
    assert 0 <= len(half) - cut_at < 40
    assert 10 < samples(result) < COUNT
    assert f"{samples(result)} records before it were read" in problem.message
    assert not problem.fatal


def test_an_undefined_message_ends_the_reading_with_its_place(fit: Fit):
    rows = build.definition(1, 20, [(3, 1, 2)]) + b"\x01\x8c\x01\x8d"
    data = build.raw_fit(build.raw_file_id() + rows + b"\x0b\x00\x00" + b"\x01\x8e")
    result = fit.read(data, "undefined.fit")
    assert samples(result) == 2
    assert places(result) == [f"byte {12 + len(build.raw_file_id() + rows)}"]
    assert "undefined kind 11" in result.problems[0].message


def test_foreign_bytes_between_two_files_are_skipped_and_told(fit: Fit, data: bytes):
    result = fit.read(data + b"\0" * 30 + data, "padded.fit")
    assert len(result.recordings) == 2
    assert samples(result) == 2 * COUNT
    assert places(result) == [f"byte {len(data)}"]


def test_a_missing_checksum_is_told(fit: Fit, data: bytes):
    result = fit.read(data[:-2], "short.fit")
    assert samples(result) == COUNT
    assert places(result) == [f"byte {len(data) - 2}"]


def test_a_damaged_first_file_does_not_hide_the_second(fit: Fit, data: bytes):
    broken = data[:-2] + b"\xff\xff"
    result = fit.read(broken + data, "two.fit")
    assert [recording.index for recording in result.recordings] == [0, 1]
    assert samples(result) == 2 * COUNT


def test_an_unknown_base_type_is_read_as_bytes(fit: Fit):
    head = build.definition(1, 20, [(3, 1, 2), (200, 2, 0x55)])
    data = build.raw_fit(build.raw_file_id() + head + b"\x01\x8c\x00\x00\x01\x8d\x00\x00")
    (recording,) = fit.read(data, "odd.fit").recordings
    np.testing.assert_array_equal(recording.samples["heart_rate_bpm"], [140.0, 141.0])
