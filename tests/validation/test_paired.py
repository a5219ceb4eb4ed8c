"""The same runner with and without three suspects: what is counted, and of whom."""

from __future__ import annotations

from validation.paired import paired


def cause(name, verdict="cant_tell", rr=(0.8, 1.0, 1.3), learnt=0.4):
    return {
        "name": name,
        "verdict": verdict,
        "learnt": learnt,
        "rr": list(rr),
        "true_rr": 1.2,
        "with": [],
    }


def answer(number, *causes, true=()):
    return {"number": number, "true": list(true), "allowed": [], "causes": list(causes)}


def test_only_the_same_runners_and_the_same_suspects_are_compared():
    seen = [answer(0, cause("a"), cause("uneven_ground", rr=(2, 3, 4))), answer(1, cause("a"))]
    found = paired({"null": seen}, {"null": [answer(0, cause("a"))]})["null"]
    assert found["runners"] == 1
    assert found["intervals_of_the_shared"] == {"with": 1, "without": 1, "of": [1, 1]}
    assert found["verdicts_changed"] == {"count": 0, "of": 1}


def test_a_name_that_is_there_one_way_only_is_counted_so():
    seen = [answer(0, cause("a", "named", learnt=0.5), true=("a",))]
    alone = [answer(0, cause("a"), true=("a",))]
    found = paired({"power": seen}, {"power": alone})["power"]
    assert found["true_named"] == {"both": 0, "only_with": 1, "only_without": 0}
    assert found["something_false_named"]["only_with"] == 0
    assert found["learnt_more_with"] == 0.1


def test_ground_that_acts_can_be_named_by_nobody_without_a_map():
    seen = [answer(0, cause("uneven_ground", "named"), true=("uneven_ground",))]
    alone = [answer(0, cause("a"), true=("uneven_ground",))]
    assert paired({"power": seen}, {"power": alone}) == {}
