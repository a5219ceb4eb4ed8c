"""Relief: what ice and gels do and do not do, who must not use them, and the days counted."""

from kneewise.care.relief.answers import (
    GelAnswers,
    GelUse,
    IceAnswer,
    Offer,
    ProductAdvice,
    ReliefAnswer,
)
from kneewise.care.relief.counting import gel_use
from kneewise.care.relief.gel import gel_advice, next_question
from kneewise.care.relief.ice import ICE_QUESTIONS, ice_advice
from kneewise.care.relief.masking import masked_reports
from kneewise.care.relief.products import PRODUCTS, Product, product_of
from kneewise.care.relief.questions import QUESTIONS, answers_from
from kneewise.care.relief.saying import PACKAGE

__all__ = [
    "ICE_QUESTIONS",
    "PACKAGE",
    "PRODUCTS",
    "QUESTIONS",
    "GelAnswers",
    "GelUse",
    "IceAnswer",
    "Offer",
    "Product",
    "ProductAdvice",
    "ReliefAnswer",
    "answers_from",
    "gel_advice",
    "gel_use",
    "ice_advice",
    "masked_reports",
    "next_question",
    "product_of",
]
