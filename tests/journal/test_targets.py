"""Files are never written over each other, however their paths are spelt."""

from __future__ import annotations

from pathlib import Path

import pytest

from kneewise.journal.targets import check_route_targets, same_file
from kneewise.model.errors import UsageError


@pytest.fixture
def here(tmp_path, monkeypatch):
    (tmp_path / "deep").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "deep")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def spelt(here):
    return {
        "the same": Path("a.gpx"),
        "whole": here / "a.gpx",
        "roundabout": Path("deep/../a.gpx"),
    }


@pytest.mark.parametrize("name", ["the same", "whole", "roundabout"])
@pytest.mark.parametrize("there", [True, False])
def test_one_file_is_one_file_however_it_is_spelt(here, name, there):
    if there:
        Path("a.gpx").touch()
    assert same_file(Path("a.gpx"), spelt(here)[name])
    with pytest.raises(UsageError, match="can't be one file"):
        check_route_targets(Path("a.gpx"), spelt(here)[name])


def test_links_are_followed_to_folders_and_to_files(here):
    assert same_file(Path("deep/a"), Path("link/a"))
    Path("a").touch()
    Path("b").symlink_to("a")
    Path("c").hardlink_to("a")
    assert same_file(Path("a"), Path("b"))
    assert same_file(Path("a"), Path("c"))


def test_other_files_and_one_folder_for_both_are_fine(here):
    check_route_targets(Path("a.gpx"), Path("a.fit"), Path("all"))
    check_route_targets(Path("deep"), Path("link"))
    check_route_targets(None, Path("a"), None)


@pytest.mark.parametrize("target", ["all/1.gpx", "all"])
def test_a_file_among_those_of_every_route_is_refused(here, target):
    Path("all").mkdir()
    with pytest.raises(UsageError, match=r"written into .*all already"):
        check_route_targets(Path(target), None, here / "all")
