"""A rule on gels that reads a list of questions alike: a yes speaks against, so does silence."""

from __future__ import annotations

from dataclasses import dataclass

from kneewise.care.relief.answers import Offer
from kneewise.care.relief.rule import GelCase, Objection
from kneewise.care.relief.saying import advise


@dataclass(frozen=True, slots=True)
class ByAnswer:
    """With a yes at most `at_most` is shown, in the words `words.KEY`; unknown is not a no."""

    name: str
    asks: tuple[str, ...]
    at_most: Offer
    words: str

    def objections(self, case: GelCase) -> tuple[Objection, ...]:
        """One for each yes and each question that is open; an open one shows nothing at all."""
        found = []
        for key in self.asks:
            answer = case.answers.said.get(key)
            if answer is None:
                advice = advise(self.name, Offer.NOT_SHOWN, "unknown.answer")
                found.append(Objection(Offer.NOT_SHOWN, advice, key))
            elif answer:
                advice = advise(self.name, self.at_most, f"{self.words}.{key}")
                found.append(Objection(self.at_most, advice))
        return tuple(found)
