"""Statistics: design, posterior, ranking, checks. Knows no cause by name."""

from kneewise.why.question import Question
from kneewise.why.rank import MODEL_VERSION, Progress, rank, rank_stages

__all__ = ["MODEL_VERSION", "Progress", "Question", "rank", "rank_stages"]
