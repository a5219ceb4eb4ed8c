"""No sentence writes a metric unit behind a slot: the slot is a quantity, read by its runner.

"{km} km" says kilometres to somebody who reads miles. Filled with a `Distance`, "{km}" says both.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import kneewise
from kneewise.model.words import load_words

HOUSE = Path(kneewise.__path__[0])
ROOMS = sorted(
    ".".join(("kneewise", *words.relative_to(HOUSE).parent.parts))
    for words in HOUSE.rglob("words.toml")
)
BEHIND_A_SLOT = re.compile(r"\}\s?(?:km|m|metres?|kilomet\w+|min/km|a kilometre)\b")
NOT_READ_BY_THE_RUNNER = {
    "kneewise.exports.report": "a physio reads the report, in km",
}
NOT_THE_RUNNERS = {
    ("kneewise.ground", "map.about_heights"): "how fine a file of heights is, as its maker says",
    ("kneewise.ground.routing", "none.other"): "what is typed at the command line",
}


def test_rooms_are_found():
    assert {"kneewise.care.today", "kneewise.causes", "kneewise.web"} <= set(ROOMS)


@pytest.mark.parametrize("room", [room for room in ROOMS if room not in NOT_READ_BY_THE_RUNNER])
def test_no_unit_stands_behind_a_slot(room):
    wrong = [
        one.text
        for one in load_words(room).values()
        if BEHIND_A_SLOT.search(one.text) and (room, one.id) not in NOT_THE_RUNNERS
    ]
    assert wrong == []


@pytest.mark.parametrize(("room", "name"), NOT_THE_RUNNERS)
def test_what_is_left_out_is_still_there_and_still_needs_it(room, name):
    assert BEHIND_A_SLOT.search(load_words(room)[name].text)
