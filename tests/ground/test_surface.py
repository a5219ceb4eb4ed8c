from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ground.osm import straight

from kneewise.ground.counting import count, counts_as_json, counts_from_json, no_counts
from kneewise.ground.pavement import surfaces_of
from kneewise.ground.surface import SurfaceModel
from kneewise.ground.tables import (
    EVENNESS_OF,
    EXPECTED,
    GROUP_OF_HIGHWAY,
    GROUPS,
    HARDNESS_OF,
    SPREAD,
    SPREAD_HARDNESS,
)
from kneewise.ground.tags import HIGHWAY, TAG_COLUMNS, VOCABULARIES, code_of, value_of
from kneewise.model.ground import STEP_CV, Evenness, Hardness
from kneewise.model.words import CLASSES, load_words


def tags_of(*ways):
    """Columns of codes of ways given as tags by column."""
    return {
        column: np.array([code_of(column, way.get(column)) for way in ways], dtype=np.uint8)
        for column in TAG_COLUMNS
    }


def surface(counts=None, **way):
    way.setdefault("highway", "residential")
    return SurfaceModel(counts or no_counts()).of_ways(tags_of(way)).at(0)


# Every row of EVIDENCE.md 3.1: tag, value, evenness class.
EVENNESS_ROWS = [
    *[("smoothness", value, 0) for value in ("excellent", "good")],
    ("smoothness", "intermediate", 1),
    ("smoothness", "bad", 2),
    ("smoothness", "very_bad", 3),
    *[("smoothness", value, 4) for value in ("horrible", "very_horrible", "impassable")],
    *[("surface", value, 0) for value in ("asphalt", "concrete", "tartan", "paving_stones")],
    *[("surface", value, 1) for value in ("compacted", "fine_gravel")],
    *[("surface", value, 2) for value in ("gravel", "ground", "dirt", "grass")],
    *[("surface", value, 3) for value in ("cobblestone", "unhewn_cobblestone", "pebblestone")],
    ("surface", "rock", 4),
    *[("tracktype", f"grade{n}", c) for n, c in ((1, 1), (2, 1), (3, 2), (4, 3), (5, 3))],
    ("sac_scale", "hiking", 3),
    ("sac_scale", "mountain_hiking", 4),
    ("sac_scale", "alpine_hiking", 4),
    ("mtb_scale", "2", 4),
    ("mtb_scale", "4", 4),
]
HARDNESS_ROWS = [
    *[("surface", value, 3) for value in ("asphalt", "concrete", "paving_stones")],
    *[("surface", value, 2) for value in ("compacted", "fine_gravel", "tartan")],
    *[("surface", value, 1) for value in ("ground", "dirt", "gravel")],
    *[("surface", value, 0) for value in ("grass", "sand", "mud", "woodchips")],
    *[("tracktype", f"grade{n}", c) for n, c in ((1, 2), (2, 2), (3, 1), (4, 1), (5, 0))],
]


@pytest.mark.parametrize(("tag", "value", "expected"), EVENNESS_ROWS)
def test_a_tag_means_the_class_of_the_evidence(tag, value, expected):
    assert np.argmax(surface(**{tag: value}).evenness) == expected


@pytest.mark.parametrize(("tag", "value", "expected"), HARDNESS_ROWS)
def test_a_material_means_the_hardness_of_the_evidence(tag, value, expected):
    assert np.argmax(surface(**{tag: value}).hardness) == expected


def test_an_untagged_path_is_half_uneven_and_half_rough():
    assert surface(highway="path").evenness == (0.0, 0.0, 0.5, 0.5, 0.0)
    assert surface(highway="path").evidence == "highway"


@pytest.mark.parametrize(
    ("way", "by"),
    [
        ({"smoothness": "bad", "surface": "asphalt", "tracktype": "grade1"}, "smoothness"),
        ({"surface": "asphalt", "tracktype": "grade5"}, "surface"),
        ({"tracktype": "grade4", "sac_scale": "hiking"}, "tracktype"),
        ({"sac_scale": "hiking", "mtb_scale": "0"}, "sac_scale"),
        ({"mtb_scale": "3"}, "mtb:scale"),
        ({"smoothness": "unheard_of", "surface": "gravel"}, "surface"),
        ({}, "highway"),
    ],
)
def test_the_tag_of_the_highest_rank_speaks(way, by):
    assert surface(**way).evidence == by


def test_earth_on_a_mountain_path_is_between_what_both_say():
    earth = surface(highway="path", surface="ground").evenness
    scale = surface(highway="path", sac_scale="demanding_mountain_hiking").evenness
    both = surface(highway="path", surface="ground", sac_scale="demanding_mountain_hiking")
    assert both.evenness == pytest.approx([(a + b) / 2 for a, b in zip(earth, scale, strict=True)])
    paved = surface(highway="path", surface="asphalt", sac_scale="mountain_hiking")
    assert paved.evenness == surface(highway="path", surface="asphalt").evenness


def test_only_unpaved_field_tracks_hang_on_the_weather():
    assert surface(highway="track", tracktype="grade5").weather
    assert surface(highway="track", tracktype="grade4", surface="ground").weather
    assert not surface(highway="track", tracktype="grade4", surface="asphalt").weather
    assert not surface(highway="track", tracktype="grade2").weather


def test_rougher_ground_has_more_variable_steps():
    assert list(STEP_CV) == sorted(STEP_CV)
    cvs = [surface(smoothness=one).step_cv for one in ("good", "intermediate", "bad", "horrible")]
    assert cvs == sorted(cvs)
    assert 0.05 <= cvs[0] < 0.055
    assert cvs[-1] == pytest.approx(0.1, abs=0.005)


def test_a_tagged_pavement_moves_its_street_half_way():
    street = surface(surface="asphalt")
    both = surface(surface="asphalt", sidewalk_surface="sett", sidewalk_smoothness="bad")
    pavement = surface(smoothness="bad")
    middle = [(a + b) / 2 for a, b in zip(street.evenness, pavement.evenness, strict=True)]
    assert both.evenness == pytest.approx(middle)


WAY = st.fixed_dictionaries(
    {"highway": st.sampled_from(HIGHWAY)},
    optional={
        column: st.sampled_from((*values, "nonsense"))
        for column, values in VOCABULARIES.items()
        if column != "highway"
    },
)


@settings(max_examples=40)
@given(st.lists(WAY, min_size=1, max_size=8), st.lists(WAY, max_size=12))
def test_probabilities_add_up_whatever_the_tags_and_the_map(ways, seen):
    counts = count(tags_of(*seen)) if seen else no_counts()
    found = SurfaceModel(counts).of_ways(tags_of(*ways))
    for column in (found.evenness, found.hardness):
        assert (column >= 0).all()
        assert column.sum(axis=1) == pytest.approx(1.0)


@settings(max_examples=25)
@given(st.lists(WAY, min_size=1, max_size=8), st.lists(WAY, min_size=1, max_size=8))
def test_counts_of_parts_add_up_to_those_of_the_whole_and_come_back_from_disk(one, other):
    whole = count(tags_of(*one, *other))
    parts = count(tags_of(*one)) + count(tags_of(*other))
    back = counts_from_json(counts_as_json(whole))
    for part in ("even", "hard", "smooth"):
        for tag, table in getattr(whole, part).items():
            assert np.array_equal(table, getattr(parts, part)[tag])
            assert np.array_equal(table, getattr(back, part)[tag])


def test_what_the_map_shows_moves_what_is_expected_of_untagged_ways():
    seen = count(tags_of(*[{"highway": "path", "surface": "fine_gravel"}] * 200))
    learnt = surface(seen, highway="path").evenness
    assert np.argmax(learnt) == 1
    few = count(tags_of({"highway": "path", "surface": "fine_gravel"}))
    assert np.argmax(surface(few, highway="path").evenness) in (2, 3)
    assert surface(seen, highway="track").evenness == pytest.approx(EXPECTED["track"][0])


def test_smoothness_on_the_map_teaches_what_its_materials_are():
    before = surface(surface="cobblestone").evenness
    seen = count(tags_of(*[{"surface": "cobblestone", "smoothness": "intermediate"}] * 50))
    after = surface(seen, surface="cobblestone").evenness
    assert np.argmax(before) == 3
    assert np.argmax(after) == 1


def test_however_many_ways_are_tagged_an_untagged_one_is_never_certain():
    seen = count(tags_of(*[{"highway": "path", "smoothness": "good"}] * 100_000))
    assert surface(seen, highway="path").evenness[0] < 0.95


def test_every_value_that_has_a_class_is_in_the_vocabulary_and_every_highway_in_a_group():
    for tables in (EVENNESS_OF, HARDNESS_OF):
        for tag, table in tables.items():
            assert set(table) <= set(VOCABULARIES[tag])
    assert (
        set(VOCABULARIES["surface"]) == set(EVENNESS_OF["surface"]) == set(HARDNESS_OF["surface"])
    )
    assert set(GROUP_OF_HIGHWAY) == set(HIGHWAY)
    assert set(GROUP_OF_HIGHWAY.values()) | {"sidewalk"} == set(GROUPS)
    for row in (*SPREAD.values(), *SPREAD_HARDNESS.values()):
        assert sum(row) == pytest.approx(1.0)
    for evenness, hardness in EXPECTED.values():
        assert sum(evenness) == pytest.approx(1.0)
        assert sum(hardness) == pytest.approx(1.0)


@given(st.sampled_from(sorted(VOCABULARIES)), st.data())
def test_a_code_gives_its_value_back(column, data):
    value = data.draw(st.sampled_from(VOCABULARIES[column]))
    assert value_of(column, code_of(column, value)) == value
    assert len(VOCABULARIES[column]) + 2 <= 256


def test_every_class_has_words_and_every_sentence_its_class():
    words = load_words("kneewise.ground")
    for one in Evenness:
        assert words[f"evenness.{one.label}"].text
    for one in Hardness:
        assert words[f"hardness.{one.label}"].text
    assert {sentence.kind for sentence in words.values()} <= set(CLASSES)


STREET = {"highway": "residential", "surface": "sett"}
PAVEMENT = {"highway": "footway", "footway": "sidewalk"}


def test_a_bare_pavement_takes_from_its_street_with_less_certainty(network_of):
    network = network_of(straight(STREET), straight(PAVEMENT, (9.0, 48.00008)))
    found = surfaces_of(network)
    street, pavement = found.at(0), found.at(1)
    assert pavement.evidence == "street"
    assert np.argmax(pavement.evenness) == np.argmax(street.evenness)
    assert max(pavement.evenness) < max(street.evenness)


@pytest.mark.parametrize(
    ("start", "step", "tags"),
    [
        ((9.0, 48.0005), (0.001, 0.0), PAVEMENT),  # 55 m away
        ((9.001, 48.00002), (0.0, 0.0001), PAVEMENT),  # across the street
        ((9.0, 48.00008), (0.001, 0.0), {"highway": "footway"}),  # a footway, but no pavement
        ((9.0, 48.00008), (0.001, 0.0), {**PAVEMENT, "surface": "asphalt"}),  # says it itself
    ],
)
def test_nothing_else_takes_from_a_street(network_of, start, step, tags):
    network = network_of(straight(STREET), straight(tags, start, step))
    assert surfaces_of(network).at(1).evidence != "street"


def test_a_street_that_says_nothing_has_nothing_to_give(network_of):
    bare = straight({"highway": "residential"})
    network = network_of(bare, straight(PAVEMENT, (9.0, 48.00008)))
    assert surfaces_of(network).at(1).evidence == "highway"
