"""Runs over known ways of five real extracts; `validation/matching.py` does the same with more."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from validation.matching import ERRORS_M, Place, Scored, calibration, real_run, together
from validation.traces import Receiver

from kneewise.ground.mapfile import read_network
from validation import matching


@pytest.fixture(scope="module")
def places(real_maps) -> dict[str, Place]:
    return {name: Place.of(read_network([folder])) for name, folder in real_maps.items()}


@pytest.fixture(scope="module")
def found(places) -> Mapping[float, Scored]:
    """By error: on each extract one run written every second and one written smart."""
    return {
        error_m: together(
            [
                one
                for place in places.values()
                for smart in (False, True)
                for one in place.runs(1, Receiver(error_m, smart=smart))
            ]
        )
        for error_m in ERRORS_M
    }


@pytest.mark.parametrize(("error_m", "least"), [(3.0, 0.95), (5.0, 0.95), (10.0, 0.90)])
def test_the_class_of_the_ground_is_right_nearly_everywhere(found, error_m, least) -> None:
    one = found[error_m]
    assert one.share(one.evenness) >= least
    assert one.share(one.hardness) >= least


@pytest.mark.parametrize(("error_m", "least"), [(3.0, 0.90), (5.0, 0.90), (10.0, 0.80)])
def test_the_very_way_is_right_mostly(found, error_m, least) -> None:
    one = found[error_m]
    assert one.share(one.way) >= least


@pytest.mark.parametrize("error_m", ERRORS_M)
def test_what_is_said_surely_comes_true_as_often(found, error_m) -> None:
    one = found[error_m]
    assert calibration(one.probability, one.way, one.length_m)[0] <= 0.1
    assert one.share(one.probability, ~one.way) < 0.75


def test_where_the_map_lacks_the_way_unknown_says_so(places) -> None:
    runs = [one for place in places.values() for one in place.runs_on_poorer(1, Receiver(5.0))]
    one = together(runs)
    assert one.hidden.any()
    assert one.share(one.unknown, one.hidden) > 0.3
    assert one.share(one.unknown, ~one.hidden) < 0.05


def test_a_real_run_that_leaves_the_map_is_mostly_unknown(places, real_data, monkeypatch) -> None:
    monkeypatch.setattr(matching, "REAL_RUN", real_data / "fit/corriporai_runpandas/run.fit")
    kept = real_run(places["bus"])
    assert kept["unknown"] > 1 - kept["inside_the_map"]
    assert kept["unknown"] < 0.95
