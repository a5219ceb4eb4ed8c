from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.knee.profiles import profile, runner
from tests.knee.recordings import samples, varied

from kneewise.knee.cells import cut_in_cells
from kneewise.knee.cleaning import in_order
from kneewise.knee.load import easy_km, knee_loads, load_per_km, segment_load
from kneewise.knee.mechanics import features, mean_coefficients
from kneewise.knee.moving import on_the_move
from kneewise.knee.profile import reduce_run
from kneewise.knee.steplength import StepLengthCurve, curves, population_curve
from kneewise.model.sport import Sport

OWN = StepLengthCurve(alpha=np.log(1.1) - 0.58 * np.log(3.0), exponent=0.58, sd=0.01, runs=20)


def _load(one, curve=OWN):
    return knee_loads({1: one}, {1: curve})[1]


def _usual_steps(speed):
    return OWN.expected_m(np.asarray(speed, float))


def test_a_km_at_an_easy_pace_on_the_level_is_one_easy_km():
    load = _load(profile(km=[1.0], speed=3.0, step=1.1))
    for part in (load.cumulative, load.damage, load.peak_relative):
        assert part.mid == pytest.approx(1.0)
        assert part.low < 1.0 < part.high
    assert load.assumed == ()


@given(st.floats(0.1, 30), st.floats(0.1, 10))
def test_more_km_are_never_less_load(km, more):
    short = _load(profile(km=[km], speed=3.1, grade=-0.02))
    long = _load(profile(km=[km, more], speed=[3.1, 2.9], grade=[-0.02, 0.03]))
    assert long.cumulative.mid > short.cumulative.mid
    assert long.damage.mid > short.damage.mid


@given(
    st.floats(1.9, 5.5),
    st.floats(-0.015, 0.015),
    st.floats(-0.05, 0.05),
    st.sampled_from([("grade",), ("step",), ("grade", "step")]),
)
def test_an_ordinary_run_is_less_certain_with_an_input_less(speed, grade, deviation, missing):
    step = float(_usual_steps(speed)) * np.exp(deviation)
    whole = {"km": [8.0], "speed": speed, "grade": grade, "step": step}
    known = _load(profile(**whole))
    unknown = _load(profile(**whole | dict.fromkeys(missing, np.nan)))
    for part in ("cumulative", "damage"):
        wide, narrow = getattr(unknown, part), getattr(known, part)
        assert wide.high / wide.low > narrow.high / narrow.low
    assert len(unknown.assumed) == len(missing)


@pytest.mark.parametrize("part", ["cumulative", "damage", "damage_band"])
def test_each_input_missing_makes_it_wider(part):
    def width(**changed):
        whole = {"km": [8.0], "speed": 3.2, "step": float(_usual_steps(3.2))} | changed
        one = getattr(_load(profile(**whole)), part)
        return one.high / one.low

    both = {"grade": np.nan, "step": np.nan}
    assert width() < width(grade=np.nan) < width(**both)
    assert width() < width(step=np.nan) < width(**both)


def test_only_distance_and_time_are_needed():
    one = profile(km=[8.0], speed=2.9, grade=np.nan)
    load = _load(one)
    assert load.cumulative is not None
    assert len(load.assumed) == 2
    for lacking in ("distance_km", "moving_s"):
        nothing = _load(replace(one, **{lacking: None}))
        assert (nothing.cumulative, nothing.damage, nothing.damage_band) == (None, None, None)
        assert nothing.peak_relative is None


def test_what_is_known_nowhere_is_said_without_a_share_and_what_is_known_somewhere_with_one():
    nowhere = _load(profile(km=[8.0], speed=2.9, grade=np.nan))
    assert "100 %" not in " ".join(nowhere.assumed)
    assert nowhere.assumed[0].startswith("Slope is not known anywhere along this way;")
    (nearly,) = _load(profile(km=[0.01, 8.0], grade=[0.0, np.nan], step=1.1)).assumed
    assert nearly.startswith("Slope was not measured on 99 % of the way;")
    (half,) = _load(profile(km=[4.0, 4.0], grade=[0.0, np.nan], step=1.1)).assumed
    assert half.startswith("Slope was not measured on 50 % of the way;")


def test_downhill_loads_more_than_uphill():
    down = _load(profile(km=[5.0], grade=-0.06)).cumulative
    up = _load(profile(km=[5.0], grade=0.06)).cumulative
    assert down.mid > up.mid


def test_faster_is_less_load_a_km_but_a_higher_peak():
    slow = _load(profile(km=[5.0], speed=2.6, step=float(_usual_steps(2.6))))
    fast = _load(profile(km=[5.0], speed=3.8, step=float(_usual_steps(3.8))))
    assert fast.cumulative.mid < slow.cumulative.mid
    assert fast.peak_relative.mid > slow.peak_relative.mid
    assert fast.damage.mid > slow.damage.mid


def test_a_kilometre_walked_counts_little():
    walked = _load(profile(km=[4.0], speed=1.5, walking=1.0))
    run = _load(profile(km=[4.0], speed=2.5))
    assert 0 < walked.cumulative.mid < 0.3 * run.cumulative.mid
    assert walked.damage.mid < 0.01 * run.damage.mid
    assert walked.peak_relative.mid == pytest.approx(0.9 / 5.2)


def test_the_band_spans_the_exponents():
    hard = _load(profile(km=[8.0], speed=4.0, step=float(_usual_steps(4.0))))
    assert hard.damage_band.low < hard.cumulative.mid
    assert hard.damage_band.high > hard.damage.mid


def test_against_other_runners_long_legs_are_not_overstriding():
    long_legs = profile(km=[8.0], speed=3.0, step=1.1 * 1.08)
    own = _load(long_legs).cumulative
    others = _load(long_legs, population_curve())
    assert 1.0 < others.cumulative.mid / 8 < own.mid / 8
    assert others.assumed


def test_unknown_slope_is_that_of_the_runners_earlier_runs():
    hilly = [profile(km=[4.0, 4.0], grade=[-0.08, 0.08], step=1.1) for _ in range(6)]
    unknown = profile(km=[8.0], grade=np.nan, step=1.1)
    runs = dict(enumerate([unknown, *hilly, unknown]))
    loads = knee_loads(runs, dict.fromkeys(runs, OWN))
    assert loads[7].cumulative.mid > loads[0].cumulative.mid
    assert "runner's usual" in loads[7].assumed[0]


def test_later_runs_never_change_the_load_of_an_earlier_one():
    runs = dict(enumerate([*runner(12, 3), profile(km=[8.0], grade=np.nan)]))
    fitted = dict(enumerate(curves(list(runs.values()), [True] * 13)))
    whole = knee_loads(runs, fitted)
    first = knee_loads({i: runs[i] for i in range(7)}, {i: fitted[i] for i in range(7)})
    for i in range(7):
        assert first[i].cumulative.mid == pytest.approx(whole[i].cumulative.mid)
        assert first[i].damage.high == pytest.approx(whole[i].damage.high)


def test_many_runs_at_once_are_each_as_alone():
    runs = dict(enumerate([*runner(9, 4), profile(km=[2.0, 3.0], walking=[1.0, 0.0], speed=2.1)]))
    together = knee_loads(runs, dict.fromkeys(runs, OWN))
    for key, one in runs.items():
        alone = _load(one)
        assert together[key].damage.mid == pytest.approx(alone.damage.mid)
        assert together[key].damage_band.high == pytest.approx(alone.damage_band.high)
        assert together[key].peak_relative.mid == pytest.approx(alone.peak_relative.mid)


def test_the_load_of_a_run_cut_in_two_adds_up():
    columns = varied(3600)
    parts = [slice(0, 3601), slice(0, 1801), slice(1800, 3601)]
    whole, first, second = (
        easy_km(
            reduce_run(
                samples({name: values[part] for name, values in columns.items()}), Sport.RUNNING
            ),
            OWN,
        )
        for part in parts
    )
    assert first + second == pytest.approx(whole, rel=0.005)


@pytest.mark.parametrize("b", [1, 4])
def test_bins_give_the_load_of_the_samples(b):
    columns = in_order(samples(varied()))
    track = on_the_move(columns["time_s"], columns["distance_m"], ())
    cells = cut_in_cells(track, columns, on_foot=False)
    steps = OWN.deviation(cells.values["step_length_m"], cells.speed_m_s)
    seen = features(cells.speed_m_s, steps, cells.grade)
    exact = float(cells.km @ np.exp(seen @ mean_coefficients().damage(b)[:, 0]))
    one = reduce_run(samples(varied()), Sport.RUNNING)
    assert easy_km(one, OWN, b) == pytest.approx(exact, rel=0.005)
    load = _load(one)
    merged = load.cumulative if b == 1 else load.damage
    assert merged.mid == pytest.approx(exact, rel=0.005)


def test_segments_add_up_to_the_run():
    one = reduce_run(samples(varied()), Sport.RUNNING)
    assert segment_load(one, OWN).sum() == pytest.approx(easy_km(one, OWN))
    assert len(segment_load(one, OWN)) == one.segment_count


def test_load_of_each_km():
    load = _load(profile(km=[5.0], step=1.1))
    assert load_per_km(load, 5.0).mid == pytest.approx(1.0)
    assert load_per_km(load, None) is None


def test_the_same_runs_give_the_same_loads():
    runs = dict(enumerate(runner(5, 9)))
    assert knee_loads(runs, {}) == knee_loads(runs, {})


def test_no_runs_have_no_loads():
    assert knee_loads({}, {}) == {}
