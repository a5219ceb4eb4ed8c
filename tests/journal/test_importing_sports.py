"""The sport where only a name tells it: one sport named, at its pace, or nothing."""

from __future__ import annotations

import pytest
from tests.journal.importing_files import gpx

from kneewise.journal.importing import import_paths
from kneewise.journal.importing_profiles import profiles
from kneewise.journal.importing_sports import sport_of_name, unknown_sport
from kneewise.model.sport import Sport
from kneewise.store import open_store


@pytest.mark.parametrize(
    ("name", "speed_m_s", "expected"),
    [
        ("Sexta-Feira Corrida Matutina", 2.8, Sport.RUNNING),
        ("Morning Run", 2.8, Sport.RUNNING),
        ("Course à pied le midi", 3.1, Sport.RUNNING),
        ("Lauf am Morgen", 2.5, Sport.RUNNING),
        ("Evening Walk", 1.4, Sport.WALKING),
        ("Morning Ride", 6.0, Sport.CYCLING),
        ("Morning Run", 12.0, None),
        ("Morning Run", None, None),
        ("Walk after a run", 1.9, None),
        ("Cadzand-Bad", 2.8, None),
        ("Brunch", 2.8, None),
        ("Football", 2.8, None),
        ("Training", 2.8, None),
        ("", 2.8, None),
        (None, 2.8, None),
    ],
)
def test_a_name_tells_the_sport_only_for_sure(name, speed_m_s, expected):
    assert sport_of_name(name, speed_m_s) is expected


def test_a_run_told_by_its_name_has_the_profile_of_a_run(home, tmp_path):
    (tmp_path / "a.gpx").write_bytes(gpx(sport="", name="Morning Run"))
    (tmp_path / "b.gpx").write_bytes(gpx(sport="", name="Morning", speed_m_s=2.9))
    with open_store(home) as store:
        assert import_paths(store, [tmp_path / "a.gpx"]).unknown_sport == 0
        profiles(store, on_progress=lambda *_: pytest.fail("was reduced again"))
        (run,) = store.runs.all()
        assert run.sport is Sport.RUNNING


def test_what_nobody_knows_is_counted_until_the_runner_says_it(home, tmp_path):
    (tmp_path / "b.gpx").write_bytes(gpx(sport="", name="Morning"))
    with open_store(home) as store:
        summary = import_paths(store, [tmp_path / "b.gpx"])
        (run,) = unknown_sport(store)
        assert (summary.unknown_sport, summary.others) == (1, 1)
        store.runs.set_edit(run.id, "sport", Sport.RUNNING)
        assert unknown_sport(store) == ()
