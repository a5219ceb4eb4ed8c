from __future__ import annotations

import pytest

from kneewise.causes import all_causes, learnable, tell
from kneewise.evidence import priors


@pytest.mark.parametrize(
    ("name", "possible", "word"),
    [
        ("session_spike", True, "two years"),
        ("descent", True, "two years"),
        ("stretching", False, "hardly"),
        ("cadence_fade", False, "follow pain"),
        ("previous_knee_injury", False, "same on your painful"),
    ],
)
def test_it_is_said_whether_and_why_a_diary_can_teach_a_cause(name, possible, word):
    cause = next(cause for cause in all_causes() if cause.name == name)
    answer = learnable(cause, priors())
    assert answer.possible is possible
    assert word in answer.why


def test_a_cause_tells_its_own_words():
    cause = next(cause for cause in all_causes() if cause.name == "session_spike")
    assert tell(cause, "label") == "Longer than your month's longest run"
