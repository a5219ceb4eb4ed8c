"""The page on maps says what the program does."""

from __future__ import annotations

from pathlib import Path

from kneewise.ground.building import BYTES_A_PLACE, LEAST_BYTES_A_NODE
from kneewise.ground.mapfile import ATTRIBUTION
from kneewise.ground.regions import ENOUGH
from kneewise.ground.tables import EVENNESS_OF
from kneewise.journal.fetching import host_of
from kneewise.journal.map_getting import REGIONS
from kneewise.model.runner import PROFILE_KEYS

PAGE = (Path(__file__).parents[2] / "docs" / "ground.md").read_text(encoding="utf-8")


def test_it_names_the_service_and_whose_the_data_is():
    assert host_of(REGIONS) in PAGE
    assert ATTRIBUTION in PAGE


def test_it_names_the_tags_in_the_order_of_their_rank():
    places = [PAGE.index(f"`{tag.replace('mtb_', 'mtb:')}`") for tag in EVENNESS_OF]
    assert places == sorted(places)


def test_its_numbers_and_settings_are_those_of_the_code():
    assert ENOUGH == 0.9
    assert "nine in ten" in PAGE
    assert BYTES_A_PLACE / LEAST_BYTES_A_NODE < 3.3
    assert "up to three times" in PAGE
    for key in ("map_regions", "map_address"):
        assert key in PROFILE_KEYS
        assert f"kneewise profile {key} " in PAGE
