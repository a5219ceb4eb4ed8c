from __future__ import annotations

import json

import pytest
from tests.footprints import a_blank_sheet, a_scan

from kneewise.body.foot import ITEMS
from kneewise.cli.app import run


@pytest.fixture
def kneewise(home, capsys):
    def call(*arguments: str) -> tuple[int, str, str]:
        code = 0
        try:
            run(["--home", str(home), *arguments])
        except SystemExit as stop:
            code = int(stop.code or 0)
        out = capsys.readouterr()
        return code, " ".join(out.out.split()), out.err

    return call


@pytest.fixture
def photo(tmp_path):
    path = tmp_path / "foot.jpg"
    path.write_bytes(a_scan().data)
    return path


def test_a_photo_gives_an_index_with_its_interval_and_both_sides_of_the_evidence(kneewise, photo):
    code, out, _ = kneewise("foot", str(photo))
    assert code == 0
    assert "Arch index 0." in out
    assert "NIELSEN2014FOOT" in out
    assert "MALISOUX2016" in out
    assert "trial of comfort" in out
    assert "not kept" in out


@pytest.mark.parametrize(("name", "begins"), [("seen.png", b"\x89PNG"), ("seen.svg", b"<svg")])
def test_what_was_found_is_drawn_where_it_is_wished(kneewise, photo, tmp_path, name, begins):
    _, out, _ = kneewise("foot", str(photo), "--picture", str(tmp_path / name))
    assert (tmp_path / name).read_bytes().startswith(begins)
    assert "The picture is in" in out


def test_a_file_that_is_there_is_replaced_only_where_that_was_said(kneewise, photo, tmp_path):
    mine = tmp_path / "mine.svg"
    mine.write_text("mine")
    code, _, err = kneewise("foot", str(photo), "--picture", str(mine))
    assert code == 2
    assert "mine.svg is there already. Name another file, or say --force." in " ".join(err.split())
    assert mine.read_text() == "mine"
    assert json.loads(kneewise("foot", "--json")[1])["prints"] == []
    assert kneewise("foot", str(photo), "--picture", str(mine), "--force")[0] == 0
    assert mine.read_text().startswith("<svg")


def test_another_kind_of_picture_is_refused_before_anything_is_measured(kneewise, photo):
    code, _, err = kneewise("foot", str(photo), "--picture", "seen.gif")
    assert code == 2
    assert ".png or .svg" in err
    assert json.loads(kneewise("foot", "--json")[1])["prints"] == []


def test_the_photo_itself_is_never_written_over(kneewise, tmp_path):
    photo = tmp_path / "foot.png"
    photo.write_bytes(a_scan().data)
    (tmp_path / "link").symlink_to(tmp_path)
    code, _, err = kneewise("foot", str(photo), "--picture", str(tmp_path / "link" / "foot.png"))
    assert code == 2
    assert "never written over" in err
    assert photo.read_bytes() == a_scan().data


def test_no_print_is_refused_with_the_reason_and_what_a_good_photo_is(kneewise, tmp_path):
    (tmp_path / "blank.jpg").write_bytes(a_blank_sheet())
    code, out, err = kneewise("foot", str(tmp_path / "blank.jpg"))
    assert code == 1
    assert "Not measured. The sheet is empty" in out
    assert "All four edges of the sheet" in out
    assert "Traceback" not in err


def test_a_file_that_is_not_there_is_one_sentence(kneewise):
    code, _, err = kneewise("foot", "nowhere.jpg")
    assert code == 2
    assert "nowhere.jpg can't be read" in err


def test_the_six_things_are_said_and_summed(kneewise):
    said = [part for item in ITEMS for part in ("--answer", f"{item}=-1")]
    code, out, _ = kneewise("foot", "--posture", "--side", "left", *said)
    assert code == 0
    assert "Sum -6 of -12 to 12, give or take 3. Supinated" in out
    assert "no established score" in out


def test_the_six_things_without_answers_and_terminal_are_a_sentence(kneewise):
    code, _, err = kneewise("foot", "--posture", "--side", "left")
    assert code == 2
    assert "heel=1" in err


def test_a_home_without_feet_says_how_to_begin(kneewise):
    code, out, _ = kneewise("foot")
    assert code == 0
    assert "No foot was measured yet" in out
    assert "A good photo" in out
