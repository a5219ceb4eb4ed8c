from __future__ import annotations

import pytest
from tests.builders import history_of, profile_of

from kneewise.model.exposure import Timing


def faded(day, end_spm, **more):
    spm = [170.0] * 4 + [168.0] * 8 + [end_spm] * 4
    return (day, 8.0, {"profile": profile_of(8.0, segments={"cadence_spm": spm}), **more})


def test_the_last_quarter_is_set_against_the_first(values):
    assert values("cadence_fade", history_of([faded(0, 164.0)])) == [pytest.approx(6.0)]


def test_over_the_last_three_pain_free_runs_it_lies_before(columns):
    runs = [faded(0, 168.0, pain=0), faded(2, 166.0, pain=0), faded(4, 164.0, pain=0)]
    now, before = columns("cadence_fade", history_of([*runs, faded(6, 150.0, pain=6)]))
    assert (now.timing, before.timing) == (Timing.REACTIVE, Timing.BEFORE)
    assert now.cells[-1].value == pytest.approx(20.0)
    assert before.cells[-1].value == pytest.approx(4.0)
    assert before.cells[2].value is None


@pytest.mark.parametrize("km", [1.0, 8.0])
def test_short_runs_and_runs_without_cadence_are_unknown(values, km):
    segments = {"cadence_spm": 170.0} if km < 2 else {}
    run = (0, km, {"profile": profile_of(km, segments=segments)})
    assert values("cadence_fade", history_of([run])) == [None]


def test_a_run_that_ended_in_walking_has_no_fade(values):
    walk_km = [0.0] * 13 + [0.1, 0.4, 0.4]
    segments = {"cadence_spm": [175.0] * 12 + [172.0, 141.0, 141.0, 140.0], "walk_km": walk_km}
    run = (0, 8.0, {"profile": profile_of(8.0, segments=segments)})
    assert values("cadence_fade", history_of([run])) == [None]


def test_cadence_known_on_less_than_half_of_an_end_tells_no_fade(values):
    nan = float("nan")
    segments = {"cadence_spm": [170.0, nan, nan, nan] + [168.0] * 12}
    run = (0, 8.0, {"profile": profile_of(8.0, segments=segments)})
    assert values("cadence_fade", history_of([run])) == [None]
