"""What every format promises, checked on each that the package holds."""

from __future__ import annotations

import gzip
from datetime import UTC, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conformance.format_samples import GAP_ROW, POINTS, SAMPLES
from tests.formats.fit_builder import START, raw_fit

from kneewise.formats import FORMATS, Format, read
from kneewise.model.recording import SAMPLE_COLUMNS, ReadResult
from kneewise.model.sport import Sport

every_format = pytest.mark.parametrize("known", FORMATS, ids=lambda known: known.name)
every_name = pytest.mark.parametrize("name", sorted(SAMPLES))


def keeps_its_promises(result: ReadResult, source: str) -> None:
    """Asserts what holds for every result, whatever the bytes were."""
    fatal = [problem for problem in result.problems if problem.fatal]
    assert bool(fatal) is not bool(result.recordings)
    assert [recording.index for recording in result.recordings] == list(
        range(len(result.recordings))
    )
    for recording in result.recordings:
        columns = recording.samples.columns
        assert "time_s" in columns
        assert {column.dtype for column in columns.values()} == {np.dtype(np.float64)}
        assert {column.shape for column in columns.values()} == {(len(recording.samples),)}
        assert all(name in SAMPLE_COLUMNS or name.startswith("dev:") for name in columns)
        assert not any(np.isinf(column).any() for column in columns.values())
        assert all(
            name == "time_s" or not np.isnan(column).all() for name, column in columns.items()
        )
        if recording.started_at is not None:
            assert recording.started_at.tzinfo is UTC
    told = [*result.problems, *(p for r in result.recordings for p in r.problems)]
    for problem in told:
        assert problem.source == source
        assert problem.place
        assert len(problem.message) > 10


@every_format
def test_a_format_has_a_sample_here_and_fits_the_protocol(known: Format):
    assert known.name in SAMPLES
    assert isinstance(known, Format)
    assert all(suffix.startswith(".") for suffix in known.suffixes)


@every_format
def test_it_knows_its_own_sample_and_no_other(known: Format):
    for name, sample in SAMPLES.items():
        assert known.identify(sample[:4096], "misleading.bin") is (name == known.name)


@every_format
def test_it_reads_its_sample_whole(known: Format):
    result = known.read(SAMPLES[known.name], "sample")
    keeps_its_promises(result, "sample")
    (recording,) = result.recordings
    assert not result.problems
    assert recording.sport is Sport.RUNNING
    assert recording.started_at == START
    assert len(recording.samples) == POINTS
    np.testing.assert_array_equal(np.diff(recording.samples["time_s"]), 1.0)
    assert np.median(recording.samples["cadence_spm"]) == 168.0


@every_format
def test_what_is_missing_is_nan_and_never_0(known: Format):
    (recording,) = known.read(SAMPLES[known.name], "sample").recordings
    for name in ("heart_rate_bpm", "altitude_m"):
        missing = np.isnan(recording.samples[name])
        assert list(np.flatnonzero(missing)) == [GAP_ROW]
    assert "ground_contact_ms" not in recording.samples


@every_name
def test_a_gzipped_file_gives_the_same(name: str):
    sample = SAMPLES[name]
    assert same(read(gzip.compress(sample), "sample"), read(sample, "sample"))


@every_name
def test_reading_twice_gives_the_same(name: str):
    assert same(read(SAMPLES[name], "sample"), read(SAMPLES[name], "sample"))


@every_name
def test_every_truncation_is_read_or_refused(name: str):
    sample = SAMPLES[name]
    for length in range(0, len(sample), max(1, len(sample) // 97)):
        keeps_its_promises(read(sample[:length], "cut"), "cut")


@every_name
@settings(max_examples=80)
@given(data=st.data())
def test_changed_bytes_are_read_or_refused(name: str, data: st.DataObject):
    sample = bytearray(SAMPLES[name])
    places = st.integers(0, len(sample) - 1)
    for place, value in data.draw(st.lists(st.tuples(places, st.integers(0, 255)), max_size=8)):
        sample[place] = value
    keeps_its_promises(read(bytes(sample), "changed"), "changed")


@every_name
@settings(max_examples=40)
@given(data=st.data())
def test_pieces_cut_out_and_doubled_are_read_or_refused(name: str, data: st.DataObject):
    sample = SAMPLES[name]
    places = st.integers(0, len(sample))
    first, second = sorted((data.draw(places), data.draw(places)))
    keeps_its_promises(read(sample[:first] + sample[second:], "cut"), "cut")
    keeps_its_promises(read(sample[:second] + sample[first:], "doubled"), "doubled")


@every_format
@settings(max_examples=80)
@given(noise=st.binary(max_size=400))
def test_noise_behind_a_true_beginning_is_read_or_refused(known: Format, noise: bytes):
    head = SAMPLES[known.name][:60]
    keeps_its_promises(known.read(head + noise, "noise"), "noise")
    keeps_its_promises(known.read(noise, "noise"), "noise")


@settings(max_examples=150)
@given(noise=st.binary(max_size=200))
def test_fit_with_a_right_checksum_around_noise_is_read_or_refused(noise: bytes):
    keeps_its_promises(read(raw_fit(noise), "noise"), "noise")


@given(noise=st.binary(max_size=200))
def test_noise_is_refused(noise: bytes):
    result = read(noise, "noise")
    keeps_its_promises(result, "noise")


@every_format
def test_times_stay_in_the_range_of_the_sample(known: Format):
    (recording,) = known.read(SAMPLES[known.name], "sample").recordings
    time_s = recording.samples["time_s"]
    assert time_s[0] == START.timestamp()
    assert time_s[-1] == (START + timedelta(seconds=POINTS - 1)).timestamp()


def same(one: ReadResult, other: ReadResult) -> bool:
    """Equal down to every sample."""
    if one.problems != other.problems or len(one.recordings) != len(other.recordings):
        return False
    for left, right in zip(one.recordings, other.recordings, strict=True):
        if left.samples.columns.keys() != right.samples.columns.keys():
            return False
        for name, column in left.samples.columns.items():
            if not np.array_equal(column, right.samples[name], equal_nan=True):
                return False
        for field in ("sport", "started_at", "laps", "pauses", "problems", "distance_m", "timer_s"):
            if getattr(left, field) != getattr(right, field):
                return False
    return True
