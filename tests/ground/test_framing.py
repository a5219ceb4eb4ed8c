from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ground.osm import straight, write_pbf

from kneewise.ground.framing import check_framing
from kneewise.model.errors import MapError


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    folder = tmp_path_factory.mktemp("whole")
    return write_pbf(folder / "whole.osm.pbf", [straight({"highway": "path"})])


def test_a_whole_file_is_said_to_be_one(whole):
    assert check_framing(whole) >= 1


@given(data=st.data())
def test_cut_anywhere_it_is_refused_or_ends_between_two_blocks(whole, tmp_path_factory, data):
    content = whole.read_bytes()
    length = data.draw(st.integers(0, len(content) - 1))
    cut = tmp_path_factory.mktemp("cut") / "cut.osm.pbf"
    cut.write_bytes(content[:length])
    try:
        blocks, said = check_framing(cut), str(cut)
    except MapError as error:
        blocks, said = 0, str(error)
    assert blocks < check_framing(whole)
    assert str(cut) in said


@given(st.binary(max_size=400))
def test_no_bytes_break_it(tmp_path_factory, content):
    file = tmp_path_factory.mktemp("any") / "any.osm.pbf"
    file.write_bytes(content)
    with pytest.raises(MapError):
        check_framing(file)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"PK\x03\x04" * 100, "not an OpenStreetMap file"),
        (b'<?xml version="1.0"?><osm version="0.6"/>', "is XML"),
        (b"\xef\xbb\xbf\n<osm version='0.6'/>", "is XML"),
    ],
)
def test_what_it_is_instead_is_said(tmp_path, content, said):
    file = tmp_path / "x.osm.pbf"
    file.write_bytes(content)
    with pytest.raises(MapError, match=said):
        check_framing(file)


def test_the_byte_where_it_was_cut_is_said(whole, tmp_path):
    cut = tmp_path / "cut.osm.pbf"
    cut.write_bytes(whole.read_bytes()[:-10])
    with pytest.raises(MapError, match=f"ends at byte {cut.stat().st_size}"):
        check_framing(cut)


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(MapError, match="is a folder"):
        check_framing(tmp_path)
