"""What each lever would take on this runner: arms, runs, weeks, and how often it would show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kneewise.care.trial.blocks import PAIRS_UNKNOWN, RUNS_A_BLOCK, WASHOUT_H, draw_blocks
from kneewise.care.trial.lever import Change, Lever, Option, all_levers, cause_named
from kneewise.care.trial.past import gaps_of, read_past
from kneewise.care.trial.power import DETECTABLE, TRIALS, planned
from kneewise.care.trial.saying import Said, tell
from kneewise.care.trial.standing import Standing, why_not
from kneewise.causes import tell as tell_cause
from kneewise.model.diary import Side
from kneewise.model.errors import UsageError
from kneewise.model.history import History
from kneewise.model.numbers import counted
from kneewise.model.trial import TrialDesign

KNOWN_RUN_DAYS = 12
"""So many days of running without trouble end the ladder (`care.today.cap.SETTLED_RUN_DAYS`)."""

GOOD, FAIR = 0.8, 0.5
"""Our choice of words: below one trial in two a power is poor."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How long a trial on this runner would be, and how often it would show a true halving.

    `power` and `stopped` are shares of simulated trials, None where the past is too short;
    `weeks` None where the own frequency is unknown. `past_runs` rated runs taught `trials`
    simulated ones.
    """

    pairs: int
    power: float | None
    stopped: float | None
    weeks: float | None
    past_runs: int
    trials: int

    @property
    def runs(self) -> int:
        """Runs of the whole trial."""
        return 2 * RUNS_A_BLOCK * self.pairs


@dataclass(frozen=True, slots=True)
class Offer:
    """One lever as it would be tried; `cannot` says why not, and then there are no arms.

    `cause` is the suspect it tests, by name, and `suspect` in words; None where that hangs on
    what is still to be said.
    """

    lever: str
    label: str
    asks: tuple[str, ...]
    what: Said
    cannot: Said | None
    cause: str | None
    suspect: str | None
    usual: Said | None
    changed: Said | None
    never: Said | None
    read: Said


@dataclass(frozen=True, slots=True)
class Offers:
    """What could be tried; `not_now` is why no trial may begin today, empty where one may.

    `plan` is None, and nothing `said` of it, where it is not worked out yet.
    """

    side: Side
    not_now: tuple[Said, ...]
    plan: Plan | None
    said: tuple[Said, ...]
    levers: tuple[Offer, ...]
    rules: tuple[Said, ...]


def offers(history: History, side: Side, standing: Standing, plan: Plan | None) -> Offers:
    """Every lever on this runner, with one plan for all: they differ in the change alone."""
    return Offers(
        side=side,
        not_now=why_not(standing),
        plan=plan,
        said=() if plan is None else plan_words(plan),
        levers=tuple(
            offer(lever, history, {}, on_ladder=standing.on_ladder) for lever in all_levers()
        ),
        rules=rules(),
    )


def plan_for(history: History, side: Side, *, article: bool) -> Plan:
    """The plan for one knee; `article` is the policy under which any pain is sore."""
    past = read_past(history, side, any_pain_is_sore=article)
    if past is None:
        return _unknown(history)
    found = planned(past)
    return Plan(found.pairs, found.seen, found.stopped, found.weeks, past.runs, TRIALS)


def _unknown(history: History) -> Plan:
    gaps = gaps_of(history) if history.runs else None
    runs = 2 * RUNS_A_BLOCK * PAIRS_UNKNOWN
    weeks = None if gaps is None else runs * float(gaps.mean()) / 168
    return Plan(PAIRS_UNKNOWN, None, None, weeks, 0, 0)


def offer(lever: Lever, history: History, option: Option, *, on_ladder: bool) -> Offer:
    """One lever on this runner, who may be on the way back to running."""
    waits = on_ladder and not lever.while_returning
    found = _waiting(history) if waits else lever.change(history, option)
    change = found if isinstance(found, Change) else None

    cause = change.cause if change is not None else _only(lever.tests)

    def part(name: str) -> Said | None:
        return None if change is None else tell(f"{lever.name}.{name}", **change.slots)

    return Offer(
        lever=lever.name,
        label=tell(f"{lever.name}.label").text,
        asks=lever.asks,
        what=tell(f"{lever.name}.what"),
        cannot=found if isinstance(found, Said) else None,
        cause=cause,
        suspect=None if cause is None else cause_label(cause),
        usual=part("usual"),
        changed=part("changed"),
        never=part("never"),
        read=tell(f"{lever.name}.read"),
    )


def _waiting(history: History) -> Said:
    """Why what loads the knee more waits.

    Whoever never said that it hurts and has few runs here is not on the way back: their runs are
    not known yet.
    """
    days = len({run.day for run in history.runs})
    hurt = history.episodes or any(entry.value for entry in history.diary)
    if hurt or days >= KNOWN_RUN_DAYS:
        return tell("not.ladder")
    return tell("not.few_runs", runs=counted(len(history.runs), "run"))


def _only(names: tuple[str, ...]) -> str | None:
    return names[0] if len(names) == 1 else None


def cause_label(name: str) -> str:
    """A cause's name in tables."""
    return tell_cause(cause_named(name), "label")


def drawn(plan: Plan, option: Mapping[str, str], seed: int) -> TrialDesign:
    """The design of a plan: blocks drawn once with this seed."""
    return TrialDesign(
        arms=draw_blocks(plan.pairs, seed),
        runs_a_block=RUNS_A_BLOCK,
        washout_hours=WASHOUT_H,
        seed=seed,
        detectable=None if plan.power is None else DETECTABLE,
        power=plan.power,
        option=tuple(sorted(option.items())),
        stopped=plan.stopped,
        weeks=plan.weeks,
    )


def must_be_possible(one: Offer, standing: Standing) -> None:
    """Raises UsageError with the first reason why this trial may not begin today."""
    reasons = [*why_not(standing), *([] if one.cannot is None else [one.cannot])]
    if reasons:
        raise UsageError(reasons[0].text)


def plan_words(plan: Plan) -> tuple[Said, ...]:
    """A plan in sentences, a poor one named as such."""
    said = [
        tell(
            "plan.runs",
            runs=plan.runs,
            blocks=2 * plan.pairs,
            block=RUNS_A_BLOCK,
            hours=f"{WASHOUT_H:.0f}",
        )
    ]
    if plan.weeks is not None:
        said.append(tell("plan.weeks", weeks=f"{plan.weeks:.0f}"))
    if plan.power is None or plan.stopped is None:
        return (*said, tell("plan.unknown"))
    numbers = {"shown": _of_ten(plan.power), "stopped": _of_ten(plan.stopped)}
    said.append(
        tell("plan.power", runs=plan.runs, trials=plan.trials, past=plan.past_runs, **numbers)
    )
    how = "good" if plan.power >= GOOD else "fair" if plan.power >= FAIR else "poor"
    return (*said, tell(f"plan.{how}"))


def _of_ten(share: float) -> str:
    if share < 0.05:
        return "fewer than 1"
    return "more than 9" if share > 0.95 else f"{10 * share:.0f}"


def following_rules() -> tuple[Said, ...]:
    """What holds while a trial runs."""
    return tell("stop.rule"), tell("light.wins"), tell("no.painkiller")


def rules() -> tuple[Said, ...]:
    """What holds for every trial."""
    return (*following_rules(), tell("basis"))
