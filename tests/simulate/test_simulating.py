from __future__ import annotations

import itertools
from collections import Counter
from datetime import timedelta

import numpy as np
import pytest

from kneewise.model.diary import LOG_KINDS, OUTCOME_WINDOWS, PAINFUL, Side, Window
from kneewise.model.errors import UsageError
from kneewise.model.runner import PROFILE_KEYS
from kneewise.model.sport import Sport
from kneewise.simulate import DEMO_CAUSES, STEPS, RunKind, simulate_runner


def test_the_same_seed_gives_the_same_runner(short_runner):
    assert simulate_runner(3, days=120) == short_runner


def test_another_seed_gives_another_runner(short_runner):
    assert simulate_runner(4, days=120).activities != short_runner.activities


def test_two_years_hold_a_hobby_runners_training(demo_runner):
    runs = demo_runner.runs
    assert 260 <= len(runs) <= 320
    assert demo_runner.days == 730
    places = Counter(run.place for run in runs)
    assert set(places) == {"river", "fields", "hills", "forest", "track", "treadmill"}
    others = {activity.sport for activity in demo_runner.activities} - {run.sport for run in runs}
    assert others == {Sport.CYCLING, Sport.SWIMMING, Sport.WALKING}


def test_the_long_run_is_on_sunday(demo_runner):
    long_runs = [run for run in demo_runner.runs if run.kind is RunKind.LONG]
    assert len(long_runs) > 70
    assert {run.day.weekday() for run in long_runs} == {6}


def test_activities_never_overlap_and_stand_in_time_order(demo_runner):
    runs = [activity.as_run() for activity in demo_runner.activities]
    assert all(
        later.started_at > earlier.ended_at + timedelta(minutes=20)
        for earlier, later in itertools.pairwise(runs)
    )


def test_there_are_breaks_and_returns(demo_runner):
    days = [run.day for run in demo_runner.runs]
    gaps = [(later - earlier).days for earlier, later in itertools.pairwise(days)]
    assert sum(gap >= 10 for gap in gaps) >= 3


def test_offsets_follow_daylight_saving(demo_runner):
    offsets = {run.day.month: set() for run in demo_runner.runs}
    for run in demo_runner.runs:
        offsets[run.day.month].add(run.utc_offset_s)
    assert offsets[1] == {3600}
    assert offsets[7] == {7200}


def test_every_cause_has_an_exposure_on_every_run(demo_runner):
    truth = demo_runner.truth
    assert set(truth.exposures) == {run.id for run in demo_runner.runs}
    assert all(set(row) == set(STEPS) for row in truth.exposures.values())
    table = np.array([[row[name] for name in STEPS] for row in truth.exposures.values()])
    assert np.isfinite(table).all()
    assert (table.std(axis=0) > 0).all()


def test_long_runs_are_hillier_than_fast_ones(demo_runner):
    descent = {run.id: demo_runner.truth.exposures[run.id]["descent"] for run in demo_runner.runs}
    by_kind = {
        kind: np.mean([descent[run.id] for run in demo_runner.runs if run.kind is kind])
        for kind in RunKind
    }
    assert by_kind[RunKind.LONG] > by_kind[RunKind.INTERVALS] + 0.5


def test_the_truth_is_the_relative_risk_that_was_asked_for(demo_runner):
    truth = demo_runner.truth
    for name, asked in DEMO_CAUSES.items():
        assert truth.causes[name] == pytest.approx(asked, rel=0.06)
    assert {name for name, rr in truth.causes.items() if rr == 1.0} == set(STEPS) - set(DEMO_CAUSES)
    assert set(truth.true_causes) == set(DEMO_CAUSES)


def test_painful_runs_follow_a_true_cause_more_often(demo_runner):
    truth = demo_runner.truth
    hurt = {run: pain >= PAINFUL for run, pain in truth.pain.items()}
    spiked = [hurt[run] for run, row in truth.exposures.items() if row["session_spike"] == 1]
    usual = [hurt[run] for run, row in truth.exposures.items() if row["session_spike"] == 0]
    assert len(spiked) >= 30
    assert np.mean(spiked) > 2 * np.mean(usual)


def test_a_simple_fit_finds_the_true_causes_and_only_them(demo_runner):
    found = _z_values(demo_runner)
    assert found["session_spike"] > 3
    assert found["descent"] > 3
    assert max(abs(z) for name, z in found.items() if name not in DEMO_CAUSES) < 3


def test_without_causes_nothing_is_found():
    runners = [simulate_runner(seed, causes={}, baseline_risk=0.12) for seed in range(6)]
    assert all(rr == 1.0 for runner in runners for rr in runner.truth.causes.values())
    z = np.array([list(_z_values(runner).values()) for runner in runners])
    assert np.abs(z.mean(axis=0)).max() < 1.7
    assert np.mean(np.abs(z) > 1.96) < 0.12


def test_any_cause_can_be_the_true_one():
    runner = simulate_runner(5, causes={"short_recovery": 3.0, "shoe_km": 0.6})
    assert runner.truth.causes["short_recovery"] == pytest.approx(3.0, rel=0.08)
    assert runner.truth.causes["shoe_km"] == pytest.approx(0.6, rel=0.08)
    assert runner.truth.causes["session_spike"] == 1.0


def test_the_causes_change_nothing_of_the_calendar_but_what_pain_cut():
    plain = {run.start: run for run in simulate_runner(7, causes={}, days=300).runs}
    hurt = simulate_runner(7, days=300).runs
    same = [run.start in plain and run.place == plain[run.start].place for run in hurt]
    assert np.mean(same) > 0.97


def test_ratings_have_gaps_that_say_nothing_of_the_pain(demo_runner):
    rated = {entry.run_id for entry in demo_runner.diary if entry.side is Side.LEFT}
    pain = demo_runner.truth.pain
    assert 0.82 <= len(rated) / len(pain) <= 0.93
    shares = [
        np.mean([run in rated for run, value in pain.items() if (value >= PAINFUL) is hurts])
        for hurts in (True, False)
    ]
    assert abs(shares[0] - shares[1]) < 0.12


def test_the_worst_rated_window_is_the_pain_of_the_run(demo_runner):
    worst: dict[int, int] = {}
    for entry in demo_runner.diary:
        if entry.side is Side.LEFT and entry.window in OUTCOME_WINDOWS:
            assert entry.value is not None
            worst[entry.run_id] = max(worst.get(entry.run_id, 0), entry.value)
    assert all(demo_runner.truth.pain[run] == value for run, value in worst.items())


def test_both_knees_are_rated_and_the_left_one_hurts(demo_runner):
    values = {
        side: [
            entry.value
            for entry in demo_runner.diary
            if entry.side is side and entry.window is Window.DURING
        ]
        for side in Side
    }
    assert len(values[Side.LEFT]) == len(values[Side.RIGHT])
    assert np.mean(values[Side.LEFT]) > 10 * np.mean(values[Side.RIGHT])


def test_pain_before_the_start_was_asked_for_every_rated_run(demo_runner):
    before = {entry.run_id for entry in demo_runner.diary if entry.window is Window.BEFORE}
    assert before == {entry.run_id for entry in demo_runner.diary}


def test_some_ratings_are_backdated_and_none_is_from_the_future(demo_runner):
    starts = {run.id: run.start for run in demo_runner.runs}
    delays = [entry.entered_at - starts[entry.run_id] for entry in demo_runner.diary]
    assert min(delays) > timedelta(0)
    assert 0 < np.mean([delay > timedelta(hours=60) for delay in delays]) < 0.08


def test_a_run_cut_short_keeps_its_plan(demo_runner):
    reports = {report.run_id: report for report in demo_runner.reports}
    cut = [run for run in demo_runner.runs if run.km < run.planned_km]
    assert len(cut) >= 5
    assert all(reports[run.id].shortened for run in cut)
    assert all(reports[run.id].planned_km == run.planned_km for run in cut)
    assert not any(
        report.shortened for run_id, report in reports.items() if run_id not in {r.id for r in cut}
    )


def test_the_log_speaks_the_houses_words(demo_runner):
    assert {entry.kind for entry in demo_runner.log} <= set(LOG_KINDS)
    assert {fact.key for fact in demo_runner.facts} <= set(PROFILE_KEYS)
    sleep = [entry.value for entry in demo_runner.log if entry.kind == "sleep"]
    assert min(sleep) >= 4
    assert max(sleep) <= 9.5


def test_episodes_begin_with_a_painful_run_of_the_left_knee(demo_runner):
    truth = demo_runner.truth
    assert tuple(episode.began_on for episode in demo_runner.episodes) == truth.onsets
    assert len(truth.onsets) >= 1
    index = next(run for run in demo_runner.runs if run.id == truth.index_run)
    assert index.day == truth.onsets[-1]
    assert index.start == truth.index_run_start
    assert truth.pain[index.id] >= 4


def test_the_demo_ends_with_an_episode_that_began_with_a_true_cause(demo_runner):
    at_index = demo_runner.truth.exposures[demo_runner.truth.index_run]
    assert at_index["session_spike"] == 1
    assert at_index["descent"] > 0.5


def test_shoes_come_one_after_another_and_one_is_hard(demo_runner):
    worn = {run.shoe_id for run in demo_runner.runs}
    assert {shoe.id for shoe in demo_runner.shoes} == worn
    assert Counter(shoe.midsole for shoe in demo_runner.shoes)["hard"] == 1
    assert len(worn) >= 4


@pytest.mark.parametrize(
    "options",
    [
        {"causes": {"full_moon": 2.0}},
        {"causes": {"descent": 0.0}},
        {"days": 10},
        {"rating_share": 1.2},
        {"baseline_risk": 0.0},
    ],
)
def test_what_cannot_be_meant_is_refused(options):
    with pytest.raises(UsageError):
        simulate_runner(1, **options)


def _z_values(runner) -> dict[str, float]:
    """z of every cause in a ridge logistic fit of painful rated runs, last pain beside them."""
    truth = runner.truth
    rated = {entry.run_id for entry in runner.diary}
    runs = [run.id for run in runner.runs if run.id in rated]
    painful = np.array([truth.pain[run] >= PAINFUL for run in runs], dtype=np.float64)
    last = [0, *(truth.pain[run] for run in runs[:-1])]
    table = [
        [1.0, pain, *truth.exposures[run].values()] for run, pain in zip(runs, last, strict=True)
    ]
    design = np.array(table)
    names = list(truth.exposures[runs[0]])
    penalty = np.diag([0.0, 0.0, *[1.0] * len(names)])
    beta = np.zeros(design.shape[1])
    for _ in range(25):
        chance = 1 / (1 + np.exp(-design @ beta))
        information = design.T @ (design * (chance * (1 - chance))[:, None]) + penalty
        beta = beta + np.linalg.solve(information, design.T @ (painful - chance) - penalty @ beta)
    z = beta / np.sqrt(np.diag(np.linalg.inv(information)))
    return dict(zip(names, z[2:].tolist(), strict=True))
