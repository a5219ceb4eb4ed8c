"""Which recordings are one run: the moving time they share, and nothing that depends on order."""

from __future__ import annotations

import random
from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneewise.journal.duplicates import (
    distance_problems,
    group,
    moving_intervals,
    overlap_s,
    overlap_share,
)
from kneewise.journal.importing import import_paths
from kneewise.model.recording import Pause, Recording, Samples
from kneewise.model.sport import Sport
from kneewise.store import open_store
from kneewise.store.kept import KeptRecording

T0 = 1_700_000_000.0


def kept(number, *moving, sport=Sport.RUNNING, distance_m=None, columns=(), samples=0, pauses=()):
    spans = tuple((T0 + a, T0 + b) for a, b in moving)
    start = datetime.fromtimestamp(spans[0][0] if spans else T0, tz=UTC)
    return KeptRecording(
        sha256=f"{number:064x}",
        index=0,
        sport=sport,
        started_at=start,
        utc_offset_s=0,
        offset_from="file",
        moving=spans,
        distance_m=distance_m,
        columns=columns,
        sample_count=samples,
        pauses=tuple(Pause(T0 + a, T0 + b) for a, b in pauses),
        id=number,
    )


def recorded(times, *, elapsed_s=None, distance_m=None, pauses=(), distances=None):
    times = np.asarray(times, dtype=float) + T0
    columns = {"time_s": times}
    if distances is not None:
        columns["distance_m"] = np.asarray(distances, dtype=float)
    return Recording(
        index=0,
        sport=Sport.RUNNING,
        started_at=datetime.fromtimestamp(times[0] if len(times) else T0, tz=UTC),
        samples=Samples(columns),
        elapsed_s=elapsed_s,
        distance_m=distance_m,
        pauses=tuple(Pause(T0 + a, T0 + b) for a, b in pauses),
    )


def partition(groups):
    return {frozenset(member.id for member in each.members) for each in groups}


def test_overlap_counts_only_seconds_in_both():
    assert overlap_s([(0, 10), (20, 30)], [(5, 25)]) == 10


def test_overlap_is_a_share_of_the_shorter_one():
    assert overlap_share(kept(1, (0, 1000)), kept(2, (900, 1100))) == 0.5


@pytest.mark.parametrize(("end", "runs"), [(1000, 1), (801, 1), (799, 2)])
def test_from_four_fifths_of_the_shorter_on_two_are_one(end, runs):
    assert len(group([kept(1, (0, 1000)), kept(2, (1000 - end, 2000 - end))])) == runs


def test_sport_and_distance_do_not_keep_two_apart():
    one = kept(1, (0, 1000), sport=Sport.RUNNING, distance_m=3000)
    other = kept(2, (0, 1000), sport=Sport.CYCLING, distance_m=9000)
    assert len(group([one, other])) == 1


def test_a_pause_in_one_is_no_moving_time_of_it():
    intervals = moving_intervals(recorded([0, 600], elapsed_s=600, pauses=[(100, 200)]))
    assert intervals == ((T0, T0 + 100), (T0 + 200, T0 + 600))


def test_a_jump_of_the_clock_is_cut_out_where_the_pace_creeps():
    times = [*range(0, 1801, 5), *range(50_000, 50_601, 5)]
    intervals = moving_intervals(recorded(times, elapsed_s=50_600, distance_m=7000))
    assert intervals == ((T0, T0 + 1800), (T0 + 50_000, T0 + 50_600))


def test_a_long_silence_is_believed_where_the_distance_fills_it():
    intervals = moving_intervals(recorded([0, 10, 8000], elapsed_s=8000, distance_m=24_000))
    assert intervals == ((T0, T0 + 8000),)


def test_a_recording_without_samples_moves_from_start_to_end():
    assert moving_intervals(recorded([], elapsed_s=300)) == ((T0, T0 + 300),)


def test_an_hour_that_covers_no_fifty_metres_is_no_moving_time():
    times = [0, 4000, 4100, *range(8000, 9801, 10)]
    distances = [0, 20, 30, *(31 + 3 * (time - 8000) for time in times[3:])]
    intervals = moving_intervals(recorded(times, distances=distances, distance_m=distances[-1]))
    ((start, end),) = intervals
    assert T0 + 7600 < start <= T0 + 8000
    assert end == T0 + 9800


def test_a_slow_hour_is_moving_time():
    times = list(range(0, 5401, 30))
    recording = recorded(times, distances=[0.5 * time for time in times], distance_m=2700)
    assert moving_intervals(recording) == ((T0, T0 + 5400),)


def test_samples_out_of_order_make_the_same_intervals():
    times = list(range(0, 900, 5))
    shuffled = random.Random(1).sample(times, len(times))
    shuffled[shuffled.index(0)], shuffled[0] = shuffled[0], 0
    assert moving_intervals(recorded(times)) == moving_intervals(recorded(shuffled))


def test_two_without_any_duration_are_one_when_they_began_in_the_same_second():
    assert len(group([kept(1), kept(2)])) == 1


def test_the_main_one_is_whole_and_knows_most():
    poor = kept(1, (0, 1000), distance_m=3000, columns=("distance_m",), samples=900)
    rich = kept(2, (0, 990), distance_m=3000, columns=("distance_m", "cadence_spm"), samples=900)
    piece = kept(3, (0, 100), distance_m=300, columns=("distance_m", "cadence_spm"), samples=9000)
    (made,) = group([poor, rich, piece])
    assert (made.main.id, [each.id for each in made.attached]) == (2, [3])


WATCH = ("distance_m", "cadence_spm", "heart_rate_bpm", "latitude_deg")


def test_the_dense_recording_is_the_run_where_the_other_ones_clock_jumped():
    broken = kept(1, (0, 600), (30_000, 44_000), distance_m=29_000, columns=WATCH, samples=9_900)
    watch = kept(2, (34_000, 43_800), distance_m=28_850, columns=WATCH, samples=9_230)
    sparse = kept(3, (34_000, 43_900), distance_m=29_090, columns=("distance_m",), samples=185)
    (made,) = group([broken, watch, sparse])
    assert made.main.id == 2
    assert {each.id for each in made.doubles} == {1, 3}
    assert made.attached == ()


def test_the_dense_recording_is_the_run_where_it_paused_by_itself():
    sparse = kept(1, (0, 4000), distance_m=8000, columns=("distance_m",), samples=12)
    watch = kept(2, (0, 1500), (2400, 3900), distance_m=7700, columns=WATCH, samples=3000)
    (made,) = group([sparse, watch])
    assert (made.main.id, [each.id for each in made.doubles]) == (2, [1])


def test_a_long_rest_that_the_watch_knew_of_is_no_jump():
    rested = kept(
        1, (0, 6000), (12_000, 18_000), distance_m=36_000, samples=12_000, pauses=[(6000, 12_000)]
    )
    piece = kept(2, (0, 900), distance_m=2700, columns=WATCH, samples=900)
    (made,) = group([rested, piece])
    assert (made.main.id, [each.id for each in made.attached]) == (1, [2])


def test_a_broken_clock_in_the_real_history_does_not_hide_the_watch(home, real_data):
    files = sorted((real_data / "history").glob("2021-03-2[67]*.fit"))
    with open_store(home) as store:
        import_paths(store, files)
        (run,) = [run for run in store.runs.all() if run.distance_m > 20_000]
        main, *others = store.runs.recordings(run.id)
        assert (main.sample_count, len(others)) == (9230, 3)
        assert run.distance_m == pytest.approx(28_850, abs=1)
        assert run.started_at == datetime(2021, 3, 26, 22, 28, 8, tzinfo=UTC)


def test_a_double_that_differs_by_more_than_a_tenth_is_told_and_a_piece_is_not():
    whole = kept(1, (0, 1000), distance_m=3000, samples=900)
    other = kept(2, (0, 1000), distance_m=3400, samples=800)
    piece = kept(3, (0, 100), distance_m=300)
    (made,) = group([whole, other, piece])
    names = {each.sha256: f"{each.id}.fit" for each in made.members}
    (problem,) = distance_problems(made, names)
    assert problem.source == "2.fit"
    assert "3.40 km" in problem.message


def test_separated_recordings_stay_apart_even_with_one_that_overlaps_both():
    runs = [kept(1, (0, 1000)), kept(2, (0, 1000)), kept(3, (0, 1000))]
    assert partition(group(runs, {(1, 2)})) == {frozenset({1, 3}), frozenset({2})}


def made(recordings, apart):
    """The runs as ids: main, doubles, attached."""
    return {
        (
            each.main.id,
            tuple(double.id for double in each.doubles),
            tuple(piece.id for piece in each.attached),
        )
        for each in group(recordings, apart)
    }


SPANS = st.tuples(st.integers(0, 40), st.integers(1, 20)).map(
    lambda span: (span[0] * 60, (span[0] + span[1]) * 60)
)


@given(spans=st.lists(SPANS, min_size=1, max_size=8), seed=st.integers(0, 5), data=st.data())
def test_the_order_in_which_recordings_come_in_makes_no_difference(spans, seed, data):
    runs = [kept(number, span, distance_m=span[1]) for number, span in enumerate(spans, start=1)]
    pairs = st.tuples(st.integers(1, len(runs)), st.integers(1, len(runs)))
    apart = {pair for pair in data.draw(st.sets(pairs, max_size=3)) if pair[0] < pair[1]}
    shuffled = random.Random(seed).sample(runs, len(runs))
    assert made(shuffled, apart) == made(runs, apart)
    assert not any(
        pair <= members for members in partition(group(runs, apart)) for pair in map(set, apart)
    )
