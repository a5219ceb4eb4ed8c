"""Medicines with which a pharmacist is asked first (SAFETY.md, Gels)."""

from __future__ import annotations

from kneewise.care.relief.answers import Offer
from kneewise.care.relief.by_answer import ByAnswer
from kneewise.care.relief.questions import QUESTIONS, Asked
from kneewise.care.relief.rule import GelRule

RULE: GelRule = ByAnswer(
    name="pharmacist_first",
    asks=tuple(question.key for question in QUESTIONS if question.asked is Asked.PHARMACIST),
    at_most=Offer.PHARMACIST_FIRST,
    words="pharmacist",
)
