"""No gaming by what was never brought in, came in twice, or is dated or told otherwise."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from tests.care.today.made_up import EXAMPLES, FEW, allowed, records, with_ratings
from tests.care.today.records import CLEAR, NOW, at, back, gate, outing, screening

from kneewise.care.today import CareRecord, Outing
from kneewise.care.today.situation import Situation
from kneewise.model.diary import Episode, PainEntry, Side, Window

OF_THE_DAY = {Window.DURING: Window.DAY_EVENING, Window.NEXT_MORNING: Window.DAY_MORNING}


def never_imported(told: CareRecord, runs: list[Outing]) -> CareRecord:
    """The same runner who never brought these runs in, and told their ratings of the day."""
    gone = {run.id for run in runs}
    slots: dict[tuple[object, ...], PainEntry] = {}
    for rated in told.ratings:
        of_day = {"run_id": None, "window": OF_THE_DAY.get(rated.window)}
        entry = replace(rated, **of_day) if rated.run_id in gone else rated
        slot = entry.side, entry.day, entry.window, entry.run_id
        known = slots.get(slot)
        if known is None or (entry.value or 0) >= (known.value or 0):
            slots[slot] = entry
    kept = tuple(run for run in told.outings if run.id not in gone)
    return with_ratings(told, ratings=tuple(slots.values()), outings=kept)


def hurt_in(told: CareRecord) -> list[Outing]:
    """Runs that were amber or red by their own day."""
    sore = {e.run_id for e in told.ratings if e.window is Window.DURING and (e.value or 0) > 2}
    return [run for run in told.outings if run.id in sore]


@EXAMPLES
@given(told=records(sore=True), data=st.data())
def test_a_sore_run_never_imported_takes_no_amber_or_red_day_away(told, data):
    runs = hurt_in(told)
    if not runs:
        return
    left_out = data.draw(st.lists(st.sampled_from(runs), unique=True, min_size=1))
    before = Situation(told, CLEAR, NOW)
    after = Situation(never_imported(told, left_out), CLEAR, NOW)
    assert set(before.lights.red_days) <= set(after.lights.red_days)
    assert set(before.lights.amber_days) <= set(after.lights.amber_days)


@EXAMPLES
@given(told=records(sore=True), data=st.data())
def test_a_sore_run_never_imported_never_raises_what_is_allowed(told, data):
    """Of a week ago or more: what nobody told of the last days can't be counted."""
    s = Situation(told, CLEAR, NOW)
    runs = [run for run in hurt_in(told) if run.day < back(7) and run.day != s.sore_day]
    if not runs:
        return
    run = data.draw(st.sampled_from(runs))
    assert allowed(never_imported(told, [run])) <= allowed(told) + 1e-9


@EXAMPLES
@given(told=records(), data=st.data())
def test_a_run_brought_in_again_hours_later_never_raises_what_is_allowed(told, data):
    shift = timedelta(hours=data.draw(st.sampled_from([-12, -5.5, -2, -1, 1, 2, 5.75, 14])))
    some = st.lists(st.sampled_from(told.outings), min_size=1, unique=True)
    again = data.draw(st.just(list(told.outings)) | some)
    twins = tuple(_shifted(run, shift) for run in again)
    assert allowed(replace(told, outings=(*told.outings, *twins))) <= allowed(told) + 1e-9


def _shifted(run: Outing, shift: timedelta) -> Outing:
    start = run.started_at + shift
    end = run.ended_at + shift
    return replace(run, id=run.id + 500, started_at=start, ended_at=end, day=start.date())


@EXAMPLES
@given(told=records(), km=st.floats(0.5, 40.0), hours=st.floats(0.01, 24 * 400))
def test_a_run_that_lies_ahead_never_raises_what_is_allowed(told, km, hours):
    ahead = outing(900, 0, km, start=NOW + timedelta(hours=hours))
    assert allowed(replace(told, outings=(*told.outings, ahead))) <= allowed(told) + 1e-9


@EXAMPLES
@given(told=records(), data=st.data())
def test_a_clock_set_back_never_raises_what_is_allowed(told, data):
    """Whatever was told by a clock that runs ahead is there already, save what frees."""
    rated = [n for n, entry in enumerate(told.ratings) if entry.value]
    if not rated:
        return
    place = data.draw(st.sampled_from(rated))
    shift = timedelta(hours=data.draw(st.floats(0, 24 * 400)))
    ratings = list(told.ratings)
    ratings[place] = replace(ratings[place], entered_at=NOW + shift)
    assert allowed(with_ratings(told, ratings=tuple(ratings))) <= allowed(told) + 1e-9


@EXAMPLES
@given(
    told=records(), began=st.integers(0, 120), ended=st.integers(0, 120), said=st.integers(0, 60)
)
def test_an_end_told_later_never_raises_what_the_open_episode_allowed(told, began, ended, said):
    """As it was the day it was told, whatever day it is said to have ended on."""
    open_ = Episode(1, Side.LEFT, back(began))
    ended_on = max(open_.began_on, back(ended))
    now_told = replace(open_, ended_on=ended_on, end_told_at=NOW)
    told_then = replace(open_, ended_on=ended_on, end_told_at=at(said))
    backdated = replace(told_then, ended_on=open_.began_on)
    km = [allowed(replace(told, episodes=(e,))) for e in (open_, now_told, told_then, backdated)]
    assert km[1] <= km[0] + 1e-9
    if ended >= said:  # the end lies before the day it was told: any day before that is alike
        assert km[3] == km[2]


@FEW
@given(told=records())
def test_under_18_never_raises_what_is_allowed_and_is_10_km_and_5_days_at_most(told):
    minor = screening(gates=(gate_of_minors(),))
    assert allowed(told, minor) <= min(allowed(told), 10.0) + 1e-9
    ran = {run.day for run in told.outings if back(6) <= run.day < NOW.date()}
    assert len(ran) < 5 or allowed(told, minor) == 0


def gate_of_minors():
    """What the check raises from 13 to 17."""
    return replace(gate("experiment"), gate="minor")
