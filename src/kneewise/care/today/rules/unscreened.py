"""Unknown is not no: an open question of the check is no green, and no run by this program."""

from __future__ import annotations

from kneewise.care.today.answer import Judgement, tell
from kneewise.care.today.rule import Rule
from kneewise.care.today.situation import Situation
from kneewise.model.advice import Light
from kneewise.model.numbers import counted


def _judge(s: Situation) -> Judgement | None:
    if s.screening is not None and s.screening.complete:
        return None
    open_ = 0 if s.screening is None else len(s.screening.unanswered) + len(s.screening.overdue)
    because = (
        tell("unscreened", open=counted(open_, "question")) if open_ else tell("unscreened.never")
    )
    return Judgement(
        light=Light.UNSCREENED, because=because, km=0.0, to_green=(tell("unscreened.green"),)
    )


RULE = Rule("unscreened", _judge)
