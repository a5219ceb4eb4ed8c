"""Shoes: pair A, the usual one, against pair B; neither hard nor minimal, both run in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from kneewise.care.trial.lever import CHANGED, UNSEEN, Change, Kept, Lever, Option
from kneewise.care.trial.saying import Said, tell
from kneewise.causes.timeline import timeline_of
from kneewise.causes.wear import wear_of
from kneewise.model.history import History
from kneewise.model.numbers import counted
from kneewise.model.run import Shoe

RUN_IN_RUNS = 3
"""As in the cause `novel_shoe`: the first three runs of a pair are a suspect of their own."""

STIFFNESS = {"soft": 0.0, "medium": 0.5}
STEP_KM = 300.0
LEAST_KM = 150.0
"""Our choice: with less than half a step of kilometres between them two pairs are alike."""


@dataclass(frozen=True, slots=True)
class Shoes:
    """Tests the midsole where it differs, else the type, else the kilometres of the pairs."""

    name: str = "shoes"
    tests: tuple[str, ...] = ("shoe_stiffness", "shoe_type", "shoe_km")
    while_returning: bool = True
    asks: tuple[str, ...] = ("shoe_a", "shoe_b")

    def change(self, history: History, option: Option) -> Change | Said:
        """From pair A to pair B; not with a hard, minimal, new or unknown one."""
        pairs = [history.shoes.get(int(option[key])) for key in self.asks if key in option]
        if len(pairs) < len(self.asks) or None in pairs:
            return tell("shoes.which")
        usual, other = (shoe for shoe in pairs if shoe is not None)
        if usual.id == other.id:
            return tell("shoes.same")
        for shoe in (usual, other):
            objection = _objection(shoe, history)
            if objection is not None:
                return objection
        return _difference(usual, other, history)

    def kept(
        self,
        history: History,
        since: datetime,  # noqa: ARG002
        option: Option,
        arms: Mapping[int, str],
    ) -> Mapping[int, Kept]:
        """Whether each run was in the pair of its arm."""
        worn = {run.id: run.shoe_id for run in history.runs}
        found = {}
        for run, arm in arms.items():
            shoe_id = worn.get(run)
            if shoe_id is None:
                found[run] = UNSEEN
                continue
            wanted = int(option["shoe_b" if arm == CHANGED else "shoe_a"])
            shoe = history.shoes.get(shoe_id)
            found[run] = Kept(shoe_id == wanted, None if shoe is None else shoe.name)
        return found


def _objection(shoe: Shoe, history: History) -> Said | None:
    """Why a pair may not be part of it; what is unknown of it is not no."""
    if shoe.midsole == "hard" or shoe.kind in {"minimal", "spikes"}:
        return tell("shoes.hard", shoe=shoe.name)
    if shoe.midsole not in STIFFNESS or shoe.kind is None:
        return tell("shoes.unknown", shoe=shoe.name)
    runs = sum(run.shoe_id == shoe.id for run in history.runs)
    if shoe.retired or runs < RUN_IN_RUNS:
        return tell("shoes.new", shoe=shoe.name, runs=counted(runs, "run"))
    return None


def _difference(usual: Shoe, other: Shoe, history: History) -> Change | Said:
    slots = {"shoe_a": usual.name, "shoe_b": other.name}
    softer = STIFFNESS[usual.midsole or ""] - STIFFNESS[other.midsole or ""]
    if softer != 0:
        return Change("shoe_stiffness", softer, slots)
    if usual.kind != other.kind:
        return Change("shoe_type", -1.0, slots)
    fresher = _km(usual, history) - _km(other, history)
    if np.isnan(fresher) or abs(fresher) < LEAST_KM:
        return tell("shoes.alike")
    return Change("shoe_km", fresher / STEP_KM, slots)


def _km(shoe: Shoe, history: History) -> float:
    """What a pair had run before its last run; NaN where unknown."""
    timeline = timeline_of(history)
    wear = wear_of(history, timeline)
    own = [i for i, worn in enumerate(wear.shoes) if worn is not None and worn.id == shoe.id]
    return float(wear.before_km[own[-1]]) if own else float("nan")


LEVER: Lever = Shoes()
