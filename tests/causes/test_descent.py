from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.builders import history_of, profile_of

from kneewise.model.exposure import Known
from kneewise.model.sport import Sport


def hilly(**more):
    return (0, 5.0, {"profile": profile_of(5.0, segments={"descent_grade_km": 0.01}), **more})


def test_metres_down_are_summed(values):
    assert values("descent", history_of([hilly()])) == [pytest.approx(100.0)]


def test_a_run_cut_short_is_scaled_to_its_plan(columns):
    cell = columns("descent", history_of([hilly(planned_km=10.0, shortened=True)]))[0].cells[0]
    assert cell.value == pytest.approx(200.0)
    assert cell.known is Known.PLANNED


def test_a_planned_descent_goes_before_scaling(values):
    assert values("descent", history_of([hilly(planned_km=10.0, planned_descent_m=350.0)])) == [
        350.0
    ]


def test_no_altitude_is_unknown_and_not_flat(values):
    assert values("descent", history_of([(0, 5.0, {"profile": profile_of(5.0)})])) == [None]


@pytest.mark.parametrize(("known", "expected"), [(9, pytest.approx(100.0)), (7, None)])
def test_gaps_in_altitude_are_filled_up_only_where_they_are_small(values, known, expected):
    down = [0.01] * known + [np.nan] * (10 - known)
    run = (0, 5.0, {"profile": profile_of(5.0, segments={"descent_grade_km": down})})
    assert values("descent", history_of([run])) == [expected]


def test_metres_by_gps_altitude_say_that_they_are_poor(columns):
    by_gps = replace(hilly()[2]["profile"], altitude_source="gps")
    said = {}
    for name, more in {
        "run": {},
        "planned": {"planned_descent_m": 350.0},
        "less": {"planned_descent_m": 40.0},
    }.items():
        (column,) = columns("descent", history_of([(0, 5.0, {"profile": by_gps, **more})]))
        said[name] = (column.cells[0].value, column.cells[0].reason)
    poor = "100 m, by GPS altitude, which is poor: part of it may be noise"
    assert said["run"] == (pytest.approx(100.0), poor)
    assert said["planned"] == (350.0, None)
    assert said["less"] == (pytest.approx(100.0), poor)


def test_metres_by_barometer_or_tile_need_no_excuse(columns):
    for source in ("barometer", "terrain", "barometer+terrain", None):
        profile = replace(hilly()[2]["profile"], altitude_source=source)
        (column,) = columns("descent", history_of([(0, 5.0, {"profile": profile})]))
        assert column.cells[0].reason is None


def test_a_treadmill_goes_nowhere_down(columns):
    cell = columns("descent", history_of([(0, 5.0, {"sport": Sport.TREADMILL_RUNNING})]))[0].cells[
        0
    ]
    assert (cell.value, cell.reason) == (0.0, "on a treadmill: nothing downhill")
