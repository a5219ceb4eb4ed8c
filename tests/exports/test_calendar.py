from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st
from icalendar import Calendar
from tests.exports.sessions import NOW, TODAY, App, bare_plans, on, other, run, sessions, walk_run

from kneewise.exports.calendar import PRODID, calendar_file, is_ours
from kneewise.exports.leaving import DAYS_AHEAD, WITHOUT_A_PLAN
from kneewise.model.advice import Advice, Basis, Light
from kneewise.model.plan import SessionKind

GOING = sorted(set(Light) - WITHOUT_A_PLAN)
EXAMPLES = limits(max_examples=60)
HOURS = st.integers(0, 24 * 6)


def events(made):
    return Calendar.from_ical(made.data).events


def export(plan, sent=(), light=Light.GREEN, now=NOW, **more):
    return calendar_file(plan, sent, light, now, **more)


def test_a_session_is_an_event_of_its_whole_day():
    (event,) = events(export([run(2)]))
    assert (event.start, event.end) == (on(2), on(3))
    assert event["DTSTART"].params["VALUE"] == "DATE"
    assert event.summary == "Easy run"
    assert event.status == "CONFIRMED"
    assert event.sequence == 0
    assert event.transparency == "TRANSPARENT"


def test_the_calendar_says_whose_it_is():
    made = export([run(1)])
    calendar = Calendar.from_ical(made.data)
    assert calendar.prodid == PRODID
    assert calendar.method == "PUBLISH"
    assert calendar["X-WR-CALNAME"] == "Training (kneewise)"
    assert is_ours(made.data)
    assert not is_ours(made.data.replace(PRODID.encode(), b"-//somebody//EN"))
    assert not is_ours(b"")


@pytest.mark.parametrize(
    "session", [run(1), walk_run(1), other(1, SessionKind.STRENGTH), other(1, SessionKind.GOAL)]
)
def test_every_event_begins_with_when_not_to_start(session):
    (event,) = events(export([session]))
    first = str(event.description).splitlines()[0]
    assert first.startswith("Pain above 2, limp or swelling: don't start")


def test_an_event_says_how_much_how_and_why():
    (event,) = events(export([walk_run(1)]))
    assert str(event.description).splitlines()[1:] == [
        "At most 22 min on your feet.",
        "Steps: 4 × (0.5 min running, 5 min walking).",
        "At most 1.10 × your longest, 4.7 km. [FRANDSEN2025]",
    ]


def test_a_source_that_the_sentence_names_is_not_named_twice():
    why = Advice(
        "cap", "so long", "Built from FRANDSEN2025.", Basis.RULE, ("FRANDSEN2025", "OTHER")
    )
    (event,) = events(export([replace(run(1), because=(why,))]))
    assert "Built from FRANDSEN2025. [OTHER]" in str(event.description)


def test_minutes_of_another_sport_are_not_minutes_on_feet():
    (event,) = events(export([replace(other(1, SessionKind.OTHER_SPORT), minutes=30.0)]))
    assert "on your feet" not in str(event.description)


def test_a_limit_is_never_rounded_up():
    (event,) = events(export([run(1, km=5.19)]))
    assert "At most 5.1 km of running." in str(event.description)


def test_a_rest_day_is_no_event():
    assert export([other(1, SessionKind.REST)]).data is None


@pytest.mark.parametrize(("days", "there"), [(-1, False), (0, True), (7, True), (8, False)])
def test_only_today_and_the_seven_days_after_it(days, there):
    made = export([run(days)])
    assert (made.data is not None) is there
    assert bool(made.sent) is there


def test_days_are_those_of_the_runners_zone():
    late = datetime(2026, 6, 10, 23, 30, tzinfo=UTC).astimezone(ZoneInfo("Europe/Berlin"))
    assert export([run(0)], now=late).data is None
    assert export([run(8)], now=late).data is not None


def test_the_same_plan_again_is_the_same_file():
    first = export([run(1), walk_run(3)])
    again = export([walk_run(3), run(1)], first.sent, now=NOW + timedelta(hours=5))
    assert again.data == first.data
    assert again.sent == first.sent


def test_a_change_raises_the_sequence():
    first = export([run(1, km=5.0, uid="a")])
    shorter = export([run(1, km=4.0, uid="a")], first.sent)
    moved = export([run(2, km=4.0, uid="a")], shorter.sent)
    assert [event.sequence for event in events(shorter)] == [1]
    assert [(event.sequence, event.start) for event in events(moved)] == [(2, on(2))]


def test_what_is_no_longer_planned_is_cancelled_and_says_so():
    first = export([run(1), run(3)])
    second = export([run(1)], first.sent)
    kept, gone = events(second)
    assert (kept.status, kept.sequence) == ("CONFIRMED", 0)
    assert (gone.status, gone.sequence) == ("CANCELLED", 1)
    assert gone.summary == "Cancelled: Easy run"
    assert "delete it there" in str(gone.description)
    assert any("as cancelled: 1 session." in said.text for said in second.said)


def test_what_was_cancelled_is_said_again_until_its_day_has_passed():
    cancelled = export([], export([run(2)]).sent)
    later = NOW + timedelta(days=2)
    again = export([], cancelled.sent, now=later)
    assert again.data == cancelled.data
    assert export([], again.sent, now=later + timedelta(days=1)).data is None


def test_what_is_planned_again_comes_back():
    first = export([run(2)])
    back = export([run(2)], export([], first.sent).sent)
    assert [(event.status, event.sequence) for event in events(back)] == [("CONFIRMED", 2)]


@pytest.mark.parametrize("light", [Light.RED, Light.UNSCREENED])
def test_a_red_light_cancels_every_event_ahead_and_asks_to_clear_the_watch(light):
    plan = [run(0), run(2), walk_run(5)]
    made = export(plan, export(plan).sent, light)
    assert {event.status for event in events(made)} == {"CANCELLED"}
    assert len(events(made)) == 3
    said = " ".join(sentence.text for sentence in made.said)
    assert "workouts of this plan on your watch must be deleted" in said
    assert "cancelled" in said


@pytest.mark.parametrize("light", [Light.RED, Light.UNSCREENED])
def test_under_a_red_light_nothing_is_sent_for_the_first_time(light):
    made = export([run(1)], light=light)
    assert made.data is None
    assert made.sent == ()
    assert any("must be deleted" in said.text for said in made.said)


def test_a_missed_session_that_is_planned_again_leaves_its_old_day_alone():
    first = export([run(0, uid="a")])
    later = export([run(3, uid="a")], first.sent, now=NOW + timedelta(days=1))
    app = App()
    app.open(first.data)
    app.open(later.data)
    assert app.shown(TODAY) == {(on(0), "Easy run"), (on(3), "Easy run")}


def test_an_alarm_rings_only_where_it_is_asked_for():
    assert not events(export([run(1)]))[0].subcomponents
    made = export([run(1)], remind_h=7)
    (alarm,) = events(made)[0].subcomponents
    assert alarm["TRIGGER"].dt == timedelta(hours=7)
    assert not events(export([], made.sent))[0].subcomponents


@EXAMPLES
@given(session=sessions(titles=st.text(max_size=200)))
def test_whatever_a_title_holds_the_file_is_whole(session):
    session = replace(session, day=TODAY, kind=SessionKind.RUN)
    made = export([session])
    assert all(len(line) <= 75 for line in made.data.split(b"\r\n"))
    assert not set(made.data.replace(b"\r\n", b"")) & {*range(9), *range(10, 32), 127}
    (event,) = events(made)
    read = str(event.summary)
    assert [c for c in read if c.isprintable()] == [c for c in session.title if c.isprintable()]


@EXAMPLES
@given(
    changes=st.lists(st.tuples(bare_plans, st.sampled_from(Light), HOURS), min_size=1, max_size=6),
    data=st.data(),
)
def test_a_calendar_shows_the_plan_of_the_last_export_in_whatever_order_it_got_them(changes, data):
    now, sent, files = NOW, (), []
    for plan, light, hours in changes:
        now += timedelta(hours=hours)
        made = export(plan, sent, light, now)
        sent = made.sent
        files += [] if made.data is None else [(now.date(), made.data)]
    app = App()
    order = data.draw(st.permutations(files))
    skipped = data.draw(st.sets(st.sampled_from(range(len(order))))) if order else set()
    for at, (_, content) in enumerate(order):
        if at not in skipped or content is files[-1][1]:
            app.open(content)
    today = now.date()
    assert app.shown(today) == (
        set()
        if light in WITHOUT_A_PLAN
        else {
            (session.day, session.title)
            for session in plan
            if 0 <= (session.day - today).days <= DAYS_AHEAD and session.kind != SessionKind.REST
        }
    )


@EXAMPLES
@given(
    changes=st.lists(st.tuples(bare_plans, st.sampled_from(Light), HOURS), min_size=2, max_size=6)
)
def test_days_that_have_passed_never_change(changes):
    now, sent, app = NOW, (), App()
    for plan, light, hours in changes:
        now += timedelta(hours=hours)
        today = now.date()
        made = export(plan, sent, light, now)
        before = {uid: event for uid, event in app.events.items() if event[1] < today}
        told = {one for one in sent if one.day < today}
        if made.data is not None:
            app.open(made.data)
            assert all(event.start >= today for event in events(made))
        assert before.items() <= app.events.items()
        assert told <= set(made.sent)
        sent = made.sent


@EXAMPLES
@given(
    plan=bare_plans,
    sent=bare_plans,
    lights=st.tuples(st.sampled_from(GOING), st.sampled_from(GOING)),
    hours=HOURS,
)
def test_nothing_beyond_the_seventh_day_and_nothing_that_is_not_planned(plan, sent, lights, hours):
    now = NOW + timedelta(hours=hours)
    made = export(plan, export(sent, light=lights[0]).sent, lights[1], now)
    if made.data is None:
        return
    days = {(session.day, session.title) for session in plan}
    for event in events(made):
        if event.status == "CONFIRMED":
            assert (event.start - now.date()).days <= DAYS_AHEAD
            assert (event.start, str(event.summary)) in days
