"""Where a trial stands, and after its end what it found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from kneewise.care.trial.analysis import Analysis, analyse
from kneewise.care.trial.blocks import arms_of_runs
from kneewise.care.trial.following import (
    Followed,
    NextRun,
    Place,
    finished_on,
    follow,
    next_run,
    stopped,
)
from kneewise.care.trial.lever import CHANGED, UNSEEN, Change, Kept, before, lever_named
from kneewise.care.trial.planning import cause_label, following_rules
from kneewise.care.trial.saying import Said, tell
from kneewise.care.trial.standing import Standing
from kneewise.model.diary import Side
from kneewise.model.history import History
from kneewise.model.numbers import counted, in_hundred, ratio
from kneewise.model.quantity import Day
from kneewise.model.trial import Trial
from kneewise.why.outcomes import KneeDiary, knee_diary
from kneewise.why.question import as_of

THEN = 4
"""Coming runs shown after the next one, so that a runner who imports once a week knows them."""


@dataclass(frozen=True, slots=True)
class TrialRun:
    """One run of a trial: its place, arm, worst rating (None unrated) and whether it kept to it."""

    number: int
    block: int
    arm: str
    run_id: int | None
    day: date
    pain: int | None
    kept: bool | None
    seen: str | None
    over: bool


@dataclass(frozen=True, slots=True)
class TrialAnswer:
    """A trial as it stands.

    `state` is running, waiting (all runs done, the last rating to come), done, stopped or
    given_up; `head` says so. `analysis` is None before the planned end, unless the stop rule
    ended it, and always after giving up; `found` says it in words.
    """

    trial: Trial
    side: Side
    label: str
    cause: str | None
    state: str
    ended_on: date | None
    head: Said
    runs: int
    runs_left: int
    next: NextRun | None
    then: tuple[str, ...]
    how: Said | None
    said: tuple[Said, ...]
    places: tuple[TrialRun, ...]
    analysis: Analysis | None
    found: tuple[Said, ...]
    rules: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class End:
    """Whether and how a trial has ended, as far as is known today; `on` None while it has not."""

    state: str
    on: date | None = None
    reason: Said | None = None


@dataclass(frozen=True, slots=True)
class _Read:
    """What the places of a trial show: arms and keeping by run id, and the change."""

    arms: Mapping[int, str]
    kept: Mapping[int, Kept]
    change: Change | None


def trial_answer(trial: Trial, history: History, standing: Standing) -> TrialAnswer:
    """Where a trial stands today. Raises NotFoundError for a lever that is gone."""
    history = as_of(history, None)
    end = end_of(trial, standing)
    followed = follow(replace(trial, ended_on=end.on), standing.done)
    read = _read(trial, history, followed)
    diary = knee_diary(history, trial.side)
    places = _places(followed.places, read.kept, history, diary)
    upcoming = next_run(trial, followed, standing) if end.state == "running" else None
    label = tell(f"{trial.lever}.label").text
    runs = len(arms_of_runs(trial.design))
    analysis = _analysis(history, diary, read, end.state)
    return TrialAnswer(
        trial=trial,
        side=trial.side,
        label=label,
        cause=None if read.change is None else read.change.cause,
        state=end.state,
        ended_on=end.on,
        head=_head(trial, end, len(places), label),
        runs=runs,
        runs_left=runs - len(places),
        next=upcoming,
        then=() if upcoming is None else _then(trial, upcoming),
        how=_how(trial, upcoming, read.change),
        places=places,
        analysis=analysis,
        found=found_words(analysis, read.change),
        said=_said(end, followed, places),
        rules=following_rules() if end.state == "running" else (),
    )


def end_of(trial: Trial, standing: Standing) -> End:
    """The first of what was put down, the stop rule, and the planned end."""
    stop = stopped(trial, standing)
    if trial.ended_why is not None:
        reason = stop[1] if stop is not None and trial.ended_why == "stopped" else None
        return End(trial.ended_why, trial.ended_on, reason)
    followed = follow(trial, standing.done)
    finished = finished_on(trial, followed)
    if stop is not None and (finished is None or stop[0] <= finished):
        return End("stopped", *stop)
    if finished is None:
        return End("running")
    if finished > standing.today:
        return End("waiting", reason=_waiting(trial, finished))
    return End("done", finished)


def _waiting(trial: Trial, finished: date) -> Said:
    label = tell(f"{trial.lever}.label").text
    runs = len(arms_of_runs(trial.design))
    return tell("state.waiting", lever=label, runs=runs, day=Day(finished))


def _read(trial: Trial, history: History, followed: Followed) -> _Read:
    known = {run.id for run in history.runs}
    ids = ((place.run.run_id, place.arm) for place in followed.places)
    arms = {run_id: arm for run_id, arm in ids if run_id is not None and run_id in known}
    lever, option = lever_named(trial.lever), dict(trial.design.option)
    found = lever.change(before(history, trial.entered_at), option)
    return _Read(
        arms=arms,
        kept=lever.kept(history, trial.entered_at, option, arms),
        change=found if isinstance(found, Change) else None,
    )


def _places(
    places: Sequence[Place], kept: Mapping[int, Kept], history: History, diary: KneeDiary
) -> tuple[TrialRun, ...]:
    known = {run.id: place for place, run in enumerate(history.runs)}
    found = []
    for one in places:
        run_id = one.run.run_id
        at = None if run_id is None else known.get(run_id)
        pain = np.nan if at is None else diary.worst[at]
        seen = UNSEEN if run_id is None else kept.get(run_id, UNSEEN)
        found.append(
            TrialRun(
                number=one.number,
                block=one.block,
                arm=one.arm,
                run_id=run_id if at is not None else None,
                day=one.run.day,
                pain=None if np.isnan(pain) else int(pain),
                kept=seen.kept,
                seen=seen.seen,
                over=seen.over,
            )
        )
    return tuple(found)


def _analysis(history: History, diary: KneeDiary, read: _Read, state: str) -> Analysis | None:
    """What the runs say; nothing before the end, and nothing where a trial was broken off."""
    if state not in {"done", "stopped"} or read.change is None:
        return None
    arm = np.array(
        [
            np.nan if (a := read.arms.get(r.id)) is None else float(a == CHANGED)
            for r in history.runs
        ]
    )
    masked = {id_ for id_, said in history.reports.items() if said.painkiller_before}
    kept = np.array(
        [bool(read.kept.get(r.id, UNSEEN).kept) and r.id not in masked for r in history.runs],
        dtype=bool,
    )
    return analyse(history, diary, arm, kept, read.change.prior)


def _head(trial: Trial, end: End, done: int, label: str) -> Said:
    if end.state == "waiting" and end.reason is not None:
        return end.reason
    runs = len(arms_of_runs(trial.design))
    since = trial.began_on if end.on is None else end.on
    return tell(
        f"state.{end.state}",
        lever=label,
        day=Day(since),
        done=done,
        runs=runs,
        left=runs - done,
    )


def _then(trial: Trial, upcoming: NextRun) -> tuple[str, ...]:
    return arms_of_runs(trial.design)[upcoming.number : upcoming.number + THEN]


def _how(trial: Trial, upcoming: NextRun | None, change: Change | None) -> Said | None:
    if upcoming is None or change is None:
        return None
    return tell(f"{trial.lever}.{upcoming.arm}", **change.slots)


def _said(end: End, followed: Followed, places: Sequence[TrialRun]) -> tuple[Said, ...]:
    said = [end.reason] if end.state == "stopped" and end.reason is not None else []
    if end.state in {"running", "waiting"}:
        said.append(tell("state.silent"))
    if end.state == "given_up":
        said.append(tell("given_up.silent"))
    if places:
        said.append(_kept_words(places))
    over = sum(place.over for place in places)
    if over:
        said.append(tell("over", count=over))
    if followed.outside:
        said.append(tell("outside", count=len(followed.outside)))
    gone = sum(place.run_id is None for place in places)
    if gone:
        said.append(tell("gone", count=gone))
    return tuple(said)


def _kept_words(places: Sequence[TrialRun]) -> Said:
    kept = sum(place.kept is True for place in places)
    broken = sum(place.kept is False for place in places)
    return tell(
        "kept",
        kept=kept,
        broken=broken,
        unseen=len(places) - kept - broken,
        done=counted(len(places), "run"),
    )


def found_words(analysis: Analysis | None, change: Change | None) -> tuple[Said, ...]:
    """What an ended trial found, in sentences; empty before its end."""
    if analysis is None or change is None:
        return ()
    found = analysis.assigned
    said = [tell(f"verdict.{analysis.verdict.value}")]
    counts = {
        "usual": found.rated[0],
        "changed": found.rated[1],
        "usual_painful": found.painful[0],
        "changed_painful": found.painful[1],
    }
    said.append(tell("found.counts", **counts))
    if found.risk_ratio is not None and found.usual is not None and found.changed is not None:
        said.append(
            tell(
                "found.ratio",
                ratio=ratio(found.risk_ratio),
                usual=in_hundred(found.usual),
                changed=in_hundred(found.changed),
            )
        )
        said.append(tell("found.learnt", percent=f"{100 * (found.learnt or 0.0):.0f}"))
    kept = analysis.as_kept
    if kept is not None and kept != found and kept.risk_ratio is not None:
        said.append(tell("found.kept", ratio=ratio(kept.risk_ratio)))
    return (*said, tell("found.cause", cause=cause_label(change.cause)))
