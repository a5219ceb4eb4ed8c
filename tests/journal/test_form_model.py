from __future__ import annotations

import hashlib

import pytest
from tests.journal.map_service import serving

from kneewise.journal import form_model
from kneewise.journal.form_model import NAME, find_model, get_model, missing
from kneewise.model.errors import ClipError, MissingExtraError

MODEL = b"a model" * 1000
SHA256 = hashlib.sha256(MODEL).hexdigest()


@pytest.fixture(autouse=True)
def no_models(monkeypatch):
    monkeypatch.delenv("KNEEWISE_MODELS", raising=False)


@pytest.fixture
def service():
    with serving() as found:
        found.put("model.task", MODEL, md5=None)
        yield found


def test_without_a_model_the_way_to_one_is_said(journal):
    assert missing(journal.store) == "model"
    with pytest.raises(ClipError, match="--get-model"):
        find_model(journal.store)


def test_a_fetched_model_is_found(journal, service):
    steps = []
    path = get_model(
        journal.store, lambda *step: steps.append(step), service.url("model.task"), SHA256
    )
    assert path.read_bytes() == MODEL
    assert find_model(journal.store) == path
    assert steps[-1] == (len(MODEL), len(MODEL))
    assert missing(journal.store) is None


def test_another_file_than_the_known_one_is_thrown_away(journal, service):
    with pytest.raises(ClipError, match="checksum"):
        get_model(journal.store, None, service.url("model.task"), "0" * 64)
    assert missing(journal.store) == "model"
    assert not list((journal.store.home / "models").iterdir())


def test_nothing_else_is_asked_of_the_service(journal, service):
    get_model(journal.store, None, service.url("model.task"), SHA256)
    assert [(how, what) for how, what, _ in service.asked] == [("GET", "model.task")]


def test_a_service_that_cannot_be_reached_is_said_without_a_word_of_maps(journal):
    with pytest.raises(ClipError, match="--model") as refused:
        get_model(journal.store, None, "http://127.0.0.1:9/model.task", SHA256)
    assert "map" not in str(refused.value)


def test_a_named_model_comes_before_the_others(journal, tmp_path, monkeypatch):
    (tmp_path / NAME).write_bytes(b"one")
    named = tmp_path / "mine.task"
    named.write_bytes(b"two")
    monkeypatch.setenv("KNEEWISE_MODELS", str(tmp_path))
    assert find_model(journal.store) == tmp_path / NAME
    assert find_model(journal.store, named) == named
    with pytest.raises(ClipError, match="no pose model"):
        find_model(journal.store, tmp_path / "none.task")


def test_without_the_extra_its_install_line_is_said(journal, monkeypatch):
    monkeypatch.setattr(form_model, "find_spec", lambda _: None)
    assert missing(journal.store) == "extra"
    with pytest.raises(MissingExtraError, match=r"kneewise\[video\]"):
        form_model.check_extra()
