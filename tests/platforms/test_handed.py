"""Files handed in by name: the name is a label, never a path."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.platforms.exports import ENGLISH, strava_tree, write_folder

from kneewise.model.problem import Problem
from kneewise.platforms.handed import MAX_PART, MAX_PARTS, NAMELESS, handed, label_of
from kneewise.platforms.member import Member
from kneewise.platforms.walk import walk

HOSTILE = st.one_of(
    st.text(),
    st.lists(st.sampled_from(["..", ".", "", "C:", "a", "\x00", "\\", " ", "…", "\n"])).map(
        "/".join
    ),
)


@given(HOSTILE)
def test_a_label_never_leads_anywhere(name):
    label = label_of(name)
    parts = label.split("/")
    assert label.isprintable()
    assert 0 < len(parts) <= MAX_PARTS
    assert all(0 < len(part) <= MAX_PART for part in parts)
    assert not any(part in {".", ".."} for part in parts)
    assert not PurePosixPath(label).is_absolute()
    assert "\\" not in label


@given(HOSTILE)
def test_a_label_of_a_label_is_the_same(name):
    assert label_of(label_of(name)) == label_of(name)


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("run.fit", "run.fit"),
        ("../../etc/passwd", "etc/passwd"),
        ("/etc/passwd", "etc/passwd"),
        (r"C:\Users\ann\run.fit", "C:/Users/ann/run.fit"),
        ("", NAMELESS),
        ("..", NAMELESS),
        ("a\x00b.fit", "a b.fit"),
        ("x" * 10_000, "x" * MAX_PART),
        ("läufe/häuser.fit", "läufe/häuser.fit"),
    ],
)
def test_names_as_they_come(name, label):
    assert label_of(name) == label


def test_single_files_stand_alone_and_folders_together(tmp_path):
    names = ("a.fit", "Strava/x.fit", "Strava/y.fit")
    files = [(name, tmp_path / str(number)) for number, name in enumerate(names)]
    things = handed(files)
    assert [(thing.name, len(thing.files), thing.lone) for thing in things] == [
        ("a.fit", 1, True),
        ("Strava", 2, False),
    ]


def test_a_file_is_found_by_its_label_wherever_it_lies(tmp_path):
    lies = tmp_path / "000000"
    lies.write_bytes(b"<gpx/>")
    found = list(walk(handed([("../mine/run.gpx", lies)])))
    assert [(one.source, one.read()) for one in found if isinstance(one, Member)] == [
        ("mine/run.gpx", b"<gpx/>")
    ]


def test_hidden_files_of_a_folder_are_left_out_and_its_pictures_say_nothing(tmp_path):
    for number in range(3):
        (tmp_path / str(number)).write_bytes(b"<gpx/>")
    names = ["x/.DS_Store", "x/photo.jpg", "x/run.gpx"]
    files = [(name, tmp_path / str(number)) for number, name in enumerate(names)]
    assert [one.source for one in walk(handed(files))] == ["x/run.gpx"]


def test_a_file_that_is_gone_is_a_problem(tmp_path):
    (found,) = walk(handed([("x/run.gpx", tmp_path / "gone")]))
    assert isinstance(found, Problem)
    assert str(tmp_path) not in str(found)


def test_an_export_handed_in_as_single_files_is_recognised_by_its_folders(tmp_path):
    folder = write_folder(tmp_path / "export", strava_tree(ENGLISH))
    lies = tmp_path / "lies"
    lies.mkdir()
    files = []
    for number, path in enumerate(sorted(p for p in folder.rglob("*") if p.is_file())):
        copy = lies / f"{number:06d}"
        copy.write_bytes(path.read_bytes())
        files.append((f"export/{path.relative_to(folder).as_posix()}", copy))
    platforms = {one.hints.platform for one in walk(handed(files)) if isinstance(one, Member)}
    assert platforms == {"strava"}
