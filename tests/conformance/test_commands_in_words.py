"""No day and no quantity stands in a command that a sentence names.

A reader writes those in their own language and unit, and `kneewise episode start 9 Nov 2026` is
no command: nobody can type it, and on a page half of it stays behind the link. What a command
takes has a slot of its own, filled with the text that is typed.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import kneewise
from kneewise.model.words import load_words

HOUSE = Path(kneewise.__path__[0])
COMMAND = re.compile(
    r"kneewise [a-z]+(?: [a-z]+)?"
    r"(?: (?:--[a-z-]+(?: [a-z-]+)?|[A-Z-]+|\d[\d.]*|[a-z]+_[a-z]+|\{\w+\}))*"
)
AS_TYPED = {"iso", "run", "side", "flag", "name", "example", "minutes"}
"""An ISO day, numbers and names: the same text for every reader."""

COMMANDS = [
    pytest.param(found[0], id=f"{room}:{one.id}")
    for words in sorted(HOUSE.rglob("words.toml"))
    for room in [".".join(("kneewise", *words.relative_to(HOUSE).parent.parts))]
    for one in load_words(room).values()
    for found in COMMAND.finditer(one.text)
    if "{" in found[0] and not found[0].startswith("kneewise is ")
]


def test_commands_with_slots_are_found():
    assert any("episode start {" in command.values[0] for command in COMMANDS)
    assert len(COMMANDS) > 5


@pytest.mark.parametrize("command", COMMANDS)
def test_a_slot_in_a_command_is_text_as_it_is_typed(command):
    assert set(re.findall(r"\{(\w+)", command)) <= AS_TYPED
