"""A soft midsole rather than a hard one."""

from __future__ import annotations

from kneewise.care.prevention.answer import Certainty, Told, advise, plain
from kneewise.care.prevention.rule import PreventionRule
from kneewise.care.prevention.situation import Situation, by_midsole, said_of


def _tell(s: Situation) -> Told:
    found = by_midsole(s.in_use)
    yours = [
        plain(f"soft_midsole.{kind}", shoes=said_of(found[kind]))
        for kind in ("soft", "hard")
        if found.get(kind)
    ]
    if found.get(None):
        yours.append(plain("soft_midsole.unknown", shoes=said_of(found[None])))
    advice = (
        advise("soft_midsole", "try", "soft_midsole.finding"),
        advise("soft_midsole", "beside", "soft_midsole.pooled"),
    )
    return Told(Certainty.MIXED, advice, tuple(yours))


RULE = PreventionRule("soft_midsole", _tell, article="choosing_shoes")
