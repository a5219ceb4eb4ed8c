"""All tips put together, the best supported first."""

from __future__ import annotations

from kneewise.care.prevention.answer import PACKAGE, Certainty, Prevention, Tip, advise
from kneewise.care.prevention.insoles import insole_trial
from kneewise.care.prevention.rule import PreventionRule, all_rules
from kneewise.care.prevention.situation import Situation
from kneewise.evidence import article
from kneewise.model.words import say


def prevention(situation: Situation) -> Prevention:
    """What may lower the odds of trouble, how sure that is, and what of it this runner does.

    Nothing here allows a run or a longer one; that is `care/today` and `care/plan` alone.
    """
    order = list(Certainty)
    tips = sorted(
        (_tip(rule, situation) for rule in all_rules()),
        key=lambda tip: (order.index(tip.certainty), tip.name),
    )
    notes = [advise("scope", "note", "note.scope")]
    if situation.stopped:
        notes.insert(0, advise("red_flag", "first", "note.red_flag"))
    elif situation.screening is None or not situation.screening.complete:
        notes.insert(0, advise("unscreened", "first", "note.unscreened"))
    return Prevention(
        day=situation.today,
        tips=tuple(tips),
        insoles=insole_trial(situation.log, situation.today),
        notes=tuple(notes),
    )


def _tip(rule: PreventionRule, situation: Situation) -> Tip:
    told = rule.tell(situation)
    return Tip(
        name=rule.name,
        label=say(PACKAGE, f"{rule.name}.label"),
        certainty=told.certainty,
        advice=told.advice,
        yours=told.yours,
        article=None if rule.article is None else article()[rule.article],
    )
