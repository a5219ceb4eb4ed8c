"""When a cause may be named."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from kneewise.model.ranking import CauseVerdict
from kneewise.why.naming import Evidence, inseparable_groups, verdicts

STRONG = Evidence(
    name="hills",
    p=0.97,
    p_research=0.4,
    p_false=0.02,
    p_if_real=0.98,
    p_build_up=0.6,
    learnt=0.6,
    learnt_build_up=0.6,
    bayes_factor=60.0,
    states=(20, 60),
    exposed=True,
)


def said(*evidence, complete=True, learnable=True):
    return verdicts(evidence, complete=complete, learnable=learnable)


def test_a_strong_cause_is_named():
    assert said(STRONG)["hills"] is CauseVerdict.NAMED


@pytest.mark.parametrize(
    "change",
    [
        {"p": 0.5, "p_false": 0.5},
        {"learnt": 0.29},
        {"bayes_factor": 2.9},
        {"states": (4, 60)},
        {"failed": ("without_pain_before",)},
        {"p_false": 0.3},
    ],
)
def test_each_condition_alone_holds_the_name_back(change):
    assert said(replace(STRONG, **change))["hills"] is not CauseVerdict.NAMED


def test_nothing_is_named_before_the_checks_or_where_ratings_teach_nothing():
    assert said(STRONG, complete=False)["hills"] is CauseVerdict.SUSPECTED
    assert said(STRONG, learnable=False)["hills"] is CauseVerdict.SUSPECTED


def test_what_cannot_be_told_apart_is_named_as_a_group():
    pair = [
        replace(STRONG, name=a, p=0.5, p_false=0.5, group_p=0.97, inseparable=(b,))
        for a, b in (("hills", "speed"), ("speed", "hills"))
    ]
    found = said(*pair)
    assert set(found.values()) == {CauseVerdict.NOT_SEPARABLE}


def test_no_member_of_a_group_that_is_told_shows_no_sign():
    quiet = {"p": 0.01, "p_if_real": 0.02, "p_build_up": 0.03, "failed": ("plain",)}
    group = {"group_p": 0.97, "p_false": 0.5}
    hills = replace(STRONG, **group, inseparable=("speed", "heat"))
    speed = replace(STRONG, **group, **quiet, name="speed", inseparable=("hills", "heat"))
    heat = replace(STRONG, **group, **quiet, name="heat", inseparable=("hills", "speed"))
    apart = replace(STRONG, **quiet, name="apart", p_false=0.99)
    found = said(hills, speed, heat, apart)
    assert {found[name] for name in ("hills", "speed", "heat")} == {CauseVerdict.NOT_SEPARABLE}
    assert found["apart"] is CauseVerdict.NO_SIGN


def test_in_a_group_that_is_not_told_a_member_may_show_no_sign():
    pair = [
        replace(
            STRONG,
            name=a,
            p=p,
            p_if_real=p,
            p_build_up=p,
            group_p=0.97,
            inseparable=(b,),
            failed=("plain",),
        )
        for a, b, p in (("hills", "speed", 0.97), ("speed", "hills", 0.02))
    ]
    found = said(*pair)
    assert found == {"hills": CauseVerdict.SUSPECTED, "speed": CauseVerdict.NO_SIGN}


def test_a_member_of_a_told_group_of_which_nothing_can_be_told_stays_so():
    hills = replace(STRONG, group_p=0.97, inseparable=("speed",))
    speed = replace(
        STRONG,
        name="speed",
        p=0.3,
        p_if_real=0.3,
        group_p=0.97,
        inseparable=("hills",),
        states=(3, 80),
    )
    found = said(hills, speed)
    assert found["hills"] is CauseVerdict.NOT_SEPARABLE
    assert found["speed"] is CauseVerdict.CANT_TELL


def test_no_sign_needs_both_fits_to_say_so():
    quiet = replace(STRONG, p=0.01, p_false=0.99, p_if_real=0.02, p_build_up=0.03)
    assert said(quiet)["hills"] is CauseVerdict.NO_SIGN
    assert said(replace(quiet, p_build_up=0.4))["hills"] is not CauseVerdict.NO_SIGN
    assert said(replace(quiet, learnt_build_up=0.1))["hills"] is not CauseVerdict.NO_SIGN


def test_research_alone_makes_a_suspect_only_of_what_was_there():
    weak = replace(STRONG, p=0.1, p_false=0.9, learnt=0.1, p_research=0.7)
    assert said(weak)["hills"] is CauseVerdict.SUSPECTED
    assert said(replace(weak, exposed=False))["hills"] is CauseVerdict.CANT_TELL


def test_causes_that_nearly_coincide_form_one_group():
    rng = np.random.default_rng(1)
    first, other = rng.standard_normal((2, 400))
    twin = 0.97 * first + 0.2 * rng.standard_normal(400)
    constant = np.ones(400)
    groups = inseparable_groups(
        np.column_stack([first, other, twin, constant]), ["a", "b", "c", "d"]
    )
    assert groups == ((0, 2), (1,), (3,))


def test_gaps_do_not_hide_that_two_causes_nearly_coincide():
    """With gaps at the mean, as in the rows of a fit, R^2 of these two is below 0.5."""
    rng = np.random.default_rng(2)
    first, other = rng.standard_normal((2, 400))
    twin = 0.97 * first + 0.2 * rng.standard_normal(400)
    twin[rng.random(400) < 0.6] = np.nan
    assert inseparable_groups(np.column_stack([first, other, twin]), "abc") == ((0, 2), (1,))


def test_exact_twins_are_one_group():
    first, other = np.random.default_rng(3).standard_normal((2, 200))
    assert inseparable_groups(np.column_stack([first, 2 * first + 1, other]), "abc") == (
        (0, 1),
        (2,),
    )
