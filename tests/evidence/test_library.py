from __future__ import annotations

import tomllib
from math import exp, log
from pathlib import Path

import pytest

from kneewise.evidence import (
    coefficient,
    coefficients,
    prior,
    priors,
    studies,
    study,
)
from kneewise.model.errors import NotFoundError
from kneewise.model.exposure import Kind

SOURCE = Path(__file__).parents[2] / "src" / "kneewise"

# mean and sd of ln RR for one step, typed by hand from the evidence review
PRIORS = {
    "session_spike": (0.40, 0.35),
    "session_spike_over_100": (0.25, 0.35),
    "weekly_jump": (0.10, 0.30),
    "return_after_break": (0.20, 0.35),
    "descent": (0.15, 0.30),
    "uneven_share": (0.00, 0.30),
    "hard_share": (0.00, 0.20),
    "hard_in_shoe": (0.00, 0.20),
    "intensity": (0.10, 0.30),
    "step_length": (0.10, 0.25),
    "novel_shoe": (0.15, 0.35),
    "shoe_km": (0.03, 0.20),
    "shoe_stiffness": (0.30, 0.35),
    "shoe_type": (0.00, 0.25),
    "warm_up_absent": (0.00, 0.20),
    "static_stretch": (-0.05, 0.15),
    "soreness_strength": (0.15, 0.35),
    "short_recovery": (0.10, 0.30),
    "sleep_stress": (0.10, 0.30),
    "cadence_fade": (0.00, 0.25),
    "contact_balance": (0.00, 0.25),
    "other_sports": (-0.05, 0.20),
    "previous_knee_injury": (0.60, 0.30),
    "novice": (0.80, 0.30),
    "pronated_foot": (0.10, 0.30),
    "short_muscles": (0.00, 0.15),
    "supervised_hip_core": (-0.35, 0.25),
    "multi_shoe": (-0.25, 0.30),
}

# mean and sd; cumulative_step is wider than the review's 0.5, see constants.toml
COEFFICIENTS = {
    "peak_speed": (0.18, 0.04),
    "peak_step": (2.0, 0.4),
    "peak_grade": (1.5, 0.7),
    "cumulative_speed": (-0.77, 0.12),
    "cumulative_step": (1.0, 0.7),
    "cumulative_grade": (1.5, 0.4),
    "cumulative_grade_convexity": (3.8, 0.0),
    "surface_uneven": (0.03, 0.10),
    "surface": (0.0, 0.07),
    "step_length_exponent": (0.58, 0.10),
}


def _table(name: str) -> dict:
    return tomllib.loads((SOURCE / "evidence" / name).read_text(encoding="utf-8"))


def test_the_priors_are_those_of_the_review_and_no_others():
    assert {name: (one.mean, one.sd) for name, one in priors().items()} == PRIORS


@pytest.mark.parametrize("name", COEFFICIENTS)
def test_a_coefficient_is_that_of_the_review(name):
    one = coefficient(name)
    assert (one.mean, one.sd) == COEFFICIENTS[name]


def test_what_never_changes_in_a_runner_is_a_trait():
    assert {name for name, one in priors().items() if one.kind is Kind.TRAIT} == {
        "previous_knee_injury",
        "novice",
        "pronated_foot",
        "short_muscles",
        "supervised_hip_core",
        "multi_shoe",
    }


@pytest.mark.parametrize("entry", [*priors().values(), *coefficients().values()])
def test_every_study_a_number_rests_on_is_listed(entry):
    assert set(entry.studies) <= set(studies())


@pytest.mark.parametrize("entry", [*priors().values(), *coefficients().values()])
def test_a_derived_number_names_its_studies(entry):
    assert entry.trust == "assumed" or entry.studies


def test_every_study_named_by_a_sentence_is_listed():
    named = {
        (path.parent.name, key)
        for path in SOURCE.rglob("words.toml")
        for entry in tomllib.loads(path.read_text(encoding="utf-8")).values()
        for key in entry.get("sources", ())
    }
    assert {pair for pair in named if pair[1] not in studies()} == set()


def test_a_finding_has_a_key_wherever_it_is_said():
    unsourced = [
        (path.parent.name, name)
        for path in SOURCE.rglob("words.toml")
        for name, entry in tomllib.loads(path.read_text(encoding="utf-8")).items()
        if entry.get("class") == "finding" and not entry.get("sources")
    ]
    assert unsourced == []


@pytest.mark.parametrize("one", studies().values(), ids=lambda one: one.key)
def test_a_study_says_who_was_looked_at_and_what_was_found(one):
    assert one.population
    assert one.finding.endswith(".")
    assert one.citation


def test_the_files_hold_nothing_the_types_do_not():
    assert len(_table("studies.toml")) == len(studies())
    assert len(_table("priors.toml")) == len(priors())


def test_a_study_is_found_in_any_case():
    assert study(" frandsen2025 ").key == "FRANDSEN2025"


def test_a_misspelt_study_is_answered_with_near_ones():
    with pytest.raises(NotFoundError, match="FRANDSEN2025"):
        study("FRANSEN2025")


def test_a_name_near_to_nothing_is_answered_without_a_guess():
    with pytest.raises(NotFoundError) as raised:
        prior("zzzz")
    assert "Did you mean" not in str(raised.value)


def test_an_unknown_coefficient_is_misuse():
    with pytest.raises(NotFoundError, match="peak_speed"):
        coefficient("peak_sped")


def test_a_prior_reads_as_a_relative_risk():
    rr = prior("session_spike").rr
    assert rr.mid == pytest.approx(exp(0.40))
    assert log(rr.high) - log(rr.low) == pytest.approx(2 * 1.6449 * 0.35, rel=1e-3)
