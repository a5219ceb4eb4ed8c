"""Insoles: not shown to prevent; as a treatment a trial of comfort with a start and an end."""

from __future__ import annotations

from kneewise.care.prevention.answer import Certainty, Told, advise, plain
from kneewise.care.prevention.insoles import Phase, insole_trial
from kneewise.care.prevention.rule import PreventionRule
from kneewise.care.prevention.situation import Situation
from kneewise.model.numbers import counted, day


def _tell(s: Situation) -> Told:
    advice = [
        advise("insoles", "prevention", "insoles.prevention"),
        advise("insoles", "treatment", "insoles.treatment"),
    ]
    if s.gated("sensation"):
        advice.insert(0, advise("insoles", "not alone", "insoles.sensation"))
        return Told(Certainty.SHORT_TERM, tuple(advice))
    if s.stopped:
        advice.insert(0, advise("insoles", "not now", "insoles.red_flag"))
        return Told(Certainty.SHORT_TERM, tuple(advice))
    trial = insole_trial(s.log, s.today)
    slots = {
        "began": day(trial.began_on),
        "decide": day(trial.decide_from),
        "ends": day(trial.ends_on),
        "number": trial.day,
        "worn": counted(trial.worn_days, "day"),
        "ended": day(trial.ended_on),
    }
    yours = (plain(f"insoles.{trial.phase.value}", **slots),)
    advice.append(advise("insoles", "trial", "insoles.trial"))
    advice.append(advise("insoles", "stop", "insoles.stop"))
    if trial.phase in {Phase.DECIDE, Phase.OVER}:
        advice.append(advise("insoles", "decide", "insoles.deciding"))
    return Told(Certainty.SHORT_TERM, tuple(advice), yours)


RULE = PreventionRule("insoles", _tell, article="insoles")
