"""Where every run was: the box of its positions, worked out once and kept."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

from kneewise.model.errors import StoreError
from kneewise.store.kept import WHERE, Feature

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from kneewise.ground.projection import Box
    from kneewise.store.home import Store

_VERSION = "2"

FAR_M = 3000.0
"""How far a position may lie outside the box of the middle 98 % of them, beside half that box's
size (our choice): a fix that leaps to another country would make a box of both."""


def boxes_of_runs(store: Store, runner: str, *, read: bool = True) -> Mapping[int, Box | None]:
    """The box of every run with samples, by run id; None for one without a position.

    With `read` False no samples are read, and a run whose box is not kept is left out; so is one
    whose samples can't be read, which whoever needs them says.
    """
    from kneewise.ground.projection import Box

    contents = store.runs.main_contents(runner)
    kept = store.features.all(WHERE, runner=runner)
    boxes: dict[int, Box | None] = {}
    anew = []
    for run in store.runs.all(runner):
        if run.deleted or not run.sport.is_run or run.id not in contents:
            continue
        _, content = contents[run.id]
        if content is None:
            continue
        key = f"{_VERSION} {content}"
        feature = kept.get(run.id)
        if feature is None or feature.key != key:
            if not read:
                continue
            try:
                feature = Feature(run.id, key, _where(store, content))
            except StoreError:
                continue
            anew.append(feature)
        corners = json.loads(feature.value)
        boxes[run.id] = None if corners is None else Box(*corners)
    if anew and store.writable:
        store.features.put(WHERE, anew, runner=runner)
    return boxes


def _where(store: Store, content: str) -> bytes:
    """The corners of the box of some samples as JSON; null without a position."""
    samples = store.files.samples(content)
    lon, lat = samples.get("longitude_deg"), samples.get("latitude_deg")
    box = None if lon is None or lat is None else box_of(lon, lat)
    corners = None if box is None else (box.west, box.south, box.east, box.north)
    return json.dumps(corners).encode()


def box_of(lon_deg: NDArray[np.float64], lat_deg: NDArray[np.float64]) -> Box | None:
    """The box of positions without those that leapt away; None without any."""
    import numpy as np

    from kneewise.ground.projection import Box, middle_of

    known = np.isfinite(lon_deg) & np.isfinite(lat_deg)
    if not known.any():
        return None
    lon, lat = lon_deg[known], lat_deg[known]
    plane = middle_of(lon, lat)
    near = np.ones(len(lon), dtype=np.bool_)
    for metres in plane.to_m(lon, lat):
        low, high = np.quantile(metres, [0.01, 0.99])
        slack = FAR_M + (high - low) / 2
        near &= (metres >= low - slack) & (metres <= high + slack)
    return Box.around(lon[near], lat[near]) if near.any() else None
