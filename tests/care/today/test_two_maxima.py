"""One session may set a new 30-day maximum in only one thing; afterwards it is judged by that."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.care.today.records import CLEAR, NOW, at, back, of_run, outing, record, regular
from tests.care.today.test_properties import FEW, part_of

from kneewise.care.today import CareRecord, today
from kneewise.care.today.maxima import two_maxima
from kneewise.care.today.resolve import answer, judgements
from kneewise.care.today.situation import Situation
from kneewise.model.diary import Episode, Side
from kneewise.model.sport import Sport

USUAL = {"descent_m": 40.0, "fast_minutes": 6.0}


def with_last(days: int = 3, km: float = 8.5, **more):
    """8 km every third day over the same hill for months, then one run that is other."""
    runs, _ = regular(last=days + 3, every=3, km=8.0, weeks=16)
    runs = [replace(run, **USUAL) for run in runs]
    last = outing(900, days, km, **(USUAL | more))
    return record([last, *runs], [r for run in (last, *runs) for r in of_run(run)])


def found(told):
    return two_maxima(Situation(told, CLEAR, NOW).running)


def seen(told) -> set[int]:
    """The runs of all sessions that set two maxima."""
    return {run for maxima in found(told) for run in maxima.runs}


def said(told) -> dict[str, str]:
    """Sentences of the rule by id, in what to do now and in the advices."""
    return {s.id: s.text for s in today(told, CLEAR, NOW).now if s.id.startswith("two_maxima")}


@pytest.mark.parametrize(
    ("more", "what"),
    [
        ({"descent_m": 60.0}, ("distance", "descent")),
        ({"fast_minutes": 9.0}, ("distance", "fast_minutes")),
        ({"km": 8.0, "descent_m": 60.0, "fast_minutes": 9.0}, ("descent", "fast_minutes")),
        ({"descent_m": 60.0, "fast_minutes": 9.0}, ("distance", "descent", "fast_minutes")),
    ],
)
def test_two_new_maxima_in_one_session_are_seen(more, what):
    assert [maxima.what for maxima in found(with_last(**more))] == [what]


@pytest.mark.parametrize(
    "more", [{}, {"km": 8.0, "descent_m": 60.0}, {"km": 8.0, "fast_minutes": 9.0}, {"km": 7.0}]
)
def test_one_new_maximum_is_what_is_allowed(more):
    assert found(with_last(**more)) == ()


@pytest.mark.parametrize("more", [{"descent_m": 49.0}, {"fast_minutes": 6.9}])
def test_what_lies_within_the_error_of_measuring_is_no_new_maximum(more):
    assert found(with_last(**more)) == ()


@pytest.mark.parametrize("more", [{"descent_m": None}, {"descent_m": None, "fast_minutes": None}])
def test_what_nobody_measured_is_unknown_and_sets_none(more):
    assert found(with_last(**more)) == ()


def test_what_was_never_measured_before_is_unknown_and_sets_none():
    told = with_last(descent_m=60.0)
    first, *others = told.outings
    unknown = [replace(run, descent_m=None) for run in others]
    assert found(replace(told, outings=(first, *unknown))) == ()


def test_it_is_told_for_seven_days_with_what_and_when():
    text = said(with_last(days=3, descent_m=60.0))["two_maxima.do"]
    assert "2026-06-07" in text
    assert "distance and descent" in text
    assert "our precaution" in text
    assert "two_maxima.do" in said(with_last(days=6, descent_m=60.0))
    assert not said(with_last(days=9, descent_m=60.0))


def test_it_never_earns_a_longer_run():
    broken = Situation(with_last(days=9, descent_m=60.0), CLEAR, NOW)
    allowed = with_last(days=9)
    assert judgements(broken)["two_maxima"].km == pytest.approx(8.0 * 1.1)
    assert judgements(Situation(allowed, CLEAR, NOW))["how_far"].km == pytest.approx(8.5 * 1.1)
    assert "two_maxima" not in judgements(Situation(allowed, CLEAR, NOW))


def test_within_a_week_of_a_longer_run_the_longest_of_the_others_is_the_limit():
    lately = Situation(with_last(days=3, descent_m=60.0), CLEAR, NOW)
    assert judgements(lately)["two_maxima"].km == pytest.approx(8.0)


def test_doing_the_same_again_earns_it():
    told = with_last(days=6, descent_m=60.0)
    again = outing(901, 2, 8.5, descent_m=60.0, fast_minutes=6.0)
    told = record(
        [again, *told.outings], [r for run in (again, *told.outings) for r in of_run(run)]
    )
    assert [maxima.runs for maxima in found(told)] == [{900}]
    assert judgements(Situation(told, CLEAR, NOW))["two_maxima"].km >= 8.5


def test_where_no_other_run_was_tolerated_the_first_step_is_left():
    told = with_last(days=3, descent_m=60.0)
    ratings = tuple(of_run(told.outings[0]))
    episode = Episode(1, Side.LEFT, back(100), back(5))
    told = replace(told, ratings=ratings, standing=ratings, episodes=(episode,))
    situation = Situation(told, CLEAR, NOW)
    assert situation.running.longest() == 8.5
    assert judgements(situation)["two_maxima"].km == pytest.approx(2 * situation.km_a_minute)


def test_split_with_a_short_pause_it_is_one_session():
    told = with_last(days=3, km=8.5, descent_m=60.0)
    last, *others = told.outings
    half = last.started_at + (last.ended_at - last.started_at) / 2
    parts = [
        replace(last, ended_at=half, kms=(4.25,), descent_m=30.0, fast_minutes=3.0),
        replace(last, id=901, started_at=half, kms=(4.25,), descent_m=30.0, fast_minutes=3.0),
    ]
    (maxima,) = found(replace(told, outings=(*parts, *others)))
    assert maxima.runs == {900, 901}


@pytest.mark.parametrize(
    "change",
    [
        {"deleted": True, "changed_at": at(0)},
        {"sports": (Sport.RUNNING, Sport.CYCLING), "changed_at": at(0)},
        {"kms": (8.5, 3.0), "changed_at": at(0)},
        {"shoe_id": 7},
    ],
    ids=["deleted", "relabelled", "shortened", "other shoe"],
)
def test_no_edit_of_the_session_takes_it_away(change):
    told = with_last(descent_m=60.0)
    last, *others = told.outings
    assert 900 in seen(replace(told, outings=(replace(last, **change), *others)))


def test_a_ride_called_a_run_raises_no_bar():
    told = with_last(descent_m=60.0)
    ride = outing(950, 20, 30.0, descent_m=900.0, sports=(Sport.CYCLING, Sport.RUNNING))
    assert 900 in seen(replace(told, outings=(*told.outings, ride)))


def test_an_older_run_made_longer_by_hand_raises_no_bar():
    told = with_last(descent_m=60.0)
    first, second, *others = told.outings
    longer = replace(second, kms=(8.0, 20.0), changed_at=at(0))
    assert 900 in seen(replace(told, outings=(first, longer, *others)))


def test_a_run_moved_in_time_raises_no_bar():
    told = with_last(descent_m=60.0)
    old = outing(960, 20, 30.0, descent_m=900.0, moved=True)
    assert 900 in seen(replace(told, outings=(*told.outings, old)))


def test_in_a_new_beginning_it_is_silent():
    told = with_last(descent_m=60.0)
    young = [run for run in told.outings if run.day > at(30).date()]
    situation = Situation(replace(told, outings=tuple(young)), CLEAR, NOW)
    assert situation.fresh
    assert "two_maxima" not in judgements(situation)


# --- whatever was done ----------------------------------------------------------------------


def hilly(seed: int) -> CareRecord:
    """A runner of four months without a break, on hills and at paces that change."""
    draw = random.Random(seed)
    runs, ratings, days = [], [], draw.randint(0, 4)
    top = draw.choice([5.0, 8.0, 12.0])
    while days < 125:
        km = round(top * draw.uniform(0.7, 1.0) * (1 - days / 400), 1)
        run = replace(
            outing(len(runs) + 1, days, km),
            descent_m=draw.choice([None, *[round(km * draw.uniform(0, 15))] * 6]),
            fast_minutes=draw.choice([None, *[round(km * draw.uniform(0, 2))] * 6]),
        )
        runs.append(run)
        sore = draw.random() < 0.03
        ratings += of_run(run, draw.choice([1, 2, 3]) if sore else 0)
        days += draw.choice([2, 3, 3, 4, 5])
    return record(runs, ratings)


def runners() -> st.SearchStrategy[CareRecord]:
    """Hilly runners, by seed."""
    return st.integers(0, 2**32 - 1).map(hilly)


def longest(told: CareRecord) -> float:
    """How far by this rule and the 30-day longest, km; the other sums apart."""
    spoken = judgements(Situation(told, CLEAR, NOW))
    return min(spoken[name].km for name in ("two_maxima", "how_far") if name in spoken)


def test_the_made_up_runners_do_set_two_maxima_at_once():
    spoken = [judgements(Situation(hilly(seed), CLEAR, NOW)) for seed in range(60)]
    heard = [judged for judged in spoken if "two_maxima" in judged]
    assert len(heard) > 20
    assert sum(judged["two_maxima"].km < judged["how_far"].km for judged in heard) > 5


@FEW
@given(told=runners())
def test_it_can_only_lower(told):
    s = Situation(told, CLEAR, NOW)
    spoken = judgements(s)
    without = {name: judged for name, judged in spoken.items() if name != "two_maxima"}
    assert answer(s, spoken).cap.km <= answer(s, without).cap.km + 1e-9
    assert answer(s, spoken).light is answer(s, without).light


@FEW
@given(told=runners(), days=st.integers(0, 6))
def test_what_set_two_maxima_is_never_in_the_cap(told, days):
    s = Situation(told, CLEAR, NOW + timedelta(days=days))
    left_out = {run for maxima in two_maxima(s.running) for run in maxima.runs}
    kms = [
        km
        for run, km in s.running.tolerated_km
        if run.id not in left_out and (s.today - run.day).days <= 30
    ]
    if not s.fresh and left_out:
        most = max([1.1 * km for km in kms], default=2 * s.km_a_minute)
        assert today(told, CLEAR, s.now).cap.km <= most + 1e-9


@FEW
@given(told=runners(), data=st.data())
def test_more_pain_never_means_more(told, data):
    place = data.draw(st.integers(0, len(told.ratings) - 1))
    worse = list(told.ratings)
    worse[place] = replace(worse[place], value=data.draw(st.integers(worse[place].value, 10)))
    changed = replace(told, ratings=tuple(worse), standing=tuple(worse))
    assert longest(changed) <= longest(told) + 1e-9


EDITS = {
    "delete": {"deleted": True},
    "relabel": {"sports": (Sport.RUNNING, Sport.CYCLING)},
    "walk": {"sports": (Sport.RUNNING, Sport.WALKING)},
    "shorten": {"kms": (0.5,)},
    "lengthen": {"kms": (50.0,)},
    "other shoe": {"shoe_id": 9},
}


@pytest.mark.parametrize("edit", EDITS)
@FEW
@given(told=runners(), data=st.data())
def test_no_edit_of_a_run_means_more(edit, told, data):
    place = data.draw(st.integers(0, min(25, len(told.outings) - 1)))
    runs = list(told.outings)
    change = dict(EDITS[edit])
    if "kms" in change:
        change["kms"] = (*runs[place].kms, *change["kms"])
    runs[place] = replace(runs[place], changed_at=at(0), **change)
    assert longest(replace(told, outings=tuple(runs))) <= longest(told) + 1e-9


@FEW
@given(told=runners(), data=st.data())
def test_a_run_moved_in_time_never_means_more(told, data):
    """A moved run stands at both times (`journal/today.py`)."""
    place = data.draw(st.integers(0, min(25, len(told.outings) - 1)))
    run = replace(told.outings[place], moved=True)
    shift = timedelta(days=data.draw(st.integers(1, 60)))
    other = replace(
        run, started_at=run.started_at - shift, ended_at=run.ended_at - shift, day=run.day - shift
    )
    runs = (*told.outings[:place], run, other, *told.outings[place + 1 :])
    assert longest(replace(told, outings=runs)) <= longest(told) + 1e-9


@FEW
@given(told=runners(), data=st.data())
def test_no_split_means_more(told, data):
    place = data.draw(st.integers(0, min(25, len(told.outings) - 1)))
    run, share = told.outings[place], data.draw(st.floats(0.1, 0.9))
    half = run.started_at + share * (run.ended_at - run.started_at)
    first = part_of(run, share, ended_at=half)
    second = part_of(run, 1 - share, started_at=half, id=901)
    runs = (*told.outings[:place], first, second, *told.outings[place + 1 :])
    assert longest(replace(told, outings=runs)) <= longest(told) + 1e-9
