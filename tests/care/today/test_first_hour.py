"""The hour after pain in a run."""

from __future__ import annotations

from tests.care.today.records import CLEAR, NOW, log, outing, rate, record, regular

from kneewise.care.today import after_pain, today
from kneewise.model.diary import Window


def _ids(said) -> list[str]:
    return [sentence.id for sentence in said]


def test_up_to_2_it_says_ease_above_2_walk_home():
    assert _ids(after_pain(2))[0] == "first_hour.ease"
    assert _ids(after_pain(3))[0] == "first_hour.walk_home"


def test_above_5_or_with_a_sign_it_sends_to_the_warning_signs():
    assert "first_hour.check" in _ids(after_pain(6))
    assert "first_hour.check" in _ids(after_pain(1, signs=True))
    assert "first_hour.check" not in _ids(after_pain(5))


def test_no_tablet_to_go_on_and_the_rating_are_always_there():
    for worst in range(1, 11):
        assert {"first_hour.no_tablet", "first_hour.rate"} <= set(_ids(after_pain(worst)))


def test_it_is_shown_after_a_sore_run_of_the_last_day_only():
    runs, ratings = regular(last=3)
    fresh = outing(99, 0, 4.0, hour=8.0)
    sore = rate(0, 3, Window.DURING, 99)
    assert today(record([fresh, *runs], [*ratings, sore]), CLEAR, NOW).first_hour
    assert not today(record([fresh, *runs], ratings), CLEAR, NOW).first_hour
    assert not today(
        record(runs, [*ratings, rate(3, 3, Window.WITHIN_24H, 1)]), CLEAR, NOW
    ).first_hour


def test_a_sign_without_a_rating_counts():
    runs, ratings = regular(last=3)
    fresh = outing(99, 0, 4.0, hour=8.0)
    told = record([fresh, *runs], ratings, [log("swelling", 0)])
    assert "first_hour.check" in _ids(today(told, CLEAR, NOW).first_hour)


def test_without_a_complete_check_the_warning_signs_come_first():
    assert "first_hour.check" in _ids(after_pain(1, screened=False))
