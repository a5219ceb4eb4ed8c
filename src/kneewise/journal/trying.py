"""Trials with one runner: what could be tried, beginning one, following it, its end.

A trial reads the light and changes nothing that `today` allows. An end by the stop rule, or by
plan, is put down when a trial is next looked at.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import cast

from kneewise.care.today.policy import Policy
from kneewise.care.today.situation import Situation
from kneewise.care.trial import (
    Offer,
    Offers,
    Plan,
    Said,
    Standing,
    TrialAnswer,
    drawn,
    end_of,
    lever_named,
    must_be_possible,
    offer,
    offers,
    plan_for,
    plan_words,
    rules,
    trial_answer,
    why_not,
)
from kneewise.journal.checking import screening
from kneewise.journal.clock import local_now
from kneewise.journal.finding import find_shoe
from kneewise.journal.past import load_history
from kneewise.journal.today import care_record, this_minute
from kneewise.journal.trying_standing import standing_of
from kneewise.model.diary import Side
from kneewise.model.errors import NotFoundError, UsageError
from kneewise.model.history import History
from kneewise.model.trial import Trial
from kneewise.store.fingerprint import CARED, TOLD
from kneewise.store.home import Store
from kneewise.why.question import Question, as_of, asked_side

_PLAN = "trial_plan"

TRIED = (*CARED, "trials")
"""What an answer about trials rests on, beside the clock."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One trial as it would be: the lever, the plan, and why it may not begin today."""

    side: Side
    offer: Offer
    plan: Plan
    said: tuple[Said, ...]
    not_now: tuple[Said, ...]
    rules: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a runner wants to try: a lever, a knee (else the sorer one), what the lever asks."""

    lever: str
    side: Side | None = None
    said: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class _Now:
    """One runner at one moment."""

    history: History
    standing: Standing
    article: bool


def trial_levers(
    store: Store,
    runner: str,
    side: Side | None = None,
    at: datetime | None = None,
    *,
    wait: bool = True,
) -> Offers:
    """Every lever, what it would take on this runner, and whether one may begin today.

    What it would take is simulated for a second or two after every rating; without `wait` it is
    left out where it does not stand yet.
    """

    def offered(*, known: bool = False) -> Offers:
        now = _now(store, runner, at)
        knee = side if side is not None else asked_side(now.history, Question())
        plan = _known_plan if known else _plan
        return offers(now.history, knee, now.standing, plan(store, now, knee, runner))

    if not wait:
        return offered(known=True)
    if at is not None:
        return offered()
    minute = this_minute(local_now(store, runner))
    return store.remembered("trial_levers", TRIED, offered, runner, also=(side, minute))


def propose_trial(
    store: Store, wanted: Wanted, runner: str, at: datetime | None = None
) -> Proposal:
    """One trial as it would be. Raises NotFoundError for a lever or shoe that is not there."""
    return _proposal(store, wanted, _now(store, runner, at), runner)


def start_trial(
    store: Store,
    wanted: Wanted,
    runner: str,
    at: datetime | None = None,
    seed: int | None = None,
) -> Trial:
    """Begin one: its order is drawn once, with a seed that is kept.

    Raises UsageError with the reason where it may not begin, NotFoundError.
    """
    now = _now(store, runner, at)
    found = _proposal(store, wanted, now, runner)
    must_be_possible(found.offer, now.standing)
    drawn_with = seed if seed is not None else secrets.randbelow(2**31)
    trial = Trial(
        lever=wanted.lever,
        side=found.side,
        design=drawn(found.plan, _option(store, wanted, runner), drawn_with),
        began_on=now.standing.today,
        entered_at=now.standing.now.astimezone(UTC),
        runner=runner,
    )
    return store.trials.add(trial)


def trial(
    store: Store, runner: str, number: int | None = None, at: datetime | None = None
) -> TrialAnswer:
    """Where a trial stands, the latest without a number. Raises NotFoundError."""

    def looked_at() -> TrialAnswer:
        now = _now(store, runner, at)
        return trial_answer(_find(store, runner, number), now.history, now.standing)

    if at is not None:
        return looked_at()
    minute = this_minute(local_now(store, runner))
    return store.remembered("trial", TRIED, looked_at, runner, also=(number, minute))


def stop_trial(store: Store, runner: str, at: datetime | None = None) -> TrialAnswer:
    """Break the running trial off. Raises NotFoundError where none runs."""
    now = _now(store, runner, at)
    running = now.standing.running
    if running is None or running.id is None:
        raise NotFoundError("No trial is running.")
    store.trials.end(running.id, now.standing.today, "given_up", runner)
    return trial_answer(_find(store, runner, running.id), now.history, now.standing)


def _find(store: Store, runner: str, number: int | None) -> Trial:
    known = store.trials.all(runner)
    if not known:
        raise NotFoundError("No trial was ever begun; `kneewise trial` lists what could be tried.")
    if number is None:
        return known[-1]
    for one in known:
        if one.id == number:
            return one
    raise NotFoundError(f"There is no trial {number}.")


def _proposal(store: Store, wanted: Wanted, now: _Now, runner: str) -> Proposal:
    lever = lever_named(wanted.lever)
    side = wanted.side if wanted.side is not None else asked_side(now.history, Question())
    plan = _plan(store, now, side, runner)
    option, on_ladder = _option(store, wanted, runner), now.standing.on_ladder
    return Proposal(
        side=side,
        offer=offer(lever, now.history, option, on_ladder=on_ladder),
        plan=plan,
        said=plan_words(plan),
        not_now=why_not(now.standing),
        rules=rules(),
    )


def _plan(store: Store, now: _Now, side: Side, runner: str) -> Plan:
    """The plan for one knee, simulated once while nothing it rests on changes."""

    def simulated() -> Plan:
        return plan_for(now.history, side, article=now.article)

    return store.remembered(_PLAN, TOLD, simulated, runner, also=(side, now.article))


def _known_plan(store: Store, now: _Now, side: Side, runner: str) -> Plan | None:
    found = store.known(_PLAN, TOLD, runner, also=(side, now.article))
    return None if found is None else cast("Plan", found)


def _option(store: Store, wanted: Wanted, runner: str) -> dict[str, str]:
    """What the lever asks, shoes as their numbers."""
    asks = lever_named(wanted.lever).asks
    option = {}
    for key, value in (wanted.said or {}).items():
        if key not in asks:
            raise UsageError(f"{wanted.lever} asks for nothing named {key!r}.")
        option[key] = str(find_shoe(store, value, runner).id)
    return option


def _now(store: Store, runner: str, at: datetime | None) -> _Now:
    """The moment, a trial that has ended by then put down as ended."""
    now = local_now(store, runner, at)

    def judged() -> _Now:
        return _judged(store, runner, now)

    if at is not None:
        found = judged()
    else:
        found = store.remembered("trial moment", TRIED, judged, runner, also=this_minute(now))
    running = next((one for one in store.trials.all(runner) if one.ended_on is None), None)
    if running is not None and not _settled(store, running, found.standing):
        found = replace(found, standing=replace(found.standing, running=running))
    return found


def _judged(store: Store, runner: str, now: datetime) -> _Now:
    history = as_of(load_history(store, runner, with_loads=False), None)
    situation = Situation(care_record(store, runner), screening(store, runner, now), now)
    facts = store.facts.profile(runner)
    standing = standing_of(situation, age_known=facts.get("birth_year") is not None)
    return _Now(history, standing, situation.policy is Policy.ARTICLE)


def _settled(store: Store, running: Trial, standing: Standing) -> bool:
    """Put the end down of a trial that has ended by itself; whether it has."""
    end = end_of(running, standing)
    if end.on is None or running.id is None:
        return False
    if store.writable:
        store.trials.end(running.id, end.on, end.state, running.runner)
    return True
