"""Whatever lies in a folder or an archive, a walk ends, and says what it left out and why."""

from __future__ import annotations

import os
import random
import socket
import struct
import zipfile
from pathlib import Path

import pytest
from tests.platforms.exports import gpx, write_folder, write_zip, zip_bytes

from kneewise.model.problem import Problem
from kneewise.platforms import Member, walk

GOOD = {"a.gpx": gpx()}


def walked(*paths: Path) -> tuple[list[str], list[Problem]]:
    """Names of the members that could be read, and all problems."""
    names: list[str] = []
    problems: list[Problem] = []
    for found in walk(paths):
        if isinstance(found, Problem):
            problems.append(found)
        elif isinstance(found, Member):
            data = found.read()
            if isinstance(data, Problem):
                problems.append(data)
            else:
                names.append(found.name)
    return names, problems


def test_a_path_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    names, problems = walked(tmp_path / "nowhere.zip", write_folder(tmp_path / "x", GOOD))
    assert names == ["a.gpx"]
    assert [problem.message for problem in problems] == ["there is no such file or folder"]
    assert problems[0].fatal


def test_an_empty_folder_says_that_nothing_was_found(tmp_path: Path) -> None:
    names, problems = walked(tmp_path)
    assert names == []
    assert "nothing in it looks like an activity" in problems[0].message


def test_a_file_named_by_hand_is_never_left_out_in_silence(tmp_path: Path) -> None:
    path = tmp_path / "run.csv"
    path.write_bytes(b"1,2\n")
    assert walked(path)[0] == ["run.csv"]
    assert walked(write_folder(tmp_path, GOOD))[0] == ["a.gpx"]


def test_hidden_files_and_the_finders_leave_no_trace(tmp_path: Path) -> None:
    tree = GOOD | {".hidden.gpx": gpx(), "__MACOSX/a.gpx": b"x", ".git/a.gpx": gpx()}
    assert walked(write_folder(tmp_path / "f", tree)) == (["a.gpx"], [])
    assert walked(write_zip(tmp_path / "f.zip", tree)) == (["a.gpx"], [])


def test_an_empty_file_is_a_problem(tmp_path: Path) -> None:
    tree = GOOD | {"b.fit": b""}
    for path in (write_folder(tmp_path / "f", tree), write_zip(tmp_path / "f.zip", tree)):
        names, problems = walked(path)
        assert names == ["a.gpx"]
        assert "empty" in problems[0].message
        assert problems[0].source.endswith("b.fit")


@pytest.mark.parametrize("name", ["../evil.gpx", "/etc/evil.gpx", "a/../../b.gpx", "C:\\evil.gpx"])
def test_names_that_point_outside_are_refused(name: str, tmp_path: Path) -> None:
    names, problems = walked(write_zip(tmp_path / "f.zip", GOOD | {name: gpx()}))
    assert names == ["a.gpx"]
    assert "points outside the archive" in problems[0].message
    assert not (tmp_path.parent / "evil.gpx").exists()


def test_one_member_that_swells_is_refused_and_the_rest_comes_in(tmp_path: Path) -> None:
    noise = os.urandom(500_000)
    path = write_zip(tmp_path / "f.zip", GOOD | {"b.gpx": bytes(50_000_000), "noise.bin": noise})
    names, problems = walked(path)
    assert names == ["a.gpx"]
    assert "zip bomb" in problems[0].message


def test_an_archive_of_nothing_but_swelling_is_refused_whole(tmp_path: Path) -> None:
    tree = {f"{i}.gpx": bytes(15_000_000) for i in range(20)}
    names, problems = walked(write_zip(tmp_path / "f.zip", tree))
    assert names == []
    assert "as only a bomb does" in problems[0].message


def test_archives_nested_without_end_are_refused(tmp_path: Path) -> None:
    """The shape of 42.zip: sixteen in each, five deep."""
    data = zip_bytes(GOOD)
    for depth in range(5):
        data = zip_bytes({f"lib {depth} {i:x}.zip": data for i in range(16)})
    path = tmp_path / "42.zip"
    path.write_bytes(data)
    names, problems = walked(path)
    assert names == []
    assert any("more than 3 deep" in problem.message for problem in problems)
    assert len(problems) < 60


def test_archives_three_deep_are_read(tmp_path: Path) -> None:
    data = zip_bytes({"c.zip": zip_bytes({"d.zip": zip_bytes(GOOD)})})
    path = tmp_path / "b.zip"
    path.write_bytes(data)
    assert walked(path) == (["a.gpx"], [])


def test_overlapping_entries_count_by_what_they_unpack_to(tmp_path: Path) -> None:
    """Many directory entries that name one packed body: small on disk, large unpacked."""
    path = write_zip(tmp_path / "f.zip", {"a.gpx": bytes(16_000_000)})
    data = path.read_bytes()
    directory = data.rindex(b"PK\x01\x02")
    end = data.rindex(b"PK\x05\x06")
    entry = data[directory:end]
    count = 2_000
    tail = data[end : end + 8] + struct.pack(
        "<HHLLH", count, count, len(entry) * count, directory, 0
    )
    path.write_bytes(data[:directory] + entry * count + tail)
    names, problems = walked(path)
    assert names == []
    assert "bomb" in problems[0].message


def test_a_member_with_a_wrong_checksum_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "f.zip"
    data = zip_bytes({"a.gpx": gpx(), "b.gpx": gpx(points=7)}, zipfile.ZIP_STORED)
    where = data.index(b"<ele>206")
    path.write_bytes(data[: where + 5] + b"9" + data[where + 6 :])
    names, problems = walked(path)
    assert names == ["a.gpx"]
    assert "damaged" in problems[0].message
    assert problems[0].source == f"{path}!b.gpx"


@pytest.mark.parametrize("part", [0.0, 0.3, 0.9])
def test_an_archive_cut_off_is_a_problem(part: float, tmp_path: Path) -> None:
    data = zip_bytes(GOOD)
    path = tmp_path / "f.zip"
    path.write_bytes(data[: int(len(data) * part)])
    names, problems = walked(path)
    assert names == []
    assert problems[0].fatal


def test_a_damaged_archive_inside_another_names_both(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "f.zip", GOOD | {"in/b.zip": zip_bytes(GOOD)[:-30]})
    names, problems = walked(path)
    assert names == ["a.gpx"]
    assert problems[0].source == f"{path}!in/b.zip"


def test_a_member_with_a_password_is_a_problem(tmp_path: Path) -> None:
    data = bytearray(zip_bytes({"a.gpx": gpx(), "b.gpx": gpx()}))
    local, central = data.rindex(b"PK\x03\x04"), data.rindex(b"PK\x01\x02")
    data[local + 6] |= 1
    data[central + 8] |= 1
    path = tmp_path / "f.zip"
    path.write_bytes(bytes(data))
    names, problems = walked(path)
    assert names == ["a.gpx"]
    assert "password" in problems[0].message


def test_a_file_name_that_is_no_utf8_is_shown_readably(tmp_path: Path) -> None:
    try:
        (Path(os.fsdecode(os.fsencode(tmp_path) + b"/l\xe4ufe.gpx"))).write_bytes(gpx())
    except OSError:
        pytest.skip("this file system takes no such name")
    found = [each for each in walk([tmp_path]) if isinstance(each, Member)]
    assert [each.name for each in found] == ["läufe.gpx"]
    found[0].source.encode()
    assert found[0].read() == gpx()


@pytest.mark.parametrize("name", ["läufe.gpx", "бег.gpx", "ラン.gpx"])
def test_names_in_archives_without_the_utf8_flag_are_understood(name: str, tmp_path: Path) -> None:
    plain = "x" * len(name.encode())
    data = zip_bytes({plain: gpx()}).replace(plain.encode(), name.encode())
    path = tmp_path / "f.zip"
    path.write_bytes(data)
    assert walked(path) == ([name], [])


def test_names_in_archives_that_are_no_utf8_at_all_do_not_crash(tmp_path: Path) -> None:
    data = zip_bytes({"lxufe.gpx": gpx()}).replace(b"lxufe", b"l\xe4ufe")
    path = tmp_path / "f.zip"
    path.write_bytes(data)
    names, problems = walked(path)
    assert problems == []
    assert len(names) == 1
    names[0].encode()


def test_a_name_that_lies_about_being_utf8_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "f.zip"
    path.write_bytes(zip_bytes({"lä.gpx": gpx()}).replace("lä".encode(), b"l\xff\xfe"))
    names, problems = walked(path)
    assert names == []
    assert problems[0].fatal


def test_a_pipe_and_a_socket_are_problems(tmp_path: Path) -> None:
    write_folder(tmp_path, GOOD)
    os.mkfifo(tmp_path / "pipe.fit")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "s.fit"))
        names, problems = walked(tmp_path)
    assert names == ["a.gpx"]
    assert {"a pipe" in each.message or "a socket" in each.message for each in problems} == {True}
    assert walked(tmp_path / "pipe.fit")[1]


def test_links_that_lead_round_in_circles_end(tmp_path: Path) -> None:
    write_folder(tmp_path / "runs", GOOD)
    (tmp_path / "runs" / "again").symlink_to(tmp_path / "runs", target_is_directory=True)
    (tmp_path / "runs" / "dead.gpx").symlink_to(tmp_path / "gone.gpx")
    names, problems = walked(tmp_path)
    assert names == ["a.gpx"]
    assert [problem.source for problem in problems] == [str(tmp_path / "runs" / "dead.gpx")]


def test_a_file_that_vanishes_is_a_problem(tmp_path: Path) -> None:
    walking = walk([write_folder(tmp_path, GOOD)])
    found = next(walking)
    (tmp_path / "a.gpx").unlink()
    assert isinstance(found, Member)
    data = found.read()
    assert isinstance(data, Problem)
    assert "vanished" in data.message


def test_a_file_that_grows_while_being_read_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_folder(tmp_path, GOOD) / "a.gpx"
    found = next(walk([tmp_path]))
    plain_open = Path.open

    def growing(self: Path, *rest: str) -> object:
        with plain_open(path, "ab") as stream:
            stream.write(b"more")
        return plain_open(self, *rest)

    monkeypatch.setattr(Path, "open", growing)
    assert isinstance(found, Member)
    data = found.read()
    assert isinstance(data, Problem)
    assert "still being written" in data.message


def test_a_file_without_the_right_to_read_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = next(walk([write_folder(tmp_path, GOOD)]))

    def forbidden(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", forbidden)
    assert isinstance(found, Member)
    data = found.read()
    assert isinstance(data, Problem)
    assert "may not be read" in data.message


def test_a_file_larger_than_any_activity_is_refused_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (tmp_path / "a.fit").open("wb") as stream:
        stream.truncate(600 * 1024**2)
    names, problems = walked(tmp_path)
    assert names == []
    assert "more than any activity" in problems[0].message


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_noise_in_an_archive_never_crashes(method: int, tmp_path: Path) -> None:
    inner = zip_bytes({"d.gpx": gpx()}, method)
    data = zip_bytes({"a.gpx": gpx(), "b/ä.gpx": gpx(), "in.zip": inner}, method)
    noise = random.Random(method)
    for _ in range(150):
        damaged = bytearray(data)
        for _ in range(noise.randrange(1, 6)):
            first = 0 if noise.random() < 0.3 else len(data) - 300  # the directory, mostly
            damaged[noise.randrange(first, len(data))] = noise.randrange(256)
        path = tmp_path / "f.zip"
        path.write_bytes(bytes(damaged))
        names, problems = walked(path)
        assert names or problems
