"""The ground of simulated runners: what is true of it, and what the map lets `why` see of it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from validation.diary import tell
from validation.scenarios import LN3, SCENARIOS
from validation.surveyed import MOST_UNKNOWN, RECEIVERS, measured
from validation.ways import GROUND
from validation.world import Setting, live

from kneewise.causes import all_causes, exposure_table
from kneewise.model.run import Shoe

TROUBLES = {
    "plain": Setting(),
    "plan unknown": Setting(shortened=0.7, plan="unknown", painful_share=0.16),
    "plan known": Setting(shortened=0.7, painful_share=0.16),
    "reaction": Setting(reaction=2.0, before_missing=0.4),
}


def with_shoes(world, told):
    """The same history with its pairs of shoes as a runner would enter them."""
    runs = tuple(
        replace(run, shoe_id=int(pair))
        for run, pair in zip(told.history.runs, world.pair, strict=True)
    )
    shoes = {}
    for pair in np.unique(world.pair).tolist():
        first = int(np.flatnonzero(world.pair == pair)[0])
        stiff = world.steps["shoe_stiffness"][first] > 0
        shoes[pair] = Shoe(
            pair,
            f"pair {pair}",
            start_km=float(world.steps["shoe_km"][first] * 300),
            midsole="hard" if stiff else "soft",
        )
    return replace(told.history, runs=runs, shoes=shoes)


def column(table, name):
    (found,) = (one for one in table.columns if one.name == name)
    return found


def percent(table, name):
    values = [cell.value for cell in column(table, name).cells]
    return np.array([np.nan if value is None else value for value in values])


def runner(seed, setting=None):
    chosen = setting or Setting()
    world = live(chosen, seed)
    return world, tell(world, chosen, seed)


@pytest.mark.parametrize("setting", TROUBLES.values(), ids=TROUBLES.keys())
@pytest.mark.parametrize("seed", [3, 11])
def test_the_columns_are_those_the_causes_would_make_of_this_history(setting, seed):
    world, told = runner(seed, setting)
    chosen = tuple(cause for cause in all_causes() if cause.name in GROUND)
    real = exposure_table(with_shoes(world, told), chosen)
    assert not any(real.variants.values())
    for name in GROUND:
        ours, theirs = column(told.table, name), column(real, name)
        assert replace(ours, cells=(), sources=()) == replace(theirs, cells=(), sources=())
        for mine, other in zip(ours.cells, theirs.cells, strict=True):
            assert mine.value == (None if other.value is None else pytest.approx(other.value))
            assert replace(mine, value=None) == replace(other, value=None, reason=None)


@pytest.mark.parametrize("scenario", ["1_clean_null", "2_flares", "3_reaction", "9_trends"])
def test_without_a_map_it_is_the_same_runner_with_three_columns_fewer(scenario):
    setting = SCENARIOS[scenario](2).setting
    world = live(setting, 5)
    with_map, without = tell(world, setting, 5), tell(world, setting, 5, ground=False)
    others = tuple(one for one in with_map.table.columns if one.name not in GROUND)
    assert others == without.table.columns
    assert replace(with_map.history, ground={}) == without.history
    assert not set(GROUND) & set(setting.effects)


def test_a_runner_s_ground_is_the_same_every_time():
    first, again = runner(8)[1], runner(8)[1]
    assert first.table == again.table


def test_ground_that_acts_makes_runs_on_it_hurt_and_ground_that_does_not_does_not():
    def difference(effects):
        found = []
        for seed in range(8):
            world, _ = runner(seed, Setting(effects=effects, painful_share=0.18))
            rough = world.steps["uneven_ground"]
            hurt = world.pain >= 3
            found.append(rough[hurt].mean() - rough[~hurt].mean())
        return np.mean(found)

    assert difference({"uneven_ground": LN3}) > 0.25
    assert abs(difference({})) < 0.12


@pytest.mark.parametrize("receiver", RECEIVERS)
def test_errors_of_matching_are_those_measured(receiver):
    found = measured(receiver)
    assert 0.005 < found.evenness < 0.035
    assert 0.0 < found.hardness < found.evenness
    assert 0.0 < found.unknown < 0.01


def test_what_is_seen_of_the_ground_is_near_what_was_there():
    for seed in range(6):
        world, told = runner(seed)
        seen, true = percent(told.table, "uneven_ground"), 100 * world.ground.rough
        known = ~np.isnan(seen)
        assert np.abs(seen - true)[known].mean() < 12
        assert not np.array_equal(seen[known], true[known])


def test_part_of_the_runs_is_unknown_for_every_reason_there_is():
    reasons, shares = set(), []
    for seed in range(12):
        _, told = runner(seed)
        reasons |= {ground.because for ground in told.history.ground.values()}
        shares.append(np.isnan(percent(told.table, "hard_surface")).mean())
        for run, cell in zip(
            told.history.runs, column(told.table, "hard_surface").cells, strict=True
        ):
            assert (cell.value is None) == (
                told.history.ground[run.id].totals.unknown > MOST_UNKNOWN
            )
    assert reasons == {None, "no_map", "no_position", "treadmill"}
    assert 0.1 < np.mean(shares) < 0.4


def test_shares_are_shares_and_add_up():
    for seed in range(4):
        world, told = runner(seed)
        assert (world.ground.rough >= 0).all()
        assert (world.ground.rough + world.ground.hard <= 1 + 1e-9).all()
        for ground in told.history.ground.values():
            totals = ground.totals
            for classes in (totals.evenness, totals.hardness):
                assert sum(one.mid for one in classes) + totals.unknown == pytest.approx(1.0)
                assert all(one.low <= one.mid <= one.high for one in classes)


def test_rough_ground_goes_with_descent_as_in_life_and_as_closely_as_a_scenario_asks():
    def together(setting):
        found = []
        for seed in range(8):
            steps = live(setting, seed).steps
            found.append(np.corrcoef(steps["uneven_ground"], steps["descent"])[0, 1])
        return np.mean(found)

    assert 0.05 < together(Setting()) < 0.5
    assert together(Setting(trail=0.6)) == pytest.approx(0.6, abs=0.1)
    assert together(Setting(trail=0.9)) == pytest.approx(0.88, abs=0.07)


def test_a_run_cut_short_never_got_as_far_from_the_streets():
    world, _ = runner(4, Setting(shortened=0.7, painful_share=0.2))
    cut = world.was_shortened
    planned, run = world.steps["uneven_ground"], world.realised["uneven_ground"]
    assert (run[cut] <= planned[cut] + 1e-9).all()
    assert run[cut].mean() < planned[cut].mean()
    assert np.array_equal(run[~cut], planned[~cut])


def test_a_sore_runner_keeps_to_even_ground():
    def unevenness(strength):
        found = []
        for seed in range(6):
            world, _ = runner(seed, Setting(reaction=strength, painful_share=0.2, carry_over=1.0))
            sore = world.before >= 2
            rough = world.steps["uneven_ground"]
            found.append(rough[sore].mean() - rough[~sore].mean())
        return np.mean(found)

    assert unevenness(2.0) < unevenness(0.0) - 0.05


def test_hard_ground_counts_in_a_stiff_worn_or_new_pair():
    world, _ = runner(6)
    steps = world.steps
    worn = steps["shoe_km"] * 300 >= 500
    unfit = (steps["shoe_stiffness"] > 0) | (steps["novel_shoe"] > 0) | worn
    expected = np.where(unfit, steps["hard_surface"], 0.0)
    assert np.allclose(steps["hard_ground_in_shoe"], expected)
    assert 0 < unfit.mean() < 1
