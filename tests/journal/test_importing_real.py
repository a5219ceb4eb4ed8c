"""The real files of many makers, folder by folder and all into one home."""

from __future__ import annotations

from collections import Counter

import pytest

from kneewise.journal.importing import import_paths
from kneewise.journal.importing_profiles import profiles
from kneewise.model.sport import Sport
from kneewise.store import open_store
from kneewise.store.kept import OriginalState

FOLDERS = ("fit", "tracks", "history")


@pytest.fixture
def store(home):
    with open_store(home) as opened:
        yield opened


def check_counts(summary, store):
    """Every file and every recording of an import is counted once."""
    states = Counter(original.state for original in store.imports.originals().values())
    unopened = sum(problem.place == "whole file" for problem in summary.problems if problem.fatal)
    assert unopened >= summary.refused
    kept = summary.files - summary.known - summary.refused - summary.not_activities
    assert kept == states[OriginalState.KEPT]
    recordings = store.runs.all_recordings()
    came_in = summary.runs + summary.others + summary.merged + summary.attached + summary.undated
    assert came_in == len(recordings)
    assert summary.runs + summary.others == len(store.runs.all())
    assert summary.undated == sum(recording.started_at is None for recording in recordings)
    assert all((each.run_id is None) == (each.started_at is None) for each in recordings)
    assert set(profiles(store)) == {run.id for run in store.runs.all()}


@pytest.mark.parametrize("folders", [*((name,) for name in FOLDERS), FOLDERS])
def test_every_folder_of_real_files_comes_in_and_the_counts_add_up(store, real_data, folders):
    paths = [real_data / name for name in folders]
    first = import_paths(store, paths)
    check_counts(first, store)
    assert not first.nothing_usable
    again = import_paths(store, paths)
    assert (again.files, again.known) == (first.files, first.files)
    assert (again.runs, again.others, again.merged, again.attached, again.refused) == (0,) * 5
    told = {problem.source for problem in again.problems}
    assert again.refused_before == len(told)
    assert told <= {problem.source for problem in first.problems if problem.fatal}


def test_a_name_of_running_words_at_a_runners_pace_is_a_run(store, real_data):
    summary = import_paths(store, [real_data / "tracks"])
    named = [run for run in store.runs.all() if run.name and "corrida" in run.name.casefold()]
    assert len(named) > 50
    assert {run.sport for run in named} == {Sport.RUNNING}
    unknown = [run for run in store.runs.all() if run.sport is Sport.UNKNOWN]
    assert summary.unknown_sport == len(unknown)
