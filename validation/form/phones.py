"""How wrong one phone is: many made-up films of the lab run, and what was measured in them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np

from kneewise.body.form.comparing import compare
from kneewise.body.form.judging import judge_track, per_stride, strides_seen
from kneewise.body.form.measure import all_measures
from kneewise.body.form.track import Track
from kneewise.model.diary import Side
from kneewise.model.errors import ClipError
from kneewise.model.form import View
from validation.form.lab import LabRun
from validation.form.truth import Truth
from validation.form.virtual import Mistakes, Phone, Trunk, film

FRAME_RATES = (30.0, 60.0, 120.0)
SECONDS = 12.0
"""Length of a film: some 16 strides, what a runner will film."""

Key = tuple[str, str | None]


@dataclass(slots=True)
class Films:
    """Pairs of films of one view: each pair the same mistakes, the phone put up anew between."""

    view: View
    missed: dict[Key, list[float]] = field(default_factory=lambda: defaultdict(list))
    again: dict[Key, list[float]] = field(default_factory=lambda: defaultdict(list))
    refused: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    films: int = 0

    def shoot(self, run: LabRun, pairs: int, seed: int) -> None:
        """Film that many made-up pairings of runner and model, twice each."""
        draw = np.random.default_rng(seed)
        for _ in range(pairs):
            mistakes = Mistakes.drawn(draw)
            trunk = Trunk.drawn(draw)
            off = [self._film(run, mistakes, trunk, draw) for _ in range(2)]
            for key in off[0].keys() & off[1].keys():
                self.again[key].append(off[1][key] - off[0][key])

    def _film(
        self, run: LabRun, mistakes: Mistakes, trunk: Trunk, draw: np.random.Generator
    ) -> dict[Key, float]:
        """What was measured less what was true, by measure and side."""
        phone = Phone.put_up(self.view, draw, float(draw.choice(FRAME_RATES)))
        begin = float(draw.uniform(0.5, 29 - SECONDS))
        seconds = (begin, begin + SECONDS)
        self.films += 1
        try:
            found = measured(film(run, phone, draw, mistakes, trunk, seconds), self.view)
        except ClipError as error:
            self.refused[str(error)] += 1
            return {}
        true = Truth(run, trunk, seconds).values()
        off = {key: value - true[key] for key, value in found.items()}
        for key, value in off.items():
            self.missed[key].append(value)
        return off

    def lines(self) -> dict[str, dict[str, float]]:
        """By measure: bias, spread, spread of a second film, in its unit."""
        out = {}
        for name in dict.fromkeys(name for name, _ in self.missed):
            off = np.concatenate([v for (n, _), v in self.missed.items() if n == name])
            again = np.concatenate([v for (n, _), v in self.again.items() if n == name])
            out[name] = {
                "bias": round(float(np.mean(off)), 2),
                "spread": round(float(np.std(off)), 2),
                "again": round(float(np.sqrt(np.mean(again**2) / 2)), 2),
            }
        return out


def measured(track: Track, view: View) -> dict[Key, float]:
    """The plain means of a track, nothing taken off. Raises ClipError."""
    gait = strides_seen(track, view).gait
    found: dict[Key, float] = {}
    for measure in all_measures():
        if view not in measure.views:
            continue
        for side in (Side.LEFT, Side.RIGHT) if measure.sided else (None,):
            values = per_stride(gait, measure, side)
            if values:
                found[measure.name, None if side is None else side.value] = float(np.mean(values))
    return found


def coverage(run: LabRun, view: View, pairs: int, seed: int) -> dict[str, float]:
    """How often the intervals shown hold the truth, and how often "changed" is said of nothing.

    With errors drawn anew, the ones that stand in `errors.toml` in force.
    """
    draw = np.random.default_rng(seed)
    held, changed, lines, compared = 0, 0, 0, 0
    for _ in range(pairs):
        mistakes, trunk = Mistakes.drawn(draw), Trunk.drawn(draw)
        seconds = (2.0, 2.0 + SECONDS)
        true = Truth(run, trunk, seconds).values()
        forms = []
        for _ in range(2):
            phone = Phone.put_up(view, draw, float(draw.choice(FRAME_RATES)))
            try:
                forms.append(judge_track(film(run, phone, draw, mistakes, trunk, seconds), view))
            except ClipError:
                continue
        for form in forms:
            for line in form.measured:
                side = None if line.side is None else line.side.value
                held += line.value.low <= true[line.name, side] <= line.value.high
                lines += 1
        if len(forms) == 2:
            changes = compare(forms[0].measured, forms[1].measured)
            changed += sum(change.changed for change in changes)
            compared += len(changes)
    return {
        "intervals_hold": round(held / lines, 3),
        "of": lines,
        "changed_though_nothing_did": round(changed / compared, 3),
        "of_comparisons": compared,
    }
