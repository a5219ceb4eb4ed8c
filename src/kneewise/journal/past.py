"""One runner's past as causes and the analysis see it: runs, profiles, loads, diary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kneewise.care.relief import masked_reports
from kneewise.causes.painful import in_painful_period
from kneewise.causes.timeline import timeline_of
from kneewise.journal.grounding import grounds as grounds_of
from kneewise.journal.importing_profiles import profiles as profiles_of
from kneewise.knee import StepLengthCurve, curves, knee_loads
from kneewise.model.exposure import ExposureTable
from kneewise.model.history import History, KneeLoad
from kneewise.store.fingerprint import RECORDED, TOLD
from kneewise.store.home import Store

PAST = (*TOLD, "features")
"""What all that is known of a runner rests on."""


def load_history(store: Store, runner: str, *, with_loads: bool = True) -> History:
    """Everything known of the runner; profiles that are missing or outdated are made anew."""
    history = store.remembered("history", PAST, lambda: _history(store, runner), runner)
    if not with_loads:
        return history
    return store.remembered(
        "history with loads",
        PAST,
        lambda: replace(history, loads=_loads_of(store, history, runner)),
        runner,
    )


def exposures(store: Store, runner: str) -> ExposureTable:
    """What each run was exposed to; see `causes/table.py`."""
    from kneewise.causes import exposure_table

    return store.remembered(
        "exposures",
        PAST,
        lambda: exposure_table(load_history(store, runner)),
        runner,
    )


def _history(store: Store, runner: str) -> History:
    activities = [run for run in store.runs.all(runner) if not run.deleted]
    runs = tuple(run for run in activities if run.sport.is_run)
    profiles = profiles_of(store, runner)
    ground = grounds_of(store, runner)
    log = store.diary.log(runner)
    return History(
        runs=runs,
        others=tuple(run for run in activities if not run.sport.is_run),
        profiles={run.id: profiles[run.id] for run in runs if run.id in profiles},
        ground={run.id: ground[run.id] for run in runs if run.id in ground},
        diary=store.diary.pain(runner),
        reports=masked_reports(runs, store.diary.reports(runner), log),
        episodes=store.diary.episodes(runner),
        shoes={shoe.id: shoe for shoe in store.shoes.all(runner)},
        log=log,
        runner=store.facts.profile(runner),
        measures=store.measures.all(runner),
    )


def step_curves(store: Store, runner: str) -> Mapping[int, StepLengthCurve]:
    """The step-length curve each run is held against, learnt from pain-free runs before it.

    Of all that is told only the painful periods matter, and a rating seldom changes one.
    """
    history = load_history(store, runner, with_loads=False)
    painful = _painful(store, history, runner)
    return store.remembered(
        "step curves", RECORDED, lambda: _curves(history, painful), runner, also=painful
    )


def _painful(store: Store, history: History, runner: str) -> tuple[bool, ...]:
    """Whether each run lies in a painful period."""
    return store.remembered(
        "painful periods",
        PAST,
        lambda: tuple(map(bool, in_painful_period(history, timeline_of(history)))),
        runner,
    )


def _curves(history: History, painful: Sequence[bool]) -> Mapping[int, StepLengthCurve]:
    known = [
        (run.id, sore)
        for run, sore in zip(history.runs, painful, strict=True)
        if run.id in history.profiles
    ]
    if not known:
        return {}
    ordered = [history.profiles[run_id] for run_id, _ in known]
    fitted = curves(ordered, [not sore for _, sore in known])
    return dict(zip((run_id for run_id, _ in known), fitted, strict=True))


def _loads_of(store: Store, history: History, runner: str) -> Mapping[int, KneeLoad]:
    """The loads that stand while neither what was recorded nor a painful period changes."""
    fitted = step_curves(store, runner)
    return store.remembered(
        "loads",
        RECORDED,
        lambda: _loads(history, fitted),
        runner,
        also=_painful(store, history, runner),
    )


def _loads(history: History, fitted: Mapping[int, StepLengthCurve]) -> Mapping[int, KneeLoad]:
    """Knee load of every run, each against its own curve."""
    return knee_loads(
        {run_id: history.profiles[run_id] for run_id in fitted}, fitted, history.ground
    )
