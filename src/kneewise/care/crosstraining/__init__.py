"""Other sports while a knee is sore: what keeps fitness and spares it, and what is left out."""

from kneewise.care.crosstraining.advising import CrossTraining, LeftOut, Offered, cross_training
from kneewise.care.crosstraining.kept import Kept, training_kept
from kneewise.care.crosstraining.option import Option, Trait, all_options
from kneewise.care.crosstraining.saying import PACKAGE
from kneewise.care.crosstraining.situation import QUESTIONS, Situation

__all__ = [
    "PACKAGE",
    "QUESTIONS",
    "CrossTraining",
    "Kept",
    "LeftOut",
    "Offered",
    "Option",
    "Situation",
    "Trait",
    "all_options",
    "cross_training",
    "training_kept",
]
