"""Uploads: straight to disk, never whole in memory, names never paths, limits in a sentence."""

from __future__ import annotations

import tracemalloc
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request
from tests.running import run

from kneewise.model.errors import UsageError
from kneewise.web.refusals import TooMuchError
from kneewise.web.uploads import KEPT_NAME_BYTES, PIECE_BYTES, Limits, kept_name, receive

BOUNDARY = "xxBOUNDARYxx"
ROOMY = Limits(total_bytes=1 << 40, files=1000)


def head(name: bytes) -> bytes:
    return (
        f"--{BOUNDARY}\r\nContent-Disposition: form-data; name=".encode()
        + b'"files"; filename="'
        + name
        + b'"\r\n\r\n'
    )


def form(*files: tuple[bytes, bytes]) -> bytes:
    parts = b"".join(head(name) + content + b"\r\n" for name, content in files)
    return parts + f"--{BOUNDARY}--\r\n".encode()


def request(chunks, headers=()) -> Request:
    kind = ("content-type", f"multipart/form-data; boundary={BOUNDARY}")
    pairs = dict([kind, *headers])
    raw = [(name.encode(), value.encode()) for name, value in pairs.items()]
    left = iter(chunks)

    async def more():
        for chunk in left:
            return {"type": "http.request", "body": chunk, "more_body": True}
        return {"type": "http.request", "body": b"", "more_body": False}

    return Request({"type": "http", "method": "POST", "headers": raw}, more)


def take(chunks, place: Path, limits=ROOMY, headers=()):
    return run(receive(request(chunks, headers), lambda n: place / str(n), limits))


def test_every_file_lies_under_a_number_with_its_bytes(tmp_path):
    body = form((b"a.fit", b"one\r\n--xx"), (b"b/c.gpx", b""))
    found = take([body], tmp_path)
    assert [(name, path.name, path.read_bytes()) for name, path in found] == [
        ("a.fit", "0", b"one\r\n--xx"),
        ("b/c.gpx", "1", b""),
    ]


@given(
    contents=st.lists(st.binary(max_size=200), max_size=4),
    cuts=st.lists(st.integers(0, 900), max_size=6),
)
def test_it_does_not_matter_where_the_network_cuts(tmp_path_factory, contents, cuts):
    place = tmp_path_factory.mktemp("cut")
    body = form(*((f"{n}".encode(), one) for n, one in enumerate(contents)))
    edges = sorted({0, len(body), *(cut % len(body) for cut in cuts)})
    chunks = [body[a:b] for a, b in pairwise(edges)]
    assert [path.read_bytes() for _, path in take(chunks, place)] == contents


@pytest.mark.parametrize(
    "name",
    [b"../../../escape", b"/etc/passwd", rb"..\\..\\escape", b"a\x00b", b"x" * 10_000, b"\xff\xfe"],
)
def test_a_name_never_says_where_a_file_lies(tmp_path, name):
    place = tmp_path / "tray"
    place.mkdir()
    ((_, path),) = take([form((name, b"x"))], place)
    assert path == place / "0"
    assert sorted(each.relative_to(tmp_path) for each in tmp_path.rglob("*")) == [
        Path("tray"),
        Path("tray/0"),
    ]


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\Far Away (1), new.mp4", "Far Away (1), new.mp4"),
        ("a;b|c\x00d.hgt", "a_b_c_d.hgt"),
        (".hidden.osm.pbf", "hidden.osm.pbf"),
        ("trailing. ", "trailing"),
        ("Zürich-latest.osm.pbf", "Zürich-latest.osm.pbf"),
        ("..", "map"),
        ("", "map"),
        ("a/", "map"),
    ],
)
def test_of_a_files_own_name_what_is_usual_in_one_is_kept(label, name):
    assert kept_name(label, "map") == name


@given(st.text(max_size=400))
def test_whatever_a_file_is_called_its_kept_name_is_a_name_and_no_place(label):
    name = kept_name(label, "map")
    assert Path(name).name == name
    assert name == kept_name(name, "map")
    assert len(name.encode()) <= KEPT_NAME_BYTES


def test_of_a_long_name_the_ending_stays():
    assert kept_name("𠀋" * 100 + ".osm.pbf", "map").endswith("𠀋.osm.pbf")


def test_a_field_in_which_no_file_was_chosen_is_none(tmp_path):
    assert take([form((b"", b""))], tmp_path) == []


def test_a_file_without_a_name_is_a_file(tmp_path):
    ((name, path),) = take([form((b"", b"bytes"))], tmp_path)
    assert (name, path.read_bytes()) == ("", b"bytes")


def test_memory_stays_flat_however_much_is_sent(tmp_path):
    size = 48 * PIECE_BYTES
    chunk = b"\0" * 65_536
    body = (head(b"big.zip"), *(chunk for _ in range(size // len(chunk))))
    tracemalloc.start()
    ((_, path),) = take([*body, f"\r\n--{BOUNDARY}--\r\n".encode()], tmp_path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert path.stat().st_size == size
    assert peak < 12 * PIECE_BYTES


def test_thousands_of_small_files_stay_out_of_memory_too(tmp_path):
    content = b"\0" * 40_000
    chunks = [head(b"run.fit") + content + b"\r\n" for _ in range(500)]
    tracemalloc.start()
    found = take([*chunks, f"--{BOUNDARY}--\r\n".encode()], tmp_path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(found) == 500
    assert peak < 12 * PIECE_BYTES


def test_too_much_is_refused_before_it_is_read(tmp_path):
    limits = Limits(total_bytes=1 << 30, files=10)
    with pytest.raises(TooMuchError, match="more than 1 GB at once"):
        take([], tmp_path, limits, [("content-length", str((1 << 30) + 1))])


def test_too_much_is_refused_however_long_it_said_to_be(tmp_path):
    limits = Limits(total_bytes=3 * PIECE_BYTES, files=10)
    with pytest.raises(TooMuchError, match="nothing was taken"):
        take([head(b"x"), *([b"\0" * PIECE_BYTES] * 4)], tmp_path, limits)


def test_too_many_files_are_refused(tmp_path):
    limits = Limits(total_bytes=1 << 30, files=2)
    with pytest.raises(TooMuchError, match="more than 2 files"):
        take([form(*((b"x", b"1") for _ in range(3)))], tmp_path, limits)


@pytest.mark.parametrize(
    "body", [b"", b"nothing of the kind", head(b"x") + b"cut off", b"--" + BOUNDARY.encode()]
)
def test_what_is_no_whole_form_is_refused(tmp_path, body):
    with pytest.raises(UsageError, match="no form with files"):
        take([body], tmp_path)


@pytest.mark.parametrize(
    "kind", ["text/plain", "multipart/form-data", "multipart/form-data; boundary="]
)
def test_another_kind_of_body_is_refused(tmp_path, kind):
    with pytest.raises(UsageError, match="no form with files"):
        take([b"x"], tmp_path, headers=[("content-type", kind)])
