"""One door for every file: the content decides, and nothing bad gets through."""

from __future__ import annotations

import gzip

import pytest
from tests.formats import fit_builder, track_builder

from kneewise import formats
from kneewise.formats import FORMATS, read


def refusal(data: bytes, name: str = "x") -> str:
    result = read(data, name)
    assert result.recordings == ()
    assert result.problems[-1].fatal
    assert result.problems[-1].source == name
    return result.problems[-1].message


def test_the_formats_of_the_package_are_found():
    assert [known.name for known in FORMATS] == ["fit", "gpx", "tcx"]


def test_the_name_does_not_decide():
    assert read(track_builder.gpx(), "run.fit").recordings
    assert read(fit_builder.fit(fit_builder.run(5)), "run.gpx.gz").recordings


def test_an_empty_file_is_refused():
    assert "empty" in refusal(b"", "empty.fit")


@pytest.mark.parametrize(
    "data",
    [
        b"\x00" * 500,
        b"name,value\n1,2\n",
        b"PK\x03\x04 a zip",
        b"<html><body>Log in</body></html>",
        b"<kml><Placemark/></kml>",
        b"<!-- <gpx> --><html/>",
    ],
    ids=["zeros", "csv", "zip", "html", "kml", "comment"],
)
def test_unknown_bytes_are_refused(data: bytes):
    assert "FIT, GPX, TCX" in refusal(data)


def test_a_byte_order_mark_and_comments_before_the_root_are_no_hindrance():
    text = track_builder.gpx().decode().split("\n", 1)[1]
    for encoding in ("utf-8-sig", "utf-16"):
        assert read(f"<!-- <tcx> -->\n{text}".encode(encoding), "x.gpx").recordings


def test_blanks_before_the_declaration_are_no_hindrance():
    assert read(b" " * 10 + track_builder.tcx(), "strava.tcx").recordings


def test_a_gzip_bomb_is_refused_before_it_unpacks(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(formats, "_RATIO_FREE", 1 << 20)
    bomb = gzip.compress(b"\0" * (8 << 20))
    assert "bomb" in refusal(bomb, "bomb.fit.gz")


def test_a_gzip_beyond_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(formats, "UNPACKED_LIMIT", 1 << 20)
    data = gzip.compress(fit_builder.START.isoformat().encode() * 60_000)
    assert "more than 1 MiB" in refusal(data)


def test_a_cut_gzip_is_refused_with_its_reason():
    data = gzip.compress(track_builder.gpx())
    assert "gzipped file is damaged" in refusal(data[:-20], "run.gpx.gz")


def test_a_gzip_of_nothing_is_refused():
    assert "holds nothing" in refusal(gzip.compress(b""))
