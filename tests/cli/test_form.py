from __future__ import annotations

import hashlib
import json

import pytest
from tests.body.form.filmed import pretend
from tests.body.form.walkers import runner
from tests.journal.map_service import serving

from kneewise.cli.app import run
from kneewise.journal import form_model
from kneewise.model.form import View


@pytest.fixture
def kneewise(home, capsys, monkeypatch):
    monkeypatch.delenv("KNEEWISE_MODELS", raising=False)

    def call(*arguments: str) -> tuple[int, str, str]:
        code = 0
        try:
            run(["--home", str(home), *arguments])
        except SystemExit as stop:
            code = int(stop.code or 0)
        out = capsys.readouterr()
        return code, " ".join(out.out.split()), " ".join(out.err.split())

    return call


@pytest.fixture
def filmed(monkeypatch, tmp_path):
    return pretend(monkeypatch, tmp_path)


@pytest.fixture
def clip(tmp_path):
    file = tmp_path / "clip.mp4"
    file.write_bytes(b"frames")
    return str(file)


def test_every_figure_comes_with_its_bounds_and_what_it_cannot_say(kneewise, filmed, clip):
    filmed(runner(jitter=3.0, spm=172))
    code, out, _ = kneewise("form", clip, "--view", "side")
    assert code == 0
    assert "Form from the side, left leg" in out
    assert "cadence 172" in out
    assert "trunk rotation, end to end" in out
    assert "none is a fault" in out
    assert "about 5°" in out
    assert "[NEALHADD2019, VANHOOREN2023]" in out
    assert "the clip itself is not" in out


def test_json_is_the_same_answer(kneewise, filmed, clip):
    filmed(runner(View.REAR))
    code, out, _ = kneewise("form", clip, "--json")
    answer = json.loads(out)
    assert code == 0
    assert answer["form"]["view"] == "rear"
    assert {line["name"] for line in answer["differences"]} >= {"pelvic_drop_deg"}
    assert json.loads(kneewise("form", "--json")[1])["form"] == answer["form"]


def test_what_is_refused_is_one_sentence(kneewise, filmed, clip):
    filmed(runner(spm=110, lift=0.05))
    code, out, err = kneewise("form", clip)
    assert code == 8
    assert out == ""
    assert "This is walking (110 steps a minute" in err
    assert "Traceback" not in err


def test_clips_are_listed_shown_by_number_and_deleted(kneewise, filmed, clip):
    filmed(runner())
    assert "No clip has been measured" in kneewise("form", "--list")[1]
    kneewise("form", clip, "--day", "2026-05-01")
    kneewise("form", clip, "--day", "2026-05-08")
    listed = kneewise("form", "--list")[1]
    assert listed.index("8 May 2026") < listed.index("1 May 2026")
    assert "Against the clip of 1 May 2026" in kneewise("form")[1]
    assert "No earlier clip" in kneewise("form", "--number", "1")[1]
    assert "number 1 is gone" in kneewise("form", "--remove", "1")[1]
    assert kneewise("form", "--number", "1")[0] == 3


def test_pictures_go_where_they_are_wished(kneewise, filmed, clip, tmp_path):
    filmed(runner())
    _, out, _ = kneewise("form", clip, "--picture", str(tmp_path / "out"))
    assert "form.webm" in out
    assert (tmp_path / "out" / "knee_flexion.svg").read_text().startswith("<svg")


@pytest.mark.parametrize("name", ["form.webm", "trunk_lean.svg"])
def test_pictures_replace_no_file_unasked(kneewise, filmed, clip, tmp_path, name):
    filmed(runner())
    mine = tmp_path / name
    mine.write_text("mine")
    code, _, err = kneewise("form", clip, "--picture", str(tmp_path))
    assert code == 2
    assert f"{name} is there already. Name another file, or say --force." in " ".join(err.split())
    assert mine.read_text() == "mine"
    assert "No clip" in kneewise("form")[2]
    assert kneewise("form", clip, "--picture", str(tmp_path), "--force")[0] == 0


def test_without_a_model_nothing_is_fetched_unasked(kneewise, clip):
    code, _, err = kneewise("form", clip)
    assert code == 8
    assert "--get-model" in err
    code, _, err = kneewise("form", "--get-model")
    assert code == 2
    assert "storage.googleapis.com" in err
    assert "nobody is there to say yes" in err


def test_a_model_is_fetched_once_for_who_says_yes(kneewise, monkeypatch, home):
    with serving() as service:
        address = service.put("model.task", b"a model", md5=None)
        monkeypatch.setattr(
            form_model.get_model,
            "__defaults__",
            (None, address, hashlib.sha256(b"a model").hexdigest()),
        )
        for _ in range(2):
            code, _, err = kneewise("form", "--get-model", "--yes")
            assert code == 0
            assert "The pose model is here" in err
        assert len(service.gets("model.task")) == 1
    assert (home / "models" / form_model.NAME).read_bytes() == b"a model"


def test_the_light_install_says_its_install_line(kneewise, clip, monkeypatch):
    monkeypatch.setattr(form_model, "find_spec", lambda _: None)
    code, _, err = kneewise("form", clip)
    assert code == 6
    assert "pip install 'kneewise[video]'" in err
