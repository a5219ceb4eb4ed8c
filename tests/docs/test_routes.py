"""The page on routes says what the program does."""

from __future__ import annotations

import re
from pathlib import Path

from typer.main import get_command

from kneewise.cli.app import register
from kneewise.ground.routing.loops import MOST_REPEATED, WITHIN
from kneewise.ground.routing.planning import LONGEST_KM, MOST_ROUTES, SHORTEST_KM, START_WITHIN_M
from kneewise.journal.route_load import LEAST_RUNS

PAGE = (Path(__file__).parents[2] / "docs" / "routes.md").read_text(encoding="utf-8")


def test_every_option_it_names_is_one():
    command = get_command(register()).commands["route"]
    known = {option for parameter in command.params for option in parameter.opts}
    named = set(re.findall(r"`(--?[a-z-]+)", PAGE)) | set(re.findall(r" (--[a-z-]+)", PAGE))
    assert named <= known
    assert {"--flatter", "--evener", "--softer", "--plain", "--out-and-back", "-n"} <= named


def test_its_numbers_are_those_of_the_code():
    assert f"from {SHORTEST_KM:.0f} to {LONGEST_KM:.0f} km" in PAGE
    assert f"most {START_WITHIN_M:.0f} m away" in PAGE
    assert f"within {100 * WITHIN:.0f} %" in PAGE
    assert f"(3, at most {MOST_ROUTES})" in PAGE
    assert f"At most {100 * MOST_REPEATED:.0f} % is run twice" in PAGE
    assert LEAST_RUNS == 3
    assert "if there are three" in PAGE
