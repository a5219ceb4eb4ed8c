from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.care.check.answering import clear

from kneewise.journal import open_journal
from kneewise.journal.reporting import ReportQuestion, report_data
from kneewise.model.diary import Side, Site
from kneewise.model.errors import StoreError, UsageError
from kneewise.simulate import EXPORT_FOLDER, simulate_runner, write_export


def data(journal, at=None, **question):
    return report_data(journal.store, ReportQuestion(**question), journal.runner, at)


def test_an_empty_home_has_a_report(journal):
    made = journal.physio_report()
    assert made.startswith(b"%PDF")
    assert data(journal).days.known_until is None


def test_it_holds_what_the_journal_answers(journal, ran, now):
    for days in (20, 13, 6):
        ran(now - timedelta(days=days), km=6.0)
    journal.rate(4, run="latest", side=Side.LEFT)
    journal.start_episode(now.date() - timedelta(days=6), Side.LEFT, Site.INSIDE)
    journal.score({"walking": 3}, side=Side.LEFT)
    found = data(journal, now)
    assert found.ranking == journal.why()
    assert found.light == journal.today(now)
    assert found.way_back == journal.return_plan(now)
    assert found.scores == journal.scores()
    assert found.episode == journal.episodes()[0]
    assert len(found.history.loads) == 3


def test_the_side_asked_for_is_that_of_suspects_and_outlook(journal, now):
    journal.start_episode(now.date() - timedelta(days=30), Side.LEFT)
    journal.start_episode(now.date() - timedelta(days=6), Side.RIGHT)
    found = data(journal, now, side=Side.LEFT)
    assert found.ranking.side is Side.LEFT
    assert found.outlook.episode.side is Side.LEFT


def test_flags_and_clearings_are_in_it(journal, now):
    journal.answer_symptoms(
        clear() | {"consent": "yes", "giving_way": "yes", "locked": "yes"},
        Side.LEFT,
        now - timedelta(days=1),
    )
    journal.clear_flag(
        "giving_way",
        on=now.date(),
        profession="physiotherapist",
        excluded="ligament tear",
        sign_absent=True,
    )
    found = data(journal)
    assert "true_lock" in {flag.flag for flag in found.screening.flags}
    assert [clearing.flag for clearing in found.clearings] == ["giving_way"]
    assert found.picture is None


def test_the_picture_is_in_it_only_where_it_is_switched_on(journal):
    journal.answer_symptoms(clear() | {"consent": "yes", "pain": "yes", "easing": "easing"})
    assert data(journal).picture is None
    journal.answer_symptoms({"conditions": "on"})
    assert data(journal).picture is not None


def test_the_same_moment_makes_the_same_bytes(journal, ran, now):
    from kneewise.journal.reporting import physio_report

    ran(now - timedelta(days=2))
    made = {physio_report(journal.store, ReportQuestion(), "me", now) for _ in range(2)}
    assert len(made) == 1


@pytest.mark.parametrize("weeks", [0, 3, 105])
def test_weeks_that_cant_be_shown_are_refused(journal, weeks):
    with pytest.raises(UsageError, match="4 to 104"):
        journal.physio_report(weeks=weeks)


def test_a_file_is_replaced_only_by_force_and_a_folder_gets_one(journal, tmp_path):
    file = tmp_path / "r.pdf"
    assert journal.write_physio_report(file) == file
    before = file.read_bytes()
    with pytest.raises(UsageError, match="--force"):
        journal.write_physio_report(file)
    assert file.read_bytes() == before
    journal.write_physio_report(file, force=True, name="Eva")
    assert file.read_bytes() != before
    named = journal.write_physio_report(tmp_path)
    assert named.parent == tmp_path
    assert named.name.startswith("kneewise-20")
    assert list(tmp_path.glob("*.part")) == []


def test_a_place_that_cant_be_written_says_so(journal, tmp_path):
    with pytest.raises(StoreError, match="could not be written"):
        journal.write_physio_report(tmp_path / "nowhere" / "r.pdf")


def test_a_simulated_runner_has_a_report_that_draws_all_of_it(home, tmp_path):
    runner = simulate_runner(3, days=120)
    folder = write_export(runner, tmp_path / "made") / EXPORT_FOLDER
    with open_journal(home) as journal:
        journal.import_paths([folder])
        found = data(journal)
        assert found.days.until == found.days.known_until
        assert len(found.history.loads) > 20
        kept = replace(found, name=None)
        assert kept.ranking.causes
        assert journal.physio_report(weeks=16).startswith(b"%PDF")
