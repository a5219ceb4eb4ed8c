from __future__ import annotations

import json
import subprocess
import sys

import pytest

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
        return code, out.out, out.err

    return call


def test_the_report_is_written_where_it_was_asked_for(kneewise, tmp_path):
    file = tmp_path / "report.pdf"
    code, out, _ = kneewise("physio", str(file), "--name", "Eva Muster", "--side", "right")
    assert code == 0
    assert "Read it before you hand it on" in " ".join(out.split())
    done = subprocess.run(["pdftotext", file, "-"], capture_output=True, check=True, text=True)
    assert "Report for the physio: right knee" in done.stdout
    assert "Eva Muster" in done.stdout


def test_json_says_where_it_is(kneewise, tmp_path):
    file = tmp_path / "report.pdf"
    assert json.loads(kneewise("physio", str(file), "--json")[1]) == {"file": str(file)}


def test_a_file_that_is_there_stays(kneewise, tmp_path):
    file = tmp_path / "report.pdf"
    file.write_text("mine", encoding="utf-8")
    code, _, err = kneewise("physio", str(file))
    assert code == 2
    assert "--force" in err
    assert file.read_text(encoding="utf-8") == "mine"
    assert kneewise("physio", str(file), "--force")[0] == 0


def test_without_the_extra_the_install_line_is_all_that_is_said(kneewise, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "typst", None)
    code, out, err = kneewise("physio", str(tmp_path / "report.pdf"))
    assert code == 6
    assert out == ""
    assert "pip install 'kneewise[report]'" in err
    assert err.count("\n") == 1
    assert list(tmp_path.glob("report*")) == []
