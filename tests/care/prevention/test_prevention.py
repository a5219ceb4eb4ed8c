"""What is told to whom: by shoes, feet, log and check, each with its certainty."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.care.today.records import CLEAR, NOW, at, back, flag, gate, log, screening

from kneewise.care.prevention import Certainty, Situation, Tip, prevention
from kneewise.model.run import Run, Shoe
from kneewise.model.runner import RunnerFact, RunnerProfile
from kneewise.model.sport import Sport

TODAY = NOW.date()
SOFT = Shoe(1, "Cloud", midsole="soft")
HARD = Shoe(2, "Board", midsole="hard")


def run(number: int, days: int, shoe: int | None = None, km: float = 8.0) -> Run:
    return Run(number, at(days), 0, Sport.RUNNING, distance_m=1000 * km, shoe_id=shoe)


def feet(foot: str) -> RunnerProfile:
    return RunnerProfile((RunnerFact("foot_type", foot, back(100), at(100)),))


def tip(name: str, **told) -> Tip:
    told.setdefault("screening", CLEAR)
    found = prevention(Situation(TODAY, **told))
    return next(one for one in found.tips if one.name == name)


def verdicts(found: Tip) -> set[str]:
    return {advice.verdict for advice in found.advice}


def test_the_best_supported_comes_first():
    tips = prevention(Situation(TODAY, screening=CLEAR)).tips
    assert tips[0].name == "volume"
    assert [one.certainty for one in tips] == sorted(
        (one.certainty for one in tips), key=list(Certainty).index
    )


def test_motion_control_has_evidence_in_pronated_feet_alone_and_the_pooled_figure_beside():
    pronated = tip("motion_control", profile=feet("pronated"))
    assert pronated.certainty is Certainty.MIXED
    assert "may try" in verdicts(pronated)
    assert any("RELPH2022" in advice.sources for advice in pronated.advice)
    for other in ("neutral", "supinated"):
        found = tip("motion_control", profile=feet(other))
        assert found.certainty is Certainty.NULL
        assert "not for you" in verdicts(found)
        assert "may try" not in verdicts(found)


@pytest.mark.parametrize(("flat", "certainty"), [(True, Certainty.MIXED), (False, Certainty.NULL)])
def test_feet_that_were_measured_come_before_what_was_said(flat, certainty):
    found = tip("motion_control", profile=feet("neutral" if flat else "pronated"), flat_feet=flat)
    assert found.certainty is certainty
    assert "kneewise foot" in found.yours[0]


def test_feet_that_are_not_known_are_asked_for():
    assert "kneewise profile foot_type" in tip("motion_control").yours[0]


def test_rotation_counts_pairs_that_are_really_worn():
    both = [run(n, n, 1 + n % 2) for n in range(10)]
    one = [run(n, n, 1) for n in range(10)] + [run(11, 11, 2)]
    shoes = (SOFT, HARD)
    assert "Cloud, Board" in tip("rotation", runs=tuple(both), shoes=shoes).yours[0]
    assert "one pair: Cloud" in tip("rotation", runs=tuple(one), shoes=shoes).yours[0]


def test_too_few_runs_with_a_shoe_are_cant_tell():
    assert "Can't tell" in tip("rotation", runs=(run(1, 1, 1),), shoes=(SOFT,)).yours[0]
    assert "Can't tell" in tip("rotation", runs=tuple(run(n, n) for n in range(9))).yours[0]


def test_a_retired_pair_and_one_of_long_ago_are_not_in_use():
    old = Shoe(3, "Old", midsole="hard", retired=True)
    runs = (run(1, 1, 3), run(2, 100, 2), run(3, 2, 1))
    said = " ".join(tip("soft_midsole", runs=runs, shoes=(SOFT, HARD, old)).yours)
    assert "Cloud" in said
    assert "Board" not in said
    assert "Old" not in said


def test_a_new_pair_is_named_as_new_and_one_bought_used_is_not():
    used = Shoe(4, "Second", start_km=300.0)
    runs = (run(1, 1, 1), *(run(n, n, 2) for n in range(10, 60, 5)), run(99, 2, 4))
    said = tip("slow_change", runs=runs, shoes=(SOFT, HARD, used)).yours
    assert said == ("New now: Cloud.",)


def test_kilometres_are_shown_and_unknown_ones_are_not_0():
    unknown = Run(1, at(1), 0, Sport.RUNNING, shoe_id=1)
    assert tip("worn_shoes", runs=(unknown,), shoes=(SOFT,)).yours == ()
    assert "Cloud: 8 km" in tip("worn_shoes", runs=(run(1, 1, 1),), shoes=(SOFT,)).yours[0]


def test_strength_says_supervised_and_what_was_logged():
    found = tip("hip_core", log=(log("strength", 3, 20.0), log("strength", 40, 60.0)))
    assert found.yours == ("Logged in 28 days: 1 day, 20 min.",)
    assert any("supervised" in advice.because for advice in found.advice)


def test_stretching_and_warming_up_are_told_as_not_shown():
    for name in ("stretching", "warm_up"):
        assert tip(name).certainty is Certainty.NULL


def test_where_the_article_says_otherwise_it_stands_beside():
    assert tip("stretching").article.verdict.value == "wrong"
    assert tip("insoles").article.verdict.value == "unsupported"
    assert tip("rotation").article is None


def test_insoles_are_told_as_a_trial_with_its_end():
    logged = tuple(log("insoles", days) for days in range(0, 21, 4))
    found = tip("insoles", log=logged)
    assert "Day 21" in found.yours[0]
    assert {"trial", "stop", "decide"} <= verdicts(found)
    assert "decide" not in verdicts(tip("insoles", log=(log("insoles", 2),)))


@pytest.mark.parametrize(
    ("screened", "verdict"),
    [
        (screening(flags=(flag(),)), "not now"),
        (screening(gates=(gate("lights"),)), None),
    ],
)
def test_a_warning_sign_offers_no_insoles_and_no_strength(screened, verdict):
    for name in ("insoles", "hip_core"):
        assert ("not now" in verdicts(tip(name, screening=screened))) is (verdict is not None)


def test_a_warning_sign_offers_no_trial_of_insoles():
    assert "trial" not in verdicts(tip("insoles", screening=screening(flags=(flag(),))))


def test_reduced_feeling_gets_no_insoles_on_its_own():
    held = gate("lights")
    numb = screening(gates=(type(held)("sensation", held.advice, held.forbids),))
    found = tip("insoles", screening=numb)
    assert "not alone" in verdicts(found)
    assert "trial" not in verdicts(found)


def test_an_open_check_and_a_warning_sign_come_first():
    def first(screened) -> str:
        return prevention(Situation(TODAY, screening=screened)).notes[0].rule

    assert first(None) == "unscreened"
    assert first(screening(unanswered=("fever",))) == "unscreened"
    assert first(screening(flags=(flag(),))) == "red_flag"
    assert first(CLEAR) == "scope"


def test_weekly_kilometres_are_of_the_last_28_days():
    runs = (run(1, 1), run(2, 27), run(3, 28), run(4, 60))
    assert "4 km a week" in tip("volume", runs=runs).yours[0]
    assert tip("volume").yours == ()
    assert back(28) + timedelta(days=28) == TODAY
