"""The made-up runner and her made-up map; what she is told is in `tests/docs/test_readme.py`."""

from __future__ import annotations

import sys

import numpy as np
import pytest

from kneewise.journal import open_journal
from kneewise.journal.demo import DemoSteps, add_town, demo
from kneewise.journal.grounding import grounds
from kneewise.model.errors import UsageError
from kneewise.model.ground import ATTRIBUTION
from kneewise.simulate import EXPORT_FOLDER, simulate_runner, write_export


@pytest.fixture(scope="module")
def runner():
    return simulate_runner(3, days=120)


@pytest.fixture(scope="module")
def files(runner, tmp_path_factory):
    return write_export(runner, tmp_path_factory.mktemp("demo") / "files")


@pytest.fixture(scope="module")
def in_town(runner, files, tmp_path_factory):
    """Her journal, matched to her town, with what progress was told."""
    steps = []
    with open_journal(tmp_path_factory.mktemp("home") / "home") as journal:
        journal.import_paths([files / EXPORT_FOLDER])
        town, no_map = add_town(journal, runner, files, lambda *step: steps.append(step))
        assert no_map is None
        yield journal, town, steps


def test_every_run_is_matched_and_told_one_by_one(in_town, runner):
    _, town, steps = in_town
    count = len(runner.runs)
    assert steps[-1] == (count, count)
    assert town.name == "made-up-town"


def test_nearly_all_of_what_she_ran_outdoors_is_on_a_way(in_town):
    journal, _, _ = in_town
    outdoors = [one for one in grounds(journal.store, "me").values() if one.because is None]
    assert len(outdoors) > 30
    km = sum(one.totals.km for one in outdoors)
    assert sum(one.totals.unknown_km for one in outdoors) < 0.02 * km


def test_each_of_her_routes_has_its_own_ground(in_town, runner):
    journal, _, _ = in_town
    known = grounds(journal.store, "me")
    everything = journal.store.runs.all("me")
    by_start = {run.started_at: known[run.id].totals for run in everything if run.id in known}
    rough, hard = {}, {}
    for run in runner.runs:
        totals = by_start[run.start]
        if totals.matched_km > 0:
            rough.setdefault(run.place, []).append(sum(one.mid for one in totals.evenness[3:]))
            hard.setdefault(run.place, []).append(totals.hardness[3].mid)
    rough = {place: np.mean(shares) for place, shares in rough.items()}
    hard = {place: np.mean(shares) for place, shares in hard.items()}
    assert max(rough, key=rough.get) == "forest"
    assert rough["forest"] > 0.25
    assert max(hard, key=hard.get) == "hills"
    assert hard["hills"] > 0.8
    assert hard["track"] < 0.3


def test_nothing_of_the_map_is_said_to_be_of_openstreetmap(in_town):
    journal, town, _ = in_town
    for whose in (town.attribution, journal.ground().maps[0].attribution):
        assert ATTRIBUTION not in whose
        assert "Made-up" in whose


def test_without_the_extra_there_is_no_map_and_one_sentence_says_so(
    runner, files, home, monkeypatch
):
    monkeypatch.setitem(sys.modules, "osmium", None)
    with open_journal(home) as journal:
        town, no_map = add_town(journal, runner, files)
        assert not journal.has_maps()
    assert town is None
    assert no_map.count(": ") == 2
    assert "pip install 'kneewise[ground]'" in no_map


def test_a_folder_that_holds_something_is_left_alone(tmp_path):
    (tmp_path / "mine").touch()
    with pytest.raises(UsageError, match="not an empty folder"):
        demo(tmp_path, None, DemoSteps())
