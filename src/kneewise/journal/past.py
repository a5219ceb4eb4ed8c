"""One runner's past as causes and the analysis see it: runs, profiles, loads, diary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kneewise.care.relief import masked_reports
from kneewise.causes.painful import in_painful_period
from kneewise.causes.timeline import timeline_of
from kneewise.journal.importing_profiles import profiles as profiles_of
from kneewise.knee import curves, knee_loads
from kneewise.model.history import History, KneeLoad
from kneewise.model.profile import RunProfile
from kneewise.store.home import Store


def load_history(store: Store, runner: str, *, with_loads: bool = True) -> History:
    """Everything known of the runner; profiles that are missing or outdated are made anew."""
    activities = [run for run in store.runs.all(runner) if not run.deleted]
    runs = tuple(run for run in activities if run.sport.is_run)
    profiles = profiles_of(store, runner)
    log = store.diary.log(runner)
    history = History(
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
    return replace(history, loads=_loads(history)) if with_loads else history


def _loads(history: History) -> Mapping[int, KneeLoad]:
    """Knee load of every run, against a step-length curve of pain-free runs before it."""
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
    ordered: list[RunProfile] = [history.profiles[run.id] for run in runs]
    fitted = curves(ordered, [not painful[run.id] for run in runs])
    return knee_loads(
        dict(zip((run.id for run in runs), ordered, strict=True)),
        dict(zip((run.id for run in runs), fitted, strict=True)),
    )
