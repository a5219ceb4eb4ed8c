"""A diary from CSV: what it lowers counts from now, what is sore is never left out."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kneewise.care.today import today as judge
from kneewise.care.today.gaming import counted_ratings
from kneewise.journal import open_journal
from kneewise.journal.today import care_record
from kneewise.model.advice import Light, Screening
from kneewise.model.diary import Side, Window
from kneewise.model.runner import RunnerFact

HEAD = "day,run_start_utc,side,window,value,site,entered_at_utc\n"


def _row(day, value, entered, window="day_evening"):
    said = "" if value is None else value
    return f"{day},,left,{window},{said},,{entered:%Y-%m-%dT%H:%M:%SZ}\n"


@pytest.fixture
def told(journal, tmp_path):
    """Bring in a diary of such rows (day, value, moment)."""

    def bring(*rows):
        file = tmp_path / "diary.csv"
        file.write_text(HEAD + "".join(_row(*row) for row in rows), encoding="utf-8")
        return journal.import_diary(file)

    return bring


@pytest.fixture
def sore(now):
    """8/10 nine days ago, put down that evening."""
    at = (now - timedelta(days=9)).replace(hour=18)
    return at.date(), 8, at


def _counts(journal, at):
    return [rated.value for rated in counted_ratings(care_record(journal.store, "me"), at)]


@pytest.mark.parametrize("value", [0, 3, None])
def test_a_later_file_lowers_nothing_before_7_days_from_now(journal, told, sore, now, value):
    told(sore)
    day, _, at = sore
    told((day, value, at + timedelta(hours=1)))
    assert _counts(journal, now + timedelta(minutes=1)) == [8]
    assert _counts(journal, now + timedelta(days=8)) == ([] if value is None else [value])


def test_it_is_as_a_lower_rating_by_hand(journal, told, sore, now):
    told(sore)
    day, _, at = sore
    assert _light(journal, now) is Light.RED
    told((day, 0, at + timedelta(hours=1)))
    assert _light(journal, now) is Light.RED
    journal.rate(0, day=day, window=Window.DAY_EVENING)
    assert _light(journal, now) is Light.RED


def _light(journal, now):
    at = now + timedelta(minutes=1)
    return judge(care_record(journal.store, "me"), Screening(), at).light


def test_both_in_one_file_are_the_same(journal, told, sore, now):
    day, _, at = sore
    told((day, 0, at + timedelta(hours=1)), sore)
    assert _counts(journal, now + timedelta(minutes=1)) == [8]


def test_brought_in_again_it_adds_nothing(journal, told, sore):
    day, _, at = sore
    rows = (sore, (day, 0, at + timedelta(hours=1)), (day, 2, at + timedelta(hours=2)))
    assert told(*rows).ratings == 3
    assert told(*rows).ratings == 0


def test_a_diary_without_a_lower_row_keeps_its_moments(journal, told, now):
    moments = [now - timedelta(days=days) for days in (3, 2, 1)]
    told(*((at.date(), n, at) for n, at in enumerate(moments)))
    assert [entry.entered_at for entry in journal.store.diary.pain()] == moments


def test_a_moment_to_come_is_now(journal, told, now):
    told((now.date(), 4, now + timedelta(days=3)))
    (entry,) = journal.store.diary.pain()
    assert entry.entered_at <= datetime.now(UTC)


def test_a_sore_day_to_come_counts_as_of_today_and_is_a_problem(journal, told, now):
    answer = told((now.date() + timedelta(days=400), 8, now))
    assert "still to come" in answer.problems[0].message
    assert [entry.day for entry in journal.store.diary.pain()] == [now.date()]
    assert _light(journal, now) is Light.RED


def test_a_zero_of_a_day_to_come_is_left_out(journal, told, now):
    answer = told((now.date() + timedelta(days=4), 0, now))
    assert "still to come" in answer.problems[0].message
    assert journal.store.diary.pain() == ()


def test_a_sign_of_a_day_to_come_counts_as_of_today(journal, tmp_path, now):
    file = tmp_path / "log.csv"
    day = now.date() + timedelta(days=90)
    head = "day,at_utc,run_start_utc,kind,value,unit,note\n"
    at = f"{now:%Y-%m-%dT%H:%M:%SZ}"
    file.write_text(f"{head}{day},{at},,swelling,1,,\n{day},{at},,planned_run,8,,\n")
    answer = journal.import_diary(file)
    assert len(answer.problems) == 1
    assert {entry.kind: entry.day for entry in journal.store.diary.log()} == {
        "swelling": now.date(),
        "planned_run": day,
    }


def test_when_an_end_was_told_goes_out_and_comes_back_in(journal, tmp_path, now):
    journal.start_episode((now - timedelta(days=90)).date(), Side.LEFT)
    journal.end_episode((now - timedelta(days=80)).date())
    journal.export(tmp_path / "out")
    with open_journal(tmp_path / "other") as other:
        other.import_diary(tmp_path / "out")
        assert other.store.diary.episodes() == journal.store.diary.episodes()


def test_an_episode_that_comes_in_closed_counts_as_said(journal, tmp_path):
    file = tmp_path / "episodes.csv"
    file.write_text("side,began_on,ended_on,site\nleft,2026-01-01,2026-02-01,\n")
    journal.import_diary(file)
    (episode,) = journal.store.diary.episodes()
    assert (str(episode.ended_on), episode.end_told_at) == ("2026-02-01", None)


ROWS = st.lists(
    st.tuples(st.none() | st.integers(0, 10), st.integers(0, 13 * 24)), min_size=1, max_size=4
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=ROWS, later=ROWS)
def test_no_later_file_makes_today_laxer(tmp_path_factory, first, later):
    """Whatever moments it names: by it no slot counts less than it did before."""
    folder = tmp_path_factory.mktemp("laxer")
    now = datetime.now(UTC).replace(microsecond=0)
    day = (now - timedelta(days=14)).date()
    with open_journal(folder / "home") as journal:
        journal.set_fact("home_zone", "UTC")
        counted = []
        for rows in (first, later):
            file = folder / "diary.csv"
            body = (_row(day, value, now - timedelta(hours=h)) for value, h in rows)
            file.write_text(HEAD + "".join(body), encoding="utf-8")
            journal.import_diary(file)
            counted.append(max(_counts(journal, now + timedelta(minutes=1)), default=0))
    assert counted[1] >= counted[0]


@pytest.mark.parametrize("fact", ["home_zone,Nowhere/Land", "birth_year,abc"])
def test_a_fact_that_can_t_be_is_left_out_and_the_home_goes_on(journal, tmp_path, fact):
    folder = tmp_path / "facts"
    folder.mkdir()
    (folder / "profile.csv").write_text(f"key,value,valid_from\n{fact},2020-01-01\n")
    said = journal.import_diary(folder)
    assert fact.partition(",")[2] in said.problems[0].message
    assert fact.split(",")[1] not in {one.value for one in journal.profile()}
    assert journal.today().light


def test_a_zone_that_is_none_any_more_leaves_the_machine_s_clock(journal):
    journal.store.facts.add(
        RunnerFact("home_zone", "Nowhere/Land", date(1900, 1, 1), datetime.now(UTC))
    )
    assert journal.today().light
    journal.set_fact("home_zone", "Europe/Berlin")
