from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from kneewise.evidence import calibration
from validation import record

ROOT = Path(__file__).parents[2]


def test_the_record_that_is_shipped_is_that_of_the_validation():
    results = json.loads(record.RESULTS.read_text(encoding="utf-8"))
    assert record.RECORD.read_text(encoding="utf-8") == record.written(results)


def test_a_line_that_was_missed_is_shown_as_missed():
    results = json.loads(record.RESULTS.read_text(encoding="utf-8"))
    assert all(one.get("met", True) for one in results["acceptance"].values())
    assert all(one.met for one in calibration().lines.values())
    results["acceptance"]["wrong among names, 16_steep_trails"]["met"] = False
    shown = {name for name, one in record.lines(results).items() if not one["met"]}
    assert shown == {"wrong_names"}


def test_every_line_says_how_many_suspects_its_runners_had():
    results = json.loads(record.RESULTS.read_text(encoding="utf-8"))
    assert {one["from"]["suspects"] for one in results["scenarios"].values()} == {18}
    assert {line.suspects for line in calibration().lines.values()} == {18}


def test_scenarios_run_at_different_times_keep_what_they_came_from():
    results = json.loads(record.RESULTS.read_text(encoding="utf-8"))
    results["acceptance"]["no sign though OR 2"]["suspects"] = 15
    assert record.lines(results)["no_sign"]["suspects"] == 15
    assert record.lines(results)["intervals"]["suspects"] == 18


def test_runners_without_a_cause_are_counted_over_all_their_lines():
    raw = tomllib.loads(record.RECORD.read_text(encoding="utf-8"))["line"]
    nulls = [line for name, line in raw.items() if name.startswith("null_")]
    assert calibration().null_runners == sum(line["of"] for line in nulls)
    assert calibration().null_named == 1


@pytest.mark.parametrize("line", calibration().lines.values(), ids=lambda line: line.name)
def test_a_share_lies_between_none_and_all_of_some_cases(line):
    assert 0 <= line.share <= 1
    assert line.of > 0
