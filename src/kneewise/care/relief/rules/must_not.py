"""Who must not use such a gel, and never to make a run possible: every hard no of SAFETY.md."""

from __future__ import annotations

from kneewise.care.relief.answers import Offer
from kneewise.care.relief.by_answer import ByAnswer
from kneewise.care.relief.questions import QUESTIONS, Asked
from kneewise.care.relief.rule import GelRule

RULE: GelRule = ByAnswer(
    name="must_not",
    asks=tuple(question.key for question in QUESTIONS if question.asked is Asked.HARD_NO),
    at_most=Offer.NOT_SHOWN,
    words="no",
)
