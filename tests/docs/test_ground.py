"""The page on maps says what the program does."""

from __future__ import annotations

from pathlib import Path

from kneewise.causes.ground import MOST_UNKNOWN
from kneewise.ground.building import BYTES_A_PLACE, LEAST_BYTES_A_NODE
from kneewise.ground.regions import ENOUGH
from kneewise.ground.tables import EVENNESS_OF
from kneewise.journal.fetching import host_of
from kneewise.journal.grounding import AFTER_IMPORT
from kneewise.journal.map_getting import REGIONS
from kneewise.knee.grade import TERRAIN_CLIMB_M, TERRAIN_WINDOW_M
from kneewise.knee.terrain import CUT_OFF_KM
from kneewise.model.ground import ATTRIBUTION, GROUND_COLUMNS, STEP_CV
from kneewise.model.runner import PROFILE_KEYS
from kneewise.model.words import say

PAGE = (Path(__file__).parents[2] / "docs" / "ground.md").read_text(encoding="utf-8")


def test_it_names_the_service_and_whose_the_data_is():
    assert host_of(REGIONS) in PAGE
    assert ATTRIBUTION in PAGE


def test_it_names_the_tags_in_the_order_of_their_rank():
    places = [PAGE.index(f"`{tag.replace('mtb_', 'mtb:')}`") for tag in EVENNESS_OF]
    assert places == sorted(places)


def test_what_it_says_of_matching_is_what_the_code_does():
    assert f"up to {AFTER_IMPORT} new runs" in PAGE
    assert MOST_UNKNOWN == 0.2
    assert "more than a fifth" in PAGE
    assert f"CV is `step_cv`, {100 * STEP_CV[0]:.0f} % on even" in PAGE
    assert "watched_cv" in GROUND_COLUMNS
    for table in ("watched_cv", "step_cv", "matched_km"):
        assert f"`{table}`" in PAGE


def test_its_numbers_and_settings_are_those_of_the_code():
    assert ENOUGH == 0.9
    assert "nine in ten" in PAGE
    assert BYTES_A_PLACE / LEAST_BYTES_A_NODE < 3.3
    assert "up to three times" in PAGE
    for key in ("map_regions", "map_address"):
        assert key in PROFILE_KEYS
        assert f"kneewise profile {key} " in PAGE


def test_what_it_says_of_heights_is_what_the_code_does():
    assert f"{CUT_OFF_KM[0]:.0f} km and more" in PAGE
    assert f"smoothed over {TERRAIN_WINDOW_M:.0f} m" in PAGE
    low, high = TERRAIN_CLIMB_M
    assert f"({low:.0f} to {high:.0f} m)" in PAGE
    assert say("kneewise.knee", "altitude.side_slope")[:40] in PAGE
    assert "SIDESLOPE2017" in PAGE
