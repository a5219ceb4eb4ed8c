"""The picture of conditions: the table's priors, shrunk self-report, bone never talked away."""

from __future__ import annotations

from math import exp, log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.care.check.answering import NOW, TODAY, ago, answer, answers, screen
from tests.care.check.vignettes import CONDITIONS, RED_FLAGS

from kneewise.care.check import PACKAGE, all_questions, screening
from kneewise.care.check.conditions import (
    MOST,
    conditions,
    interval,
    p_bone_stress,
    posterior,
    why_no_picture,
)
from kneewise.care.check.signs import Age
from kneewise.care.check.table import BONE, MENISCUS, SHRINK, Who, priors, table
from kneewise.care.check.told import Told
from kneewise.evidence import studies
from kneewise.model.advice import BONE_STRESS_LINE, Clearing
from kneewise.model.diary import Site
from kneewise.model.errors import UsageError
from kneewise.model.runner import RunnerFact, RunnerProfile
from kneewise.model.words import load_words

ADULT = Age(35, 35)
ON = RunnerProfile((RunnerFact("conditions", "on", TODAY, NOW),))


def told(**said: object) -> Told:
    return Told(tuple(answers(**({"pain": "yes"} | said))), RunnerProfile(), TODAY)


# --- priors and likelihoods -------------------------------------------------------------

BASE = {
    "patellofemoral": 0.40,
    "itb": 0.17,
    "medial_meniscus": 0.09,
    "patellar_tendon": 0.09,
    "arthrosis": 0.05,
    "pes": 0.04,
    "mcl": 0.02,
    "plica": 0.03,
    "fat_pad": 0.03,
    "quadriceps_tendon": 0.02,
    "bone_stress": 0.02,
    "shin_bump": 0.0,
    "lower_pole_growth": 0.0,
    "referred": 0.02,
    "other": 0.02,
}


def test_the_priors_are_those_of_the_review():
    assert priors(Who(ADULT), None) == pytest.approx(BASE)


@given(
    st.sampled_from([*Site, None]),
    st.integers(9, 80),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)
def test_priors_sum_to_one_and_none_is_negative(site, age, novice, jump, energy):
    found = priors(Who(Age(age, age), novice, jump, energy), site)
    assert sum(found.values()) == pytest.approx(1)
    assert min(found.values()) >= 0
    assert found["other"] > 0


def test_variants_for_experience_and_age():
    novice = priors(Who(ADULT, novice=True), None)
    assert novice["patellofemoral"] / novice["itb"] == pytest.approx(0.29 / 0.17)
    assert novice["medial_meniscus"] / novice["itb"] == pytest.approx(0.20 / 0.17)
    older = priors(Who(Age(52, 52)), None)
    assert older["medial_meniscus"] / older["itb"] == pytest.approx(0.18 / 0.17)
    assert older["arthrosis"] / older["itb"] == pytest.approx(0.15 / 0.17)
    growing = priors(Who(Age(13, 13)), None)
    assert growing["shin_bump"] / growing["itb"] == pytest.approx(0.35 / 0.17)


@pytest.mark.parametrize(("energy", "prior"), [(False, 0.04), (True, 0.06)])
def test_inner_pain_in_a_new_runner_raises_bone_stress_at_the_cost_of_pes_and_meniscus(
    energy, prior
):
    who = Who(ADULT, new_or_jump=True, low_energy=energy)
    found = priors(who, "inside-joint-line")
    assert found[BONE] == pytest.approx(prior)
    extra = (prior - 0.02) / 2
    assert found["medial_meniscus"] == pytest.approx(0.09 - extra)
    assert found["pes"] == pytest.approx(0.04 - extra)
    assert sum(found.values()) == pytest.approx(1)
    assert priors(who, "outside-above")[BONE] == pytest.approx(0.02)


def test_self_report_is_shrunk():
    squat = next(p for p in table().pointers if p.value == "squat")
    assert squat.yes["patellofemoral"] == pytest.approx(SHRINK * log(1.8))
    assert squat.no["patellofemoral"] == pytest.approx(SHRINK * log(0.2))


def test_no_answer_moves_the_meniscus_beyond_its_cap():
    high, low = SHRINK * log(1.3), SHRINK * log(0.75)
    moved = [site[MENISCUS] for site in table().sites.values()]
    moved += [p.yes.get(MENISCUS, 0.0) for p in table().pointers]
    moved += [p.no.get(MENISCUS, 0.0) for p in table().pointers]
    assert max(moved) <= high + 1e-9
    assert min(moved) >= low - 1e-9


def test_every_point_of_the_map_is_in_the_table_and_every_pointer_can_be_said():
    assert set(table().sites) == {site.value for site in Site}
    for pointer in table().pointers:
        question = all_questions()[pointer.key]
        known = {*question.options, "", *(["yes"] if question.kind == "yes_no" else [])}
        assert pointer.value in known
        assert {*pointer.yes, *pointer.no} <= set(table().conditions)
        assert set(pointer.sources) <= set(studies())
        if not question.options or not pointer.value:
            assert f"short.{pointer.key}" in load_words(PACKAGE)


def test_what_speaks_for_its_doubles_never_speaks_less_for_bone_stress():
    """It may look exactly like kneecap, pes or meniscus pain (AFP2007)."""
    for pointer in table().pointers:
        doubles = [pointer.yes.get(name, 0.0) for name in ("patellofemoral", "pes", MENISCUS)]
        if pointer.value != "same-distance":
            assert pointer.yes.get(BONE, 0.0) >= min(max(doubles), log(1.8)) - 1e-9, pointer
        if pointer.bone:
            assert pointer.yes[BONE] == max(pointer.yes.values())


@given(st.integers(0, 1000).map(lambda n: n / 1000))
def test_a_share_has_an_interval_around_it(share):
    found = interval(share)
    assert 0 <= found.low <= found.mid <= found.high <= 1


def test_intervals_are_those_of_the_dirichlet_s_marginals():
    found = interval(0.4)
    assert found.low == pytest.approx(0.261, abs=0.005)  # Beta(12, 18)
    assert found.high == pytest.approx(0.548, abs=0.005)


def test_all_pointers_together_move_no_more_than_a_clinician_s_cluster():
    everything = {
        "when": frozenset(all_questions()["when"].options),
        "course": frozenset({"builds"}),
        "feel": frozenset(),
    }
    site = posterior(Who(ADULT), "front", {})
    moved = posterior(Who(ADULT), "front", everything)
    odds = (moved["patellofemoral"] / moved["itb"]) / (site["patellofemoral"] / site["itb"])
    assert odds <= exp(2 * MOST)
    assert exp(MOST) == pytest.approx(8.7**0.6)


# --- bone stress and the line ------------------------------------------------------------

POINTERS = [
    {"bone": "focal-pain"},
    {"rest_night": "night"},
    {"rest_night": "rest"},
    {"hop": "yes"},
    {"bone_history": "one"},
]


@pytest.mark.parametrize("pointer", POINTERS, ids=str)
@pytest.mark.parametrize("new", ["started", "load_jump"])
@pytest.mark.parametrize(
    "site", ["inside", "inside-joint-line", "inside-below", "inside-kneecap-edge"]
)
def test_a_pointer_to_bone_with_new_inner_pain_crosses_the_line(pointer, new, site):
    found = p_bone_stress(told(site=site, **{new: "yes"}, **pointer))
    assert found is not None
    assert found >= BONE_STRESS_LINE
    assert screen(pain="yes", site=site, **{new: "yes"}, **pointer).zero_tolerance


def test_the_prior_of_new_inner_pain_and_one_pointer_cross_the_line_in_the_table_itself():
    who = Who(ADULT, novice=True, new_or_jump=True)
    for pointer in table().pointers:
        if pointer.bone:
            values = frozenset({pointer.value or "one"})
            found = posterior(who, "inside-joint-line", {pointer.key: values})
            assert found[BONE] >= BONE_STRESS_LINE


PICTURE = [q for q in all_questions().values() if q.group == "picture" and q.options]


@settings(max_examples=80)
@given(
    st.sampled_from(POINTERS),
    st.fixed_dictionaries(
        {q.key: st.sets(st.sampled_from(q.options), max_size=4) for q in PICTURE}
    ),
)
def test_no_other_answer_talks_bone_stress_below_the_line(pointer, picture):
    said = {
        key: (sorted(values)[:1] or [None])[0] if key == "course" else sorted(values)
        for key, values in picture.items()
    }
    found = p_bone_stress(told(site="inside-below", started="yes", **pointer, **said))
    assert found is not None
    assert found >= BONE_STRESS_LINE


def test_kneecap_pain_in_an_experienced_runner_stays_below_the_line():
    said = {"site": "front-around-kneecap", "when": "squat,stairs-down,long-sitting"}
    found = p_bone_stress(told(**said))
    assert found is not None
    assert found < BONE_STRESS_LINE


def test_inner_joint_line_pain_in_an_experienced_runner_stays_below_the_line():
    found = p_bone_stress(told(site="inside-joint-line"))
    assert found is not None
    assert found < BONE_STRESS_LINE


def test_without_pain_nothing_is_said_of_bone():
    assert screen().p_bone_stress is None


def test_a_later_other_site_does_not_lower_it():
    before = answers(ago(3), pain="yes", site="inside-below", started="yes")
    after = [answer("site", "outside-above")]
    first = screening(before, [], RunnerProfile(), TODAY).p_bone_stress
    both = screening([*before, *after], [], RunnerProfile(), TODAY).p_bone_stress
    assert first is not None
    assert both is not None
    assert both >= first >= BONE_STRESS_LINE


def test_a_doctor_s_clearing_of_bone_stress_ends_the_old_pointer():
    said = answers(ago(9), pain="yes", bone="focal-pain")
    cleared = Clearing("bone_stress", TODAY, "doctor", "MRI", sign_absent=True, entered_at=NOW)
    assert screening(said, [], RunnerProfile(), TODAY).p_bone_stress is not None
    assert screening(said, [cleared], RunnerProfile(), TODAY).p_bone_stress is None


# --- what is shown ------------------------------------------------------------------------


def test_other_is_always_among_them_and_shares_sum_to_one():
    found = conditions(told(site="outside-above"))
    assert "other" in {fit.condition for fit in found.fits}
    shares = [fit.share.mid for fit in found.fits]
    assert shares == sorted(shares, reverse=True)
    assert sum(fit.share.mid for fit in found.fits) == pytest.approx(1)
    assert "shin_bump" not in {fit.condition for fit in found.fits}


def test_unknown_answers_are_left_out():
    known = conditions(told(site="outside-above", when=None, feel=None))
    assert known.fits == conditions(told(site="outside-above")).fits


def test_it_says_what_speaks_for_and_against():
    found = conditions(told(site="outside-above", course="same-distance", when="downhill"))
    itb = found.fits[0]
    assert itb.condition == "itb"
    assert "outside above" in itb.speaks_for
    assert "it comes at about the same distance" in itb.speaks_for
    kneecap = next(fit for fit in found.fits if fit.condition == "patellofemoral")
    assert "outside above" in kneecap.speaks_against


def test_the_site_is_asked_first_and_then_something_that_is_open():
    nothing = conditions(told(site=None))
    assert nothing.ask == "site"
    kneecap = told(site="front-around-kneecap", when="squat")
    assert conditions(kneecap).ask not in {"site", "when"}


def test_the_article_s_words_are_answered_by_name():
    notes = " ".join(conditions(told(site="inside-joint-line")).notes)
    assert "Chondromalacia" in notes
    assert "patellofemoral pain" in notes
    assert "Inside of the knee" in notes
    assert "No redness or swelling" in notes


def test_it_is_off_until_switched_on():
    assert why_no_picture(screen(), RunnerProfile(), TODAY, sore=True) is not None
    assert why_no_picture(screen(), ON, TODAY, sore=True) is None


def test_without_pain_there_is_nothing_to_fit_and_no_picture():
    assert "no knee hurts" in (why_no_picture(screen(), ON, TODAY, sore=False) or "")


@pytest.mark.parametrize("said", [{"age": 17}, {"locked": "yes"}, {"warm": None}], ids=str)
def test_it_is_never_shown_to_the_young_with_a_red_flag_or_unscreened(said):
    assert why_no_picture(screen(**said), ON, TODAY, sore=True) is not None


def test_its_sentences_have_classes_and_sources_that_exist():
    for sentence in load_words(PACKAGE).values():
        assert set(sentence.sources) <= set(studies())
        assert bool(sentence.sources) or sentence.kind not in {"finding", "guideline"}
    named = {key for sources in table().sources.values() for key in sources}
    assert named <= set(studies())


# --- vignettes ----------------------------------------------------------------------------


def top_three(vignette) -> list[str]:
    found = conditions(told(**vignette.said))
    return [fit.condition for fit in found.fits[:3]]


def test_the_condition_found_is_among_the_first_three_in_85_of_100_vignettes():
    hits = [v for v in CONDITIONS if v.condition in top_three(v)]
    missed = [v.story for v in CONDITIONS if v not in hits]
    assert len(hits) / len(CONDITIONS) >= 0.85, missed


@pytest.mark.parametrize("vignette", CONDITIONS, ids=lambda v: v.story)
def test_ordinary_trouble_raises_no_red_flag(vignette):
    flags = {flag.flag for flag in screen(**vignette.said).flags}
    assert flags == set()


@pytest.mark.parametrize("vignette", RED_FLAGS, ids=lambda v: v.story)
def test_every_red_flag_of_a_vignette_is_caught_and_stops_running(vignette):
    found = {flag.flag: flag for flag in screen(**vignette.said).flags}
    assert vignette.flags <= set(found)
    assert any(flag.stops for flag in found.values())
    assert why_no_picture(screen(**vignette.said), ON, TODAY, sore=True) is not None


def test_a_value_that_is_no_answer_is_refused():
    for key, value in [("warm", "perhaps"), ("site", "nose"), ("age", "old"), ("nothing", "yes"),
                       ("chest", "none,fainting"), ("birth_on", "yesterday")]:  # fmt: skip
        with pytest.raises(UsageError):
            answer(key, value)
