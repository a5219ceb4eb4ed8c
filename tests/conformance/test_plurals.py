"""No sentence counts "1 runs": a count stands in its slot with its noun (`numbers.counted`)."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

import kneewise

NOUNS = (
    "runs|days|weeks|months|files|questions|results|sessions|entries|activities|pairs|suspects|"
    "studies|trials|workouts|recordings"
)
COUNTED = re.compile(rf"\{{\w+\}} (?:[a-z]+ )?(?:{NOUNS})\b")

HERE = Path(kneewise.__file__).parent
ROOMS = sorted(path.parent.relative_to(HERE).as_posix() for path in HERE.rglob("words.toml"))

NEVER_ONE = {
    "care/check": {"flag.long_pain.weeks.because"},  # six weeks of rated days
    "care/crosstraining": {"kept.share"},  # a window of weeks
    "care/outlook": {"half", "one_in_ten", "published", "curve.line"},  # with a range, or weeks
    "care/plan": {"state.out_of_reach", "days.fewer"},  # a year; more days asked than there are
    "care/relief": {"no.days", "no.days_of_30", "warn.days"},  # from three on
    "care/scores": {
        f"change.function.{word}" for word in ("better", "worse", "no_clear_change", "cant_tell")
    }
    | {"sum", "no_sum"},  # a whole questionnaire
    "care/today": {"gap", "lasting"},  # from seven days, two weeks
    "care/trial": {
        *("plan.runs", "plan.weeks", "plan.power"),
        *("state.running", "state.waiting", "state.done", "state.stopped", "state.given_up"),
    },  # at least eight runs
    "exports/report": {"outlook.half", "timeline.title", "load.title"},
    "journal": {"one_knee_held", "handed_single", "run_unknown_many"},
    "web": {"upload.too_many", "offline.waits", "offline.sent"},  # one has a sentence of its own
    "web/pages/crosstraining": {"kept.share"},
    "web/pages/evidence": {"studies.lead"},
    "web/pages/ground": {"waiting", "work.step.runs"},  # one has its own; "0 of 1 runs" is a total
    "web/pages/import": {"limits", "sending.too_many", "holds.runs"},
    "web/pages/plan": {"out.physio.weeks.n"},
    "web/pages/route": {"start.many"},
    "web/pages/run": {"said.split"},
    "web/pages/shoes": {"fact.age.value"},
    "web/pages/trials": {"progress"},
    "why": {
        *("next.rate_every_run", "different.unusual", "different.unusual_last"),
        *("different.nothing", "different.nothing_last"),
    },  # compared only from some dozen on
}
"""Sentences whose count can't be one, or which have another sentence for one, by room."""


@pytest.mark.parametrize("room", ROOMS)
def test_a_count_that_may_be_one_brings_its_noun_along(room):
    words = tomllib.loads((HERE / room / "words.toml").read_text(encoding="utf-8"))
    found = {key for key, one in words.items() if COUNTED.search(one["text"])}
    assert sorted(found - NEVER_ONE.get(room, set())) == []


@pytest.mark.parametrize("room", NEVER_ONE)
def test_what_is_excepted_is_still_there(room):
    words = tomllib.loads((HERE / room / "words.toml").read_text(encoding="utf-8"))
    found = {key for key, one in words.items() if COUNTED.search(one["text"])}
    assert sorted(NEVER_ONE[room] - found) == []
