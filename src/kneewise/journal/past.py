"""One runner's past as causes and the analysis see it: runs, profiles, loads, diary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kneewise.care.relief import masked_reports
from kneewise.causes.painful import in_painful_period
from kneewise.causes.timeline import timeline_of
from kneewise.journal.importing_profiles import profiles as profiles_of
from kneewise.knee import StepLengthCurve, curves, knee_loads
from kneewise.model.exposure import ExposureTable
from kneewise.model.history import History, KneeLoad
from kneewise.store.fingerprint import TOLD
from kneewise.store.home import Store


def load_history(store: Store, runner: str, *, with_loads: bool = True) -> History:
    """Everything known of the runner; profiles that are missing or outdated are made anew."""
    rests_on = (*TOLD, "features")
    history = store.remembered("history", rests_on, lambda: _history(store, runner), runner)
    if not with_loads:
        return history
    return store.remembered(
        "history with loads",
        rests_on,
        lambda: replace(history, loads=_loads(history, step_curves(store, runner))),
        runner,
    )


def exposures(store: Store, runner: str) -> ExposureTable:
    """What each run was exposed to; see `causes/table.py`."""
    from kneewise.causes import exposure_table

    return store.remembered(
        "exposures",
        (*TOLD, "features"),
        lambda: exposure_table(load_history(store, runner)),
        runner,
    )


def _history(store: Store, runner: str) -> History:
    activities = [run for run in store.runs.all(runner) if not run.deleted]
    runs = tuple(run for run in activities if run.sport.is_run)
    profiles = profiles_of(store, runner)
    log = store.diary.log(runner)
    return History(
        runs=runs,
        others=tuple(run for run in activities if not run.sport.is_run),
        profiles={run.id: profiles[run.id] for run in runs if run.id in profiles},
        diary=store.diary.pain(runner),
        reports=masked_reports(runs, store.diary.reports(runner), log),
        episodes=store.diary.episodes(runner),
        shoes={shoe.id: shoe for shoe in store.shoes.all(runner)},
        log=log,
        runner=store.facts.profile(runner),
    )


def step_curves(store: Store, runner: str) -> Mapping[int, StepLengthCurve]:
    """The step-length curve each run is held against, learnt from pain-free runs before it."""
    return store.remembered(
        "step curves",
        (*TOLD, "features"),
        lambda: _curves(load_history(store, runner, with_loads=False)),
        runner,
    )


def _curves(history: History) -> Mapping[int, StepLengthCurve]:
    runs = [run for run in history.runs if run.id in history.profiles]
    if not runs:
        return {}
    painful = dict(
        zip(
            (run.id for run in history.runs),
            in_painful_period(history, timeline_of(history)),
            strict=True,
        )
    )
    ordered = [history.profiles[run.id] for run in runs]
    fitted = curves(ordered, [not painful[run.id] for run in runs])
    return dict(zip((run.id for run in runs), fitted, strict=True))


def _loads(history: History, fitted: Mapping[int, StepLengthCurve]) -> Mapping[int, KneeLoad]:
    """Knee load of every run, each against its own curve."""
    return knee_loads({run_id: history.profiles[run_id] for run_id in fitted}, fitted)
