"""What no plan may do, tried on many made-up runners."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st
from tests.care.plan.replay import RUNS, lived, runs_of
from tests.care.plan.replay import days as lived_days
from tests.care.today.made_up import made_up
from tests.care.today.records import CLEAR, NOW, at, flag, gate, record, regular, screening

from kneewise.care.plan import State, plan
from kneewise.care.plan.shortening import shortened
from kneewise.care.today import CareRecord, today
from kneewise.care.today.situation import Situation
from kneewise.model.advice import Light
from kneewise.model.plan import Goal, SessionKind

GOAL = Goal(km=10.0, days=4, entered_at=NOW, id=1)
FEW = limits(max_examples=12)
WEEKS = 6 * 7
FIRM = 8
"""Today and the 7 days after it: what a plan may hand on."""


def runners() -> st.SearchStrategy[CareRecord]:
    """Made-up runners of every kind, and regular ones whose light is green."""
    return st.integers(0, 2**32 - 1).map(runner)


def runner(seed: int) -> CareRecord:
    draw = random.Random(seed)
    if draw.random() < 0.5:
        return made_up(seed)
    last, km, every = draw.randint(1, 3), draw.choice([4.0, 8.0, 12.0]), draw.randint(2, 4)
    return record(*regular(last=last, km=km, weeks=draw.choice([10, 20]), every=every))


def firm_km(told: CareRecord) -> list[float]:
    """Kilometres of running planned up to each of the firm days."""
    far = replace(GOAL, km=42.0)  # a goal that is reached ends the plan
    answer = plan(told, CLEAR, far, NOW, horizon_days=FIRM + 1)
    last = NOW.date() + timedelta(days=FIRM - 1)
    km = [(s.day, s.km or 0.0) for s in answer.sessions if s.day <= last]
    days = [NOW.date() + timedelta(days=n) for n in range(FIRM)]
    return [sum(one for day, one in km if day <= until) for until in days]


@FEW
@given(told=runners(), days=st.integers(1, 7))
def test_no_session_is_above_what_today_allows_if_all_before_it_was_done_green(told, days):
    answer = plan(told, CLEAR, replace(GOAL, days=days), NOW, horizon_days=WEEKS)
    for session, asked, _ in lived(answer, told, CLEAR):
        assert asked.light is not Light.RED
        assert asked.cap.km > 0
        assert session.km <= asked.cap.km + 1e-6
        if asked.cap.minutes is not None:
            assert session.minutes is not None
            assert session.minutes <= asked.cap.minutes + 1e-6


@FEW
@given(told=runners())
def test_on_the_ladder_no_step_is_skipped_and_never_two_days_in_a_row(told):
    answer = plan(told, CLEAR, replace(GOAL, days=6), NOW, horizon_days=WEEKS)
    before = None
    for session, _, asked in lived(answer, told, CLEAR):
        if asked.on_ladder and before is not None:
            assert (session.day - before).days >= 2
        if asked.on_ladder and asked.place.step is not None and session.minutes is not None:
            assert session.minutes <= asked.place.step.minutes
        before = session.day


@FEW
@given(told=runners())
def test_no_plan_into_a_red_flag_an_open_check_a_gate_or_a_red_light(told):
    against = [
        screening(flags=(flag(),)),
        screening(unanswered=("fever",)),
        None,
        *(screening(gates=(gate(what),)) for what in ("plan", "running", "lights", "increase")),
    ]
    for screened in against:
        answer = plan(told, screened, GOAL, NOW)
        assert answer.state is State.CLOSED
        assert not answer.sessions
        assert answer.because
        assert answer.opens
    if today(told, CLEAR, NOW).light in {Light.RED, Light.STALE}:
        assert not plan(told, CLEAR, GOAL, NOW).sessions


@FEW
@given(told=runners())
def test_no_run_on_a_day_on_which_today_allows_none(told):
    answer = plan(told, CLEAR, GOAL, NOW, horizon_days=FIRM)
    if today(told, CLEAR, NOW).cap.km == 0:
        assert not any(session.day == NOW.date() for session in runs_of(answer))


@FEW
@given(told=runners())
def test_under_18_there_are_two_rest_days_in_any_week_and_no_plan_beyond_10_km(told):
    young = screening(gates=(gate("gel"),))
    young = replace(young, gates=(replace(young.gates[0], gate="minor"),))
    assert not plan(told, young, replace(GOAL, km=10.1), NOW).sessions
    answer = plan(told, young, replace(GOAL, days=7), NOW, horizon_days=WEEKS)
    rest = {SessionKind.REST}
    busy = {s.day for s in answer.sessions if s.kind not in rest}
    ran = {o.day for o in told.outings}
    for start in range(-6, WEEKS - 6):
        week = {NOW.date() + timedelta(days=start + n) for n in range(7)}
        planned = busy & week
        assert not planned or len(planned | (ran & week)) <= max(5, len(ran & week))
    assert all((s.km or 0.0) <= 10.0 for s in answer.sessions)


def more_pain(told: CareRecord, draw: random.Random) -> CareRecord:
    """The same life with one rating or all of them higher."""
    worse = list(told.ratings)
    if draw.random() < 0.3:
        more = draw.randint(1, 4)
        worse = [e if e.value is None else replace(e, value=min(10, e.value + more)) for e in worse]
    else:
        rated = [n for n, e in enumerate(worse) if e.value is not None]
        place = draw.choice(rated)
        worse[place] = replace(worse[place], value=draw.randint(worse[place].value or 0, 10))
    return replace(told, ratings=tuple(worse), standing=tuple(worse))


def tampered(told: CareRecord, draw: random.Random) -> CareRecord:
    """The same life with a run deleted or relabelled, or a rating of 0 left out."""
    runs, place = list(told.outings), draw.randrange(len(told.outings))
    kind = draw.choice(["delete", "edit", "leave out"])
    if kind == "delete":
        runs[place] = replace(runs[place], deleted=True, changed_at=at(0))
    elif kind == "edit":
        kms = (*runs[place].kms, draw.uniform(0.5, 40.0))
        runs[place] = replace(runs[place], kms=kms, changed_at=at(0))
    else:
        free = [n for n, e in enumerate(told.ratings) if e.value == 0]
        left = set(draw.sample(free, min(1, len(free))))
        kept = tuple(e for n, e in enumerate(told.ratings) if n not in left)
        return replace(told, ratings=kept, standing=kept)
    return replace(told, outings=tuple(runs))


@limits(max_examples=40)
@given(seed=st.integers(0, 2**32 - 1), change=st.sampled_from([more_pain, tampered]))
def test_more_pain_or_less_told_never_opens_a_run_in_all_the_weeks_to_come(seed, change):
    """Whoever hurts less, or told all, and ran the same would be allowed each run of the plan."""
    told = runner(seed)
    worse = change(told, random.Random(seed))
    answer = plan(worse, CLEAR, replace(GOAL, km=42.0), NOW, horizon_days=WEEKS)
    km_a_minute = Situation(worse, CLEAR, NOW).km_a_minute
    for session, moment, lived_so_far in lived_days(answer, told, km_a_minute):
        if session.kind not in RUNS:
            continue
        asked = today(lived_so_far, CLEAR, moment)
        assert asked.light is not Light.RED
        assert (
            session.km <= asked.cap.km + 1e-6
        )  # a step's minutes hold more walking the lower it is


@pytest.mark.parametrize("change", [more_pain, tampered])
@pytest.mark.parametrize("seed", range(40))
def test_more_pain_or_less_told_never_raises_the_kilometres_of_this_week(seed, change):
    """Not a law (docs/plan.md): who hurts less may leave more room for the longer run."""
    told = runner(seed)
    worse = change(told, random.Random(seed))
    for less, most in zip(firm_km(worse), firm_km(told), strict=True):
        assert less <= most + 0.11  # sessions are cut to 0.1 km


@FEW
@given(seed=st.integers(0, 2**32 - 1), shift=st.integers(130, 900))
def test_an_old_past_changes_no_answer_once_it_is_cut(seed, shift):
    """Two lives, one long after the other: what is cut leaves each later day as it was."""
    older, told = made_up(seed + 1), runner(seed)
    long = _after(older, told, shift)
    short = shortened(Situation(long, CLEAR, NOW))
    uncut, cut = (plan(r, CLEAR, GOAL, NOW, horizon_days=28) for r in (long, short))
    assert uncut == cut
    both = [[a for _, a, _ in lived(uncut, r, CLEAR)] for r in (long, short)]
    assert [(a.light, a.cap) for a in both[0]] == [(a.light, a.cap) for a in both[1]]


def _after(older: CareRecord, told: CareRecord, days: int) -> CareRecord:
    by = timedelta(days=days)
    runs = [
        replace(
            o,
            id=o.id + 5000,
            started_at=o.started_at - by,
            ended_at=o.ended_at - by,
            day=o.day - by,
        )
        for o in older.outings
    ]
    ratings = tuple(
        replace(
            e,
            day=e.day - by,
            entered_at=e.entered_at - by,
            run_id=None if e.run_id is None else e.run_id + 5000,
        )
        for e in older.ratings
    )
    log = tuple(replace(e, day=e.day - by, at=e.at - by) for e in older.log)
    return replace(
        told,
        outings=tuple(sorted((*runs, *told.outings), key=lambda o: o.started_at)),
        ratings=ratings + told.ratings,
        standing=ratings + told.standing,
        log=log + told.log,
    )
