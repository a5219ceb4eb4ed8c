"""What to do today, from a home: files that came in, ratings, edits and the check."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kneewise.care.today import today as judge
from kneewise.care.today.matching import STAGES, matches
from kneewise.care.today.situation import Situation
from kneewise.journal.encoding import plain
from kneewise.journal.journal import Journal
from kneewise.journal.today import care_record
from kneewise.model.advice import Light, Screening
from kneewise.model.diary import Window
from kneewise.model.sport import Sport

POINT = '<trkpt lat="{lat:.7f}" lon="9.0"><ele>200</ele><time>{time}</time></trkpt>'
GPX = (
    '<?xml version="1.0"?><gpx version="1.1" creator="test" '
    'xmlns="http://www.topografix.com/GPX/1/1"><trk><type>{sport}</type><trkseg>{points}'
    "</trkseg></trk></gpx>"
)


@pytest.fixture
def done(journal: Journal, tmp_path: Path) -> Callable[..., None]:
    """Bring in a session of (minutes, metres a second) pieces, a point every 5 s."""

    def bring(start: datetime, pieces: Sequence[tuple[float, float]], sport: str) -> None:
        metres, seconds, points = 0.0, 0, []
        for minutes, speed in pieces:
            for _ in range(int(minutes * 12)):
                moment = start + timedelta(seconds=seconds)
                time = f"{moment:%Y-%m-%dT%H:%M:%SZ}"
                points.append(POINT.format(lat=48.0 + metres / 111_195, time=time))
                metres, seconds = metres + 5 * speed, seconds + 5
        file = tmp_path / f"{start:%Y%m%dT%H%M%S}.gpx"
        file.write_text(GPX.format(sport=sport, points="".join(points)), encoding="utf-8")
        assert not journal.import_paths([file]).problems

    return bring


def test_without_a_check_it_is_unscreened_and_never_green(journal, ran, now):
    ran(now - timedelta(hours=30))
    journal.rate(0)
    answer = journal.today(now)
    assert answer.light is Light.UNSCREENED
    assert answer.cap.km == 0
    assert journal.return_plan(now).blocked_by == "unscreened"


def test_an_empty_home_is_answered(journal, now):
    assert journal.today(now).cap.km == 0
    assert journal.return_plan(now).stage == 1


def test_the_answers_are_plain_data(journal, ran, now):
    ran(now - timedelta(hours=30))
    today = plain(journal.today(now))
    assert {"light", "reason", "cap", "now", "to_green", "week", "advices", "rule"} <= today.keys()
    back = plain(journal.return_plan(now))
    assert {"entry", "stage", "next_step", "history", "order"} <= back.keys()


def _km(journal: Journal, now: datetime) -> float:
    return judge(care_record(journal.store, "me"), Screening(), _later(now)).cap.km


def _later(now: datetime) -> datetime:
    """After everything that the test has told."""
    return now + timedelta(minutes=10)


@pytest.fixture
def regular(journal: Journal, ran, now) -> Journal:
    """Ten weeks of 6 km every third day, each rated 0 in the run and the next morning."""
    for days in range(1, 70, 3):
        ran(now - timedelta(days=days, hours=5), km=6.0)
    for run in journal.store.runs.all():
        journal.rate(0, run=run.id)
        journal.rate(0, run=run.id, window=Window.NEXT_MORNING)
    return journal


def test_a_regular_green_runner_may_run(regular, now):
    answer = judge(care_record(regular.store, "me"), Screening(), _later(now))
    assert answer.light is Light.GREEN
    assert 0 < answer.cap.km <= 6.6 + 1e-3


def test_deleting_relabelling_and_editing_gain_nothing(regular, now):
    before = _km(regular, now)
    runs = regular.store.runs.all()
    regular.delete_run(runs[-1].id)
    assert _km(regular, now) <= before
    regular.edit_run(runs[-2].id, sport=Sport.CYCLING)
    assert _km(regular, now) <= before
    regular.edit_run(runs[-3].id, km=20.0)
    assert _km(regular, now) <= before


def test_a_sore_run_is_not_edited_away(regular, now):
    run = regular.store.runs.all()[-1]
    regular.rate(6, run=run.id)
    assert _km(regular, now) == 0
    regular.rate(0, run=run.id)
    assert _km(regular, now) == 0
    regular.delete_run(run.id)
    assert _km(regular, now) == 0


def test_an_edited_run_keeps_what_it_was(regular, now):
    run = regular.store.runs.all()[-1]
    regular.edit_run(run.id, sport=Sport.CYCLING, km=2.0)
    told = next(o for o in care_record(regular.store, "me").outings if o.id == run.id)
    assert told.sports[0] is Sport.RUNNING
    assert told.sports[-1] is Sport.CYCLING
    assert max(told.kms) == pytest.approx(6.0, abs=0.01)
    assert min(told.kms) == 2.0


@pytest.mark.parametrize("stage", [STAGES[n] for n in (0, 1, 2, 4, 6, 7, 12)])
def test_an_imported_run_is_matched_by_its_structure(journal, done, now, stage):
    pieces = [piece for _ in range(stage.times) for piece in ((stage.run, 2.7), (stage.walk, 1.4))]
    done(now - timedelta(hours=3), pieces, "running")
    told = care_record(journal.store, "me").outings[0]
    assert matches(stage, told)
    assert told.minutes == pytest.approx(stage.minutes, rel=0.03)


def test_a_walk_at_running_speed_counts_as_a_run_and_a_walk_does_not(journal, done, now):
    done(now - timedelta(hours=3), [(20, 2.8)], "walking")
    done(now - timedelta(hours=30), [(40, 1.5)], "walking")
    s = Situation(care_record(journal.store, "me"), Screening(), now)
    assert [o.started_at.day for o in s.lights.runs] == [(now - timedelta(hours=3)).day]
    assert s.running.kept == ()
