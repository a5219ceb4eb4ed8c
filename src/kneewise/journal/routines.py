"""Routines by the clock: what they hold today, what is logged of them, and the watch's file."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from kneewise.body.routine import (
    Allowed,
    Move,
    Routine,
    advise,
    all_routines,
    find_routine,
    left_out,
    moves,
    plain,
    refused,
    tell,
)
from kneewise.exports.leaving import ExportedFile
from kneewise.exports.routine import Timed, routine_file
from kneewise.journal.clock import local_now
from kneewise.journal.noting import log, log_entry
from kneewise.journal.selftests import what_bars
from kneewise.journal.today import today
from kneewise.model.advice import Advice, Light
from kneewise.model.diary import LogEntry
from kneewise.model.errors import UsageError
from kneewise.model.words import Sentence
from kneewise.store.home import Store
from kneewise.store.writing import writing

LATELY_DAYS = 28


@dataclass(frozen=True, slots=True)
class StepAnswer:
    """One exercise; `left_out` says why it is not done today, None where it is."""

    name: str
    label: str
    how: str
    seconds: int
    sides: bool
    left_out: Advice | None


@dataclass(frozen=True, slots=True)
class RoutineAnswer:
    """One routine today. `moves` are what is done, in order; `minutes` with getting ready.

    `refused` says why none of it is done now (then there are no moves); `days` on how many of
    the last 28 days it, or anything of its kind of log, was noted.
    """

    name: str
    label: str
    kind: str
    steps: tuple[StepAnswer, ...]
    rounds: int
    moves: tuple[Move, ...]
    minutes: float
    facts: tuple[Sentence, ...]
    refused: tuple[Advice, ...]
    days: int


def routines(
    store: Store, runner: str, name: str | None = None, at: datetime | None = None
) -> tuple[RoutineAnswer, ...]:
    """Every routine as it is today, or one. Raises NotFoundError."""
    wanted = all_routines() if name is None else (find_routine(name),)
    now = local_now(store, runner, at)
    bars = what_bars(store, runner, now)
    judged = today(store, runner, at)
    red = judged.light is Light.RED
    instead = tuple(said.text for said in judged.now) if red else ()
    allowed = Allowed(bars.conditions, bars.screening, judged.light, instead)
    entries = store.diary.log(runner)
    since = now.date() - timedelta(days=LATELY_DAYS - 1)
    lately = [e for e in entries if since <= e.day <= now.date() and e.value]
    return tuple(_answer(routine, allowed, lately) for routine in wanted)


def log_routine(store: Store, name: str, done: Collection[str], runner: str) -> LogEntry:
    """Note the steps of these names as done today, in minutes of their kind of log.

    Raises NotFoundError for another routine, UsageError where a step is none of it or left out
    today, or none was done.
    """
    (answer,) = routines(store, runner, name)
    if answer.refused:
        raise UsageError(_why_not(answer))
    offered = {move.step for move in answer.moves}
    wrong = sorted(set(done) - offered)
    if wrong:
        raise UsageError(
            f"{', '.join(wrong)}: no step of today's routine; there are: {', '.join(_in(answer))}."
        )
    if not done:
        raise UsageError(plain("nothing"))
    seconds = sum(move.seconds for move in answer.moves if move.step in done)
    without = [step for step in _in(answer) if step not in done]
    slots = {"name": answer.label, "done": len(set(done)), "all": len(answer.steps)}
    note = (
        plain("note.without", without=", ".join(without), **slots)
        if without
        else plain("note", **slots)
    )
    now = local_now(store, runner)
    entry = log_entry(answer.kind, round(seconds / 60, 1), None, note, runner, now)
    return log(store, entry, None)


def routine_workout(store: Store, name: str, runner: str) -> ExportedFile:
    """The routine of today as a FIT workout. Raises NotFoundError, UsageError where refused."""
    (answer,) = routines(store, runner, name)
    if answer.refused or not answer.moves:
        raise UsageError(_why_not(answer) or plain("nothing"))
    routine = find_routine(name)
    how = {step.name: step.how for step in answer.steps}
    steps = (
        Timed(_on_the_watch(move), how[move.step], move.seconds, move.ready_s)
        for move in answer.moves
    )
    return routine_file(answer.name, answer.label, steps, datetime.now(UTC), strength=routine.loads)


def write_routine(store: Store, name: str, folder: Path, runner: str) -> Path:
    """The same into a folder, where an earlier one is replaced. Raises StoreError too."""
    file = routine_workout(store, name, runner)
    target = folder / file.name
    part = target.with_name(target.name + ".part")
    with writing(target):
        folder.mkdir(parents=True, exist_ok=True)
        part.write_bytes(file.data)
        part.replace(target)
    return target


def move_words(answer: RoutineAnswer, move: Move) -> str:
    """What a move is called: `Clam, left`."""
    label = next(step.label for step in answer.steps if step.name == move.step)
    if move.side is None:
        return plain("move", label=label)
    return plain("move.side", label=label, side=move.side.value)


def _on_the_watch(move: Move) -> str:
    """What the small display shows: `Clam L`."""
    name = plain(f"{move.step}.watch")
    return name if move.side is None else plain(f"watch.{move.side}", name=name)


def _answer(routine: Routine, allowed: Allowed, lately: list[LogEntry]) -> RoutineAnswer:
    steps = tuple(
        StepAnswer(
            name=step.name,
            label=plain(f"{step.name}.label"),
            how=plain(f"{step.name}.how"),
            seconds=step.seconds,
            sides=step.sides,
            left_out=left_out(step, allowed),
        )
        for step in routine.steps
    )
    no = refused(routine, allowed)
    without = {step.name for step in steps if step.left_out is not None}
    done = () if no else moves(routine, without)
    if not no and not done:
        no = (advise(routine.name, "not yet", "refused.nothing_left"),)
    return RoutineAnswer(
        name=routine.name,
        label=plain(f"{routine.name}.label"),
        kind=routine.kind,
        steps=steps,
        rounds=routine.rounds,
        moves=done,
        minutes=sum(move.seconds + move.ready_s for move in done) / 60,
        facts=tuple(tell(fact) for fact in routine.facts),
        refused=no,
        days=len({entry.day for entry in lately if entry.kind == routine.kind}),
    )


def _why_not(answer: RoutineAnswer) -> str:
    """Why it is refused and what to do instead; empty where it is not."""
    return " ".join(said for one in answer.refused for said in (one.because, *one.do))


def _in(answer: RoutineAnswer) -> list[str]:
    """The steps that are done today, in order."""
    return list(dict.fromkeys(move.step for move in answer.moves))
