"""Gels: asked first, then shown with the smallest limit of any brand, or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from kneewise.care.relief.answers import GelAnswers, GelUse, Offer, ProductAdvice, ReliefAnswer
from kneewise.care.relief.counting import gel_use
from kneewise.care.relief.products import PRODUCTS
from kneewise.care.relief.questions import QUESTIONS
from kneewise.care.relief.rule import GelCase, Objection, all_rules
from kneewise.care.relief.saying import PACKAGE, advise
from kneewise.model.advice import Advice, Screening
from kneewise.model.diary import LogEntry
from kneewise.model.words import say

_ORDER = tuple(Offer)
_HOW = ("leaflet", "run", "salicylate", "sun", "fire", "heat", "hands", "worse")
_FACTS = ("pfp", "indometacin", "ketoprofen", "tablet_before_run")
_FACTS_OF_SHOWN = ("gels", "tablets")
"""What speaks for a gel is told only where one may be shown."""


def gel_advice(
    answers: GelAnswers, screening: Screening | None, log: Iterable[LogEntry], today: date
) -> ReliefAnswer:
    """What may be shown of gels to this runner today; unknown never allows.

    Every rule may only take away: the least that one of them leaves is what is shown.
    """
    case = GelCase(answers, screening, gel_use(log, today), today)
    found = _objections(case)
    offer = min((o.at_most for o in found), key=_ORDER.index, default=Offer.SHOWN)
    shown = offer is Offer.SHOWN
    products = _products(case.use) if shown else ()
    reasons = [o.advice for o in found if o.question is None]
    if shown and not products:
        offer, shown = Offer.NOT_SHOWN, False
        reasons.append(advise("gel", Offer.NOT_SHOWN, "no.today"))
    return ReliefAnswer(
        offer=offer,
        reasons=_once((*_warnings(case.use), *reasons, *_open(found))),
        open_questions=_in_order(o.question for o in found if o.question is not None),
        use=case.use,
        products=products,
        how=_sentences("how", _HOW) if shown else (),
        facts=_sentences("fact", (*_FACTS_OF_SHOWN, *_FACTS) if shown else _FACTS),
    )


def next_question(
    answers: GelAnswers, screening: Screening | None, log: Iterable[LogEntry], today: date
) -> str | None:
    """The key to ask next; None where nothing is open or something forbids gels already."""
    found = _objections(GelCase(answers, screening, gel_use(log, today), today))
    if any(o.question is None and o.at_most is Offer.NOT_SHOWN for o in found):
        return None
    return next(iter(_in_order(o.question for o in found if o.question is not None)), None)


def _objections(case: GelCase) -> tuple[Objection, ...]:
    return tuple(objection for rule in all_rules() for objection in rule.objections(case))


def _in_order(keys: Iterable[str]) -> tuple[str, ...]:
    asked = set(keys)
    return tuple(question.key for question in QUESTIONS if question.key in asked)


def _open(found: Iterable[Objection]) -> tuple[Advice, ...]:
    return tuple(o.advice for o in found if o.question is not None)


def _once(advices: Iterable[Advice]) -> tuple[Advice, ...]:
    """Each sentence once, with the rule that says it first."""
    kept: dict[str, Advice] = {}
    for advice in advices:
        kept.setdefault(advice.because, advice)
    return tuple(kept.values())


def _warnings(use: GelUse) -> tuple[Advice, ...]:
    if not use.warn or use.stop:
        return ()
    return (advise("days_of_use", "warn", "warn.days", days=use.course_days),)


def _products(use: GelUse) -> tuple[ProductAdvice, ...]:
    """Gels with something left of today's limit; never a second one on the same day."""
    shown = []
    for product in PRODUCTS:
        if not product.shown or product.limit_g is None or set(use.grams_today) - {product.name}:
            continue
        grams = use.grams_today.get(product.name, 0.0)
        if grams is None or grams >= product.limit_g:
            continue
        shown.append(
            ProductAdvice(
                name=product.name,
                label=say(PACKAGE, f"product.{product.name}"),
                limit_g=product.limit_g,
                left_g=product.limit_g - grams,
                advice=advise("product", Offer.SHOWN, f"product.{product.name}.how"),
            )
        )
    return tuple(shown)


def _sentences(kind: str, keys: Iterable[str]) -> tuple[Advice, ...]:
    return tuple(advise(kind, kind, f"{kind}.{key}") for key in keys)
