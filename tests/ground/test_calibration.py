"""Tags of real ways hidden: what is said of them must come true as often as it is said.

Streets are left out whole (by name, else by a square of 500 m), so that a way can't be guessed
from its own continuation.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from kneewise.ground.counting import (
    classes_of,
    count,
    evidence_of,
    hardness_evidence_of,
    no_counts,
)
from kneewise.ground.mapfile import read_network
from kneewise.ground.pavement import surfaces_of
from kneewise.ground.surface import SurfaceModel
from kneewise.ground.tables import EVENNESS_OF
from kneewise.model.ground import EVENNESS_CLASSES

SAID_BY = (*EVENNESS_OF, "sidewalk_surface", "sidewalk_smoothness")
FOLDS = 5
BINS = (0.0, 0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 0.9, 1.0)
WITHIN = 0.05
"""How far what came true may be from what was said, in any bin of at least `LEAST` statements."""
LEAST = 200


@pytest.fixture(scope="module")
def networks(real_maps):
    return [read_network([found]) for found in real_maps.values()]


def rows(tags, these):
    return {column: codes[these] for column, codes in tags.items()}


def hidden(tags, columns):
    return {
        column: np.zeros_like(codes) if column in columns else codes
        for column, codes in tags.items()
    }


def folds(network, draw):
    first = network.offsets[:-1]
    x, y = network.xy_m
    square = (x[first] // 500) * 100_003 + y[first] // 500
    street = np.where(network.name > 0, -network.name - 1.0, square)
    names, of_way = np.unique(street, return_inverse=True)
    return draw.integers(0, FOLDS, len(names))[of_way]


def predicted(networks, hide, shown):
    """(said, shown) of the ways that show something: each fold's streets by what others teach."""
    draw = np.random.default_rng(20_260_501)
    rows_of = []
    for network in networks:
        fold, came = folds(network, draw), shown(network)
        for number in range(FOLDS):
            out = fold == number
            model = SurfaceModel(count(rows(network.tags, ~out)))
            found = model.of_ways(hidden(rows(network.tags, out), hide))
            width = came.shape[1]
            said = found.evenness if width == EVENNESS_CLASSES else found.hardness
            known = came[out].sum(axis=1) > 0
            rows_of.append((said[known], came[out][known]))
    return tuple(np.concatenate(column) for column in zip(*rows_of, strict=True))


def reliability(said, came):
    """(statements, mean said, mean that came true) by bin of what was said."""
    found = []
    for low, high in pairwise(BINS):
        these = (said >= low) & ((said < high) | (high == 1.0))
        if these.any():
            found.append((int(these.sum()), said[these].mean(), came[these].mean()))
    return found


def log_loss(said, came):
    return -(came * np.log(np.maximum(said, 1e-3))).sum(axis=1).mean()


def tagged_evenness(network):
    """What the tags of every way say of its evenness; 0 where it has none."""
    found = surfaces_of(network).evenness
    return found * (evidence_of(network.tags) > 0)[:, None]


def tagged_hardness(network):
    found = surfaces_of(network).hardness
    return found * (hardness_evidence_of(network.tags) > 0)[:, None]


def smoothness(network):
    """The class of smoothness of every way that has another tag too; 0 for all others."""
    other = evidence_of(hidden(network.tags, ("smoothness",))) > 0
    classes = classes_of("smoothness", EVENNESS_OF["smoothness"])[network.tags["smoothness"]]
    return (classes[:, None] == np.arange(EVENNESS_CLASSES)) * (other & (classes >= 0))[:, None]


@pytest.mark.parametrize("shown", [tagged_evenness, tagged_hardness])
def test_what_is_said_of_ways_without_a_tag_comes_true_as_often_as_said(networks, shown):
    said, came = predicted(networks, SAID_BY, shown)
    assert len(came) > 4000
    bins = [each for each in reliability(said, came) if each[0] >= LEAST]
    assert len(bins) >= 6
    for _, mean_said, mean_came in bins:
        assert abs(mean_said - mean_came) <= WITHIN
    assert np.abs(said.mean(axis=0) - came.mean(axis=0)).max() <= 0.02


def test_shares_of_kilometres_come_true_too(networks):
    """Longer ways are less often tagged; still no class may be off by more than a tenth."""
    for shown in (tagged_evenness, tagged_hardness):
        lengths = lambda network, shown=shown: shown(network) * network.length_m[:, None]  # noqa: E731
        said, came = predicted(networks, SAID_BY, lengths)
        metres = came.sum(axis=1)
        shares = np.average(said, axis=0, weights=metres)
        assert np.abs(shares - came.sum(axis=0) / metres.sum()).max() <= 0.1


def test_what_material_says_of_smoothness_comes_true_about_as_often_as_said(networks):
    """Few ways of few streets have both, so bins are taken together."""
    said, came = predicted(networks, ("smoothness",), smoothness)
    assert len(came) > 400
    bins = reliability(said, came)
    off = sum(n * abs(mean_said - mean_came) for n, mean_said, mean_came in bins) / said.size
    assert off <= 0.05
    bare, _ = predicted(networks, SAID_BY, smoothness)
    assert log_loss(said, came) < log_loss(bare, came)


def test_learning_from_the_map_says_more_than_expectation_alone(networks):
    learnt, came = predicted(networks, SAID_BY, tagged_evenness)
    before = [
        SurfaceModel(no_counts()).of_ways(hidden(network.tags, SAID_BY)).evenness
        for network in networks
    ]
    shown = np.concatenate([tagged_evenness(network) for network in networks])
    known = shown.sum(axis=1) > 0
    assert log_loss(learnt, came) < 0.85 * log_loss(np.concatenate(before)[known], shown[known])


def test_another_country_teaches_more_than_nothing(networks):
    learnt, alone = 0.0, 0.0
    for number, network in enumerate(networks):
        counts = no_counts()
        for other in networks[:number] + networks[number + 1 :]:
            counts += count(other.tags)
        came = tagged_evenness(network)
        known = came.sum(axis=1) > 0
        tags = hidden(network.tags, SAID_BY)
        taught = SurfaceModel(counts).of_ways(tags).evenness
        bare = SurfaceModel(no_counts()).of_ways(tags).evenness
        learnt += log_loss(taught[known], came[known]) * known.sum()
        alone += log_loss(bare[known], came[known]) * known.sum()
    assert learnt < alone
