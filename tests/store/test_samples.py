"""Samples in Parquet: null for what is missing, NaN in memory, zero stays zero."""

from __future__ import annotations

import io
import os

import numpy as np
import polars as pl
import pytest

from kneewise.model.errors import StoreError
from kneewise.model.recording import Samples
from kneewise.store import files, open_store
from kneewise.store.files import Files, pack
from kneewise.store.samples import samples_from_parquet, samples_to_parquet

SAMPLES = Samples(
    {
        "time_s": np.array([1.7e9, 1.7e9 + 0.125, 1.7e9 + 2]),
        "latitude_deg": np.array([0.0, np.nan, 47.123456789012]),
        "dev:Form Power": np.array([np.nan, 3.0, 0.0]),
    }
)


def test_samples_come_back_as_they_were(tmp_path):
    _, data = samples_to_parquet(SAMPLES)
    path = tmp_path / "x.parquet"
    path.write_bytes(data)
    back = samples_from_parquet(path)
    assert set(back.columns) == set(SAMPLES.columns)
    for name, column in SAMPLES.columns.items():
        np.testing.assert_array_equal(back[name], column)


def test_a_missing_value_is_null_in_the_file_and_zero_is_zero():
    _, data = samples_to_parquet(SAMPLES)
    frame = pl.read_parquet(io.BytesIO(data))
    assert frame["latitude_deg"].to_list() == [0.0, None, 47.123456789012]


def test_the_same_samples_have_the_same_name():
    assert samples_to_parquet(SAMPLES)[0] == samples_to_parquet(SAMPLES)[0]


def test_samples_that_are_gone_say_what_to_do(home):
    with open_store(home) as store, pytest.raises(StoreError, match="missing"):
        store.files.samples("0" * 64)


def test_text_is_packed_and_everything_else_is_kept_as_it_is():
    assert pack(b"<gpx>" + b" " * 9000)[0] == "zlib"
    assert pack(b"\x0e\x20" + b"\0" * 9000) == ("raw", b"\x0e\x20" + b"\0" * 9000)


def test_a_damaged_original_is_told_apart(tmp_path):
    files = Files(tmp_path)
    path = files.original_path("a" * 64, "raw")
    path.parent.mkdir(parents=True)
    path.write_bytes(b"other")
    with pytest.raises(StoreError, match="damaged"):
        files.original("a" * 64, "raw")


def test_what_no_row_speaks_of_is_swept(home):
    with open_store(home) as store:
        store.files.incoming.mkdir()
        staged = store.files.stage("x", b"1")
        target = store.files.parquet_path("b" * 64)
        store.files.publish([(staged, target)])()
        store.files.stage("half", b"1")
        assert store.imports.sweep() == 2
        assert not target.exists()


def test_a_file_that_a_row_may_rest_on_is_not_written_again(home):
    with open_store(home) as store:
        store.files.incoming.mkdir()
        target = store.files.parquet_path("c" * 64)
        inodes = set()
        for name in ("first", "second"):
            store.files.publish([(store.files.stage(name, b"same"), target)])()
            inodes.add(target.stat().st_ino)
        assert len(inodes) == 1
        assert not list(store.files.incoming.iterdir())


@pytest.mark.skipif(os.name != "posix", reason="folders can't be synced there")
def test_a_system_without_syncfs_syncs_file_by_file(home, monkeypatch):
    synced = []
    monkeypatch.setattr(files, "_syncfs", lambda: None)
    monkeypatch.setattr(files.os, "fsync", lambda handle: synced.append(os.fstat(handle).st_ino))
    with open_store(home) as store:
        store.files.incoming.mkdir()
        target = store.files.parquet_path("c" * 64)
        store.files.publish([(store.files.stage("x", b"1"), target)])()
        assert {target.stat().st_ino, target.parent.stat().st_ino} == set(synced)


def test_a_disk_that_refuses_to_sync_is_an_error(home, monkeypatch):
    def failing(_handle):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(files, "_syncfs", lambda: failing)
    with open_store(home) as store:
        store.files.incoming.mkdir()
        on_disk = store.files.publish(
            [(store.files.stage("x", b"1"), store.files.parquet_path("c" * 64))]
        )
        with pytest.raises(OSError, match="Input/output"):
            on_disk()
