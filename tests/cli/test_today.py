"""`kneewise today` and `kneewise return`: shape and word beside the colour, JSON for programs."""

from __future__ import annotations

import json

import pytest
from tests.care.today.records import CLEAR, NOW, of_run, rate, record, regular

from kneewise.care.today import return_plan, today
from kneewise.cli.app import run
from kneewise.cli.options import console
from kneewise.cli.today_view import print_return, print_today
from kneewise.model.diary import Window


@pytest.fixture
def told(capsys):
    def call(home, *arguments: str) -> str:
        with pytest.raises(SystemExit) as ended:
            run(["--home", str(home), *arguments])
        assert ended.value.code == 0
        return capsys.readouterr().out

    return call


def test_an_empty_home_is_not_screened(told, home):
    out = told(home, "today")
    assert out.startswith("▲ Ease (not screened)")
    assert "kneewise check" in out


def test_today_as_json_has_what_it_promises(told, home):
    answer = json.loads(told(home, "today", "--json"))
    assert answer["light"] == "unscreened"
    assert answer["cap"]["km"] == 0
    assert answer["reason"]["kind"] == "precaution"
    assert len(answer["week"]) == 7


def test_return_as_json_has_what_it_promises(told, home):
    answer = json.loads(told(home, "return", "--json"))
    assert answer["stage"] == 1
    assert answer["blocked_by"] == "unscreened"
    assert [step["name"] for step in answer["order"]] == [
        "distance",
        "flat_speed",
        "uphill",
        "downhill",
    ]


@pytest.mark.parametrize(
    ("during", "said"), [(0, "● Go"), (3, "▲ Ease"), (6, "■ Stop")], ids=["go", "ease", "stop"]
)
def test_the_light_is_shape_and_word(capsys, during, said):
    runs, ratings = regular(last=2)
    ratings = [*ratings[2:], *of_run(runs[0], during, 0)]
    print_today(today(record(runs, ratings), CLEAR, NOW), console())
    out = capsys.readouterr().out
    assert out.startswith(said)
    assert "This week" in out
    assert ("What would make it green" in out) is (during > 0)


def test_a_ladder_is_printed_with_its_step_and_its_entry_test(capsys):
    runs, ratings = regular(last=30)
    told = record(runs, [*ratings, rate(0, 0, Window.DAY_MORNING)])
    print_return(return_plan(told, CLEAR, NOW), console())
    out = capsys.readouterr().out
    assert "Step 1 of 13" in out
    assert "4 × (0.5 min easy running, 5 min walking)" in out
    assert "Entry test" in out
