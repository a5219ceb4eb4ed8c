from __future__ import annotations

import errno
import random
import shutil
from collections import namedtuple
from pathlib import Path

import pytest
from tests.journal.map_service import serving

from kneewise.journal.fetching import TRIES, Fetch, fetch_small, host_of, look_up
from kneewise.model.errors import MapError

CONTENT = random.Random(4).randbytes(1_000_000)
NAME = "x-latest.osm.pbf"


@pytest.fixture
def service():
    with serving() as found:
        yield found


@pytest.fixture
def fetch(service, tmp_path):
    """Fetch the file as it is served now."""

    def build(**options):
        return Fetch(look_up(service.url(NAME)), tmp_path / "part", **options)

    return build


def test_a_file_comes_whole_with_its_progress(service, fetch):
    service.put(NAME, CONTENT)
    steps = []
    file = fetch(on_progress=lambda *step: steps.append(step)).run()
    assert file.read_bytes() == CONTENT
    assert steps[-1] == (len(CONTENT), len(CONTENT))
    assert [here for here, _ in steps] == sorted(here for here, _ in steps)


def test_cut_off_it_goes_on_where_it_was(service, fetch):
    service.put(NAME, CONTENT)
    service.cut_after = [300_000, 200_000]
    assert fetch().run().read_bytes() == CONTENT
    assert service.gets(NAME) == [None, "bytes=300000-", "bytes=500000-"]


def test_cut_off_again_and_again_it_is_kept_for_the_next_time(service, fetch):
    service.put(NAME, CONTENT)
    service.cut_after = [100_000] * TRIES
    with pytest.raises(MapError, match="They are kept: repeat"):
        fetch().run()
    service.asked.clear()
    assert fetch().run().read_bytes() == CONTENT
    assert service.gets(NAME) == [f"bytes={TRIES * 100_000}-"]


def test_what_is_whole_already_is_not_fetched_again(service, fetch):
    service.put(NAME, CONTENT)
    fetch().run()
    service.asked.clear()
    assert fetch().run().read_bytes() == CONTENT
    assert service.gets(NAME) == []


def test_a_file_that_changed_meanwhile_is_begun_anew(service, fetch):
    service.put(NAME, CONTENT)
    service.cut_after = [100_000] * TRIES
    with pytest.raises(MapError):
        fetch().run()
    newer = CONTENT[::-1]
    service.put(NAME, newer)
    service.asked.clear()
    assert fetch().run().read_bytes() == newer
    assert service.gets(NAME) == [None]


def test_one_that_changes_between_two_connections_is_never_mixed(service, fetch):
    service.put(NAME, CONTENT)
    asked = fetch()
    service.cut_after = [100_000] * TRIES
    with pytest.raises(MapError):
        asked.run()
    newer = CONTENT[::-1]
    service.put(NAME, newer)
    assert asked.run().read_bytes() == newer


def test_a_service_that_cannot_go_on_is_asked_from_the_start(service, fetch):
    service.put(NAME, CONTENT)
    service.with_ranges = False
    service.cut_after = [300_000]
    assert fetch().run().read_bytes() == CONTENT


def test_a_wrong_checksum_throws_it_away(service, fetch, tmp_path):
    service.put(NAME, CONTENT, md5="0" * 32)
    with pytest.raises(MapError, match="another checksum"):
        fetch().run()
    assert list(tmp_path.iterdir()) == []


def test_without_a_checksum_its_length_has_to_do(service, fetch):
    service.put(NAME, CONTENT, md5=None)
    assert fetch().run().read_bytes() == CONTENT


def test_a_file_that_is_not_there_is_said(service, fetch):
    with pytest.raises(MapError, match=r"answers 404 .*x-latest\.osm\.pbf"):
        fetch()


def test_a_service_that_is_not_there_is_said(service):
    address = service.url(NAME).replace(str(service.port), "9")
    with pytest.raises(MapError, match="cannot be reached"):
        look_up(address)


def test_within_its_host_a_service_may_send_on(service, fetch):
    service.put("x-260501.osm.pbf", CONTENT)
    service.redirects[NAME] = service.url("x-260501.osm.pbf")
    assert fetch().remote.size == len(CONTENT)
    assert fetch().run().read_bytes() == CONTENT
    assert {how for how, path, _ in service.asked if path == NAME} == {"HEAD", "GET"}


@pytest.mark.parametrize("there", ["http://localhost:{port}/y", "http://elsewhere.example/y"])
def test_to_another_host_nobody_is_sent(service, there):
    service.put("y", CONTENT)
    service.redirects[NAME] = there.format(port=service.port)
    with pytest.raises(MapError, match="which you did not choose"):
        look_up(service.url(NAME))
    assert not service.gets("y")


def test_a_disk_without_room_is_said_before_a_byte_is_fetched(service, fetch, monkeypatch):
    service.put(NAME, CONTENT)
    asked = fetch()
    usage = namedtuple("usage", "total used free")  # noqa: PYI024
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(100, 99, 1))
    with pytest.raises(MapError, match="Make room"):
        asked.run()
    assert service.gets(NAME) == []


def test_a_disk_that_fills_up_gives_its_room_back(service, fetch, monkeypatch, tmp_path):
    service.put(NAME, CONTENT)
    asked = fetch()
    opened = Path.open

    def full(path, mode="r", *rest, **options):
        file = opened(path, mode, *rest, **options)
        if mode == "wb":
            file = Full(file)
        return file

    monkeypatch.setattr(Path, "open", full)
    with pytest.raises(MapError, match="is full"):
        asked.run()
    assert list(tmp_path.iterdir()) == []


class Full:
    """A file on a disk with 100 kB left."""

    def __init__(self, file):
        self.file, self.left = file, 100_000

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.file.close()

    def write(self, data):
        self.left -= len(data)
        if self.left < 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        return self.file.write(data)


def test_a_list_that_never_ends_is_not_read_to_its_end(service):
    address = service.put("list.json", CONTENT)
    with pytest.raises(MapError, match="longer than"):
        fetch_small(address, longest=1000)


@pytest.mark.parametrize(
    "address", ["", "file:///etc/passwd", "ftp://x/y", "no address", "https://"]
)
def test_what_is_no_address_is_never_opened(address):
    with pytest.raises(MapError, match="no address"):
        host_of(address)
