from __future__ import annotations

from itertools import pairwise
from math import log, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from kneewise.care.outlook import EXPECTATIONS, Spell, expectation, learn
from kneewise.care.outlook.survival import TAU

KNEECAP = expectation("kneecap_pain")
UNDIAGNOSED = expectation("undiagnosed")

_spells = st.lists(st.builds(Spell, st.integers(0, 300).map(float), st.booleans()), max_size=5)
_kinds = st.sampled_from(EXPECTATIONS)


def past(*spells: Spell, kind=KNEECAP):
    return [(kind, spell) for spell in spells]


def brute_force(kind, spells, days, sore_days):
    """The same by a plain sum over a finer grid of its own and scipy's log-normal."""
    u = np.linspace(-5, 5, 8001)
    weight = stats.norm.pdf(u, scale=TAU)

    def survives(which, after):
        total = np.zeros_like(u)
        for part in which.parts:
            within = sqrt(part.sd_log**2 - TAU**2)
            scale = part.median_days * np.exp(u)
            total += part.weight * stats.lognorm.sf(after, within, scale=scale)
        return total

    for which, spell in spells:
        if spell.ended:
            first = max(spell.days - 0.5, 0.0)
            weight = weight * (survives(which, first) - survives(which, spell.days + 0.5))
        else:
            weight = weight * survives(which, spell.days)
    now = (weight * survives(kind, sore_days)).sum()
    return np.array([1 - (weight * survives(kind, sore_days + d)).sum() / now for d in days])


@given(_kinds, _spells, st.integers(0, 365))
def test_the_posterior_equals_a_brute_force_grid(kind, spells, sore_days):
    told = [(UNDIAGNOSED, spell) for spell in spells]
    days = np.array([1.0, 7.0, 28.0, 90.0, 365.0])
    found = learn(kind, told).free_within(days, sore_days)
    assert found == pytest.approx(brute_force(kind, told, days, sore_days), abs=2e-4)


@pytest.mark.parametrize("kind", EXPECTATIONS, ids=lambda kind: kind.name)
def test_without_a_past_it_is_the_published_distribution(kind):
    learnt = learn(kind, ())
    for days in (1.0, 10.0, 49.0, 200.0):
        published = sum(
            part.weight * stats.lognorm.sf(days, part.sd_log, scale=part.median_days)
            for part in kind.parts
        )
        assert float(learnt.still_sore(days)[0]) == pytest.approx(published, abs=1e-5)


def test_half_of_diagnosed_runners_are_free_after_seven_weeks_and_the_middle_half_is_published():
    learnt = learn(KNEECAP, ())
    assert learnt.quantile(0.5, 0) == pytest.approx(49, abs=0.1)
    width = learnt.quantile(0.75, 0) - learnt.quantile(0.25, 0)
    assert width == pytest.approx(63, abs=3)
    injury = learn(expectation("injury"), ())
    assert injury.quantile(0.75, 0) - injury.quantile(0.25, 0) == pytest.approx(70, abs=2)


def test_ended_episodes_move_it_as_a_normal_mean_does():
    spells = past(*(Spell(150.0, ended=True) for _ in range(4)))
    learnt = learn(KNEECAP, spells)
    within = 0.9**2 - TAU**2
    shrunk = 4 / within / (4 / within + 1 / TAU**2)
    assert float(learnt.u @ learnt.weight) == pytest.approx(shrunk * log(150 / 49), abs=0.01)


@given(_kinds, _spells, st.integers(0, 300), st.integers(1, 60))
def test_more_days_already_sore_never_bring_the_end_forward(kind, spells, sore, more):
    learnt = learn(kind, past(*spells))
    for share in (0.25, 0.5, 0.9):
        assert learnt.quantile(share, sore + more) >= learnt.quantile(share, sore) - 1e-6


@given(_kinds, _spells, st.integers(0, 300))
def test_quantiles_rise_with_the_share_and_lie_ahead(kind, spells, sore):
    found = [learn(kind, past(*spells)).quantile(q, sore) for q in (0.1, 0.25, 0.5, 0.75, 0.9)]
    assert found[0] >= sore
    assert all(a <= b for a, b in pairwise(found))


@given(_spells, st.integers(1, 300))
def test_an_episode_that_goes_on_never_shortens_the_outlook(spells, days):
    before = learn(KNEECAP, past(*spells)).quantile(0.5, 0)
    going_on = Spell(float(days), ended=False)
    assert learn(KNEECAP, past(*spells, going_on)).quantile(0.5, 0) >= before - 1e-6


@given(st.integers(1, 300), st.integers(1, 100))
def test_censored_later_says_longer_and_an_end_says_less_than_going_on(days, more):
    def median(spell):
        return learn(KNEECAP, past(spell)).quantile(0.5, 0)

    going_on = median(Spell(float(days), ended=False))
    assert median(Spell(float(days + more), ended=False)) >= going_on - 1e-6
    assert median(Spell(float(days), ended=True)) < going_on


def test_an_episode_that_has_just_begun_teaches_nothing():
    fresh = learn(KNEECAP, past(Spell(0.0, ended=False)))
    assert fresh.quantile(0.5, 0) == pytest.approx(learn(KNEECAP, ()).quantile(0.5, 0))


def test_every_day_that_an_unnamed_pain_lasts_speaks_for_the_injury():
    unnamed, injury = learn(UNDIAGNOSED, ()), learn(expectation("injury"), ())
    ratio = [
        (unnamed.quantile(0.5, d) - d) / (injury.quantile(0.5, d) - d) for d in (0, 14, 28, 60)
    ]
    assert all(a < b for a, b in pairwise(ratio))
    assert ratio[-1] > 0.9


def test_intervals_hold_for_runners_drawn_from_the_model():
    rng = np.random.default_rng(20260520)
    inside = 0
    for _ in range(400):
        u = rng.normal(0, TAU)
        within = sqrt(0.9**2 - TAU**2)
        times = 49 * np.exp(u + rng.normal(0, within, 4))
        spells = [Spell(float(round(t)) if t < 60 else 60.0, ended=bool(t < 60)) for t in times[:3]]
        learnt = learn(KNEECAP, past(*spells))
        inside += learnt.quantile(0.05, 0) < times[3] < learnt.quantile(0.95, 0)
    assert 0.86 <= inside / 400 <= 0.94
