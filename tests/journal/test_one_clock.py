"""One clock: what is told lies on the runner's days, wherever the machine stands."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneewise.care.today import today as judge
from kneewise.journal.clock import home_zone, local_day, local_now
from kneewise.journal.rating import Rating, entries_of
from kneewise.journal.today import care_record
from kneewise.model.advice import Light, Screening
from kneewise.model.diary import Side, Window
from kneewise.model.errors import UsageError


@pytest.fixture
def night(now) -> datetime:
    """Yesterday afternoon in Berlin; in Auckland it was the day after, before dawn."""
    return (now - timedelta(days=1)).replace(hour=15, minute=30, second=0)


@pytest.fixture
def machine(monkeypatch):
    """Where the machine stands."""

    def stands(zone: str) -> None:
        monkeypatch.setenv("TZ", zone)
        time.tzset()

    yield stands
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def from_berlin(journal, ran, machine, night):
    """A runner of Berlin with 22 unrated runs of 6.7 km, at a machine in Auckland."""
    journal.set_fact("home_zone", "Europe/Berlin")
    for days in range(2, 68, 3):
        ran(night - timedelta(days=days), km=6.7)
    machine("Pacific/Auckland")
    return journal


def _today(journal, at):
    return judge(care_record(journal.store, "me"), Screening(), local_now(journal.store, "me", at))


def test_the_day_is_the_runners_not_the_machines(from_berlin, night):
    assert local_day(from_berlin.store, "me", night) == night.date()
    assert night.astimezone().date() > night.date()
    assert home_zone(from_berlin.store, "me") == ZoneInfo("Europe/Berlin")


def test_a_sore_rating_of_now_is_of_the_runners_today(from_berlin, night):
    assert _today(from_berlin, night).cap.km > 0
    rated = from_berlin.rate(8, side=Side.LEFT, window=Window.DAY_EVENING, at=night)
    assert rated.entries[0].day == night.date()
    assert _today(from_berlin, night).light is Light.RED


def test_the_same_by_a_rating_that_waited(from_berlin, night):
    said = Rating(8, side=Side.LEFT, window=Window.DAY_EVENING)
    from_berlin.rate_late(said, night)
    assert _today(from_berlin, night).light is Light.RED


def test_morning_and_evening_are_the_runners(journal, machine):
    machine("UTC")
    journal.set_fact("home_zone", "Asia/Tokyo")
    morning = datetime(2026, 11, 24, 23, 0, tzinfo=UTC)  # 8:00 on the 25th in Tokyo
    (entry, _) = journal.rate(2, at=morning).entries
    assert (entry.day, entry.window) == (date(2026, 11, 25), Window.DAY_MORNING)
    assert entry.entered_at == morning


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_a_sign_is_of_the_runners_today(journal, machine, zone):
    journal.set_fact("home_zone", "Europe/Berlin")
    machine(zone)
    entry = journal.log("swelling")
    assert entry.day == local_day(journal.store, "me")
    assert entry.at.utcoffset() == timedelta(0)


def test_a_day_to_come_is_one_of_the_runners(journal, machine):
    journal.set_fact("home_zone", "Pacific/Pago_Pago")
    machine("Pacific/Kiritimati")
    ahead = local_day(journal.store, "me") + timedelta(days=1)
    for tell in (
        lambda: journal.rate(3, day=ahead),
        lambda: journal.log("limp", day=ahead),
        lambda: journal.start_episode(ahead, Side.LEFT),
    ):
        with pytest.raises(UsageError, match="still to come"):
            tell()


def test_the_check_ages_by_the_runners_days(journal, machine):
    journal.set_fact("home_zone", "Pacific/Pago_Pago")
    machine("Pacific/Kiritimati")
    journal.answer_symptoms({"pain": "yes"})
    said = next(one for one in journal.check().answered if one.question.key == "pain")
    assert said.on == local_day(journal.store, "me")


START = datetime(2026, 1, 1, tzinfo=UTC)
MOMENTS = st.integers(0, 365 * 24 * 60).map(lambda minutes: START + timedelta(minutes=minutes))
ZONES = st.sampled_from(["Pacific/Kiritimati", "Asia/Tokyo", "Europe/Berlin", "America/Caracas"])


@given(at=MOMENTS, zone=ZONES)
def test_a_rating_of_now_is_never_of_a_day_ahead_of_the_light(at, zone):
    now = at.astimezone(ZoneInfo(zone))
    (entry,) = entries_of(Rating(5, side=Side.LEFT), None, "me", now)
    assert entry.day == now.date()
    assert (entry.window is Window.DAY_MORNING) is (now.hour < 12)
