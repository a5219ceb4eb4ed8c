"""How wrong each measure is: `errors.toml`, written by `python -m validation.form`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import hypot

from kneewise.model.form import View

PACKAGE = "kneewise.body.form"

LITERATURE = {
    "knee_contact_deg": (7.8, "VANHOOREN2023"),
    "knee_peak_deg": (7.8, "VANHOOREN2023"),
}
"""Errors of one camera against markers in running, after taking out the offset: 7.8° for the knee.
Where ours on made-up phones are smaller, theirs hold."""


@dataclass(frozen=True, slots=True)
class Error:
    """One measure from one view.

    `bias` is taken off; `spread` (standard deviation from clip to clip, runner and phone anew) is
    how wrong one clip is; `again` the same for a second clip of the same runner with the phone
    put up anew. All in the measure's unit. `source` is a study key, or None where it is our own.
    """

    bias: float
    spread: float
    again: float
    source: str | None = None


@cache
def errors() -> Mapping[tuple[View, str], Error]:
    """The errors of every measure from every view from which it is measured."""
    raw = tomllib.loads(files(PACKAGE).joinpath("errors.toml").read_text(encoding="utf-8"))
    found = {}
    for view in View:
        for name, line in raw.get(view.value, {}).items():
            # Learnt from one runner in one lab: half of the bias may be theirs alone (our choice).
            own = hypot(line["spread"], line["bias"] / 2)
            known, source = LITERATURE.get(name, (0.0, None))
            found[view, name] = Error(
                bias=line["bias"],
                spread=max(own, known),
                again=line["again"],
                source=source if known > own else None,
            )
    return found
