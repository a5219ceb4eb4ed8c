"""What each lever changes on a runner, where it can't be tried, and how a run shows it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from tests.builders import moment, profile_of
from tests.care.trial.trying import with_runs

from kneewise.care.trial.lever import Change, Kept, lever_named
from kneewise.care.trial.levers.cadence import MORE, MOST
from kneewise.care.trial.saying import Said
from kneewise.model.history import History
from kneewise.model.run import Shoe
from kneewise.model.sport import Sport

SINCE = moment(120, 0.0)
USUAL_STEP_M = 1.05
SHOES = (
    Shoe(1, "soft one", midsole="soft", kind="road", start_km=0.0),
    Shoe(2, "medium one", midsole="medium", kind="road", start_km=0.0),
    Shoe(3, "hard one", midsole="hard", kind="road"),
    Shoe(4, "minimal one", midsole="soft", kind="minimal"),
    Shoe(5, "unknown one"),
    Shoe(6, "trail one", midsole="soft", kind="trail"),
    Shoe(7, "twin", midsole="soft", kind="road", start_km=0.0),
    Shoe(8, "old twin", midsole="soft", kind="road", start_km=600.0),
)


def steps(more: float, *, down: float = 0.0, speed: Any = 3.0) -> dict[str, Any]:
    """A run whose cadence is `more` above the usual one, going `down` m a kilometre down."""
    return {
        "profile": profile_of(
            8.0,
            segments={
                "speed_m_s": speed,
                "step_length_m": USUAL_STEP_M / (1 + more),
                "descent_grade_km": 0.5 * down / 1000,
            },
        )
    }


def kept(lever: str, arm: str, run: dict[str, Any], **more: Any) -> Kept:
    """Whether one run of the trial kept to its arm."""
    option = more.pop("option", {})
    past = more.pop("past", steps(0.0, down=10.0))
    history = with_runs([(121, 8.0, run)], past=past, **more)
    return lever_named(lever).kept(history, SINCE, option, {41: arm})[41]


def changed(lever: str, history: History, **option: str) -> Change | Said:
    return lever_named(lever).change(history, option)


@pytest.mark.parametrize(
    ("arm", "more", "said", "over"),
    [
        ("changed", 0.07, True, False),
        ("changed", 0.05, True, False),
        ("changed", 0.01, False, False),
        ("changed", 0.13, False, True),
        ("usual", 0.0, True, False),
        ("usual", 0.07, False, False),
    ],
)
def test_cadence_is_read_against_the_own_curve(arm, more, said, over):
    found = kept("cadence", arm, steps(more))
    assert (found.kept, found.over) == (said, over)
    assert f"{100 * more:+.0f} %" in found.seen


def test_cadence_at_another_speed_is_no_change():
    assert kept("cadence", "usual", steps(0.0, speed=3.2)).kept in {True, False}
    slow = profile_of(8.0, segments={"speed_m_s": 2.6, "step_length_m": USUAL_STEP_M * 0.92})
    assert kept("cadence", "usual", {"profile": slow}).kept


def test_changed_runs_do_not_teach_what_is_usual():
    rows = [(121 + 2 * n, 8.0, steps(0.07)) for n in range(12)]
    history = with_runs(rows, past=steps(0.0))
    ids = dict.fromkeys(range(41, 53), "changed")
    found = lever_named("cadence").kept(history, SINCE, {}, ids)
    assert all(one.kept for one in found.values())


def test_without_steps_nothing_can_be_seen_and_it_is_not_offered():
    assert kept("cadence", "changed", {"profile": profile_of(8.0)}).kept is None
    assert kept("cadence", "changed", {}).kept is None
    assert isinstance(changed("cadence", with_runs([])), Said)


def test_cadence_never_asks_for_more_than_ten_per_cent():
    assert MORE < MOST == 0.10
    found = changed("cadence", with_runs([], past=steps(0.0)))
    assert found.cause == "step_length"
    assert found.steps == pytest.approx(1.31, abs=0.01)
    assert int(found.slots["changed_spm"]) == pytest.approx(
        1.07 * int(found.slots["usual_spm"]), abs=1.5
    )


@pytest.mark.parametrize(
    ("arm", "down", "said", "over"),
    [
        ("changed", 2.0, True, False),
        ("changed", 8.0, False, False),
        ("changed", 40.0, False, True),
        ("usual", 10.0, True, False),
        ("usual", 2.0, False, False),
        ("usual", 40.0, False, True),
    ],
)
def test_flat_is_read_from_metres_down_and_never_more_than_usual(arm, down, said, over):
    found = kept("flat", arm, steps(0.0, down=down))
    assert (found.kept, found.over) == (said, over)


def test_a_treadmill_is_flat_and_a_run_without_altitude_is_unseen():
    assert kept("flat", "changed", {"sport": Sport.TREADMILL_RUNNING}).kept
    assert kept("flat", "changed", {"profile": profile_of(8.0)}).kept is None


def test_who_runs_flat_already_or_without_altitude_has_nothing_to_compare():
    assert changed("flat", with_runs([], past=steps(0.0, down=2.0))).id == "flat.already"
    assert changed("flat", with_runs([], past={"profile": profile_of(8.0)})).id == "flat.unseen"
    assert changed("flat", with_runs([], past=steps(0.0, down=12.0))).steps > 0


def pairs(worn: tuple[int, int] = (1, 2)) -> History:
    rows = [(121 + n, 8.0, {"shoe": worn[n % 2]}) for n in range(8)]
    return with_runs(rows, past={"shoe": worn[0]}, shoes=SHOES)


@pytest.mark.parametrize(
    ("worn", "said"),
    [
        ((1, 3), "shoes.hard"),
        ((3, 1), "shoes.hard"),
        ((1, 4), "shoes.hard"),
        ((1, 5), "shoes.unknown"),
        ((1, 1), "shoes.same"),
        ((1, 7), None),
        ((7, 8), None),
    ],
)
def test_neither_pair_is_hard_minimal_or_unknown(worn, said):
    found = changed("shoes", pairs(worn), shoe_a=str(worn[0]), shoe_b=str(worn[1]))
    assert (found.id if isinstance(found, Said) else None) == said


def test_a_pair_must_be_run_in_first():
    found = changed("shoes", pairs((1, 2)), shoe_a="1", shoe_b="6")
    assert found.id == "shoes.new"


@pytest.mark.parametrize(
    ("worn", "cause", "sign"),
    [
        ((2, 1), "shoe_stiffness", 1),
        ((1, 2), "shoe_stiffness", -1),
        ((1, 6), "shoe_type", -1),
        ((7, 8), "shoe_km", -1),
    ],
)
def test_two_pairs_test_what_differs(worn, cause, sign):
    found = changed("shoes", pairs(worn), shoe_a=str(worn[0]), shoe_b=str(worn[1]))
    assert found.cause == cause
    assert np.sign(found.steps) == sign
    assert np.sign(found.prior.mean) in {0, -sign}


def test_without_both_pairs_they_are_asked_for():
    assert changed("shoes", pairs(), shoe_a="1").id == "shoes.which"


@pytest.mark.parametrize(
    ("arm", "shoe", "said"),
    [("usual", 1, True), ("usual", 2, False), ("changed", 2, True), ("changed", None, None)],
)
def test_a_run_shows_its_pair(arm, shoe, said):
    run = {} if shoe is None else {"shoe": shoe}
    option = {"shoe_a": "1", "shoe_b": "2"}
    assert kept("shoes", arm, run, shoes=SHOES, option=option, past={"shoe": 1}).kept is said


@pytest.mark.parametrize(
    ("arm", "minutes", "said"),
    [
        ("changed", 12.0, True),
        ("changed", 4.0, False),
        ("usual", 12.0, False),
        ("usual", 0.0, True),
        ("usual", None, True),
        ("changed", None, None),
    ],
)
def test_a_warm_up_is_read_from_the_log(arm, minutes, said):
    log = [] if minutes is None else [("warm_up", 121, minutes, {"run_id": 41})]
    assert kept("warm_up", arm, {}, log=log).kept is said


def test_a_hard_start_without_a_warm_up_keeps_to_no_arm():
    minutes = {"heart_rate_bpm": [180.0] * 40, "speed_m_s": [3.0] * 40}
    run = {"profile": profile_of(8.0, minutes=minutes)}
    for arm in ("usual", "changed"):
        found = kept("warm_up", arm, run, facts={"hr_max_bpm": "190"})
        assert (found.kept, found.over) == (False, True)


def beginnings() -> History:
    speeds = np.linspace(2.8, 3.4, 40)
    rows = []
    for number, speed in enumerate(speeds):
        half = np.where(np.arange(16) % 2 == 0, speed, speed - 0.1)
        rows.append((3 * number, 8.0, {"profile": profile_of(8.0, segments={"speed_m_s": half})}))
    return rows


@pytest.mark.parametrize(
    ("arm", "speed", "said", "over"),
    [
        ("changed", 2.7, True, False),
        ("changed", 3.2, False, False),
        ("usual", 3.2, True, False),
        ("usual", 2.7, False, False),
        ("usual", 3.9, False, True),
    ],
)
def test_an_easy_start_is_read_from_the_first_third(arm, speed, said, over):
    from tests.builders import history_of

    half = np.where(np.arange(16) % 2 == 0, speed, speed - 0.1)
    run = (121, 8.0, {"profile": profile_of(8.0, segments={"speed_m_s": half})})
    history = history_of([*beginnings(), run])
    found = lever_named("easy_start").kept(history, SINCE, {}, {41: arm})[41]
    assert (found.kept, found.over) == (said, over)


def test_beginnings_that_never_differ_leave_nothing_to_compare():
    assert changed("easy_start", with_runs([], past=steps(0.0))).id == "easy_start.unseen"
