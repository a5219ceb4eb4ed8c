"""The command line as a runner uses it: one-line errors, exit codes, JSON that fits the promise."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kneewise.cli.app import run

GPX = (
    '<?xml version="1.0"?><gpx version="1.1" creator="t" '
    'xmlns="http://www.topografix.com/GPX/1/1"><trk><type>running</type><trkseg>{}</trkseg></trk></gpx>'
)


@pytest.fixture
def kneewise(home, capsys):
    """Call the command line on a home of its own; gives (exit code, stdout, stderr)."""

    def call(*arguments: str) -> tuple[int, str, str]:
        code = 0
        try:
            run(["--home", str(home), *arguments])
        except SystemExit as stop:
            code = int(stop.code or 0)
        out = capsys.readouterr()
        return code, out.out, out.err

    return call


@pytest.fixture
def gpx(tmp_path: Path) -> Path:
    """A level 5 km run that ended an hour ago."""
    start = datetime.now(UTC).replace(microsecond=0) - timedelta(minutes=90)
    points = "".join(
        f'<trkpt lat="{48 + at * 3 / 111_195:.6f}" lon="9"><ele>100</ele>'
        f"<time>{start + timedelta(seconds=at):%Y-%m-%dT%H:%M:%SZ}</time></trkpt>"
        for at in range(0, 1670, 10)
    )
    file = tmp_path / "run.gpx"
    file.write_text(GPX.format(points), encoding="utf-8")
    return file


def test_the_way_from_a_file_to_an_answer(kneewise, gpx):
    code, out, _ = kneewise("import", str(gpx))
    assert code == 0
    assert out.startswith("1 run and 0 other activities came in")
    code, out, _ = kneewise("pain", "4", "--run", "latest", "--side", "left", "--site", "inside")
    assert code == 0
    assert "left 4/10" in out
    assert kneewise("pain", "0", "--side", "right")[0] == 0
    day = (datetime.now(UTC) - timedelta(days=1)).date().isoformat()
    assert kneewise("episode", "start", day, "--side", "left", "--site", "inside")[0] == 0
    code, out, _ = kneewise("why")
    assert code == 0
    assert "What may be behind it: left knee" in out
    assert "not a diagnosis" in out


def test_status_as_json_has_what_it_promises(kneewise, gpx):
    kneewise("import", str(gpx))
    status = json.loads(kneewise("status", "--json")[1])
    assert status["activities"] == status["runs"] == 1
    assert status["rated_runs"] == 0
    assert status["problems"] == 0


def test_why_as_json_has_what_it_promises(kneewise, gpx):
    kneewise("import", str(gpx))
    kneewise("pain", "3", "--side", "left")
    code, out, _ = kneewise("why", "--json")
    assert code == 0
    answer = json.loads(out)
    assert answer["verdict"] in {"named", "no_sign", "cant_tell"}
    assert answer["side"] == "left"
    assert {"episode", "rated_runs", "painful_runs", "unexplained", "next"} <= answer.keys()
    assert answer["causes"]
    for cause in answer["causes"]:
        assert cause["verdict"] in {
            "named",
            "suspected",
            "no_sign",
            "cant_tell",
            "goes_along",
            "not_separable",
        }
        assert set(cause["prior"]) == {"low", "mid", "high"}
        assert {"unit", "effect", "probability", "learnt", "contribution", "sources"} <= set(cause)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("pain", "3", "--run", "77"), 3, "There is no run 77"),
        (("runs", "show", "latest"), 3, "no run yet"),
        (("evidence", "FRANSEN2025"), 3, "FRANDSEN2025"),
        (("causes", "sesion_spike"), 3, "session_spike"),
        (("profile", "birth_year", "young"), 2, "number from"),
        (("shoes", "wear", "Nowhere"), 3, "no"),
    ],
)
def test_an_error_is_one_sentence_and_its_exit_code(kneewise, arguments, code, said):
    found, _, err = kneewise(*arguments)
    assert found == code
    assert said in err
    assert err.count("\n") == 1
    assert "Traceback" not in err


def test_a_file_that_is_none_ends_with_one_and_says_why(kneewise, tmp_path):
    wrong = tmp_path / "notes.fit"
    wrong.write_bytes(b"no activity at all")
    code, out, _ = kneewise("import", str(wrong))
    assert code == 1
    assert "notes.fit" in out


def test_the_same_import_twice_brings_nothing_new(kneewise, gpx):
    kneewise("import", str(gpx))
    code, out, _ = kneewise("import", str(gpx))
    assert code == 0
    assert "0 runs" in out
    assert "1 known already" in " ".join(out.split())


def test_every_command_that_answers_speaks_json(kneewise, gpx):
    kneewise("import", str(gpx))
    kneewise("shoes", "add", "Blue", "--midsole", "soft")
    for arguments in (
        ("status",),
        ("runs",),
        ("runs", "show", "latest"),
        ("shoes",),
        ("causes",),
        ("evidence", "FRANDSEN2025"),
        ("log",),
        ("profile",),
        ("episode", "list"),
        ("why",),
    ):
        code, out, err = kneewise(*arguments, "--json")
        assert code == 0, (arguments, err)
        json.loads(out)


def test_every_command_prints_for_a_person(kneewise, gpx):
    kneewise("import", str(gpx))
    kneewise("pain", "3")
    kneewise("log", "sleep", "5.5")
    for arguments in (
        ("status",),
        ("runs",),
        ("runs", "--others"),
        ("runs", "show", "latest"),
        ("shoes",),
        ("causes",),
        ("causes", "descent"),
        ("evidence",),
        ("log",),
        ("profile", "hr_max_bpm", "190"),
        ("report", "--planned-km", "12", "--shortened"),
    ):
        code, out, err = kneewise(*arguments)
        assert code == 0, (arguments, err)
        assert out or arguments[0] == "shoes" or "--others" in arguments


def test_a_backup_comes_back_in_another_home(kneewise, gpx, tmp_path):
    kneewise("import", str(gpx))
    kneewise("pain", "3", "--side", "left")
    assert kneewise("backup", str(tmp_path / "all.zip"))[0] == 0
    other = tmp_path / "other"
    assert kneewise("restore", str(tmp_path / "all.zip"), "--home", str(other))[0] == 0
    status = json.loads(kneewise("status", "--json", "--home", str(other))[1])
    assert (status["runs"], status["rated_runs"]) == (1, 1)


def test_an_exported_diary_comes_back_in(kneewise, gpx, tmp_path):
    kneewise("import", str(gpx))
    kneewise("pain", "3", "--side", "left")
    assert kneewise("export", str(tmp_path / "out"))[0] == 0
    other = tmp_path / "other"
    kneewise("import", str(gpx), "--home", str(other))
    code, out, _ = kneewise("diary", "import", str(tmp_path / "out"), "--home", str(other))
    assert code == 0
    assert out.startswith("Came in: 1 rating, 0 reports")


def test_the_home_is_named_before_the_command_or_after_it_or_in_the_environment(
    home, tmp_path, monkeypatch, capsys
):
    for arguments in (["--home", str(home), "status", "--json"], ["status", "--json"]):
        monkeypatch.setenv("KNEEWISE_HOME", str(tmp_path / "elsewhere"))
        run_quietly(arguments)
    first, second = capsys.readouterr().out.split("}\n{")
    assert str(home) in first
    assert "elsewhere" in second


def run_quietly(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        run(arguments)
    assert not stopped.value.code


def test_the_installed_command_says_its_version():
    done = subprocess.run(
        [sys.executable, "-m", "kneewise", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("kneewise ")


def test_an_unforeseen_fault_is_a_sentence_and_its_trace_a_file(kneewise, monkeypatch):
    def break_down(_self):
        raise ZeroDivisionError("inside")

    monkeypatch.setattr("kneewise.journal.journal.Journal.status", break_down)
    code, _, err = kneewise("status")
    assert code == 70
    assert "Traceback" not in err
    kept = Path(err.rsplit("The details are in ", 1)[1].strip().rstrip("."))
    assert "ZeroDivisionError: inside" in kept.read_text(encoding="utf-8")
    kept.unlink()


@pytest.mark.parametrize("columns", ["40", "80", "200"])
def test_no_line_is_broken_twice_and_none_is_too_wide(kneewise, gpx, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", columns)
    kneewise("import", str(gpx))
    kneewise("pain", "3", "--side", "left")
    for arguments in (("why",), ("runs", "show", "latest"), ("causes",), ("evidence",)):
        out = kneewise(*arguments)[1]
        assert max(len(line) for line in out.splitlines()) <= max(76, int(columns))


def test_an_old_console_still_gets_the_answer(home):
    done = subprocess.run(
        [sys.executable, "-m", "kneewise", "--home", str(home), "why"],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "cp1252"},
    )
    assert done.returncode == 0, done.stderr


def test_an_empty_home_is_no_folder(capsys):
    with pytest.raises(SystemExit) as stopped:
        run(["status", "--home", ""])
    assert stopped.value.code == 2
    assert "names no folder" in capsys.readouterr().err
