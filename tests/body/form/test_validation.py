from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from validation.form.cameras import Camera, triangulated
from validation.form.lab import read_lab_run
from validation.form.phones import Films, coverage, measured
from validation.form.truth import Truth
from validation.form.virtual import Mistakes, Phone, Trunk, film

from kneewise.body.form.errors import errors
from kneewise.model.form import View

RESULTS = Path(__file__).parents[3] / "validation" / "form_results.json"


@pytest.fixture(scope="module")
def run(real_data):
    return read_lab_run(real_data / "biomech" / "fukuchi_RBDS001_run_3.5mps.c3d")


def test_the_lab_run_has_bones_that_keep_their_length(run):
    for side in ("left", "right"):
        for a, b in (("hip", "knee"), ("knee", "ankle")):
            length = np.linalg.norm(run.joints[a, side] - run.joints[b, side], axis=1)
            assert 0.4 < length.mean() < 0.5
            assert length.std() < 0.01


@pytest.mark.parametrize("view", list(View))
def test_without_mistakes_a_straight_phone_measures_the_truth(run, view):
    draw = np.random.default_rng(0)
    found = measured(film(run, Phone(view, fps=120), draw, None, seconds=(2, 14)), view)
    true = Truth(run, Trunk(), (2, 14)).values()
    for (name, side), value in found.items():
        near = {"deg": 2.0, "percent": 1.0, "spm": 0.5, "ms": 8.0}[name.rpartition("_")[2]]
        if name in {"contact_ms", "flight_ms"}:
            near = 45.0  # toe-off is late by a known time, which is taken off
        assert value == pytest.approx(true[name, side], abs=near), (name, side)


def test_the_errors_in_force_are_those_of_the_results_that_are_kept():
    phones = json.loads(RESULTS.read_text(encoding="utf-8"))["phones"]
    for view in View:
        for name, line in phones[view.value]["errors"].items():
            assert errors()[view, name].bias == line["bias"]
            assert errors()[view, name].again == line["again"]


def test_errors_come_out_alike_with_other_draws(run):
    films = Films(View.SIDE)
    films.shoot(run, 12, seed=99)
    found = films.lines()
    for name in ("knee_contact_deg", "trunk_lean_deg", "overstride_percent"):
        known = errors()[View.SIDE, name]
        assert 0.5 < found[name]["again"] / known.again < 2
        assert 0.5 * known.spread < found[name]["spread"] < 2 * known.spread


@pytest.mark.parametrize("view", list(View))
def test_intervals_hold_the_truth_and_nothing_is_called_changed(run, view):
    found = coverage(run, view, 10, seed=123)
    assert found["intervals_hold"] > 0.8
    assert found["changed_though_nothing_did"] < 0.06


def test_kept_results_meet_what_they_are_shown_for():
    kept = json.loads(RESULTS.read_text(encoding="utf-8"))
    for view in View:
        shown = kept["phones"][view.value]["shown"]
        assert shown["intervals_hold"] >= 0.88
        assert shown["changed_though_nothing_did"] <= 0.02
    tread = kept["treadmill"]
    assert abs(tread["measured_spm"] - tread["counted_spm"]) <= 1.0
    assert tread["frames_per_s"] >= 25
    assert "walking" in kept["walking"]["refused"]
    assert [way["changed"] for way in kept["refilmed"].values()] == [0] * 5


def test_the_same_draws_make_the_same_film(run):
    def shot():
        draw = np.random.default_rng(4)
        phone = Phone.put_up(View.REAR, draw, 60.0)
        return film(run, phone, draw, Mistakes.drawn(draw), seconds=(2, 4)).xy

    assert np.array_equal(shot(), shot(), equal_nan=True)


def test_four_cameras_find_a_point_though_one_is_wrong():
    draw = np.random.default_rng(2)
    point = draw.uniform(-0.5, 0.5, (5, 3, 3))
    cameras = {}
    for number, turn in enumerate((0.0, 1.5, 3.0, 4.5)):
        spin = np.array(
            [[np.cos(turn), 0, np.sin(turn)], [0, 1, 0], [-np.sin(turn), 0, np.cos(turn)]]
        )
        name = f"cam{number}"
        cameras[name] = Camera(name, np.eye(3), np.zeros(4), spin, np.array([0.0, 0.0, 4.0]))
    seen = {name: camera.seen(point) for name, camera in cameras.items()}
    assert np.allclose(triangulated(seen, cameras), point, atol=1e-6)
    seen["cam3"] = seen["cam3"] + 0.05
    assert np.abs(triangulated(seen, cameras) - point).max() < 0.05
