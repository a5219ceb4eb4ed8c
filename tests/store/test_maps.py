"""The shelf of maps: whole or not there, whatever happens while one is made."""

from __future__ import annotations

import pytest

from kneewise.model.errors import NotFoundError, StoreBusyError, StoreError, UsageError
from kneewise.store import open_store
from kneewise.store.lock import hold
from kneewise.store.maps import MapShelf
from kneewise.store.wiping import wipe


@pytest.fixture
def shelf(home):
    return MapShelf(home)


def put(shelf, name, text):
    with shelf.making(name) as folder:
        (folder / "deep").mkdir()
        (folder / "deep" / "file").write_text(text)


def held(shelf, name):
    return (shelf.all()[name] / "deep" / "file").read_text()


def test_what_was_made_is_there(shelf):
    assert shelf.all() == {}
    put(shelf, "andorra", "one")
    put(shelf, "München Mitte", "two")
    assert list(shelf.all()) == ["München Mitte", "andorra"]
    assert held(shelf, "andorra") == "one"


def test_a_new_one_of_the_same_name_replaces_the_old(shelf):
    for text in ("one", "two", "three"):
        put(shelf, "andorra", text)
    assert held(shelf, "andorra") == "three"
    assert len(list((shelf.folder / "andorra").iterdir())) == 1


def test_what_fails_leaves_the_old_one_as_it_was(shelf):
    put(shelf, "andorra", "one")
    with pytest.raises(TypeError), shelf.making("andorra") as folder:
        (folder / "half").write_text(None)
    assert held(shelf, "andorra") == "one"
    assert {path.name for path in shelf.folder.iterdir()} == {"andorra", ".lock"}


def test_a_disk_that_refuses_is_one_sentence(shelf):
    with pytest.raises(StoreError, match="No space left"), shelf.making("andorra"):
        raise OSError(28, "No space left on device")
    assert shelf.all() == {}


def test_what_a_killed_process_left_is_swept_by_the_next(shelf):
    put(shelf, "andorra", "one")
    left = shelf.folder / ".making-abc"
    left.mkdir()
    (left / "half").write_text("half")
    (shelf.folder / "andorra" / "2").mkdir()  # renamed in, the older one not yet gone
    (shelf.folder / "andorra" / "2" / "deep").mkdir()
    (shelf.folder / "andorra" / "2" / "deep" / "file").write_text("two")
    assert held(shelf, "andorra") == "two"
    put(shelf, "bavaria", "x")
    assert not left.exists()
    assert [path.name for path in (shelf.folder / "andorra").iterdir()] == ["2"]


def test_one_is_removed_and_the_others_stay(shelf):
    put(shelf, "andorra", "one")
    put(shelf, "bavaria", "two")
    shelf.remove("andorra")
    assert list(shelf.all()) == ["bavaria"]
    with pytest.raises(NotFoundError):
        shelf.remove("andorra")


@pytest.mark.parametrize("name", ["", " ", "..", "../x", "a/b", ".hidden", "a\\b", "x" * 65, "a\n"])
def test_a_name_can_leave_no_folder(shelf, name):
    with pytest.raises(UsageError), shelf.making(name):
        pass
    assert not shelf.folder.exists()


def test_two_are_never_made_at_once(shelf, monkeypatch):
    put(shelf, "andorra", "one")
    monkeypatch.setattr("kneewise.store.maps.hold", lambda path, what: hold(path, what, 0.1))
    with (
        hold(shelf.folder / ".lock", "adding the map x"),
        pytest.raises(StoreBusyError, match="adding the map x"),
        shelf.making("andorra"),
    ):
        pass


def test_deleting_everything_takes_the_maps_too(home):
    with open_store(home) as store:
        put(store.maps, "andorra", "one")
        wipe(store)
        assert store.maps.all() == {}
        assert not store.maps.folder.exists()
