"""Feet over a home: a photo measured and not kept, six things seen, and what `why` takes of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.footprints import a_scan

from kneewise.body.foot import ITEMS, Refused, Source
from kneewise.journal.encoding import to_json
from kneewise.journal.feet import FootPhoto
from kneewise.model.diary import Side
from kneewise.model.errors import NotFoundError, UsageError


def test_a_print_is_kept_by_its_side_and_the_photo_is_not(journal, home):
    shot = a_scan()
    found = journal.measure_foot(FootPhoto(shot.data))
    ((side, truth),) = shot.truth.items()
    (one,) = journal.feet().prints
    assert found.prints == (one,)
    assert one.side == side
    assert one.arch_index.low <= truth <= one.arch_index.high
    assert all(shot.data[:200] not in p.read_bytes() for p in home.rglob("*") if p.is_file())


def test_what_was_said_stands_though_the_print_looks_like_the_other_foot(journal):
    shot = a_scan()
    said = Side.LEFT if "right" in shot.truth else Side.RIGHT
    found = journal.measure_foot(FootPhoto(shot.data, side=said))
    assert found.prints[0].side is said
    assert found.looks[0] is not said


def test_a_picture_that_is_refused_leaves_nothing(journal):
    assert journal.measure_foot(FootPhoto(b"no picture")).refused is Refused.NOT_AN_IMAGE
    assert journal.feet().prints == ()


def test_the_print_counts_before_what_was_said_which_stays(journal):
    journal.set_fact("foot_type", "supinated")
    assert journal.feet().source is Source.TOLD
    journal.measure_foot(FootPhoto(a_scan().data))
    feet = journal.feet()
    assert feet.source is Source.PRINT
    assert feet.told == "supinated"


def test_six_things_make_a_sum_and_an_open_one_makes_none(journal):
    whole = journal.keep_posture(Side.LEFT, dict.fromkeys(ITEMS, "1"))
    assert whole.total == 6
    part = journal.keep_posture(Side.RIGHT, {"heel": "2"})
    assert part.total is None
    assert part.answers["toes"] is None


@pytest.mark.parametrize("wrong", [{}, {"heel": ""}, {"heel": "5"}])
def test_nothing_and_nonsense_are_not_kept(journal, wrong):
    with pytest.raises(UsageError):
        journal.keep_posture(Side.LEFT, wrong)
    assert journal.feet().postures == ()


def test_a_day_to_come_is_refused(journal, now):
    with pytest.raises(UsageError):
        journal.keep_posture(Side.LEFT, {"heel": 1}, day=now.date() + timedelta(days=2))


def test_a_measure_is_deleted_by_its_number_and_no_other(journal):
    one = journal.keep_posture(Side.LEFT, dict.fromkeys(ITEMS, "1"))
    journal.remove_foot(one.number)
    assert journal.feet().postures == ()
    with pytest.raises(NotFoundError):
        journal.remove_foot(one.number)


def test_the_answer_is_plain_data(journal):
    journal.measure_foot(FootPhoto(a_scan().data))
    assert '"arch_index"' in to_json(journal.feet())
