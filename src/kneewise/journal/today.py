"""What to do today: everything that was done and said, edits included, under the rules of care."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from kneewise.care.today import CareRecord, Outing, TodayAnswer
from kneewise.care.today import today as judge
from kneewise.journal.checking import screening
from kneewise.journal.clock import local_now
from kneewise.journal.today_measured import measured
from kneewise.model.run import Run
from kneewise.model.sport import Sport
from kneewise.store.fingerprint import CARED, RECORDED
from kneewise.store.home import Store
from kneewise.store.kept import Edit, KeptRecording

if TYPE_CHECKING:
    from kneewise.model.profile import RunProfile


def today(store: Store, runner: str, at: datetime | None = None) -> TodayAnswer:
    """The light, how far, what to do now and what changes it. Without a check never green."""
    now = local_now(store, runner, at)

    def judged() -> TodayAnswer:
        return judge(care_record(store, runner), screening(store, runner, now), now)

    if at is not None:
        return judged()
    return store.remembered("today", CARED, judged, runner, also=this_minute(now))


def this_minute(now: datetime) -> str:
    """How long an answer about now stands: no rule counts in less than minutes."""
    return f"{now:%Y-%m-%dT%H:%M%z}"


def care_record(store: Store, runner: str) -> CareRecord:
    """One runner's append-only past: deleted, edited and moved runs with all they ever were."""
    return CareRecord(
        outings=_outings(store, runner),
        ratings=store.diary.pain_history(runner),
        standing=store.diary.pain(runner),
        reports=store.diary.report_history(runner),
        episodes=store.diary.episodes(runner),
        log=store.diary.log(runner),
        profile=store.facts.profile(runner),
        runner=runner,
    )


def _outings(store: Store, runner: str) -> tuple[Outing, ...]:
    return store.remembered("outings", RECORDED, lambda: _every_outing(store, runner), runner)


def _every_outing(store: Store, runner: str) -> tuple[Outing, ...]:
    from kneewise.journal.importing_profiles import profiles as profiles_of

    runs = store.runs.all(runner)
    profiles = profiles_of(store, runner)
    edits: dict[int, list[Edit]] = {}
    for edit in store.runs.all_edits(runner):
        edits.setdefault(edit.run_id, []).append(edit)
    main = (
        {kept.run_id: kept for kept in store.runs.all_recordings(runner, main_only=True)}
        if edits
        else {}
    )
    said = measured([run for run in runs if run.id in profiles], profiles)
    found: list[Outing] = []
    for run in runs:
        outing = _outing(run, profiles.get(run.id), said.get(run.id, {}))
        changes = edits.get(run.id)
        found += [outing] if changes is None else _edited(outing, run, changes, main.get(run.id))
    return tuple(found)


def _outing(run: Run, profile: RunProfile | None, measured: Mapping[str, Any]) -> Outing:
    """A run as it stands, with what its samples say of running and walking."""
    moving_s = run.moving_s if run.moving_s is not None else run.elapsed_s
    km = run.distance_m / 1000 if run.distance_m is not None else None
    if km is None and profile is not None:
        km = profile.distance_km
    return Outing(
        id=run.id,
        started_at=run.started_at,
        ended_at=run.ended_at,
        day=run.day,
        sports=(run.sport,),
        kms=() if km is None else (km,),
        deleted=run.deleted,
        minutes=None if moving_s is None else moving_s / 60,
        shoe_id=run.shoe_id,
        **measured,
    )


def _edited(
    outing: Outing, run: Run, edits: Sequence[Edit], kept: KeptRecording | None
) -> list[Outing]:
    """The same with every label and distance it had; at both times where its start was moved."""
    sports, kms, changed = [], [], None
    for edit in edits:
        if edit.field == "sport" and not edit.cleared:
            sports.append(Sport(str(edit.value)))
        if edit.field == "distance_m" and isinstance(edit.value, int | float):
            kms.append(edit.value / 1000)
        if edit.field in {"sport", "distance_m", "started_at", "deleted"}:
            changed = edit.entered_at if changed is None else max(changed, edit.entered_at)
    recorded_km = None if kept is None or kept.distance_m is None else kept.distance_m / 1000
    if sports and kept is not None:
        sports = [kept.sport, *sports, run.sport]
    if kms:
        kms = [*([] if recorded_km is None else [recorded_km]), *kms]
        outing = replace(outing, kms=tuple(kms), km_recorded=recorded_km is not None)
    outing = replace(outing, sports=tuple(sports) or outing.sports, changed_at=changed)
    starts = [edit for edit in edits if edit.field == "started_at"]
    if not starts or kept is None or kept.started_at is None:
        return [outing]
    moved = replace(outing, moved=True)
    shift = timedelta(seconds=run.utc_offset_s)
    first = replace(
        moved,
        started_at=kept.started_at,
        ended_at=kept.started_at + (outing.ended_at - outing.started_at),
        day=(kept.started_at + shift).date(),
    )
    return [first, moved]
