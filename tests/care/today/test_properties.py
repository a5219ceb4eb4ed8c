"""What no diary, edit or omission may do, tried on many made-up runners."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from tests.care.today.made_up import EXAMPLES, FEW, allowed, records, with_ratings
from tests.care.today.records import (
    CLEAR,
    NOW,
    at,
    flag,
    gate,
    outing,
    rate,
    screening,
)

from kneewise.care.today import Outing, today
from kneewise.care.today.matching import STAGES
from kneewise.care.today.situation import Situation
from kneewise.model.advice import Light
from kneewise.model.diary import Side, Window
from kneewise.model.runner import RunnerFact, RunnerProfile
from kneewise.model.sport import Sport


@EXAMPLES
@given(told=records(), data=st.data())
def test_more_pain_in_any_rating_never_means_more_running(told, data):
    rated = [n for n, entry in enumerate(told.ratings) if entry.value is not None]
    if not rated:
        return
    place = data.draw(st.sampled_from(rated))
    more = data.draw(st.integers(told.ratings[place].value, 10))
    worse = list(told.ratings)
    worse[place] = replace(worse[place], value=more)
    assert allowed(with_ratings(told, ratings=tuple(worse))) <= allowed(told) + 1e-9


@EXAMPLES
@given(told=records(), data=st.data())
def test_more_pain_in_all_ratings_never_means_more_running(told, data):
    more = data.draw(st.integers(1, 10))
    worse = tuple(
        e if e.value is None else replace(e, value=min(10, e.value + more)) for e in told.ratings
    )
    assert allowed(with_ratings(told, ratings=worse)) <= allowed(told) + 1e-9


@EXAMPLES
@given(told=records(), data=st.data())
def test_a_deleted_run_never_raises_what_is_allowed(told, data):
    place = data.draw(st.integers(0, len(told.outings) - 1))
    runs = list(told.outings)
    runs[place] = replace(runs[place], deleted=True, changed_at=at(0))
    assert allowed(replace(told, outings=tuple(runs))) <= allowed(told) + 1e-9


@EXAMPLES
@given(told=records(), data=st.data())
def test_a_relabelled_run_never_raises_what_is_allowed(told, data):
    place = data.draw(st.integers(0, len(told.outings) - 1))
    sport = data.draw(st.sampled_from([Sport.CYCLING, Sport.WALKING, Sport.YOGA]))
    runs = list(told.outings)
    runs[place] = replace(runs[place], sports=(Sport.RUNNING, sport), changed_at=at(0))
    assert allowed(replace(told, outings=tuple(runs))) <= allowed(told) + 1e-9


@EXAMPLES
@given(told=records(), data=st.data())
def test_a_walk_or_ride_called_a_run_never_raises_what_is_allowed(told, data):
    days, km = data.draw(st.integers(0, 20)), data.draw(st.sampled_from([5.0, 20.0]))
    ride = outing(900, days, km, hour=3.0, sports=(Sport.CYCLING,))
    named = replace(ride, sports=(Sport.CYCLING, Sport.RUNNING), changed_at=at(0))
    before = replace(told, outings=(*told.outings, ride))
    after = replace(told, outings=(*told.outings, named))
    assert allowed(after) <= allowed(before) + 1e-9


@EXAMPLES
@given(told=records(), data=st.data())
def test_an_edited_distance_never_raises_what_is_allowed(told, data):
    place = data.draw(st.integers(0, len(told.outings) - 1))
    km = data.draw(st.floats(0.5, 60.0))
    runs = list(told.outings)
    runs[place] = replace(runs[place], kms=(*runs[place].kms, km), changed_at=at(0))
    assert allowed(replace(told, outings=tuple(runs))) <= allowed(told) + 1e-9


@EXAMPLES
@given(told=records(), data=st.data())
def test_a_split_run_never_raises_what_is_allowed(told, data):
    place = data.draw(st.integers(0, len(told.outings) - 1))
    run = told.outings[place]
    share = data.draw(st.floats(0.1, 0.9))
    half = run.started_at + share * (run.ended_at - run.started_at)
    first = part_of(run, share, ended_at=half)
    second = part_of(run, 1 - share, started_at=half, id=901)
    runs = (*told.outings[:place], *told.outings[place + 1 :], first, second)
    assert allowed(replace(told, outings=runs)) <= allowed(told) + 1e-9


def part_of(run: Outing, share: float, **more: object) -> Outing:
    """A share of a run, as if it was cut there."""
    return replace(
        run,
        kms=(run.kms[0] * share,),
        minutes=run.minutes * share,
        run_minutes=run.run_minutes * share,
        longest_run_minutes=min(run.longest_run_minutes, run.run_minutes * share),
        walk_km=run.walk_km * share,
        descent_m=None if run.descent_m is None else run.descent_m * share,
        fast_minutes=None if run.fast_minutes is None else run.fast_minutes * share,
        **more,
    )


@EXAMPLES
@given(told=records(), data=st.data())
def test_a_lowered_rating_does_not_help_for_7_days(told, data):
    rated = [n for n, entry in enumerate(told.ratings) if entry.value]
    if not rated:
        return
    entry = told.ratings[data.draw(st.sampled_from(rated))]
    value = data.draw(st.one_of(st.none(), st.integers(0, entry.value)))
    entered = NOW - timedelta(days=data.draw(st.floats(0, 6.9)))
    later = replace(entry, value=value, entered_at=max(entered, entry.entered_at))
    standing = (*tuple(e for e in told.standing if e is not entry), later)
    edited = replace(told, ratings=(*told.ratings, later), standing=standing)
    assert allowed(edited) <= allowed(told) + 1e-9


@EXAMPLES
@given(told=records(), data=st.data())
def test_a_rating_taken_back_never_raises_what_is_allowed(told, data):
    if not told.ratings:
        return
    place = data.draw(st.integers(0, len(told.ratings) - 1))
    standing = told.standing[:place] + told.standing[place + 1 :]
    assert allowed(replace(told, standing=standing)) <= allowed(told) + 1e-9


@EXAMPLES
@given(told=records(), data=st.data())
def test_a_free_rating_left_out_never_raises_what_is_allowed(told, data):
    zeros = [n for n, entry in enumerate(told.ratings) if entry.value == 0]
    if not zeros:
        return
    place = data.draw(st.sampled_from(zeros))
    kept = told.ratings[:place] + told.ratings[place + 1 :]
    assert allowed(with_ratings(told, ratings=kept)) <= allowed(told) + 1e-9


@EXAMPLES
@given(told=records(), data=st.data())
def test_a_log_line_left_out_never_raises_what_is_allowed(told, data):
    if not told.log:
        return
    place = data.draw(st.integers(0, len(told.log) - 1))
    assert allowed(replace(told, log=told.log[:place] + told.log[place + 1 :])) <= allowed(told)


@EXAMPLES
@given(told=records(), days=st.integers(0, 30))
def test_a_policy_switch_never_raises_what_is_allowed(told, days):
    asked = at(days)
    article = replace(told, profile=_policies(("article", at(200))))
    switched = replace(told, profile=_policies(("article", at(200)), ("guided", NOW)))
    stricter = replace(told, profile=_policies(("article", asked)))
    assert allowed(article) <= allowed(told) + 1e-9
    assert allowed(switched) <= allowed(article) + 1e-9
    assert allowed(stricter) <= allowed(told) + 1e-9


def _policies(*said: tuple[str, object]) -> RunnerProfile:
    return RunnerProfile(
        tuple(RunnerFact("policy", value, asked.date(), asked) for value, asked in said)
    )


@FEW
@given(told=records(), data=st.data())
def test_another_side_site_or_episode_changes_nothing_for_the_better(told, data):
    sides = data.draw(st.lists(st.sampled_from(list(Side)), min_size=1, max_size=2))
    moved = tuple(
        replace(entry, side=sides[n % len(sides)]) if entry.value else entry
        for n, entry in enumerate(told.ratings)
    )
    assert allowed(with_ratings(told, ratings=moved)) <= allowed(told) + 1e-9


@FEW
@given(told=records())
def test_a_red_flag_stops_all(told):
    answer = today(told, screening(flags=(flag(),)), NOW)
    assert answer.light is Light.RED
    assert answer.cap.km == 0
    assert answer.rule == "red_flag"


@FEW
@given(told=records())
def test_unscreened_is_never_green_and_allows_nothing(told):
    for screened in (None, screening(unanswered=("fever",)), screening(overdue=("pregnancy",))):
        answer = today(told, screened, NOW)
        assert answer.light is not Light.GREEN
        assert answer.cap.km == 0


@FEW
@given(told=records())
def test_a_week_without_news_is_never_green_and_allows_nothing(told):
    later = NOW + timedelta(days=8)
    answer = today(told, CLEAR, later)
    assert answer.light is not Light.GREEN
    assert answer.cap.km == 0


@EXAMPLES
@given(told=records(), days=st.integers(1, 40))
def test_a_clock_never_replaces_a_criterion(told, days):
    """What is open for want of a criterion stays open however long one waits, rating 0s alone."""
    now = today(told, CLEAR, NOW)
    if now.rule not in {"sore_rest", "red_rest", "entry_test", "locked"}:
        return
    needed = {said.id for said in now.to_green} & {"entry_test.green"}
    if not needed and now.rule != "locked":
        return
    later = NOW + timedelta(days=days)
    ping = replace(rate(0, 0, Window.DAY_EVENING), day=later.date(), entered_at=later)
    waited = replace(told, ratings=(*told.ratings, ping), standing=(*told.standing, ping))
    assert today(waited, CLEAR, later).cap.km == 0


@EXAMPLES
@given(told=records())
def test_the_cap_is_never_broken(told):
    answer = today(told, CLEAR, NOW)
    s = Situation(told, CLEAR, NOW)
    longest = s.running.longest()
    step = s.place.step.run_minutes * s.km_a_minute if s.place.step is not None else 0.0
    top = max(1.10 * longest if longest is not None else 0.0, step, 2 * s.km_a_minute)
    done = s.running.loaded_24h() or 0.0
    assert answer.cap.km + done <= max(top, done) + 1e-9
    week = s.running.week_left()
    assert week is None or answer.cap.km <= week + 1e-9
    gap = s.running.gap_limit()
    first_step = STAGES[0].run_minutes * s.km_a_minute
    assert gap is None or answer.cap.km <= max(gap, first_step) + 1e-9


@EXAMPLES
@given(told=records())
def test_no_step_of_the_ladder_is_skipped(told):
    history = Situation(told, CLEAR, NOW).place.history
    greens: dict[int, int] = {}
    for before, after in itertools.pairwise(history):
        if before.what == "counted":
            greens[before.stage] = greens.get(before.stage, 0) + 1
        if after.stage > before.stage:
            if before.what == "back_two":  # outlived, then red: from the end of the ladder
                continue
            assert after.stage == before.stage + 1
            assert greens[before.stage] >= 2
        if after.stage != before.stage:
            greens[before.stage] = 0


@FEW
@given(
    told=records(), forbids=st.sampled_from(["running", "lights", "green", "increase", "ladder"])
)
def test_a_gate_never_raises_what_is_allowed(told, forbids):
    held = screening(gates=(gate(forbids),))
    assert allowed(told, held) <= allowed(told) + 1e-9


@FEW
@given(told=records())
def test_zero_tolerance_never_raises_what_is_allowed(told):
    strict = screening(gates=(gate("experiment", zero_tolerance=True),))
    assert allowed(told, strict) <= allowed(told) + 1e-9


@FEW
@given(told=records())
def test_a_second_run_the_same_day_never_raises_what_is_allowed(told):
    run = told.outings[0]
    second = replace(
        run,
        id=902,
        started_at=run.ended_at + timedelta(hours=1),
        ended_at=run.ended_at + timedelta(hours=1, minutes=20),
        kms=(2.0,),
        minutes=14.0,
        run_minutes=14.0,
        walk_km=0.0,
    )
    if second.ended_at < NOW and (NOW - second.ended_at).days < 7:
        more = replace(told, outings=(*told.outings, second))
        assert allowed(more) <= allowed(told) + 1e-9
