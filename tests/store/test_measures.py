"""Measures of the body come back as they went in, and change what answers rest on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from kneewise.model.diary import Side
from kneewise.model.errors import NotFoundError
from kneewise.model.measure import Measure
from kneewise.store import open_store
from kneewise.store.wiping import wipe

AT = datetime(2026, 5, 1, 10, tzinfo=UTC)
LUNGE = Measure(
    kind="test",
    name="lunge",
    day=date(2026, 5, 1),
    at=AT,
    side=Side.LEFT,
    values={"distance_cm": 9.5, "word": "stiff", "angle_deg": None},
    version="1",
)
FOOT = replace(LUNGE, kind="foot", name="arch_index", side=None, values={"arch_index": 0.0})


def test_measures_come_back_in_time_order_and_by_kind(home):
    earlier = replace(FOOT, day=date(2026, 4, 1))
    with open_store(home) as store:
        first, second = store.measures.add([LUNGE, earlier])
        assert store.measures.all() == (replace(earlier, id=second), replace(LUNGE, id=first))
        assert store.measures.all(kind="test") == (replace(LUNGE, id=first),)


def test_of_one_day_the_later_said_comes_later(home):
    with open_store(home) as store:
        store.measures.add([replace(LUNGE, at=AT + timedelta(hours=1)), LUNGE])
        assert [measure.at for measure in store.measures.all()] == [AT, AT + timedelta(hours=1)]


def test_one_is_deleted_alone_and_never_that_of_another_runner(home):
    with open_store(home) as store:
        first, second = store.measures.add([LUNGE, FOOT])
        with pytest.raises(NotFoundError):
            store.measures.remove(first, "you")
        store.measures.remove(first)
        assert [measure.id for measure in store.measures.all()] == [second]
        with pytest.raises(NotFoundError):
            store.measures.remove(first)


def test_runners_of_one_home_do_not_see_each_others_measures(home):
    with open_store(home) as store:
        store.measures.add([LUNGE], "ann")
        assert store.measures.all() == ()
        assert len(store.measures.all("ann")) == 1


def test_a_number_that_is_none_is_refused_and_nothing_is_kept(home):
    bad = replace(LUNGE, values={"distance_cm": float("nan")})
    with open_store(home) as store:
        with pytest.raises(ValueError, match="JSON"):
            store.measures.add([FOOT, bad])
        assert store.measures.all() == ()


def test_putting_in_and_taking_out_change_what_answers_rest_on(home):
    with open_store(home) as store:
        before = store.fingerprint()
        (number,) = store.measures.add([FOOT])
        between = store.fingerprint()
        store.measures.remove(number)
        assert len({before, between, store.fingerprint()}) == 3


def test_deleting_everything_deletes_measures(home):
    with open_store(home) as store:
        store.measures.add([LUNGE], "ann")
        wipe(store)
        assert store.measures.all("ann") == ()


KILLED = """
import os, signal, sys
from pathlib import Path
from kneewise.store import open_store
from tests.store.test_measures import FOOT, LUNGE
with open_store(Path(sys.argv[1])) as store:
    store.measures.add([FOOT])
    with store.transaction():
        store.measures.add([LUNGE])
        os.kill(os.getpid(), signal.SIGKILL)
"""


def test_killed_while_measures_are_put_down_all_of_them_stay_or_none(home):
    done = subprocess.run([sys.executable, "-c", KILLED, str(home)], check=False, env=os.environ)
    assert done.returncode == -signal.SIGKILL
    with open_store(home) as store:
        assert [measure.name for measure in store.measures.all()] == ["arch_index"]
        assert len(store.measures.add([LUNGE])) == 1
