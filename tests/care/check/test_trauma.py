"""After an injury an item that can't be judged counts as positive (SAFETY.md)."""

from __future__ import annotations

import pytest
from tests.care.check.answering import screen

from kneewise.care.check import all_questions
from kneewise.model.advice import Screening, Urgency


def flags(found: Screening) -> dict[str, Urgency]:
    return {flag.flag: flag.urgency for flag in found.flags}


@pytest.mark.parametrize(
    ("key", "flag"),
    [
        ("limb", "limb"),
        ("foot_drop", "foot_drop"),
        ("unable", "cant_walk_or_move"),
        ("extensor", "extensor"),
        ("locked", "true_lock"),
        ("groin", "groin"),
        ("swollen", "swelling"),
        ("tender_kneecap", "ottawa"),
        ("tender_fibula", "ottawa"),
        ("bend_90", "ottawa"),
        ("weight_twice", "ottawa"),
        ("back", "back"),
        ("calf", "clot"),
        ("bone", "bone_stress"),
    ],
)
def test_after_an_injury_what_cant_be_judged_counts_as_positive(key, flag):
    assert flag in flags(screen(injury="blow-or-fall", **{key: None}))
    assert flag not in flags(screen(**{key: None}))


@pytest.mark.parametrize("key", ["warm", "red", "stiff", "swollen"])
def test_after_an_injury_a_joint_that_cant_be_judged_is_hot_with_one_sign_more(key):
    other = "red" if key == "warm" else "warm"
    assert "hot_joint" in flags(screen(injury="blow-or-fall", **{key: None, other: "yes"}))
    assert "hot_joint" not in flags(screen(**{key: None, other: "yes"}))


def test_a_twisted_knee_that_may_give_way_is_seen_within_48_hours():
    assert flags(screen(injury="twist", giving_way=None))["twist"] is Urgency.WITHIN_48H


@pytest.mark.parametrize("key", ["limp", "hip_rotation"])
def test_a_child_s_limp_or_hip_that_cant_be_judged_after_an_injury_is_a_sign(key):
    said = {"age": 15, "injury": "blow-or-fall", "pain": "yes", key: None}
    assert "child_signs" in flags(screen(**said))


JUDGED_BY_ANYBODY = {
    "chest": "no part of the leg; whoever can answer knows it",
    "muscle": "follows a hard run, not an injury",
    "injury": "the injury itself",
    "unwell": "an illness", "ill_days": "an illness", "skin": "an illness",
    "swelling_context": "where one was, and other illnesses",
    "calf_risk": "what went before", "pain": "felt or not", "site": "where it is felt",
    "onset": "how it began", "rest_night": "when it is felt",
    "hop": "as remembered, never to be tried", "started": "what went before",
    "load_jump": "what went before", "easing": "its course", "not_better": "its course",
    "morning": "other joints", "loss_or_lump": "an illness",
    "injection_reaction": "after an injection", "foot_warm_swollen": "with reduced feeling",
    "quinolone_signs": "after a medicine",
}  # fmt: skip
"""Red-flag questions that may lack `trauma`, and why: not seen, felt or tried on the leg."""


def test_every_other_red_flag_question_counts_dont_know_as_positive_after_an_injury():
    lacking = {q.key for q in all_questions().values() if q.group == "flag" and not q.trauma}
    assert lacking == set(JUDGED_BY_ANYBODY)


def test_how_fast_it_swelled_after_an_injury_is_fast_where_unknown():
    said = {"injury": "blow-or-fall", "swollen": "yes", "swelling_speed": None}
    assert "fast_swelling" in flags(screen(**said))
