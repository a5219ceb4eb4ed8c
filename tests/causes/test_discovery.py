from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from kneewise.causes import discovery
from kneewise.causes.short_recovery import CAUSE
from kneewise.model.errors import KneewiseError


@pytest.fixture(autouse=True)
def fresh():
    discovery.all_causes.cache_clear()
    yield
    discovery.all_causes.cache_clear()


def install(monkeypatch, found):
    entry = SimpleNamespace(name="x", value="theirs:CAUSE", load=lambda: found)
    monkeypatch.setattr(discovery, "entry_points", lambda **_: [entry])


def test_an_installed_package_may_add_a_cause(monkeypatch):
    install(monkeypatch, replace(CAUSE, name="moon_phase"))
    assert discovery.all_causes()[-1].name == "moon_phase"


@pytest.mark.parametrize("found", [CAUSE, object()], ids=["a name that is taken", "no cause"])
def test_what_is_no_new_cause_is_refused_by_name(monkeypatch, found):
    install(monkeypatch, found)
    with pytest.raises(KneewiseError, match="theirs:CAUSE"):
        discovery.all_causes()
