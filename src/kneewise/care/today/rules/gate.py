"""What a profile gate forbids: running, a green light, more than before, the ladder."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from kneewise.care.today.answer import Judgement, tell
from kneewise.care.today.rule import Rule
from kneewise.care.today.situation import Situation
from kneewise.model.advice import Light, RaisedGate

NO_RUN = ("running", "lights")
NO_MORE = ("green", "increase", "plan", "ladder")


def _judge(s: Situation) -> Judgement | None:
    if s.screening is None:
        return None
    no_run = [g for what in NO_RUN for g in s.screening.forbidden(what, s.today)]
    if s.on_ladder:
        no_run += s.screening.forbidden("ladder", s.today)
    if no_run:
        running = bool(s.screening.forbidden("running", s.today))
        return Judgement(
            light=Light.RED if running else Light.AMBER,
            because=tell("gate.stop", what=no_run[0].advice.because),
            km=0.0,
            run_from=_ends(no_run),
            do=(tell("gate.do", verdict=no_run[0].advice.verdict),),
            to_green=(tell("gate.green"),),
        )
    held = [g for what in NO_MORE for g in s.screening.forbidden(what, s.today)]
    if not held:
        return None
    green = s.screening.forbidden("green", s.today)
    return Judgement(
        light=Light.AMBER if green else Light.GREEN,
        because=tell("gate.hold", what=held[0].advice.because),
        km=s.running.longest() or 0.0,
        do=(tell("gate.do", verdict=held[0].advice.verdict),),
        to_green=(tell("gate.green"),) if green else (),
    )


def _ends(gates: Sequence[RaisedGate]) -> date | None:
    """The day after the last of them ends; None where one has no end."""
    ends = [gate.until for gate in gates if gate.until is not None]
    return max(ends) + timedelta(days=1) if len(ends) == len(gates) else None


RULE = Rule("gate", _judge)
