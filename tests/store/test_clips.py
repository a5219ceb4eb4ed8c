from __future__ import annotations

import hashlib

import pytest

from kneewise.journal.keeping import backup, restore
from kneewise.model.errors import StoreError
from kneewise.store import open_store


@pytest.fixture
def clip(tmp_path):
    file = tmp_path / "clip.mp4"
    file.write_bytes(b"a clip" * 1000)
    return file


def test_a_clip_is_kept_by_its_content_once(home, clip):
    with open_store(home, write=True) as store:
        first, second = store.clips.keep(clip), store.clips.keep(clip)
        assert first == second == hashlib.sha256(clip.read_bytes()).hexdigest()
        assert [path.read_bytes() for path in store.clips.all()] == [clip.read_bytes()]


def test_a_clip_that_is_removed_is_gone(home, clip):
    with open_store(home, write=True) as store:
        kept = store.clips.keep(clip)
        store.clips.remove(kept)
        store.clips.remove(kept)
        assert store.clips.all() == ()


def test_a_clip_that_is_not_there_leaves_nothing(home, tmp_path):
    with open_store(home, write=True) as store:
        with pytest.raises(StoreError):
            store.clips.keep(tmp_path / "none.mp4")
        assert store.clips.all() == ()


def test_clips_go_with_a_backup_and_come_back(home, clip, tmp_path):
    with open_store(home, write=True) as store:
        kept = store.clips.keep(clip)
        file = backup(store, tmp_path / "all.zip")
    restore(file, tmp_path / "other")
    with open_store(tmp_path / "other") as store:
        assert store.clips.path(kept).read_bytes() == clip.read_bytes()


def test_deleting_everything_deletes_clips(home, clip):
    from kneewise.store.wiping import wipe

    with open_store(home, write=True) as store:
        store.clips.keep(clip)
        wipe(store)
        assert store.clips.all() == ()
