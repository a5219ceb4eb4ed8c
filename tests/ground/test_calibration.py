"""Tags of real ways hidden: what is said of them must come true as often as it is said.

Streets are left out whole (by name, else by a square of 500 m), so that a way can't be guessed
from its own continuation.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from kneewise.ground.counting import (
    EVIDENCE,
    HARD_EVIDENCE,
    classes_of,
    count,
    evidence_of,
    hardness_evidence_of,
    no_counts,
)
from kneewise.ground.mapfile import read_network
from kneewise.ground.surface import SurfaceModel
from kneewise.ground.tables import EVENNESS_OF, HARDNESS_OF

SAID_BY = (*EVENNESS_OF, "sidewalk_surface", "sidewalk_smoothness")
FOLDS = 5
BINS = (0.0, 0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 0.9, 1.0)
WITHIN = 0.1
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


def truth(tags, evidence, names, tables):
    """The class that the tag of highest rank names, -1 where none does."""
    found = np.full(len(evidence), -1)
    for number, tag in enumerate(names[1:], start=1):
        these = evidence == number
        found[these] = classes_of(tag, tables[tag])[tags[tag][these]]
    return found


def folds(network, draw):
    first = network.offsets[:-1]
    x, y = network.xy_m
    square = (x[first] // 500) * 100_003 + y[first] // 500
    street = np.where(network.name > 0, -network.name - 1.0, square)
    names, of_way = np.unique(street, return_inverse=True)
    return draw.integers(0, FOLDS, len(names))[of_way]


def predicted(networks, hide, true_of):
    """(probabilities, truths) over all maps; each fold's streets by what the others taught."""
    draw = np.random.default_rng(20_260_501)
    said, came = [], []
    for network in networks:
        fold = folds(network, draw)
        true = true_of(network.tags)
        for number in range(FOLDS):
            out = fold == number
            model = SurfaceModel(count(rows(network.tags, ~out)))
            found = model.of_ways(hidden(rows(network.tags, out), hide))
            said.append((found, true[out]))
    for found, true in said:
        known = true >= 0
        came.append((found.evenness[known], found.hardness[known], true[known]))
    return tuple(np.concatenate(column) for column in zip(*came, strict=True))


def check_reliable(said, true, least=LEAST):
    hit = true[:, None] == np.arange(said.shape[1])
    checked = 0
    for low, high in pairwise(BINS):
        these = (said >= low) & ((said < high) | (high == 1.0))
        if these.sum() >= least:
            checked += 1
            assert abs(said[these].mean() - hit[these].mean()) <= WITHIN, (low, high)
    assert checked >= 4


def log_loss(said, true):
    return -np.log(np.maximum(said[np.arange(len(true)), true], 1e-3)).mean()


def evenness_truth(tags):
    return truth(tags, evidence_of(tags), EVIDENCE, EVENNESS_OF)


def hardness_truth(tags):
    return truth(tags, hardness_evidence_of(tags), HARD_EVIDENCE, HARDNESS_OF)


def test_evenness_of_ways_without_any_tag_comes_true_as_often_as_said(networks):
    evenness, _, true = predicted(networks, SAID_BY, evenness_truth)
    assert len(true) > 4000
    check_reliable(evenness, true)
    assert np.abs(evenness.mean(axis=0) - np.bincount(true, minlength=5) / len(true)).max() < 0.05


def test_hardness_of_ways_without_any_tag_comes_true_as_often_as_said(networks):
    _, hardness, true = predicted(networks, SAID_BY, hardness_truth)
    assert len(true) > 4000
    check_reliable(hardness, true)


def test_what_material_says_of_smoothness_comes_true_as_often_as_said(networks):
    def smooth(tags):
        known = evidence_of(hidden(tags, ("smoothness",))) > 0
        classes = classes_of("smoothness", EVENNESS_OF["smoothness"])[tags["smoothness"]]
        return np.where(known, classes, -1)

    evenness, _, true = predicted(networks, ("smoothness",), smooth)
    assert len(true) > 400
    check_reliable(evenness, true, least=100)


def test_learning_from_the_map_says_more_than_expectation_alone(networks):
    learnt, _, true = predicted(networks, SAID_BY, evenness_truth)
    alone = []
    for network in networks:
        found = SurfaceModel(no_counts()).of_ways(hidden(network.tags, SAID_BY))
        alone.append((found.evenness, evenness_truth(network.tags)))
    before = np.concatenate([said[true_of >= 0] for said, true_of in alone])
    same = np.concatenate([true_of[true_of >= 0] for _, true_of in alone])
    assert log_loss(learnt, true) < 0.8 * log_loss(before, same)


def test_another_country_teaches_more_than_nothing(networks):
    learnt, alone = [], []
    for number, network in enumerate(networks):
        counts = no_counts()
        for other in networks[:number] + networks[number + 1 :]:
            counts += count(other.tags)
        true = evenness_truth(network.tags)
        tags = hidden(network.tags, SAID_BY)
        for found, model in ((learnt, counts), (alone, no_counts())):
            said = SurfaceModel(model).of_ways(tags).evenness
            found.append(log_loss(said[true >= 0], true[true >= 0]) * (true >= 0).sum())
    assert sum(learnt) < sum(alone)
