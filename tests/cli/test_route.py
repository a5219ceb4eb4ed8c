from __future__ import annotations

import json

import pytest
from tests.ground.osm import write_pbf
from tests.ground.routing.towns import grid, place

from kneewise.cli.app import run
from kneewise.journal import open_journal

LON, LAT = place(4, 4)
HERE = f"{LAT},{LON}"


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """A home with a map of nine by nine blocks."""
    folder = tmp_path_factory.mktemp("town")
    with open_journal(folder / "home") as journal:
        journal.add_map(write_pbf(folder / "town.osm.pbf", grid(9, 9)), "town")
    return folder / "home"


@pytest.fixture
def route(town, capsys):
    def call(*arguments: str) -> tuple[int, str, str]:
        code = 0
        try:
            run(["--home", str(town), "route", *arguments])
        except SystemExit as stop:
            code = int(stop.code or 0)
        out = capsys.readouterr()
        return code, " ".join(out.out.split()), " ".join(out.err.split())

    return call


def test_routes_are_shown_with_their_shares_and_whose_data_it_is(route):
    code, out, _ = route("--from", HERE, "--km", "4", "-n", "2")
    assert code == 0
    assert "Route 1: 4.0 km" in out
    assert "Route 2:" in out
    assert "nothing run twice, no big road without a pavement" in out
    assert "up and down not known: no elevation tile covers it" in out
    assert "hard" in out
    assert "easy km at 5:33 min/km" in out
    assert "© OpenStreetMap contributors, ODbL" in out
    assert "Not screened" in out


def test_what_is_asked_for_comes_with_its_evidence(route):
    _, out, _ = route("--from", HERE, "--km", "4", "--softer", "-n", "1")
    assert "You asked for routes that are softer." in out
    assert "The evidence for softer routes is null." in out


def test_json_is_the_same_answer_with_null_for_unknown(route):
    _, out, _ = route("--from", HERE, "--km", "4", "-n", "1", "--plain", "--json")
    answer = json.loads(out)
    (offer,) = answer["offers"]
    assert offer["route"]["climb_m"] is None
    assert len(offer["route"]["lat_deg"]) == len(offer["route"]["along_m"])
    assert answer["taste"] == "plain"


def test_one_file_for_both_kinds_is_refused_before_anything_is_planned(route, tmp_path):
    (tmp_path / "link").symlink_to(tmp_path)
    one, again = tmp_path / "a.gpx", tmp_path / "link" / "a.gpx"
    for named in (one, again):
        files = ("--gpx", str(one), "--fit", str(named), "--force")
        code, out, err = route("--from", "nowhere", "--km", "4", *files)
        assert (code, out) == (2, "")
        assert err == (
            f"kneewise: GPX and FIT can't be one file; name another than {named} for one of them."
        )
    assert not one.exists()


def test_files_are_written_and_named(route, tmp_path):
    gpx, fit, folder = tmp_path / "a.gpx", tmp_path / "a.fit", tmp_path / "all"
    named = ("--gpx", str(gpx), "--fit", str(fit), "--save", str(folder))
    code, out, _ = route("--from", HERE, "--km", "4", "-n", "2", *named)
    assert code == 0
    assert gpx.read_bytes().startswith(b"<?xml")
    assert fit.read_bytes()[8:12] == b".FIT"
    assert len(list(folder.iterdir())) == 4
    assert "think of whom you give it to" in out
    code, _, err = route("--from", HERE, "--km", "4", "--gpx", str(gpx))
    assert code == 2
    assert "is there already" in err


def test_out_and_back_comes_only_when_asked_for(route):
    _, out, _ = route("--from", HERE, "--km", "2.4", "--out-and-back", "-n", "1")
    assert "out and back the same way" in out
    _, out, _ = route("--from", HERE, "--km", "4", "-n", "1")
    assert "out and back" not in out


def test_where_there_is_no_loop_it_says_why_and_what_else(route):
    code, out, _ = route("--from", HERE, "--km", "40", "--plain")
    assert code == 0
    assert "There is no loop of 40 km from here" in out
    assert "--out-and-back" in out
    assert "There is one of" in out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--from", "home", "--km", "5"), "LAT,LON in degrees"),
        (("--from", "48", "--km", "5"), "LAT,LON in degrees"),
        (("--from", "1,2,3", "--km", "5"), "LAT,LON in degrees"),
        (("--from", "nan,9", "--km", "5"), "latitude,longitude in degrees"),
        (("--from", "91,9", "--km", "5"), "A latitude of 91 is none"),
        (("--from", "48,181", "--km", "5"), "A longitude of 181 is none"),
        (("--from", f"{LON},{LAT}", "--km", "5"), "latitude comes first"),
        (("--from", "10,20", "--km", "5"), "No map of yours covers 10,20"),
        (("--from", HERE, "--km", "0"), "from 1 km to 60 km long, not 0 km"),
        (("--from", HERE, "--km", "-3"), "not -3"),
        (("--from", HERE, "--km", "500"), "not 500"),
        (("--from", HERE, "--km", "5", "-n", "0"), "From 1 to 10 routes"),
        (("--from", HERE, "--km", "5", "--softer", "--plain"), "at a time"),
    ],
)
def test_bad_input_is_one_clear_sentence(route, arguments, sentence):
    code, out, err = route(*arguments)
    assert code in (2, 7)
    assert sentence in err
    assert "Traceback" not in err
    assert not out


def test_without_a_map_it_says_how_to_get_one(home, capsys):
    with pytest.raises(SystemExit) as stop:
        run(["--home", str(home), "route", "--from", HERE, "--km", "5"])
    assert stop.value.code == 7
    assert "kneewise map add" in capsys.readouterr().err
