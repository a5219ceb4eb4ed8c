"""Figures of scenarios that were run at different times stand beside each other, marked."""

from __future__ import annotations

import json
import sys

import pytest

from validation import score

OLD = {
    "command": "python -m validation.run --scenario all --runners 300",
    "runners": 300,
    "acceptance": {"coverage": {"value": 0.888, "suspects": 15}},
    "scenarios": {"coverage": {"from": {"suspects": 15}}, "weaker": {"from": {"suspects": 15}}},
}


def cause(name, verdict="cant_tell"):
    return {
        "name": name,
        "verdict": verdict,
        "p": 0.1,
        "learnt": 0.4,
        "rr": [0.8, 1.0, 1.3],
        "true_rr": 1.0,
        "prior_rank": 1,
        "with": [],
        "exposed": 20,
    }


def answer(suspects=18, named=()):
    names = [f"cause_{i}" for i in range(suspects)]
    return {
        "variant": "plain",
        "true": [],
        "allowed": [],
        "verdict": "cant_tell",
        "painful": 30,
        "rated": 200,
        "pareto_k": 0.4,
        "seconds": 1.0,
        "onset_only": False,
        "failed": [],
        "causes": [cause(name, "named" if name in named else "cant_tell") for name in names],
    }


def test_a_scenario_says_when_by_what_and_of_how_many_suspects_it_came():
    found = score.score({"1_clean_null": [answer(18)] * 40})
    source = found["scenarios"]["1_clean_null"]["from"]
    assert (source["suspects"], source["model"]) == (18, "1")
    assert source["command"].endswith("--scenario 1_clean_null --runners 40")
    assert len(source["on"]) == len("2026-01-01")
    line = found["acceptance"]["false naming, 1_clean_null"]
    assert (line["runners"], line["suspects"]) == (40, 18)


def test_answers_of_two_versions_of_the_model_are_never_counted_together():
    with pytest.raises(ValueError, match="too many"):
        score.score({"coverage": [answer(18), {**answer(18), "model": "2"}]})


def test_what_was_not_run_again_stays_as_it_was():
    new = score.score({"coverage": [answer(18)] * 10})
    merged = score.onto(OLD, new)
    assert merged["scenarios"]["weaker"] == OLD["scenarios"]["weaker"]
    assert merged["scenarios"]["coverage"]["from"]["suspects"] == 18
    assert merged["acceptance"]["coverage"]["suspects"] == 18
    assert OLD["acceptance"]["coverage"]["suspects"] == 15


def test_intervals_are_counted_one_a_suspect():
    line = score.score({"coverage": [answer(18)] * 10})["acceptance"]["coverage"]
    assert line["intervals"] == 180


def test_parts_of_a_scenario_are_scored_together(tmp_path, monkeypatch, capsys):
    for part in ("a", "b"):
        kept = json.dumps({"1_clean_null": [answer(18, named=("cause_3",))] * 5})
        (tmp_path / part).write_text(kept, encoding="utf-8")
    out = tmp_path / "out.json"
    monkeypatch.setattr(
        sys, "argv", ["score", str(tmp_path / "a"), str(tmp_path / "b"), "--out", str(out)]
    )
    score.main()
    capsys.readouterr()
    found = json.loads(out.read_text(encoding="utf-8"))["scenarios"]["1_clean_null"]
    assert found["runners"] == 10
    assert found["something_false_named"]["share"] == pytest.approx(1.0)


def test_a_name_that_is_only_not_wrong_does_not_count_as_the_true_one():
    """A stiff shoe where it is hard ground in a stiff shoe."""
    runner = {**answer(18, named=("cause_3",)), "true": ["cause_2"], "allowed": ["cause_3"]}
    figures = score.summary([runner] * 10)
    assert figures["wrong_among_names"] == {
        "share": 0.0,
        "of": 10,
        "upper_95": pytest.approx(0.259),
    }
    assert figures["true_named"]["share"] == 0.0
